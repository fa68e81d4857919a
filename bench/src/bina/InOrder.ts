/**
 * The two steps that look from one enrolment to the next, over columns: R6, at most two of a household in a programme,
 * and R9, the budget in strict order of arrival.
 *
 * Where all rows are in memory, they are the columnar twins of admission and budget that `@bina/core` has. Those belong
 * to the columns they began with; for a stream, which brings new columns with every piece, the same is done here with a
 * memory that outlives a piece.
 */
import { AdmissionColumns, BudgetColumns } from "@bina/core"
import * as Result from "effect/Result"
import * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"
import type * as Order from "../work/Order.ts"

// ---- Models

/** The steps over the rows of one piece. */
export interface Steps {
  /** 1 where a household has no seat left; means nothing where the rules refuse. */
  readonly reached: ArrayLike<number>
  /** 1 where somebody is owed something that the budget no longer covers. */
  readonly unpaid: Uint8Array
  /** Seats rows whom no rule refuses, in order; writes their numbers to `seats` and says how many. */
  readonly admit: (from: number, to: number, seats: Int32Array) => number
  /** Pays seated rows in order; what is not paid becomes 0 in `gross`. */
  readonly pay: (seats: Int32Array, taken: number, gross: Int32Array) => void
}

/** Begins with the first row: nobody seated, all budgets whole. `answers` is 0 where no rule refuses. */
export type Begin = (from: Enrolments.Enrolments, answers: Uint8Array) => Steps

// ---- By the library

/** The twins of `@bina/core`. */
export const ofCore: Begin = (from, answers) => {
  const { budget, count, household, households, programme } = from
  const applications: AdmissionColumns.Applications = {
    status: answers,
    cohort: programme,
    limits: [{ scope: "cohort", atMost: Figures.mostOfHousehold, key: household, keys: households }]
  }
  // The work knows no quota.
  const quotas = new Int32Array(Enrolments.programmes).fill(count)
  const filling = Result.getOrThrow(AdmissionColumns.begin(quotas, applications))
  const determinations = AdmissionColumns.allocate(applications)
  const paying = Result.getOrThrow(BudgetColumns.begin(budget))
  const unpaid = new Uint8Array(count)
  return {
    reached: determinations.reached,
    unpaid,
    admit: (begin, end, seats) => AdmissionColumns.fill(filling, determinations, begin, end, undefined, seats),
    pay: (seats, taken, gross) =>
      BudgetColumns.pay(paying, { gross, line: programme }, { amount: gross, unpaid }, 0, taken, seats)
  }
}

// ---- For a stream

/** What is remembered from piece to piece. */
export interface Memory {
  /** Two bits for each programme of a household, sixteen programmes a word. */
  readonly seated: Int32Array
  readonly left: Float64Array
}

/** Nobody seated, all budgets whole. */
export const memory = ({ budget, households }: Enrolments.Enrolments): Memory => ({
  seated: new Int32Array(households * 4),
  left: Float64Array.from(budget)
})

/** One more of a household in a programme: 0 for the first two, 1 for all after them, who get no seat. */
export const seat = ({ seated }: Memory, household: number, programme: number): number => {
  const key = household * 4 + (programme >> 4)
  const shift = (programme & 15) << 1
  const counts = seated[key]!
  const isThird = (counts >>> (shift + 1)) & 1
  seated[key] = counts + ((isThird ^ 1) << shift)
  return isThird
}

/** Whether a programme can pay what is owed; once it cannot, it is closed for all who come later. */
export const isPaid = ({ left }: Memory, programme: number, owed: number): boolean => {
  const rest = left[programme]!
  left[programme] = owed > rest ? 0 : rest - owed
  return owed <= rest
}

/** The steps of a piece, with a memory that goes on. */
export const carriedBy =
  (carried: Memory): Begin =>
  ({ count, household, programme }, answers) => {
    const reached = new Uint8Array(count)
    const unpaid = new Uint8Array(count)
    return {
      reached,
      unpaid,
      admit: (begin, end, seats) => {
        let taken = 0
        for (let row = begin; row < end; row++) {
          if (answers[row] !== 0) continue
          reached[row] = seat(carried, household[row]!, programme[row]!)
          seats[taken] = row
          taken += reached[row]! ^ 1
        }
        return taken
      },
      pay: (seats, taken, gross) => {
        for (let place = 0; place < taken; place++) {
          const row = seats[place]!
          if (isPaid(carried, programme[row]!, gross[row]!)) continue
          unpaid[row] = 1
          gross[row] = 0
        }
      }
    }
  }

/** The steps for rows that come one by one. */
export const host =
  (carried: Memory): Order.Host =>
  (programme, household, gross) =>
    seat(carried, household, programme) === 1 ? "household" : isPaid(carried, programme, gross) ? "paid" : "budget"
