/** Journals that break the laws of what is done within an append (J-39 to J-41). */
import { Commit } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("J-39", "Does what is to be done within an append before it looks at anything.", (honest) => ({
    ...honest,
    append: (commit, within = Effect.void) => Effect.andThen(within, honest.append(commit))
  })),
  Sabotage.saboteur("J-39", "Forgets what is to be done within an append.", (honest) => ({
    ...honest,
    append: (commit) => honest.append(commit)
  })),
  Sabotage.saboteur("J-39", "Does it for a repeated command again.", (honest) => ({
    ...honest,
    append: (commit, within = Effect.void) =>
      Effect.tap(honest.append(commit, within), ({ _tag }) => (_tag === "Repeated" ? within : Effect.void))
  })),
  Sabotage.saboteur("J-40", "Does it after the commit was kept.", (honest) => ({
    ...honest,
    append: (commit, within = Effect.void) => Effect.tap(honest.append(commit), () => within)
  })),
  Sabotage.saboteur("J-40", "Keeps the commit although what is to be done within fails.", (honest) => ({
    ...honest,
    append: (commit, within = Effect.void) => honest.append(commit, Effect.ignore(within))
  })),
  Sabotage.saboteur(
    "J-41",
    "Looks at the versions, does it, and takes its turn then.",
    (honest, { commands, streams }) => ({
      ...honest,
      append: (commit, within = Effect.void) =>
        Effect.suspend(() => {
          const isStale = Commit.expectations(commit).some(
            ({ expected, stream }) => (streams.get(stream)?.length ?? 0) !== expected
          )
          return isStale || Commit.recall(commit, commands) !== undefined
            ? honest.append(commit)
            : Effect.andThen(within, honest.append(commit))
        })
    })
  )
]
