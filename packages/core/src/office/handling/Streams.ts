/** Every kind of stream that the office keeps, and how the stream of a thing is named. */
import type * as Decider from "../../record/Decider.ts"
import * as StreamId from "../../record/StreamId.ts"
import * as EntitlementEvent from "../../streams/entitlement/Event.ts"
import * as EntitlementState from "../../streams/entitlement/State.ts"
import * as AttendanceEvent from "../../streams/attendance/Event.ts"
import * as AttendanceState from "../../streams/attendance/State.ts"
import * as CohortEvent from "../../streams/cohort/Event.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import * as ParticipationEvent from "../../streams/participation/Event.ts"
import * as ParticipationState from "../../streams/participation/State.ts"
import * as BudgetEvent from "../../streams/budget/Event.ts"
import * as BudgetState from "../../streams/budget/State.ts"
import * as DisbursementEvent from "../../streams/disbursement/Event.ts"
import * as DisbursementState from "../../streams/disbursement/State.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Person from "../../words/Person.ts"
import type * as Programme from "../../flow/programme/Programme.ts"
import * as ProgrammeEvent from "../../streams/programme/Event.ts"
import * as ProgrammeState from "../../streams/programme/State.ts"
import * as Row from "../../record/Row.ts"
import * as AttendanceRows from "../../streams/attendance/Rows.ts"
import * as CohortRows from "../../streams/cohort/Rows.ts"
import * as DisbursementRows from "../../streams/disbursement/Rows.ts"
import * as EntitlementRows from "../../streams/entitlement/Rows.ts"
import * as ProgrammeRows from "../../streams/programme/Rows.ts"
import * as MergerEvent from "../../streams/merger/Event.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as PersonEvent from "../../streams/person/Event.ts"
import * as PersonState from "../../streams/person/State.ts"
import * as PolicyEvent from "../../streams/policy/Event.ts"
import * as PolicyState from "../../streams/policy/State.ts"
import * as StreamKind from "./StreamKind.ts"

// ---- Kinds

const kind = <State, Event>(
  name: string,
  codec: StreamKind.StreamKind<State, Event>["codec"],
  { evolve, initial }: Pick<Decider.Decider<State, never, Event, never>, "initial" | "evolve">,
  rows: StreamKind.StreamKind<State, Event>["rows"] = () => [],
  touched: Row.Touched<State, Event> = (stream, before, after) => Row.changes(rows(stream, before), rows(stream, after))
): StreamKind.StreamKind<State, Event> => ({ name, codec, initial, evolve, rows, touched })

export const programme = kind("programme", ProgrammeEvent.codec, ProgrammeState, ProgrammeRows.of)
export const cohort = kind("cohort", CohortEvent.codec, CohortState, CohortRows.of, CohortRows.touched)
export const attendance = kind(
  "attendance",
  AttendanceEvent.codec,
  AttendanceState,
  AttendanceRows.of,
  AttendanceRows.touched
)
export const participation = kind("participation", ParticipationEvent.codec, ParticipationState)
export const entitlement = kind("entitlement", EntitlementEvent.codec, EntitlementState, EntitlementRows.of)
export const budget = kind("budget", BudgetEvent.codec, BudgetState)
export const disbursement = kind(
  "disbursement",
  DisbursementEvent.codec,
  DisbursementState,
  DisbursementRows.of,
  DisbursementRows.touched
)
export const policy = kind("policy", PolicyEvent.codec, PolicyState)
export const person = kind("person", PersonEvent.codec, PersonState)
export const merger = kind("merger", MergerEvent.codec, MergerState)

// ---- Register

/** Grows with every change of tables or rows: see `Row.Projection`. */
const version = 1

/**
 * The tables of an office's register, in the order of the flow, for people who point a tool at them. People stand in them
 * as opaque ids; nothing that is sealed is among the columns. Money is whole minor units of the currency beside it;
 * moments are UTC.
 */
export const tables: ReadonlyArray<Row.Table> = [
  ...ProgrammeRows.tables,
  ...CohortRows.tables,
  ...AttendanceRows.tables,
  ...EntitlementRows.tables,
  ...DisbursementRows.tables
]

/** How the register of an office is made from its journal. */
export const projection = StreamKind.projection(version, tables, [
  StreamKind.any(programme),
  StreamKind.any(cohort),
  StreamKind.any(attendance),
  StreamKind.any(entitlement),
  StreamKind.any(disbursement)
])

// ---- Names

export const ofProgramme = (id: string): StreamId.Id => StreamId.of("programme", id)
export const ofCohort = (id: Cohort.Id): StreamId.Id => StreamId.of("cohort", id)
export const ofAttendance = (cohort: Cohort.Id): StreamId.Id => StreamId.of("attendance", cohort)
export const ofParticipation = (id: Person.Id): StreamId.Id => StreamId.of("participation", id)
export const ofEntitlement = (cohort: Cohort.Id, id: Person.Id): StreamId.Id => StreamId.of("entitlement", cohort, id)
export const ofBudget = (line: string): StreamId.Id => StreamId.of("budget", line)
export const ofDisbursement = (id: DisbursementEvent.Id): StreamId.Id => StreamId.of("disbursement", id)
export const ofPolicy = (id: Programme.Fingerprint): StreamId.Id => StreamId.of("policy", id)
export const ofMergers: StreamId.Id = StreamId.of("merger", "all")
export const ofPerson = (id: Person.Id): StreamId.Id => StreamId.of("person", id)
