/**
 * A list on its way to the bank: prepared from what is owed, verified, approved, released, answered payment by payment.
 * What a step does to the budget line and to what people are owed is appended with it.
 */
import type { Citation, Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Amounts from "../allowance/Amounts.ts"
import * as EntitlementState from "../allowance/EntitlementState.ts"
import * as Obligation from "../allowance/Obligation.ts"
import type * as Actor from "../journal/Actor.ts"
import type * as Voucher from "../journal/Voucher.ts"
import * as BudgetDecider from "../payment/BudgetDecider.ts"
import type * as DisbursementCommands from "../payment/DisbursementCommands.ts"
import * as DisbursementEvents from "../payment/DisbursementEvents.ts"
import * as DisbursementState from "../payment/DisbursementState.ts"
import * as Posting from "../payment/Posting.ts"
import * as Now from "../ports/Now.ts"
import type * as Cohort from "../programme/Cohort.ts"
import * as Person from "../programme/Person.ts"
import * as Acting from "./Acting.ts"
import * as Appointments from "./Appointments.ts"
import * as Assessments from "./Assessments.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "./Disclosure.ts"
import * as Handling from "./Handling.ts"
import * as Sealing from "./Sealing.ts"
import * as Streams from "./Streams.ts"

// ---- Models

/** `voucher` is the number of the budget document, `amount` the whole allocation from then on. */
export interface AllocateBudget extends Acting.Acting {
  readonly line: string
  readonly account: string
  readonly amount: Money.Money
  readonly basis: Citation.Citation
  readonly voucher: Voucher.Voucher
}

export interface OfList extends Acting.Acting {
  readonly list: DisbursementEvents.Id
}

/**
 * `destinations` are the accounts that are paid to, by person; they are sealed. Where somebody with a seat cannot be put
 * on the list, `despite` says why it is made all the same.
 */
export interface PrepareList extends OfList {
  readonly cohort: Cohort.Id
  readonly destinations?: ReadonlyMap<Person.Id, Redacted.Redacted<string>>
  readonly despite?: string
}

/** `content` is the hash of what the officer has before them. */
export interface SignList extends OfList {
  readonly content: DisbursementEvents.Content
}

export interface RejectList extends SignList {
  readonly reason: string
}

export interface BreakGlass extends RejectList {
  readonly second: Actor.Id
  readonly lifts: readonly [DisbursementEvents.Lift, ...Array<DisbursementEvents.Lift>]
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

/** A list as it was prepared: the hash to sign, what it pays, and who stands beside it. */
export const Prepared = Schema.Struct({
  content: DisbursementEvents.Content,
  revision: DisbursementEvents.Revision,
  total: Amounts.Amounts,
  instructions: Schema.Array(Schema.Struct({ obligation: Obligation.Id, person: Person.Id, ...Amounts.fields })),
  beside: DisbursementEvents.Beside
})
export type Prepared = typeof Prepared.Type

// ---- Budget

/** Enters a budget document: the first allocation of a line, or a later one that raises or lowers it. */
export const allocateBudget = Effect.fn("Office.allocateBudget")((request: AllocateBudget) =>
  Handling.handle(
    Acting.order("allocateBudget", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { account, actor, amount: money, basis, line, voucher } = request
      const { amount, currency } = money
      const at = yield* Now.moment
      const loaded = yield* Handling.load(Streams.budget, Streams.ofBudget(line))
      const command = { _tag: "Allocate", line, account, currency, amount, basis, voucher, actor, at } as const
      const events = yield* Effect.fromResult(BudgetDecider.decider.decide(loaded.state, command))
      const changes = yield* Effect.fromResult(Handling.change(loaded, events))
      return { changes, answer: Acting.happened(changes) }
    })
  )
)

// ---- Lists

/** Puts everybody to whom something is owed now on a list, or on its next edition. */
export const prepareList = Effect.fn("Office.prepareList")((request: PrepareList) =>
  Handling.handle(
    Acting.order("prepareList", request),
    Prepared,
    Effect.gen(function* () {
      const { actor, cohort: id, command, despite, destinations, list } = request
      const desk = yield* CohortDesk.open(id, "prepareList")
      const { at, programme, state } = desk
      const { cohort } = state
      const participants = yield* Assessments.participantsOf(state)
      const obligations = participants.flatMap(({ entitlement }) =>
        Option.toArray(EntitlementState.owing(entitlement.state))
      )
      const paid = obligations.map(({ person }) => {
        const account = destinations?.get(person)
        return { person, values: account === undefined ? {} : { account: Disclosure.plain(account) } }
      })
      const accounts = yield* Sealing.close(command, paid)
      const loaded = yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(list))
      const beside = besideOf(participants)
      const prepare: DisbursementCommands.Command = {
        _tag: "Prepare",
        disbursement: list,
        revision: DisbursementState.revisionOf(loaded.state) + 1,
        cohort: cohort.id,
        line: cohort.budgetLine.id,
        payer: cohort.payer,
        currency: cohort.dailyTransport.currency,
        instructions: obligations.map((obligation, index) => Posting.instruct(obligation, accounts[index]!["account"])),
        beside,
        ...(despite === undefined ? {} : { despite }),
        actor,
        at,
        on: yield* Acting.dayIn(programme.outline.timeZone, at)
      }
      const { changes, posted } = yield* post(loaded, prepare)
      const prepared = posted.disbursement.find((event) => event._tag === "ListPrepared")
      // An edition that changes nothing but its number cannot be: the number is part of what is signed.
      if (prepared === undefined) return yield* Effect.die("an edition was prepared without an event")
      const { content, instructions, revision, total } = prepared
      const written = new Set(changes.map(({ write }) => write.stream))
      const checks = [desk.loaded, ...participants.map(({ entitlement }) => entitlement)]
        .filter(({ stream }) => !written.has(stream))
        .map(({ stream, version }) => ({ stream, expected: version }))
      const answer: Prepared = {
        content,
        revision,
        total,
        instructions: instructions.map(({ gross, net, obligation, person, tax }) => ({
          obligation,
          person,
          gross,
          tax,
          net
        })),
        beside
      }
      return { changes, checks, answer }
    })
  )
)

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

/** Lifts who may take a step, for this content, in an emergency for which two people answer. */
export const breakGlass = Effect.fn("Office.breakGlass")((request: BreakGlass) => {
  const { content, lifts, reason, second } = request
  return step("breakGlass", request, (given) => ({ _tag: "BreakGlass", content, lifts, reason, second, ...given }))
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

type Given = Pick<DisbursementCommands.Command, "actor" | "at" | "on">
type LoadedList = Handling.Loaded<DisbursementState.State, DisbursementEvents.Event>

const step = (
  method: string,
  request: OfList,
  commandOf: (given: Given) => Exclude<DisbursementCommands.Command, { readonly _tag: "Prepare" }>
) =>
  Handling.handle(
    Acting.order(method, request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, list } = request
      const loaded = yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(list))
      const at = yield* Now.moment
      const { changes } = yield* post(loaded, commandOf({ actor, at, on: yield* dayOf(loaded, at, method) }))
      return { changes, answer: Acting.happened(changes) }
    })
  )

/** The day in the zone of the programme that the list belongs to. */
const dayOf = ({ state }: LoadedList, at: Given["at"], method: string) =>
  Effect.gen(function* () {
    // There is no programme to ask, and the decider refuses whatever is asked of no list.
    if (state.stage === "Unprepared") return yield* Acting.dayIn("UTC", at)
    const { programme } = yield* CohortDesk.open(state.cohort, method)
    return yield* Acting.dayIn(programme.outline.timeZone, at)
  })

/** Decides a step with the streams that it moves money on. */
const post = (loaded: LoadedList, command: DisbursementCommands.Command) =>
  Effect.gen(function* () {
    const { table } = yield* Appointments.Appointments
    const line = loaded.state.stage === "Unprepared" ? undefined : loaded.state.line
    const budget = line === undefined ? undefined : yield* Handling.load(Streams.budget, Streams.ofBudget(line))
    const entitlements = yield* Effect.forEach(
      concerned(loaded.state, command),
      ({ cohort, person }) =>
        Effect.map(
          Handling.load(Streams.entitlement, Streams.ofEntitlement(cohort, person)),
          (found) => [person, found] as const
        ),
      { concurrency: 8 }
    )
    const posted = yield* Effect.fromResult(
      Posting.decide(
        yield* table,
        {
          disbursement: loaded.state,
          budget: budget?.state ?? Streams.budget.initial,
          entitlements: new Map(entitlements.map(([person, { state }]) => [person, state]))
        },
        command
      )
    )
    const changes = [
      ...(yield* Effect.fromResult(Handling.change(loaded, posted.disbursement))),
      ...(budget === undefined ? [] : yield* Effect.fromResult(Handling.change(budget, posted.budget)))
    ]
    for (const [person, entitlement] of entitlements) {
      const events = posted.entitlements.get(person) ?? []
      changes.push(...(yield* Effect.fromResult(Handling.change(entitlement, events))))
    }
    return { changes, posted }
  })

/** Whose entitlement a command moves: an answer that of one person, the other steps those of the whole list. */
const concerned = (state: DisbursementState.State, command: DisbursementCommands.Command) => {
  if (state.stage === "Unprepared" || command._tag === "Verify" || command._tag === "Release") return []
  const { cohort } = state
  const obligations = "obligation" in command ? [command.obligation] : state.order
  const people = obligations.flatMap((id) => DisbursementState.instructed(state, id)?.instruction.person ?? [])
  return [...new Set(people)].map((person) => ({ cohort, person }))
}

/** Who took part and cannot be put on a list, because nobody knows what they are owed. */
const besideOf = (participants: ReadonlyArray<Assessments.Participant>): DisbursementEvents.Beside => {
  const undetermined: Array<Person.Id> = []
  const invalid: Array<Person.Id> = []
  for (const { entitlement, person } of participants) {
    const { state } = entitlement
    if (state.stage === "Unassessed") undetermined.push(person)
    else if (state.outcome._tag === "Undetermined") {
      if (state.outcome.invalid.length > 0) invalid.push(person)
      else undetermined.push(person)
    }
  }
  return { undetermined, invalid }
}
