/**
 * The rows of the register that tell of a cohort, its applications, seats and sessions: from its state alone.
 */
import { Decision } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Row from "../../record/Row.ts"
import type * as StreamId from "../../record/StreamId.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import type * as CohortEvent from "./Event.ts"
import * as CohortState from "./State.ts"

// ---- Tables

const cohorts: Row.Table = {
  name: "cohorts",
  text: "One row a cohort, as it is planned now.",
  columns: [
    Row.column("cohort", "text", "Its id."),
    Row.column("programme", "text", "The programme."),
    Row.column("course", "text", "What is taught."),
    Row.column("stage", "text", "Announced, Open, Filled, Running, Closed or CalledOff."),
    Row.column("quota", "integer", "Seats."),
    Row.column("seats_held", "integer", "Seats offered, accepted or used to the end."),
    Row.column("sessions", "integer", "Sessions planned."),
    Row.column("starts_on", "date", "The first session."),
    Row.column("ends_on", "date", "The last session."),
    Row.column("budget_line", "text", "The line that pays."),
    Row.column("payer", "text", "The treasury.")
  ]
}

const applications: Row.Table = {
  name: "applications",
  text: "One row an application, with what became of it.",
  columns: [
    Row.column("cohort", "text", "The cohort."),
    Row.column("application", "text", "Its id within the cohort."),
    Row.nullable("person", "text", "Who applies; empty while nobody can be named."),
    Row.column("registered_at", "moment", "The place in the order of registration."),
    Row.column(
      "standing",
      "text",
      "Received, Undetermined, Refused, Duplicate, Waitlisted, Offered, Accepted, Declined, Lapsed, Withdrawn or Exited."
    ),
    Row.nullable("reasons", "text", "Codes of the reasons of a refusal, in order, joined by blanks."),
    Row.nullable("missing", "text", "What is missing or invalid, joined by blanks."),
    Row.nullable("policy", "text", "Fingerprint of the policy of the last decision."),
    Row.nullable("ordered", "text", "admit or refuse, where an officer ordered so by hand."),
    Row.nullable("objection", "text", "open, upheld or rejected.")
  ]
}

const enrolments: Row.Table = {
  name: "enrolments",
  text: "One row a seat that is or was taken.",
  columns: [
    Row.column("cohort", "text", "The cohort."),
    Row.column("person", "text", "Who holds the seat."),
    Row.column("application", "text", "By which application."),
    Row.column("standing", "text", "Offered, Accepted or Exited."),
    Row.nullable("exit_reason", "text", "Why somebody left."),
    Row.nullable("completion", "text", "completed, not-completed or undetermined, as last recorded."),
    Row.nullable("attended_parts", "integer", "Numerator of the rate of attendance."),
    Row.nullable("planned_parts", "integer", "Denominator of the rate of attendance.")
  ]
}

const sessions: Row.Table = {
  name: "sessions",
  text: "One row a session, as it is planned now.",
  columns: [Row.column("cohort", "text", "The cohort."), Row.column("date", "date", "Its day.")]
}

/** The tables that tell of cohorts. */
export const tables: ReadonlyArray<Row.Table> = [cohorts, applications, enrolments, sessions]

// ---- Rows

const joined = (words: ReadonlyArray<string>): string | null => (words.length === 0 ? null : words.join(" "))

const orNull = <A extends Row.Value>(value: Option.Option<A>): Row.Value => Option.getOrNull(value)

/** The rows of a cohort, its applications, seats and sessions. */
export const of = (stream: StreamId.Id, state: CohortState.State): ReadonlyArray<Row.Row> => {
  if (state._tag === "Unannounced") return []
  const entries = CohortState.inOrder(state)
  return [
    cohortOf(stream, state),
    ...entries.map((entry) => applicationOf(stream, state.cohort.id, entry)),
    ...entries.flatMap((entry) => enrolmentOf(stream, state.cohort.id, entry)),
    ...sessionsOf(stream, state)
  ]
}

const cohortOf = (stream: StreamId.Id, { cohort, programme, seatsHeld, stage }: CohortState.Announced): Row.Row =>
  Row.make(stream, "cohorts", {
    cohort: cohort.id,
    programme,
    course: cohort.course,
    stage,
    quota: cohort.quota,
    seats_held: seatsHeld,
    sessions: cohort.schedule.length,
    starts_on: Cohort.startsOn(cohort),
    ends_on: Cohort.endsOn(cohort),
    budget_line: cohort.budgetLine.id,
    payer: cohort.payer
  })

const applicationOf = (stream: StreamId.Id, cohort: Cohort.Id, entry: CohortState.Entry): Row.Row => {
  const { application, objection, override, ruling, standing } = entry
  const { id, person, registeredAt } = application
  return Row.make(
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
    Row.make(
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

const sessionsOf = (stream: StreamId.Id, { cohort: { id, schedule } }: CohortState.Announced): ReadonlyArray<Row.Row> =>
  schedule.map((date) => Row.make(stream, "sessions", { cohort: id, date }, "session", date))

/** The rows of what events are about: an event is of one application, of the sessions, or of the cohort alone. */
export const touched: Row.Touched<CohortState.State, CohortEvent.Event> = (stream, before, after, events) => {
  if (before._tag === "Unannounced" || after._tag === "Unannounced") {
    return Row.changes(of(stream, before), of(stream, after))
  }
  const applications = new Set(
    events.flatMap((event) => {
      if (!("application" in event)) return []
      return [typeof event.application === "string" ? event.application : event.application.id]
    })
  )
  const hasMoved = before.cohort.schedule !== after.cohort.schedule
  const told = (state: CohortState.Announced): ReadonlyArray<Row.Row> => [
    cohortOf(stream, state),
    ...[...applications].flatMap((id) =>
      Option.match(HashMap.get(state.entries, id), {
        onNone: () => [],
        onSome: (entry) => [
          applicationOf(stream, state.cohort.id, entry),
          ...enrolmentOf(stream, state.cohort.id, entry)
        ]
      })
    ),
    ...(hasMoved ? sessionsOf(stream, state) : [])
  ]
  return Row.changes(told(before), told(after))
}
