/**
 * Pays claims from budget lines in strict order of registration, over columns: the shares of the `RegistrationOrder`
 * variant of `Budget.variants`, for as many claims and lines as memory holds. Each is paid in full up to the first whom
 * the rest of the line does not cover; there the line stops, and nobody further down overtakes.
 */
import { Columns } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** Claims in order of registration, in minor units of their line's currency. */
export interface Claims {
  /** The line of each row, a place in the budgets. */
  readonly line: Columns.Numbers
  /** What each row is owed; whole and not negative. */
  readonly gross: Int32Array | Float64Array
  /**
   * The rows that claim anything, in order, each once; all of them, unless it is given. A row that holds no seat, or
   * whose amount is not determined, claims nothing: leave it out.
   */
  readonly only?: Int32Array
}

/** Claims that {@link check} looked at. A copy of them was not looked at. */
export interface Checked extends Claims {
  readonly "~checked": true
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

/** What keeps claims from being paid, and the row. */
export class NotPayableColumns extends Schema.TaggedError<NotPayableColumns>()("NotPayableColumns", {
  reason: Schema.String
}) {
  override get message(): string {
    return `the claims cannot be paid: ${this.reason}`
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

/** Claims that were looked at, and how many lines they know. Copies are not among them. */
const looked = new WeakMap<Checked, number>()

const refuse = (reason: string) => Result.fail(new NotPayableColumns({ reason }))

/**
 * Looks at claims once, so that paying need not: each row that claims has a line that there is, and whole minor units
 * that it is owed, not negative. The columns must not change before they are paid.
 */
export const check = ({ left }: Paying, claims: Claims): Result.Result<Checked, NotPayableColumns> => {
  const { gross, line, only } = claims
  const rows = gross.length
  if (!(gross instanceof Int32Array || gross instanceof Float64Array)) {
    return refuse("`gross` is no Int32Array or Float64Array")
  }
  if (!Columns.isNumbers(line)) return refuse("`line` is no array of numbers")
  if (line.length < rows) return refuse(`${rows} rows are owed something, and ${line.length} have a line`)
  if (only !== undefined && !(only instanceof Int32Array)) return refuse("`only` is no Int32Array")
  const end = only === undefined ? rows : only.length
  for (let place = 0; place < end; place += 1) {
    const row = only === undefined ? place : only[place]!
    if (row < 0 || row >= rows) return refuse(`\`only\` has row ${row} at ${place}, and there are ${rows} rows`)
    const [of, owed] = [line[row]!, gross[row]!]
    if (!(of >= 0 && of < left.length && Number.isInteger(of))) {
      return refuse(`row ${row} is of line ${of}, and there are ${left.length} lines, from 0`)
    }
    if (!(owed >= 0 && Number.isSafeInteger(owed))) {
      return refuse(`row ${row} is owed ${owed}: give whole minor units, not negative`)
    }
  }
  const checked: Checked = { ...claims, "~checked": true }
  looked.set(checked, left.length)
  return Result.succeed(checked)
}

/** Columns for what rows are paid. */
export const allocate = ({ gross }: Claims): Shares => ({
  amount: gross instanceof Int32Array ? new Int32Array(gross.length) : new Float64Array(gross.length),
  unpaid: new Uint8Array(gross.length)
})

/**
 * Pays the rows `from` up to `to`, or where only some rows claim, those at the places `from` up to `to` among them; call
 * it once for each, in order. `into.amount` may be the column of claims itself.
 *
 * @throws {RangeError} when rows are asked for that are not there, or a column has no room for them.
 * @throws {TypeError} when the claims were not checked, or against other lines.
 */
export const pay = ({ closed, left }: Paying, claims: Checked, into: Shares, from: number, to: number): void => {
  const lines = looked.get(claims)
  if (lines === undefined) throw new TypeError("these claims were not checked, or are a copy: check them")
  if (lines !== left.length) throw new TypeError(`these claims were checked against ${lines} other lines`)
  const { gross, line, only } = claims
  const { amount, unpaid } = into
  const [end, room] = [only?.length ?? gross.length, Math.min(amount.length, unpaid.length)]
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && to <= end)) {
    throw new RangeError(`claims ${from} up to ${to} are asked for, and there are ${end}`)
  }
  if (room < gross.length) throw new RangeError(`there is room for ${room} rows, and ${gross.length} are needed`)
  if (amount instanceof Int32Array && !(gross instanceof Int32Array)) {
    throw new TypeError("`amount` is an Int32Array and does not hold what `gross` may be")
  }
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
