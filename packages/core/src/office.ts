/**
 * For whoever embeds an office: the office itself, what it is given (policies, appointments, a store), and what it is
 * asked and answers. What every method answers and why it fails is `Office.AnswerOf` and `Office.FailureOf`.
 */
export * as Office from "./office/Office.ts"
export * as Requests from "./office/Requests.ts"
export * as PolicyBook from "./office/PolicyBook.ts"
export * as Appointments from "./office/Appointments.ts"
export * as MemoryStore from "./memory/MemoryStore.ts"
export * as Disclosure from "./privacy/Disclosure.ts"
export * as Handling from "./office/handling/Handling.ts"
export * as Bulk from "./office/handling/Bulk.ts"
export * as Sheets from "./office/desks/Sheets.ts"
export * as Lists from "./office/desks/Lists.ts"
export * as Explain from "./office/desks/Explain.ts"
export * as Account from "./streams/together/Account.ts"
export * as AccountText from "./streams/together/AccountText.ts"
export * as Erasure from "./office/desks/Erasure.ts"
