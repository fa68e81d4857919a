/** Vaults whose envelopes tell by their length what is in them (V-37). */
import { type Sealed } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Bytes without the blanks at their end. */
const trimmed = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0x20) + 1)

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("V-37", "Does not pad: an envelope is as long as what is in it.", Sabotage.closing(trimmed)),
  Sabotage.saboteur(
    "V-37",
    "Pads to the next few bytes.",
    Sabotage.closing((bytes) => bytes.subarray(0, Math.ceil(trimmed(bytes).length / 16) * 16))
  ),
  Sabotage.saboteur(
    "V-37",
    "Makes a box a field, each padded.",
    Sabotage.serving(({ seal }) => ({
      seal: (values) =>
        Effect.forEach(values, (given) =>
          Effect.map(
            seal([
              given,
              ...Object.entries(given.values).map(([name, value]) => ({ ...given, values: { [name]: value } }))
            ]),
            ([whole, ...boxes]): Sealed.Sealed => Object.assign({ boxes: boxes.map(({ box }) => box) }, whole!)
          )
        )
    }))
  )
]
