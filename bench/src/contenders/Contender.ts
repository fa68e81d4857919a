/**
 * Somebody who does the work: Bina, and what one would use instead.
 */
import type * as Enrolments from "../work/Enrolments.ts"
import type * as Outcome from "../work/Outcome.ts"

/** The work laid out in the contender's own form, outside the time measured. */
export interface Prepared {
  /** Does the whole work once, from the contender's own input to its own output. This is what is timed. */
  readonly run: () => void | Promise<void>
  /** The outcome of the last run as columns, outside the time measured. */
  readonly outcome: () => Outcome.Outcome | Promise<Outcome.Outcome>
  readonly close?: () => Promise<void>
}

export interface Contender {
  /** How it is called on the page. */
  readonly title: string
  /** What is particular about its way to do the work. */
  readonly remark: string
  readonly prepare: (enrolments: Enrolments.Enrolments) => Promise<Prepared>
}
