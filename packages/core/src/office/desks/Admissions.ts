/**
 * Who gets a seat: the office opens what the policy reads, asks it about everybody who waits for a decision, and fills
 * the cohort together with the people whom it concerns. What is missing can be supplied, and whoever holds a seat can be
 * asked about again.
 */
import { Canonical, Decision, Policy } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Admission from "../../flow/admission/Admission.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Now from "../../record/Now.ts"
import type * as CaseFacts from "../../privacy/CaseFacts.ts"
import type * as CohortCommand from "../../streams/cohort/Command.ts"
import * as CohortApplications from "../../streams/cohort/Applications.ts"
import * as CohortFilling from "../../streams/cohort/Filling.ts"
import * as CohortRefusal from "../../streams/cohort/Refusal.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import type * as Vault from "../../privacy/Vault.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Command from "../../words/Command.ts"
import type * as Moment from "../../words/Moment.ts"
import * as Acting from "../handling/Acting.ts"
import * as Applications from "./Applications.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import type * as PolicyBook from "../PolicyBook.ts"
import * as Mergers from "./Mergers.ts"
import * as Programmes from "./Programmes.ts"
import * as Padding from "../../privacy/Padding.ts"
import type * as Requests from "../Requests.ts"
import * as Sealing from "../handling/Sealing.ts"

// ---- Models

/** Who was decided, and to whom a seat was offered. */
export const Admitted = Schema.Struct({
  determined: Schema.Array(Schema.Struct({ application: Application.Id, determination: Admission.Determination })),
  offered: Schema.Array(Application.Id)
})
export type Admitted = typeof Admitted.Type

const { Ineligible, Invalid, Undetermined } = Decision.Decision.cases

/**
 * What checking again found: by which policy, how many who hold a seat were asked about, and of whom it does not say that
 * they may. `isByHand` where an officer's order keeps the seat all the same. Of somebody who was erased, what is asked is
 * missing.
 */
export const Rechecked = Schema.Struct({
  policy: Programme.Fingerprint,
  checked: Schema.Int,
  findings: Schema.Array(
    Schema.Struct({
      application: Application.Id,
      isByHand: Schema.Boolean,
      found: Schema.Union([Ineligible, Undetermined, Invalid])
    })
  )
})
export type Rechecked = typeof Rechecked.Type

/**
 * What became of many cohorts: who was offered a seat there; why none could be; and whose command was given before with
 * another content.
 */
export const Promoted = Schema.Struct({
  done: Schema.Array(Schema.Struct({ cohort: Cohort.Id, offered: Schema.Array(Application.Id) })),
  refused: Schema.Array(
    Schema.Struct({
      cohort: Cohort.Id,
      refusal: Schema.Union([
        CohortRefusal.NotAnnounced,
        CohortRefusal.CohortEnded,
        CohortRefusal.WrongStage,
        CohortFilling.DecisionsMissing
      ])
    })
  ),
  conflicts: Schema.Array(Cohort.Id)
})
export type Promoted = typeof Promoted.Type

type AdmissionEntry = Extract<PolicyBook.Entry, { readonly stage: "admission" }>

// ---- Rules

/** Decides everybody who waits for a decision and offers the free seats, in order of registration. */
export const admit = Effect.fn("Office.admit")((request: Requests.Of<"admit">) =>
  Sealing.drafting((draft) =>
    Handling.handle(
      Acting.order("admit", request),
      Admitted,
      Effect.gen(function* () {
        const { actor, answerBy, cohort } = request
        const desk = yield* CohortDesk.open(cohort, "admit")
        const admission = yield* Programmes.policyAt(desk.programme, "admission", desk.at)
        const due = CohortState.inOrder(desk.state).filter((entry) => isDue(entry, admission, desk.at))
        const decided = yield* decideAll(desk, admission, due, { actor, purpose: `admission to ${cohort}` }, draft)
        const terms = termsOf(admission, answerBy)
        const filled = yield* fill(desk, admission, { _tag: "Admit", decided, terms, at: desk.at, actor })
        return { ...filled, within: [draft.keep(new Set())] }
      })
    )
  )
)

/** Offers the seats that became free to whoever waits for one. */
export const promoteWaitlist = Effect.fn("Office.promoteWaitlist")((request: Requests.Of<"promoteWaitlist">) =>
  Handling.handle(
    Acting.order("promoteWaitlist", request),
    Admitted,
    Effect.gen(function* () {
      const { actor, answerBy, cohort } = request
      const desk = yield* CohortDesk.open(cohort, "promoteWaitlist")
      const admission = yield* Programmes.policyAt(desk.programme, "admission", desk.at)
      const terms = termsOf(admission, answerBy)
      return yield* fill(desk, admission, { _tag: "PromoteWaitlist", terms, at: desk.at, actor })
    })
  )
)

/**
 * Offers the seats that became free in many cohorts, one cohort after the other in the order of the list: whoever waits in
 * several is offered the first. Each is a command and an append of its own, and a cohort that can offer nothing holds up no
 * other. A list that was interrupted goes on where it was when it is given again; the list itself is kept once all of it
 * is done.
 */
export const promoteWaitlists = Effect.fn("Office.promoteWaitlists")((request: Requests.Of<"promoteWaitlists">) =>
  Handling.handle(
    Acting.order("promoteWaitlists", request),
    Promoted,
    Effect.gen(function* () {
      const { actor, answerBy, cohorts, command } = request
      const at = yield* Now.moment
      if (answerBy <= at) return yield* new CohortFilling.NoTimeToAnswer({ at, answerBy })
      const done: Array<Promoted["done"][number]> = []
      const refused: Array<Promoted["refused"][number]> = []
      const conflicts: Array<Cohort.Id> = []
      for (const [index, cohort] of [...new Set(cohorts)].entries()) {
        const own = Command.id(`${command}/${index + 1}`)
        const refuse = (refusal: Promoted["refused"][number]["refusal"]) =>
          Effect.sync(() => void refused.push({ cohort, refusal }))
        yield* promoteWaitlist({ command: own, actor, cohort, answerBy }).pipe(
          Effect.map(({ answer: { offered } }) => void done.push({ cohort, offered })),
          Effect.catchTags({
            NotAnnounced: refuse,
            CohortEnded: refuse,
            WrongStage: refuse,
            DecisionsMissing: refuse,
            CommandConflict: () => Effect.sync(() => void conflicts.push(cohort))
          })
        )
      }
      return { changes: [], answer: { done, refused, conflicts } }
    })
  )
)

/** Completes an application and decides it anew at its place; what is known already does not change. */
export const supplyFacts = Effect.fn("Office.supplyFacts")((request: Requests.Of<"supplyFacts">) =>
  Sealing.drafting((draft) =>
    Handling.handle(
      Acting.order("supplyFacts", request),
      Admitted,
      Effect.gen(function* () {
        const { actor, answerBy, application: id, cohort, command } = request
        const desk = yield* CohortDesk.open(cohort, "supplyFacts")
        const admission = yield* Programmes.policyAt(desk.programme, "admission", desk.at)
        const entry = yield* Effect.fromResult(CohortApplications.entryOf(desk.state, id))
        yield* Effect.fromResult(Applications.fitting(admission, id, request.keys, false))
        const split = yield* supplemented(desk, admission, entry, request, draft)
        const { holder, person } = yield* naming(entry, request.identity, draft)
        const [added] = yield* Applications.keysOf([request.keys], draft)
        const keys = { ...entry.application.keys, ...added }
        const room = Padding.ofFacts(yield* Applications.policiesOf(desk))
        const [sealed] = yield* Sealing.close(command, [{ person: holder, values: split.closed }], room, draft)
        const digest = yield* Applications.digestOf({ ...entry.application, person, keys }, split)
        const facts: CaseFacts.CaseFacts = { open: split.open, sealed: sealed!, digest }
        const filled = yield* fill(desk, admission, {
          _tag: "SupplyFacts",
          application: id,
          person,
          keys,
          facts,
          decision: decide(admission, split),
          terms: termsOf(admission, answerBy),
          at: desk.at,
          actor
        })
        const used = filled.isSupplied
          ? Applications.idsOf({ application: { ...entry.application, person, keys }, facts })
          : []
        return { ...filled, within: [draft.keep(new Set(used))] }
      })
    )
  )
)

/**
 * Asks about everybody who holds a seat once more: the policy that is in force at the end of a day, about facts as they
 * stand now. Answers of whom it does not say that they may; nothing follows by itself. Limits count seats and are not
 * asked: whoever holds one is counted already.
 */
export const recheckEligibility = Effect.fn("Office.recheckEligibility")((request: Requests.Of<"recheckEligibility">) =>
  Sealing.drafting((draft) =>
    Handling.handle(
      Acting.order("recheckEligibility", request),
      Rechecked,
      Effect.gen(function* () {
        const { actor, cohort, on } = request
        const desk = yield* CohortDesk.open(cohort, "recheckEligibility")
        const end = yield* Now.endOf(desk.programme.outline.timeZone, on)
        const admission = yield* Programmes.policyAt(desk.programme, "admission", end)
        const seated = CohortState.inOrder(desk.state).filter(CohortState.holdsSeat)
        const purpose = `eligibility in ${cohort} on ${on}`
        const answers = yield* decideAll(desk, admission, seated, { actor, purpose }, draft)
        const findings = answers.flatMap(({ application, decision }, index) =>
          decision._tag === "Eligible"
            ? []
            : [{ application, isByHand: CohortState.orderAt(seated[index]!, desk.at) === "admit", found: decision }]
        )
        const answer: Rechecked = { policy: admission.fingerprint, checked: seated.length, findings }
        return { changes: [], checks: [Handling.unchanged(desk.loaded)], answer, within: [draft.keep(new Set())] }
      })
    )
  )
)

const termsOf = (
  { fingerprint, limits, personFact }: AdmissionEntry,
  answerBy: Moment.Moment
): CohortCommand.Terms => ({
  policy: fingerprint,
  personFact,
  limits,
  earlierSeats: [],
  barred: [],
  answerBy
})

/** Who waits for a decision; whoever lacked something under another policy is asked again. */
const isDue = (entry: CohortState.Entry, { fingerprint }: AdmissionEntry, at: Moment.Moment): boolean =>
  CohortFilling.isDue(entry, at) ||
  (entry.standing._tag === "Undetermined" &&
    CohortState.orderAt(entry, at) === undefined &&
    !Option.exists(entry.ruling, ({ policy }) => policy === fingerprint))

const fill = <C extends CohortDesk.Filling>(desk: CohortDesk.Desk, admission: AdmissionEntry, command: C) =>
  Effect.gen(function* () {
    const { changes, checks, events } = yield* CohortDesk.fill(desk, admission, command)
    const answer: Admitted = {
      determined: events.flatMap((event) =>
        event._tag === "ApplicationDetermined"
          ? [{ application: event.application, determination: event.determination }]
          : []
      ),
      offered: events.flatMap((event) => (event._tag === "SeatOffered" ? [event.application] : []))
    }
    return { changes, checks, answer, isSupplied: events.some(({ _tag }) => _tag === "FactsSupplied") }
  })

/** Opens what the policy reads about everybody who is asked about, and decides each alone. */
const decideAll = (
  desk: CohortDesk.Desk,
  admission: AdmissionEntry,
  entries: ReadonlyArray<CohortState.Entry>,
  { actor, purpose }: { readonly actor: Acting.Acting["actor"]; readonly purpose: string },
  draft: Vault.Draft
) =>
  Effect.gen(function* () {
    const { cohort } = desk.state
    const reads = Disclosure.readsOf(admission.policy)
    const ofCohort = yield* Effect.fromResult(Disclosure.programmeFacts(admission.policy, admission.facts(cohort)))
    const sealed = entries.map(({ facts }) => ({ sealed: facts.sealed, names: reads }))
    const opened = yield* Sealing.open(sealed, actor, purpose, draft)
    return yield* Effect.forEach(entries, ({ application, facts }, index) =>
      Effect.gen(function* () {
        const split = { open: { ...Disclosure.only(facts.open, reads), ...ofCohort }, closed: opened[index]! }
        const digest = yield* Applications.digestOf(application, split)
        const decided: CohortCommand.PolicyAnswer = {
          application: application.id,
          decision: decide(admission, split),
          facts: { open: split.open, digest }
        }
        return decided
      })
    )
  })

const decide = ({ policy }: AdmissionEntry, { closed, open }: Disclosure.Split) => {
  const reads = Disclosure.readsOf(policy)
  const facts = Disclosure.join({ open: Disclosure.only(open, reads), closed: Disclosure.only(closed, reads) })
  return Policy.decide(policy, facts as never)
}

/** What is known with what is new; fails when something known would become something else. */
const supplemented = (
  desk: CohortDesk.Desk,
  admission: AdmissionEntry,
  { application, facts, standing }: CohortState.Entry,
  request: Requests.Of<"supplyFacts">,
  draft: Vault.Draft
) =>
  Effect.gen(function* () {
    const policies = yield* Applications.policiesOf(desk)
    const added = yield* Effect.fromResult(Disclosure.split(policies, request.facts))
    const ofCohort = yield* Effect.fromResult(
      Disclosure.programmeFacts(admission.policy, admission.facts(desk.state.cohort))
    )
    const [closed = {}] = yield* Sealing.open([facts], request.actor, `facts of ${application.id}`, draft)
    const invalid = standing._tag === "Undetermined" ? standing.invalid : []
    const before: Disclosure.Plain = { ...facts.open, ...closed }
    const [name, ...names] = Object.entries({ ...added.open, ...added.closed }).flatMap(([name, value]) =>
      Object.hasOwn(before, name) &&
      !invalid.includes(name) &&
      Canonical.encodeUnsafe(before[name]) !== Canonical.encodeUnsafe(value)
        ? [name]
        : []
    )
    if (name !== undefined) {
      return yield* new CohortRefusal.AlreadyKnown({ application: application.id, names: [name, ...names] })
    }
    const replaced = new Set([...Object.keys(added.open), ...Object.keys(added.closed)])
    const kept = (values: Disclosure.Plain) =>
      Object.fromEntries(Object.entries(values).filter(([known]) => !replaced.has(known)))
    const split: Disclosure.Split = {
      open: { ...kept(facts.open), ...added.open, ...ofCohort },
      closed: { ...kept(closed), ...added.closed }
    }
    return split
  })

/** Whose application it is once a number is given, and under whose key its facts are sealed. */
const naming = (entry: CohortState.Entry, identity: Option.Option<Vault.Identity>, draft: Vault.Draft) =>
  Effect.gen(function* () {
    const held = Applications.holderOf(entry, yield* Applications.erasedOf([entry]))
    const { person: before } = entry.application
    if (Option.isNone(identity)) return { person: before, holder: held ?? (yield* draft.newPerson) }
    // Whoever could not be named gets the number; unless it is somebody's already, and then it was them all along.
    const found =
      held === undefined || before._tag === "Known"
        ? (yield* draft.peopleOf([identity.value]))[0]!
        : yield* draft.identify(held, identity.value)
    const person = Mergers.idIn(yield* Mergers.known, entry, found)
    return { person: Application.known(person), holder: person }
  })
