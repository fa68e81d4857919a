/**
 * Which rows of the register tell of a stream: pure, from its state alone, so that a register that was lost is made
 * again from the journal and comes out the same.
 */
import { type CivilDate, Decision } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Amounts from "../words/Amounts.ts"
import * as EntitlementState from "../streams/entitlement/State.ts"
import type * as Person from "../words/Person.ts"
import type * as AttendanceState from "../streams/attendance/State.ts"
import * as StreamId from "../record/StreamId.ts"
import * as Attendance from "../flow/attendance/Attendance.ts"
import * as CohortState from "../streams/cohort/State.ts"
import type * as Authority from "../flow/payment/Authority.ts"
import * as DisbursementState from "../streams/disbursement/State.ts"
import type * as Row from "../record/Row.ts"
import * as Cohort from "../flow/programme/Cohort.ts"
import * as ProgrammeState from "../streams/programme/State.ts"

// ---- Rules

type Values = Row.Row["values"]

const row = (stream: StreamId.Id, table: string, values: Values, ...keys: ReadonlyArray<string>): Row.Row => ({
  table,
  key: [stream, ...keys.map(encodeURIComponent)].join("/"),
  stream,
  values
})

const joined = (words: ReadonlyArray<string>): string | null => (words.length === 0 ? null : words.join(" "))

const orNull = <A extends Row.Value>(value: Option.Option<A>): Row.Value => Option.getOrNull(value)

const moneyOf = ({ gross, net, tax }: Amounts.Amounts) => ({ gross, tax, net })

/** The row of a programme. */
export const ofProgramme = (stream: StreamId.Id, state: ProgrammeState.State): ReadonlyArray<Row.Row> => {
  if (state._tag === "Undrafted") return []
  const { cohorts, outline, stage } = state
  const policy = (of: string) => orNull(Option.map(ProgrammeState.latest(state, of), (pinned): string => pinned.policy))
  return [
    row(stream, "programmes", {
      programme: outline.id,
      title: outline.title,
      organiser: outline.organiser,
      kind: outline.kind,
      fiscal_year: outline.fiscalYear,
      time_zone: outline.timeZone,
      stage,
      cohorts: cohorts.length,
      admission_policy: policy("admission"),
      allowance_policy: policy("allowance")
    })
  ]
}

/** The rows of a cohort, its applications, seats and sessions. */
export const ofCohort = (stream: StreamId.Id, state: CohortState.State): ReadonlyArray<Row.Row> => {
  if (state._tag === "Unannounced") return []
  const { cohort, programme, stage } = state
  const entries = CohortState.inOrder(state)
  return [
    row(stream, "cohorts", {
      cohort: cohort.id,
      programme,
      course: cohort.course,
      stage,
      quota: cohort.quota,
      seats_held: entries.filter(CohortState.holdsSeat).length,
      sessions: cohort.schedule.length,
      starts_on: Cohort.startsOn(cohort),
      ends_on: Cohort.endsOn(cohort),
      budget_line: cohort.budgetLine.id,
      payer: cohort.payer
    }),
    ...entries.map((entry) => applicationOf(stream, cohort.id, entry)),
    ...entries.flatMap((entry) => enrolmentOf(stream, cohort.id, entry)),
    ...cohort.schedule.map((date) => sessionOf(stream, cohort.id, date))
  ]
}

const applicationOf = (stream: StreamId.Id, cohort: Cohort.Id, entry: CohortState.Entry): Row.Row => {
  const { application, objection, override, ruling, standing } = entry
  const { id, person, registeredAt } = application
  return row(
    stream,
    "applications",
    {
      cohort,
      application: id,
      person: person._tag === "Known" ? person.value : null,
      registered_at: registeredAt,
      standing: standing._tag,
      reasons: standing._tag === "Refused" ? joined(standing.reasons) : null,
      missing:
        standing._tag === "Undetermined"
          ? joined([...standing.missing.map(Decision.nameOf), ...standing.invalid])
          : null,
      policy: orNull(Option.map(ruling, ({ policy }) => policy)),
      ordered: orNull(Option.map(override, ({ order }): string => order)),
      objection: orNull(
        Option.map(objection, ({ answered }): string =>
          Option.match(answered, { onNone: () => "open", onSome: ({ answer }) => answer })
        )
      )
    },
    id
  )
}

const enrolmentOf = (
  stream: StreamId.Id,
  cohort: Cohort.Id,
  { application, completion, standing }: CohortState.Entry
): ReadonlyArray<Row.Row> => {
  const holds = standing._tag === "Offered" || CohortState.tookPart({ standing } as CohortState.Entry)
  if (!holds || application.person._tag === "Missing") return []
  return [
    row(
      stream,
      "enrolments",
      {
        cohort,
        person: application.person.value,
        application: application.id,
        standing: standing._tag,
        exit_reason: standing._tag === "Exited" ? standing.reason : null,
        completion: orNull(Option.map(completion, ({ standing }): string => standing)),
        attended_parts: orNull(Option.map(completion, ({ rate }) => rate.numerator)),
        planned_parts: orNull(Option.map(completion, ({ rate }) => rate.denominator))
      },
      application.id
    )
  ]
}

const sessionOf = (stream: StreamId.Id, cohort: Cohort.Id, date: CivilDate.CivilDate): Row.Row =>
  row(stream, "sessions", { cohort, date }, "session", date)

/** The rows of the attendance of a cohort: one for each person and day of which there is a record. */
export const ofAttendance = (stream: StreamId.Id, state: AttendanceState.State): ReadonlyArray<Row.Row> =>
  HashMap.toEntries(state.people).flatMap(([person, records]) => {
    const dates = Map.groupBy(records, ({ date }) => date)
    return [...dates].map(([date, own]) => dayOf(stream, person, Attendance.dayOf(date, Attendance.history(own))))
  })

const dayOf = (stream: StreamId.Id, person: Person.Id, day: AttendanceState.Day): Row.Row => {
  const record = day._tag === "Recorded" ? day.record : undefined
  const [cohort = ""] = StreamId.keysOf(stream)
  return row(
    stream,
    "attendance",
    {
      cohort,
      person,
      date: day.date,
      state: day._tag.toLowerCase(),
      mark: record?.mark ?? null,
      signatures: record?.signatures.given ?? null,
      signatures_required: record?.signatures.required ?? null,
      known_at: record?.knownAt ?? null
    },
    person,
    day.date
  )
}

/** The rows of an entitlement: what is owed, and what is to be put right after a payment. */
export const ofEntitlement = (stream: StreamId.Id, state: EntitlementState.State): ReadonlyArray<Row.Row> => {
  if (state._tag === "Unassessed") return []
  const { assessments, cohort, currency, knownAt, obligations, outcome, paid, person, stage, underway } = state
  const owed = outcome._tag === "Determined" ? outcome : undefined
  const open = Option.flatten(Result.getSuccess(EntitlementState.openOf(state)))
  const isAdjusted = obligations.length > 0 && Option.exists(open, ({ kind }) => kind !== "none")
  return [
    row(stream, "entitlements", {
      cohort,
      person,
      stage,
      assessments: assessments.length,
      known_at: knownAt,
      outcome: outcome._tag,
      days: owed?.lines.length ?? null,
      missing:
        outcome._tag === "Undetermined" ? joined([...outcome.missing.map(Decision.nameOf), ...outcome.invalid]) : null,
      currency,
      gross: owed?.amounts.gross ?? null,
      tax: owed?.amounts.tax ?? null,
      net: owed?.amounts.net ?? null,
      underway_gross: underway.gross,
      paid_gross: paid.gross,
      paid_net: paid.net
    }),
    ...(isAdjusted && Option.isSome(open)
      ? [row(stream, "adjustments", { cohort, person, kind: open.value.kind, currency, ...moneyOf(open.value) })]
      : [])
  ]
}

/** The rows of a list and of its payments. */
export const ofDisbursement = (stream: StreamId.Id, state: DisbursementState.State): ReadonlyArray<Row.Row> => {
  if (state._tag === "Unprepared") return []
  const { cohort, complete, currency, id, line, order, payer, signed, stage, total } = state
  const by = (duty: Authority.Duty): string | null => signed.find((acted) => acted.duty === duty)?.actor ?? null
  return [
    row(stream, "disbursements", {
      disbursement: id,
      cohort,
      budget_line: line,
      payer,
      stage,
      revision: DisbursementState.revisionOf(state),
      content: DisbursementState.contentOf(state),
      is_complete: complete,
      instructions: order.length,
      prepared_by: by("prepare"),
      verified_by: by("verify"),
      approved_by: by("approve"),
      released_by: by("release"),
      currency,
      ...moneyOf(total)
    }),
    ...order.flatMap((obligation) => {
      const known = DisbursementState.instructed(state, obligation)
      if (known === undefined) return []
      const { answer, instruction } = known
      return [
        row(
          stream,
          "instructions",
          {
            disbursement: id,
            obligation,
            person: instruction.person,
            answer: answer._tag,
            reference: answer._tag === "Awaited" ? null : answer.reference,
            reason: answer._tag === "Returned" ? answer.reason : null,
            currency,
            ...moneyOf(instruction)
          },
          obligation
        )
      ]
    })
  ]
}
