/**
 * Numbers by name, and how they add up: field by field, name by name, in any order with the same result. What a
 * report shows of one cohort and of a whole season is made of these.
 */
import { Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** A struct of whole numbers with these names. */
export const counts = <const Names extends ReadonlyArray<string>>(...names: Names) =>
  Schema.Struct(
    Object.fromEntries(names.map((name) => [name, Schema.Int])) as { readonly [K in Names[number]]: typeof Schema.Int }
  )

// ---- Rules

/** How often a value stands among others. */
export const countOf = <A>(values: ReadonlyArray<A>, value: A): number =>
  values.reduce((count, other) => (other === value ? count + 1 : count), 0)

/** How often each name was given, sorted by name so that equal figures are equal values. */
export const frequencies = (names: ReadonlyArray<string>): Readonly<Record<string, number>> => {
  const counted = new Map<string, number>()
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1)
  return sorted(Object.fromEntries(counted))
}

/** The same record, sorted by name. */
export const sorted = <A>(record: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Both records together; a name that stands in both gets both values put together. */
export const merge = <A>(
  a: Readonly<Record<string, A>>,
  b: Readonly<Record<string, A>>,
  together: (x: A, y: A) => A
): Readonly<Record<string, A>> => {
  const merged = new Map(Object.entries(a))
  for (const [name, value] of Object.entries(b)) {
    const other = merged.get(name)
    merged.set(name, other === undefined ? value : together(other, value))
  }
  return sorted(Object.fromEntries(merged))
}

/** The sum, field by field, of two structs with the same fields, all of them numbers. */
export const plus = <A extends { readonly [K in keyof A]: number }>(a: A, b: A): A =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, (value as number) + b[name as keyof A]])) as A

/** The figures, if each is still a safe integer. */
export const exact = <A extends { readonly [K in keyof A]: number }>(
  amounts: A
): Result.Result<A, Money.AmountTooLarge> =>
  Object.values<number>(amounts).every(Number.isSafeInteger)
    ? Result.succeed(amounts)
    : Result.fail(new Money.AmountTooLarge())
