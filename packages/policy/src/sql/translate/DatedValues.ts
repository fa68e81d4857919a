/**
 * Dated values as SQL: a parameter, a duty or a table becomes a case over the day, newest first, each line with its
 * citation. A day on which nothing is known gives `NULL`, as does a day that is not known.
 */
import type * as Document from "../../tree/Document.ts"
import type * as Range from "../../tree/Range.ts"
import * as Typed from "../../tree/Typed.ts"
import * as Operands from "../../tree/TypingRules.ts"
import * as Citation from "../../vocabulary/Citation.ts"
import type * as CivilDate from "../../vocabulary/CivilDate.ts"
import type * as Rounding from "../../vocabulary/Rounding.ts"
import * as Arithmetic from "./Arithmetic.ts"
import * as FactColumns from "./FactColumns.ts"
import * as Dialect from "../Dialect.ts"
import * as Quote from "../Quote.ts"
import type * as Piece from "../Piece.ts"

// ---- Models

/** From a day on: a value with where it stands, or nothing known. */
interface Stretch<V> {
  readonly from: CivilDate.CivilDate
  readonly value: V | undefined
  readonly citation?: Citation.Citation | undefined
}

// ---- Rules

const cited = <V>({ citation }: Stretch<V>): string =>
  citation === undefined ? "" : `${Quote.comment(Citation.short(citation))} `

/** The stretches of a parameter, oldest first; each ends where the next begins. */
const stretchesOf = ({ after, entries }: Document.Parameter): ReadonlyArray<Stretch<Document.ParameterValue>> => {
  const known = entries.map((entry) =>
    "unknown" in entry
      ? { from: entry.from, value: undefined }
      : { from: entry.from, value: entry.value, citation: entry.citation }
  )
  return after === "extends" ? known : [...known, { from: after.refusesFrom, value: undefined }]
}

/** Whether some day of the range falls where nothing is known. */
export const canLack = (parameter: Document.Parameter, days: Range.Range): boolean => {
  const stretches = stretchesOf(parameter)
  return (
    days.low < Typed.day(stretches[0]!.from) ||
    stretches.some(({ from, value }, index) => {
      const next = stretches[index + 1]
      const starts = Typed.day(from) <= days.high
      return value === undefined && starts && (next === undefined || days.low < Typed.day(next.from))
    })
  )
}

/** Whether some day of the range falls in a stretch of the duty that is declared unknown. */
export const dutyCanLack = ({ unknown }: Document.Duty, days: Range.Range): boolean =>
  unknown.some(({ from, to }) => Typed.day(from) <= days.high && (to === undefined || days.low < Typed.day(to)))

const onDay = (
  terms: Piece.Terms,
  parameter: Document.Parameter,
  on: Piece.Term,
  write: (value: Document.ParameterValue) => string | Piece.Term
): Piece.Term =>
  terms.join([
    `CASE ${Quote.comment(parameter.name)}`,
    ...stretchesOf(parameter)
      .toReversed()
      .flatMap((stretch) => [
        `\n      ${cited(stretch)}WHEN `,
        on,
        ` >= ${Dialect.day(stretch.from)} THEN `,
        stretch.value === undefined ? "NULL" : write(stretch.value)
      ]),
    " END"
  ])

/** A figure on a day. */
export const figure = (terms: Piece.Terms, parameter: Document.Parameter, on: Piece.Term): Piece.Term =>
  onDay(terms, parameter, on, (value) => Dialect.number(value as number))

/** A fraction on a day. */
export const fraction = (terms: Piece.Terms, parameter: Document.Parameter, on: Piece.Term): Arithmetic.Fraction => {
  const part = (name: "numerator" | "denominator") =>
    onDay(terms, parameter, on, (value) => Dialect.number((value as Readonly<Record<typeof name, number>>)[name]))
  return { numerator: part("numerator"), denominator: part("denominator") }
}

/** Whether a duty holds on a day: known stretches and unknown ones, and false outside both. */
export const duty = (terms: Piece.Terms, { name, periods, unknown }: Document.Duty, on: Piece.Term): Piece.Term => {
  const covers = ({ from, to }: { readonly from: CivilDate.CivilDate; readonly to?: CivilDate.CivilDate }) =>
    to === undefined
      ? terms.sql`${on} >= ${Dialect.day(from)}`
      : terms.sql`${on} >= ${Dialect.day(from)} AND ${on} < ${Dialect.day(to)}`
  return terms.join([
    `CASE ${Quote.comment(name)} WHEN `,
    on,
    " IS NULL THEN NULL",
    ...periods.flatMap((period) => [
      `\n      ${period.citation === undefined ? "" : `${Quote.comment(Citation.short(period.citation))} `}WHEN `,
      covers(period),
      " THEN TRUE"
    ]),
    ...unknown.flatMap((stretch) => ["\n      WHEN ", covers(stretch), " THEN NULL"]),
    " ELSE FALSE END"
  ])
}

/** The value of the band that a number falls in, in the table of a day. */
export const band = (
  terms: Piece.Terms,
  parameter: Document.Parameter,
  operand: Piece.Term,
  on: Piece.Term
): Piece.Term =>
  onDay(terms, parameter, on, (value) => {
    const { bands } = value as { readonly bands: ReadonlyArray<Document.Band> }
    const gives = (band: Document.Band): string =>
      typeof band.value === "string" ? FactColumns.text(band.value) : Dialect.number(band.value)
    // The last band says IS NOT NULL: an operand that is not known must not fall into it.
    return terms.join([
      "CASE",
      ...bands.flatMap((band) => [
        " WHEN ",
        operand,
        band.upTo === undefined ? " IS NOT NULL" : ` <= ${Dialect.number(band.upTo)}`,
        ` THEN ${gives(band)}`
      ]),
      " END"
    ])
  })

/** The sum of each layer's share of a number that is not negative, over a common denominator, rounded once. */
export const scale = (
  terms: Piece.Terms,
  dialect: Dialect.Dialect,
  parameter: Document.Parameter,
  operand: Piece.Term,
  on: Piece.Term,
  rounding: Rounding.Rounding
): Piece.Term =>
  onDay(terms, parameter, on, (value) => {
    const { layers } = value as { readonly layers: ReadonlyArray<Document.Layer> }
    const common = Operands.commonDenominator(layers)
    const parts: Array<Piece.Term> = []
    let below = 0
    for (const { rate, upTo } of layers) {
      // As in deciding: a layer that ends where it begins is the last one looked at.
      if (upTo !== undefined && upTo <= below) break
      const within = terms.sql`GREATEST(${
        upTo === undefined ? operand : terms.sql`LEAST(${operand}, ${Dialect.number(upTo)})`
      } - ${Dialect.number(below)}, 0)`
      const factor = BigInt(rate.numerator) * (common / BigInt(rate.denominator))
      parts.push(terms.sql`${within} * ${Dialect.number(factor)}`)
      if (upTo === undefined) break
      below = upTo
    }
    const total = parts.length === 0 ? terms.sql`0::bigint` : terms.sql`(${terms.list(" + ", parts)})`
    const denominator = terms.sql`${Dialect.number(common)}`
    const rounded = Arithmetic.divide(terms, dialect, { numerator: total, denominator }, rounding, false)
    // LEAST and GREATEST leave NULL out instead of giving it.
    return terms.sql`CASE WHEN ${operand} IS NOT NULL THEN ${rounded} END`
  })
