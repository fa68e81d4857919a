/**
 * The lists of a season as an office reads them before anybody signs: what each pays, under which content, who did what
 * when and by which appointment, and what comes next. No name and no number of a person ever stands here.
 */
import { DisbursementState, type DisbursementEvent } from "@bina/core/journal"
import { type Lists } from "@bina/core/office"
import type { Text } from "@bina/policy"
import type { ProgrammeFile } from "@bina/season"
import * as DutyWords from "./DutyWords.ts"

// ---- Rules

const words = {
  people: { id: "orang", en: "people" },
  gross: { id: "bruto", en: "gross" },
  net: { id: "neto", en: "net" },
  content: { id: "isi", en: "content" },
  edition: { id: "edisi", en: "edition" },
  beside: { id: "di luar daftar, belum pasti", en: "beside the list, undetermined" },
  void: { id: "tanda tangan batal", en: "signatures void" },
  of: { id: "oleh", en: "by" },
  glass: { id: "kaca dipecahkan", en: "glass broken" },
  with: { id: "bersama", en: "with" },
  asked: { id: "diminta memecahkan kaca", en: "asked to break the glass" },
  may: { id: "boleh", en: "may" },
  had: { id: "walau sudah bertugas", en: "despite the duty to" },
  unappointed: { id: "walau tidak ditunjuk", en: "despite no appointment" },
  until: { id: "sampai", en: "until" },
  paid: { id: "dibayar", en: "paid" },
  returned: { id: "tidak terbayar", en: "not paid" },
  next: { id: "berikutnya", en: "next" }
} as const

/** The words of the program and of its city. */
export interface Speech {
  readonly program: string
  readonly money: (amount: number, language: Text.Language) => string
  readonly tax: Text.Text
}

/** How many digits of a content are shown: enough to tell editions apart, and to name one with --content. */
export const digits = 12

/** A list with everything that happened to it. */
export const render = (
  { course, id }: ProgrammeFile.Cohort,
  { beside, happened, isStale, owed, state }: Lists.View,
  speech: Speech,
  language: Text.Language
): string => {
  const say = (name: keyof typeof words) => words[name][language]
  const title = `${course} (${id})`
  if (state._tag === "Unprepared") {
    return `${title}: ${DutyWords.stages.Unprepared[language]}\n  ${say("next")}: ${nextOf(id, state, owed.length > 0, speech.program, language)}`
  }
  const money = (name: "gross" | "net") => `${say(name)} ${speech.money(state.total[name], language)}`
  const outside = beside.undetermined.length + beside.invalid.length
  const content = DisbursementState.contentOf(state).slice(0, digits)
  const facts = [
    `${state.order.length} ${say("people")}`,
    money("gross"),
    `${speech.tax[language]} ${speech.money(state.total.tax, language)}`,
    money("net"),
    ...(outside === 0 ? [] : [`${outside} ${say("beside")}`])
  ]
  return [
    `${title}: ${DutyWords.stages[state.stage][language]}`,
    `  ${state.id} · ${say("content")} ${content} · ${say("edition")} ${DisbursementState.revisionOf(state)}`,
    `  ${facts.join(" · ")}`,
    ...happened.flatMap(({ event }) => lineOf(event, language)),
    ...answersOf(state, language),
    ...(isStale ? [`  ! ${stale[language]}`] : []),
    ...(DisbursementState.isFinal(state)
      ? []
      : [
          `  ${say("next")}: ${isStale ? again(id, owed.length > 0, speech.program, language) : nextOf(id, state, true, speech.program, language)}`
        ])
  ].join("\n")
}

const stale = {
  id: "yang harus dibayar sudah berubah sejak daftar ini disiapkan; tanda tangan atasnya tidak diterima",
  en: "what is owed has changed since this list was prepared; nobody can sign it as it stands"
} as const

const again = (cohort: string, isOwed: boolean, program: string, language: Text.Language): string =>
  isOwed
    ? `${program} lists prepare ${cohort} --as ${officer[language]}`
    : `${program} lists cancel ${cohort} --as ${officer[language]} --reason ${reason[language]}`

const officer = { id: "PETUGAS", en: "OFFICER" } as const
const file = { id: "BERKAS", en: "FILE" } as const
const reason = { id: "ALASAN", en: "REASON" } as const

/** One thing that happened; answers of the bank are counted instead. */
const lineOf = (event: DisbursementEvent.Event, language: Text.Language): ReadonlyArray<string> => {
  const at = `  ${event.at}Z`
  const by = `${words.of[language]} ${event.actor}`
  const under = (one: DisbursementEvent.Under) =>
    one._tag === "Appointment" ? one.document : `${words.glass[language]} (${one.glass})`
  const short = (content: string) => `${words.content[language]} ${content.slice(0, digits)}`
  switch (event._tag) {
    case "ListPrepared":
      return [`${at}  ${DutyWords.duties.prepare.done[language]} ${by}, ${under(event.under)}, ${short(event.content)}`]
    case "ListVerified":
      return [`${at}  ${DutyWords.duties.verify.done[language]} ${by}, ${under(event.under)}, ${short(event.content)}`]
    case "ListApproved":
      return [`${at}  ${DutyWords.duties.approve.done[language]} ${by}, ${under(event.under)}, ${short(event.content)}`]
    case "ListReleased":
      return [`${at}  ${DutyWords.duties.release.done[language]} ${by}, ${under(event.under)}, ${short(event.content)}`]
    case "SignaturesVoided": {
      const duties = event.duties.map((duty) => DutyWords.duties[duty].done[language])
      return [`${at}  ${words.void[language]} (${duties.join(", ")}), ${by}, ${short(event.content)}`]
    }
    case "ListRejected":
      return [`${at}  ${DutyWords.stages.Rejected[language]} ${by}, ${under(event.under)}: ${event.reason}`]
    case "ListCancelled":
      return [`${at}  ${DutyWords.stages.Cancelled[language]} ${by}, ${under(event.under)}: ${event.reason}`]
    case "GlassBroken":
      return [
        `${at}  ${words.glass[language]} ${by} ${words.with[language]} ${event.requestedBy}: ${openingOf(event, language)}`
      ]
    case "GlassRequested":
      return [`${at}  ${words.asked[language]} (${event.glass}) ${by}: ${openingOf(event, language)}`]
    case "DisbursementSettled":
      return [`${at}  ${DutyWords.stages.Settled[language]} ${by}`]
    case "InstructionPaid":
    case "InstructionReturned":
      return []
  }
}

/** What glass is broken for: who may do what, in spite of what, until when and why. */
const openingOf = (
  { lifts, officer, reason, step, until }: DisbursementEvent.Emergency,
  language: Text.Language
): string => {
  const despite = lifts.map((lift) =>
    lift._tag === "Authority"
      ? words.unappointed[language]
      : `${words.had[language]} ${DutyWords.duties[lift.held].todo[language]}`
  )
  const may = `${officer} ${words.may[language]} ${DutyWords.duties[step].todo[language]}`
  return `${may} (${despite.join(", ")}), ${words.until[language]} ${until}Z: ${reason}`
}

const answersOf = (state: DisbursementState.Listed, language: Text.Language): ReadonlyArray<string> => {
  const answers = state.order.map((obligation) => DisbursementState.instructed(state, obligation)?.answer._tag)
  const count = (tag: DisbursementState.Answer["_tag"]) => answers.filter((one) => one === tag).length
  const [paid, returned] = [count("Paid"), count("Returned")]
  return paid + returned === 0
    ? []
    : [`  ${paid} ${words.paid[language]}, ${returned} ${words.returned[language]} (${answers.length})`]
}

/** What an office does next with a list. */
const nextOf = (
  cohort: string,
  state: DisbursementState.State,
  isOwed: boolean,
  program: string,
  language: Text.Language
): string => {
  switch (DisbursementState.stageOf(state)) {
    case "Unprepared":
      return isOwed
        ? `${program} lists prepare ${cohort}`
        : {
            id: `belum ada yang harus dibayar; lengkapi berkas, lalu jalankan ${program}`,
            en: `nobody is owed anything yet; complete the files, then run ${program}`
          }[language]
    case "Prepared":
      return `${program} lists verify ${cohort} --as ${officer[language]}`
    case "Verified":
      return `${program} lists approve ${cohort} --as ${officer[language]}`
    case "Approved":
      return `${program} lists release ${cohort} --as ${officer[language]}`
    case "Rejected":
      return `${program} lists prepare ${cohort} --as ${officer[language]}`
    default:
      return isAwaited(state)
        ? `${program} lists answers ${cohort} ${file[language]} --as ${officer[language]}`
        : `${program} lists settle ${cohort} --as ${officer[language]}`
  }
}

const isAwaited = (state: DisbursementState.State): boolean =>
  state._tag === "Listed" &&
  state.order.some((obligation) => DisbursementState.instructed(state, obligation)?.answer._tag === "Awaited")
