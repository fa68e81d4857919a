/**
 * People who do not exist. Their identity numbers begin with a region that no country has given out, so that they can
 * be nobody's; names and numbers repeat now and then, as those of real people do.
 */
import { Person } from "@bina/core"
import { CivilDate } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import type { Choices } from "../Choices.ts"
import * as PolicyArbitrary from "../PolicyArbitrary.ts"

// ---- Models

/** Somebody, with what a form asks for. `person` is an opaque id that says nothing of the rest. */
export interface Invented {
  readonly person: Person.Id
  readonly name: string
  /** Sixteen digits. */
  readonly nik: string
  /** Sixteen digits; members of a household share it. */
  readonly kk: string
  readonly phone: string
  readonly account: string
  readonly born: CivilDate.CivilDate
}

// ---- Rules

const given = ["Siti", "Budi", "Ayu", "Rahmat", "I Gede", "Maria", "Ñurul", "D'Angelo", "Ucok"] as const

const family = ["Contoh", "Rekaan", "Br. Misal", "Nan Fiktif", "Andaikata-Umpama", ""] as const

const two = (value: number): string => String(value).padStart(2, "0")

const personOf = (choices: Choices, index: number): Invented => {
  const born = Result.getOrThrow(
    CivilDate.fromParts(choices.between(1950, 2005), choices.between(1, 12), choices.between(1, 28))
  )
  const [year, month, day] = born.split("-").map(Number) as [number, number, number]
  // In an identity number the day of a woman's birth stands with forty added.
  const dayIn = choices.oneIn(2) ? day + 40 : day
  return {
    person: Person.id(`person-${index + 1}`),
    name: `${choices.pick(given)} ${choices.pick(family)}`.trim(),
    nik: `99${String(choices.below(10_000)).padStart(4, "0")}${two(dayIn)}${two(month)}${two(year % 100)}${String(index + 1).padStart(4, "0")}`,
    kk: `99${String(choices.below(10_000)).padStart(4, "0")}010120${String(choices.below(3)).padStart(4, "0")}`,
    phone: `+62 800-${String(choices.below(10_000)).padStart(4, "0")}-${String(index).padStart(4, "0")}`,
    account: `000${String(choices.below(65_536)).padStart(5, "0")}${two(index % 100)}`,
    born
  }
}

/** One person. */
export const person: Arbitrary.Arbitrary<Invented> = Arbitrary.map(PolicyArbitrary.choices, (choices) =>
  personOf(choices, 0)
)

/** One to twelve people, each with an identity number of their own; some share a household. */
export const people: Arbitrary.Arbitrary<ReadonlyArray<Invented>> = Arbitrary.map(
  PolicyArbitrary.choices,
  (choices) => {
    const made = choices.several(1, 12, (index) => personOf(choices, index))
    return made.map((each, index) => (index > 0 && choices.oneIn(3) ? { ...each, kk: made[index - 1]!.kk } : each))
  }
)
