/** Every kind of stream that the office keeps, and how the stream of a thing is named. */
import type * as Decider from "../journal/Decider.ts"
import * as StreamId from "../journal/StreamId.ts"
import * as EntitlementEvents from "../allowance/EntitlementEvents.ts"
import * as EntitlementState from "../allowance/EntitlementState.ts"
import * as CohortEvents from "../participation/CohortEvents.ts"
import * as CohortState from "../participation/CohortState.ts"
import * as ParticipationEvents from "../participation/ParticipationEvents.ts"
import * as ParticipationState from "../participation/ParticipationState.ts"
import * as BudgetEvents from "../payment/BudgetEvents.ts"
import * as BudgetState from "../payment/BudgetState.ts"
import * as DisbursementEvents from "../payment/DisbursementEvents.ts"
import * as DisbursementState from "../payment/DisbursementState.ts"
import type * as Cohort from "../programme/Cohort.ts"
import type * as Person from "../programme/Person.ts"
import type * as Programme from "../programme/Programme.ts"
import * as ProgrammeEvents from "../programme/ProgrammeEvents.ts"
import * as ProgrammeState from "../programme/ProgrammeState.ts"
import * as OfficeRows from "./OfficeRows.ts"
import * as OfficeTables from "./OfficeTables.ts"
import * as PersonRecord from "./PersonRecord.ts"
import * as PolicyRecord from "./PolicyRecord.ts"
import * as StreamKind from "./StreamKind.ts"

// ---- Kinds

const kind = <State, Event>(
  name: string,
  codec: StreamKind.StreamKind<State, Event>["codec"],
  { evolve, initial }: Pick<Decider.Decider<State, never, Event, never>, "initial" | "evolve">,
  rows: StreamKind.StreamKind<State, Event>["rows"] = () => []
): StreamKind.StreamKind<State, Event> => ({ name, codec, initial, evolve, rows })

export const programme = kind("programme", ProgrammeEvents.codec, ProgrammeState, OfficeRows.ofProgramme)
export const cohort = kind("cohort", CohortEvents.codec, CohortState, OfficeRows.ofCohort)
export const participation = kind("participation", ParticipationEvents.codec, ParticipationState)
export const entitlement = kind("entitlement", EntitlementEvents.codec, EntitlementState, OfficeRows.ofEntitlement)
export const budget = kind("budget", BudgetEvents.codec, BudgetState)
export const disbursement = kind("disbursement", DisbursementEvents.codec, DisbursementState, OfficeRows.ofDisbursement)
export const policy = kind("policy", PolicyRecord.codec, PolicyRecord)
export const person = kind("person", PersonRecord.codec, PersonRecord)

/** How the register of an office is made from its journal. */
export const projection = StreamKind.projection(OfficeTables.version, OfficeTables.tables, [
  StreamKind.any(programme),
  StreamKind.any(cohort),
  StreamKind.any(entitlement),
  StreamKind.any(disbursement)
])

// ---- Names

export const ofProgramme = (id: string): StreamId.Id => StreamId.of("programme", id)
export const ofCohort = (id: Cohort.Id): StreamId.Id => StreamId.of("cohort", id)
export const ofParticipation = (id: Person.Id): StreamId.Id => StreamId.of("participation", id)
export const ofEntitlement = (cohort: Cohort.Id, id: Person.Id): StreamId.Id => StreamId.of("entitlement", cohort, id)
export const ofBudget = (line: string): StreamId.Id => StreamId.of("budget", line)
export const ofDisbursement = (id: DisbursementEvents.Id): StreamId.Id => StreamId.of("disbursement", id)
export const ofPolicy = (id: Programme.Fingerprint): StreamId.Id => StreamId.of("policy", id)
export const ofPerson = (id: Person.Id): StreamId.Id => StreamId.of("person", id)
