/**
 * A list on its way to the bank: verified, approved, released, answered payment by payment. What a step does to the
 * budget line and to what people are owed is appended with it.
 */
import * as Effect from "effect/Effect"
import type * as Obligation from "../flow/allowance/Obligation.ts"
import type * as Actor from "../words/Actor.ts"
import type * as DisbursementCommand from "../streams/disbursement/Command.ts"
import type * as DisbursementEvent from "../streams/disbursement/Event.ts"
import type * as Moment from "../words/Moment.ts"
import * as Now from "../record/Now.ts"
import * as Acting from "./Acting.ts"
import * as Handling from "./Handling.ts"
import * as ListDesk from "./ListDesk.ts"
import * as Streams from "./Streams.ts"

// ---- Models

export interface OfList extends Acting.Acting {
  readonly list: DisbursementEvent.Id
}

/** `content` is the hash of what the officer has before them. */
export interface SignList extends OfList {
  readonly content: DisbursementEvent.Content
}

export interface RejectList extends SignList {
  readonly reason: string
}

/** Lets `officer` take `step` with this content before `until`, in spite of exactly what stands in their way. */
export interface RequestGlass extends RejectList {
  readonly officer: Actor.Id
  readonly step: DisbursementEvent.Step
  readonly lifts: readonly [DisbursementEvent.Lift, ...Array<DisbursementEvent.Lift>]
  readonly until: Moment.Moment
}

/** The second person's word on a request, by its number. */
export interface BreakGlass extends SignList {
  readonly glass: number
}

export interface CancelList extends OfList {
  readonly reason: string
}

/** The bank's answer to one payment; `reference` is its own. */
export interface RecordPayment extends OfList {
  readonly obligation: Obligation.Id
  readonly reference: string
}

export interface RecordReturn extends RecordPayment {
  readonly reason: string
}

// ---- Lists

/** Checks a list. */
export const verifyList = Effect.fn("Office.verifyList")((request: SignList) =>
  step("verifyList", request, (given) => ({ _tag: "Verify", content: request.content, ...given }))
)

/** Approves a list: its money is committed and what it pays is underway. */
export const approveList = Effect.fn("Office.approveList")((request: SignList) =>
  step("approveList", request, (given) => ({ _tag: "Approve", content: request.content, ...given }))
)

/** Releases a list to the bank. */
export const releaseList = Effect.fn("Office.releaseList")((request: SignList) =>
  step("releaseList", request, (given) => ({ _tag: "Release", content: request.content, ...given }))
)

/** Sends a list back to whoever prepares; every signature is void. */
export const rejectList = Effect.fn("Office.rejectList")((request: RejectList) => {
  const { content, reason } = request
  return step("rejectList", request, (given) => ({ _tag: "Reject", content, reason, ...given }))
})

/** Asks to lift who may take a step with this content, in an emergency. Nothing is lifted until a second person agrees. */
export const requestGlass = Effect.fn("Office.requestGlass")((request: RequestGlass) => {
  const { content, lifts, officer, reason, step: duty, until } = request
  const asked = { content, lifts, officer, reason, step: duty, until }
  return step("requestGlass", request, (given) => ({ _tag: "RequestGlass", ...asked, ...given }))
})

/** Breaks the glass that somebody else asked for: the officer who was named may take that step until it ends. */
export const breakGlass = Effect.fn("Office.breakGlass")((request: BreakGlass) => {
  const { content, glass } = request
  return step("breakGlass", request, (given) => ({ _tag: "BreakGlass", content, glass, ...given }))
})

/** Ends a list that was not released. */
export const cancelList = Effect.fn("Office.cancelList")((request: CancelList) =>
  step("cancelList", request, (given) => ({ _tag: "Cancel", reason: request.reason, ...given }))
)

// ---- The bank's answers

/** The bank paid. */
export const recordPayment = Effect.fn("Office.recordPayment")((request: RecordPayment) => {
  const { obligation, reference } = request
  return step("recordPayment", request, (given) => ({ _tag: "RecordPaid", obligation, reference, ...given }))
})

/** The bank did not pay, or the money came back; it can stand on a new list. */
export const recordReturn = Effect.fn("Office.recordReturn")((request: RecordReturn) => {
  const { obligation, reason, reference } = request
  return step("recordReturn", request, (given) => ({ _tag: "RecordReturned", obligation, reference, reason, ...given }))
})

/** Every payment is answered, and nothing more is expected. */
export const settleList = Effect.fn("Office.settleList")((request: OfList) =>
  step("settleList", request, (given) => ({ _tag: "Settle", ...given }))
)

// ---- What the steps share

const step = (
  method: string,
  request: OfList,
  commandOf: (given: ListDesk.Given) => Exclude<DisbursementCommand.Command, { readonly _tag: "Prepare" }>
) =>
  Handling.handle(
    Acting.order(method, request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, list } = request
      const loaded = yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(list))
      const at = yield* Now.moment
      const { changes } = yield* ListDesk.post(
        loaded,
        commandOf({ actor, at, on: yield* ListDesk.dayOf(loaded, at, method) })
      )
      return { changes, answer: Acting.happened(changes) }
    })
  )
