/** Journals that break the laws of streams (J-1 to J-9). */
import { Command } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("J-1", "Its head begins at 1.", (honest) => ({
    ...honest,
    head: Effect.map(honest.head, ({ hash, position }) => ({ hash, position: position === 0 ? 1 : position }))
  })),
  Sabotage.saboteur("J-2", "Drops the last event of a longer write.", (honest) => ({
    ...honest,
    read: (stream, after) =>
      Effect.map(honest.read(stream, after), (events) => (events.length > 3 ? events.slice(0, -1) : events))
  })),
  Sabotage.saboteur("J-2", "Gives a stream latest first.", (honest) => ({
    ...honest,
    read: (stream, after) => Effect.map(honest.read(stream, after), (events) => events.toReversed())
  })),
  Sabotage.saboteur("J-3", "Gives the event at the version after which it should read.", (honest) => ({
    ...honest,
    read: (stream, after = 0) => honest.read(stream, Math.max(0, after - 1))
  })),
  Sabotage.saboteur("J-4", "Takes a stream without events for an outage.", (honest) => ({
    ...honest,
    read: (stream, after) =>
      Effect.filterOrFail(
        honest.read(stream, after),
        ({ length }) => length > 0 || after !== undefined,
        () => new Journal.JournalUnavailable({ reason: "not found" })
      )
  })),
  Sabotage.saboteur("J-5", "Drops the last write of several.", (honest) => ({
    ...honest,
    append: (commit) =>
      honest.append(commit.writes.length > 2 ? { ...commit, writes: commit.writes.slice(0, -1) } : commit)
  })),
  Sabotage.saboteur("J-5", "Answers the versions expected instead of the new ones.", (honest) => ({
    ...honest,
    append: (commit) =>
      Effect.map(honest.append(commit), (appended) => ({
        ...appended,
        versions: new Map(commit.writes.map(({ expected, stream }) => [stream, expected]))
      }))
  })),
  Sabotage.saboteur("J-6", "Ignores the version expected: the last writer wins.", (honest, memory) => ({
    ...honest,
    append: (commit) => Effect.suspend(() => honest.append(Sabotage.atAnyVersion(commit, memory)))
  })),
  Sabotage.saboteur("J-6", "Refuses only what is behind, not what is ahead.", (honest, memory) => ({
    ...honest,
    append: (commit) =>
      Effect.suspend(() => {
        const isBehind = commit.writes.some(
          ({ expected, stream }) => expected < (memory.streams.get(stream)?.length ?? 0)
        )
        return honest.append(isBehind ? commit : Sabotage.atAnyVersion(commit, memory))
      })
  })),
  Sabotage.saboteur(
    "J-7",
    "Does not look at the streams that are only to be looked at.",
    Sabotage.appending((commit) => ({ ...commit, checks: [] }))
  ),
  Sabotage.saboteur("J-8", "Writes what it can of a commit that is refused.", (honest) => ({
    ...honest,
    append: (commit) =>
      Effect.catchTag(honest.append(commit), "StaleVersion", (stale) => {
        const first = commit.writes.find(({ stream }) => stream !== stale.stream)
        if (first === undefined) return Effect.fail(stale)
        const half = {
          ...commit,
          command: Command.id(`${commit.command}/half`),
          writes: [first],
          checks: [],
          children: []
        }
        return Effect.andThen(Effect.ignore(honest.append(half)), Effect.fail(stale))
      })
  })),
  Sabotage.saboteur("J-9", "Puts two writes to one stream together instead of refusing them.", (honest) => ({
    ...honest,
    append: (commit) => {
      const [first, second] = commit.writes
      return first === undefined || second === undefined || first.stream !== second.stream
        ? honest.append(commit)
        : honest.append({ ...commit, writes: [{ ...first, events: [...first.events, ...second.events] }] })
    }
  }))
]
