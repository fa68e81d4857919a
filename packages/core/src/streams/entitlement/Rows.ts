/**
 * The rows of the register that tell of an entitlement: from its state alone. Money is whole minor units.
 */
import { Decision } from "@bina/policy"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Row from "../../record/Row.ts"
import type * as StreamId from "../../record/StreamId.ts"
import type * as Amounts from "../../words/Amounts.ts"
import * as EntitlementState from "./State.ts"

// ---- Tables

const amounts = [
  Row.column("currency", "text", "ISO 4217 code."),
  Row.column("gross", "integer", "What burdens the budget line."),
  Row.column("tax", "integer", "What is withheld."),
  Row.column("net", "integer", "What the person receives.")
] as const
const nullableAmounts = amounts.map((one) => ({ ...one, isNullable: true }))

const entitlements: Row.Table = {
  name: "entitlements",
  text: "One row for each person and cohort: what is owed, being paid, and paid.",
  columns: [
    Row.column("cohort", "text", "The cohort."),
    Row.column("person", "text", "Who."),
    Row.column("stage", "text", "Open or Closed."),
    Row.column("assessments", "integer", "How often it was assessed."),
    Row.column("known_at", "moment", "By when what the newest rests on was known."),
    Row.column("outcome", "text", "Determined or Undetermined."),
    Row.nullable("days", "integer", "Days that are paid."),
    Row.nullable("missing", "text", "What is missing or invalid, joined by blanks."),
    ...amounts.slice(0, 1),
    ...nullableAmounts.slice(1),
    Row.column("underway_gross", "integer", "Gross that stands on approved lists."),
    Row.column("paid_gross", "integer", "Gross that was paid, less what came back."),
    Row.column("paid_net", "integer", "Net that the person holds.")
  ]
}

const adjustments: Row.Table = {
  name: "adjustments",
  text: "One row for each person whose money was on a list and is not what is owed now; signed, positive is still to pay.",
  columns: [
    Row.column("cohort", "text", "The cohort."),
    Row.column("person", "text", "Who."),
    Row.column("kind", "text", "underpaid or overpaid."),
    ...amounts
  ]
}

/** The tables that tell of entitlements. */
export const tables: ReadonlyArray<Row.Table> = [entitlements, adjustments]

// ---- Rows

const joined = (words: ReadonlyArray<string>): string | null => (words.length === 0 ? null : words.join(" "))

const moneyOf = ({ gross, net, tax }: Amounts.Amounts) => ({ gross, tax, net })

/** The rows of an entitlement: what is owed, and what is to be put right after a payment. */
export const of = (stream: StreamId.Id, state: EntitlementState.State): ReadonlyArray<Row.Row> => {
  // What was merged into another id stands there, and is counted there alone.
  if (state._tag === "Unassessed" || state.stage === "Merged") return []
  const { assessments, cohort, currency, knownAt, obligations, outcome, paid, person, stage, underway } = state
  const owed = outcome._tag === "Determined" ? outcome : undefined
  // An adjustment that cannot be added up is nobody's "nothing to adjust": it ends the command that would lead there.
  const open = Result.getOrThrow(EntitlementState.openOf(state))
  const isAdjusted = obligations.length > 0 && Option.exists(open, ({ kind }) => kind !== "none")
  return [
    Row.make(stream, "entitlements", {
      cohort,
      person,
      stage,
      assessments: assessments.length,
      known_at: knownAt,
      outcome: outcome._tag,
      days: owed?.lines.length ?? null,
      missing:
        outcome._tag === "Undetermined" ? joined([...outcome.missing.map(Decision.nameOf), ...outcome.invalid]) : null,
      currency,
      gross: owed?.amounts.gross ?? null,
      tax: owed?.amounts.tax ?? null,
      net: owed?.amounts.net ?? null,
      underway_gross: underway.gross,
      paid_gross: paid.gross,
      paid_net: paid.net
    }),
    ...(isAdjusted && Option.isSome(open)
      ? [Row.make(stream, "adjustments", { cohort, person, kind: open.value.kind, currency, ...moneyOf(open.value) })]
      : [])
  ]
}
