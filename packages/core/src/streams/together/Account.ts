/**
 * What became of one application, as it was decided and in the order in which it was: received, determined under the
 * policy of that day, ordered otherwise by hand, objected to, seated, completed, assessed, put on a list, paid. All of it
 * is read from events; nothing is decided again and nothing is taken from a file, so it says what the office did, also
 * where the office would do something else today.
 */
import type { Decision } from "@bina/policy"
import type * as Application from "../../flow/admission/Application.ts"
import type * as Programme from "../../flow/programme/Programme.ts"
import type * as StreamId from "../../record/StreamId.ts"
import type * as Actor from "../../words/Actor.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import type * as CohortEvent from "../cohort/Event.ts"
import type * as DisbursementEvent from "../disbursement/Event.ts"
import type * as EntitlementEvent from "../entitlement/Event.ts"

// ---- Models

/** An event with its place: which stream, which version, when it was appended, and by whom. */
export interface Placed<Event> {
  readonly stream: StreamId.Id
  readonly version: number
  readonly at: Moment.Moment
  readonly actor: Actor.Id
  readonly event: Event
}

/** One step of an account. */
export type Step = Placed<CohortEvent.Event | EntitlementEvent.Event | DisbursementEvent.Event>

/** The streams in which an application leaves traces; those of money only where somebody is known to be owed some. */
export interface Told {
  readonly cohort: ReadonlyArray<Placed<CohortEvent.Event>>
  readonly entitlement: ReadonlyArray<Placed<EntitlementEvent.Event>>
  readonly lists: ReadonlyArray<Placed<DisbursementEvent.Event>>
}

/** An application with its steps; `person` is whose it was last said to be, and `nobody` where it is not known. */
export interface Account {
  readonly application: Application.Id
  readonly person: Application.Applicant
  readonly steps: ReadonlyArray<Step>
}

// ---- Functions

/** Whose each application is, by the events of its cohort, in the order in which they came. */
const applicants = (
  cohort: ReadonlyArray<Placed<CohortEvent.Event>>
): ReadonlyMap<Application.Id, Application.Applicant> => {
  const people = new Map<Application.Id, Application.Applicant>()
  for (const { event } of cohort) {
    if ("application" in event && typeof event.application === "object") {
      people.set(event.application.id, event.application.person)
    }
  }
  return people
}

/** Whose an application is, by the events of its cohort; `undefined` where there is no such application. */
export const personOf = (
  cohort: ReadonlyArray<Placed<CohortEvent.Event>>,
  application: Application.Id
): Application.Applicant | undefined => applicants(cohort).get(application)

/** The applications of a person in a cohort under any of their ids, in the order in which they came. */
export const applicationsOf = (
  cohort: ReadonlyArray<Placed<CohortEvent.Event>>,
  ids: ReadonlySet<Person.Id>
): ReadonlyArray<Application.Id> =>
  [...applicants(cohort)].flatMap(([id, whose]) => (whose._tag === "Known" && ids.has(whose.value) ? [id] : []))

/**
 * The account of an application; `undefined` where the cohort knows none of that id. Of a list only what concerns the
 * whole of it or the obligations of this person.
 */
export const of = (application: Application.Id, told: Told): Account | undefined => {
  const person = personOf(told.cohort, application)
  if (person === undefined) return undefined
  const own = told.cohort.filter(({ event }) => isOf(event, application))
  const obligations = new Set(
    told.entitlement.flatMap(({ event }) => (event._tag === "ObligationIncurred" ? [event.obligation.id] : []))
  )
  const lists = told.lists.filter(({ event }) => !("obligation" in event) || obligations.has(event.obligation))
  const steps: ReadonlyArray<Step> = [...own, ...told.entitlement, ...lists]
  // Steps of one moment were appended together: a cohort before what is owed, what is owed before its list.
  const inTurn = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { application, person, steps: whileListed(inTurn) }
}

/** What happens to a list concerns somebody only as long as they stand on it: an edition without them is not theirs. */
const whileListed = (steps: ReadonlyArray<Step>): ReadonlyArray<Step> => {
  const listed = new Set<string>()
  return steps.filter(({ event }) => {
    if (event._tag === "ObligationIncurred") listed.add(event.obligation.id)
    if (event._tag === "ObligationDropped") listed.delete(event.obligation)
    return !isOfList(event) || "obligation" in event || listed.size > 0
  })
}

const isOfList = ({ _tag }: Step["event"]): boolean =>
  _tag.startsWith("List") || _tag.startsWith("Glass") || _tag === "SignaturesVoided" || _tag === "DisbursementSettled"

/** Whether an event of a cohort is about this application. */
const isOf = (event: CohortEvent.Event, application: Application.Id): boolean =>
  "application" in event &&
  (typeof event.application === "object" ? event.application.id : event.application) === application

/** The policies that a step was decided by. */
export const policyOf = ({ event }: Step): Programme.Fingerprint | undefined =>
  event._tag === "ApplicationDetermined" || event._tag === "EntitlementAssessed" ? event.policy : undefined

/** What a step says is missing, and what cannot be what it claims to be. */
export const lacksOf = ({
  event
}: Step): { readonly missing: ReadonlyArray<Decision.Item>; readonly invalid: ReadonlyArray<string> } => {
  const said =
    event._tag === "ApplicationDetermined"
      ? event.determination
      : event._tag === "EntitlementAssessed"
        ? event.outcome
        : undefined
  return said?._tag === "Undetermined" ? said : { missing: [], invalid: [] }
}
