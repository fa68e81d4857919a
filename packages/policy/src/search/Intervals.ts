/**
 * Interval arithmetic. The bounds of nodes that compute: from the bounds of their operands, never too narrow. Where
 * an operation rises or falls with each operand, its extremes lie at the operands' extremes, and are found by the
 * operation itself.
 */
import * as Result from "effect/Result"
import type * as Document from "../tree/Document.ts"
import type * as History from "../tree/History.ts"
import type * as Node from "../tree/Node.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import type * as Rounding from "../vocabulary/Rounding.ts"
import * as Operations from "../decide/Operations.ts"
import * as AbstractValue from "./AbstractValue.ts"

// ---- Models

type Interval = AbstractValue.Interval

// ---- Numbers

const hull = (values: ReadonlyArray<number>): Interval => ({ low: Math.min(...values), high: Math.max(...values) })

export const plus = (a: Interval, b: Interval): Interval => ({ low: a.low + b.low, high: a.high + b.high })
export const minus = (a: Interval, b: Interval): Interval => ({ low: a.low - b.high, high: a.high - b.low })
export const times = (a: Interval, b: Interval): Interval =>
  hull([a.low * b.low + 0, a.low * b.high + 0, a.high * b.low + 0, a.high * b.high + 0])
export const atMost = (a: Interval, b: Interval): Interval => ({
  low: Math.min(a.low, b.low),
  high: Math.min(a.high, b.high)
})
export const atLeast = (a: Interval, b: Interval): Interval => ({
  low: Math.max(a.low, b.low),
  high: Math.max(a.high, b.high)
})

/** How far apart two ratios lie, as the difference of their cross-products. */
export const cross = (
  a: Extract<AbstractValue.Values, { kind: "ratio" }>,
  b: Extract<AbstractValue.Values, { kind: "ratio" }>
): Interval => minus(times(a.numerator, b.denominator), times(b.numerator, a.denominator))

/** A share, rounded: the quotient rises or falls with each of its three numbers. */
export const share = (
  operand: Interval,
  { denominator, numerator }: Extract<AbstractValue.Values, { kind: "ratio" }>,
  rounding: Rounding.Rounding
): Interval =>
  hull(
    [operand.low, operand.high].flatMap((amount) =>
      [numerator.low, numerator.high].flatMap((top) =>
        // Every denominator was proven positive before the policy existed.
        [denominator.low, denominator.high].map((bottom) =>
          Ratio.share(amount, { numerator: top, denominator: Math.max(1, bottom) }, rounding)
        )
      )
    )
  )

// ---- Days

const written = new Map<number, number>()

/** A day counted from 1970-01-01 as ISO text. */
export const dayOf = (epochDay: number): CivilDate.CivilDate => Result.getOrThrow(CivilDate.fromEpochDay(epochDay))

/** The count of an ISO day. */
export const epochDay = CivilDate.toEpochDay

const civil = (count: number): number => {
  const known = written.get(count)
  if (known !== undefined) return known
  const value = CivilDate.toNumber(dayOf(count))
  if (written.size > 100_000) written.clear()
  written.set(count, value)
  return value
}

const age = (birth: number, on: number): number => Math.trunc((civil(on) - civil(birth)) / 10_000)

/** Ages, and whether the day may lie before the birth; `apart` is how far the birth lies after the day. */
export const ageOf = (birth: Interval, on: Interval, apart: Interval): AbstractValue.Possible => ({
  values:
    apart.low > 0 || birth.low > on.high
      ? undefined
      : AbstractValue.number(birth.high > on.low ? 0 : age(birth.high, on.low), age(birth.low, on.high)),
  absent: false,
  lacks: apart.high > 0
})

// ---- Histories

/** The stretches that some of the days lie in. */
export const during = <A>(
  history: ReadonlyArray<History.Stretch<A>>,
  on: Interval
): ReadonlyArray<History.Stretch<A>> =>
  history.filter(({ day }, index) => day <= on.high && (history[index + 1]?.day ?? Infinity) > on.low)

/** What a dated value can be on some days, given how each entry is read. */
export const onDays = <A>(
  history: ReadonlyArray<History.Stretch<A>>,
  on: Interval,
  read: (value: A) => AbstractValue.Possible
): AbstractValue.Possible =>
  during(history, on)
    .map(({ value }) => (value === undefined ? AbstractValue.lacking : read(value)))
    .reduce(AbstractValue.join, AbstractValue.nothing)

/** The value of an entry that is read as it is. */
export const plain = (value: Document.ParameterValue): AbstractValue.Possible => {
  if (typeof value === "number") return AbstractValue.known({ kind: "number", low: value, high: value })
  if (!("numerator" in value)) throw new TypeError("a table is not read as a value")
  return AbstractValue.known({
    kind: "ratio",
    numerator: { low: value.numerator, high: value.numerator },
    denominator: { low: value.denominator, high: value.denominator }
  })
}

/** The rows of a table of bands that some numbers fall in. */
export const bandsOf = (rows: ReadonlyArray<Document.Band>, operand: Interval): ReadonlyArray<Document.Band> =>
  rows.filter(
    ({ upTo }, index) =>
      (upTo === undefined || operand.low <= upTo) && (index === 0 || operand.high > rows[index - 1]!.upTo!)
  )

/** The values of the bands that some numbers fall in. */
export const band = (value: Document.ParameterValue, operand: Interval): AbstractValue.Possible => {
  const { bands } = value as { readonly bands: ReadonlyArray<Document.Band> }
  return bandsOf(bands, operand)
    .map((row) =>
      AbstractValue.known(
        typeof row.value === "number"
          ? { kind: "number", low: row.value, high: row.value }
          : { kind: "words", among: new Set([row.value]) }
      )
    )
    .reduce(AbstractValue.join, AbstractValue.nothing)
}

/** A marginal scale rises with its base. */
export const scale = (
  value: Document.ParameterValue,
  operand: Interval,
  rounding: Rounding.Rounding
): AbstractValue.Possible => {
  const { layers } = value as { readonly layers: ReadonlyArray<Document.Layer> }
  return AbstractValue.known({
    kind: "number",
    low: Operations.scale(layers, operand.low, rounding),
    high: Operations.scale(layers, operand.high, rounding)
  })
}

// ---- Comparisons

/** Which answers a comparison can have when the left lies so far above the right. */
export const compare = (operator: Node.Operator, { high, low }: Interval): AbstractValue.Values | undefined => {
  switch (operator) {
    case "equal":
      return AbstractValue.boolean(low <= 0 && 0 <= high, low < 0 || 0 < high)
    case "not-equal":
      return AbstractValue.boolean(low < 0 || 0 < high, low <= 0 && 0 <= high)
    case "less":
      return AbstractValue.boolean(low < 0, high >= 0)
    case "at-most":
      return AbstractValue.boolean(low <= 0, high > 0)
    case "more":
      return AbstractValue.boolean(high > 0, low <= 0)
    case "at-least":
      return AbstractValue.boolean(high >= 0, low < 0)
  }
}

/** Whether words can be equal and can differ. */
export const sameWord = (
  a: ReadonlySet<string>,
  b: ReadonlySet<string>
): { readonly equal: boolean; readonly differ: boolean } => {
  const equal = a.size <= b.size ? isAmongAny(a, b) : isAmongAny(b, a)
  return { equal, differ: a.size > 1 || b.size > 1 || (a.size > 0 && !equal) }
}

/** The smaller set is walked: mostly it is one constant beside every word of a vocabulary. */
const isAmongAny = (smaller: ReadonlySet<string>, larger: ReadonlySet<string>): boolean => {
  for (const word of smaller) if (larger.has(word)) return true
  return false
}
