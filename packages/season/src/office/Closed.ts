/**
 * The files of a cohort that was closed, where they say something else than when it was. Nothing of it is put to the
 * office any more: what the journal holds stands, and rows that it does not know are reported.
 */
import * as Effect from "effect/Effect"
import type { Requests } from "@bina/core/office"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Days from "./Days.ts"
import * as Intake from "./Intake.ts"
import * as Matching from "./Matching.ts"
import * as Names from "./Names.ts"
import * as Plan from "./Plan.ts"
import * as Standing from "./Standing.ts"

// ---- Models

/** As if the files had been put to the office. */
export interface Closed {
  readonly intake: Intake.Intake
  readonly days: Days.Days
}

// ---- Rules

/** Reads a closed cohort beside its files. */
export const of = Effect.fn("Closed.of")(function* ({ pack, season }: Intake.Desk, files: SeasonFolder.CohortFiles) {
  const { attendance, cohort, corrections, roster } = files
  const names = [season, cohort.id]
  const before = yield* Standing.cohort(Plan.cohortId(season, cohort.id))
  const { state } = before

  const matched = yield* Matching.of(pack, roster.entries, state, Intake.isTaken(pack, names, before))
  const { applied } = matched
  const commands = yield* Effect.forEach(applied, (one) =>
    Effect.map(Intake.itemOf(pack, names, one, before), ({ command }) => command)
  )
  const known = yield* Effect.forEach(commands, Standing.isRecorded)
  const people = yield* Intake.peopleOf(pack, files, state)

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
  const refused = applied.flatMap(({ applicant }, index) => (known[index] === true ? [] : [applicant]))
  const closed: Closed = {
    intake: {
      ...matched,
      people,
      refused,
      problems: [...refused, ...matched.unclear].map(({ line }) =>
        Problem.make(Faults.cohortClosed, { file, row: line })
      ),
      digest: yield* Names.digest(commands)
    },
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
    }
  }
  return closed
})
