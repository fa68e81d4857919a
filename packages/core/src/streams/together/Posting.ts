/**
 * What a step of a list does to the money: an approval commits it and takes up what each person is owed, an approval
 * that is undone frees it, an answer of the bank spends it or gives it back. The events belong to several streams and
 * are appended together or not at all, so that no list is approved without its money and nobody stands on two lists.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as EntitlementCommand from "../entitlement/Command.ts"
import * as EntitlementDecider from "../entitlement/Decider.ts"
import type * as EntitlementEvent from "../entitlement/Event.ts"
import * as EntitlementState from "../entitlement/State.ts"
import type * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Decider from "../../record/Decider.ts"
import * as Voucher from "../../words/Voucher.ts"
import * as Person from "../../words/Person.ts"
import type * as Authority from "../../flow/payment/Authority.ts"
import * as BudgetDecider from "../budget/Decider.ts"
import type * as BudgetEvent from "../budget/Event.ts"
import * as BudgetState from "../budget/State.ts"
import type * as Commands from "../disbursement/Command.ts"
import * as DisbursementDecider from "../disbursement/Decider.ts"
import type * as DisbursementEvent from "../disbursement/Event.ts"
import * as DisbursementState from "../disbursement/State.ts"
import * as MergerState from "../merger/State.ts"

// ---- Models

/**
 * The streams of a list as they stand: its own, that of its line, and of everybody on it, by the id under which they go
 * on. `mergers` tell what that is of somebody who stands on it under another one.
 */
export interface Streams {
  readonly disbursement: DisbursementState.State
  readonly budget: BudgetState.State
  readonly entitlements: ReadonlyMap<Person.Id, EntitlementState.State>
  readonly mergers?: MergerState.State
}

/** The events of each stream, to be appended together. Streams without events may be left alone. */
export interface Posted {
  readonly disbursement: ReadonlyArray<DisbursementEvent.Event>
  readonly budget: ReadonlyArray<BudgetEvent.Event>
  readonly entitlements: ReadonlyMap<Person.Id, ReadonlyArray<EntitlementEvent.Event>>
}

// ---- Errors

/** The entitlement of somebody on the list was not given. */
export class EntitlementNotGiven extends Schema.TaggedError<EntitlementNotGiven>()("EntitlementNotGiven", {
  person: Person.Id
}) {
  override get message(): string {
    return `the entitlement of ${this.person} was not given: load it for everybody on the list`
  }
}

/** The budget given is not the one that pays the list. */
export class ForeignBudget extends Schema.TaggedError<ForeignBudget>()("ForeignBudget", { line: Schema.String }) {
  override get message(): string {
    return `the list is paid from ${this.line}: load that budget line`
  }
}

/** Why money does not move so, on the line or with the people. */
type NotMoved<Line extends Booked, Person extends Owed> =
  | BudgetDecider.RefusalOf<Line>
  | EntitlementDecider.RefusalOf<Person>
  | EntitlementNotGiven
  | ForeignBudget

type Booked = "Commit" | "Release" | "Spend" | "Return"
type Owed = "Incur" | "Drop" | "Pay" | "Return"

/** What a step may do on the line and with the people; one that is not named here moves no money. */
export const moves = {
  Prepare: { line: ["Release"], people: ["Drop"] },
  Approve: { line: ["Commit"], people: ["Incur"] },
  Reject: { line: ["Release"], people: ["Drop"] },
  Cancel: { line: ["Release"], people: ["Drop"] },
  RecordPaid: { line: ["Spend"], people: ["Pay"] },
  RecordReturned: { line: ["Return", "Release"], people: ["Return"] }
} as const satisfies Partial<
  Record<Commands.Command["_tag"], { readonly line: ReadonlyArray<Booked>; readonly people: ReadonlyArray<Owed> }>
>
type Moves = {
  readonly [Name in keyof typeof moves]: NotMoved<
    (typeof moves)[Name]["line"][number],
    (typeof moves)[Name]["people"][number]
  >
}

/** Why a step is refused, by whichever stream it moves. */
export type RefusalOf<Name extends Commands.Command["_tag"]> =
  | DisbursementDecider.RefusalOf<Name>
  | (Name extends keyof Moves ? Moves[Name] : never)

/** Why any step is refused. */
export type Refusal = RefusalOf<Commands.Command["_tag"]>

// ---- Rules

/**
 * Decides a command to a list and books what follows from it on the budget line and on the entitlements.
 *
 * - An approval commits every instruction and incurs its obligation: refused as a whole when the line is too short, or
 *   when somebody is not owed exactly this.
 * - An edit, a rejection or a cancellation of an approved list releases and drops them.
 * - A payment spends and pays. A return frees: what was spent by `BudgetReturned`, what was never paid by
 *   `BudgetReleased`; the obligation may then stand on a new list.
 *
 * A line or an entitlement that was closed meanwhile is not opened again: a return is then recorded on the list alone.
 */
export const decide = <C extends Commands.Command>(
  table: Authority.Table,
  streams: Streams,
  command: C
): Result.Result<Posted, RefusalOf<C["_tag"]>> =>
  decideAny(table, streams, command) as Result.Result<Posted, RefusalOf<C["_tag"]>>

const decideAny = (
  table: Authority.Table,
  streams: Streams,
  command: Commands.Command
): Result.Result<Posted, Refusal> =>
  Result.gen(function* () {
    const before = streams.disbursement
    const decider = DisbursementDecider.make(table)
    const { events, state: after } = yield* Decider.accept(decider, before, command)
    const posting = begin(streams, command)
    if (after._tag === "Unprepared" || events.length === 0) return finish(posting, events)

    for (const event of events) {
      switch (event._tag) {
        case "ListApproved":
          yield* approve(posting, after)
          break
        case "SignaturesVoided":
        case "ListRejected":
        case "ListCancelled":
          if (before._tag === "Listed" && before.stage === "Approved") yield* undo(posting, before)
          break
        case "InstructionPaid":
        case "InstructionReturned":
          if (before._tag !== "Unprepared") yield* answer(posting, before, event)
          break
        default:
      }
    }
    return finish(posting, events)
  })

/** The streams while their events are gathered. */
interface Posting {
  readonly command: Commands.Command
  readonly mergers: MergerState.State
  budget: BudgetState.State
  readonly budgetEvents: Array<BudgetEvent.Event>
  readonly entitlements: Map<Person.Id, EntitlementState.State>
  readonly entitlementEvents: Map<Person.Id, ReadonlyArray<EntitlementEvent.Event>>
}

const begin = (
  { budget, entitlements, mergers = MergerState.initial }: Streams,
  command: Commands.Command
): Posting => ({
  command,
  mergers,
  budget,
  budgetEvents: [],
  entitlements: new Map(entitlements),
  entitlementEvents: new Map()
})

const finish = (
  { budgetEvents: budget, entitlementEvents: entitlements }: Posting,
  disbursement: ReadonlyArray<DisbursementEvent.Event>
): Posted => ({ disbursement, budget, entitlements })

const approve = (posting: Posting, list: DisbursementState.Listed): Result.Result<void, Moves["Approve"]> =>
  Result.gen(function* () {
    const { actor, at } = posting.command
    const { currency } = list
    yield* book(posting, list, "Commit", instructionsOf(list), voucherOf(list, "approved"))
    for (const { destination: _closed, obligation: id, ...amounts } of instructionsOf(list)) {
      const obligation = { id, ...amounts }
      const voucher = voucherOf(list, "approved", id)
      yield* owe(posting, amounts.person, { _tag: "Incur", currency, obligation, voucher, actor, at })
    }
  })

const undo = (posting: Posting, list: DisbursementState.Listed): Result.Result<void, Moves["Cancel"]> =>
  Result.gen(function* () {
    const { actor, at } = posting.command
    yield* book(posting, list, "Release", instructionsOf(list), voucherOf(list, "undone"))
    for (const { obligation, person } of instructionsOf(list)) {
      const voucher = voucherOf(list, "undone", obligation)
      yield* owe(posting, person, { _tag: "Drop", obligation, voucher, actor, at })
    }
  })

const answer = (
  posting: Posting,
  list: DisbursementState.Listed,
  { _tag, obligation }: Extract<DisbursementEvent.Event, { readonly obligation: unknown }>
): Result.Result<void, Moves["RecordPaid"] | Moves["RecordReturned"]> =>
  Result.gen(function* () {
    const { actor, at } = posting.command
    const known = DisbursementState.instructed(list, obligation)
    if (known === undefined) return
    const { answer: before, instruction } = known
    const isPaid = _tag === "InstructionPaid"
    const voucher = voucherOf(list, isPaid ? "paid" : "returned", obligation)
    const move = isPaid ? "Spend" : before._tag === "Paid" ? "Return" : "Release"
    const standing = isPaid ? "Pay" : "Return"
    if (!BudgetState.isFinal(posting.budget)) yield* book(posting, list, move, [instruction], voucher)
    const entitlement = posting.entitlements.get(MergerState.survivorOf(posting.mergers, instruction.person))
    if (entitlement === undefined || !EntitlementState.isFinal(entitlement)) {
      yield* owe(posting, instruction.person, { _tag: standing, obligation, voucher, actor, at })
    }
  })

const book = <Name extends Booked>(
  posting: Posting,
  { currency, line }: DisbursementState.Listed,
  _tag: Name,
  instructions: ReadonlyArray<DisbursementEvent.Instruction>,
  voucher: Voucher.Voucher
): Result.Result<void, BudgetDecider.RefusalOf<Name> | ForeignBudget> =>
  Result.gen(function* () {
    const { actor, at } = posting.command
    const [first, ...others] = instructions.map(({ gross, obligation }) => ({ obligation, amount: gross }))
    if (first === undefined) return
    if (posting.budget._tag !== "Unallocated" && posting.budget.id !== line) {
      return yield* Result.fail(new ForeignBudget({ line }))
    }
    const holds = [first, ...others] as const
    const move: Extract<BudgetDecider.Command, { readonly _tag: Booked }> = {
      _tag,
      currency,
      holds,
      voucher,
      actor,
      at
    }
    const events = yield* BudgetDecider.decide(posting.budget, move) as Result.Result<
      ReadonlyArray<BudgetEvent.Event>,
      BudgetDecider.RefusalOf<Name>
    >
    posting.budget = Decider.fold(BudgetDecider.decider, events, posting.budget)
    posting.budgetEvents.push(...events)
  })

const owe = <C extends EntitlementCommand.Command>(
  { entitlementEvents, entitlements, mergers }: Posting,
  named: Person.Id,
  command: C
): Result.Result<void, EntitlementDecider.RefusalOf<C["_tag"]> | EntitlementNotGiven> =>
  Result.gen(function* () {
    const person = MergerState.survivorOf(mergers, named)
    const before = entitlements.get(person)
    if (before === undefined) return yield* Result.fail(new EntitlementNotGiven({ person }))
    const events = yield* EntitlementDecider.decide(before, command)
    entitlements.set(person, Decider.fold(EntitlementDecider.decider, events, before))
    entitlementEvents.set(person, [...(entitlementEvents.get(person) ?? []), ...events])
  })

const instructionsOf = (list: DisbursementState.Listed): ReadonlyArray<DisbursementEvent.Instruction> =>
  list.order.flatMap((obligation) => DisbursementState.instructed(list, obligation)?.instruction ?? [])

/**
 * An entitlement as it stands once a list is undone. What an approved list took up is owed again when it is prepared
 * anew, so an edition is made of this; any other list took up nothing.
 */
export const apartFrom = (
  list: DisbursementState.State,
  entitlement: EntitlementState.State,
  { actor, at }: Pick<Commands.Command, "actor" | "at">
): EntitlementState.State => {
  if (list._tag === "Unprepared" || list.stage !== "Approved" || entitlement._tag === "Unassessed") return entitlement
  return instructionsOf(list)
    .filter(({ obligation }) => EntitlementState.incurred(entitlement, obligation) !== undefined)
    .reduce<EntitlementState.State>((state, { obligation }) => {
      const voucher = voucherOf(list, "undone", obligation)
      return EntitlementState.evolve(state, { _tag: "ObligationDropped", obligation, voucher, actor, at })
    }, entitlement)
}

/** `<list>#<revision>/<step>/<obligation>`: each step of a revision is booked once; no id of a list holds a `#`. */
const voucherOf = (
  list: DisbursementState.Listed,
  step: "approved" | "undone" | "paid" | "returned",
  ...obligation: ReadonlyArray<Obligation.Id>
): Voucher.Voucher =>
  Voucher.makeUnsafe([`${list.id}#${DisbursementState.revisionOf(list)}`, step, ...obligation].join("/"))

/** What a person is owed now, as an instruction; `destination` is their account, closed. */
export const instruct = (
  { id: obligation, ...amounts }: Obligation.Obligation,
  destination?: DisbursementEvent.Instruction["destination"]
): DisbursementEvent.Instruction => ({
  obligation,
  ...amounts,
  ...(destination === undefined ? {} : { destination })
})
