/**
 * Figures of law with a history: each value with the day it takes effect and its citation, and a word about what holds
 * after the last one. Reading a figure always takes a day; there is no "current" value.
 *
 * ```ts
 * import { Citation, Parameter } from "@bina/policy"
 *
 * const uu20 = Citation.make({ instrument: "UU 20/2008", article: "6", title: "UMKM", confidence: "well-known" })
 * const pp7 = Citation.make({ instrument: "PP 7/2021", article: "35", title: "UMKM", confidence: "sourced" })
 *
 * export const ceiling = Parameter.money("msme.small.annual-sales", "IDR", {
 *   text: { id: "batas omzet usaha kecil", en: "ceiling of a small business" },
 *   values: [
 *     { from: "2008-07-04", value: 2_500_000_000, citation: uu20 },
 *     { from: "2021-02-02", value: 15_000_000_000, citation: pp7 }
 *   ],
 *   after: "extends"
 * })
 * ```
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Unit from "../tree/Unit.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Ratio from "../vocabulary/Ratio.ts"
import type * as Rounding from "../vocabulary/Rounding.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Expression from "./Expression.ts"

// ---- Models

/** A value and the day from which it holds; `to` (excluded) only where the law ends it before the next begins. */
export interface ValueFrom<V> {
  readonly from: CivilDate.CivilDateText
  readonly to?: CivilDate.CivilDateText
  readonly value: V
  readonly citation?: Citation.Citation
}

/** A stretch about which nothing was found; reading it answers "unknown". */
export interface UnknownFrom {
  readonly from: CivilDate.CivilDateText
  readonly to?: CivilDate.CivilDateText
  readonly unknown: string
}

/** Values in order of time, what holds after the last, and when somebody should look again. */
export interface Timeline<V> {
  readonly text: Text.Text
  readonly values: readonly [ValueFrom<V> | UnknownFrom, ...Array<ValueFrom<V> | UnknownFrom>]
  readonly after: "extends" | { readonly refusesFrom: CivilDate.CivilDateText }
  readonly reviewBy?: CivilDate.CivilDateText
}

/** A row of a table of bands: through `upTo`, which it includes; the last row has none. */
export interface BandRow<V> {
  readonly upTo?: number
  readonly value: V
}

/** A layer of a marginal scale: its rate applies to the part above the layer before, through `upTo`. */
export interface LayerRow {
  readonly upTo?: number
  readonly rate: Ratio.Ratio
}

/** What {@link valueOn} found: the value with where it stands. */
export interface ValueOn<V> {
  readonly value: V
  readonly from: CivilDate.CivilDate
  readonly citation: Citation.Citation | undefined
}

// ---- Errors

/** The history cannot be used: its entries overlap, leave an undeclared gap, or a value is not of its unit. */
export class ParameterRefused extends Schema.TaggedError<ParameterRefused>()("ParameterRefused", {
  parameter: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `parameter ${this.parameter}: ${this.reason}`
  }
}

// ---- Functions

/** A dated figure. `V` is what {@link valueOn} gives, `E` what `on` makes. */
export class Parameter<out V, out E> {
  readonly document: Document.Parameter
  readonly text: Text.Text
  /** Where the figure is read on a fact's day, it becomes an expression. */
  readonly on: (date: Expression.DateExpression) => E
  declare readonly "~value": V
  constructor(document: Document.Parameter, text: Text.Text, on: (use: Use, date: Expression.DateExpression) => E) {
    this.document = document
    this.text = text
    // One use per parameter, so that uses are told apart by identity.
    const use: Use = { kind: "parameter", parameter: document, text }
    this.on = (date) => on(use, date)
  }
}
type Use = Extract<Expression.Use, { readonly kind: "parameter" }>

const decode = Schema.decodeUnknownResult(Document.Parameter, { onExcessProperty: "error" })

const make = <V, E>(
  name: string,
  unit: Document.ParameterUnit,
  { after, reviewBy, text, values }: Timeline<Document.ParameterValue>,
  on: (use: Use, date: Expression.DateExpression) => E
): Parameter<V, E> => {
  const decoded = decode({ name, unit, entries: values, after, ...(reviewBy === undefined ? {} : { reviewBy }) })
  if (Result.isFailure(decoded)) throw new ParameterRefused({ parameter: name, reason: decoded.failure.message })
  const [reason] = History.parameterFlaws(decoded.success)
  if (reason !== undefined) throw new ParameterRefused({ parameter: name, reason })
  return new Parameter<V, E>(decoded.success, text, on)
}

const reading = (use: Use, date: Expression.DateExpression) => ({
  node: { kind: "parameter", name: use.parameter.name, on: date.node } as const,
  uses: [...new Set([...date.uses, use])]
})

/**
 * An amount of money, in minor units.
 *
 * @throws {ParameterRefused} when the history overlaps or has an undeclared gap.
 */
export const money = <const C extends string>(name: string, currency: C, history: Timeline<number>) =>
  make<number, Expression.MoneyExpression<C>>(
    name,
    { kind: "money", currency: currency as never },
    history,
    (use, date) => {
      const { node, uses } = reading(use, date)
      return new Expression.MoneyExpression<C>(node, uses)
    }
  )

/** A whole number. @throws {ParameterRefused} */
export const integer = (name: string, history: Timeline<number>) =>
  make<number, Expression.IntegerExpression>(name, { kind: "integer" }, history, (use, date) => {
    const { node, uses } = reading(use, date)
    return new Expression.IntegerExpression(node, uses)
  })

/** An exact fraction. @throws {ParameterRefused} */
export const ratio = (name: string, history: Timeline<Ratio.Ratio>) =>
  make<Ratio.Ratio, Expression.RatioExpression>(name, { kind: "ratio" }, history, (use, date) => {
    const { node, uses } = reading(use, date)
    return new Expression.RatioExpression(node, uses)
  })

/** The number a table is read with: an integer or an amount of money. */
export type TableInput = Expression.Summable

const bandOf =
  <E>(Made: new (node: never, uses: never) => E) =>
  (use: Use, date: Expression.DateExpression) =>
  (operand: TableInput): E =>
    new Made(
      { kind: "band", operand: operand.node, table: use.parameter.name, on: date.node } as never,
      [...new Set([...operand.uses, ...date.uses, use])] as never
    )

/**
 * A dated table that puts a number in a class: `table.on(date)(f.annualSales)` is a word. Bounds are included
 * ("sampai dengan"), a row begins above the one before it ("lebih dari").
 *
 * @throws {ParameterRefused}
 */
export const classes = <const L extends string>(
  name: string,
  of: Unit.NumberUnit,
  history: Timeline<readonly [BandRow<L>, ...Array<BandRow<L>>]>
) =>
  make<ReadonlyArray<BandRow<L>>, (operand: TableInput) => Expression.TextExpression<L>>(
    name,
    { kind: "bands", of, gives: { kind: "text" } },
    tabled(history, (bands) => ({ bands })),
    bandOf<Expression.TextExpression<L>>(Expression.TextExpression<L>)
  )

/** A dated table of amounts by zone: `table.on(date)(f.distance)` is money. @throws {ParameterRefused} */
export const bands = <const C extends string>(
  name: string,
  of: Unit.NumberUnit,
  currency: C,
  history: Timeline<readonly [BandRow<number>, ...Array<BandRow<number>>]>
) =>
  make<ReadonlyArray<BandRow<number>>, (operand: TableInput) => Expression.MoneyExpression<C>>(
    name,
    { kind: "bands", of, gives: { kind: "money", currency: currency as never } },
    tabled(history, (rows) => ({ bands: rows })),
    bandOf<Expression.MoneyExpression<C>>(Expression.MoneyExpression<C>)
  )

/**
 * A dated marginal scale (tax layers): `scale.on(date)(f.gross, "down")` is the sum over the layers, rounded once.
 *
 * @throws {ParameterRefused}
 */
export const layers = <const C extends string>(
  name: string,
  currency: C,
  history: Timeline<readonly [LayerRow, ...Array<LayerRow>]>
) =>
  make<
    ReadonlyArray<LayerRow>,
    (operand: Expression.MoneyExpression<C>, rounding: Rounding.Rounding) => Expression.MoneyExpression<C>
  >(
    name,
    { kind: "layers", of: { kind: "money", currency: currency as never } },
    tabled(history, (rows) => ({ layers: rows })),
    (use, date) => (operand, rounding) =>
      new Expression.MoneyExpression<C>(
        { kind: "scale", operand: operand.node, table: use.parameter.name, on: date.node, rounding },
        [...new Set([...operand.uses, ...date.uses, use])]
      )
  )

const tabled = <V>(history: Timeline<V>, wrap: (value: V) => unknown): Timeline<Document.ParameterValue> => ({
  ...history,
  values: history.values.map((entry) =>
    "unknown" in entry ? entry : { ...entry, value: wrap(entry.value) as Document.ParameterValue }
  ) as unknown as Timeline<Document.ParameterValue>["values"]
})

/** The value on a day, or why there is none: before the first, in a declared gap, or past a `refusesFrom`. */
export const valueOn = <V, E>(
  { document }: Parameter<V, E>,
  on: CivilDate.CivilDate
): Result.Result<ValueOn<V>, History.NoValueOn> =>
  Result.map(History.entryOn(document, on), ({ citation, from, value }) => {
    const plain =
      typeof value === "object" && "bands" in value
        ? value.bands
        : typeof value === "object" && "layers" in value
          ? value.layers
          : value
    return { value: plain as V, from, citation }
  })
