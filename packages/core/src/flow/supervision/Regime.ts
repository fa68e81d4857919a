/**
 * What an authority required from when to when. Between its stretches lie real gaps: about a day in a gap nothing is
 * known, and the neighbour's rule is never borrowed. How many people a place may hold follows from the rule of the day.
 */
import { type Citation, CivilDate, Dated, type Ratio } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/**
 * How many people a place may hold. `Share`: that part of its capacity, rounded down. `Suspended`: nobody. `DistanceOnly`:
 * as many as keep their distance; no number follows. `Unknown`: the rule is there and was not found, or needs what is not
 * known.
 */
export type Capacity =
  | { readonly _tag: "Share"; readonly of: Ratio.Ratio }
  | { readonly _tag: "Suspended" }
  | { readonly _tag: "DistanceOnly" }
  | { readonly _tag: "Unknown"; readonly because: string }

/** A stretch about which something is known; half-open. */
export interface Known<Rule> extends Dated.Entry {
  readonly rule: Rule
  readonly citation: Citation.Citation
}

/** A stretch about which nothing was found. */
export interface Gap extends Dated.Entry {
  readonly unknown: string
}

/** The rules of one authority in the order of their days. */
export interface Regime<Rule> {
  readonly id: string
  readonly stretches: ReadonlyArray<Known<Rule> | Gap>
}

/** How many people a place holds on a day: a number, no number, or that it is not known. */
export type Places =
  | { readonly _tag: "AtMost"; readonly people: number }
  | { readonly _tag: "NoNumber" }
  | { readonly _tag: "Unknown"; readonly because: string }

// ---- Errors

/** Stretches of a regime overlap, or leave days that nobody declared to be unknown. */
export class NotARegime extends Schema.TaggedError<NotARegime>()("NotARegime", {
  regime: Schema.String,
  flaws: Schema.Array(Dated.Flaw)
}) {
  override get message(): string {
    const flaws = this.flaws.map(({ from, kind, to }) => `${kind} from ${from} to ${to}`).join(", ")
    return `the stretches of ${this.regime} do not follow one another: ${flaws}`
  }
}

/** What was required on that day is not known. */
export class RegimeUnknown extends Schema.TaggedError<RegimeUnknown>()("RegimeUnknown", {
  regime: Schema.String,
  on: CivilDate.CivilDate,
  because: Schema.String
}) {
  override get message(): string {
    return `what ${this.regime} required on ${this.on} is not known: ${this.because}`
  }
}

/** The capacity of a place is no whole number from 0 up, or its share is negative. */
export class NotACapacity extends Schema.TaggedError<NotACapacity>()("NotACapacity", {}) {
  override get message(): string {
    return "the capacity of a place must be a whole number from 0 up, and its share not below nothing"
  }
}

// ---- Rules

/** A regime; fails with {@link NotARegime} where its stretches overlap or leave a gap that is not declared. */
export const make = <Rule>(
  id: string,
  stretches: ReadonlyArray<Known<Rule> | Gap>
): Result.Result<Regime<Rule>, NotARegime> => {
  const flaws = Dated.flaws(stretches)
  return flaws.length === 0 ? Result.succeed({ id, stretches }) : Result.fail(new NotARegime({ regime: id, flaws }))
}

/**
 * As {@link make}, for regimes written in source code.
 *
 * @throws {NotARegime}
 */
export const makeUnsafe = <Rule>(id: string, stretches: ReadonlyArray<Known<Rule> | Gap>): Regime<Rule> =>
  Result.getOrThrow(make(id, stretches))

/** What was required on a day, with the instrument that says so, or that it is not known. */
export const on = <Rule>(
  { id, stretches }: Regime<Rule>,
  date: CivilDate.CivilDate
): Result.Result<Known<Rule>, RegimeUnknown> => {
  const unknown = (because: string) => Result.fail(new RegimeUnknown({ regime: id, on: date, because }))
  const entry = Dated.entryOn(stretches, date)
  if (entry === undefined) return unknown("it lies outside every stretch that was found")
  return "unknown" in entry ? unknown(entry.unknown) : Result.succeed(entry)
}

/** How many people a place of a capacity may hold under a rule; a share is rounded down to whole people. */
export const placesOf = (rule: Capacity, capacity: number): Result.Result<Places, NotACapacity> => {
  if (!Number.isSafeInteger(capacity) || capacity < 0) return Result.fail(new NotACapacity())
  switch (rule._tag) {
    case "Share":
      return rule.of.numerator < 0
        ? Result.fail(new NotACapacity())
        : Result.succeed({ _tag: "AtMost", people: shareOf(capacity, rule.of) })
    case "Suspended":
      return Result.succeed({ _tag: "AtMost", people: 0 })
    case "DistanceOnly":
      return Result.succeed({ _tag: "NoNumber" })
    case "Unknown":
      return Result.succeed({ _tag: "Unknown", because: rule.because })
  }
}

/** The greatest whole number that is not above the share: exact, for both parts are whole. */
const shareOf = (capacity: number, { denominator, numerator }: Ratio.Ratio): number =>
  Number((BigInt(capacity) * BigInt(numerator)) / BigInt(denominator))
