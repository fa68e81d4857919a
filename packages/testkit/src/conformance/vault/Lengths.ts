/** What the length of an envelope says (V-37). */
import { type Vault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Given.law(
    "V-37",
    "No length tells values apart: envelopes of one room are equally long whatever is in them and whatever is missing, and what needs more room shows only the power of two.",
    (vault) =>
      Effect.gen(function* () {
        const person = yield* vault.newPerson
        const lengthsOf = (given: ReadonlyArray<Vault.Values>, room: number) =>
          Effect.map(vault.seal(given.map((values) => ({ person, command: Given.command, values, room }))), (sealed) =>
            sealed.map((one) => JSON.stringify(one).length)
          )
        const small = [
          {},
          { isOwner: true },
          { isOwner: false },
          { isOwner: true, job: "student" },
          { job: "business-owner", sales: 9_007_199_254_740_991, born: Given.invented.born },
          { job: "x".repeat(200) }
        ]
        for (const room of [1, 256, 257, 2_000]) {
          const lengths = yield* lengthsOf(small, room)
          yield* Expect.equal(`how many lengths there are with room for ${room} bytes`, new Set(lengths).size, 1)
        }
        const [least, most] = yield* lengthsOf([{}, { text: "x".repeat(1_900) }], 2_000)
        yield* Expect.equal("the length of a value that fills its room", most, least)
        const lengths = yield* lengthsOf(
          Array.from({ length: 120 }, (_, index) => ({ text: "x".repeat(index * 250) })),
          Given.room
        )
        yield* Expect.holds(new Set(lengths).size <= 8, "the length of a long value can be told")
      })
  )
]
