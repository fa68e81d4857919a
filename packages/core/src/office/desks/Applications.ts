/**
 * Applications as they come in: a list at a time, numbers turned into ids by the vault, everything about a person sealed
 * before it reaches the journal.
 */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Command from "../../words/Command.ts"
import * as Decider from "../../record/Decider.ts"
import * as Application from "../../flow/admission/Application.ts"
import type * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as CohortDecider from "../../streams/cohort/Decider.ts"
import type * as CohortEvent from "../../streams/cohort/Event.ts"
import * as CohortRefusal from "../../streams/cohort/Refusal.ts"
import type * as CohortState from "../../streams/cohort/State.ts"
import * as Vault from "../../privacy/Vault.ts"
import * as Person from "../../words/Person.ts"
import * as Spelling from "../../words/Spelling.ts"
import * as Acting from "../handling/Acting.ts"
import * as Bulk from "../handling/Bulk.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as Programmes from "./Programmes.ts"
import type * as PolicyBook from "../PolicyBook.ts"
import * as Padding from "../../privacy/Padding.ts"
import type * as Requests from "../Requests.ts"
import * as Sealing from "../handling/Sealing.ts"

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

/**
 * The limits of the programme count keys that an application does not declare, or it declares such as none of them counts
 * (`others`, as far as they can be told: see `Spelling.shownName`). A number that was looked for and not found is `null`.
 */
export class KeysDoNotFit extends Schema.TaggedError<KeysDoNotFit>()("KeysDoNotFit", {
  application: Application.Id,
  missing: Schema.Array(Schema.String),
  others: Schema.Array(Schema.String)
}) {
  override get message(): string {
    const told = [
      ...(this.missing.length === 0 ? [] : [`limits count ${this.missing.join(", ")}, which it does not declare`]),
      ...(this.others.length === 0 ? [] : [`no limit counts ${this.others.join(", ")}`])
    ]
    return `the keys of ${this.application} do not fit: ${told.join("; ")}. Check the spelling, and give null where a number is not known`
  }
}

// ---- Rules

/** What is sealed and named before an application is decided. */
export interface Case {
  readonly application: Application.Application
  readonly facts: CaseFacts.CaseFacts
}

/**
 * Receives a list of applications; an id that is known is amended. Facts that no policy declares, and keys
 * that are not those of the limits, are a fault of whoever asks, not of whoever applies: then nothing of the list is
 * received.
 */
export const receiveApplications = Effect.fn("Office.receiveApplications")(function* (
  request: Requests.Of<"receiveApplications">
) {
  const draft = yield* Sealing.drafting(Effect.succeed)
  const prepared = new Map<Command.Id, Case>()
  return yield* Handling.handle(
    Acting.order("receiveApplications", request),
    Bulk.answersOf(Receipt, Refusal),
    Effect.gen(function* () {
      const { actor, applications, cohort, command } = request
      const desk = yield* CohortDesk.open(cohort, "receiveApplications")
      const events: Array<CohortEvent.Event> = []
      const used = new Set<string>()
      const { answer, children } = yield* Bulk.perform(applications, Receipt, (fresh) =>
        Effect.gen(function* () {
          yield* prepare(desk, command, fresh, prepared, draft)
          let state = desk.loaded.state
          const answers: Array<Bulk.Decided<Receipt, Refusal>> = []
          for (const item of fresh) {
            const { application, facts } = prepared.get(item.command)!
            const given = { application, facts, at: desk.at, actor }
            const decided = CohortDecider.decide(state, { _tag: "ReceiveApplication", ...given })
            if (Result.isFailure(decided)) {
              if (!isRefusal(decided.failure)) return yield* Effect.fail(decided.failure)
              answers.push({ _tag: "Refused", refusal: decided.failure })
              continue
            }
            state = Decider.fold(CohortDecider, decided.success, state)
            events.push(...decided.success)
            const [event] = decided.success
            // Nobody is named, and no key made, for an application that is refused or says nothing new.
            if (event !== undefined) for (const id of idsOf({ application, facts })) used.add(id)
            const outcome = outcomes[event?._tag ?? ""] ?? "unchanged"
            const person = application.person._tag === "Known" ? application.person.value : null
            answers.push({ _tag: "Done", answer: { application: application.id, outcome, person } })
          }
          return answers
        })
      )
      const changes = yield* Effect.fromResult(Handling.change(desk.loaded, events))
      return { changes, children, answer, within: [draft.keep(used)] }
    })
  )
})

const isRefusal = Schema.is(Refusal)

const outcomes: Readonly<Record<string, Receipt["outcome"]>> = {
  ApplicationReceived: "received",
  ApplicationAmended: "amended"
}

/**
 * Names the people and seals the facts of applications, all at once. What was sealed for the same people before others
 * were faster is not sealed again.
 */
const prepare = (
  desk: CohortDesk.Desk,
  command: Command.Id,
  items: ReadonlyArray<Requests.Received>,
  prepared: Map<Command.Id, Case>,
  draft: Vault.Draft
) =>
  Effect.gen(function* () {
    const admission = yield* Programmes.policyAt(desk.programme, "admission", desk.at)
    const policies = yield* policiesOf(desk)
    for (const { application, keys } of items) yield* Effect.fromResult(fitting(admission, application, keys, true))
    const declared = yield* Effect.fromResult(
      Result.all(items.map((item) => Result.map(Disclosure.split(policies, item.facts), (split) => ({ item, split }))))
    )
    const namings = yield* name(desk, items, prepared, draft)
    const ready = declared.flatMap(({ item, split }, index) => {
      const naming = namings[index]!
      const before = prepared.get(item.command)
      const isSame =
        before !== undefined &&
        before.facts.sealed.person === naming.holder &&
        Equal.equals(before.application.person, naming.person) &&
        Equal.equals(before.application.keys, naming.keys)
      return isSame ? [] : [{ item, split, naming }]
    })
    const sealed = yield* Sealing.close(
      command,
      ready.map(({ naming: { holder }, split: { closed } }) => ({ person: holder, values: closed })),
      Padding.ofFacts(policies),
      draft
    )
    const digests = yield* Sealing.digestAll(
      ready.map(({ item: { registeredAt }, naming: { keys, person }, split }) =>
        contentOf({ registeredAt, person, keys }, split)
      )
    )
    for (const [index, { item, naming, split }] of ready.entries()) {
      const { application: id, registeredAt, row } = item
      const application = { id, registeredAt, row, person: naming.person, keys: naming.keys }
      const facts = { open: split.open, sealed: sealed[index]!, digest: digests[index]! }
      prepared.set(item.command, { application, facts })
    }
  })

/** Whether keys are those that the limits count; all of them, where an application is `whole`. */
export const fitting = (
  { limits, personFact }: PolicyBook.AdmissionPolicy,
  application: Application.Id,
  keys: Requests.Keys,
  whole: boolean
): Result.Result<void, KeysDoNotFit> => {
  const counted = new Set(limits.flatMap(({ key }) => (key === personFact ? [] : [key])))
  const given = new Set(Object.keys(keys))
  const missing = whole ? [...counted].filter((key) => !given.has(key)) : []
  const others = [...given].filter((key) => !counted.has(key)).map(Spelling.shownName)
  return missing.length + others.length === 0
    ? Result.succeed(undefined)
    : Result.fail(new KeysDoNotFit({ application, missing, others }))
}

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
  desk: CohortDesk.Desk,
  items: ReadonlyArray<Requests.Received>,
  prepared: ReadonlyMap<Command.Id, Case>,
  draft: Vault.Draft
) =>
  Effect.gen(function* () {
    const entryOf = ({ application }: Requests.Received) =>
      Option.getOrUndefined(HashMap.get(desk.state.entries, application))
    const holders = yield* erasedOf(items.map(entryOf))
    const identified = items.flatMap(({ identity }) => Option.toArray(identity))
    const people = yield* draft.peopleOf(identified)
    const mergers = yield* Mergers.known
    const households = yield* keysOf(
      items.map(({ keys }) => keys),
      draft
    )
    let next = 0
    return yield* Effect.forEach(items, (item, index) =>
      Effect.gen(function* () {
        const keys = households[index]!
        if (Option.isSome(item.identity)) {
          const person = Mergers.idIn(mergers, entryOf(item), people[next++]!)
          return { keys, person: Application.known(person), holder: person } as Naming
        }
        const known = holderOf(entryOf(item), holders) ?? prepared.get(item.command)?.facts.sealed.person
        return { keys, person: Application.missing, holder: known ?? (yield* draft.newPerson) } as Naming
      })
    )
  })

/** Numbers of many applications as households of the vault. */
export const keysOf = (all: ReadonlyArray<Requests.Keys>, draft: Vault.Draft) =>
  Effect.gen(function* () {
    const numbers = all.flatMap((keys) => Object.values(keys).flatMap((number) => Option.toArray(number)))
    const households = yield* draft.householdsOf(numbers)
    let next = 0
    return all.map((keys): Application.Application["keys"] =>
      Object.fromEntries(
        Object.entries(keys).map(([key, number]) => [
          key,
          Option.isSome(number) ? Application.known(households[next++]!) : Application.missing
        ])
      )
    )
  })

/** The ids that an application rests on, which the vault has to know once it is kept. */
export const idsOf = ({ application: { keys, person }, facts: { sealed } }: Case): ReadonlyArray<string> => [
  sealed.person,
  ...[person, ...Object.values(keys)].flatMap((one) => (one._tag === "Known" ? [one.value as string] : []))
]

/** Whose applications these are, of those people who were erased. */
export const erasedOf = (entries: ReadonlyArray<CohortState.Entry | undefined>) =>
  Effect.flatMap(Vault.Vault, (vault) =>
    vault.erasedAmong(entries.flatMap((entry) => holderOf(entry, new Set()) ?? []))
  )

/** Under whose key the facts of an application are sealed already; nobody's when it is new, or they were erased. */
export const holderOf = (
  entry: CohortState.Entry | undefined,
  erased: ReadonlySet<Person.Id>
): Person.Id | undefined => {
  const person = entry?.application.person
  const holder = person?._tag === "Known" ? person.value : entry?.facts.sealed.person
  return holder === undefined || erased.has(holder) ? undefined : holder
}

/** What tells one application from another: whose it is, its place and keys, and all of its facts. */
const contentOf = (
  { keys, person, registeredAt }: Pick<Application.Application, "registeredAt" | "person" | "keys">,
  { closed, open }: Disclosure.Split
) => Disclosure.plain({ keys, person, registeredAt, open, closed })

/** The digest of all of that. */
export const digestOf = (...content: Parameters<typeof contentOf>) => Sealing.digest(contentOf(...content))
