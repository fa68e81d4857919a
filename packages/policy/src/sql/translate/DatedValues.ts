/**
 * Dated values as SQL: a parameter, a duty or a table becomes a case over the day, newest first, each line with its
 * citation. A day on which nothing is known gives `NULL`, as does a day that is not known.
 */
import type * as Document from "../../tree/Document.ts"
import * as History from "../../tree/History.ts"
import type * as Range from "../../tree/Range.ts"
import * as Citation from "../../vocabulary/Citation.ts"
import type * as CivilDate from "../../vocabulary/CivilDate.ts"
import * as Ratio from "../../vocabulary/Ratio.ts"
import type * as Rounding from "../../vocabulary/Rounding.ts"
import * as Arithmetic from "./Arithmetic.ts"
import * as FactColumns from "./FactColumns.ts"
import * as Dialect from "../Dialect.ts"
import * as Quote from "../Quote.ts"
import type * as Piece from "../Piece.ts"

// ---- Functions

/** Whether some day of the range falls where nothing is known. */
export const canLack = (stretches: ReadonlyArray<History.Stretch<unknown>>, days: Range.Range): boolean =>
  stretches.some(({ day, value }, index) => {
    const next = stretches[index + 1]
    return value === undefined && BigInt(day) <= days.high && (next === undefined || days.low < BigInt(next.day))
  })

const cited = (entry: object | undefined): string => {
  const { citation } = (entry ?? {}) as { readonly citation?: Citation.Citation }
  return citation === undefined ? "" : `${Quote.comment(Citation.short(citation))} `
}

const onDay = (
  pieces: Piece.Pieces,
  parameter: Document.Parameter,
  on: Piece.Piece,
  write: (value: Document.ParameterValue) => string | Piece.Piece
): Piece.Piece =>
  pieces.join([
    `CASE ${Quote.comment(parameter.name)}`,
    // Before the first entry no line fits, which is NULL too.
    ...History.stretches(parameter)
      .slice(1)
      .toReversed()
      .flatMap(({ entry, from, value }) => [
        `\n      ${cited(entry)}WHEN `,
        on,
        ` >= ${Dialect.day(from)} THEN `,
        value === undefined ? "NULL" : write(value)
      ]),
    " END"
  ])

/** A figure on a day. */
export const figure = (pieces: Piece.Pieces, parameter: Document.Parameter, on: Piece.Piece): Piece.Piece =>
  onDay(pieces, parameter, on, (value) => Dialect.number(value as number))

/** A fraction on a day. */
export const fraction = (pieces: Piece.Pieces, parameter: Document.Parameter, on: Piece.Piece): Arithmetic.Fraction => {
  const part = (name: "numerator" | "denominator") =>
    onDay(pieces, parameter, on, (value) => Dialect.number((value as Readonly<Record<typeof name, number>>)[name]))
  return { numerator: part("numerator"), denominator: part("denominator") }
}

/** Whether a duty holds on a day: known stretches and unknown ones, and false outside both. */
export const duty = (pieces: Piece.Pieces, { name, periods, unknown }: Document.Duty, on: Piece.Piece): Piece.Piece => {
  const covers = ({ from, to }: { readonly from: CivilDate.CivilDate; readonly to?: CivilDate.CivilDate }) =>
    to === undefined
      ? pieces.sql`${on} >= ${Dialect.day(from)}`
      : pieces.sql`${on} >= ${Dialect.day(from)} AND ${on} < ${Dialect.day(to)}`
  return pieces.join([
    `CASE ${Quote.comment(name)} WHEN `,
    on,
    " IS NULL THEN NULL",
    ...periods.flatMap((period) => [`\n      ${cited(period)}WHEN `, covers(period), " THEN TRUE"]),
    ...unknown.flatMap((stretch) => ["\n      WHEN ", covers(stretch), " THEN NULL"]),
    " ELSE FALSE END"
  ])
}

/** The value of the band that a number falls in, in the table of a day. */
export const band = (
  pieces: Piece.Pieces,
  parameter: Document.Parameter,
  operand: Piece.Piece,
  on: Piece.Piece
): Piece.Piece =>
  onDay(pieces, parameter, on, (value) => {
    const { bands } = value as { readonly bands: ReadonlyArray<Document.Band> }
    const gives = (band: Document.Band): string =>
      typeof band.value === "string" ? FactColumns.text(band.value) : Dialect.number(band.value)
    // The last band says IS NOT NULL: an operand that is not known must not fall into it.
    return pieces.join([
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
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  parameter: Document.Parameter,
  operand: Piece.Piece,
  on: Piece.Piece,
  rounding: Rounding.Rounding
): Piece.Piece =>
  onDay(pieces, parameter, on, (value) => {
    const { layers } = value as { readonly layers: ReadonlyArray<Document.Layer> }
    const common = Ratio.commonDenominator(layers.map(({ rate }) => rate))
    const parts: Array<Piece.Piece> = []
    let below = 0
    for (const { rate, upTo } of layers) {
      // As in deciding: a layer that ends where it begins is the last one looked at.
      if (upTo !== undefined && upTo <= below) break
      const within = pieces.sql`GREATEST(${
        upTo === undefined ? operand : pieces.sql`LEAST(${operand}, ${Dialect.number(upTo)})`
      } - ${Dialect.number(below)}, 0)`
      const factor = BigInt(rate.numerator) * (common / BigInt(rate.denominator))
      parts.push(pieces.sql`${within} * ${Dialect.number(factor)}`)
      if (upTo === undefined) break
      below = upTo
    }
    const total = parts.length === 0 ? pieces.sql`0::bigint` : pieces.sql`(${pieces.list(" + ", parts)})`
    const denominator = pieces.sql`${Dialect.number(common)}`
    const rounded = Arithmetic.divide(pieces, dialect, { numerator: total, denominator }, rounding, false)
    // LEAST and GREATEST leave NULL out instead of giving it.
    return pieces.sql`CASE WHEN ${operand} IS NOT NULL THEN ${rounded} END`
  })
