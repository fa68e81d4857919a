/**
 * Declares the facts that a policy reads: an Effect `Schema.Struct` whose fields are made here. A leaf carries what a
 * schema cannot: bounds, currency, whether it may stand in clear, its name in both languages.
 *
 * ```ts
 * import { Fact } from "@bina/policy"
 * import * as Schema from "effect/Schema"
 *
 * const Applicant = Schema.Struct({
 *   birthDate: Fact.date({ text: { id: "tanggal lahir", en: "date of birth" } }),
 *   occupation: Fact.literals(["owner", "job-seeker"], { text: { id: "pekerjaan", en: "occupation" } }),
 *   annualSales: Fact.money("IDR", { text: { id: "omzet setahun", en: "annual sales" } })
 * })
 * ```
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Document from "../tree/Document.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Money from "../vocabulary/Money.ts"
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** What a leaf or list declares, without its name, which is its key in the struct. */
export type Declaration = LeafDeclaration | ListDeclaration
type WithoutName<D> = D extends unknown ? Omit<D, "name"> : never

/** What a leaf declares. */
export type LeafDeclaration = WithoutName<Document.Leaf> & { readonly text: Text.Text; readonly labels?: Labels }

/** What a list declares. */
export interface ListDeclaration {
  readonly kind: "list"
  readonly maxLength: number
  readonly elements: Fields
  readonly text: Text.Text
}

/** Names of the literals of a fact in both languages. */
export type Labels = Readonly<Record<string, Text.Text>>

/** A schema made by this module; `Shape` tells the builder which expression the fact becomes. */
export interface Fact<Shape, T> extends Schema.Codec<T, unknown> {
  readonly declaration: Declaration
  readonly "~shape": Shape
}

/** The shapes of facts, at the level of types only. */
export interface BooleanShape {
  readonly kind: "boolean"
}
export interface IntegerShape {
  readonly kind: "integer"
}
export interface DateShape {
  readonly kind: "date"
}
export interface CodeShape {
  readonly kind: "code"
}
export interface TokenShape {
  readonly kind: "token"
}
export interface MoneyShape<C extends string> {
  readonly kind: "money"
  readonly currency: C
}
export interface TextShape<L extends string> {
  readonly kind: "text"
  readonly literal: L
}
export interface OptionalShape<S> {
  readonly kind: "optional"
  readonly of: S
}
export interface ListShape<F extends Fields> {
  readonly kind: "list"
  readonly elements: F
}

/** The fields of a facts struct. */
export type Fields = Readonly<Record<string, Fact<unknown, unknown>>>

/** Any facts struct. */
export type Facts<F extends Fields = Fields> = Schema.Struct<F>

/** What every leaf says: its name in both languages, and whether it may stand in clear (default: sealed). */
export interface Options {
  readonly text: Text.Text
  readonly open?: boolean
}

/** Bounds of a number, both included. */
export interface NumberOptions extends Options {
  readonly least?: number
  readonly most?: number
}

// ---- Functions

/** Numbers without declared bounds lie in 0 … 10¹³. */
export const defaultMost = 10_000_000_000_000

const leaf = <Shape, T>(schema: Schema.Codec<T, never> | Schema.Codec<T, unknown>, declaration: Declaration) =>
  Object.assign(schema, { declaration }) as unknown as Fact<Shape, T>

const base = (options: Options) => ({ optional: false, open: options.open ?? false, text: options.text })

const between = ({ least = 0, most = defaultMost }: NumberOptions) => ({ least, most })

/** Yes or no. */
export const boolean = (options: Options): Fact<BooleanShape, boolean> =>
  leaf(Schema.Boolean.annotate({}), { kind: "boolean", ...base(options) })

/** A whole number. */
export const integer = (options: NumberOptions): Fact<IntegerShape, number> => {
  const { least, most } = between(options)
  return leaf(Schema.Int.check(Schema.isBetween({ minimum: least, maximum: most })), {
    kind: "integer",
    ...base(options),
    least,
    most
  })
}

/** Money as whole minor units; its currency stands here, not in the value. */
export const money = <const C extends string>(
  currency: C,
  options: NumberOptions
): Fact<MoneyShape<C>, Money.MinorUnits> => {
  const { least, most } = between(options)
  return leaf(Money.MinorUnits.check(Schema.isBetween({ minimum: least, maximum: most })), {
    kind: "money",
    currency: Money.currency(currency),
    ...base(options),
    least,
    most
  })
}

/** A calendar day, by default in the years 1900 to 2199. */
export const date = (
  options: Options & { readonly earliest?: CivilDate.CivilDateText; readonly latest?: CivilDate.CivilDateText }
): Fact<DateShape, CivilDate.CivilDate> => {
  const earliest = CivilDate.makeUnsafe(options.earliest ?? "1900-01-01")
  const latest = CivilDate.makeUnsafe(options.latest ?? "2199-12-31")
  const inBounds = Schema.makeFilter((day: CivilDate.CivilDate) => earliest <= day && day <= latest)
  return leaf(CivilDate.CivilDate.check(inBounds), { kind: "date", ...base(options), earliest, latest })
}

/** One of a closed set of words. */
export const literals = <const L extends string>(
  values: readonly [L, ...Array<L>],
  options: Options & { readonly labels?: { readonly [K in L]?: Text.Text } }
): Fact<TextShape<L>, L> =>
  leaf(Schema.Literals(values), {
    kind: "text",
    literals: [...values],
    ...base(options),
    ...(options.labels === undefined ? {} : { labels: options.labels as Labels })
  })

const words = (maxLength: number) => Schema.NonEmptyString.check(Schema.isMaxLength(maxLength))

/** A word of an open vocabulary (a district code); compared only with literals. */
export const code = (options: Options & { readonly maxLength?: number }): Fact<CodeShape, string> => {
  const maxLength = options.maxLength ?? 64
  return leaf(words(maxLength), { kind: "code", maxLength, ...base(options) })
}

/** An opaque word (a person's random id) that knows only equality with another token. */
export const token = (options: Options & { readonly maxLength?: number }): Fact<TokenShape, string> => {
  const maxLength = options.maxLength ?? 128
  return leaf(words(maxLength), { kind: "token", maxLength, ...base(options) })
}

/** A fact that can be known to be absent (`Option.none()`), which is not the same as missing. */
export const optional = <S, T>(fact: Fact<S, T>): Fact<OptionalShape<S>, Option.Option<T>> =>
  leaf(Schema.Option(fact as Schema.Codec<T, unknown>), { ...fact.declaration, optional: true } as Declaration)

/** A list of things with facts of their own (the days of a cohort); at most 366 unless it says otherwise. */
export const list = <const F extends Fields>(
  elements: F,
  options: { readonly text: Text.Text; readonly maxLength?: number }
): Fact<ListShape<F>, ReadonlyArray<Schema.Struct<F>["Type"]>> => {
  const maxLength = options.maxLength ?? 366
  const schema = Schema.Array(Schema.Struct(elements)).check(Schema.isMaxLength(maxLength))
  return leaf(schema as never, { kind: "list", maxLength, elements, text: options.text })
}

/**
 * A fact under its name, as it stands in a document.
 *
 * @throws when the schema was not made by this module, or was changed afterwards: then its declaration is lost.
 */
export const named = (name: string, fact: Fact<unknown, unknown>): Document.Fact => {
  if (fact.declaration === undefined) {
    throw new TypeError(`fact ${name}: make it with Fact.date, Fact.money and so on, and do not annotate it afterwards`)
  }
  if (fact.declaration.kind === "list") {
    const { elements, kind, maxLength } = fact.declaration
    const leaves = Object.entries(elements).map(([key, leaf]) => named(key, leaf) as Document.Leaf)
    return { kind, name, maxLength, elements: leaves }
  }
  const { text: _text, labels: _labels, ...rest } = fact.declaration
  return { ...rest, name } as Document.Fact
}

/** The complete facts of a struct, as a type. */
export type Complete<S extends Facts> = S["Type"]

/** Facts as far as they are known: any key may be missing, also in elements of lists. */
export type Partial<T> = {
  readonly [K in keyof T]?: T[K] extends ReadonlyArray<infer E> ? ReadonlyArray<Partial<E>> : T[K]
}

/**
 * What is known of each fact of a struct. A plain fact is its value or an `Option`; none says that nobody knows. An
 * optional fact needs both answers apart: none is _not known_, `Option.some(Option.none())` is _known to be absent_.
 */
export type Known<T> = { readonly [K in keyof T]: Knowable<T[K]> }

type Knowable<V> = [V] extends [Option.Option<unknown>]
  ? Option.Option<V>
  : [V] extends [ReadonlyArray<infer E>]
    ? ReadonlyArray<Partial<E>> | Option.Option<ReadonlyArray<Partial<E>>>
    : V | Option.Option<V>

/**
 * Facts as a policy takes them, from what is known of each: a fact that is not known is a key that is not there. It is
 * total, so a fact that is added to the struct and mapped nowhere does not compile, instead of leaving every case
 * undetermined in silence.
 *
 * ```ts
 * import { Fact, Money } from "@bina/policy"
 * import * as Option from "effect/Option"
 * import * as Schema from "effect/Schema"
 *
 * const Claim = Schema.Struct({
 *   resident: Fact.boolean({ text: { id: "penduduk", en: "resident" } }),
 *   sales: Fact.money("IDR", { text: { id: "omzet", en: "sales" } }),
 *   cap: Fact.optional(Fact.money("IDR", { text: { id: "batas", en: "cap" } }))
 * })
 *
 * Fact.known(Claim, {
 *   resident: true,
 *   sales: Option.none<Money.MinorUnits>(),
 *   cap: Option.some(Option.none())
 * }) // { resident: true, cap: Option.none() }
 * ```
 */
export const known = <F extends Fields>(struct: Facts<F>, values: Known<Facts<F>["Type"]>): Partial<Facts<F>["Type"]> =>
  Object.fromEntries(
    Object.keys(struct.fields).flatMap((name) => {
      const value: unknown = (values as Readonly<Record<string, unknown>>)[name]
      if (!Option.isOption(value)) return [[name, value]]
      return Option.isSome(value) ? [[name, value.value]] : []
    })
  ) as Partial<Facts<F>["Type"]>
