/** Journals that break the laws of many at once, of interruptions and of size (J-30 to J-35). */
import { Command } from "@bina/core"
import { Commit } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Looks at versions first and writes later, as a store without a transaction does. */
const looksThenWrites: Sabotage.Change = (honest, memory) => ({
  ...honest,
  append: (commit) =>
    Effect.gen(function* () {
      if (Result.isFailure(Commit.check(commit)) || memory.commands.has(commit.command))
        return yield* honest.append(commit)
      for (const { expected, stream } of Commit.expectations(commit)) {
        const actual = memory.streams.get(stream)?.length ?? 0
        if (actual !== expected) return yield* new Commit.StaleVersion({ stream, expected, actual })
      }
      yield* Effect.yieldNow
      return yield* honest.append({ ...Sabotage.atAnyVersion(commit, memory), checks: [] })
    })
})

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "J-30",
    "Puts a stream back as it read it, with its own events behind: an update is lost.",
    (honest, memory) => ({
      ...honest,
      append: (commit) =>
        Effect.gen(function* () {
          const stale = Commit.expectations(commit).some(
            ({ expected, stream }) => (memory.streams.get(stream)?.length ?? 0) !== expected
          )
          if (stale) return yield* honest.append(commit)
          yield* Effect.yieldNow
          for (const { expected, stream } of commit.writes) {
            memory.streams.set(stream, (memory.streams.get(stream) ?? []).slice(0, expected))
          }
          return yield* honest.append(commit)
        })
    })
  ),
  Sabotage.saboteur("J-31", "Looks at versions first and writes later.", looksThenWrites),
  Sabotage.saboteur(
    "J-32",
    "Looks first whether it knows a command, and remembers it later.",
    (honest, { commands }) => ({
      ...honest,
      append: (commit) =>
        Effect.gen(function* () {
          const isKnown = commands.has(commit.command)
          yield* Effect.yieldNow
          if (isKnown || !commands.has(commit.command)) return yield* honest.append(commit)
          return yield* new Commit.StaleVersion({ stream: commit.writes[0]?.stream ?? "", expected: 0, actual: 1 })
        })
    })
  ),
  Sabotage.saboteur("J-33", "Locks streams in the order in which a commit names them.", (honest) => {
    const locks = new Map<string, Semaphore.Semaphore>()
    const lockOf = (stream: string) => {
      if (!locks.has(stream)) locks.set(stream, Semaphore.makeUnsafe(1))
      return locks.get(stream)!
    }
    return {
      ...honest,
      append: (commit) =>
        commit.writes.reduce(
          (inner, { stream }) => Semaphore.withPermit(lockOf(stream))(Effect.andThen(Effect.yieldNow, inner)),
          honest.append(commit)
        )
    }
  }),
  Sabotage.saboteur("J-34", "Writes one stream after the other, without a transaction.", (honest) => ({
    ...honest,
    append: (commit) =>
      Effect.gen(function* () {
        const [first, ...others] = commit.writes
        if (first === undefined || others.length === 0 || Result.isFailure(Commit.check(commit)))
          return yield* honest.append(commit)
        const part = { ...commit, command: Command.id(`${commit.command}/part`), writes: [first], children: [] }
        const begun = yield* honest.append(part)
        yield* Effect.sleep(2)
        const rest = yield* honest.append({ ...commit, writes: others, checks: [] })
        return { ...rest, versions: new Map([...begun.versions, ...rest.versions]) }
      })
  })),
  Sabotage.saboteur(
    "J-35",
    "Keeps the first thousand events of a write.",
    Sabotage.appending((commit) => ({
      ...commit,
      writes: commit.writes.map((write) => ({ ...write, events: write.events.slice(0, 1_000) as never }))
    }))
  )
]
