/**
 * Divisions with a named rounding, of products that are proven exact: the range proof has excluded overflow before, so a
 * number of 64 bits floating is enough.
 */
import type * as Document from "../../tree/Document.ts"
import * as Ratio from "../../vocabulary/Ratio.ts"
import type * as Rounding from "../../vocabulary/Rounding.ts"
import type * as ThreeValued from "./ThreeValued.ts"
import type { Term } from "./Ir.ts"
import type { Terms } from "./IrBuilder.ts"

// ---- Functions

/** `whole + rest / by`, where `0 <= rest < by`, rounded as named. */
const settle = (terms: Terms, whole: Term, rest: Term, by: Term, rounding: Rounding.Rounding): Term => {
  const twice = terms.add(rest, rest)
  switch (rounding) {
    case "down":
      return whole
    case "up":
      return terms.add(whole, terms.not(terms.equal(rest, terms.no)))
    case "half-up":
      return terms.add(whole, terms.not(terms.less(twice, by)))
    case "half-even": {
      const two = terms.constant(2)
      const odd = terms.subtract(whole, terms.multiply(two, terms.floor(whole, two)))
      const up = terms.or(terms.less(by, twice), terms.and(terms.equal(twice, by), terms.equal(odd, terms.yes)))
      return terms.add(whole, terms.scalar(up))
    }
  }
}

/** `a / b` rounded as named. */
const divide = (terms: Terms, a: Term, b: Term, rounding: Rounding.Rounding): Term => {
  const whole = terms.floor(a, b)
  if (rounding === "down") return whole
  return settle(terms, whole, terms.subtract(a, terms.multiply(whole, b)), b, rounding)
}

/** The sum of each layer's share, over a common denominator, rounded once. */
export const layered = (
  terms: Terms,
  layers: ReadonlyArray<Document.Layer>,
  operand: Term,
  rounding: Rounding.Rounding
): Term => {
  const common = Number(Ratio.commonDenominator(layers.map(({ rate }) => rate)))
  let total = terms.no
  let below = terms.no
  for (const { rate, upTo } of layers) {
    // A layer that lies above the number adds nothing: its top is then no higher than its bottom.
    const top = upTo === undefined ? operand : terms.lesser(operand, terms.constant(upTo))
    const part = terms.greater(terms.subtract(top, below), terms.no)
    total = terms.add(total, terms.multiply(part, terms.constant(rate.numerator * (common / rate.denominator))))
    if (upTo !== undefined) below = terms.constant(upTo)
  }
  return divide(terms, total, terms.constant(common), rounding)
}

/** A share of a number: in one product where that is exact, else by whole denominators first. */
export const share = (terms: Terms, operand: Term, ratio: ThreeValued.Ratio, rounding: Rounding.Rounding): Term => {
  const { denominator, numerator } = ratio
  const product = terms.multiply(operand, numerator)
  const limit = Number.MAX_SAFE_INTEGER
  if (-limit <= product.low && product.high <= limit && denominator.high * 2 <= limit) {
    return divide(terms, product, denominator, rounding)
  }
  const whole = terms.floor(operand, denominator)
  const rest = terms.multiply(terms.subtract(operand, terms.multiply(whole, denominator)), numerator)
  const part = terms.floor(rest, denominator)
  const left = terms.subtract(rest, terms.multiply(part, denominator))
  return settle(terms, terms.add(terms.multiply(whole, numerator), part), left, denominator, rounding)
}
