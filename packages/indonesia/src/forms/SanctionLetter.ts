/**
 * Letters about sanctions, in Indonesian, as an officer completes and signs them: what was found, by which duty, under
 * which article the sanction stands, until when one may answer, and what follows. What only the department knows (its
 * number, who signs, the article of the breach) is a blank and never made up.
 */
import * as Result from "effect/Result"
import { type Calendar, Ladder } from "@bina/core"
import { CivilDate } from "@bina/policy"
import type { Supervised, SupervisionResult } from "@bina/season"
import * as IndonesianDate from "../writing/IndonesianDate.ts"

// ---- Rules

const blank = "…………………………"

/**
 * A letter for every sanction of a season, in the order of the register. Files are numbered: the number of a sole trader's
 * business is a number of a person and stands in no file name.
 */
export const all = ({
  establishments,
  ladder
}: SupervisionResult.SupervisionResult): ReadonlyArray<Supervised.Letter> =>
  establishments
    .flatMap(({ establishment, violations }) =>
      violations.flatMap(({ outcome, visit }) =>
        outcome._tag === "Imposed" ? [{ establishment, outcome, visit }] : []
      )
    )
    .map(({ establishment, outcome, visit }, at) => ({
      path: `letters/${String(at + 1).padStart(4, "0")}-${outcome.on}-${outcome.step}.md`,
      text: letter(ladder, establishment, visit, outcome)
    }))

/** What a letter is called: a reprimand that was spoken is put on record, everything else is a letter of its own. */
const titleOf = (step: Ladder.Step): string =>
  step.step === "oral-reprimand" ? "BERITA ACARA TEGURAN LISAN" : `SURAT ${step.text.id.toUpperCase()}`

const letter = (
  ladder: Ladder.Ladder,
  establishment: Supervised.Establishment,
  visit: Supervised.Visit,
  outcome: Extract<Ladder.Outcome, { readonly _tag: "Imposed" }>
): string => {
  const at = Ladder.placeOf(ladder, outcome.step)
  const step = ladder.steps[at]!
  const next = ladder.steps[at + 1]
  const before = ladder.steps[at - 1]
  const last = Result.getOrElse(CivilDate.addDays(outcome.respondBefore, -1), () => outcome.respondBefore)
  const breaches =
    visit.breaches.length === 0 ? [`- ${blank}`] : visit.breaches.map(({ id }) => `- tidak dipenuhi: ${id}`)
  return [
    `# ${titleOf(step)}`,
    "",
    `Nomor: ${blank}`,
    `Sifat: ${blank}`,
    `Hal: ${step.text.id}`,
    "",
    `Kepada: ${establishment.name} (NIB ${establishment.number}), Kecamatan ${establishment.district}`,
    "",
    `Pada kunjungan tanggal ${dated(outcome.on)} oleh ${visit.officer || blank} dengan surat tugas ${visit.assignment || blank} ditemukan:`,
    "",
    ...breaches,
    "",
    `Kewajiban yang dilanggar: ${ladder.citation.instrument} tentang ${ladder.citation.title}, pasal ${blank}.`,
    "",
    `Berdasarkan ${ladder.citation.instrument} pasal ${ladder.citation.article ?? blank}, ${ladder.authority} mengenakan **${step.text.id}**` +
      (before === undefined ? "." : `, sebagai lanjutan dari ${before.text.id}.`),
    "",
    `Saudara dapat menanggapi sampai dengan ${dated(last)} (${days(step.response)}). Bila tanggapan itu benar, sanksi ini gugur dengan alasannya.`,
    "",
    next === undefined
      ? "Tidak ada langkah lain sesudah sanksi ini menurut peraturan tersebut."
      : `Wajib segera dipatuhi. Pelanggaran yang ditemukan sejak ${dated(outcome.respondBefore)} dapat diikuti dengan ${next.text.id}.`,
    "",
    `Tanggal: ${dated(outcome.on)}`,
    "",
    `Yang berwenang: ${blank}`,
    "",
    `Penerima: ${blank} (atau: menolak tanda tangan)`,
    ""
  ].join("\n")
}

const dated = (date: CivilDate.CivilDate): string => IndonesianDate.format(date, "long", "id")

const days = (window: Calendar.Window): string => `${window.days} hari${window._tag === "WorkingDays" ? " kerja" : ""}`
