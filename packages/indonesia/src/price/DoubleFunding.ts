/**
 * One trip is paid once: somebody who receives daily travel money for a day and a town gets no participant's transport
 * for the same day and town, whoever pays.
 */
import * as Schema from "effect/Schema"
import { CivilDate } from "@bina/policy"

// ---- Models

/** What a trip is paid by. */
export const Kind = Schema.Literals(["participant-transport", "travel-money"])
export type Kind = typeof Kind.Type

/** A payment for one day in one town to one payee; `payee` is an opaque id, never an identity number. */
export const Claim = Schema.Struct({
  payee: Schema.NonEmptyString,
  on: CivilDate.CivilDate,
  town: Schema.NonEmptyString,
  kind: Kind
})
export type Claim = typeof Claim.Type

/** A trip that is claimed more than once. */
export const DoubleFunding = Schema.TaggedStruct("DoubleFunding", {
  payee: Schema.NonEmptyString,
  on: CivilDate.CivilDate,
  town: Schema.NonEmptyString
})
export type DoubleFunding = typeof DoubleFunding.Type

// ---- Rules

/** Every trip that is claimed more than once, each once, in the order in which the second claim stands. */
export const find = (claims: Iterable<Claim>): ReadonlyArray<DoubleFunding> => {
  const seen = new Map<string, number>()
  return [...claims].flatMap(({ on, payee, town }) => {
    const key = JSON.stringify([payee, on, town])
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 2 ? [DoubleFunding.make({ payee, on, town })] : []
  })
}
