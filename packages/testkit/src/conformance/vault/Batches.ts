/** Laws of what a vault does for many at once (V-45). */
import type { Vault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Given.law("V-45", "Digests of many contents at once are those of each of them, in their order.", (vault) =>
    Effect.gen(function* () {
      const contents = ["b", "a", "", "b", `${Given.invented.name} 1`, "Ñ"]
      const each = yield* Effect.forEach(contents, vault.digest)
      yield* Expect.equal("the digests made at once", yield* vault.digestAll(contents), each)
      yield* Expect.equal("the digests of nothing", yield* vault.digestAll([]), [])
    })
  )
]
