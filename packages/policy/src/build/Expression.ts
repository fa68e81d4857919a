/**
 * Typed expressions over facts. Each method makes a node of the tree; what does not fit together (a misspelt literal,
 * money beside a count, rupiah beside dollars) does not compile.
 *
 * An expression also remembers the rules, parameters and duties that it uses, in order of first use, so that
 * `Policy.make` can collect them without a registry.
 */
import type * as Document from "../tree/Document.ts"
import type * as Node from "../tree/Node.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Money from "../vocabulary/Money.ts"
import type * as Ratio from "../vocabulary/Ratio.ts"
import type * as Rounding from "../vocabulary/Rounding.ts"
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** A rule, parameter or duty that an expression uses. */
export type Use =
  | {
      readonly kind: "rule"
      readonly rule: Document.Rule
      readonly text: Text.Text
      readonly refusal?: Text.Text
    }
  | { readonly kind: "parameter"; readonly parameter: Document.Parameter; readonly text: Text.Text }
  | { readonly kind: "duty"; readonly duty: Document.Duty; readonly text: Text.Text }

/** Any expression. */
export interface Any {
  readonly node: Node.Node
  readonly uses: ReadonlyArray<Use>
}

/** The uses of several expressions, each once, in order. */
export const usesOf = (...parts: ReadonlyArray<Any>): ReadonlyArray<Use> => [
  ...new Set(parts.flatMap(({ uses }) => uses))
]

/** What every expression is made of. */
export abstract class Base implements Any {
  readonly node: Node.Node
  readonly uses: ReadonlyArray<Use>
  constructor(node: Node.Node, uses: ReadonlyArray<Use>) {
    this.node = node
    this.uses = uses
  }
}

const compare = (operator: Node.Operator, left: Any, right: Any): BooleanExpression =>
  new BooleanExpression({ kind: "compare", operator, left: left.node, right: right.node }, usesOf(left, right))

/** Comparisons of ordered values, worded as a regulation words them. Bounds are included unless the name says not. */
abstract class Ordered<Operand> extends Base {
  /** The operand as an expression: literals become constants. */
  protected abstract lift(operand: Operand): Any
  is(other: Operand): BooleanExpression {
    return compare("equal", this, this.lift(other))
  }
  isNot(other: Operand): BooleanExpression {
    return compare("not-equal", this, this.lift(other))
  }
  isLessThan(other: Operand): BooleanExpression {
    return compare("less", this, this.lift(other))
  }
  isAtMost(other: Operand): BooleanExpression {
    return compare("at-most", this, this.lift(other))
  }
  isMoreThan(other: Operand): BooleanExpression {
    return compare("more", this, this.lift(other))
  }
  isAtLeast(other: Operand): BooleanExpression {
    return compare("at-least", this, this.lift(other))
  }
}

/** A yes or no. */
export class BooleanExpression extends Base {
  /** Makes the type nominal: a boolean is no other expression. */
  declare readonly "~unit": "boolean"
  not(): BooleanExpression {
    return new BooleanExpression({ kind: "not", operand: this.node }, this.uses)
  }
  and(...others: ReadonlyArray<BooleanExpression>): BooleanExpression {
    return allOf(this, ...others)
  }
  or(...others: ReadonlyArray<BooleanExpression>): BooleanExpression {
    return anyOf(this, ...others)
  }
  /** If this then that: true whenever this is false. */
  implies(consequence: BooleanExpression): BooleanExpression {
    return anyOf(this.not(), consequence)
  }
  /** One value if this holds, another if not; only the branch taken needs its facts. */
  choose<E extends Value>(yes: E, no: E): Widened<E> {
    return choose(this, yes, no)
  }
}

/** A whole number. */
export class IntegerExpression extends Ordered<IntegerExpression | number> {
  declare readonly "~unit": "integer"
  protected lift(operand: IntegerExpression | number): IntegerExpression {
    return typeof operand === "number" ? integer(operand) : operand
  }
  plus(...others: ReadonlyArray<IntegerExpression | number>): IntegerExpression {
    const parts = [this, ...others.map((other) => this.lift(other))]
    return new IntegerExpression({ kind: "plus", operands: parts.map(({ node }) => node) }, usesOf(...parts))
  }
  minus(other: IntegerExpression | number): IntegerExpression {
    return arithmetic("minus", this, this.lift(other), IntegerExpression)
  }
  times(other: IntegerExpression | number): IntegerExpression
  times<C extends string>(other: MoneyExpression<C>): MoneyExpression<C>
  times(other: IntegerExpression | number | MoneyExpression<string>): Any {
    return other instanceof MoneyExpression
      ? arithmetic("times", this, other, MoneyExpression<string>)
      : arithmetic("times", this, this.lift(other), IntegerExpression)
  }
  atMost(bound: IntegerExpression | number): IntegerExpression {
    return clamp("at-most", this, this.lift(bound), IntegerExpression)
  }
  atLeast(bound: IntegerExpression | number): IntegerExpression {
    return clamp("at-least", this, this.lift(bound), IntegerExpression)
  }
  /** The fraction of this in a whole that is proven positive. */
  outOf(whole: IntegerExpression | number): RatioExpression {
    return fraction(this, this.lift(whole))
  }
  share(part: Ratio.Ratio | RatioExpression, rounding: Rounding.Rounding): IntegerExpression {
    return portion(this, part, rounding, IntegerExpression)
  }
  isAmong(...values: readonly [number, ...Array<number>]): BooleanExpression {
    return member(
      this,
      values.map((value) => integer(value).node as Node.Literal)
    )
  }
}

/** Money of one currency. */
export class MoneyExpression<in out C extends string> extends Ordered<MoneyExpression<C>> {
  declare readonly "~unit": { readonly money: (currency: C) => C }
  protected lift(operand: MoneyExpression<C>): MoneyExpression<C> {
    return operand
  }
  plus(...others: ReadonlyArray<MoneyExpression<C>>): MoneyExpression<C> {
    const parts = [this, ...others]
    return new MoneyExpression({ kind: "plus", operands: parts.map(({ node }) => node) }, usesOf(...parts))
  }
  minus(other: MoneyExpression<C>): MoneyExpression<C> {
    return arithmetic("minus", this, other, MoneyExpression<C>)
  }
  times(count: IntegerExpression | number): MoneyExpression<C> {
    return arithmetic("times", this, typeof count === "number" ? integer(count) : count, MoneyExpression<C>)
  }
  atMost(bound: MoneyExpression<C>): MoneyExpression<C> {
    return clamp("at-most", this, bound, MoneyExpression<C>)
  }
  atLeast(bound: MoneyExpression<C>): MoneyExpression<C> {
    return clamp("at-least", this, bound, MoneyExpression<C>)
  }
  /** Capped where a cap is set; uncapped where it is known that none is; undetermined where nobody knows. */
  atMostIfSet(bound: OptionalExpression<MoneyExpression<C>>): MoneyExpression<C> {
    return bound.ifSet((cap) => this.atMost(cap), this)
  }
  outOf(whole: MoneyExpression<C>): RatioExpression {
    return fraction(this, whole)
  }
  /** A share, rounded once and as named. */
  share(part: Ratio.Ratio | RatioExpression, rounding: Rounding.Rounding): MoneyExpression<C> {
    return portion(this, part, rounding, MoneyExpression<C>)
  }
}

/** An exact fraction. */
export class RatioExpression extends Ordered<RatioExpression | Ratio.Ratio> {
  declare readonly "~unit": "ratio"
  protected lift(operand: RatioExpression | Ratio.Ratio): RatioExpression {
    return operand instanceof RatioExpression ? operand : ratio(operand)
  }
}

/** A calendar day. */
export class DateExpression extends Base {
  declare readonly "~unit": "date"
  private lift(day: DateExpression | CivilDate.CivilDateText): DateExpression {
    return day instanceof DateExpression ? day : date(day)
  }
  isOn(day: DateExpression | CivilDate.CivilDateText): BooleanExpression {
    return compare("equal", this, this.lift(day))
  }
  isBefore(day: DateExpression | CivilDate.CivilDateText): BooleanExpression {
    return compare("less", this, this.lift(day))
  }
  isOnOrBefore(day: DateExpression | CivilDate.CivilDateText): BooleanExpression {
    return compare("at-most", this, this.lift(day))
  }
  isAfter(day: DateExpression | CivilDate.CivilDateText): BooleanExpression {
    return compare("more", this, this.lift(day))
  }
  isOnOrAfter(day: DateExpression | CivilDate.CivilDateText): BooleanExpression {
    return compare("at-least", this, this.lift(day))
  }
  /** Completed years since this birth; undetermined when the day lies before it. */
  ageOn(day: DateExpression | CivilDate.CivilDateText): IntegerExpression {
    const on = this.lift(day)
    return new IntegerExpression({ kind: "age", birth: this.node, on: on.node }, usesOf(this, on))
  }
  /** Days from this to another day, negative when that comes first. */
  daysUntil(day: DateExpression | CivilDate.CivilDateText): IntegerExpression {
    const to = this.lift(day)
    return new IntegerExpression({ kind: "days-between", from: this.node, to: to.node }, usesOf(this, to))
  }
  plusDays(days: IntegerExpression | number): DateExpression {
    const by = typeof days === "number" ? integer(days) : days
    return new DateExpression({ kind: "plus-days", date: this.node, days: by.node }, usesOf(this, by))
  }
}

/** One of a closed set of words. */
export class TextExpression<out L extends string> extends Base {
  declare readonly "~unit": { readonly text: L }
  is<const V extends L>(value: V): BooleanExpression {
    return compare("equal", this, text(value))
  }
  isNot<const V extends L>(value: V): BooleanExpression {
    return compare("not-equal", this, text(value))
  }
  isAmong<const V extends L>(...values: readonly [V, ...Array<V>]): BooleanExpression {
    return member(
      this,
      values.map((value) => text(value).node as Node.Literal)
    )
  }
}

/** A word of an open vocabulary. */
export class CodeExpression extends Base {
  declare readonly "~unit": "code"
  is(value: string): BooleanExpression {
    return compare("equal", this, text(value))
  }
  isNot(value: string): BooleanExpression {
    return compare("not-equal", this, text(value))
  }
  isAmong(...values: readonly [string, ...Array<string>]): BooleanExpression {
    return member(
      this,
      values.map((value) => text(value).node as Node.Literal)
    )
  }
}

/** An opaque word. */
export class TokenExpression extends Base {
  declare readonly "~unit": "token"
  isSameAs(other: TokenExpression): BooleanExpression {
    return compare("equal", this, other)
  }
}

/** A value that can be known to be absent. */
export class OptionalExpression<out E extends Value> extends Base {
  declare readonly "~unit": { readonly optional: E }
  private readonly wrap: (node: Node.Node, uses: ReadonlyArray<Use>) => E
  constructor(node: Node.Node, uses: ReadonlyArray<Use>, wrap: (node: Node.Node, uses: ReadonlyArray<Use>) => E) {
    super(node, uses)
    this.wrap = wrap
  }
  /** One value computed from this where it is set, another where it is known to be absent. */
  ifSet<R extends Value>(yes: (value: E) => R, no: R): Widened<R> {
    const then = yes(this.wrap({ kind: "set", operand: this.node }, this.uses))
    const node: Node.Node = { kind: "if-set", operand: this.node, yes: then.node, no: no.node }
    return remade(then, node, usesOf(this, then, no))
  }
}

/** Money of some currency: the parameter is invariant, so no other type stands for all of them. */
// oxlint-disable-next-line typescript/no-explicit-any -- see above
export type AnyMoney = MoneyExpression<any>

/** Values that can be added up. */
export type Summable = IntegerExpression | AnyMoney

/** Values that can stand in a branch. */
export type Value =
  | BooleanExpression
  | IntegerExpression
  | AnyMoney
  | RatioExpression
  | DateExpression
  | TextExpression<string>
  | CodeExpression
  | TokenExpression

/** What a branch or a name makes of an expression: words of either branch; a requirement is a plain yes or no there. */
export type Widened<E> =
  E extends TextExpression<infer L> ? TextExpression<L> : E extends BooleanExpression ? BooleanExpression : E

// ---- Constants

/** A constant yes or no. */
export const boolean = (value: boolean): BooleanExpression =>
  new BooleanExpression({ kind: "literal", unit: "boolean", value }, [])

/** A constant whole number. */
export const integer = (value: number): IntegerExpression =>
  new IntegerExpression({ kind: "literal", unit: "integer", value }, [])

/** A constant amount, in minor units. */
export const money = <const C extends string>(currency: C, value: number): MoneyExpression<C> =>
  new MoneyExpression({ kind: "literal", unit: "money", currency: Money.currency(currency), value }, [])

/** A constant ratio. */
export const ratio = (value: Ratio.Ratio): RatioExpression =>
  new RatioExpression({ kind: "literal", unit: "ratio", value }, [])

/** A constant day. */
export const date = (day: CivilDate.CivilDateText): DateExpression =>
  new DateExpression({ kind: "literal", unit: "date", value: CivilDate.makeUnsafe(day) }, [])

/** A constant word. */
export const text = <const L extends string>(value: L): TextExpression<L> =>
  new TextExpression({ kind: "literal", unit: "text", value }, [])

// ---- Combinations

/** True when all are, false as soon as one is false. */
export const allOf = (...parts: readonly [BooleanExpression, ...Array<BooleanExpression>]): BooleanExpression =>
  new BooleanExpression({ kind: "and", operands: parts.map(({ node }) => node) }, usesOf(...parts))

/** True as soon as one is, false when all are false. */
export const anyOf = (...parts: readonly [BooleanExpression, ...Array<BooleanExpression>]): BooleanExpression =>
  new BooleanExpression({ kind: "or", operands: parts.map(({ node }) => node) }, usesOf(...parts))

/** True when at least `least` of the conditions are. */
export const atLeastOf = (
  least: number,
  ...parts: readonly [BooleanExpression, ...Array<BooleanExpression>]
): BooleanExpression =>
  new BooleanExpression({ kind: "at-least-of", least, operands: parts.map(({ node }) => node) }, usesOf(...parts))

/** One value or another. */
export const choose = <E extends Value>(when: BooleanExpression, yes: E, no: E): Widened<E> =>
  remade(yes, { kind: "choose", when: when.node, yes: yes.node, no: no.node }, usesOf(when, yes, no))

/** A decision table: the value of the first row whose condition is true, otherwise the last argument. */
export const cases = <E extends Value>(
  rows: readonly [readonly [BooleanExpression, E], ...Array<readonly [BooleanExpression, E]>],
  otherwise: E
): Widened<E> =>
  remade(
    otherwise,
    {
      kind: "cases",
      rows: rows.map(([when, value]) => ({ when: when.node, value: value.node })),
      otherwise: otherwise.node
    },
    usesOf(...rows.flat(), otherwise)
  )

const arithmetic = <E>(
  kind: "minus" | "times",
  left: Any,
  right: Any,
  Made: new (node: Node.Node, uses: ReadonlyArray<Use>) => E
): E => new Made({ kind, left: left.node, right: right.node }, usesOf(left, right))

const clamp = <E>(
  kind: "at-most" | "at-least",
  operand: Any,
  bound: Any,
  Made: new (node: Node.Node, uses: ReadonlyArray<Use>) => E
): E => new Made({ kind, operand: operand.node, bound: bound.node }, usesOf(operand, bound))

const fraction = (numerator: Any, denominator: Any): RatioExpression =>
  new RatioExpression(
    { kind: "ratio", numerator: numerator.node, denominator: denominator.node },
    usesOf(numerator, denominator)
  )

const portion = <E>(
  operand: Any,
  part: Ratio.Ratio | RatioExpression,
  rounding: Rounding.Rounding,
  Made: new (node: Node.Node, uses: ReadonlyArray<Use>) => E
): E => {
  const by = part instanceof RatioExpression ? part : ratio(part)
  return new Made({ kind: "share", operand: operand.node, ratio: by.node, rounding }, usesOf(operand, by))
}

const member = (operand: Any, among: ReadonlyArray<Node.Literal>): BooleanExpression =>
  new BooleanExpression({ kind: "member", operand: operand.node, among }, operand.uses)

/** An expression of the same kind as `like`, over another node. */
export const remade = <E extends Value>(like: E, node: Node.Node, uses: ReadonlyArray<Use>): Widened<E> => {
  const Made = like.constructor as new (node: Node.Node, uses: ReadonlyArray<Use>) => Widened<E>
  return new Made(node, uses)
}
