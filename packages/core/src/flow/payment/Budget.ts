/**
 * Holds a list against the budget line that must pay it. Where the law forbids spending that no budget covers, a list
 * is paid whole or not at all, and nothing is cut silently. When the line is too short the department has choices;
 * they are laid side by side here, with who gets what, and the library never makes one of them.
 */
import { Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as PayableList from "../allowance/PayableList.ts"
import type * as BudgetLine from "../programme/BudgetLine.ts"
import * as Person from "../../words/Person.ts"

// ---- Models

/** The whole list fits and leaves `remaining`, or it does not and lacks `shortage`. */
export const Check = Schema.TaggedUnion({
  WithinBudget: { remaining: Money.Money },
  Exceeded: { shortage: Money.Money }
})
export type Check = typeof Check.Type

/** What one person would get of what they are owed, in minor units of gross; `days` are those paid for. */
export const Share = Schema.Struct({
  person: Person.Id,
  days: Schema.Int,
  owed: Money.MinorUnits,
  amount: Money.MinorUnits
})
export type Share = typeof Share.Type

const outcome = {
  currency: Money.Currency,
  shares: Schema.Array(Share),
  total: Money.MinorUnits,
  residue: Money.MinorUnits
}

/**
 * One way to live with a line that is too short. Every variant names everybody on the list, in its order; `total` is
 * the sum of the shares, and `residue` what stays on the line: it is reported and never added to anybody's share.
 *
 * - `RegistrationOrder`: each is paid in full in the order of the list, up to the first whom the rest does not cover.
 *   There it stops: nobody further down overtakes, even if their smaller claim would fit. `unpaid` names them.
 * - `ProRataPerDay`: one lower price for every qualifying day, the line divided by all days, rounded down to the minor
 *   unit; nobody gets more than they are owed, and what a cap leaves over is not divided again.
 * - `WholeDays`: everybody is paid their first `days` qualifying days in full (or all of theirs, if fewer), with the
 *   greatest number of days that the line covers.
 * - `Postponed`: nobody is paid until the line is raised by `shortage`.
 */
export const Variant = Schema.TaggedUnion({
  RegistrationOrder: { ...outcome, unpaid: Schema.Array(Person.Id) },
  ProRataPerDay: { ...outcome, perDay: Money.MinorUnits },
  WholeDays: { ...outcome, days: Schema.Int },
  Postponed: { ...outcome, shortage: Money.MinorUnits }
})
export type Variant = typeof Variant.Type

/** What the functions here read of a list; its recipients stand in the order of registration. */
export type Claims = Pick<PayableList.PayableList, "currency" | "recipients" | "totals">

// ---- Rules

/**
 * Whether a line covers a list as a whole; exactly enough is enough. A list that is not complete is checked as it
 * stands: who is beside it is not in its total. Fails when line and list are of two currencies.
 */
export const check = (
  line: BudgetLine.BudgetLine,
  list: Pick<PayableList.PayableList, "currency" | "totals">
): Result.Result<Check, Money.CurrencyMismatch | Money.AmountTooLarge> => {
  const requested = Money.make(list.currency, list.totals.gross)
  return Result.map(Money.subtract(line.amount, requested), (remaining): Check =>
    remaining.amount >= 0
      ? { _tag: "WithinBudget", remaining }
      : { _tag: "Exceeded", shortage: Money.make(list.currency, Money.minorUnits(-remaining.amount)) }
  )
}

/**
 * The four variants of a list, always all of them, always in the order of {@link Variant}; also for a list that fits,
 * where registration order and whole days pay it in full. Shares are gross: whichever is chosen goes through the policy again, for the
 * tax of a smaller payment is not a share of the tax. Fails when line and list are of two currencies.
 */
export const variants = (
  line: BudgetLine.BudgetLine,
  claims: Claims
): Result.Result<readonly [Variant, Variant, Variant, Variant], Money.CurrencyMismatch> =>
  line.amount.currency === claims.currency
    ? Result.succeed([
        registrationOrder(line, claims),
        proRataPerDay(line, claims),
        wholeDays(line, claims),
        postponed(line, claims)
      ])
    : Result.fail(new Money.CurrencyMismatch({ left: line.amount.currency, right: claims.currency }))

const registrationOrder = (line: BudgetLine.BudgetLine, claims: Claims): Variant => {
  let left: number = line.amount.amount
  let open = true
  const shares = claims.recipients.map((recipient) => {
    open = open && recipient.gross <= left
    if (open) left -= recipient.gross
    return open ? share(recipient, recipient.lines.length, recipient.gross) : share(recipient, 0, 0)
  })
  const unpaid = shares.filter(({ amount, owed }) => amount < owed).map(({ person }) => person)
  return { _tag: "RegistrationOrder", ...outcomeOf(line, shares), unpaid }
}

const proRataPerDay = (line: BudgetLine.BudgetLine, claims: Claims): Variant => {
  const days = claims.totals.qualifyingDays
  const dearest = claims.recipients.reduce(
    (most, { lines }) => lines.reduce((price, { uncapped }) => Math.max(price, uncapped), most),
    0
  )
  // Whole parts only: the remainder of the division stays on the line.
  const divided = days === 0 ? 0 : (line.amount.amount - (line.amount.amount % days)) / days
  const perDay = Math.min(divided, dearest) as Money.MinorUnits
  const shares = claims.recipients.map((recipient) =>
    share(recipient, recipient.lines.length, Math.min(perDay * recipient.lines.length, recipient.gross))
  )
  return { _tag: "ProRataPerDay", ...outcomeOf(line, shares), perDay }
}

const wholeDays = (line: BudgetLine.BudgetLine, claims: Claims): Variant => {
  const most = claims.recipients.reduce((longest, { lines }) => Math.max(longest, lines.length), 0)
  // What the n-th qualifying day of everybody costs together; the sum over all n is the total of the list.
  const costs = Array.from({ length: most }, () => 0)
  for (const { lines } of claims.recipients) lines.forEach(({ amount }, index) => (costs[index]! += amount))
  let days = 0
  let left = line.amount.amount as number
  while (days < most && costs[days]! <= left) {
    left -= costs[days]!
    days += 1
  }
  const shares = claims.recipients.map((recipient) => {
    const paid = recipient.lines.slice(0, days)
    return share(
      recipient,
      paid.length,
      paid.reduce((total, { amount }) => total + amount, 0)
    )
  })
  return { _tag: "WholeDays", ...outcomeOf(line, shares), days }
}

const postponed = (line: BudgetLine.BudgetLine, claims: Claims): Variant => {
  const shortage = Math.max(0, claims.totals.gross - line.amount.amount) as Money.MinorUnits
  return {
    _tag: "Postponed",
    ...outcomeOf(
      line,
      claims.recipients.map((recipient) => share(recipient, 0, 0))
    ),
    shortage
  }
}

// Shares never exceed what is owed or what the line holds, both exact, so these numbers are exact as well.
const share = (recipient: PayableList.Recipient, days: number, amount: number): Share => ({
  person: recipient.person,
  days,
  owed: recipient.gross,
  amount: amount as Money.MinorUnits
})

const outcomeOf = (line: BudgetLine.BudgetLine, shares: ReadonlyArray<Share>) => {
  const total = shares.reduce((sum, { amount }) => sum + amount, 0)
  return {
    currency: line.amount.currency,
    shares,
    total: total as Money.MinorUnits,
    residue: (line.amount.amount - total) as Money.MinorUnits
  }
}
