/**
 * A list on its way to the bank: verified, approved, released, answered payment by payment. What a step does to the
 * budget line and to what people are owed is appended with it.
 */
import * as ListDesk from "./ListDesk.ts"

// ---- Lists

/** Checks a list. */
export const verifyList = ListDesk.forward("verifyList", "Verify")

/** Approves a list: its money is committed and what it pays is underway. */
export const approveList = ListDesk.forward("approveList", "Approve")

/** Releases a list to the bank. */
export const releaseList = ListDesk.forward("releaseList", "Release")

/** Sends a list back to whoever prepares; every signature is void. */
export const rejectList = ListDesk.forward("rejectList", "Reject")

/** Asks to lift who may take the next step with this content, in an emergency. Nothing is lifted until a second agrees. */
export const requestGlass = ListDesk.forward("requestGlass", "RequestGlass")

/** Breaks the glass that somebody else asked for: the officer who was named may take that step until it ends. */
export const breakGlass = ListDesk.forward("breakGlass", "BreakGlass")

/** Ends a list that was not released. */
export const cancelList = ListDesk.forward("cancelList", "Cancel")

// ---- The bank's answers

/** The bank paid. */
export const recordPayment = ListDesk.forward("recordPayment", "RecordPaid")

/** The bank did not pay, or the money came back; it can stand on a new list. */
export const recordReturn = ListDesk.forward("recordReturn", "RecordReturned")

/** Every payment is answered, and nothing more is expected. */
export const settleList = ListDesk.forward("settleList", "Settle")
