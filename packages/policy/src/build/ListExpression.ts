/**
 * Expressions over a list of things with facts of their own, and the expressions that a struct of facts becomes.
 */
import * as Expression from "./Expression.ts"
import type * as Fact from "./Fact.ts"

// ---- Models

/** The expression of a shape of fact. */
export type Of<Shape> = Shape extends Fact.BooleanShape
  ? Expression.BooleanExpression
  : Shape extends Fact.IntegerShape
    ? Expression.IntegerExpression
    : Shape extends Fact.DateShape
      ? Expression.DateExpression
      : Shape extends Fact.CodeShape
        ? Expression.CodeExpression
        : Shape extends Fact.TokenShape
          ? Expression.TokenExpression
          : Shape extends Fact.MoneyShape<infer C>
            ? Expression.MoneyExpression<C>
            : Shape extends Fact.TextShape<infer L>
              ? Expression.TextExpression<L>
              : Shape extends Fact.OptionalShape<infer S>
                ? Of<S> extends infer E extends Expression.Value
                  ? Expression.OptionalExpression<E>
                  : never
                : Shape extends Fact.ListShape<infer F>
                  ? ListExpression<F>
                  : never

/** The expressions of a struct of facts. */
export type OfFields<F extends Fact.Fields> = { readonly [K in keyof F]: Of<F[K]["~shape"]> }

/** A list of things, each with facts of its own. A rule inside it may read those facts and the facts of the case. */
export class ListExpression<F extends Fact.Fields> extends Expression.Base {
  declare readonly "~unit": "list"
  readonly list: string
  readonly element: OfFields<F>
  constructor(list: string, element: OfFields<F>) {
    super({ kind: "fact", path: list }, [])
    this.list = list
    this.element = element
  }
  /** How many elements satisfy a condition (all of them, without one). */
  count(where?: (element: OfFields<F>) => Expression.BooleanExpression): Expression.IntegerExpression {
    return count(this.list, this.filter(where))
  }
  /** Whether at least one element satisfies a condition. */
  some(where: (element: OfFields<F>) => Expression.BooleanExpression): Expression.BooleanExpression {
    return quantify("some", this.list, where(this.element))
  }
  /** Whether every element satisfies a condition; true of an empty list. */
  every(where: (element: OfFields<F>) => Expression.BooleanExpression): Expression.BooleanExpression {
    return quantify("every", this.list, where(this.element))
  }
  /** The sum of a value over the elements that satisfy a condition; 0 of an empty list. */
  sum<E extends Expression.Summable>(
    of: (element: OfFields<F>) => E,
    where?: (element: OfFields<F>) => Expression.BooleanExpression
  ): E {
    return sum(this.list, of(this.element), this.filter(where))
  }
  /** The smallest value, absent where no element satisfies the condition. */
  least<E extends Expression.Summable>(
    of: (element: OfFields<F>) => E,
    where?: (element: OfFields<F>) => Expression.BooleanExpression
  ): Expression.OptionalExpression<E> {
    return extreme("least", this.list, of(this.element), this.filter(where))
  }
  /** The largest value, absent where no element satisfies the condition. */
  greatest<E extends Expression.Summable>(
    of: (element: OfFields<F>) => E,
    where?: (element: OfFields<F>) => Expression.BooleanExpression
  ): Expression.OptionalExpression<E> {
    return extreme("greatest", this.list, of(this.element), this.filter(where))
  }
  private filter(where?: (element: OfFields<F>) => Expression.BooleanExpression): Expression.BooleanExpression {
    return where === undefined ? Expression.boolean(true) : where(this.element)
  }
}

// ---- Functions

/** How many elements of a list satisfy a condition. */
export const count = (list: string, where: Expression.BooleanExpression): Expression.IntegerExpression =>
  new Expression.IntegerExpression({ kind: "count", list, where: where.node }, where.uses)

/** The sum of a value over the elements of a list that satisfy a condition. */
export const sum = <E extends Expression.Summable>(list: string, of: E, where: Expression.BooleanExpression): E =>
  Expression.remade(of, { kind: "sum", list, where: where.node, of: of.node }, Expression.usesOf(where, of)) as E

const quantify = (
  kind: "some" | "every",
  list: string,
  where: Expression.BooleanExpression
): Expression.BooleanExpression => new Expression.BooleanExpression({ kind, list, where: where.node }, where.uses)

const extreme = <E extends Expression.Summable>(
  kind: "least" | "greatest",
  list: string,
  of: E,
  where: Expression.BooleanExpression
): Expression.OptionalExpression<E> =>
  new Expression.OptionalExpression(
    { kind, list, where: where.node, of: of.node },
    Expression.usesOf(where, of),
    (node, uses) => Expression.remade(of, node, uses) as E
  )
