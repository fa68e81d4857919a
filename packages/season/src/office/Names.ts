/**
 * What commands are called: by season, file, the natural key of a row and a keyed digest of what it says. So the same
 * files give the same commands, which do nothing the second time, and an edited row gives another one.
 */
import * as Effect from "effect/Effect"
import { Command } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { Disclosure } from "@bina/core/office"
import { Canonical } from "@bina/policy"

// ---- Rules

/** Long enough that no two contents share it, short enough for the longest names of seasons and cohorts. */
const digits = 32

/** A digest that only this store can make, so that nobody finds out by trying what a row said. */
export const digest = Effect.fn("Names.digest")(function* (content: unknown) {
  const vault = yield* Vault.Vault
  return (yield* vault.digest(Canonical.encodeUnsafe(Disclosure.plain(content)))).slice(0, digits)
})

/** A command of a season. */
export const command = (...parts: ReadonlyArray<string>): Command.Id => Command.id(parts.join("/"))
