/**
 * The rows of the register that tell of a list and its payments: from its state alone. Money is whole minor units.
 */
import type * as Obligation from "../../flow/allowance/Obligation.ts"
import type * as Authority from "../../flow/payment/Authority.ts"
import * as Row from "../../record/Row.ts"
import type * as StreamId from "../../record/StreamId.ts"
import type * as Amounts from "../../words/Amounts.ts"
import type * as DisbursementEvent from "./Event.ts"
import * as DisbursementState from "./State.ts"

// ---- Tables

const amounts = [
  Row.column("currency", "text", "ISO 4217 code."),
  Row.column("gross", "integer", "What burdens the budget line."),
  Row.column("tax", "integer", "What is withheld."),
  Row.column("net", "integer", "What the person receives.")
] as const

const disbursements: Row.Table = {
  name: "disbursements",
  text: "One row a list.",
  columns: [
    Row.column("disbursement", "text", "Its id."),
    Row.column("cohort", "text", "The cohort."),
    Row.column("budget_line", "text", "The line that pays."),
    Row.column("payer", "text", "The treasury."),
    Row.column("stage", "text", "Prepared, Verified, Approved, Rejected, Released, Settled or Cancelled."),
    Row.column("revision", "integer", "How often it was prepared."),
    Row.column("content", "text", "Hash of what stands there, which is what is signed."),
    Row.column("is_complete", "boolean", "Whether everybody with a seat is on it."),
    Row.column("instructions", "integer", "Payments."),
    Row.nullable("prepared_by", "text", "Officer."),
    Row.nullable("verified_by", "text", "Officer."),
    Row.nullable("approved_by", "text", "Officer."),
    Row.nullable("released_by", "text", "Officer."),
    ...amounts
  ]
}

const instructions: Row.Table = {
  name: "instructions",
  text: "One row a payment on a list, with the bank's answer.",
  columns: [
    Row.column("disbursement", "text", "The list."),
    Row.column("obligation", "text", "The debt that is paid."),
    Row.column("person", "text", "To whom."),
    Row.column("answer", "text", "Awaited, Paid or Returned."),
    Row.nullable("reference", "text", "The bank's own."),
    Row.nullable("reason", "text", "Why it came back."),
    ...amounts
  ]
}

/** The tables that tell of lists. */
export const tables: ReadonlyArray<Row.Table> = [disbursements, instructions]

// ---- Rows

const moneyOf = ({ gross, net, tax }: Amounts.Amounts) => ({ gross, tax, net })

/** The rows of a list and of its payments. */
export const of = (stream: StreamId.Id, state: DisbursementState.State): ReadonlyArray<Row.Row> =>
  state._tag === "Unprepared"
    ? []
    : [listOf(stream, state), ...state.order.flatMap((obligation) => instructionOf(stream, state, obligation))]

/** The rows of what events are about: the list, and the payments that the bank answered for; all when it is prepared. */
export const touched: Row.Touched<DisbursementState.State, DisbursementEvent.Event> = (
  stream,
  before,
  after,
  events
) => {
  const isWhole = events.some(({ _tag }) => _tag === "ListPrepared")
  if (isWhole || before._tag === "Unprepared" || after._tag === "Unprepared") {
    return Row.changes(of(stream, before), of(stream, after))
  }
  const obligations = new Set(events.flatMap((event) => ("obligation" in event ? [event.obligation] : [])))
  const told = (state: DisbursementState.Listed): ReadonlyArray<Row.Row> => [
    listOf(stream, state),
    ...[...obligations].flatMap((obligation) => instructionOf(stream, state, obligation))
  ]
  return Row.changes(told(before), told(after))
}

const listOf = (stream: StreamId.Id, state: DisbursementState.Listed): Row.Row => {
  const { cohort, complete, currency, id, line, order, payer, signed, stage, total } = state
  const by = (duty: Authority.Duty): string | null => signed.find((acted) => acted.duty === duty)?.actor ?? null
  return Row.make(stream, "disbursements", {
    disbursement: id,
    cohort,
    budget_line: line,
    payer,
    stage,
    revision: DisbursementState.revisionOf(state),
    content: DisbursementState.contentOf(state),
    is_complete: complete,
    instructions: order.length,
    prepared_by: by("prepare"),
    verified_by: by("verify"),
    approved_by: by("approve"),
    released_by: by("release"),
    currency,
    ...moneyOf(total)
  })
}

const instructionOf = (
  stream: StreamId.Id,
  state: DisbursementState.Listed,
  obligation: Obligation.Id
): ReadonlyArray<Row.Row> => {
  const known = DisbursementState.instructed(state, obligation)
  if (known === undefined) return []
  const { answer, instruction } = known
  return [
    Row.make(
      stream,
      "instructions",
      {
        disbursement: state.id,
        obligation,
        person: instruction.person,
        answer: answer._tag,
        reference: answer._tag === "Awaited" ? null : answer.reference,
        reason: answer._tag === "Returned" ? answer.reason : null,
        currency: state.currency,
        ...moneyOf(instruction)
      },
      obligation
    )
  ]
}
