/** A cohort ends: nothing of its files counts any more from then on, and what is known of its people may come to be erased. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { CohortState } from "@bina/core/journal"
import { Office } from "@bina/core/office"
import { Names, Plan, Standing } from "@bina/season"
import * as Desk from "./Desk.ts"
import * as Refused from "./Refused.ts"

// ---- Models

/** Which cohort, and who closes it. */
export interface Request extends Desk.Request {
  readonly cohort: string
  readonly officer: string
}

// ---- Rules

const words = {
  already: { id: "sudah ditutup sebelumnya", en: "is closed already" },
  closed: { id: "ditutup; berkasnya tidak mengubah apa pun lagi", en: "is closed; its files change nothing any more" }
} as const

/** Closes a cohort in which nobody waits for anything. */
export const run = Effect.fn("Closing.run")(function* (request: Request) {
  const { language, officer: named } = request
  const desk = yield* Desk.open(request)
  const { id: cohort } = yield* Desk.cohortOf(desk, request.cohort)
  const officer = yield* Desk.officerOf(desk, Option.some(named))
  const season = desk.programme.id
  const id = Plan.cohortId(season, cohort)
  const isBefore = yield* Effect.gen(function* () {
    const { state } = yield* Standing.cohort(id)
    if (state._tag === "Announced" && CohortState.isFinal(state.stage)) return true
    yield* appointed(desk, officer, cohort)
    const office = yield* Office.Office
    const digest = yield* Names.digest([officer])
    yield* office.closeCohort({ command: Names.command(season, cohort, "close", digest), actor: officer, cohort: id })
    return false
  }).pipe(
    Effect.catchTag("Unfinished", ({ completions, objections, offers, undecided }) =>
      Effect.fail(unfinished(cohort, undecided.length, offers.length + objections.length, completions.length))
    ),
    Refused.known,
    Desk.using(desk)
  )
  yield* Console.log(`${cohort} ${words[isBefore ? "already" : "closed"][language]}`)
})

const appointed = (desk: Desk.Desk, officer: string, cohort: string) => {
  const officers = Desk.appointed(desk, "close", cohort)
  return officers.includes(officer)
    ? Effect.void
    : Effect.fail(
        Refused.refuse(
          `${officer} tidak ditunjuk untuk menutup ${cohort}; ${Refused.letId(officers, "menutup angkatan (close)")}`,
          `${officer} is not appointed to close ${cohort}; ${Refused.letEn(officers, "close the cohort")}`
        )
      )
}

const unfinished = (cohort: string, undecided: number, answers: number, completions: number): Refused.Refused => {
  const left = [
    [undecided, "pendaftaran belum diputuskan", "applications are not decided"],
    [answers, "penawaran atau keberatan belum dijawab", "offers or objections are not answered"],
    [
      completions,
      "peserta belum jelas lulus atau tidak, karena kehadirannya belum lengkap",
      "participants have no result, since their attendance is incomplete"
    ]
  ] as const
  const waiting = left.filter(([count]) => count > 0)
  return Refused.refuse(
    `${cohort} belum dapat ditutup: ${waiting.map(([count, id]) => `${count} ${id}`).join("; ")}. Lengkapi berkasnya, jalankan {program}, lalu tutup`,
    `${cohort} cannot be closed yet: ${waiting.map(([count, , en]) => `${count} ${en}`).join("; ")}. Complete the files, run {program}, then close it`
  )
}
