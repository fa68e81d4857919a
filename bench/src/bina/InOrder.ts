/**
 * The two steps that look from one enrolment to the next, over columns: R6, at most two of a household in a programme,
 * and R9, the budget in strict order of arrival. They are the benchmark's own, as they are for every contender whose
 * tool decides one record at a time (`work/Order`), and remember seats and budgets from one piece of a stream to the next.
 */
import { type Columns, Decisions } from "@bina/policy"
import * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"

// ---- Models

/** How many seats each household has in each programme, and what is left of each budget. */
export interface Memory {
  readonly seated: Uint8Array
  readonly left: Float64Array
}

/** The rows of one piece. */
export interface Piece {
  readonly household: Columns.Numbers
  readonly programme: Columns.Numbers
}

/** The steps over the rows of one piece. */
export interface Steps {
  /** 1 where a household has no seat left. */
  readonly reached: ArrayLike<number>
  /** 1 where somebody is owed something that the budget no longer covers. */
  readonly unpaid: Uint8Array
  /** Seats rows whom no rule refuses, in order; writes their numbers to `seats` and says how many. */
  readonly admit: (memory: Memory, from: number, to: number, seats: Int32Array) => number
  /** Pays seated rows in order; what is not paid becomes 0 in `gross`. */
  readonly pay: (memory: Memory, seats: Int32Array, taken: number, gross: Int32Array) => void
}

// ---- Rules

/** Nobody seated, all budgets whole. */
export const begin = ({ budget, households }: Pick<Enrolments.Enrolments, "budget" | "households">): Memory => ({
  seated: new Uint8Array(households * Enrolments.programmes),
  left: Float64Array.from(budget)
})

/** The steps over a piece; `status` is what the policy answers, and is written before rows are admitted. */
export const over = ({ household, programme }: Piece, status: Uint8Array): Steps => {
  const reached = new Uint8Array(status.length)
  const unpaid = new Uint8Array(status.length)
  const rows = new Int32Array(status.length + 1)
  return {
    reached,
    unpaid,
    admit: ({ seated }, from, to, seats) => {
      const passed = Decisions.rowsWith(status, Decisions.status.eligible, from, to, rows)
      let taken = 0
      for (let at = 0; at < passed; at++) {
        const row = rows[at]!
        const key = household[row]! * Enrolments.programmes + programme[row]!
        const isFull = seated[key]! >= Figures.mostOfHousehold ? 1 : 0
        reached[row] = isFull
        seated[key]! += isFull ^ 1
        seats[taken] = row
        taken += isFull ^ 1
      }
      return taken
    },
    pay: ({ left }, seats, taken, gross) => {
      for (let at = 0; at < taken; at++) {
        const row = seats[at]!
        const line = programme[row]!
        const owed = gross[row]!
        // A budget that was too small once is closed: nothing is left for anybody who comes later.
        const isUnpaid = owed > left[line]! ? 1 : 0
        unpaid[row] = isUnpaid
        left[line] = isUnpaid === 1 ? 0 : left[line]! - owed
        gross[row] = isUnpaid === 1 ? 0 : owed
      }
    }
  }
}
