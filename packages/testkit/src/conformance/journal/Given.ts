/** What laws of journals are tried with: streams, events and commands of an invented cohort, told apart by one word. */
import { Actor, Command } from "@bina/core"
import { type Commit, Journal } from "@bina/core/adapter"
import { Chain, type Recorded, StreamId } from "@bina/core/journal"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"

// ---- Models

export type JournalOf = Journal.Journal["Service"]

// ---- Rules

/** Officers have opaque ids. */
export const actor = Actor.id("officer-7")

export const stream = (key: string): StreamId.Id => StreamId.of("cohort", key)

/** One event; `data` says which. */
export const draft = (data: Schema.Json, more: Partial<Commit.Draft> = {}): Commit.Draft => ({
  type: "Noted",
  version: 1,
  body: Canonical.encodeUnsafe(data),
  ...more
})

/** Writes to a stream one event for each datum. */
export const write = (
  key: string,
  expected: number,
  ...data: readonly [Schema.Json, ...Array<Schema.Json>]
): Commit.Write => ({
  stream: stream(key),
  expected,
  events: data.map((datum) => draft(datum)) as unknown as Commit.Write["events"]
})

/** A command with its content's digest, and what it answers. */
export const remembered = (name: string): Commit.Remembered => ({
  command: Command.id(name),
  digest: Command.digest(`digest-of-${name}`),
  result: { of: name }
})

/** A commit under a command of this name. */
export const commit = (
  name: string,
  writes: ReadonlyArray<Commit.Write>,
  more: Partial<Commit.Commit> = {}
): Commit.Commit => ({ ...remembered(name), actor, writes, ...more })

/** A law of journals: it looks at one empty journal. */
export const law = (
  id: string,
  sentence: string,
  check: (journal: JournalOf) => Effect.Effect<void, unknown>
): Law.Law<Journal.Journal, void> =>
  Law.make(
    { id, sentence },
    (make) =>
      Effect.flatMap(make, ({ layer }) =>
        Effect.provide(
          Effect.flatMap(Journal.Journal, (journal) => Effect.andThen(beEmpty(journal), check(journal))),
          layer
        )
      ),
    undefined
  )

/** Every law begins with it: a store left from another law would make nonsense of what is found. */
export const beEmpty = (journal: JournalOf) =>
  Effect.flatMap(journal.head, ({ position }) =>
    Expect.holds(position === 0, `the journal is not empty at the beginning: make a new store for each law`)
  )

/** The bodies of a stream as data. */
export const dataOf = (events: ReadonlyArray<Recorded.Recorded>): ReadonlyArray<unknown> =>
  events.map(({ body }) => JSON.parse(body) as unknown)

export const followed = (journal: JournalOf, after = 0) => Stream.runCollect(journal.follow(after))

export const all = (journal: JournalOf) => Stream.runCollect(journal.all)

/** Everything that a journal shows of itself: that it is the same afterwards says that nothing was written. */
export const shown = (journal: JournalOf, ...commands: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    return {
      head: yield* journal.head,
      followed: yield* followed(journal),
      all: yield* all(journal),
      recorded: yield* journal.recorded(commands.map(Command.id))
    }
  })

/** The position before the first, and its hash. */
export const emptyHead = { position: 0, hash: Chain.beginning }
