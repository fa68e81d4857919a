/** One of many that claim the last seat: for every round it is told of, it appends to that round's stream as the first. */
import { Journal } from "@bina/core"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Given from "../Given.ts"

const [, , file = "", name = ""] = process.argv

/** Stands by until the parent says which round it is, and says how it went. */
const rounds = (journal: Journal.Journal["Service"]) =>
  Effect.callback<void>((resume) => {
    process.on("message", (round: number) => {
      if (round < 0) return resume(Effect.void)
      const commit = Given.commit(`claim-${round}-${name}`, `round-${round}`, 0)
      Effect.runPromise(
        journal.append(commit).pipe(
          Effect.map(({ _tag }) => _tag),
          Effect.catch(({ _tag }) => Effect.succeed(_tag))
        )
      ).then(
        (said) => process.send?.([round, said]),
        (cause: unknown) => process.send?.([round, String(cause)])
      )
    })
    process.send?.("ready")
  })

await Effect.runPromise(
  Effect.provide(
    Effect.flatMap(Journal.Journal, rounds),
    SqliteStore.layer({ file, masterKey: Given.masterKey, projection: Given.projection, patience: "60 seconds" })
  )
)
process.disconnect()
