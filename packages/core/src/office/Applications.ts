/**
 * Applications as they come in: a list at a time, numbers turned into ids by the vault, everything about a person sealed
 * before it reaches the journal.
 */
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Command from "../words/Command.ts"
import * as Decider from "../record/Decider.ts"
import * as Application from "../flow/admission/Application.ts"
import type * as CaseFacts from "../privacy/CaseFacts.ts"
import * as CohortDecider from "../streams/cohort/Decider.ts"
import type * as CohortEvent from "../streams/cohort/Event.ts"
import * as CohortRefusal from "../streams/cohort/Refusal.ts"
import type * as CohortState from "../streams/cohort/State.ts"
import * as Vault from "../privacy/Vault.ts"
import * as Person from "../words/Person.ts"
import * as Acting from "./Acting.ts"
import * as Bulk from "./Bulk.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import * as Handling from "./Handling.ts"
import * as Programmes from "./Programmes.ts"
import * as Padding from "../privacy/Padding.ts"
import type * as Requests from "./Requests.ts"
import * as Sealing from "./Sealing.ts"

// ---- Models

/** What became of an application that was received; `person` is whose it is, where that is known. */
export const Receipt = Schema.Struct({
  application: Application.Id,
  outcome: Schema.Literals(["received", "amended", "unchanged"]),
  person: Schema.NullOr(Person.Id)
})
export type Receipt = typeof Receipt.Type

// ---- Errors

/** Why one application of a list is refused, while the others are received. */
export const Refusal = Schema.Union([
  CohortRefusal.WrongStanding,
  CohortRefusal.PlaceIsFixed,
  CohortRefusal.PersonIsFixed
])
export type Refusal = typeof Refusal.Type

// ---- Rules

/** What is sealed and named before an application is decided. */
export interface Case {
  readonly application: Application.Application
  readonly facts: CaseFacts.CaseFacts
}

/**
 * Receives a list of applications; an id that is known is amended. Facts that no policy declares are a fault of whoever
 * asks, not of whoever applies: then nothing of the list is received.
 */
export const receiveApplications = Effect.fn("Office.receiveApplications")(function* (
  request: Requests.Of<"receiveApplications">
) {
  // What was named and sealed once is not named and sealed again when others were faster.
  const prepared = new Map<Command.Id, Case>()
  return yield* Handling.handle(
    Acting.order("receiveApplications", request),
    Bulk.answersOf(Receipt, Refusal),
    Effect.gen(function* () {
      const { actor, applications, cohort, command } = request
      const desk = yield* CohortDesk.open(cohort, "receiveApplications")
      const events: Array<CohortEvent.Event> = []
      const { answer, children } = yield* Bulk.perform(applications, Receipt, (fresh) =>
        Effect.gen(function* () {
          yield* prepare(
            desk,
            command,
            fresh.filter((item) => !prepared.has(item.command)),
            prepared
          )
          let state = desk.loaded.state
          const answers: Array<Bulk.Decided<Receipt, Refusal>> = []
          for (const item of fresh) {
            const { application, facts } = prepared.get(item.command)!
            const accepted = Decider.accept(CohortDecider.decider, state, {
              _tag: "ReceiveApplication",
              application,
              facts,
              at: desk.at,
              actor
            })
            if (Result.isFailure(accepted)) {
              if (!isRefusal(accepted.failure)) return yield* Effect.fail(accepted.failure)
              answers.push({ _tag: "Refused", refusal: accepted.failure })
              continue
            }
            state = accepted.success.state
            events.push(...accepted.success.events)
            const [event] = accepted.success.events
            const outcome = outcomes[event?._tag ?? ""] ?? "unchanged"
            const person = application.person._tag === "Known" ? application.person.value : null
            answers.push({ _tag: "Done", answer: { application: application.id, outcome, person } })
          }
          return answers
        })
      )
      return { changes: yield* Effect.fromResult(Handling.change(desk.loaded, events)), children, answer }
    })
  )
})

const isRefusal = Schema.is(Refusal)

const outcomes: Readonly<Record<string, Receipt["outcome"]>> = {
  ApplicationReceived: "received",
  ApplicationAmended: "amended"
}

/** Names the people and seals the facts of applications, all at once. */
const prepare = (
  desk: CohortDesk.Desk,
  command: Command.Id,
  items: ReadonlyArray<Requests.Received>,
  prepared: Map<Command.Id, Case>
) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const policies = yield* policiesOf(desk)
    const declared = yield* Effect.fromResult(
      Result.all(items.map((item) => Result.map(Disclosure.split(policies, item.facts), (split) => ({ item, split }))))
    )
    const erased = new Set(yield* vault.erased)
    const ready = yield* Effect.forEach(
      declared,
      ({ item, split }) => {
        const entry = Option.getOrUndefined(HashMap.get(desk.state.entries, item.application))
        return Effect.map(name(item, entry, erased), (naming) => ({ item, split, naming }))
      },
      { concurrency: atOnce }
    )
    const sealed = yield* Sealing.close(
      command,
      ready.map(({ naming: { holder }, split: { closed } }) => ({ person: holder, values: closed })),
      Padding.ofFacts(policies)
    )
    const digests = yield* Effect.forEach(
      ready,
      ({ item: { registeredAt }, naming: { keys, person }, split }) => digestOf({ registeredAt, person, keys }, split),
      { concurrency: atOnce }
    )
    for (const [index, { item, naming, split }] of ready.entries()) {
      const { application: id, registeredAt, row } = item
      const application = { id, registeredAt, row, person: naming.person, keys: naming.keys }
      const facts = { open: split.open, sealed: sealed[index]!, digest: digests[index]! }
      prepared.set(item.command, { application, facts })
    }
  })

/** How many are named at once: a vault writes down together what comes together. */
const atOnce = 200

/** The policies whose facts an application may carry. */
export const policiesOf = ({ at, programme }: CohortDesk.Desk) =>
  Effect.gen(function* () {
    const admission = yield* Programmes.policyAt(programme, "admission", at)
    const allowance = yield* Programmes.policyAt(programme, "allowance", at)
    return [admission.policy, allowance.policy] as const
  })

/** Who applies, the keys by which they are counted, and under whose key facts are sealed. */
interface Naming {
  readonly person: Application.Applicant
  readonly keys: Application.Application["keys"]
  readonly holder: Person.Id
}

const name = (
  { identity, keys }: Pick<Requests.Received, "identity" | "keys">,
  entry: CohortState.Entry | undefined,
  erased: ReadonlySet<Person.Id>
) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const naming = { keys: yield* keysOf(keys) }
    if (Option.isSome(identity)) {
      const person = yield* vault.personOf(identity.value)
      return { ...naming, person: Application.known(person), holder: person } as Naming
    }
    const holder = holderOf(entry, erased)
    return { ...naming, person: Application.missing, holder: holder ?? (yield* vault.newPerson) } as Naming
  })

/** Numbers as households of the vault. */
export const keysOf = (keys: Requests.Keys) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const known: Record<string, Application.Key> = {}
    for (const [key, number] of Object.entries(keys)) {
      known[key] = Option.isSome(number)
        ? Application.known(yield* vault.householdOf(number.value))
        : Application.missing
    }
    return known as Application.Application["keys"]
  })

/** Under whose key the facts of an application are sealed already; nobody's when it is new, or they were erased. */
export const holderOf = (
  entry: CohortState.Entry | undefined,
  erased: ReadonlySet<Person.Id>
): Person.Id | undefined => {
  const person = entry?.application.person
  const holder = person?._tag === "Known" ? person.value : entry?.facts.sealed.person
  return holder === undefined || erased.has(holder) ? undefined : holder
}

/** Tells one content of an application from another: whose it is, its place and keys, and all of its facts. */
export const digestOf = (
  { keys, person, registeredAt }: Pick<Application.Application, "registeredAt" | "person" | "keys">,
  { closed, open }: Disclosure.Split
) => Sealing.digest(Disclosure.plain({ keys, person, registeredAt, open, closed }))
