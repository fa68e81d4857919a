/**
 * The files of a cohort that was closed, where they say something else than when it was. Nothing of it is put to the
 * office any more: what the journal holds stands, and rows that it does not know are reported.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Person } from "@bina/core"
import type { Requests } from "@bina/core/office"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Days from "./Days.ts"
import * as Intake from "./Intake.ts"
import * as Names from "./Names.ts"
import * as Plan from "./Plan.ts"
import * as Standing from "./Standing.ts"

// ---- Models

/** As if the files had been put to the office, with the rows of the roster that it does not know. */
export interface Closed {
  readonly intake: Intake.Intake
  readonly days: Days.Days
  readonly problems: ReadonlyArray<Problem.Problem>
}

// ---- Rules

/** Reads a closed cohort beside its files. */
export const of = Effect.fn("Closed.of")(function* ({ pack, season }: Intake.Desk, files: SeasonFolder.CohortFiles) {
  const { attendance, cohort, corrections, roster } = files
  const names = [season, cohort.id]
  const before = yield* Standing.cohort(Plan.cohortId(season, cohort.id))
  const { state } = before

  const keys = Names.keysOf(roster.entries)
  const all = roster.entries.map((applicant, index) => ({ applicant, key: keys[index]! }))
  const commands = yield* Effect.forEach(all, (one) =>
    Effect.map(Intake.itemOf(pack, names, one, before), ({ command }) => command)
  )
  const known = yield* Effect.forEach(commands, Standing.isRecorded)
  const people = new Map<string, Person.Id>()
  for (const [index, { applicant, key }] of all.entries()) {
    const person = known[index] === true ? Intake.entryOf(state, key)?.application.person : undefined
    if (person?._tag === "Known" && Option.isSome(applicant.number.known)) {
      people.set(applicant.number.known.value, person.value)
    }
  }

  const recorded = yield* Standing.attendance(Plan.cohortId(season, cohort.id))
  const [sheetFile, laterFile] = [
    SeasonFolder.fileOf(cohort.id, "attendance"),
    SeasonFolder.fileOf(cohort.id, "corrections")
  ]
  const sheet = Days.named(attendance.entries, people)
  const rows = yield* Days.revised(sheet.rows, Days.recordsOf(recorded, sheetFile))
  const later = Days.named(corrections.entries, people)
  const fresh = (records: ReadonlyArray<Requests.Attended>) =>
    Effect.map(
      Effect.filter(records, (record) => Effect.map(Days.isHeld(recorded, record), (is) => !is)),
      (unknown) => unknown.map(({ row = 0 }) => [row, "CohortEnded"] as const)
    )
  const file = SeasonFolder.fileOf(cohort.id, "roster")
  const closed: Closed = {
    intake: { applied: all, people, refused: [], digest: yield* Names.digest(commands) },
    days: {
      sheet: new Map([
        ...sheet.unknown,
        ...(yield* fresh(rows.map((row) => Days.attendedOf(row, Days.onTheSheet(row), sheetFile))))
      ]),
      corrections: new Map([
        ...later.unknown,
        ...(yield* fresh(later.rows.map((row) => Days.attendedOf(row, row.recordedAt, laterFile))))
      ]),
      voided: []
    },
    problems: all
      .filter((_, index) => known[index] !== true)
      .map(({ applicant: { line } }) => Problem.make(Faults.cohortClosed, { file, row: line }))
  }
  return closed
})
