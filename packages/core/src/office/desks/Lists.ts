/**
 * The making of a list: everybody to whom something is owed now, and the budget line that is to pay it; and the list as an
 * officer looks at it before signing. Nothing is opened to be looked at, so people stand in it by their ids.
 */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as StreamKind from "../handling/StreamKind.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Command from "../../words/Command.ts"
import type * as Actor from "../../words/Actor.ts"
import * as Journal from "../../record/Journal.ts"
import * as Schema from "effect/Schema"
import * as Amounts from "../../words/Amounts.ts"
import * as EntitlementState from "../../streams/entitlement/State.ts"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import type * as CohortState from "../../streams/cohort/State.ts"
import * as BudgetDecider from "../../streams/budget/Decider.ts"
import type * as DisbursementCommand from "../../streams/disbursement/Command.ts"
import * as DisbursementEvent from "../../streams/disbursement/Event.ts"
import * as DisbursementState from "../../streams/disbursement/State.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as Posting from "../../streams/together/Posting.ts"
import * as Now from "../../record/Now.ts"
import * as Person from "../../words/Person.ts"
import * as Acting from "../handling/Acting.ts"
import * as Claims from "./Claims.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as Padding from "../../privacy/Padding.ts"
import * as Vault from "../../privacy/Vault.ts"
import * as Sealing from "../handling/Sealing.ts"
import * as ListDesk from "./ListDesk.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/** A list as it was prepared, now or, where that is no news, before: the hash to sign, what it pays, and who stands beside it. */
export const Prepared = Schema.Struct({
  isNew: Schema.Boolean,
  content: DisbursementEvent.Content,
  revision: DisbursementEvent.Revision,
  total: Amounts.Amounts,
  instructions: Schema.Array(Schema.Struct({ obligation: Obligation.Id, person: Person.Id, ...Amounts.fields })),
  beside: DisbursementEvent.Beside
})
export type Prepared = typeof Prepared.Type

/** Which list, of which cohort; one that was never prepared can be looked at, too. */
export interface Looking {
  readonly cohort: Cohort.Id
  readonly list: DisbursementEvent.Id
}

/** Something that happened to the list, with the command that asked for it. */
export interface Happening {
  readonly command: Command.Id
  readonly event: DisbursementEvent.Event
}

/**
 * `owed` is what an edition made now would pay, `beside` who could not stand on it. `isStale` says that the list may
 * still be edited and pays something else than that.
 */
export interface View {
  readonly state: DisbursementState.State
  readonly happened: ReadonlyArray<Happening>
  readonly owed: ReadonlyArray<Obligation.Obligation>
  readonly beside: DisbursementEvent.Beside
  readonly isStale: boolean
}

// ---- Errors

/** A destination of somebody who took no part in the cohort: whoever gave it meant somebody else, and that one is not paid. */
export class DestinationOfStranger extends Schema.TaggedError<DestinationOfStranger>()("DestinationOfStranger", {
  list: DisbursementEvent.Id,
  people: Schema.NonEmptyArray(Person.Id)
}) {
  override get message(): string {
    return `${this.people.join(", ")} took no part in the cohort of ${this.list}, so no payment can go there: give each destination under the id of whoever is paid`
  }
}

/** Two ids of one person were given different destinations: a payment goes to one of them. */
export class DestinationsDiffer extends Schema.TaggedError<DestinationsDiffer>()("DestinationsDiffer", {
  list: DisbursementEvent.Id,
  person: Person.Id
}) {
  override get message(): string {
    return `ids that are ${this.person} by now were given different destinations: give the one to which ${this.list} pays them`
  }
}

// ---- Names

/** The id of a list, from text: `Lists.id("weaving-2024")`. */
export const { id } = DisbursementEvent

// ---- Budget

/** Enters a budget document: the first allocation of a line, or a later one that raises or lowers it. */
export const allocateBudget = Effect.fn("Office.allocateBudget")((request: Requests.Of<"allocateBudget">) =>
  Handling.handle(
    Acting.order("allocateBudget", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { account, actor, amount: money, basis, line, voucher } = request
      const { amount, currency } = money
      const at = yield* Now.moment
      const loaded = yield* Handling.load(Streams.budget, Streams.ofBudget(line))
      const command = { _tag: "Allocate", line, account, currency, amount, basis, voucher, actor, at } as const
      const events = yield* Effect.fromResult(BudgetDecider.decide(loaded.state, command))
      const changes = yield* Effect.fromResult(Handling.change(loaded, events))
      return { changes, answer: Acting.happened(changes) }
    })
  )
)

// ---- Lists

/**
 * Puts everybody to whom something is owed now on a list, or on its next edition. An edition voids every signature under
 * the one before it; what an approval had committed is free again, in the same append. An edition that would change
 * neither recipients nor amounts, destinations or who stands beside the list is not made, unless it is asked for anew.
 */
export const prepareList = Effect.fn("Office.prepareList")((request: Requests.Of<"prepareList">) =>
  Handling.handle(
    Acting.order("prepareList", request),
    Prepared,
    Effect.gen(function* () {
      const { actor, anew, cohort: id, command, despite, destinations, list } = request
      const desk = yield* CohortDesk.open(id, "prepareList")
      const { at, programme, state } = desk
      const { cohort } = state
      const loaded = yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(list))
      const mergers = yield* Mergers.load
      const { beside, obligations, participants } = yield* editionOf(state, loaded.state, { actor, at }, mergers.state)
      const named = Object.entries(destinations ?? {}).map(([id, account]) => [Person.id(id), account] as const)
      const tookPart = new Set(participants.map(({ person }) => person))
      const [stranger, ...strangers] = named.flatMap(([id]) =>
        tookPart.has(MergerState.survivorOf(mergers.state, id)) ? [] : [id]
      )
      if (stranger !== undefined) return yield* new DestinationOfStranger({ list, people: [stranger, ...strangers] })
      const accountOf = new Map<Person.Id, (typeof named)[number][1]>()
      for (const [id, account] of named) {
        const person = MergerState.survivorOf(mergers.state, id)
        const other = accountOf.get(person)
        if (other !== undefined && !Equal.equals(other, account)) {
          return yield* new DestinationsDiffer({ list, person })
        }
        accountOf.set(person, account)
      }
      const paid = obligations.map(({ person }) => {
        const account = accountOf.get(person)
        return { person, values: account === undefined ? {} : { account: Disclosure.plain(account) } }
      })
      const vault = yield* Vault.Vault
      const erased = yield* vault.erasedAmong(paid.map(({ person }) => person))
      const keyed = paid.filter(({ person }) => !erased.has(person))
      const digests = yield* Effect.forEach(keyed, Sealing.digest)
      const read = new Map(keyed.map(({ person }, index) => [person, digests[index]!]))
      if (anew !== true && isSame(loaded.state, { obligations, beside, despite, read })) {
        return { changes: [], answer: preparedOf(loaded.state, beside) }
      }
      const envelopes = yield* Sealing.close(command, keyed, Padding.ofObservations)
      const accounts = new Map(
        keyed.map(({ person }, index) => [person, { sealed: envelopes[index]!, digest: digests[index]! }])
      )
      const prepare: Extract<DisbursementCommand.Command, { readonly _tag: "Prepare" }> = {
        _tag: "Prepare",
        disbursement: list,
        revision: DisbursementState.revisionOf(loaded.state) + 1,
        cohort: cohort.id,
        line: cohort.budgetLine.id,
        payer: cohort.payer,
        currency: cohort.dailyTransport.currency,
        instructions: obligations.map((obligation) => Posting.instruct(obligation, accounts.get(obligation.person))),
        beside,
        ...(despite === undefined ? {} : { despite }),
        actor,
        at,
        on: yield* Now.dayIn(programme.outline.timeZone, at)
      }
      const { changes, posted } = yield* ListDesk.post(loaded, prepare)
      const prepared = posted.disbursement.find((event) => event._tag === "ListPrepared")
      // An edition that changes nothing but its number cannot be: the number is part of what is signed.
      if (prepared === undefined) return yield* Effect.die("an edition was prepared without an event")
      const { content, instructions, revision, total } = prepared
      const written = new Set(changes.map(({ write }) => write.stream))
      const checks = [desk.loaded, mergers, ...participants.map(({ entitlement }) => entitlement)]
        .filter(({ stream }) => !written.has(stream))
        .map(({ stream, version }) => ({ stream, expected: version }))
      const answer: Prepared = {
        isNew: true,
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

/** Looks at a list; refused with `NotAnnounced` where there is no such cohort. */
export const list = Effect.fn("Office.list")(function* ({ cohort, list }: Looking) {
  const journal = yield* Journal.Journal
  const desk = yield* CohortDesk.open(cohort, "list")
  const recorded = yield* journal.read(Streams.ofDisbursement(list))
  const events = yield* Effect.fromResult(StreamKind.read(Streams.disbursement, recorded))
  const state = events.reduce(DisbursementState.evolve, DisbursementState.initial)
  const given = { actor: nobody, at: desk.at }
  const { beside, obligations: owed } = yield* editionOf(desk.state, state, given, yield* Mergers.known)
  const view: View = {
    state,
    happened: events.map((event, index) => ({ command: recorded[index]!.command, event })),
    owed,
    beside,
    isStale:
      state._tag !== "Unprepared" && DisbursementState.isEditable(state) && !DisbursementState.paysExactly(state, owed)
  }
  return view
})

/** Who looks signs nothing. */
const nobody = "-" as Actor.Id

// ---- What the steps share

/** Whether a list that may still be edited says already what an edition of now would. */
const isSame = (
  list: DisbursementState.State,
  {
    beside,
    despite,
    obligations,
    read
  }: {
    readonly obligations: ReadonlyArray<Obligation.Obligation>
    readonly beside: DisbursementEvent.Beside
    readonly despite: string | undefined
    readonly read: ReadonlyMap<Person.Id, string>
  }
): list is DisbursementState.Listed =>
  list._tag === "Listed" &&
  DisbursementState.isEditable(list) &&
  DisbursementState.paysExactly(list, obligations) &&
  obligations.every(
    ({ id, person }) => DisbursementState.instructed(list, id)?.instruction.destination?.digest === read.get(person)
  ) &&
  DisbursementState.isBeside(list, beside, despite)

const preparedOf = (list: DisbursementState.Listed, beside: DisbursementEvent.Beside): Prepared => ({
  isNew: false,
  content: DisbursementState.contentOf(list),
  revision: DisbursementState.revisionOf(list),
  total: list.total,
  instructions: list.order.flatMap((id) => {
    const known = DisbursementState.instructed(list, id)
    if (known === undefined) return []
    const { gross, net, obligation, person, tax } = known.instruction
    return [{ obligation, person, gross, tax, net }]
  }),
  beside
})

/** What an edition of a list pays when it is made now, and who stands beside it. */
export const editionOf = Effect.fn("Office.editionOf")(function* (
  cohort: CohortState.Announced,
  list: DisbursementState.State,
  given: Pick<ListDesk.Given, "actor" | "at">,
  mergers: MergerState.State
) {
  const participants = yield* Claims.participantsOf(cohort, mergers)
  const obligations = participants.flatMap(({ entitlement: { state } }) =>
    Option.toArray(EntitlementState.owing(Posting.apartFrom(list, state, given)))
  )
  return { participants, obligations, beside: besideOf(participants) }
})

/** Who took part and cannot be put on a list, because nobody knows what they are owed. */
const besideOf = (participants: ReadonlyArray<Claims.Participant>): DisbursementEvent.Beside => {
  const undetermined: Array<Person.Id> = []
  const invalid: Array<Person.Id> = []
  for (const { entitlement, person } of participants) {
    const { state } = entitlement
    if (state._tag === "Unassessed") undetermined.push(person)
    else if (state.outcome._tag === "Undetermined") {
      if (state.outcome.invalid.length > 0) invalid.push(person)
      else undetermined.push(person)
    }
  }
  return { undetermined, invalid }
}
