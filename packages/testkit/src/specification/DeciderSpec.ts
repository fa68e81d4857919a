/**
 * Given what happened, when a command is given, then these events follow, or this refusal. What does not hold is thrown
 * as an error that says what was expected and what came, so it works under any test runner.
 */
import { Decider } from "@bina/core/journal"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"

// ---- Models

/** A decider whose refusals have names. */
type DeciderOf<State, Command, Event, Refusal> = Decider.Decider<State, Command, Event, Refusal>

interface Tagged {
  readonly _tag: string
}

/** What came of a command. Every `then` throws {@link NotAsSpecified} when something else came. */
export interface Outcome<State, Event, Refusal extends Tagged> {
  readonly result: Result.Result<Decider.Accepted<State, Event>, Refusal>
  /** Exactly these events, in this order; gives the state that follows. */
  readonly thenEvents: (...events: readonly [Event, ...Array<Event>]) => State
  /** The command was accepted and nothing follows from it: all that it asks for is so already. */
  readonly thenNothing: () => State
  /** A refusal of this name; gives it, to look at what it says. */
  readonly thenRefused: <Tag extends Refusal["_tag"]>(tag: Tag) => Extract<Refusal, { readonly _tag: Tag }>
}

/** What happened so far. */
export interface Given<State, Command, Event, Refusal extends Tagged> {
  readonly when: (command: Command) => Outcome<State, Event, Refusal>
}

// ---- Errors

/** Something else came of a command than was specified. */
export class NotAsSpecified extends Error {
  override readonly name = "NotAsSpecified"
}

// ---- Rules

/**
 * Begins with the events that happened.
 *
 * ```ts
 * import type { Decider } from "@bina/core/journal"
 * import { DeciderSpec } from "@bina/testkit"
 * import * as Result from "effect/Result"
 *
 * type Event = { readonly _tag: "Opened" } | { readonly _tag: "Closed" }
 * type Refusal = { readonly _tag: "NotOpen" }
 * const desk: Decider.Decider<boolean, "close", Event, Refusal> = {
 *   initial: false,
 *   decide: (isOpen) => (isOpen ? Result.succeed([{ _tag: "Closed" }]) : Result.fail({ _tag: "NotOpen" })),
 *   evolve: (_, { _tag }) => _tag === "Opened"
 * }
 * DeciderSpec.given(desk, [{ _tag: "Opened" }]).when("close").thenEvents({ _tag: "Closed" })
 * DeciderSpec.given(desk, []).when("close").thenRefused("NotOpen")
 * ```
 */
export const given = <State, Command, Event, Refusal extends Tagged>(
  decider: DeciderOf<State, Command, Event, Refusal>,
  events: ReadonlyArray<NoInfer<Event>>
): Given<State, Command, Event, Refusal> => ({
  when: (command) => outcomeOf(Decider.accept(decider, Decider.fold(decider, events), command))
})

const outcomeOf = <State, Event, Refusal extends Tagged>(
  result: Result.Result<Decider.Accepted<State, Event>, Refusal>
): Outcome<State, Event, Refusal> => {
  const unlike = (expected: string): NotAsSpecified => new NotAsSpecified(`expected ${expected}; ${came(result)}`)
  const accepted = (events: ReadonlyArray<Event>, expected: string): State => {
    if (Result.isFailure(result) || !Equal.equals(result.success.events, events)) throw unlike(expected)
    return result.success.state
  }
  return {
    result,
    thenEvents: (...events) => accepted(events, show(events)),
    thenNothing: () => accepted([], "nothing to follow"),
    thenRefused: (tag) => {
      if (Result.isSuccess(result) || result.failure._tag !== tag) throw unlike(`to be refused with ${tag}`)
      return result.failure as Extract<Refusal, { readonly _tag: typeof tag }>
    }
  }
}

const came = <State, Event, Refusal extends Tagged>(
  result: Result.Result<Decider.Accepted<State, Event>, Refusal>
): string =>
  Result.isSuccess(result)
    ? `there followed ${show(result.success.events)}`
    : `it was refused with ${show(result.failure)}`

const show = (value: unknown): string => JSON.stringify(value, undefined, 2)
