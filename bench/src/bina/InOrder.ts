/**
 * The two steps that look from one enrolment to the next, over columns: R6, at most two of a household in a programme,
 * and R9, the budget in strict order of arrival. Both are the columnar twins that `@bina/core` has of admission and
 * budget; they remember seats and budgets from one piece of a stream to the next.
 */
import { AdmissionColumns, BudgetColumns } from "@bina/core"
import { type Columns, Decisions } from "@bina/policy"
import * as Result from "effect/Result"
import * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"

// ---- Models

/** Who holds seats and what is left of budgets. */
export interface Memory {
  readonly filling: AdmissionColumns.Filling
  readonly paying: BudgetColumns.Paying
}

/** The rows of one piece, with households numbered below `households`. */
export interface Piece {
  readonly households: number
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

/** The work knows no quota. */
const quotas = new Int32Array(Enrolments.programmes).fill(2 ** 31 - 1)

const termsOf = (households: number): AdmissionColumns.Terms => ({
  quotas,
  persons: "distinct",
  limits: [{ scope: "cohort", atMost: Figures.mostOfHousehold, keys: households }]
})

/** Nobody seated, all budgets whole. */
export const begin = ({ budget, households }: Pick<Enrolments.Enrolments, "budget" | "households">): Memory => ({
  filling: Result.getOrThrow(AdmissionColumns.begin(termsOf(households))),
  paying: Result.getOrThrow(BudgetColumns.begin(budget))
})

/** The steps over a piece; `status` is what the policy answers, and is written before rows are admitted. */
export const over = ({ household, households, programme }: Piece, status: Uint8Array): Steps => {
  const terms = termsOf(households)
  const checked = Result.getOrThrow(AdmissionColumns.check(terms, { status, cohort: programme, keys: [household] }))
  const determinations = AdmissionColumns.allocate(terms, status.length)
  const unpaid = new Uint8Array(status.length)
  const rows = new Int32Array(status.length + 1)
  return {
    reached: determinations.reached,
    unpaid,
    admit: ({ filling }, from, to, seats) => {
      const passed = Decisions.rowsWith(status, Decisions.status.eligible, from, to, rows)
      return AdmissionColumns.fill(filling, checked, determinations, 0, passed, rows, seats)
    },
    pay: ({ paying }, seats, taken, gross) => {
      const claims = { gross, line: programme, only: seats.subarray(0, taken) }
      const payable = Result.getOrThrow(BudgetColumns.check(paying, claims))
      BudgetColumns.pay(paying, payable, { amount: gross, unpaid }, 0, taken)
    }
  }
}
