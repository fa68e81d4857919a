/**
 * A stage of the flow with a life of its own, as three pure things: how it begins, what a command may do to it, and
 * what an event makes of it. Deciding never changes the state and evolving never refuses: what happened, happened.
 */
import * as Result from "effect/Result"

// ---- Models

/**
 * `decide` answers a command with the events that follow from it, or with a refusal that says why. No events mean that
 * all the command asks for is so already. `evolve` is total: it is only given events that once were decided.
 */
export interface Decider<State, Command, Event, Refusal> {
  readonly initial: State
  readonly decide: (state: State, command: Command) => Result.Result<ReadonlyArray<Event>, Refusal>
  readonly evolve: (state: State, event: Event) => State
}

/** A command that was accepted: what happened, and the state that follows. */
export interface Accepted<State, Event> {
  readonly events: ReadonlyArray<Event>
  readonly state: State
}

// ---- Rules

/** The state that events lead to, from the beginning or from a state that is known. */
export const fold = <State, Event>(
  { evolve, initial }: Pick<Decider<State, never, Event, unknown>, "initial" | "evolve">,
  events: Iterable<Event>,
  from: State = initial
): State => {
  let state = from
  for (const event of events) state = evolve(state, event)
  return state
}

/** What was decided, with the state that follows; refused as it was. */
export const following = <State, Event, Refusal>(
  decider: Pick<Decider<State, never, Event, unknown>, "initial" | "evolve">,
  state: State,
  decided: Result.Result<ReadonlyArray<Event>, Refusal>
): Result.Result<Accepted<State, Event>, Refusal> =>
  Result.map(decided, (events) => ({ events, state: fold(decider, events, state) }))

/** Decides a command and evolves the state by what it brought about. */
export const accept = <State, Command, Event, Refusal>(
  decider: Decider<State, Command, Event, Refusal>,
  state: State,
  command: Command
): Result.Result<Accepted<State, Event>, Refusal> => following(decider, state, decider.decide(state, command))
