/** Runs deciders over commands, keeps what happened, and compares states as plain text. */
import { assert } from "@effect/vitest"
import { Canonical } from "@bina/policy"
import * as Result from "effect/Result"
import { Decider, type EventCodec } from "../../src/journal.ts"

/** What became of commands that were given one after the other. */
export interface Run<State, Command, Event> {
  readonly state: State
  readonly events: ReadonlyArray<Event>
  readonly accepted: ReadonlyArray<Command>
  /** The states, from the beginning to the last. */
  readonly states: ReadonlyArray<State>
}

/** Gives commands that are made from the state that each one meets. */
export const run = <State, Command, Event, Refusal, Step>(
  decider: Decider.Decider<State, Command, Event, Refusal>,
  steps: ReadonlyArray<Step>,
  commandOf: (step: Step, state: State, accepted: ReadonlyArray<Command>) => Command
): Run<State, Command, Event> => {
  let state = decider.initial
  const events: Array<Event> = []
  const accepted: Array<Command> = []
  const states: Array<State> = [state]
  for (const step of steps) {
    const command = commandOf(step, state, accepted)
    const decided = Decider.accept(decider, state, command)
    if (Result.isFailure(decided)) continue
    state = decided.success.state
    events.push(...decided.success.events)
    accepted.push(command)
    states.push(state)
  }
  return { state, events, accepted, states }
}

/** A state as text: two are the same exactly when their texts are. */
export const textOf = (state: unknown): string => Canonical.encodeUnsafe(sorted(JSON.parse(JSON.stringify(state))))

/** Hash maps are written as lists of entries, in an order that means nothing. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  const fields = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sorted(item)]))
  const { _id: id, values } = fields
  if (id !== "HashMap" || !Array.isArray(values)) return fields
  const texts = values.map((entry) => Canonical.encodeUnsafe(entry))
  return { ...fields, values: texts.toSorted((a, b) => (a < b ? -1 : 1)) }
}

/** Events written, kept as canonical text, and read again. */
export const throughCodec = <Event extends { readonly _tag: string }>(
  codec: EventCodec.EventCodec<Event>,
  events: ReadonlyArray<Event>
): ReadonlyArray<Event> =>
  events.map((event) => {
    const { body, type, version } = Result.getOrThrow(codec.write(event))
    return Result.getOrThrow(codec.read({ type, version, data: JSON.parse(body) }))
  })

/** The events of a command that must be accepted. */
export const accepted = <State, Command, Event, Refusal>(
  decider: Decider.Decider<State, Command, Event, Refusal>,
  state: State,
  command: Command
): ReadonlyArray<Event> => Result.getOrThrow(decider.decide(state, command))

/** The tag of the refusal, or of the events, that a command meets. */
export const answerTo = <State, Command, Event extends { readonly _tag: string }, Refusal>(
  decider: Decider.Decider<State, Command, Event, Refusal>,
  state: State,
  command: Command
): ReadonlyArray<string> => {
  const decided = decider.decide(state, command)
  if (Result.isSuccess(decided)) return decided.success.map(({ _tag }) => _tag)
  const { _tag, message } = decided.failure as { readonly _tag: string; readonly message: string }
  // Every refusal says something that an officer can use.
  assert.isAbove(message.length, 20)
  assert.notInclude(message, "undefined")
  return [_tag]
}
