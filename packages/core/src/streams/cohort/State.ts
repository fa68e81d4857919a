/**
 * A cohort as its events leave it. It holds what deciding needs and nothing that only a reader wants; sealed values are
 * carried about and never looked into.
 */
import type { Decision, Ratio } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type * as Actor from "../../words/Actor.ts"
import type * as KeyedDigest from "../../privacy/KeyedDigest.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import * as Schedule from "../../flow/programme/Schedule.ts"
import type * as Admission from "../../flow/admission/Admission.ts"
import * as Application from "../../flow/admission/Application.ts"
import type * as CaseFacts from "../../privacy/CaseFacts.ts"
import type * as CohortEvent from "./Event.ts"
import type * as Completion from "../../flow/attendance/Completion.ts"

// ---- Models

/** How far a cohort is. `closed` and `called-off` are final. `filled`: admission has begun, however many came. */
export type Stage = "Announced" | "Open" | "Filled" | "Running" | "Closed" | "CalledOff"

/**
 * Where an application stands. `Received` waits for a decision, for the first time or again; `Withdrawn` and `Exited`
 * are final.
 */
export type Standing =
  | { readonly _tag: "Received" }
  | {
      readonly _tag: "Undetermined"
      readonly missing: ReadonlyArray<Decision.Item>
      readonly invalid: ReadonlyArray<string>
    }
  | { readonly _tag: "Refused"; readonly reasons: readonly [Decision.Reason, ...Array<Decision.Reason>] }
  | { readonly _tag: "Duplicate"; readonly of: Application.Id }
  | { readonly _tag: "Waitlisted" }
  | { readonly _tag: "Offered"; readonly answerBy: Moment.Moment }
  | { readonly _tag: "Accepted" }
  | { readonly _tag: "Declined" }
  | { readonly _tag: "Lapsed" }
  | { readonly _tag: "Withdrawn" }
  | { readonly _tag: "Exited"; readonly reason: CohortEvent.ExitReason }

/** What a person ordered against the rules, until a moment; then the rules speak again. */
export interface Override {
  readonly order: CohortEvent.Order
  readonly reason: string
  readonly until: Moment.Moment
  readonly actor: Actor.Id
}

/** An objection and, once there is one, its answer. */
export interface Objection {
  readonly grounds: CaseFacts.CaseFacts
  readonly answered: Option.Option<{ readonly answer: CohortEvent.Answer; readonly reason: string }>
}

/** What somebody did about an application that bars them from reviewing it: decided it, took in an objection, ordered. */
export interface Acted {
  readonly duty: "decide" | "receive" | "order"
  readonly actor: Actor.Id
}

/** The last determination of an application and what it rested on; `content` is that of the application then. */
export interface Ruling {
  readonly content: KeyedDigest.KeyedDigest
  readonly policy: string
  readonly decision: Decision.Decision
  readonly determination: Admission.Determination
  readonly facts: CaseFacts.Read
}

/** How much of the course somebody attended, as it was last recorded. */
export interface Completed {
  readonly standing: Completion.Standing
  readonly rate: Ratio.Ratio
}

/** One application with all that became of it. `factsAt` is the version of the event that holds its facts. */
export interface Entry {
  readonly application: Application.Application
  readonly facts: CaseFacts.CaseFacts
  readonly factsAt: number
  readonly standing: Standing
  readonly ruling: Option.Option<Ruling>
  readonly override: Option.Option<Override>
  readonly objection: Option.Option<Objection>
  readonly completion: Option.Option<Completed>
  readonly acted: ReadonlyArray<Acted>
}

/**
 * A cohort that was announced as `announcedAs`; `cohort` has the sessions as they are planned now. `version` counts its
 * events, so that one of them can be named.
 */
export interface Announced {
  readonly _tag: "Announced"
  readonly version: number
  readonly stage: Stage
  readonly programme: string
  readonly announcedAs: Cohort.Cohort
  readonly cohort: Cohort.Cohort
  readonly entries: HashMap.HashMap<Application.Id, Entry>
  readonly seatsHeld: number
}

/** A cohort, or none yet. */
export type State = { readonly _tag: "Unannounced" } | Announced

// ---- Beginning and evolving

/** Nobody has heard of the cohort. */
export const initial: State = { _tag: "Unannounced" }

/** What an event makes of a cohort. An event of a cohort that was never announced changes nothing. */
export const evolve = (state: State, event: CohortEvent.Event): State => {
  if (event._tag === "CohortAnnounced") {
    const { cohort, programme } = event
    return {
      _tag: "Announced",
      version: 1,
      stage: "Announced",
      programme,
      announcedAs: cohort,
      cohort,
      entries: HashMap.empty(),
      seatsHeld: 0
    }
  }
  return state._tag === "Unannounced" ? state : evolveAnnounced({ ...state, version: state.version + 1 }, event)
}

const evolveAnnounced = (
  state: Announced,
  event: Exclude<CohortEvent.Event, { readonly _tag: "CohortAnnounced" }>
): Announced => {
  const stand = (id: Application.Id, standing: Standing): Announced => change(state, id, { standing })
  switch (event._tag) {
    case "RegistrationOpened":
      return { ...state, stage: "Open" }
    case "SeatsGiven":
      return state
    case "CohortFilled":
      return { ...state, stage: "Filled" }
    case "CohortStarted":
      return { ...state, stage: "Running" }
    case "CohortClosed":
      return { ...state, stage: "Closed" }
    case "CohortCalledOff":
      return { ...state, stage: "CalledOff" }
    case "ApplicationReceived":
      return { ...state, entries: HashMap.set(state.entries, event.application.id, received(event, state.version)) }
    case "ApplicationAmended":
    case "FactsSupplied":
      return change(state, event.application.id, {
        application: event.application,
        facts: event.facts,
        factsAt: state.version
      })
    case "ApplicationWithdrawn":
      return stand(event.application, { _tag: "Withdrawn" })
    case "ApplicationDetermined":
      return determine(state, event)
    case "DeterminationOverridden":
      return update(state, event.application, ({ acted }) => ({
        override: Option.some({
          order: event.order,
          reason: event.reason,
          until: event.until,
          actor: event.actor
        }),
        acted: having(acted, "order", event.actor)
      }))
    case "ObjectionReceived":
      return update(state, event.application, ({ acted }) => ({
        objection: Option.some({ grounds: event.grounds, answered: Option.none() }),
        acted: having(acted, "receive", event.actor)
      }))
    case "ObjectionAnswered":
      return answer(state, event)
    case "SeatOffered":
      return stand(event.application, { _tag: "Offered", answerBy: event.answerBy })
    case "SeatAccepted":
      return stand(event.application, { _tag: "Accepted" })
    case "SeatDeclined":
      return stand(event.application, { _tag: "Declined" })
    case "SeatLapsed":
      return stand(event.application, { _tag: "Lapsed" })
    case "SessionMoved":
      return reschedule(state, (dates) => [...dates.filter((date) => date !== event.from), event.to])
    case "SessionCancelled":
      return reschedule(state, (dates) => dates.filter((date) => date !== event.date))
    case "CompletionRecorded":
      return change(state, event.application, {
        completion: Option.some({ standing: event.standing, rate: event.rate })
      })
    case "ParticipantExited":
      return stand(event.application, { _tag: "Exited", reason: event.reason })
  }
}

const received = ({ application, facts }: Pick<Entry, "application" | "facts">, factsAt: number): Entry => ({
  application,
  facts,
  factsAt,
  standing: { _tag: "Received" },
  ruling: Option.none(),
  override: Option.none(),
  objection: Option.none(),
  completion: Option.none(),
  acted: []
})

const update = (state: Announced, id: Application.Id, part: (entry: Entry) => Partial<Entry>): Announced => {
  const before = Option.getOrUndefined(HashMap.get(state.entries, id))
  if (before === undefined) return state
  const entry = { ...before, ...part(before) }
  return {
    ...state,
    entries: HashMap.set(state.entries, id, entry),
    seatsHeld: state.seatsHeld + Number(holdsSeat(entry)) - Number(holdsSeat(before))
  }
}

const change = (state: Announced, id: Application.Id, part: Partial<Entry>): Announced => update(state, id, () => part)

const having = (acted: ReadonlyArray<Acted>, duty: Acted["duty"], actor: Actor.Id): ReadonlyArray<Acted> =>
  acted.some((before) => before.duty === duty && before.actor === actor) ? acted : [...acted, { duty, actor }]

/** A seat is offered in the same append as the determination that gives it, so until then it is waited for. */
const standingOf = (determination: Admission.Determination): Standing =>
  determination._tag === "Seated" || determination._tag === "Waitlisted" ? { _tag: "Waitlisted" } : determination

const determine = (
  state: Announced,
  event: Extract<CohortEvent.Event, { readonly _tag: "ApplicationDetermined" }>
): Announced => {
  const { actor, application, decision, determination, facts, policy } = event
  return update(state, application, (entry) => ({
    standing: standingOf(determination),
    ruling: Option.some({ content: entry.facts.digest, policy, decision, determination, facts }),
    acted: having(entry.acted, "decide", actor)
  }))
}

const answer = (
  state: Announced,
  { answer, application, reason }: Extract<CohortEvent.Event, { readonly _tag: "ObjectionAnswered" }>
): Announced =>
  update(state, application, (entry) => ({
    objection: Option.map(entry.objection, ({ grounds }) => ({ grounds, answered: Option.some({ answer, reason }) })),
    standing: answer === "upheld" && !holdsSeat(entry) && !isEnded(entry) ? { _tag: "Received" } : entry.standing
  }))

const reschedule = (
  state: Announced,
  by: (dates: ReadonlyArray<Schedule.Schedule[number]>) => ReadonlyArray<Schedule.Schedule[number]>
): Announced => {
  const schedule = Option.getSuccess(Schedule.make(by(state.cohort.schedule).toSorted()))
  return Option.isNone(schedule) ? state : { ...state, cohort: { ...state.cohort, schedule: schedule.value } }
}

// ---- Reading

/** Whether nothing can happen any more. */
export const isFinal = (stage: Stage): boolean => stage === "Closed" || stage === "CalledOff"

/** Whether an application is over for good. */
export const isEnded = ({ standing }: Pick<Entry, "standing">): boolean =>
  standing._tag === "Withdrawn" || standing._tag === "Exited"

/** Whether an application holds one of the seats: offered, accepted, or used to the end. */
export const holdsSeat = ({ standing }: Pick<Entry, "standing">): boolean =>
  standing._tag === "Offered" ||
  standing._tag === "Accepted" ||
  (standing._tag === "Exited" && standing.reason === "Completed")

/** What is read of all applications is found once: a map of entries never changes, a new one takes its place. */
const once = <A>(find: (entries: Announced["entries"]) => A): ((state: Pick<Announced, "entries">) => A) => {
  const found = new WeakMap<Announced["entries"], A>()
  return ({ entries }) => {
    const known = found.get(entries)
    if (known !== undefined) return known
    const made = find(entries)
    found.set(entries, made)
    return made
  }
}

/** The applications in the order of registration. */
export const inOrder: (state: Pick<Announced, "entries">) => ReadonlyArray<Entry> = once((entries) =>
  HashMap.toValues(entries).toSorted(
    (a, b) => Application.compare(a.application, b.application) || (a.application.id < b.application.id ? -1 : 1)
  )
)

/** What was ordered by hand and holds at a moment. */
export const orderAt = ({ override }: Entry, at: Moment.Moment): CohortEvent.Order | undefined =>
  Option.isSome(override) && at < override.value.until ? override.value.order : undefined

/** Who waits for a seat at a moment, first come first; whom an officer admits waits among them. */
export const waitlist = (state: Pick<Announced, "entries">, at: Moment.Moment): ReadonlyArray<Entry> =>
  inOrder(state).filter((entry) => {
    if (holdsSeat(entry) || isEnded(entry)) return false
    const order = orderAt(entry, at)
    return order === undefined ? entry.standing._tag === "Waitlisted" : order === "admit"
  })

/** Whether somebody accepted a seat, though they may have left since. */
export const tookPart = ({ standing }: Pick<Entry, "standing">): boolean =>
  standing._tag === "Accepted" || standing._tag === "Exited"

const participants = once((entries) => {
  const byPerson = new Map<Person.Id, Entry>()
  for (const entry of HashMap.values(entries)) {
    const { person } = entry.application
    if (tookPart(entry) && person._tag === "Known" && !byPerson.has(person.value)) byPerson.set(person.value, entry)
  }
  return byPerson
})

/** The application by which a person takes or took part. */
export const participant = (state: Pick<Announced, "entries">, person: Person.Id): Option.Option<Entry> =>
  Option.fromUndefinedOr(participants(state).get(person))
