/**
 * What the sheets say, put to the office: attendance is recorded, everybody assessed, the list prepared; then the
 * corrections, which became known after the list, and what is owed with them.
 *
 * A sheet bears no time of recording. Its rows count as known on the eve of their day, a changed one a second after the
 * row that it changes: always before a correction, which says when it was recorded.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Citation, CivilDate } from "@bina/policy"
import type { SegregationOfDuties } from "@bina/core"
import { type Command, Moment, type Person, Voucher } from "@bina/core"
import { CohortState, DisbursementState } from "@bina/core/journal"
import { type Bulk, Office, type Sheets } from "@bina/core/office"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Accounts from "./Accounts.ts"
import type * as Intake from "./Intake.ts"
import * as Names from "./Names.ts"
import * as Plan from "./Plan.ts"
import * as Standing from "./Standing.ts"

// ---- Models

/** Why rows were not counted, by their line. */
export type Refusals = ReadonlyMap<number, Sheets.Refusal["_tag"] | "CohortEnded">

/** What became of the sheets of a cohort; `voided` are the signatures that an edition of its list took away. */
export interface Days {
  readonly sheet: Refusals
  readonly corrections: Refusals
  readonly voided: ReadonlyArray<SegregationOfDuties.Acted>
}

interface Row {
  readonly line: number
  readonly person: Person.Id
  readonly record: AttendanceSheet.Record
  readonly revision: number
}

// ---- Rules

/** Records what the sheets say and assesses what is owed. */
export const of = Effect.fn("Days.of")(function* (
  { actor, season }: Intake.Desk,
  files: SeasonFolder.CohortFiles,
  { applied, digest: roster, people }: Intake.Intake
) {
  const office = yield* Office.Office
  const { cohort } = files
  const id = Plan.cohortId(season, cohort.id)
  const order = (...name: ReadonlyArray<string>) => ({ command: Names.command(season, cohort.id, ...name), actor })
  const source = (kind: "attendance" | "corrections", line: number) => `${SeasonFolder.fileOf(cohort.id, kind)}:${line}`

  const before = yield* Standing.cohort(id)
  const known = recordsOf(before.state, SeasonFolder.fileOf(cohort.id, "attendance"))
  const sheet = named(files.attendance.entries, people)
  const rows = yield* revised([season, cohort.id], sheet.rows, known)
  const attended = yield* Effect.forEach(rows, (row) =>
    Effect.map(nameOf([season, cohort.id], row), (command) => ({
      ...attendedOf(row, onTheSheet(row)),
      command,
      source: source("attendance", row.line)
    }))
  )
  const attendance = yield* Names.digest(attended)
  const contents = yield* Names.digest(attended.map(({ command }) => command))
  const first = attended.filter((_, index) => rows[index]!.revision === 1)
  const changed = attended
    .filter((_, index) => rows[index]!.revision > 1)
    .map((row) => ({ ...row, reason: `edited: ${row.source}` }))
  const recorded = yield* office.recordAttendance({ ...order("attendance", attendance), cohort: id, records: first })
  const edited =
    changed.length === 0
      ? undefined
      : yield* office.correctAttendance({ ...order("edited", attendance), cohort: id, records: changed })
  const sheetRefusals = new Map([
    ...sheet.unknown,
    ...refusalsOf(rows, attended, recorded.answer),
    ...(edited === undefined ? [] : refusalsOf(rows, attended, edited.answer))
  ])

  const facts = yield* Names.digest([roster, contents])
  const list = yield* Standing.list(Plan.listId(season, cohort.id))
  const isSettled =
    hasCorrections(before.state, SeasonFolder.fileOf(cohort.id, "corrections")) ||
    !(list._tag === "Unprepared" || DisbursementState.isEditable(list))
  const assess = order("assess", facts)
  const isPaidAlready = isSettled && !(yield* Standing.isRecorded(assess.command))
  let voided: Days["voided"] = []
  if (!isPaidAlready) {
    yield* office.assess({ ...assess, cohort: id })
    yield* office.recordCompletions({ ...order("completions", facts), cohort: id })
    const { account, amount, id: line } = Plan.cohortOf(season, cohort).budgetLine
    yield* office.allocateBudget({
      ...order("budget"),
      line,
      account,
      amount,
      basis,
      voucher: Voucher.makeUnsafe(line)
    })
    const destinations = Accounts.of(
      applied.map(({ applicant }) => applicant),
      people
    )
    const edition = yield* office
      .prepareList({
        ...order("list", yield* Names.digest([facts, destinations])),
        cohort: id,
        list: Plan.listId(season, cohort.id),
        destinations,
        despite
      })
      .pipe(Effect.catchTag("NothingToPay", () => Effect.succeed({ isRepeated: true })))
    if (!edition.isRepeated && list._tag !== "Unprepared") voided = list.signed.filter(({ duty }) => duty !== "prepare")
  }

  const later = named(files.corrections.entries, people)
  const corrections = new Map<number, Sheets.Refusal["_tag"]>(later.unknown)
  if (later.rows.length > 0) {
    const records = yield* Effect.forEach(later.rows, (row) =>
      Effect.map(nameOf([season, cohort.id], row), (command) => ({
        ...attendedOf(row, row.recordedAt),
        command,
        source: source("corrections", row.line),
        reason: `corrected: ${source("corrections", row.line)}`
      }))
    )
    const digest = yield* Names.digest(records)
    const { answer } = yield* office.correctAttendance({ ...order("corrections", digest), cohort: id, records })
    // A correction of a day that no sheet speaks of is a record that came late.
    const isLate = new Set(
      answer.refused.flatMap(({ command, refusal }) => (refusal._tag === "NothingToCorrect" ? [command] : []))
    )
    const lateRecords = records.flatMap(({ reason: _reason, ...record }) =>
      isLate.has(record.command) ? [record] : []
    )
    for (const [line, refusal] of refusalsOf(later.rows, records, answer)) {
      if (refusal !== "NothingToCorrect") corrections.set(line, refusal)
    }
    if (lateRecords.length > 0) {
      const added = yield* office.recordAttendance({ ...order("late", digest), cohort: id, records: lateRecords })
      for (const [line, refusal] of refusalsOf(later.rows, records, added.answer)) corrections.set(line, refusal)
    }
    yield* office.assess({ ...order("reassess", yield* Names.digest([facts, digest])), cohort: id })
  } else if (isPaidAlready) {
    yield* office.assess({ ...order("reassess", facts), cohort: id })
  }
  const days: Days = { sheet: sheetRefusals, corrections, voided }
  return days
})

/** Why a list is prepared while somebody cannot be put on it; it stands in clear. */
export const despite = "whoever is undetermined stands beside the list until the files are completed"

const basis = Citation.make({
  instrument: "programme.json",
  title: "Pagu angkatan menurut berkas program",
  confidence: "sourced"
})

/** Rows of people who are in this cohort; the others hold no seat in it, whoever they are. */
export const named = <E extends AttendanceSheet.Entry>(
  entries: ReadonlyArray<E>,
  people: ReadonlyMap<string, Person.Id>
) => {
  const rows: Array<E & Row> = []
  const unknown = new Map<number, "NoSeat">()
  for (const entry of entries) {
    const person = Option.flatMap(entry.record.nik, (nik) => Option.fromUndefinedOr(people.get(nik)))
    if (Option.isNone(person)) unknown.set(entry.line, "NoSeat")
    else rows.push({ ...entry, person: person.value, revision: 1 })
  }
  return { rows, unknown }
}

const attendedOf = ({ person, record: { day, mark, seen, signatures } }: Row, knownAt: Moment.Moment) => ({
  person,
  date: day,
  mark,
  signatures,
  observations: seen,
  knownAt
})

/** The command of a row, which says all that the row says and how often its day was entered. */
export const nameOf = (names: ReadonlyArray<string>, row: Row & { readonly recordedAt?: Moment.Moment }) => {
  const { person, record, recordedAt, revision } = row
  const { day, mark, seen, signatures } = record
  return Effect.map(
    Names.digest({ person, day, mark, seen, signatures, recordedAt: recordedAt ?? "", revision }),
    (digest) => Names.command(...names, recordedAt === undefined ? "attendance" : "corrections", day, digest)
  )
}

const onTheSheet = ({ record: { day }, revision }: Row): Moment.Moment => {
  const second = revision - 1
  const clock = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":")
  return Moment.makeUnsafe(`${Result.getOrElse(CivilDate.addDays(day, -1), () => day)}T${clock}`)
}

/** Records of a sheet that the journal holds, by person and day: how often that day was entered, and how many then. */
export const recordsOf = (state: CohortState.State, file: string) => {
  const slots = new Map<string, { readonly knownAt: string; readonly revision: number; readonly count: number }>()
  if (state._tag === "Unannounced") return slots
  for (const { record } of CohortState.recorded(state)) {
    if (!record.source.startsWith(`${file}:`)) continue
    const slot = `${record.person} ${record.date}`
    const before = slots.get(slot)
    if (before?.knownAt === record.knownAt) slots.set(slot, { ...before, count: before.count + 1 })
    else slots.set(slot, { knownAt: record.knownAt, revision: (before?.revision ?? 0) + 1, count: 1 })
  }
  return slots
}

/** Rows of a day that differ from what the journal holds of it become its next revision, all together. */
export const revised = (names: ReadonlyArray<string>, rows: ReadonlyArray<Row>, known: ReturnType<typeof recordsOf>) =>
  Effect.gen(function* () {
    if (known.size === 0) return rows
    const slots = Map.groupBy(rows, ({ person, record }) => `${person} ${record.day}`)
    const revisions = new Map<string, number>()
    for (const [slot, own] of slots) {
      const held = known.get(slot)
      if (held === undefined) continue
      const commands = yield* Effect.forEach(own, (row) => nameOf(names, { ...row, revision: held.revision }))
      const found = yield* Effect.forEach(commands, Standing.isRecorded)
      const isSame = found.every((is) => is) && new Set(commands).size === held.count
      revisions.set(slot, isSame ? held.revision : held.revision + 1)
    }
    return rows.map((row) => ({ ...row, revision: revisions.get(`${row.person} ${row.record.day}`) ?? 1 }))
  })

const hasCorrections = (state: CohortState.State, file: string): boolean =>
  state._tag === "Announced" && CohortState.recorded(state).some(({ record }) => record.source.startsWith(`${file}:`))

/**
 * Why rows were refused, each by its line. An id that carries the content can only conflict over the number of its row,
 * which is no new record.
 */
const refusalsOf = (
  rows: ReadonlyArray<Row>,
  records: ReadonlyArray<{ readonly command: Command.Id }>,
  { refused }: Pick<Bulk.ListAnswer<unknown, Sheets.Refusal>, "refused">
) => {
  const refusals = new Map(refused.map(({ command, refusal }) => [command, refusal._tag]))
  return rows.flatMap(({ line }, index): ReadonlyArray<readonly [number, Sheets.Refusal["_tag"]]> => {
    const refusal = refusals.get(records[index]!.command)
    return refusal === undefined ? [] : [[line, refusal]]
  })
}
