/** Vaults that answer many otherwise than each (V-45). */
import * as Effect from "effect/Effect"
import * as Sabotage from "./Sabotage.ts"

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-45",
    "Gives digests in an order of its own.",
    Sabotage.serving(({ digestAll }) => ({
      digestAll: (contents) => Effect.map(digestAll(contents), (digests) => digests.toSorted())
    }))
  ),
  Sabotage.saboteur(
    "V-45",
    "Makes one digest of contents that it was given twice.",
    Sabotage.serving(({ digestAll }) => ({ digestAll: (contents) => digestAll([...new Set(contents)]) }))
  )
]
