/** Opens a store as somebody who is not the superuser, and says why it did not open. */
import type { Journal } from "@bina/core/adapter"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const [, , file = "", way = "write"] = process.argv
if (process.getuid?.() === 0) process.setuid?.(65_534)

const layer: Layer.Layer<Journal.Journal, SqliteStore.NotOpened | SqliteStore.NotLookedAt> = (
  way === "look" ? SqliteStore.layerLooking : SqliteStore.layer
)({
  file,
  masterKey: Redacted.make(new Uint8Array(32).fill(7)),
  projection: "none",
  patience: "200 millis"
})
const said = await Effect.runPromise(
  Effect.scoped(Layer.build(layer)).pipe(
    Effect.as("opened"),
    Effect.catch((error) => Effect.succeed(`${error._tag} ${error.message}`))
  )
)
process.stdout.write(said)
