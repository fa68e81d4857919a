/** Where a list stands, who signed what stands there, and what the bank answered. */
import type { Money } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type * as Actor from "../../words/Actor.ts"
import type * as Amounts from "../../words/Amounts.ts"
import type * as Obligation from "../../flow/allowance/Obligation.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Person from "../../words/Person.ts"
import type * as DisbursementEvent from "./Event.ts"
import type * as SegregationOfDuties from "../../flow/payment/SegregationOfDuties.ts"

// ---- Models

/** What the bank answered to one instruction. `paid` is the reference of a payment that later came back. */
export type Answer =
  | { readonly _tag: "Awaited" }
  | { readonly _tag: "Paid"; readonly reference: string }
  | { readonly _tag: "Returned"; readonly reference: string; readonly reason: string; readonly paid?: string }

/** An instruction with its answer. */
export interface Instructed {
  readonly instruction: DisbursementEvent.Instruction
  readonly answer: Answer
}

/** Stages of a list that exists. `Settled` and `Cancelled` are final. */
export type Stage = "Prepared" | "Verified" | "Approved" | "Rejected" | "Released" | "Settled" | "Cancelled"

/** Nobody prepared it yet. */
export interface Unprepared {
  readonly _tag: "Unprepared"
}

/**
 * A list. `contents` are the hashes of its revisions, the newest last; `signed` the signatures under the newest, in the
 * order of the duties; `acted` everybody who ever had a duty on it; `glass` what was asked for this content, `requests` how
 * often it ever was. `order` is the order of the instructions on the list.
 */
export interface Listed {
  readonly _tag: "Listed"
  readonly stage: Stage
  readonly id: DisbursementEvent.Id
  readonly cohort: Cohort.Id
  readonly line: string
  readonly payer: string
  readonly currency: Money.Currency
  readonly contents: readonly [DisbursementEvent.Content, ...Array<DisbursementEvent.Content>]
  readonly order: ReadonlyArray<Obligation.Id>
  readonly instructions: HashMap.HashMap<Obligation.Id, Instructed>
  readonly total: Amounts.Amounts
  readonly complete: boolean
  readonly signed: ReadonlyArray<SegregationOfDuties.Acted>
  readonly acted: ReadonlyArray<SegregationOfDuties.Acted>
  readonly glass: ReadonlyArray<Glass>
  readonly requests: number
}

/** An emergency about the newest content. It lifts nothing until it is broken by a second person. */
export interface Glass extends DisbursementEvent.Emergency {
  readonly requestedBy: Actor.Id
  readonly brokenBy?: Actor.Id
}

export type State = Unprepared | Listed

// ---- Rules

/** A list on which nothing stands yet. */
export const initial: State = { _tag: "Unprepared" }

/** Where a list stands, in one word; also of one that was never prepared. */
export const stageOf = (state: State): Stage | Unprepared["_tag"] =>
  state._tag === "Unprepared" ? state._tag : state.stage

/** Whether nothing can happen to it any more. */
export const isFinal = (state: State): boolean => {
  const stage = stageOf(state)
  return stage === "Settled" || stage === "Cancelled"
}

/** The stages in which another edition may take the place of a list. */
export const editable: ReadonlyArray<Stage> = ["Prepared", "Verified", "Approved", "Rejected"]

/** Whether another edition may take its place: it was prepared, and is neither released nor given up. */
export const isEditable = (state: State): boolean => state._tag === "Listed" && editable.includes(state.stage)

/** The hash of the list as it stands. */
export const contentOf = ({ contents }: Listed): DisbursementEvent.Content => contents[contents.length - 1]!

/** How often the list was prepared. */
export const revisionOf = (state: State): number => (state._tag === "Unprepared" ? 0 : state.contents.length)

/** The instruction to pay an obligation, if it is on the list. */
export const instructed = ({ instructions }: Listed, obligation: Obligation.Id): Instructed | undefined =>
  Option.getOrUndefined(HashMap.get(instructions, obligation))

/** Whether the list is to pay a person, or may still come to, and the bank has not answered. */
export const awaits = (state: State, person: Person.Id): boolean =>
  state._tag !== "Unprepared" &&
  !isFinal(state) &&
  HashMap.some(
    state.instructions,
    ({ answer, instruction }) => instruction.person === person && answer._tag === "Awaited"
  )

/** What an event makes of a list. */
export const evolve = (state: State, event: DisbursementEvent.Event): State => {
  if (event._tag === "ListPrepared") return prepared(state, event)
  if (state._tag === "Unprepared") return state
  switch (event._tag) {
    case "SignaturesVoided":
      return { ...state, stage: "Rejected", signed: [], glass: [] }
    case "ListVerified":
      return sign(state, "Verified", { duty: "verify", actor: event.actor })
    case "ListApproved":
      return sign(state, "Approved", { duty: "approve", actor: event.actor })
    case "ListReleased":
      return sign(state, "Released", { duty: "release", actor: event.actor })
    case "ListRejected":
      return { ...state, stage: "Rejected", signed: [], glass: [] }
    case "GlassRequested": {
      const { actor: requestedBy, glass, lifts, officer, reason, step, until } = event
      const asked = { glass, officer, step, lifts, until, reason, requestedBy }
      return { ...state, glass: [...state.glass, asked], requests: glass }
    }
    case "GlassBroken":
      return {
        ...state,
        glass: state.glass.map((asked) => (asked.glass === event.glass ? { ...asked, brokenBy: event.actor } : asked))
      }
    case "ListCancelled":
      return { ...state, stage: "Cancelled" }
    case "InstructionPaid":
      return answer(state, event.obligation, () => ({ _tag: "Paid", reference: event.reference }))
    case "InstructionReturned":
      return answer(state, event.obligation, (before) => ({
        _tag: "Returned",
        reference: event.reference,
        reason: event.reason,
        ...(before._tag === "Paid" ? { paid: before.reference } : {})
      }))
    case "DisbursementSettled":
      return { ...state, stage: "Settled" }
  }
}

const prepared = (state: State, event: Extract<DisbursementEvent.Event, { readonly _tag: "ListPrepared" }>): Listed => {
  const { cohort, content, currency, disbursement, instructions, line, payer, total } = event
  const by: SegregationOfDuties.Acted = { duty: "prepare", actor: event.actor }
  const before = state._tag === "Unprepared" ? undefined : state
  return {
    _tag: "Listed",
    stage: "Prepared",
    id: disbursement,
    cohort,
    line,
    payer,
    currency,
    contents: before === undefined ? [content] : [...before.contents, content],
    order: instructions.map(({ obligation }) => obligation),
    instructions: HashMap.fromIterable(
      instructions.map((instruction) => [
        instruction.obligation,
        { instruction, answer: { _tag: "Awaited" } satisfies Answer }
      ])
    ),
    total,
    complete: event.incomplete === undefined,
    signed: [by],
    acted: remember(before?.acted ?? [], by),
    glass: [],
    requests: before?.requests ?? 0
  }
}

const sign = (state: Listed, stage: Stage, by: SegregationOfDuties.Acted): Listed => ({
  ...state,
  stage,
  signed: [...state.signed, by],
  acted: remember(state.acted, by)
})

const remember = (
  acted: ReadonlyArray<SegregationOfDuties.Acted>,
  by: SegregationOfDuties.Acted
): ReadonlyArray<SegregationOfDuties.Acted> =>
  acted.some(({ actor, duty }) => actor === by.actor && duty === by.duty) ? acted : [...acted, by]

const answer = (state: Listed, obligation: Obligation.Id, of: (before: Answer) => Answer): Listed => ({
  ...state,
  instructions: HashMap.modify(state.instructions, obligation, (known) => ({ ...known, answer: of(known.answer) }))
})
