/**
 * A season through the office: every file is put to it as commands, then what it came to is read from its journal.
 * Seats, determinations, attendance that counts, completion, amounts and lists are what stands there; only what a sheet
 * shows besides marks and signatures comes from its row, since some of it is sealed.
 */
import * as Effect from "effect/Effect"
import { Actor, type SegregationOfDuties } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import { Office, PolicyBook } from "@bina/core/office"
import * as Pack from "../Pack.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as Problem from "../reading/Problem.ts"
import * as Conclusion from "../result/Conclusion.ts"
import type * as SeasonResult from "../result/SeasonResult.ts"
import * as Closed from "./Closed.ts"
import * as Days from "./Days.ts"
import * as Intake from "./Intake.ts"
import * as Names from "./Names.ts"
import * as Outcome from "./Outcome.ts"
import * as Plan from "./Plan.ts"

// ---- Models

/** Signatures under the list of a cohort that are void, since the files were edited and the list prepared anew. */
export interface Voided {
  readonly cohort: string
  readonly signed: ReadonlyArray<SegregationOfDuties.Acted>
}

/** What a season came to, and how many events the journal had before and has now. */
export interface Told {
  readonly result: SeasonResult.SeasonResult
  readonly voided: ReadonlyArray<Voided>
  readonly before: number
  readonly after: number
}

// ---- Rules

/** Whoever enters what stands in files. */
export const clerk = Actor.id("season-files")

/** Puts a season to the office and reads what it came to. */
export const of = Effect.fn("OfficeSeason.of")(function* ({ cohorts, programme }: SeasonFolder.SeasonFiles) {
  const office = yield* Office.Office
  const journal = yield* Journal.Journal
  const before = (yield* journal.head).position
  const pack = yield* Pack.Pack
  const desk: Intake.Desk = { pack, season: programme.id, actor: clerk }
  const policies = pack.policies(programme)
  const [first, ...others] = cohorts.map(({ cohort }) => Plan.cohortId(programme.id, cohort.id))
  yield* office.openProgramme({
    command: Names.command(programme.id, "open"),
    actor: clerk,
    outline: {
      id: programme.id,
      title: programme.title,
      organiser: programme.department,
      kind: "training",
      fiscalYear: programme.fiscalYear,
      timeZone: programme.timeZone
    },
    policies: {
      admission: PolicyBook.admission(policies.admission).fingerprint,
      allowance: PolicyBook.allowance(policies.allowance).fingerprint
    },
    cohorts: [first!, ...others]
  })

  const season = { programme, policies }
  const results: Array<SeasonResult.CohortResult> = []
  const voided: Array<Voided> = []
  const problems: Array<Problem.Problem> = programme.cohorts.flatMap((cohort) => [
    ...pack.about(cohort),
    ...ProgrammeFile.about(cohort)
  ])
  for (const files of cohorts) {
    const { days, intake } = yield* entered(desk, files)
    if (days.voided.length > 0) voided.push({ cohort: files.cohort.id, signed: days.voided })
    const outcome = yield* Outcome.of(desk, files, { intake, days, policies })
    const { problems: own, result } = yield* Effect.fromResult(Conclusion.of(files, outcome))
    results.push(result)
    for (const problem of own) problems.push(problem)
  }
  const told: Told = {
    result: { ...season, cohorts: results, problems },
    voided,
    before,
    after: (yield* journal.head).position
  }
  return told
})

/** Puts the files of a cohort to the office; a closed one takes nothing new. */
const entered = (desk: Intake.Desk, files: SeasonFolder.CohortFiles) =>
  Effect.gen(function* () {
    const intake = yield* Intake.of(desk, files)
    const days = yield* Days.of(desk, files, intake)
    return { intake, days }
  }).pipe(Effect.catchTag("CohortEnded", () => Closed.of(desk, files)))
