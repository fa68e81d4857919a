/**
 * Journal, register and vault in the memory of one process, together: for tests, for trying things out, and as the
 * specification of what a store does.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Journal from "../record/Journal.ts"
import * as Register from "../record/Register.ts"
import * as Row from "../record/Row.ts"
import * as Vault from "../privacy/Vault.ts"
import * as Crypto from "../privacy/Crypto.ts"
import * as VaultOf from "../privacy/VaultOf.ts"
import * as MemoryJournal from "./MemoryJournal.ts"
import * as MemoryRegister from "./MemoryRegister.ts"
import * as MemoryVault from "./MemoryVault.ts"

// ---- Rules

/** Journal and register that share one memory. */
export const layerJournal = (projection: Row.Projection = Row.none): Layer.Layer<Journal.Journal | Register.Register> =>
  Layer.unwrap(
    Effect.sync(() => {
      const memory = MemoryJournal.empty()
      const tables = MemoryRegister.empty(projection)
      return Layer.mergeAll(
        Layer.succeed(
          Journal.Journal,
          MemoryJournal.make(memory, (changes) => MemoryRegister.write(tables, changes), projection.tables)
        ),
        Layer.succeed(Register.Register, MemoryRegister.make(tables, projection, memory))
      )
    })
  )

/** A vault whose master key is as passing as the rest of it, with the cryptography that is provided. */
export const layerVaultNoDeps: Layer.Layer<Vault.Vault, never, Crypto.Crypto> = Layer.effect(
  Vault.Vault,
  Effect.gen(function* () {
    const crypto = yield* Crypto.Crypto
    return yield* VaultOf.make(MemoryVault.make(), Redacted.make(yield* crypto.newKey))
  }).pipe(Effect.orDie)
)

/** A vault by the platform's own Web Crypto. */
export const layerVault: Layer.Layer<Vault.Vault> = layerVaultNoDeps.pipe(Layer.provide(Crypto.layer))

/** All three, with the cryptography that is provided: a runtime's own answers sooner than Web Crypto. */
export const layerNoDeps = (
  projection?: Row.Projection
): Layer.Layer<Journal.Journal | Register.Register | Vault.Vault, never, Crypto.Crypto> =>
  Layer.mergeAll(layerJournal(projection), layerVaultNoDeps)

/** All three. */
export const layer = (projection?: Row.Projection): Layer.Layer<Journal.Journal | Register.Register | Vault.Vault> =>
  Layer.mergeAll(layerJournal(projection), layerVault)
