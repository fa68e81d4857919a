/**
 * Looks at a store as somebody who is not the superuser, and says what it finds; then again, once it is told to. Started
 * with a channel to whoever started it.
 */
import { Journal, Vault } from "@bina/core/adapter"
import { Verification } from "@bina/core/journal"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Given from "../Given.ts"

const [, , file = ""] = process.argv
if (process.getuid?.() === 0) process.setuid?.(65_534)

const say = (what: string, found: unknown) => Effect.sync(() => process.send?.([what, found]))

const saying = <A, E extends { readonly _tag: string; readonly message: string }, R>(
  what: string,
  effect: Effect.Effect<A, E, R>
) =>
  Effect.matchEffect(effect, {
    onFailure: ({ _tag, message }) => say(what, `${_tag}: ${message}`),
    onSuccess: (found) => say(what, found)
  })

const told = Effect.callback<void>((resume) => {
  process.once("message", () => resume(Effect.void))
})

const looking = Effect.gen(function* () {
  const journal = yield* Journal.Journal
  const vault = yield* Vault.Vault
  const verified = Effect.map(Verification.of(journal), ({ _tag }) => _tag)
  yield* saying("verified", verified)
  yield* saying("vault", vault.check)
  yield* saying("append", journal.append(Given.commit("c-2", "a", 1)))
  yield* saying("newcomer", vault.newPerson)
  yield* told
  yield* saying("again", verified)
})

const store = SqliteStore.layerLooking({
  file,
  masterKey: Given.masterKey,
  projection: Given.projection,
  patience: "200 millis"
})
await Effect.runPromise(saying("opened", Effect.provide(looking, store)))
process.disconnect?.()
