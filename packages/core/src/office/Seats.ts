/** What becomes of a seat once it was offered, and how an application ends. */
import * as CohortDesk from "./CohortDesk.ts"

// ---- Rules

/** The participant takes the seat that was offered. */
export const acceptSeat = CohortDesk.forward("acceptSeat", "Accept")

/** The participant does not want the seat; it is free again, and so is the person. */
export const declineSeat = CohortDesk.forward("declineSeat", "Decline")

/** Nobody answered in time; the seat is free again. */
export const lapseSeat = CohortDesk.forward("lapseSeat", "Lapse")

/** Whoever applied goes; with an accepted seat it is an exit. */
export const withdraw = CohortDesk.forward("withdraw", "Withdraw")

/** A participant leaves, for a coded reason. */
export const exit = CohortDesk.forward("exit", "Exit")
