/**
 * Takes and frees the seats of one person, within the limits of season and lifetime, and joins two ids that turn out to
 * be one person. This module is the decider of the stream `participation/<person>`.
 */
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import type * as Decider from "../../record/Decider.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as ParticipationEvent from "./Event.ts"
import * as ParticipationState from "./State.ts"
import * as Seat from "../../flow/admission/Seat.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const acted = { at: Moment.Moment, actor: Actor.Id }

/**
 * What may be asked of a participation. `person` is whose stream it is.
 *
 * - `TakeSeat`: nothing when this very seat is held already.
 * - `FreeSeat`: nothing when the seat was freed already, for whatever cause.
 * - `MergePersons` brings what both streams hold and is given to both (see {@link merge}); nothing when they are merged.
 */
export const Command = Schema.TaggedUnion({
  TakeSeat: {
    person: Person.Id,
    season: Spelling.Name,
    kind: Spelling.Name,
    limits: Schema.Array(ParticipationEvent.SeatLimit),
    seat: Seat.Seat,
    ...acted
  },
  FreeSeat: {
    person: Person.Id,
    cohort: Cohort.Id,
    application: Application.Id,
    cause: ParticipationEvent.Cause,
    ...acted
  },
  MergePersons: {
    person: Person.Id,
    kept: Person.Id,
    merged: Person.Id,
    keptHoldings: Schema.Array(ParticipationEvent.Holding),
    mergedHoldings: Schema.Array(ParticipationEvent.Holding),
    limits: Schema.Array(ParticipationEvent.SeatLimit),
    appointment: Schema.optionalKey(Spelling.Name),
    ...acted
  }
})
export type Command = typeof Command.Type

// ---- Errors

/** The person holds as many seats as the limits allow. */
export class SeatLimitReached extends Schema.TaggedError<SeatLimitReached>()("SeatLimitReached", {
  person: Person.Id,
  cohort: Cohort.Id,
  reasons: Schema.NonEmptyArray(Schema.String),
  held: Schema.Array(Cohort.Id)
}) {
  override get message(): string {
    return `${this.person} holds seats in ${this.held.join(", ")} and may take none in ${this.cohort} (${this.reasons.join(", ")}): refuse the application for it, or free the other seat`
  }
}

/** The person holds a seat of this cohort by another application. */
export class CohortSeatHeld extends Schema.TaggedError<CohortSeatHeld>()("CohortSeatHeld", {
  person: Person.Id,
  cohort: Cohort.Id,
  application: Application.Id
}) {
  override get message(): string {
    return `${this.person} holds a seat of ${this.cohort} by ${this.application}: nobody sits in a cohort twice`
  }
}

/** The seat that is to be freed was never taken. */
export class SeatNotTaken extends Schema.TaggedError<SeatNotTaken>()("SeatNotTaken", {
  person: Person.Id,
  cohort: Cohort.Id,
  application: Application.Id
}) {
  override get message(): string {
    return `${this.person} took no seat of ${this.cohort} by ${this.application}: check whose seat it is`
  }
}

/** The id was merged into another one, which goes on. */
export class PersonMerged extends Schema.TaggedError<PersonMerged>()("PersonMerged", {
  person: Person.Id,
  into: Person.Id
}) {
  override get message(): string {
    return `${this.person} was merged into ${this.into}: give the command to ${this.into}`
  }
}

/** A merger that does not join two ids, this one among them. */
export class NoMerger extends Schema.TaggedError<NoMerger>()("NoMerger", {
  person: Person.Id,
  kept: Person.Id,
  merged: Person.Id
}) {
  override get message(): string {
    return `${this.merged} cannot be merged into ${this.kept} in the stream of ${this.person}: name two ids, this one among them`
  }
}

/** The merger rests on other seats than are held. */
export class HoldingsDiffer extends Schema.TaggedError<HoldingsDiffer>()("HoldingsDiffer", { person: Person.Id }) {
  override get message(): string {
    return `the seats of ${this.person} changed since the merger was prepared: read both streams again`
  }
}

/** Why a participation refuses a command. */
export type Refusal = SeatLimitReached | CohortSeatHeld | SeatNotTaken | PersonMerged | NoMerger | HoldingsDiffer

type Outcome<E> = Result.Result<ReadonlyArray<ParticipationEvent.Event>, E>
type Of<Name extends Command["_tag"]> = Extract<Command, { readonly _tag: Name }>

/** The refusals of a command, and of no other. */
export type RefusalOf<Name extends Command["_tag"]> =
  | PersonMerged
  | (Name extends keyof typeof rules ? Result.Result.Failure<ReturnType<(typeof rules)[Name]>> : never)

// ---- Rules

export { evolve, initial } from "./State.ts"

/** What follows from a command, or why nothing may: for each command its own refusals. */
export const decide = <C extends Command>(state: ParticipationState.State, command: C): Outcome<RefusalOf<C["_tag"]>> =>
  decideAny(state, command) as Outcome<RefusalOf<C["_tag"]>>

const decideAny = (state: ParticipationState.State, command: Command): Outcome<Refusal> => {
  const into = Option.getOrUndefined(state.mergedInto)
  if (into !== undefined) {
    const isRepeat = command._tag === "MergePersons" && command.person === command.merged && command.kept === into
    return isRepeat ? Result.succeed([]) : Result.fail(new PersonMerged({ person: command.person, into }))
  }
  return (rules[command._tag] as (state: ParticipationState.State, command: never) => Outcome<Refusal>)(
    state,
    command as never
  )
}

/** The decider as one value, for functions that take one. */
export const decider: Decider.Decider<ParticipationState.State, Command, ParticipationEvent.Event, Refusal> = {
  initial: ParticipationState.initial,
  evolve: ParticipationState.evolve,
  decide
}

const take = (state: ParticipationState.State, command: Of<"TakeSeat">): Outcome<CohortSeatHeld | SeatLimitReached> => {
  const { actor, at, kind, person, season, seat } = command
  const { application, cohort } = seat
  const held = state.holdings.filter(ParticipationState.isHeld)
  const here = held.find((holding) => holding.seat.cohort === cohort)
  if (here !== undefined) {
    return here.seat.application === application
      ? Result.succeed([])
      : Result.fail(new CohortSeatHeld({ person, cohort, application: here.seat.application }))
  }
  const [reason, ...reasons] = ParticipationState.reasonsAgainst(state, command)
  return reason === undefined
    ? Result.succeed([{ _tag: "SeatTaken", season, kind, seat, at, actor }])
    : Result.fail(
        new SeatLimitReached({
          person,
          cohort,
          reasons: [reason, ...reasons],
          held: held.map((holding) => holding.seat.cohort)
        })
      )
}

const free = ({ holdings }: ParticipationState.State, command: Of<"FreeSeat">): Outcome<SeatNotTaken> => {
  const { actor, application, at, cause, cohort, person } = command
  const taken = holdings.filter((holding) => ParticipationState.isOf(holding, command))
  if (taken.length === 0) return Result.fail(new SeatNotTaken({ person, cohort, application }))
  return Result.succeed(
    taken.some(ParticipationState.isHeld) ? [{ _tag: "SeatFreed", cohort, application, cause, at, actor }] : []
  )
}

const join = (state: ParticipationState.State, command: Of<"MergePersons">): Outcome<NoMerger | HoldingsDiffer> => {
  const { actor, appointment, at, kept, keptHoldings, limits, merged, mergedHoldings, person } = command
  const under = appointment === undefined ? {} : { appointment }
  if (kept === merged || (person !== kept && person !== merged)) {
    return Result.fail(new NoMerger({ person, kept, merged }))
  }
  if (person === kept && state.absorbed.includes(merged)) return Result.succeed([])
  if (!Equal.equals(state.holdings, person === kept ? keptHoldings : mergedHoldings)) {
    return Result.fail(new HoldingsDiffer({ person }))
  }
  const exceeded = ParticipationState.exceededBy([...keptHoldings, ...mergedHoldings], limits)
  return Result.succeed([
    { _tag: "PersonsMerged", person, kept, merged, holdings: mergedHoldings, exceeded, ...under, at, actor }
  ])
}

const rules = { TakeSeat: take, FreeSeat: free, MergePersons: join }

/** One of two ids, with what its stream says. */
export interface Party {
  readonly person: Person.Id
  readonly state: ParticipationState.State
}

/**
 * Merges one id into another: what both streams append, together. Both have events or neither has. Seats that the
 * person now holds beyond a limit are reported in the event, and stay.
 */
export const merge = (request: {
  readonly kept: Party
  readonly merged: Party
  readonly limits: ReadonlyArray<ParticipationEvent.SeatLimit>
  readonly appointment?: string
  readonly at: Moment.Moment
  readonly actor: Actor.Id
}): Result.Result<
  {
    readonly kept: ReadonlyArray<ParticipationEvent.Event>
    readonly merged: ReadonlyArray<ParticipationEvent.Event>
  },
  RefusalOf<"MergePersons">
> => {
  const { actor, appointment, at, kept, limits, merged } = request
  const command = {
    _tag: "MergePersons",
    kept: kept.person,
    merged: merged.person,
    keptHoldings: kept.state.holdings,
    mergedHoldings: merged.state.holdings,
    limits,
    ...(appointment === undefined ? {} : { appointment }),
    at,
    actor
  } as const
  return Result.all({
    kept: decide(kept.state, { ...command, person: kept.person }),
    merged: decide(merged.state, { ...command, person: merged.person })
  })
}
