/** Plain data of every kind that a journal and a seal can hold: what has a canonical text. */
import * as Arbitrary from "effect/Arbitrary"
import type * as Schema from "effect/Schema"
import type { Choices } from "../Choices.ts"
import * as PolicyArbitrary from "../PolicyArbitrary.ts"

// ---- Rules

const texts = [
  "",
  "a",
  "Siti",
  "Ñusa",
  "é",
  "e\u0301",
  "🌾",
  "漢",
  "\u0000",
  "\n",
  "\\",
  '"',
  "'",
  "%",
  " ",
  "\u2028"
] as const

const text = (choices: Choices): string => choices.several(0, 6, () => choices.pick(texts)).join("")

const make = (choices: Choices, depth: number): Schema.Json => {
  switch (choices.below(depth > 0 ? 8 : 6)) {
    case 0:
      return null
    case 1:
      return choices.oneIn(2)
    case 2:
      return choices.below(65_536) - 32_768
    case 3:
      return choices.pick([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0])
    case 4:
    case 5:
      return text(choices)
    case 6:
      return choices.several(0, 4, () => make(choices, depth - 1))
    default:
      return Object.fromEntries(choices.several(0, 4, () => [text(choices), make(choices, depth - 1)] as const))
  }
}

/** Null, booleans, whole numbers up to the largest, texts of any characters, and lists and records of them. */
export const json: Arbitrary.Arbitrary<Schema.Json> = Arbitrary.map(PolicyArbitrary.choices, (choices) =>
  make(choices, 3)
)
