/**
 * Names an expression, with its citation and its text in both languages. A named rule is itself an expression, so later
 * rules use earlier ones by plain `const`.
 */
import type * as Document from "../tree/Document.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Expression from "./Expression.ts"
import type * as Fact from "./Fact.ts"
import * as ListExpression from "./ListExpression.ts"
import * as Exceptions from "../tree/Exceptions.ts"

// ---- Models

/**
 * Where the rule comes from and what it says. A rule of arithmetic (a net amount) may do without a citation; `check`
 * names those that should not.
 */
export interface Options {
  readonly citation?: Citation.Citation
  readonly text: Text.Text
}

/** What a requirement says twice: what is asked, and what is said to somebody who does not meet it. */
export interface RequirementOptions extends Options {
  /**
   * The reason in words, on lists and in letters: a sentence about the one who is refused, such as "A civil servant",
   * never the requirement itself. It may name the facts concerned, not their values.
   */
  readonly refusal: Text.Text
}

/** A requirement: its name is the reason given when it is false. */
export interface Requirement extends Expression.BooleanExpression {
  readonly name: string
}

/** A condition on each element of a list. */
export class Each<F extends Fact.Fields> {
  readonly list: ListExpression.ListExpression<F>
  readonly node: { readonly kind: "rule"; readonly name: string }
  readonly uses: ReadonlyArray<Expression.Use>
  constructor(list: ListExpression.ListExpression<F>, name: string, uses: ReadonlyArray<Expression.Use>) {
    this.list = list
    this.node = { kind: "rule", name }
    this.uses = uses
  }
  private holds(): Expression.BooleanExpression {
    return new Expression.BooleanExpression(this.node, this.uses)
  }
  /** How many elements satisfy the rule. */
  count(): Expression.IntegerExpression {
    return ListExpression.count(this.list.list, this.holds())
  }
  /** The sum of a value over the elements that satisfy the rule. */
  sum<E extends Expression.Summable>(of: (element: ListExpression.OfFields<F>) => E): E {
    return ListExpression.sum(this.list.list, of(this.list.element), this.holds())
  }
  /** The rule as a condition inside another rule over the same list. */
  asCondition(): Expression.BooleanExpression {
    return this.holds()
  }
}

/** An `each` rule over some list: its elements are invariant, so no other type stands for all of them. */
// oxlint-disable-next-line typescript/no-explicit-any -- see above
export type AnyEach = Each<any>

// ---- Functions

const withRule = (
  rule: Document.Rule,
  { refusal, text }: Options & { readonly refusal?: Text.Text },
  uses: ReadonlyArray<Expression.Use>
): ReadonlyArray<Expression.Use> => [
  ...uses,
  { kind: "rule", rule, text, ...(refusal === undefined ? {} : { refusal }) }
]

const cited = ({ citation }: Options) => (citation === undefined ? {} : { citation })

/** A condition that must hold; where it does not, its name is the reason and `refusal` says it in words. */
export const requires = (
  name: string,
  body: Expression.BooleanExpression,
  options: RequirementOptions
): Requirement => {
  const rule: Document.Rule = { kind: "requires", name, body: body.node, ...cited(options) }
  const named = new Expression.BooleanExpression({ kind: "rule", name }, withRule(rule, options, body.uses))
  return Object.assign(named, { name })
}

/** A named amount of money. */
export const amount = <C extends string>(
  name: string,
  body: Expression.MoneyExpression<C>,
  options: Options
): Expression.MoneyExpression<C> =>
  new Expression.MoneyExpression<C>(
    { kind: "rule", name },
    withRule({ kind: "amount", name, body: body.node, ...cited(options) }, options, body.uses)
  )

/** A named value that is not money: a count, a day, a class. */
export const quantity = <E extends Exclude<Expression.Value, Expression.AnyMoney>>(
  name: string,
  body: E,
  options: Options
): Expression.Widened<E> =>
  Expression.remade(
    body,
    { kind: "rule", name },
    withRule({ kind: "quantity", name, body: body.node, ...cited(options) }, options, body.uses)
  )

/** A condition on each element of a list; count or sum over it, or answer with it, one line an element. */
export const each = <F extends Fact.Fields>(
  name: string,
  list: ListExpression.ListExpression<F>,
  condition: (element: ListExpression.OfFields<F>) => Expression.BooleanExpression,
  options: Options
): Each<F> => {
  const body = condition(list.element)
  return new Each(
    list,
    name,
    withRule({ kind: "each", name, list: list.list, body: body.node, ...cited(options) }, options, body.uses)
  )
}

/** What an exception says: when it applies, what holds then, and which other exceptions it gives way to. */
export interface Exception<E extends Expression.Value> {
  readonly label: string
  readonly when: Expression.BooleanExpression
  readonly value: E
  readonly options: ExceptionOptions
}

/** As {@link Options}; `yieldsTo` names the labels of exceptions above it that go first where both apply. */
export interface ExceptionOptions extends Options {
  readonly yieldsTo?: ReadonlyArray<string>
}

/** An exception to a general rule, under a label that reasons and regulations refer to. */
export const except = <E extends Expression.Value>(
  label: string,
  when: Expression.BooleanExpression,
  value: E,
  options: ExceptionOptions
): Exception<E> => ({ label, when, value, options })

/**
 * A general rule with exceptions, as statutes are written: the value in general, unless an exception applies. Two
 * exceptions that can apply at once must say which gives way; `check` finds those that do not (B113).
 *
 * ```ts
 * import { Expression, Fact, Policy, Rule } from "@bina/policy"
 * import * as Schema from "effect/Schema"
 *
 * const Facts = Schema.Struct({
 *   student: Fact.boolean({ text: { id: "mahasiswa", en: "student" } }),
 *   veteran: Fact.boolean({ text: { id: "veteran", en: "veteran" } })
 * })
 * const policy = Policy.make("example/fee", Facts, (f) => ({
 *   fee: Rule.general(
 *     "fee",
 *     Expression.money("IDR", 50_000),
 *     [
 *       Rule.except("veterans", f.veteran, Expression.money("IDR", 0), { text: { id: "Veteran.", en: "Veterans." } }),
 *       Rule.except("students", f.student, Expression.money("IDR", 20_000), {
 *         text: { id: "Mahasiswa.", en: "Students." },
 *         yieldsTo: ["veterans"]
 *       })
 *     ],
 *     { text: { id: "Biaya.", en: "Fee." } }
 *   )
 * }))
 * Policy.decide(policy, { student: true, veteran: true }) // fee: 0
 * ```
 *
 * @throws {TypeError} when a label is used twice, or an exception yields to one that does not stand above it.
 */
export const general = <E extends Expression.Value>(
  name: string,
  value: E,
  exceptions: readonly [Exception<E>, ...Array<Exception<E>>],
  options: Options
): Expression.Widened<E> => {
  const applies = new Map<string, Expression.BooleanExpression>()
  const rows = exceptions.map(({ label, options: own, value: given, when }) => {
    if (applies.has(label)) throw new TypeError(`two exceptions of ${name} are called ${label}: give one another label`)
    const above = (own.yieldsTo ?? []).map((other) => {
      const first = applies.get(other)
      if (first !== undefined) return first.not()
      throw new TypeError(
        `exception ${label} of ${name} yields to ${other}, which does not stand above it: move it there`
      )
    })
    const condition = quantity(Exceptions.nameOf(name, label), when.and(...above), own) as Expression.BooleanExpression
    applies.set(label, condition)
    return [condition, given] as const
  })
  const [first, ...others] = rows
  const table = Expression.cases([first!, ...others], value)
  const kind = table instanceof Expression.MoneyExpression ? "amount" : "quantity"
  const rule: Document.Rule = { kind, name, body: table.node, ...cited(options) }
  return Expression.remade(value, { kind: "rule", name }, withRule(rule, options, table.uses))
}
