/**
 * Gives the free seats of a cohort, first come first: to applications that wait for a decision, to those that wait for
 * a seat, and to those whom an officer admits. Seats that are held stay where they are, whoever is resolved later takes
 * the place of their registration, and what a person ordered is not computed over.
 */
import type { Decision } from "@bina/policy"
import * as Equal from "effect/Equal"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as Admission from "../../flow/admission/Admission.ts"
import * as Application from "../../flow/admission/Application.ts"
import type * as Seat from "../../flow/admission/Seat.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import type * as CohortEvent from "./Event.ts"
import * as CohortState from "./State.ts"

// ---- Models

/** The decisions that are new, what they rest on, and when and by whom seats are given. */
export interface Request {
  readonly decided: ReadonlyArray<CohortCommand.PolicyAnswer>
  readonly terms: CohortCommand.Terms
  readonly at: Moment.Moment
  readonly actor: Actor.Id
}

type Entry = CohortState.Entry
type Answers = ReadonlyMap<Application.Id, CohortCommand.PolicyAnswer>

// ---- Errors

/** Seats are given in order of registration, so nobody is passed over for want of a decision. */
export class DecisionsMissing extends Schema.TaggedError<DecisionsMissing>()("DecisionsMissing", {
  applications: Schema.NonEmptyArray(Application.Id)
}) {
  override get message(): string {
    return `there is no decision about ${this.applications.join(", ")}: admit with one for each before giving seats`
  }
}

/** An offer that nobody could take in time. */
export class NoTimeToAnswer extends Schema.TaggedError<NoTimeToAnswer>()("NoTimeToAnswer", {
  at: Moment.Moment,
  answerBy: Moment.Moment
}) {
  override get message(): string {
    return `an offer made at ${this.at} cannot be answered by ${this.answerBy}: give a moment that is still to come`
  }
}

/** Why no seats are given. */
export type NotFilled =
  | CohortApplications.UnknownApplication
  | DecisionsMissing
  | NoTimeToAnswer
  | Admission.NotFillable

// ---- Rules

/**
 * The determinations and offers that follow. Refused with `DecisionsMissing` while an application that has never been
 * decided, or must be decided again, comes without a decision.
 */
export const fill = (state: CohortState.Announced, request: Request): CohortEvent.Following<NotFilled> =>
  Result.gen(function* () {
    const { actor, at, terms } = request
    if (terms.answerBy <= at) return yield* Result.fail(new NoTimeToAnswer({ at, answerBy: terms.answerBy }))
    const decided = yield* byApplication(state, request.decided)
    const entries = CohortState.inOrder(state)

    const [first, ...others] = entries.filter((entry) => isDue(entry, at) && !decided.has(entry.application.id))
    if (first !== undefined) {
      const applications = [first, ...others].map(({ application }) => application.id)
      return yield* Result.fail(
        new DecisionsMissing({ applications: applications as [Application.Id, ...Array<Application.Id>] })
      )
    }

    const barred = new Map(terms.barred.map(({ application, reasons }) => [application, reasons]))
    const candidates = entries.flatMap((entry) => candidateOf(entry, decided, barred, request))
    const renewed = new Set(
      entries.filter((entry) => isRenewed(entry, decided, request)).map(({ application }) => application.id)
    )
    const standing = {
      seated: entries.filter(CohortState.holdsSeat).map(({ application }) => application),
      settled: entries.filter((entry) => isSettled(entry, renewed)).map(({ application }) => application)
    }
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a cohort is filled, no array
    const filled = yield* Admission.fill({
      cohort: state.cohort,
      personFact: terms.personFact,
      limits: terms.limits,
      applications: candidates,
      earlierSeats: terms.earlierSeats,
      standing
    })

    const determinations = withPositions(state, filled.determinations, renewed, at)
    const events = determinations.flatMap(({ application, determination }): ReadonlyArray<CohortEvent.Event> => {
      const renewal = renewed.has(application.id) ? decided.get(application.id) : undefined
      const offer: ReadonlyArray<CohortEvent.Event> =
        determination._tag === "Seated" && application.person._tag === "Known"
          ? [
              {
                _tag: "SeatOffered",
                application: application.id,
                person: application.person.value,
                policy: terms.policy,
                answerBy: terms.answerBy,
                at,
                actor
              }
            ]
          : []
      if (renewal === undefined) return offer
      const { decision, facts } = renewal
      const { factsAt: version } = HashMap.getUnsafe(state.entries, application.id)
      return [
        {
          _tag: "ApplicationDetermined",
          application: application.id,
          policy: terms.policy,
          decision,
          determination,
          facts: { version, open: facts.open, digest: facts.digest },
          at,
          actor
        },
        ...offer
      ]
    })
    if (events.length === 0) return events
    const { answerBy, policy } = terms
    const given: CohortEvent.Event = {
      _tag: "SeatsGiven",
      policy,
      answerBy,
      elsewhere: counted(terms, candidates),
      barred: terms.barred.filter(({ application }) => HashMap.has(state.entries, application)),
      at,
      actor
    }
    return [given, ...events]
  })

/** The earlier seats that a limit counts for one of these candidates; the others change nothing. */
const counted = (
  { earlierSeats, limits, personFact }: Pick<CohortCommand.Terms, "earlierSeats" | "limits" | "personFact">,
  candidates: ReadonlyArray<Admission.Candidate>
): ReadonlyArray<Seat.Seat> => {
  const names = limits.flatMap(({ key, scope }) => (scope === "season" ? [key] : []))
  const valuesOf = (keys: Application.Application["keys"], person: Application.Key): ReadonlyArray<string> =>
    names.flatMap((name) => {
      const key = name === personFact ? person : keys[name]
      return key?._tag === "Known" ? [`${name} ${key.value}`] : []
    })
  const asked = new Set(candidates.flatMap(({ application: { keys, person } }) => valuesOf(keys, person)))
  return earlierSeats.filter(({ keys, person }) =>
    valuesOf(keys, Application.known(person)).some((value) => asked.has(value))
  )
}

/** Whether an event is one that {@link fill} gives. */
export const follows = ({ _tag }: CohortEvent.Event): boolean =>
  _tag === "SeatsGiven" || _tag === "ApplicationDetermined" || _tag === "SeatOffered"

/**
 * Gives the seats of a filling again, from its own events: `events` begin with its `SeatsGiven`, `before` is the cohort
 * as it stood then, and limits and the name of a person are those of its policy. The same events come out where order,
 * quota, duplicates and limits were applied as they stand; no facts are needed, so erasure takes nothing away.
 */
export const again = (
  before: CohortState.Announced,
  given: Extract<CohortEvent.Event, { readonly _tag: "SeatsGiven" }>,
  events: ReadonlyArray<CohortEvent.Event>,
  { limits, personFact }: Pick<CohortCommand.Terms, "limits" | "personFact">
): CohortEvent.Following<NotFilled> => {
  const { actor, answerBy, at, barred, elsewhere: earlierSeats, policy } = given
  const decided = events.flatMap((event): ReadonlyArray<CohortCommand.PolicyAnswer> =>
    event._tag === "ApplicationDetermined"
      ? [
          {
            application: event.application,
            decision: event.decision,
            facts: { open: event.facts.open, digest: event.facts.digest }
          }
        ]
      : []
  )
  return fill(before, { decided, terms: { policy, personFact, limits, earlierSeats, barred, answerBy }, at, actor })
}

const byApplication = (
  state: CohortState.Announced,
  decided: ReadonlyArray<CohortCommand.PolicyAnswer>
): Result.Result<Answers, CohortApplications.UnknownApplication | Admission.RepeatedApplication> => {
  const known = new Map<Application.Id, CohortCommand.PolicyAnswer>()
  for (const one of decided) {
    const { application } = one
    if (!HashMap.has(state.entries, application)) {
      return Result.fail(new CohortApplications.UnknownApplication({ application }))
    }
    if (known.has(application)) return Result.fail(new Admission.RepeatedApplication({ application }))
    known.set(application, one)
  }
  return Result.succeed(known)
}

/** Whether an application waits for a decision of the rules, no order standing over it. */
export const isDue = (entry: Entry, at: Moment.Moment): boolean =>
  entry.standing._tag === "Received" && CohortState.orderAt(entry, at) === undefined

/** Who is looked at: the undecided with their new decision, the waiting, and whom an officer admits. */
const candidateOf = (
  entry: Entry,
  decided: Answers,
  barred: ReadonlyMap<Application.Id, readonly [Decision.Reason, ...Array<Decision.Reason>]>,
  request: Request
): ReadonlyArray<Admission.Candidate> => {
  if (CohortState.holdsSeat(entry) || CohortState.isEnded(entry)) return []
  const { application, standing } = entry
  const reasons = barred.get(application.id)
  const order = CohortState.orderAt(entry, request.at)
  if (order !== undefined) {
    return order === "admit" && reasons === undefined
      ? [{ application, decision: eligible, isAdmittedByHand: true }]
      : []
  }
  if (standing._tag === "Waitlisted") return reasons === undefined ? [{ application, decision: eligible }] : []
  const renewal = decided.get(application.id)
  return renewal === undefined || !isRenewed(entry, decided, request)
    ? []
    : [{ application, decision: barring(renewal.decision, reasons) }]
}

/**
 * Only what is open is decided; a new decision about anybody else moves nothing. Nor does the same answer about the
 * same application, from the same facts under the same policy: what became of others meanwhile does not turn an open case into a refusal.
 */
const isRenewed = (entry: Entry, decided: Answers, { at, terms }: Pick<Request, "at" | "terms">): boolean => {
  const renewal = decided.get(entry.application.id)
  if (renewal === undefined || CohortState.orderAt(entry, at) !== undefined) return false
  if (entry.standing._tag === "Received") return true
  return (
    entry.standing._tag === "Undetermined" &&
    !Option.exists(
      entry.ruling,
      ({ content, decision, facts, policy }) =>
        content === entry.facts.digest &&
        policy === terms.policy &&
        CaseFacts.isSame(facts, renewal.facts) &&
        Equal.equals(decision, renewal.decision)
    )
  )
}

const eligible = { _tag: "Eligible" } as const

/** With any reason somebody is refused; only facts that cannot be true are said before. */
const barring = (
  decision: Decision.Decision,
  reasons: readonly [Decision.Reason, ...Array<Decision.Reason>] | undefined
): Decision.Decision => {
  if (reasons === undefined || decision._tag === "Invalid") return decision
  return decision._tag === "Ineligible"
    ? { _tag: "Ineligible", reasons: [decision.reasons[0], ...decision.reasons.slice(1), ...reasons] }
    : { _tag: "Ineligible", reasons }
}

/** Whose later applications are duplicates. A duplicate itself stands behind the application that it repeats. */
const isSettled = (entry: Entry, renewed: ReadonlySet<Application.Id>): boolean =>
  entry.standing._tag !== "Withdrawn" && entry.standing._tag !== "Duplicate" && !renewed.has(entry.application.id)

/** Counts the places of the waitlist over everybody who waits once the seats are given, not only over the new ones. */
const withPositions = (
  state: CohortState.Announced,
  determinations: ReadonlyArray<Admission.Determined>,
  renewed: ReadonlySet<Application.Id>,
  at: Moment.Moment
): ReadonlyArray<Admission.Determined> => {
  const outcome = new Map(determinations.map(({ application, determination }) => [application.id, determination._tag]))
  const waiting = new Set(CohortState.waitlist(state, at).map(({ application }) => application.id))
  let position = 0
  const positions = new Map<Application.Id, number>()
  for (const { application } of CohortState.inOrder(state)) {
    const { id } = application
    const waits = renewed.has(id) ? outcome.get(id) === "Waitlisted" : waiting.has(id) && outcome.get(id) !== "Seated"
    if (waits) positions.set(id, (position += 1))
  }
  return determinations.map(({ application, determination }) =>
    determination._tag === "Waitlisted"
      ? { application, determination: { _tag: "Waitlisted", position: positions.get(application.id) ?? 1 } }
      : { application, determination }
  )
}
