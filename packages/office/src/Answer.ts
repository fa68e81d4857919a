/**
 * What becomes of a request. That something is refused is an ordinary answer and stands in it, to be looked at by its
 * `status`; that the office could not tell (its file is locked, a key is missing, an entry is damaged) is thrown.
 */
import type { Handling } from "@bina/core/office"
import type * as Plain from "./Plain.ts"

// ---- Models

/** It was done. `isRepeated` says that it had been done before under the same command, and nothing was done now. */
export interface Done<A> {
  readonly status: "done"
  readonly isRepeated: boolean
  readonly answer: A
}

/** A rule forbids it, and nothing was done. `refusal._tag` says which, `refusal.message` says it in words. */
export interface Refused<R> {
  readonly status: "refused"
  readonly refusal: R
}

/** Something else was done before under this command; nothing was done now. */
export interface Conflicting {
  readonly status: "conflict"
  readonly command: string
}

/** It is no such request, and nothing was done. Each flaw says where and what is allowed there, never what was found. */
export interface Invalid {
  readonly status: "invalid"
  readonly flaws: ReadonlyArray<{ readonly path: string; readonly flaw: string }>
}

/** Everything that may become of a request. */
export type Answer<A, R> = Done<A> | Refused<R> | Conflicting | Invalid

/** Failures that say nothing about the request: the office could not do its work. */
export type Fault =
  | Exclude<Handling.Failure["_tag"], "CommandConflict">
  | "IndexBroken"
  | "SealBroken"
  | "PolicyNotInJournal"

/** What of a method's failures is its refusal. */
export type RefusalOf<E> = Plain.Of<Exclude<E, { readonly _tag: Fault | "CommandConflict" }>>

// ---- Errors

/**
 * The office could not do its work, and whether the request took effect is known by giving it again under its command.
 * `kind` says what happened; after `TooBusy`, `JournalUnavailable` or `VaultUnavailable` it is worth trying again.
 */
export class Outage extends Error {
  override readonly name = "Outage"
  readonly kind: string

  constructor(kind: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

// ---- Rules

/** The compiler asks for every fault that a command may meet: one that is new can never pass for a refusal. */
const faults: Readonly<Record<Fault, true>> = {
  TooBusy: true,
  NotACommit: true,
  EventDamaged: true,
  UnknownEvent: true,
  NotWritable: true,
  JournalUnavailable: true,
  RegisterIsOlder: true,
  StoreIsNewer: true,
  MasterKeyChanged: true,
  VaultUnavailable: true,
  IndexBroken: true,
  SealBroken: true,
  PolicyNotInJournal: true
}

/** Whether a failure is a fault of the office and no answer. */
export const isFault = (tag: string): boolean => Object.hasOwn(faults, tag)
