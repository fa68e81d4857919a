/** An invented office with its appointments, and lists to bring through it. */
import { CivilDate, Money } from "@bina/policy"
import * as Result from "effect/Result"
import { Actor, type Authority, Obligation } from "../../src/index.ts"
import {
  Decider,
  DisbursementDecider,
  DisbursementEvent,
  DisbursementState,
  type DisbursementCommand
} from "../../src/journal.ts"
import { at, cohortId, day, idr, person, units } from "../Given.ts"

export const line = "line-1"
export const payer = "treasury-1"
export const today = day("2020-10-26")
export const now = at("2020-10-26T09:00:00")
export const actor = Actor.id

export const grant = (
  who: string,
  task: Authority.Task,
  given: Partial<Omit<Authority.Grant, "actor" | "task">> = {}
): Authority.Grant => ({
  actor: actor(who),
  task,
  lines: [line],
  payers: [payer],
  during: { from: day("2020-01-01"), to: day("2021-01-01") },
  ceiling: "none",
  appointment: `decree of ${who}`,
  ...given
})

/** One officer for each duty, and one who records. */
export const table: Authority.Table = [
  grant("paula", "prepare"),
  grant("vera", "verify"),
  grant("anton", "approve"),
  grant("rita", "release"),
  grant("bank", "record")
]

export const decider = DisbursementDecider.make(table)

export const instruction = (name: string, gross: number, tax = 0): DisbursementEvent.Instruction => ({
  obligation: Obligation.id(name),
  person: person(`person of ${name}`),
  gross: units(gross),
  tax: units(tax),
  net: units(gross - tax)
})

export const by = (who: string) => ({ actor: actor(who), at: now, on: today })

type Of<Tag extends DisbursementCommand.Command["_tag"]> = Extract<DisbursementCommand.Command, { readonly _tag: Tag }>

export const prepare = (given: Partial<Of<"Prepare">> = {}): Of<"Prepare"> => ({
  _tag: "Prepare",
  disbursement: DisbursementEvent.id("d1"),
  revision: 1,
  cohort: cohortId("weaving"),
  line,
  payer,
  currency: idr,
  instructions: [instruction("o1", 100, 5), instruction("o2", 50)],
  beside: { undetermined: [], invalid: [] },
  ...by("paula"),
  ...given
})

/** The hash of the list as it stands; before there is one, a hash of nothing. */
export const contentOf = (state: DisbursementState.State): DisbursementEvent.Content =>
  state._tag === "Unprepared" ? ("0".repeat(64) as DisbursementEvent.Content) : DisbursementState.contentOf(state)

/** The state after steps that are accepted one after the other. */
export const after = (
  ...steps: ReadonlyArray<
    DisbursementCommand.Command | ((state: DisbursementState.State) => DisbursementCommand.Command)
  >
): DisbursementState.State =>
  steps.reduce<DisbursementState.State>(
    (state, step) =>
      Result.getOrThrow(Decider.accept(decider, state, typeof step === "function" ? step(state) : step)).state,
    decider.initial
  )

export const verify = (state: DisbursementState.State, who = "vera"): Of<"Verify"> => ({
  _tag: "Verify",
  content: contentOf(state),
  ...by(who)
})
export const approve = (state: DisbursementState.State, who = "anton"): Of<"Approve"> => ({
  _tag: "Approve",
  content: contentOf(state),
  ...by(who)
})
export const release = (state: DisbursementState.State, who = "rita"): Of<"Release"> => ({
  _tag: "Release",
  content: contentOf(state),
  ...by(who)
})
export const reject = (state: DisbursementState.State, who: string): Of<"Reject"> => ({
  _tag: "Reject",
  content: contentOf(state),
  reason: "a sum is wrong",
  ...by(who)
})
export const cancel = (who = "paula"): Of<"Cancel"> => ({ _tag: "Cancel", reason: "not needed", ...by(who) })
export const paid = (name: string, reference = `paid ${name}`, who = "bank"): Of<"RecordPaid"> => ({
  _tag: "RecordPaid",
  obligation: Obligation.id(name),
  reference,
  ...by(who)
})
export const returned = (name: string, reference = `back ${name}`, who = "bank"): Of<"RecordReturned"> => ({
  _tag: "RecordReturned",
  obligation: Obligation.id(name),
  reference,
  reason: "account closed",
  ...by(who)
})
export const settle = (who = "bank"): Of<"Settle"> => ({ _tag: "Settle", ...by(who) })
/** Paula asks that somebody may take a step with what stands on the list. */
export const requestGlass = (
  state: DisbursementState.State,
  step: DisbursementEvent.Step,
  officer: string,
  lifts: Of<"RequestGlass">["lifts"],
  given: { readonly actor?: string; readonly until?: Of<"RequestGlass">["until"] } = {}
): Of<"RequestGlass"> => ({
  _tag: "RequestGlass",
  content: contentOf(state),
  officer: actor(officer),
  step,
  lifts,
  until: given.until ?? at("2020-10-27T09:00:00"),
  reason: "flood in the office",
  ...by(given.actor ?? "paula")
})
/** Rita confirms what was asked. */
export const breakGlass = (state: DisbursementState.State, glass = 1, who = "rita"): Of<"BreakGlass"> => ({
  _tag: "BreakGlass",
  content: contentOf(state),
  glass,
  ...by(who)
})
export const unappointed = { _tag: "Authority" } as const
export const had = <const Held extends Authority.Duty>(held: Held) => ({ _tag: "Distinctness", held }) as const

export const money = (amount: number): Money.Money => Money.make(idr, units(amount))
export const dayAfter = (date: CivilDate.CivilDate, days: number) => Result.getOrThrow(CivilDate.addDays(date, days))
