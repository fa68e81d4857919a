/**
 * What happens to one application besides a seat: it is received, amended, withdrawn, completed where something was
 * missing, objected to, and ordered about by hand.
 */
import * as Equal from "effect/Equal"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Actor from "../../words/Actor.ts"
import type * as Application from "../../flow/admission/Application.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import type * as CohortCommand from "./Command.ts"
import type * as CohortEvent from "./Event.ts"
import * as CohortFilling from "./Filling.ts"
import * as CohortRefusal from "./Refusal.ts"
import * as CohortState from "./State.ts"

// ---- Models

/** What follows from a command. */
export type Outcome = Result.Result<ReadonlyArray<CohortEvent.Event>, CohortRefusal.CohortRefusal>

type State = CohortState.Announced
type StandingName = CohortState.Standing["_tag"]

// ---- Rules

const nothing: Outcome = Result.succeed([])

/** The application with an id. */
export const entryOf = (
  state: State,
  application: Application.Id
): Result.Result<CohortState.Entry, CohortRefusal.UnknownApplication> =>
  Result.fromOption(
    HashMap.get(state.entries, application),
    () => new CohortRefusal.UnknownApplication({ application })
  )

/** The refusal of a command that needs an application to stand elsewhere. */
export const wrongStanding = (
  { application, standing }: CohortState.Entry,
  command: string,
  ...standings: readonly [StandingName, ...Array<StandingName>]
): Result.Result<never, CohortRefusal.WrongStanding> =>
  Result.fail(
    new CohortRefusal.WrongStanding({ application: application.id, command, standing: standing._tag, standings })
  )

const isOpen = ({ standing }: CohortState.Entry): boolean =>
  standing._tag === "Received" || standing._tag === "Undetermined"

/** A new application, an edited one, or the same again. */
export const receive = (state: State, command: CohortCommand.Of<"ReceiveApplication">): Outcome => {
  const { actor, application, at, facts } = command
  const known = Option.getOrUndefined(HashMap.get(state.entries, application.id))
  if (known === undefined) return Result.succeed([{ _tag: "ApplicationReceived", application, facts, at, actor }])
  if (CaseFacts.isSame(known.facts, facts)) return nothing
  if (CohortState.isEnded(known)) {
    return wrongStanding(known, "ReceiveApplication", "Received", "Undetermined", "Waitlisted", "Refused")
  }

  const before = known.application
  if (!isOpen(known)) {
    const fixed = { application: application.id }
    if (application.registeredAt !== before.registeredAt) return Result.fail(new CohortRefusal.PlaceIsFixed(fixed))
    if (!Equal.equals(application.person, before.person)) return Result.fail(new CohortRefusal.PersonIsFixed(fixed))
  }
  // A row that was inserted above moves all rows below it in a file; it moves nobody in the line.
  const amended = application.registeredAt === before.registeredAt ? { ...application, row: before.row } : application
  return Result.succeed([{ _tag: "ApplicationAmended", application: amended, facts, at, actor }])
}

/** Whoever applied goes; with an accepted seat it is an exit. */
export const withdraw = (state: State, command: CohortCommand.Of<"Withdraw">): Outcome =>
  Result.flatMap(entryOf(state, command.application), (entry): Outcome => {
    const { actor, application, at } = command
    const { standing } = entry
    if (standing._tag === "Withdrawn") return nothing
    if (standing._tag === "Exited") {
      return standing.reason === "Withdrew" ? nothing : wrongStanding(entry, "Withdraw", "Received", "Accepted")
    }
    const { person } = entry.application
    return standing._tag === "Accepted" && person._tag === "Known"
      ? Result.succeed([
          { _tag: "ParticipantExited", application, person: person.value, reason: "Withdrew", at, actor }
        ])
      : Result.succeed([{ _tag: "ApplicationWithdrawn", application, at, actor }])
  })

/** Completes an undetermined application and decides it anew, at its place; nobody else is decided. */
export const supply = (state: State, command: CohortCommand.Of<"SupplyFacts">): Outcome =>
  Result.flatMap(entryOf(state, command.application), (entry): Outcome => {
    const { actor, at, decision, facts, keys, person, terms } = command
    const { id } = entry.application
    const decided = [{ application: id, decision, facts: { open: facts.open, digest: facts.digest } }]
    const isKnown = CaseFacts.isSame(entry.facts, facts)
    if (entry.standing._tag !== "Undetermined") {
      return isKnown ? nothing : wrongStanding(entry, "SupplyFacts", "Undetermined")
    }
    if (isKnown) return CohortFilling.fill(state, { decided, terms, at, actor })

    const [name, ...names] = changed(entry.application, person, keys, terms.personFact)
    if (name !== undefined) {
      return Result.fail(new CohortRefusal.AlreadyKnown({ application: id, names: [name, ...names] }))
    }
    const supplied: CohortEvent.Event = {
      _tag: "FactsSupplied",
      application: { ...entry.application, person, keys },
      facts,
      at,
      actor
    }
    const completed = CohortState.evolve(state, supplied)
    if (completed._tag === "Unannounced") return nothing
    return Result.map(CohortFilling.fill(completed, { decided, terms, at, actor }), (events) => [supplied, ...events])
  })

/** What was known and would be something else, or would be known no longer. */
const changed = (
  before: Application.Application,
  person: Application.Applicant,
  keys: Application.Application["keys"],
  personFact: string
): ReadonlyArray<string> => [
  ...(before.person._tag === "Known" && !Equal.equals(before.person, person) ? [personFact] : []),
  ...Object.entries(before.keys).flatMap(([name, key]) =>
    key._tag === "Known" && !Equal.equals(key, keys[name]) ? [name] : []
  )
]

/** An objection to what was decided, or to what became of an offer. */
export const object = (state: State, command: CohortCommand.Of<"Object">): Outcome =>
  Result.flatMap(entryOf(state, command.application), (entry): Outcome => {
    const { actor, application, at, grounds } = command
    const objection = Option.getOrUndefined(entry.objection)
    if (objection !== undefined && CaseFacts.isSame(objection.grounds, grounds)) return nothing
    const isDecided = entry.standing._tag !== "Received" && !CohortState.holdsSeat(entry)
    if (!isDecided || CohortState.isEnded(entry)) {
      return wrongStanding(entry, "Object", "Undetermined", "Refused", "Duplicate", "Waitlisted", "Declined", "Lapsed")
    }
    return objection !== undefined && Option.isNone(objection.answered)
      ? Result.fail(new CohortRefusal.ObjectionOpen({ application }))
      : Result.succeed([{ _tag: "ObjectionReceived", application, grounds, at, actor }])
  })

/** Answers an objection. Upheld, the application waits for a new decision; a seat that it got meanwhile stays. */
export const answerObjection = (state: State, command: CohortCommand.Of<"AnswerObjection">): Outcome =>
  Result.flatMap(entryOf(state, command.application), (entry): Outcome => {
    const { actor, answer, application, appointment, at, basis, reason } = command
    const refused = Result.fail(new CohortRefusal.NoObjection({ application }))
    if (Option.isNone(entry.objection)) return refused
    const answered = Option.getOrUndefined(entry.objection.value.answered)
    if (answered !== undefined) return answered.answer === answer && answered.reason === reason ? nothing : refused
    if (CohortState.isEnded(entry)) return refused
    const optional = {
      ...(basis === undefined ? {} : { basis }),
      ...(appointment === undefined ? {} : { appointment })
    }
    return Result.map(anothers(entry, actor, "answer", ["decide", "receive", "order"]), () => [
      { _tag: "ObjectionAnswered", application, answer, reason, ...optional, at, actor }
    ])
  })

/** Refused to whoever has had one of these duties on the application. */
const anothers = (
  { acted, application }: CohortState.Entry,
  actor: Actor.Id,
  asked: CohortRefusal.OwnCase["asked"],
  duties: ReadonlyArray<CohortState.Acted["duty"]>
): Result.Result<void, CohortRefusal.OwnCase> => {
  const own = acted.find((before) => before.actor === actor && duties.includes(before.duty))
  return own === undefined
    ? Result.succeed(undefined)
    : Result.fail(new CohortRefusal.OwnCase({ application: application.id, actor, held: own.duty, asked }))
}

/** An order by hand. It gives no seat itself: a seat is given when one is free, in the order of registration. */
export const override = (state: State, command: CohortCommand.Of<"Override">): Outcome =>
  Result.flatMap(entryOf(state, command.application), (entry): Outcome => {
    const { actor, application, appointment, at, order, reason, until } = command
    const { standing } = entry
    if (CohortState.holdsSeat(entry) || CohortState.isEnded(entry)) {
      return wrongStanding(
        entry,
        "Override",
        "Received",
        "Undetermined",
        "Refused",
        "Duplicate",
        "Waitlisted",
        "Declined",
        "Lapsed"
      )
    }
    if (Option.exists(entry.override, (now) => now.order === order && now.reason === reason && now.until === until)) {
      return nothing
    }
    if (until <= at) return Result.fail(new CohortRefusal.OverrideEnded({ application, at, until }))
    if (order === "admit") {
      if (entry.application.person._tag === "Missing") {
        return Result.fail(new CohortRefusal.PersonUnknown({ application }))
      }
      if (standing._tag === "Duplicate" && isAlive(state, standing.of)) {
        return Result.fail(new CohortRefusal.IsDuplicate({ application, of: standing.of }))
      }
    }
    const optional = appointment === undefined ? {} : { appointment }
    return Result.map(anothers(entry, actor, "override", ["decide", "receive"]), () => [
      { _tag: "DeterminationOverridden", application, order, reason, until, ...optional, at, actor }
    ])
  })

const isAlive = (state: State, application: Application.Id): boolean =>
  Option.exists(HashMap.get(state.entries, application), ({ standing }) => standing._tag !== "Withdrawn")
