/**
 * What the sheets say, put to the office: attendance is recorded, everybody assessed, the list prepared; then the
 * corrections, which became known after the list, and what is owed with them.
 *
 * A sheet bears no time of recording. Its rows count as known on the eve of their day, a changed one a second after the
 * row that it changes: always before a correction, which says when it was recorded.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { Citation, CivilDate } from "@bina/policy"
import type { SegregationOfDuties } from "@bina/core"
import { Moment, type Person, Voucher } from "@bina/core"
import { AttendanceState, DisbursementState } from "@bina/core/journal"
import { Now } from "@bina/core/adapter"
import { Office, type Requests, Sheets } from "@bina/core/office"
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
  { actor, pack, season }: Intake.Desk,
  files: SeasonFolder.CohortFiles,
  { applied, digest: roster, people }: Intake.Intake
) {
  const office = yield* Office.Office
  const { cohort } = files
  const id = Plan.cohortId(season, cohort.id)
  const order = (...name: ReadonlyArray<string>) => ({ command: Names.command(season, cohort.id, ...name), actor })
  const [sheetFile, laterFile] = [
    SeasonFolder.fileOf(cohort.id, "attendance"),
    SeasonFolder.fileOf(cohort.id, "corrections")
  ]

  const before = yield* Standing.attendance(id)
  const sheet = named(files.attendance.entries, people)
  const rows = yield* revised(sheet.rows, recordsOf(before, sheetFile))
  const attended = rows.map((row) => attendedOf(row, onTheSheet(row), sheetFile))
  const attendance = yield* Names.digest(attended)
  const contents = yield* Names.digest(attended.map(({ row: _row, ...said }) => said))
  const first = attended.filter((_, index) => rows[index]!.revision === 1)
  const changed = attended
    .filter((_, index) => rows[index]!.revision > 1)
    .map((row) => ({ ...row, reason: `edited: ${sheetFile}` }))
  const again = yield* Names.digest([
    (yield* Now.moment).slice(0, 10),
    [...(yield* Standing.applicationsOfParticipants(id)).values()].toSorted()
  ])
  const recorded = yield* entered(
    (name, records) => office.recordAttendance({ ...order("attendance", ...name), cohort: id, records }),
    [attendance],
    first,
    again
  )
  const edited =
    changed.length === 0
      ? { refused: [] }
      : yield* entered(
          (name, records) => office.correctAttendance({ ...order("edited", ...name), cohort: id, records }),
          [attendance],
          changed,
          again
        )
  const sheetRefusals = new Map([
    ...sheet.unknown,
    ...refusalsOf(
      rows.filter(({ revision }) => revision === 1),
      recorded
    ),
    ...refusalsOf(
      rows.filter(({ revision }) => revision > 1),
      edited
    )
  ])

  // What counts is what was taken: the same sheet comes to more once a day has come, or somebody has a seat.
  const untaken = [...recorded.refused, ...edited.refused].map(({ index, refusal }) => [index, refusal._tag])
  const facts = yield* Names.digest(untaken.length === 0 ? [roster, contents] : [roster, contents, untaken])
  const list = yield* Standing.list(Plan.listId(season, cohort.id))
  const isFixed = isSettled(list, before, cohort.id)
  const assess = order("assess", facts)
  const isPaidAlready = isFixed && !(yield* Standing.isRecorded(assess.command))
  let voided: Days["voided"] = []
  if (!isPaidAlready) {
    yield* office.assess({ ...assess, cohort: id })
    yield* office.recordCompletions({ ...order("completions", facts), cohort: id })
    const { account, amount, id: line } = Plan.cohortOf(pack, season, cohort).budgetLine
    yield* office.allocateBudget({
      ...order("budget"),
      line,
      account,
      amount,
      basis,
      voucher: Voucher.makeUnsafe(line)
    })
    // What was paid, on paper or by the bank, stays as it is, whatever account is mended.
    if (!isFixed) {
      const seated = yield* Standing.applicationsOfParticipants(id)
      const bound = yield* Standing.destinations(list, { actor, purpose: "the list of the cohort" })
      const accounts = Accounts.of(
        applied.flatMap(({ applicant, key }) => (seated.has(key) ? [applicant] : [])),
        people
      )
      // Whoever's row is gone or was not accepted is paid as the list has said so far.
      const rowless = [...seated.values()].flatMap((person) => {
        const account = bound.get(person)
        return account === undefined || Object.hasOwn(accounts, person) ? [] : [[person, Redacted.make(account)]]
      })
      const destinations = { ...accounts, ...Object.fromEntries(rowless) }
      // What it is asked about says how the list stood: files that say again what they said before are asked about again.
      const base = list._tag === "Unprepared" ? "none" : DisbursementState.contentOf(list)
      const isNewEdition = yield* office
        .prepareList({
          ...order("list", yield* Names.digest([facts, destinations, base])),
          cohort: id,
          list: Plan.listId(season, cohort.id),
          destinations,
          despite
        })
        .pipe(
          Effect.map(({ answer, isRepeated }) => answer.isNew && !isRepeated),
          Effect.catchTag("NothingToPay", () => Effect.succeed(false))
        )
      if (isNewEdition && list._tag !== "Unprepared") voided = list.signed.filter(({ duty }) => duty !== "prepare")
    }
  }

  const later = named(files.corrections.entries, people)
  const corrections = new Map<number, Sheets.Refusal["_tag"]>(later.unknown)
  if (later.rows.length > 0) {
    const records = later.rows.map((row) => ({
      ...attendedOf(row, row.recordedAt, laterFile),
      reason: `corrected: ${laterFile}`
    }))
    const digest = yield* Names.digest(records)
    const answer = yield* entered(
      (name, some) => office.correctAttendance({ ...order("corrections", ...name), cohort: id, records: some }),
      [digest],
      records,
      again
    )
    // A correction of a day that no sheet speaks of is a record that came late.
    const isLate = new Set(
      answer.refused.flatMap(({ index, refusal }) => (refusal._tag === "NothingToCorrect" ? [index] : []))
    )
    for (const [line, refusal] of refusalsOf(later.rows, answer)) {
      if (refusal !== "NothingToCorrect") corrections.set(line, refusal)
    }
    if (isLate.size > 0) {
      const late = later.rows.filter((_, index) => isLate.has(index))
      const lateRecords = late.map((row) => attendedOf(row, row.recordedAt, laterFile))
      const added = yield* entered(
        (name, some) => office.recordAttendance({ ...order("late", ...name), cohort: id, records: some }),
        [digest],
        lateRecords,
        again
      )
      for (const [line, refusal] of refusalsOf(late, added)) corrections.set(line, refusal)
    }
    yield* office.assess({ ...order("reassess", yield* Names.digest([facts, digest])), cohort: id })
  } else if (isPaidAlready) {
    yield* office.assess({ ...order("reassess", facts), cohort: id })
  }
  // What was paid stays; who was there may still become known, and whoever has a result keeps nobody waiting.
  if (isPaidAlready) yield* office.recordCompletions({ ...order("completions", facts), cohort: id })
  const days: Days = { sheet: sheetRefusals, corrections, voided }
  return days
})

/** Whether a list was paid, on paper or by the bank: it is approved, or there are corrections, which came after it. */
export const isSettled = (
  list: DisbursementState.State,
  attendance: AttendanceState.State,
  cohort: string
): boolean => {
  const laterFile = SeasonFolder.fileOf(cohort, "corrections")
  return (
    AttendanceState.all(attendance).some(({ source }) => source === laterFile) ||
    !(list._tag === "Unprepared" || DisbursementState.isEditable(list))
  )
}

/**
 * Gives rows to the office. The same command answers as it did the first time, also where it refused rows that it would
 * take today; those are given again under a name that says what has changed since: who has a seat, and the day.
 */
const entered = <I, E, R>(
  give: (
    name: ReadonlyArray<string>,
    records: ReadonlyArray<I>
  ) => Effect.Effect<{ readonly answer: Pick<Sheets.Entered, "refused">; readonly isRepeated: boolean }, E, R>,
  name: ReadonlyArray<string>,
  records: ReadonlyArray<I>,
  again: string
) =>
  Effect.gen(function* () {
    const { answer, isRepeated } = yield* give(name, records)
    if (!isRepeated || answer.refused.length === 0) return answer
    const indices = answer.refused.map(({ index }) => index)
    const retried = yield* give(
      [...name, again],
      indices.map((index) => records[index]!)
    )
    return { refused: retried.answer.refused.map((one) => ({ ...one, index: indices[one.index]! })) }
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
    const person = Option.flatMap(entry.record.number, (number) => Option.fromUndefinedOr(people.get(number)))
    if (Option.isNone(person)) unknown.set(entry.line, "NoSeat")
    else rows.push({ ...entry, person: person.value, revision: 1 })
  }
  return { rows, unknown }
}

/** A row as the office takes it. */
export const attendedOf = (
  { line, person, record: { day, mark, seen, signatures } }: Row,
  knownAt: Moment.Moment,
  source: string
): Requests.Attended => ({ person, date: day, mark, signatures, observations: seen, knownAt, source, row: line })

/** When a row of a sheet counts as known. */
export const onTheSheet = ({ record: { day }, revision }: Row): Moment.Moment => {
  const second = revision - 1
  const clock = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":")
  return Moment.makeUnsafe(`${Result.getOrElse(CivilDate.addDays(day, -1), () => day)}T${clock}`)
}

/** What the journal holds of a sheet, by person and day: how often that day was entered, and what was said last. */
export const recordsOf = (state: AttendanceState.State, file: string) => {
  const slots = new Map<string, Held>()
  for (const record of AttendanceState.all(state)) {
    if (record.source !== file) continue
    const slot = `${record.person} ${record.date}`
    const before = slots.get(slot)
    const isOfLast = before !== undefined && before.knownAt === record.knownAt
    slots.set(slot, {
      knownAt: record.knownAt,
      revision: isOfLast ? before.revision : (before?.revision ?? 0) + 1,
      contents: new Set([...(isOfLast ? before.contents : []), contentOf(record)])
    })
  }
  return slots
}

interface Held {
  readonly knownAt: Moment.Moment
  readonly revision: number
  readonly contents: ReadonlySet<string>
}

const contentOf = ({ digest, mark, signatures }: Pick<AttendanceState.Recorded, "mark" | "signatures" | "digest">) =>
  JSON.stringify([mark, signatures.given, signatures.required, digest])

/** Rows of a day that differ from what the journal holds of it become its next revision, all together. */
export const revised = (rows: ReadonlyArray<Row>, known: ReadonlyMap<string, Held>) =>
  Effect.gen(function* () {
    if (known.size === 0) return rows
    const slots = Map.groupBy(rows, ({ person, record }) => `${person} ${record.day}`)
    const revisions = new Map<string, number>()
    for (const [slot, own] of slots) {
      const held = known.get(slot)
      if (held === undefined) continue
      const digests = yield* Sheets.digestsOf(
        own.map(({ person, record: { day, seen } }) => ({ person, date: day, observations: seen }))
      )
      const contents = own.map(({ record: { mark, signatures } }, index) =>
        contentOf({ mark, signatures, digest: digests[index]! })
      )
      const now = new Set(contents)
      const isSame = now.size === held.contents.size && contents.every((content) => held.contents.has(content))
      revisions.set(slot, isSame ? held.revision : held.revision + 1)
    }
    return rows.map((row) => ({ ...row, revision: revisions.get(`${row.person} ${row.record.day}`) ?? 1 }))
  })

/** Whether the journal holds a record, whatever row it stands in. */
export const isHeld = (state: AttendanceState.State, record: Requests.Attended) =>
  Effect.map(Sheets.digestsOf([record]), ([digest]) => AttendanceState.isStated(state, { ...record, digest: digest! }))

const refusalsOf = (rows: ReadonlyArray<Row>, { refused }: Pick<Sheets.Entered, "refused">) =>
  refused.map(({ index, refusal }) => [rows[index]!.line, refusal._tag] as const)
