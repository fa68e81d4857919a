/**
 * The money that a list may be paid from. Nothing is owed out of thin air: every cohort names the line that carries
 * its payments, and a list is held against it whole.
 */
import { Money } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/**
 * `amount` is what is free on the line when it is asked, not what the budget once said. `account` is the code in the
 * budget document; several lines may share one, so the line has an `id` of its own.
 */
export const BudgetLine = Schema.Struct({
  id: Spelling.Name,
  account: Spelling.Name,
  amount: Money.Money.check(
    Schema.makeFilter(({ amount }: Money.Money) => amount >= 0 || "a budget line cannot hold less than nothing")
  )
})
export type BudgetLine = typeof BudgetLine.Type
