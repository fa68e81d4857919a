/**
 * A person is forgotten: said in the journal first, then done in the vault. It takes a law that lets them go, the end of
 * everything that they are involved in, and an officer who is appointed for it.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import { Command, type Person, type Retention } from "@bina/core"
import { StreamId, Streams } from "@bina/core/journal"
import { type Erasure, Office } from "@bina/core/office"
import { Citation, type Text } from "@bina/policy"
import { Names, Pack, Plan, type ProgrammeFile, type RetentionFile, SeasonFolder, Standing } from "@bina/season"
import * as Desk from "./Desk.ts"
import * as Dossier from "./Dossier.ts"
import * as Refused from "./Refused.ts"

// ---- Models

/** Whom, by whose hand, and by which rules of retention: a file, or that of the season. */
export interface Request extends Desk.Request {
  readonly number: string
  readonly officer: string
  readonly retention: Option.Option<string>
}

/** By whose hand, and which erasure; for a store whose vault was brought back from an older copy. */
export interface Again extends Omit<Request, "number" | "retention"> {
  readonly erasure: Option.Option<string>
}

// ---- Rules

const words = {
  again: {
    id: "penghapusan yang tercatat di jurnal dijalankan sekali lagi; jumlahnya",
    en: "what the journal says was erased is erased once more; erasures"
  },
  cameBack: {
    id: "kuncinya ada lagi, dan dimusnahkan",
    en: "its key had come back, and is destroyed"
  },
  stillGone: { id: "kuncinya tidak ada lagi", en: "its key was gone already" },
  named: {
    id: "penghapusan ini, untuk dijalankan lagi (erase-again) bila cadangan dipulihkan",
    en: "this erasure, to be carried out again (erase-again) if a backup is brought back"
  },
  erased: {
    id: "data orang ini dihapus: kuncinya dimusnahkan, dan tidak ada yang dapat membuka nilainya lagi",
    en: "erased: the key of this person is destroyed, and nobody can open what was sealed with it any more"
  },
  files: {
    id: "yang masih memuat orang ini, dan harus Anda bersihkan sendiri",
    en: "what still holds this person, and is yours to clear"
  },
  results: { id: "hasil di", en: "the results in" },
  rows: { id: "baris", en: "rows" },
  backups: { id: "cadangan yang dibuat sebelum hari ini", en: "backups made before today" }
} as const

/** Erases a person, and says where else they stand. */
export const run = Effect.fn("Erase.run")(function* (request: Request) {
  const { language, number, out, season } = request
  const desk = yield* Desk.open(request)
  const { programme } = desk
  const officer = yield* Desk.officerOf(desk, Option.some(request.officer))
  yield* appointed(desk, officer)
  const found = yield* SeasonFolder.retention(season, programme, request.retention)
  if (Option.isNone(found)) return yield* noRetention
  const terms = found.value
  const erasure = yield* Effect.gen(function* () {
    const office = yield* Office.Office
    const person = yield* Dossier.personOf(number, programme)
    const retention: Retention.Terms = { rules: terms.rules, holds: yield* holdsOver(person, programme, terms) }
    const digest = yield* Names.digest([officer, person, terms.basis, retention])
    const command = Names.command(programme.id, "erase", digest)
    yield* office
      .erase({
        command,
        actor: officer,
        person,
        basis: terms.basis,
        retention
      })
      .pipe(
        Effect.catchTag("StillInvolved", (error) => Effect.fail(stillInvolved(error, programme.id))),
        Effect.catchTag("RetainedUntil", (error) => Effect.fail(retained(error)))
      )
    return command
  }).pipe(Refused.known, Desk.using(desk))
  const left = yield* standing(season, programme, number, language)
  yield* Console.log(
    [
      words.erased[language],
      `${words.files[language]}:`,
      ...left.map((one) => `  ${one}`),
      `  ${words.results[language]} ${out}`,
      `  ${words.backups[language]}`,
      `${words.named[language]}: ${erasure}`
    ].join("\n")
  )
})

/** Carries out again one erasure, or all that the journal knows, and tells of each whether its key had come back. */
export const again = Effect.fn("Erase.again")(function* (request: Again) {
  const { language } = request
  const desk = yield* Desk.open(request)
  yield* appointed(desk, yield* Desk.officerOf(desk, Option.some(request.officer)))
  const of = Option.getOrUndefined(Option.map(request.erasure, (erasure) => ({ erasure: Command.id(erasure) })))
  const carriedOut = yield* Effect.flatMap(Office.Office, (office) => office.eraseAgain(of)).pipe(
    Effect.catchTag("NoSuchErasure", ({ erasure }) =>
      Effect.fail(
        Refused.refuse(
          `jurnal tidak mengenal penghapusan ${erasure}; tanpa ERASURE semua penghapusan dijalankan lagi`,
          `the journal knows no erasure ${erasure}; without ERASURE all of them are carried out again`
        )
      )
    ),
    Desk.using(desk)
  )
  yield* Console.log(
    [
      `${words.again[language]}: ${carriedOut.length}`,
      ...carriedOut.map(
        ({ erasure, hadComeBack }) => `  ${erasure}: ${words[hadComeBack ? "cameBack" : "stillGone"][language]}`
      )
    ].join("\n")
  )
})

const appointed = (desk: Desk.Desk, officer: string) => {
  const officers = Desk.appointed(desk, "erase")
  return officers.includes(officer)
    ? Effect.void
    : Effect.fail(
        Refused.refuse(
          `${officer} tidak ditunjuk untuk menghapus data; ${Refused.letId(officers, "menghapus data (erase)")}`,
          `${officer} is not appointed to erase; ${Refused.letEn(officers, "erase")}`
        )
      )
}

/** The holds over everybody, and those over a cohort to which the person applied. */
const holdsOver = (person: Person.Id, programme: ProgrammeFile.Programme, { holds }: RetentionFile.Terms) =>
  Effect.map(
    Effect.filter(holds, ({ cohorts }) =>
      cohorts === "all"
        ? Effect.succeed(true)
        : Effect.map(
            Effect.forEach(cohorts, (cohort) => Standing.cohort(Plan.cohortId(programme.id, cohort))),
            (found) =>
              found.some(
                ({ state }) =>
                  state._tag === "Announced" &&
                  HashMap.some(
                    state.entries,
                    ({ application }) => application.person._tag === "Known" && application.person.value === person
                  )
              )
          )
    ),
    (applying) => applying.map(({ basis, until }): Retention.Hold => ({ until, basis }))
  )

const noRetention = Refused.refuse(
  "retention.json tidak ada: undang-undang yang menjadi dasar penghapusan, dan berapa tahun data keikutsertaan dan " +
    "pembayaran harus disimpan, tidak pernah dianggap sudah diketahui. Tanyakan kepada arsiparis, tulis berkasnya " +
    "(lihat docs/season.md), atau sebutkan dengan --retention BERKAS",
  "there is no retention.json: by which law people are erased, and for how many years what concerns participation and " +
    "payment has to be kept, is never taken for known. Ask the archivist, write the file (see docs/season.md), or name " +
    "one with --retention FILE"
)

const retained = ({ basis, date }: Retention.RetainedUntil): Refused.Refused =>
  Refused.refuse(
    `data orang ini harus disimpan sampai ${date} (${Citation.short(basis)}); hapus setelah itu, atau mintakan pencabutan penahanannya`,
    `what is known of this person has to be kept until ${date} (${Citation.short(basis)}); erase it then, or have the hold lifted`
  )

const stillInvolved = ({ streams }: Erasure.StillInvolved, season: string): Refused.Refused => {
  const cohortOf = (stream: StreamId.Id) => StreamId.keysOf(stream)[0]!.replace(`${season}.`, "")
  const told = streams.map((stream): Text.Text => {
    const cohort = cohortOf(stream)
    switch (StreamId.kindOf(stream)) {
      case Streams.cohort.name:
        return {
          id: `angkatan ${cohort} belum ditutup ({program} close ${cohort} --as PETUGAS)`,
          en: `the cohort ${cohort} is not closed ({program} close ${cohort} --as OFFICER)`
        }
      case Streams.disbursement.name:
        return {
          id: `daftar ${cohort} belum dijawab bank ({program} lists answers ${cohort} BERKAS --as PETUGAS) dan tidak dibatalkan`,
          en: `the list of ${cohort} is neither answered by the bank ({program} lists answers ${cohort} FILE --as OFFICER) nor cancelled`
        }
      default:
        return {
          id: `pembayaran dari ${cohort} masih berjalan`,
          en: `a payment of ${cohort} is on its way`
        }
    }
  })
  return Refused.refuse(
    `orang ini masih terlibat: ${told.map(({ id }) => id).join("; ")}. Selesaikan dahulu`,
    `this person is still involved: ${told.map(({ en }) => en).join("; ")}. Let it end first`
  )
}

/** The files of the season in which the number stands, with how many rows. */
const standing = (season: string, programme: ProgrammeFile.Programme, typed: string, language: Text.Language) =>
  Effect.gen(function* () {
    const pack = yield* Pack.Pack
    const known = Option.getOrElse(pack.number(typed, programme), () => typed)
    const { cohorts } = yield* SeasonFolder.files(season, programme)
    return cohorts.flatMap(({ attendance, cohort, corrections, roster }) => {
      const rows = {
        roster: roster.entries.filter((entry) => Option.contains(entry.number.known, known)).length,
        attendance: attendance.entries.filter(({ record }) => Option.contains(record.number, known)).length,
        corrections: corrections.entries.filter(({ record }) => Option.contains(record.number, known)).length
      }
      return (["roster", "attendance", "corrections"] as const).flatMap((kind) =>
        rows[kind] === 0 ? [] : [`${SeasonFolder.fileOf(cohort.id, kind)} (${rows[kind]} ${words.rows[language]})`]
      )
    })
  })
