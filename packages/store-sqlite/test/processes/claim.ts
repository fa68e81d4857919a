/**
 * One of many that claim what is there once: for every round it is told of, it appends to that round's stream as the
 * first (the last seat), and commits a rupiah of that round's budget line (the last one), both at once.
 */
import { flushCompileCache } from "node:module"
import { Command } from "@bina/core"
import { Journal, type Vault } from "@bina/core/adapter"
import { Handling } from "@bina/core/office"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Given from "../Given.ts"
import * as Line from "../Line.ts"

const [, , file = "", name = ""] = process.argv

const tagOf = <A, E extends { readonly _tag: string }, R>(claim: Effect.Effect<A, E, R>, won: string) =>
  Effect.match(claim, { onSuccess: () => won, onFailure: ({ _tag }) => _tag })

const seat = (round: number) =>
  Effect.flatMap(Journal.Journal, (journal) =>
    tagOf(journal.append(Given.commit(`seat-${round}-${name}`, `round-${round}`, 0)), "won")
  )

const rupiah = (round: number) => {
  let decisions = 0
  return Effect.map(
    tagOf(
      Handling.handle(
        { command: Command.id(`rupiah-${round}-${name}`), actor: Line.actor, content: { round, name } },
        Schema.Int,
        Line.claim(round, name, () => (decisions += 1))
      ),
      "won"
    ),
    (rupiah) => ({ rupiah, decisions })
  )
}

/** Stands by until the parent says which round it is, and says how it went. */
const rounds = Effect.gen(function* () {
  const services = yield* Effect.context<Journal.Journal | Vault.Vault>()
  yield* Effect.callback<void>((resume) => {
    process.on("message", (round: number) => {
      if (round < 0) return resume(Effect.void)
      const both = Effect.all([seat(round), rupiah(round)], { concurrency: "unbounded" })
      Effect.runPromiseWith(services)(both).then(
        ([seat, claimed]) => process.send?.({ round, seat, ...claimed }),
        (cause: unknown) => process.send?.({ round, seat: String(cause), rupiah: String(cause), decisions: 0 })
      )
    })
    // Whoever is killed would leave nothing compiled for those that start after it.
    flushCompileCache()
    process.send?.("ready")
  })
})

await Effect.runPromise(
  Effect.provide(
    rounds,
    SqliteStore.layer({ file, masterKey: Given.masterKey, projection: Given.projection, patience: "60 seconds" })
  )
)
process.disconnect()
