/**
 * The tables of an office's register, for people who point a tool at them. People stand in them as opaque ids; nothing
 * that is sealed is among the columns. Money is whole minor units of the currency beside it; moments are UTC.
 */
import type * as Row from "../record/Row.ts"

// ---- Models

/** Grows with every change of tables or rows: see `Row.Projection`. */
export const version = 2

const column = (name: string, kind: Row.Kind, text: string, isNullable = false): Row.Column => ({
  name,
  kind,
  isNullable,
  text
})
const nullable = (name: string, kind: Row.Kind, text: string): Row.Column => column(name, kind, text, true)

const amounts = [
  column("currency", "text", "ISO 4217 code."),
  column("gross", "integer", "What burdens the budget line."),
  column("tax", "integer", "What is withheld."),
  column("net", "integer", "What the person receives.")
] as const
const nullableAmounts = amounts.map((one) => ({ ...one, isNullable: true }))

const programmes: Row.Table = {
  name: "programmes",
  text: "One row a programme.",
  columns: [
    column("programme", "text", "Its id."),
    column("title", "text", "Its title."),
    column("organiser", "text", "Who answers for it."),
    column("kind", "text", "The kind over which limits of a lifetime count."),
    column("fiscal_year", "integer", "The budget year."),
    column("time_zone", "text", "IANA name of the zone whose days count."),
    column("stage", "text", "Drafted, Open or Closed."),
    column("cohorts", "integer", "How many cohorts it has."),
    nullable("admission_policy", "text", "Fingerprint of the newest policy of admission."),
    nullable("allowance_policy", "text", "Fingerprint of the newest policy of allowance.")
  ]
}

const cohorts: Row.Table = {
  name: "cohorts",
  text: "One row a cohort, as it is planned now.",
  columns: [
    column("cohort", "text", "Its id."),
    column("programme", "text", "The programme."),
    column("course", "text", "What is taught."),
    column("stage", "text", "Announced, Open, Filled, Running, Closed or CalledOff."),
    column("quota", "integer", "Seats."),
    column("seats_held", "integer", "Seats offered, accepted or used to the end."),
    column("sessions", "integer", "Sessions planned."),
    column("starts_on", "date", "The first session."),
    column("ends_on", "date", "The last session."),
    column("budget_line", "text", "The line that pays."),
    column("payer", "text", "The treasury.")
  ]
}

const applications: Row.Table = {
  name: "applications",
  text: "One row an application, with what became of it.",
  columns: [
    column("cohort", "text", "The cohort."),
    column("application", "text", "Its id within the cohort."),
    nullable("person", "text", "Who applies; empty while nobody can be named."),
    column("registered_at", "moment", "The place in the order of registration."),
    column(
      "standing",
      "text",
      "Received, Undetermined, Refused, Duplicate, Waitlisted, Offered, Accepted, Declined, Lapsed, Withdrawn or Exited."
    ),
    nullable("reasons", "text", "Codes of the reasons of a refusal, in order, joined by blanks."),
    nullable("missing", "text", "What is missing or invalid, joined by blanks."),
    nullable("policy", "text", "Fingerprint of the policy of the last decision."),
    nullable("ordered", "text", "admit or refuse, where an officer ordered so by hand."),
    nullable("objection", "text", "open, upheld or rejected.")
  ]
}

const enrolments: Row.Table = {
  name: "enrolments",
  text: "One row a seat that is or was taken.",
  columns: [
    column("cohort", "text", "The cohort."),
    column("person", "text", "Who holds the seat."),
    column("application", "text", "By which application."),
    column("standing", "text", "Offered, Accepted or Exited."),
    nullable("exit_reason", "text", "Why somebody left."),
    nullable("completion", "text", "completed, not-completed or undetermined, as last recorded."),
    nullable("attended_parts", "integer", "Numerator of the rate of attendance."),
    nullable("planned_parts", "integer", "Denominator of the rate of attendance.")
  ]
}

const sessions: Row.Table = {
  name: "sessions",
  text: "One row a session, as it is planned now.",
  columns: [column("cohort", "text", "The cohort."), column("date", "date", "Its day.")]
}

const attendance: Row.Table = {
  name: "attendance",
  text: "One row for each person and day of which there is a record, as it counts now; a day without is unrecorded.",
  columns: [
    column("cohort", "text", "The cohort."),
    column("person", "text", "Who."),
    column("date", "date", "The day; one that is no session any more stays."),
    column("state", "text", "recorded or conflict."),
    nullable("mark", "text", "present, partial, excused or absent."),
    nullable("signatures", "integer", "Signatures given."),
    nullable("signatures_required", "integer", "Signatures asked for."),
    nullable("known_at", "moment", "When the source knew it.")
  ]
}

const entitlements: Row.Table = {
  name: "entitlements",
  text: "One row for each person and cohort: what is owed, being paid, and paid.",
  columns: [
    column("cohort", "text", "The cohort."),
    column("person", "text", "Who."),
    column("stage", "text", "Open or Closed."),
    column("assessments", "integer", "How often it was assessed."),
    column("known_at", "moment", "By when what the newest rests on was known."),
    column("outcome", "text", "Determined or Undetermined."),
    nullable("days", "integer", "Days that are paid."),
    nullable("missing", "text", "What is missing or invalid, joined by blanks."),
    ...(amounts.slice(0, 1) as ReadonlyArray<Row.Column>),
    ...nullableAmounts.slice(1),
    column("underway_gross", "integer", "Gross that stands on approved lists."),
    column("paid_gross", "integer", "Gross that was paid, less what came back."),
    column("paid_net", "integer", "Net that the person holds.")
  ]
}

const adjustments: Row.Table = {
  name: "adjustments",
  text: "One row for each person whose money was on a list and is not what is owed now; signed, positive is still to pay.",
  columns: [
    column("cohort", "text", "The cohort."),
    column("person", "text", "Who."),
    column("kind", "text", "underpaid or overpaid."),
    ...amounts
  ]
}

const disbursements: Row.Table = {
  name: "disbursements",
  text: "One row a list.",
  columns: [
    column("disbursement", "text", "Its id."),
    column("cohort", "text", "The cohort."),
    column("budget_line", "text", "The line that pays."),
    column("payer", "text", "The treasury."),
    column("stage", "text", "Prepared, Verified, Approved, Rejected, Released, Settled or Cancelled."),
    column("revision", "integer", "How often it was prepared."),
    column("content", "text", "Hash of what stands there, which is what is signed."),
    column("is_complete", "boolean", "Whether everybody with a seat is on it."),
    column("instructions", "integer", "Payments."),
    nullable("prepared_by", "text", "Officer."),
    nullable("verified_by", "text", "Officer."),
    nullable("approved_by", "text", "Officer."),
    nullable("released_by", "text", "Officer."),
    ...amounts
  ]
}

const instructions: Row.Table = {
  name: "instructions",
  text: "One row a payment on a list, with the bank's answer.",
  columns: [
    column("disbursement", "text", "The list."),
    column("obligation", "text", "The debt that is paid."),
    column("person", "text", "To whom."),
    column("answer", "text", "Awaited, Paid or Returned."),
    nullable("reference", "text", "The bank's own."),
    nullable("reason", "text", "Why it came back."),
    ...amounts
  ]
}

/** All tables, in the order of the flow. */
export const tables: ReadonlyArray<Row.Table> = [
  programmes,
  cohorts,
  applications,
  enrolments,
  sessions,
  attendance,
  entitlements,
  adjustments,
  disbursements,
  instructions
]
