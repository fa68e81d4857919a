/**
 * What a cohort came to, read from the journal: who holds a seat, which attendance counts, what was listed and what is
 * owed now.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Attendance, Cohort, PayableList, type Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import type { Decision } from "@bina/policy"
import { AttendanceState, CohortState, type EntitlementEvent, Owed } from "@bina/core/journal"
import type * as Pack from "../Pack.ts"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import type * as Roster from "../reading/Roster.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Presence from "../result/Presence.ts"
import * as Conclusion from "../result/Conclusion.ts"
import * as SeasonResult from "../result/SeasonResult.ts"
import * as Days from "./Days.ts"
import type * as Intake from "./Intake.ts"
import * as Following from "./Following.ts"
import * as Names from "./Names.ts"
import * as Plan from "./Plan.ts"
import * as Row from "./Row.ts"
import * as Standing from "./Standing.ts"

// ---- Models

/** What was answered when the files of a cohort were put to the office. */
export interface Answered {
  readonly intake: Intake.Intake
  readonly days: Days.Days
  readonly policies: Pack.Policies
}

/** Somebody with a seat, by the journal; `listed` is what was known when the list was prepared, `owed` what is now. */
interface Holder {
  readonly applicant: Roster.Applicant
  readonly person: Person.Id
  readonly entry: CohortState.Entry
  readonly listed: EntitlementEvent.Outcome | undefined
  readonly owed: EntitlementEvent.Outcome | undefined
}

// ---- Rules

/** Reads a cohort. */
export const of = Effect.fn("Outcome.of")(function* (
  { actor, pack: { currency }, season }: Intake.Desk,
  files: SeasonFolder.CohortFiles,
  { days, intake, policies }: Answered
) {
  const { cohort } = files
  const id = Plan.cohortId(season, cohort.id)
  const { state } = yield* Standing.cohort(id)
  if (state._tag === "Unannounced") return yield* Effect.die("a cohort was announced and is not there")
  const vault = yield* Vault.Vault
  const forgotten: ReadonlySet<Person.Id> = new Set(yield* vault.erased)
  const list = yield* Standing.list(Plan.listId(season, cohort.id))
  const bound = yield* Standing.destinations(list, { actor, purpose: "the lists of the season" })
  const attendance = yield* Standing.attendance(id)
  const isFixed = Days.isSettled(list, attendance, cohort.id)
  const rows = Row.of({ intake, bound, isFixed, forgotten }, CohortState.inOrder(state))
  const entries = rows.map(({ applicant, entry }) => ({ applicant, entry }))
  const holders = yield* Effect.forEach(
    entries.flatMap(({ applicant, entry }) => {
      const { person } = entry.application
      return isSeated(entry) && person._tag === "Known" ? [{ applicant, entry, person: person.value }] : []
    }),
    (one) =>
      Effect.map(Standing.assessments(id, one.person), (all): Holder => {
        const listed = all.filter(({ command }) => command.startsWith(`${Names.command(season, cohort.id, "assess")}/`))
        return { ...one, listed: listed.at(-1)?.outcome, owed: all.at(-1)?.outcome }
      })
  )

  const presence = presenceOf(state, attendance, files, holders, { ...intake, forgotten })
  const listOf = (outcomeOf: (holder: Holder) => EntitlementEvent.Outcome | undefined) =>
    Effect.fromResult(
      PayableList.make({
        cohort: Cohort.id(cohort.id),
        currency,
        entries: holders.flatMap((holder) => {
          const outcome = outcomeOf(holder)
          return outcome === undefined ? [] : Owed.entryOf(holder.person, currency, outcome)
        })
      })
    )
  const paid = yield* listOf(({ listed }) => listed)
  const owed = yield* listOf((holder) => holder.owed)

  const byPerson = new Map(holders.map(({ applicant, person }) => [person, applicant]))
  const named = Conclusion.namedIn(files, (number) => Option.fromUndefinedOr(intake.people.get(number)))
  const outcome: Conclusion.Outcome = {
    applications: entries.map(({ applicant, entry }) => ({ applicant, determination: determinationOf(entry) })),
    byPerson,
    participants: holders.map((holder) => participantOf(holder, presence.days.get(holder.person)!)),
    paid,
    owed,
    adjusted: [...named.filter((person) => byPerson.has(person)), ...changedBetween(paid, owed)],
    problems: [
      ...intake.problems,
      ...Following.problems(policies.admission, state.cohort, SeasonFolder.fileOf(cohort.id, "roster"), rows),
      ...rows
        .filter(({ isPaidOtherwise }) => isPaidOtherwise)
        .map(({ applicant: { line } }) =>
          Problem.make(Faults.paidOtherwise, { file: SeasonFolder.fileOf(cohort.id, "roster"), row: line })
        ),
      ...withoutRow(cohort.id, rows.filter(({ isGone }) => isGone).length),
      ...refusalsOf(files, days),
      ...presence.problems
    ]
  }
  return outcome
})

// ---- Seats

const isSeated = (entry: CohortState.Entry): boolean => CohortState.holdsSeat(entry) || CohortState.tookPart(entry)

/** How an application stands; where what was decided is over, what had been decided. */
const determinationOf = (entry: CohortState.Entry): SeasonResult.Determination => {
  if (isSeated(entry)) return { _tag: "Seated" }
  const { ruling, standing } = entry
  switch (standing._tag) {
    case "Refused":
    case "Undetermined":
    case "Duplicate":
      return SeasonResult.told(standing)
    case "Waitlisted":
      return { _tag: "Waitlisted" }
    default:
      return Option.match(ruling, {
        onNone: () => ({ _tag: "Undetermined", missing: [] }),
        onSome: ({ determination }) => SeasonResult.told(determination)
      })
  }
}

const withoutRow = (cohort: string, count: number) =>
  count === 0
    ? []
    : [Problem.make(Faults.withoutRow, { file: SeasonFolder.fileOf(cohort, "roster"), value: String(count) })]

// ---- Attendance

/** The days of each seated person by the sheet alone, and what is wrong with sheet and corrections. */
const presenceOf = (
  state: CohortState.Announced,
  recorded: AttendanceState.State,
  { attendance, cohort, corrections, names }: SeasonFolder.CohortFiles,
  holders: ReadonlyArray<Holder>,
  { forgotten, people }: Pick<Intake.Intake, "people"> & { readonly forgotten: ReadonlySet<Person.Id> }
) => {
  const kinds = [
    [SeasonFolder.fileOf(cohort.id, "attendance"), attendance.entries],
    [SeasonFolder.fileOf(cohort.id, "corrections"), corrections.entries]
  ] as const
  const [[sheetFile], [laterFile]] = kinds
  const rows = new Map<string, { readonly file: string; readonly entry: AttendanceSheet.Entry }>(
    kinds.flatMap(([file, entries]) => entries.map((entry) => [`${file}:${entry.line}`, { file, entry }] as const))
  )
  const isOf = ({ date, person }: Attendance.AttendanceRecord, { record }: AttendanceSheet.Entry): boolean =>
    record.day === date && Option.exists(record.number, (number) => people.get(number) === person)
  // A row that was inserted above moved the others; then it is found by whose it is.
  const rowOf = (record: Attendance.AttendanceRecord) => {
    const row = rows.get(`${record.source}:${record.row}`)
    return row !== undefined && isOf(record, row.entry)
      ? row
      : [...rows.values()].find(({ entry, file }) => record.source === file && isOf(record, entry))
  }
  const seenOn = (day: Attendance.Day): AttendanceSheet.Day => {
    if (day._tag === "Unrecorded") return day
    const shown = (record: Attendance.AttendanceRecord) => ({
      ...record,
      observations: rowOf(record)?.entry.record.seen ?? {}
    })
    return day._tag === "Recorded"
      ? { ...day, record: shown(day.record) }
      : { ...day, records: day.records.map((record) => shown(record)) }
  }

  const seats = { schedule: state.cohort.schedule, seated: holders.map(({ person }) => person) }
  const records = AttendanceState.all(recorded)
  const onSheet = records.filter(({ source }) => source === sheetFile)
  const sheet = Attendance.tally(Attendance.history(onSheet), seats)
  const whole = Attendance.tally(Attendance.history(records), seats)
  const placeOf = (record: Attendance.AttendanceRecord): Presence.Place => ({
    file: record.source,
    line: rowOf(record)?.entry.line ?? record.row ?? 0
  })
  // What somebody left behind who was erased is nobody's mistake.
  const isTold = (problem: Attendance.Problem) => problem._tag !== "NoSeat" || !forgotten.has(problem.record.person)
  const asPaid = new Map(
    sheet.people.map(({ days: [first, ...rest], person }) => [person, [seenOn(first), ...rest.map(seenOn)] as const])
  )
  return {
    days: asPaid as ReadonlyMap<Person.Id, AttendanceSheet.Days>,
    problems: [
      ...Presence.told(sheet.problems.filter(isTold), names, placeOf),
      ...Presence.told(whole.problems.filter(isTold), names, placeOf).filter(({ file }) => file === laterFile),
      ...Presence.gaps(sheetFile, names, asPaid),
      ...gone(
        onSheet.filter(({ person }) => !forgotten.has(person)),
        attendance.entries,
        people,
        names.day
      )
    ]
  }
}

/** Records of a sheet that have no row any more, for their person or their day: what was recorded stands. */
const gone = (
  records: ReadonlyArray<AttendanceState.Recorded>,
  entries: ReadonlyArray<AttendanceSheet.Entry>,
  people: ReadonlyMap<string, Person.Id>,
  column: string
): ReadonlyArray<Problem.Problem> => {
  const there = new Set(
    entries.flatMap(({ record: { day, number } }) =>
      Option.toArray(Option.map(number, (digits) => `${people.get(digits)} ${day}`))
    )
  )
  const slots = new Map(records.map((record) => [`${record.person} ${record.date}`, record]))
  return [...slots].flatMap(([slot, { date, row, source }]) =>
    there.has(slot)
      ? []
      : [
          Problem.make(Faults.recordGone, {
            file: source,
            ...(row === undefined ? {} : { row }),
            column,
            value: date,
            shown: "time"
          })
        ]
  )
}

/** Rows that the office did not count. */
const refusalsOf = (files: SeasonFolder.CohortFiles, days: Days.Days): ReadonlyArray<Problem.Problem> =>
  (["attendance", "corrections"] as const).flatMap((kind) => {
    const { day: dayColumn, number } = files.names
    const file = SeasonFolder.fileOf(files.cohort.id, kind)
    const refusals = kind === "attendance" ? days.sheet : days.corrections
    return files[kind].entries.flatMap(({ line, record: { day } }) => {
      const tell = (fault: Problem.Fault, column: string, value = "") => [
        Problem.make(fault, { file, row: line, column, value, shown: "time" })
      ]
      switch (refusals.get(line)) {
        case undefined:
          return []
        case "NoSession":
          return tell(Faults.notASession, dayColumn, day)
        case "SessionToCome":
        case "AheadOfTime":
          return tell(Faults.aheadOfTime, dayColumn, day)
        case "CohortEnded":
          return tell(Faults.cohortClosed, "")
        case "Erased":
          return tell(Faults.erased, number)
        default:
          return tell(Faults.notSeated(number), number)
      }
    })
  })

// ---- Money

/** A participant by the journal: which days are paid, or which of them leave the amount open. */
const participantOf = ({ applicant, entry, listed }: Holder, days: AttendanceSheet.Days): SeasonResult.Participant => {
  const found = openOf(listed)
  const completed: Decision.Outcome<boolean> = Option.match(entry.completion, {
    onNone: () => found ?? notCompleted,
    onSome: ({ standing }) => ({ _tag: "Determined", value: standing === "completed" })
  })
  return {
    applicant,
    sessions: days.map((day) => ({ day, qualifies: qualifies(day, listed) })),
    completed,
    entitled:
      listed?._tag !== "Determined"
        ? (found ?? notListed)
        : completed._tag === "Undetermined"
          ? completed
          : {
              _tag: "Determined",
              value: { ...listed.amounts, qualifyingDays: listed.lines.length, completed: completed.value }
            }
  }
}

/** What leaves the amount of somebody open, if anything does. */
const openOf = (outcome: EntitlementEvent.Outcome | undefined): Open | undefined => {
  if (outcome?._tag !== "Undetermined") return undefined
  const invalid = outcome.invalid.map((path) => ({ _tag: "MissingFact", path }) as const)
  const [first, ...others] = [...outcome.missing, ...invalid]
  return first === undefined ? notListed : { _tag: "Undetermined", missing: [first, ...others] }
}

type Open = Extract<Decision.Outcome<never>, { readonly _tag: "Undetermined" }>

/** Whether a day is paid; where no day was asked about, every day is as open as the whole. */
const qualifies = (
  { date }: AttendanceSheet.Day,
  outcome: EntitlementEvent.Outcome | undefined
): Decision.Outcome<boolean> => {
  if (outcome === undefined) return notListed
  if (outcome._tag === "Determined") {
    return { _tag: "Determined", value: outcome.lines.some((line) => line.date === date) }
  }
  const day = outcome.days.find((one) => one.date === date)
  if (day === undefined) return openOf(outcome) ?? notListed
  return day._tag === "Undetermined"
    ? { _tag: "Undetermined", missing: day.missing }
    : { _tag: "Determined", value: day._tag === "Qualifying" }
}

const notCompleted = { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "completed" }] } as const

const notListed = { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "listed" }] } as const

/** Whose amounts became others after the list was prepared, whether or not a correction names them. */
const changedBetween = (paid: PayableList.PayableList, owed: PayableList.PayableList): ReadonlyArray<Person.Id> => {
  const before = new Map(paid.recipients.map((recipient) => [recipient.person, recipient]))
  return owed.recipients.flatMap(({ gross, person, tax }) => {
    const then = before.get(person)
    return then?.gross === gross && then.tax === tax ? [] : [person]
  })
}
