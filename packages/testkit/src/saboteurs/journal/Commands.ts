/** Journals that break the laws of commands (J-10 to J-16). */
import { Commit } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("J-10", "Forgets which commands it carried out.", (honest, { commands }) => ({
    ...honest,
    append: (commit) => Effect.tap(honest.append(commit), () => Effect.sync(() => commands.delete(commit.command)))
  })),
  Sabotage.saboteur(
    "J-10",
    "Looks at versions before it looks whether the command was given before.",
    (honest, { streams }) => ({
      ...honest,
      append: (commit) =>
        Effect.flatMap(honest.append(commit), (appended) => {
          const stale = Commit.expectations(commit).find(
            ({ expected, stream }) => (streams.get(stream)?.length ?? 0) > expected
          )
          return appended._tag === "Appended" || stale === undefined
            ? Effect.succeed(appended)
            : Effect.fail(new Commit.StaleVersion({ ...stale, actual: streams.get(stale.stream)?.length ?? 0 }))
        })
    })
  ),
  Sabotage.saboteur("J-11", "Does not compare the digests of a command given twice.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.suspend(() => honest.append({ ...commit, digest: commands.get(commit.command)?.digest ?? commit.digest }))
  })),
  Sabotage.saboteur("J-12", "Remembers a refusal, and refuses the command for ever.", (honest) => {
    const refused = new Map<string, Commit.StaleVersion>()
    return {
      ...honest,
      append: (commit) => {
        const before = refused.get(commit.command)
        if (before !== undefined) return Effect.fail(before)
        return Effect.tapError(honest.append(commit), (error) =>
          Effect.sync(() => (error instanceof Commit.StaleVersion ? refused.set(commit.command, error) : undefined))
        )
      }
    }
  }),
  Sabotage.saboteur("J-12", "Records the command before it looks at the versions.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.tapError(honest.append(commit), ({ _tag }) =>
        Effect.sync(() => (_tag === "StaleVersion" ? commands.set(commit.command, commit) : undefined))
      )
  })),
  Sabotage.saboteur("J-13", "Forgets the items of a bulk command.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.tap(honest.append(commit), () =>
        Effect.sync(() => {
          for (const { command } of commit.children ?? []) commands.delete(command)
        })
      )
  })),
  Sabotage.saboteur("J-14", "Leaves out the items that it knows already.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.suspend(() =>
        honest.append({ ...commit, children: (commit.children ?? []).filter(({ command }) => !commands.has(command)) })
      )
  })),
  Sabotage.saboteur("J-15", "Remembers a command by its events alone.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.tap(honest.append(commit), () =>
        Effect.sync(() => (commit.writes.length === 0 ? commands.delete(commit.command) : undefined))
      )
  })),
  Sabotage.saboteur("J-16", "Keeps a result of nothing as one of an empty list.", (honest) => ({
    ...honest,
    recorded: (commands) =>
      Effect.map(
        honest.recorded(commands),
        (known) => new Map([...known].map(([id, each]) => [id, { ...each, result: each.result ?? [] }]))
      )
  }))
]
