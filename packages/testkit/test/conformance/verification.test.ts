/** What `verify` finds in a journal that somebody changed behind its back, one event at a time. */
import { Actor, Command } from "@bina/core"
import { MemoryJournal } from "@bina/core/adapter"
import { Chain, type KeptCommand, type Recorded, StreamId, Verification } from "@bina/core/journal"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import { PolicyArbitrary } from "@bina/testkit"
import type { Choices } from "@bina/testkit"

const other = "f".repeat(64) as Recorded.Hash

/** A journal of a dozen events in three streams. */
const filled = Effect.gen(function* () {
  const memory = MemoryJournal.empty()
  const journal = MemoryJournal.make(memory, () => {})
  for (let step = 0; step < 6; step += 1) {
    const event = (data: number) => ({ type: "Noted", version: 1, body: `{"data":${data},"step":${step}}` })
    yield* journal.append({
      command: Command.id(`step-${step}`),
      digest: Command.digest(`digest-${step}`),
      result: step,
      actor: Actor.id("officer-7"),
      writes: [
        {
          stream: StreamId.of("cohort", "abc"[step % 3]!),
          expected: Math.floor(step / 3) * 2,
          events: [event(1), event(2)]
        }
      ]
    })
  }
  return { memory, journal, head: yield* journal.head }
})

/** Puts another event, or none, in the place of one: in its stream and at its position, as whoever knows both would. */
const replace = (
  { positions, streams }: MemoryJournal.Memory,
  at: number,
  change: (event: Recorded.Recorded) => Recorded.Recorded | undefined
): void => {
  const { event } = positions[at]!
  const changed = change(event)
  const events = streams.get(event.stream)!
  events.splice(event.version - 1, 1, ...(changed === undefined ? [] : [changed]))
  positions.splice(at, 1, ...(changed === undefined ? [] : [{ ...positions[at]!, event: changed }]))
}

/** With the hash that fits what it says now. */
const hashed = (event: Recorded.Recorded): Recorded.Recorded => ({ ...event, hash: Chain.hashOf(event) })

const tampers: ReadonlyArray<readonly [string, (memory: MemoryJournal.Memory, choices: Choices) => void]> = [
  ...(["body", "actor", "command", "type", "appendedAt", "stream"] as const).map(
    (field) =>
      [
        `another ${field}`,
        (memory: MemoryJournal.Memory, choices: Choices) =>
          replace(memory, choices.below(12), (event) => ({ ...event, [field]: `${event[field]} ` }))
      ] as const
  ),
  ["another shape", (memory, choices) => replace(memory, choices.below(12), (event) => ({ ...event, shape: 2 }))],
  [
    "a moment at which it was known",
    (memory, choices) => replace(memory, choices.below(12), (event) => ({ ...event, knownAt: event.appendedAt }))
  ],
  [
    "another body with the hash that fits",
    (memory, choices) => replace(memory, choices.below(12), (event) => hashed({ ...event, body: '{"step":99}' }))
  ],
  [
    "a link to nothing with the hash that fits",
    (memory, choices) => replace(memory, choices.below(12), (event) => hashed({ ...event, previous: other }))
  ],
  ["an event removed", (memory, choices) => replace(memory, choices.below(12), () => undefined)],
  [
    "an event removed from its stream alone",
    ({ positions, streams }, choices) => {
      const { event } = positions[choices.below(12)]!
      streams.get(event.stream)!.splice(event.version - 1, 1)
    }
  ],
  ["an event removed from its position alone", ({ positions }, choices) => void positions.splice(choices.below(12), 1)],
  [
    "two events exchanged in a stream",
    ({ streams }, choices) => {
      const events = streams.get(StreamId.of("cohort", choices.pick(["a", "b", "c"])))!
      const at = choices.below(3)
      events.splice(at, 2, events[at + 1]!, events[at]!)
    }
  ],
  [
    "two positions exchanged",
    ({ positions }, choices) => {
      const at = choices.below(11)
      positions.splice(at, 2, positions[at + 1]!, positions[at]!)
    }
  ],
  [
    "an event told twice",
    ({ positions }, choices) => {
      const at = choices.below(12)
      positions.splice(at, 0, positions[at]!)
    }
  ],
  [
    "another hash of a position",
    ({ positions }, choices) => {
      const at = choices.below(12)
      positions[at] = { ...positions[at]!, positionHash: other }
    }
  ],
  [
    "a whole new history, against the head exported before",
    ({ positions, streams }, choices) => {
      // Every hash is made anew from the first change on, so nothing but the head can say that it is another history.
      const at = choices.below(12)
      const tips = new Map<string, Recorded.Hash>()
      let before = Chain.beginning
      for (const [index, { commit, event, position }] of [...positions].entries()) {
        const body = index === at ? '{"step":99}' : event.body
        const made = hashed({ ...event, body, previous: tips.get(event.stream) ?? Chain.beginning })
        tips.set(event.stream, made.hash)
        streams.get(event.stream)![event.version - 1] = made
        before = Chain.positionHashOf(before, { position, event: made.hash, commit })
        positions[index] = { position, positionHash: before, commit, event: made }
      }
    }
  ],
  [
    "the end cut off, against the head exported before",
    ({ positions, streams }, choices) => {
      for (const { event } of positions.splice(choices.between(1, 11))) streams.get(event.stream)!.pop()
    }
  ],
  ...(["digest", "answer", "actor", "command", "parent", "position", "number"] as const).map(
    (field) =>
      [
        `another ${field} of a command`,
        ({ log }: MemoryJournal.Memory, choices: Choices) => {
          const at = choices.below(6)
          log[at] = { ...log[at]!, [field]: field === "number" || field === "position" ? 99 : "other" }
        }
      ] as const
  ),
  [
    "another answer of a command, every hash of commands made anew",
    ({ log }, choices) => {
      const at = choices.below(6)
      rehash(log, (kept, index) => (index === at ? { ...kept, answer: '"another"' } : kept))
    }
  ],
  ["a command removed", ({ log }, choices) => void log.splice(choices.below(6), 1)],
  [
    "a command removed, every hash of commands made anew",
    ({ log }, choices) => {
      log.splice(choices.below(6), 1)
      rehash(log, (kept, index) => ({ ...kept, number: index + 1 }))
    }
  ],
  [
    "a command that nobody gave, every hash of commands made anew",
    ({ log }, choices) => {
      const at = choices.below(6)
      log.splice(at, 0, { ...log[at]!, command: Command.id("nobody") })
      rehash(log, (kept, index) => ({ ...kept, number: index + 1 }))
    }
  ]
]

/** Changes commands and makes every hash of them anew, as a forger who has read this library would. */
const rehash = (
  log: MemoryJournal.Memory["log"],
  change: (kept: KeptCommand.KeptCommand, index: number) => KeptCommand.KeptCommand
): void => {
  let before = Chain.beginning
  for (const [index, kept] of log.entries()) {
    const changed = change(kept, index)
    before = Chain.commandHashOf(before, changed)
    log[index] = { ...changed, hash: before }
  }
}

describe("verification", () => {
  it.effect("L42 a changed byte, a broken link, an event removed, moved or told twice, and a lost end are found", () =>
    Effect.gen(function* () {
      for (const [what, tamper] of tampers) {
        for (const choices of yield* Arbitrary.sampleEffect(PolicyArbitrary.choices, { count: 24 })) {
          const { head, journal, memory } = yield* filled
          assert.strictEqual((yield* Verification.of(journal, head))._tag, "Whole")
          tamper(memory, choices)
          assert.strictEqual((yield* Verification.of(journal, head))._tag, "Broken", what)
        }
      }
    })
  )

  it.effect("cannot know of a lost end without a head, and says how many events it saw", () =>
    Effect.gen(function* () {
      const { journal, memory } = yield* filled
      for (const { event } of memory.positions.splice(10)) memory.streams.get(event.stream)!.pop()
      memory.log.pop()
      const found = yield* Verification.of(journal)
      assert.deepStrictEqual(found, { _tag: "Whole", events: 10, head: yield* journal.head })
    })
  )

  it.effect("misses the last event of all, too, when its stream has lost it", () =>
    Effect.gen(function* () {
      const { journal, memory } = yield* filled
      memory.streams.get(memory.positions.at(-1)!.event.stream)!.pop()
      assert.deepInclude(yield* Verification.of(journal), { _tag: "Broken", flaw: "streams-and-positions-differ" })
    })
  )

  it.effect("names the first event that does not fit", () =>
    Effect.gen(function* () {
      const { journal, memory } = yield* filled
      const { event } = memory.positions[7]!
      replace(memory, 7, (each) => ({ ...each, body: "{}" }))
      const found = yield* Verification.of(journal)
      assert.deepInclude(found, { _tag: "Broken", flaw: "changed", stream: event.stream, version: event.version })
    })
  )
})
