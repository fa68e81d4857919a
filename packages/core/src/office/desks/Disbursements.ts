/**
 * A list on its way to the bank: verified, approved, released, answered payment by payment. What a step does to the
 * budget line and to what people are owed is appended with it.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Now from "../../record/Now.ts"
import type * as BudgetEvent from "../../streams/budget/Event.ts"
import * as DisbursementCommand from "../../streams/disbursement/Command.ts"
import type * as DisbursementEvent from "../../streams/disbursement/Event.ts"
import type * as EntitlementEvent from "../../streams/entitlement/Event.ts"
import * as Posting from "../../streams/together/Posting.ts"
import type * as Person from "../../words/Person.ts"
import * as Acting from "../handling/Acting.ts"
import * as Appointments from "../Appointments.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as ListDesk from "./ListDesk.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/**
 * What became of a bank's file, each by its obligation: recorded (`isNew` where it was not before), refused because it is
 * not on this list, or in conflict with another answer that is recorded under the reference given here.
 */
export const Recorded = Schema.Struct({
  done: Schema.Array(Schema.Struct({ obligation: Obligation.Id, isNew: Schema.Boolean })),
  refused: Schema.Array(Schema.Struct({ obligation: Obligation.Id, refusal: DisbursementCommand.NotOnThisList })),
  conflicts: Schema.Array(
    Schema.Struct({
      obligation: Obligation.Id,
      recorded: Schema.Literals(["paid", "returned"]),
      reference: Schema.String
    })
  )
})
export type Recorded = typeof Recorded.Type

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

/**
 * Records every answer of a bank's file, each found by its obligation, never by its place, and appended together. One that
 * is recorded already is no news, so a file may come again, whole or longer than before.
 */
export const recordAnswers = Effect.fn("Office.recordAnswers")((request: Requests.Of<"recordAnswers">) =>
  Handling.handle(
    Acting.order("recordAnswers", request),
    Recorded,
    Effect.gen(function* () {
      const { actor, answers, list } = request
      const loaded = yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(list))
      const at = yield* Now.moment
      const given = { actor, at, on: yield* ListDesk.dayOf(loaded, at, "recordAnswers") }
      const commands = answers.map((answer): Command =>
        answer._tag === "Paid"
          ? { ...answer, _tag: "RecordPaid", ...given }
          : { ...answer, _tag: "RecordReturned", ...given }
      )
      const decided = yield* decideAll(loaded, commands)
      return { changes: decided.changes, answer: decided.answer }
    })
  )
)

/** Every payment is answered, and nothing more is expected. */
export const settleList = ListDesk.forward("settleList", "Settle")

// ---- What a file of answers does

type Command = Extract<DisbursementCommand.Command, { readonly _tag: "RecordPaid" | "RecordReturned" }>

const decideAll = (loaded: ListDesk.LoadedList, commands: ReadonlyArray<Command>) =>
  Effect.gen(function* () {
    const { table } = yield* Appointments.Appointments
    const appointments = yield* table
    const budget = yield* ListDesk.budgetOf(loaded)
    const mergers = yield* Mergers.known
    const concerned = commands.map((command) => ListDesk.concerned(loaded.state, command, mergers))
    const people = new Map(concerned.flat().map((one) => [one.person, one]))
    const entitlements = new Map(yield* ListDesk.entitlementsOf([...people.values()]))

    let disbursement = loaded.state
    let line = budget?.state ?? Streams.budget.initial
    const owed = new Map([...entitlements].map(([person, { state }]) => [person, state]))
    const happened = {
      list: new Array<DisbursementEvent.Event>(),
      budget: new Array<BudgetEvent.Event>(),
      people: new Map<Person.Id, ReadonlyArray<EntitlementEvent.Event>>()
    }
    const done: Array<Recorded["done"][number]> = []
    const refused: Array<Recorded["refused"][number]> = []
    const conflicts: Array<Recorded["conflicts"][number]> = []
    for (const [index, command] of commands.entries()) {
      const { obligation } = command
      const own = new Map(concerned[index]!.map(({ person }) => [person, owed.get(person)!]))
      const posted = Posting.decide(appointments, { disbursement, budget: line, entitlements: own, mergers }, command)
      if (Result.isFailure(posted)) {
        const { failure } = posted
        if (failure._tag === "NotOnThisList") refused.push({ obligation, refusal: failure })
        else if (failure._tag === "AnswerConflict") {
          conflicts.push({ obligation, recorded: failure.recorded, reference: failure.reference })
        } else return yield* Effect.fail(failure)
        continue
      }
      const { budget: onLine, disbursement: onList, entitlements: onPeople } = posted.success
      done.push({ obligation, isNew: onList.length > 0 })
      disbursement = onList.reduce(Streams.disbursement.evolve, disbursement)
      line = onLine.reduce(Streams.budget.evolve, line)
      happened.list.push(...onList)
      happened.budget.push(...onLine)
      for (const [person, events] of onPeople) {
        owed.set(person, events.reduce(Streams.entitlement.evolve, owed.get(person)!))
        happened.people.set(person, [...(happened.people.get(person) ?? []), ...events])
      }
    }

    const changes = [...(yield* Effect.fromResult(Handling.change(loaded, happened.list)))]
    if (budget !== undefined) changes.push(...(yield* Effect.fromResult(Handling.change(budget, happened.budget))))
    for (const [person, events] of happened.people) {
      changes.push(...(yield* Effect.fromResult(Handling.change(entitlements.get(person)!, events))))
    }
    const answer: Recorded = { done, refused, conflicts }
    return { changes, answer }
  })
