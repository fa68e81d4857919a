/**
 * Pays claims from budget lines in strict order of registration, over columns: the shares of the `RegistrationOrder`
 * variant of `Budget.variants`, for as many claims and lines as memory holds. Each is paid in full up to the first whom
 * the rest of the line does not cover; there the line stops, and nobody further down overtakes.
 */
import type { Columns } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** Claims in order of registration, in minor units of their line's currency. */
export interface Claims {
  /** The line of each row, a place in the budgets. */
  readonly line: Columns.Numbers
  /** What each row is owed; not negative. */
  readonly gross: Int32Array | Float64Array
}

/** What each row is paid, and 1 in `unpaid` where that is less than it is owed. */
export interface Shares {
  readonly amount: Int32Array | Float64Array
  readonly unpaid: Uint8Array
}

/** Lines while they are paid from. It changes with every row. */
export interface Paying {
  /** What is left on each line; whatever stays there is its residue. */
  readonly left: Float64Array
  /** 1 once somebody could not be paid. */
  readonly closed: Uint8Array
}

// ---- Errors

/** A line holds less than nothing, or more than can be counted exactly. */
export class NotABudget extends Schema.TaggedError<NotABudget>()("NotABudget", { amount: Schema.Number }) {
  override get message(): string {
    return `${this.amount} is no amount of a budget line: give whole minor units, not negative`
  }
}

// ---- Rules

/** Begins with whole lines, each with what is free on it, in minor units. */
export const begin = (amounts: ArrayLike<number>): Result.Result<Paying, NotABudget> => {
  const left = Float64Array.from(amounts)
  const wrong = left.find((amount) => !(Number.isSafeInteger(amount) && amount >= 0))
  return wrong === undefined
    ? Result.succeed({ left, closed: new Uint8Array(left.length) })
    : Result.fail(new NotABudget({ amount: wrong }))
}

/** Columns for what rows are paid. */
export const allocate = ({ gross }: Claims): Shares => ({
  amount: gross instanceof Int32Array ? new Int32Array(gross.length) : new Float64Array(gross.length),
  unpaid: new Uint8Array(gross.length)
})

/**
 * Pays the rows `from` up to `to`, or those that stand in `only[from]` up to `only[to]`; call it once for each row, in
 * order. `into.amount` may be the column of claims itself.
 */
export const pay = (
  { closed, left }: Paying,
  { gross, line }: Claims,
  into: Shares,
  from: number,
  to: number,
  only?: Int32Array
): void => {
  const { amount, unpaid } = into
  for (let place = from; place < to; place += 1) {
    const row = only === undefined ? place : only[place]!
    const of = line[row]!
    const owed = gross[row]!
    // Without a branch: which line is closed by now cannot be foreseen, and a wrong guess costs more than the rest.
    const paid = (closed[of]! ^ 1) & (owed <= left[of]! ? 1 : 0)
    left[of]! -= owed * paid
    closed[of] = paid ^ 1
    amount[row] = owed * paid
    unpaid[row] = (paid ^ 1) & (owed > 0 ? 1 : 0)
  }
}
