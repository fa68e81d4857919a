/** What is told of money: to whoever is owed it, and to whoever a list waits for. */
import type * as Obligation from "../../flow/allowance/Obligation.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as DisbursementEvent from "../../streams/disbursement/Event.ts"
import type * as EntitlementEvent from "../../streams/entitlement/Event.ts"
import type * as Person from "../../words/Person.ts"
import type * as Notice from "../Notice.ts"
import { end, ended, type Hearing, type Meeting, official, tell } from "./Told.ts"

// ---- Models

/** A list by who stands on it, and which notices say for whom it waits. */
export interface Listed {
  readonly cohort: Cohort.Id
  people: ReadonlyMap<Obligation.Id, Person.Id>
  awaits: ReadonlyArray<Notice.Key>
}

// ---- Rules

/** Hears what is owed to somebody. */
export const ofEntitlement = (
  event: EntitlementEvent.Event,
  meeting: Meeting,
  person: Person.Id,
  hearing: Hearing
): void => {
  const application = meeting.holders.get(person)
  const applying = application === undefined ? undefined : meeting.applications.get(application)
  if (application === undefined || applying === undefined) return
  const subject = { cohort: meeting.terms.id, application }
  switch (event._tag) {
    case "EntitlementAssessed": {
      end(applying, (topic) => topic === "entitlement", "superseded", "decided-anew", hearing)
      const kind = event.outcome._tag === "Determined" ? "entitlement-assessed" : "entitlement-open"
      return tell(applying, kind, "entitlement", subject, meeting, hearing)
    }
    case "EntitlementAdjusted":
      end(applying, (topic) => topic === "adjustment", "superseded", "decided-anew", hearing)
      if (event.adjustment.kind === "none") return
      return tell(applying, "entitlement-adjusted", "adjustment", subject, meeting, hearing)
    case "ObligationIncurred":
    case "ObligationDropped":
    case "ObligationPaid":
    case "ObligationReturned":
    case "EntitlementRepaid":
    case "EntitlementMerged":
    case "EntitlementClosed":
      return
  }
}

/** Hears what happens to a list. */
export const ofList = (
  event: DisbursementEvent.Event,
  id: DisbursementEvent.Id,
  lists: Map<DisbursementEvent.Id, Listed>,
  meetings: ReadonlyMap<Cohort.Id, Meeting>,
  hearing: Hearing
): void => {
  if (event._tag === "ListPrepared") {
    const people = new Map(event.instructions.map(({ obligation, person }) => [obligation, person]))
    const listed = lists.get(id) ?? { cohort: event.cohort, people, awaits: [] }
    listed.people = people
    lists.set(id, listed)
    return awaits("verify", listed, id, meetings, hearing)
  }
  const listed = lists.get(id)
  if (listed === undefined) return
  switch (event._tag) {
    case "ListVerified":
      return awaits("approve", listed, id, meetings, hearing)
    case "ListApproved":
      return awaits("release", listed, id, meetings, hearing)
    case "ListRejected":
      return awaits("prepare", listed, id, meetings, hearing)
    case "ListReleased":
      awaits(undefined, listed, id, meetings, hearing)
      for (const [obligation, person] of listed.people) {
        paying("payment-released", obligation, person, listed, id, meetings, hearing)
      }
      return
    case "ListCancelled":
      return awaits(undefined, listed, id, meetings, hearing)
    case "GlassRequested":
    case "GlassBroken": {
      const kind = event._tag === "GlassRequested" ? "glass-requested" : "glass-broken"
      official(kind, "oversight", { cohort: listed.cohort, list: id }, meetings.get(listed.cohort), hearing)
      return
    }
    case "InstructionPaid":
    case "InstructionReturned": {
      const person = listed.people.get(event.obligation)
      const kind = event._tag === "InstructionPaid" ? "payment-made" : "payment-returned"
      if (person !== undefined) paying(kind, event.obligation, person, listed, id, meetings, hearing)
      return
    }
    case "DisbursementSettled":
      lists.delete(id)
      return
    case "SignaturesVoided":
      return
  }
}

/** A list waits for one duty at a time; what it waited for before was done or is void. */
const awaits = (
  duty: Extract<Notice.Recipient, { readonly _tag: "Role" }>["role"] | undefined,
  listed: Listed,
  list: DisbursementEvent.Id,
  meetings: ReadonlyMap<Cohort.Id, Meeting>,
  hearing: Hearing
): void => {
  for (const key of listed.awaits) hearing.changes.push(ended(key, "settled", "done", hearing))
  listed.awaits = []
  if (duty === undefined) return
  const subject = { cohort: listed.cohort, list }
  listed.awaits = official("list-awaits-duty", duty, subject, meetings.get(listed.cohort), hearing)
}

const paying = (
  kind: Notice.Kind,
  obligation: Obligation.Id,
  person: Person.Id,
  { cohort }: Listed,
  list: DisbursementEvent.Id,
  meetings: ReadonlyMap<Cohort.Id, Meeting>,
  hearing: Hearing
): void => {
  const meeting = meetings.get(cohort)
  const application = meeting?.holders.get(person)
  const applying = application === undefined ? undefined : meeting?.applications.get(application)
  if (meeting === undefined || application === undefined || applying === undefined) return
  // That money is on its way, or came, is not worth saying once the bank has said what became of it.
  end(applying, (topic) => topic === `payment ${obligation}`, "superseded", "decided-anew", hearing)
  tell(applying, kind, `payment ${obligation}`, { cohort, application, obligation, list }, meeting, hearing)
}
