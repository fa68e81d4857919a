/**
 * Makes people without end and seals something of each, until the vault says that its master key was changed. Says of
 * each what was acknowledged, and at last why it ended. With a second name it changes the master key instead, at once.
 */
import { Command } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Given from "../Given.ts"

const [, , file = "", name = "", change] = process.argv

const coming = Effect.gen(function* () {
  const vault = yield* Vault.Vault
  for (let count = 0; ; count++) {
    const number = Redacted.make(`${name}${String(count).padStart(12, "0")}`)
    const person = yield* count % 2 === 0 ? vault.newPerson : vault.personOf({ kind: "nik", number })
    process.send?.({ person })
    const value = { person, command: Command.id("come"), values: { who: person }, room: 256 }
    const [sealed] = yield* vault.seal([value])
    process.send?.({ sealed })
  }
})

const changing = Effect.gen(function* () {
  const vault = yield* Vault.Vault
  yield* Effect.callback<void>((resume) => {
    process.once("message", () => resume(Effect.void))
    process.send?.("ready")
  })
  yield* vault.rotate(Redacted.make(new Uint8Array(32).fill(Number(change))))
  return "Changed"
})

const ended = await Effect.runPromise(
  Effect.match(change === undefined ? coming : changing, {
    onSuccess: (ended) => ended,
    onFailure: ({ _tag }) => _tag
  }).pipe(
    Effect.provide(SqliteStore.layer({ file, masterKey: Given.masterKey, projection: "none", patience: "60 seconds" }))
  )
)
process.send?.({ ended })
process.disconnect()
