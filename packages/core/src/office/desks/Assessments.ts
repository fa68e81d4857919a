/**
 * What everybody who took part is owed: their days as they were known at a moment, what they said of themselves, and
 * the terms of the cohort, given to the policy of allowance. Assessed again after facts changed, the difference to what
 * was paid is the adjustment.
 */
import { Decision, Policy } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Adjustment from "../../flow/allowance/Adjustment.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as EntitlementDecider from "../../streams/entitlement/Decider.ts"
import type * as EntitlementEvent from "../../streams/entitlement/Event.ts"
import * as EntitlementState from "../../streams/entitlement/State.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as Vault from "../../privacy/Vault.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import * as Person from "../../words/Person.ts"
import * as Acting from "../handling/Acting.ts"
import * as Claims from "./Claims.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as Owed from "../../streams/entitlement/Owed.ts"
import type * as PolicyBook from "../PolicyBook.ts"
import * as Programmes from "./Programmes.ts"
import * as Padding from "../../privacy/Padding.ts"
import type * as Command from "../../words/Command.ts"
import type * as Requests from "../Requests.ts"
import * as Sealing from "../handling/Sealing.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/** What a person is owed as a whole; of somebody who was erased nothing is computed any more. */
export const Claim = Schema.TaggedUnion({
  Determined: { days: Schema.Int, amounts: Amounts.Amounts },
  Undetermined: { missing: Schema.Array(Decision.Item), invalid: Schema.Array(Schema.String) },
  Erased: {}
})
export type Claim = typeof Claim.Type

/**
 * One person's assessment. `isNew` is false where the newest one says the same already; `adjustment` is what differs
 * from what was paid and is being paid, where money moved before.
 */
export const Assessed = Schema.Struct({
  application: Application.Id,
  person: Person.Id,
  isNew: Schema.Boolean,
  claim: Claim,
  adjustment: Schema.NullOr(Adjustment.Adjustment)
})
export type Assessed = typeof Assessed.Type

// ---- Rules

/** Assesses everybody who took part. */
export const assess = Effect.fn("Office.assess")((request: Requests.Of<"assess">) =>
  assessing("assess", request, () => true)
)

/** Assesses again whoever was put on a list, after facts changed; answers what is to be put right. */
export const adjust = Effect.fn("Office.adjust")((request: Requests.Of<"adjust">) =>
  assessing(
    "adjust",
    request,
    ({ entitlement: { state } }) => state._tag !== "Unassessed" && state.obligations.length > 0
  )
)

/** Records money that somebody gave back. By somebody who is appointed to `record`. */
export const recordRepayment = Effect.fn("Office.recordRepayment")((request: Requests.Of<"recordRepayment">) =>
  Handling.handle(
    Acting.order("recordRepayment", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, amounts, cohort, currency, person, voucher } = request
      const desk = yield* CohortDesk.open(cohort, "recordRepayment")
      const appointment = yield* CohortDesk.appointed(desk, actor, "record")
      const owner = MergerState.survivorOf(yield* Mergers.known, person)
      const loaded = yield* Handling.load(Streams.entitlement, Streams.ofEntitlement(cohort, owner))
      const repay = { _tag: "Repay", currency, amounts, appointment, voucher, actor, at: desk.at } as const
      const events = yield* Effect.fromResult(EntitlementDecider.decide(loaded.state, repay))
      const changes = yield* Effect.fromResult(Handling.change(loaded, events))
      return { changes, answer: Acting.happened(changes) }
    })
  )
)

const assessing = (
  method: string,
  request: Requests.Of<"assess">,
  concerns: (participant: Claims.Participant) => boolean
) =>
  Sealing.drafting((draft) =>
    Handling.handle(
      Acting.order(method, request),
      Schema.Array(Assessed),
      Effect.gen(function* () {
        const { actor, command } = request
        const desk = yield* CohortDesk.open(request.cohort, method)
        const { at, state } = desk
        const { cohort } = state
        const attendance = yield* Handling.load(Streams.attendance, Streams.ofAttendance(cohort.id))
        const knownAt = request.knownAt ?? at
        const allowance = yield* Programmes.policyAt(desk.programme, "allowance", knownAt)
        const mergers = yield* Mergers.load
        const asked =
          request.people === undefined
            ? undefined
            : new Set(request.people.map((person) => MergerState.survivorOf(mergers.state, person)))
        const isAsked = ({ person }: Claims.Participant) => asked?.has(person) ?? true
        const all = (yield* Claims.participantsOf(state, mergers.state)).filter((one) => isAsked(one) && concerns(one))
        const vault = yield* Vault.Vault
        const erased = yield* vault.erasedAmong(all.map(({ person }) => person))
        const cases = yield* Claims.casesOf(
          desk,
          attendance,
          allowance,
          all.filter(({ person }) => !erased.has(person)),
          knownAt,
          actor,
          draft
        )
        const sealed = yield* sealedOf(command, allowance, cohort, cases)

        const changes: Array<Handling.Change> = []
        const answers = new Map<Person.Id, Assessed>()
        for (const [index, { facts, participant, split }] of cases.entries()) {
          const { entitlement, entry, person } = participant
          const terms = termsOf(cohort, allowance)
          const assessment = Policy.decide(allowance.policy, facts as never)
          const outcome = yield* Effect.fromResult(Owed.of(person, terms, assessment))
          const before = entitlement.state
          // What is known ahead of its time, or less than before, is the decider's to refuse.
          const isInTime = before._tag !== "Unassessed" && before.knownAt <= knownAt && knownAt <= at
          const isSame = isInTime && Equal.equals(before.outcome, outcome)
          const events = isSame
            ? []
            : yield* Effect.fromResult(
                EntitlementDecider.decide(before, {
                  _tag: "Assess",
                  assessment: (before._tag === "Unassessed" ? 0 : before.assessments.length) + 1,
                  cohort: cohort.id,
                  person,
                  currency: cohort.dailyTransport.currency,
                  outcome,
                  policy: allowance.fingerprint,
                  facts: {
                    application: { stream: desk.stream, version: entry.factsAt },
                    attendance: { stream: attendance.stream, version: attendance.version },
                    open: { ...split.open, [Owed.termsFact]: Disclosure.plain(terms) },
                    ...(sealed === undefined ? {} : { sealed: sealed[index]! })
                  },
                  knownAt,
                  actor,
                  at
                })
              )
          changes.push(...(yield* Effect.fromResult(Handling.change(entitlement, events))))
          const adjustment = yield* adjustmentOf(events.reduce(EntitlementState.evolve, before))
          answers.set(person, {
            application: entry.application.id,
            person,
            isNew: events.length > 0,
            claim: claimOf(outcome),
            adjustment: Option.getOrNull(adjustment)
          })
        }
        const answer = all.map(
          ({ entry, person }): Assessed =>
            answers.get(person) ?? {
              application: entry.application.id,
              person,
              isNew: false,
              claim: { _tag: "Erased" },
              adjustment: null
            }
        )
        return {
          changes,
          checks: [desk.loaded, attendance, mergers].map(Handling.unchanged),
          answer,
          within: [draft.keep(new Set())]
        }
      })
    )
  )

/**
 * Seals what was made of observations that may not stand in clear: for everybody, where the policy reads anything of
 * days, so that it tells of nobody by being there.
 */
const sealedOf = (
  command: Command.Id,
  { policy }: PolicyBook.AllowancePolicy,
  { schedule }: Cohort.Cohort,
  cases: ReadonlyArray<Claims.Case>
) => {
  const isNeeded =
    Policy.readsOf(policy).lists.length > 0 || cases.some(({ split }) => Object.keys(split.closed).length > 0)
  if (!isNeeded) return Effect.succeed(undefined)
  const closings = cases.map(({ participant: { person }, split }) => ({ person, values: split.closed }))
  return Sealing.close(command, closings, Padding.ofFacts([policy], schedule.length))
}

/** What is to be put right, where money was on a list before. */
export const adjustmentOf = (state: EntitlementState.State) =>
  Effect.fromResult(
    state._tag === "Unassessed" || state.obligations.length === 0
      ? Result.succeed(Option.none<Adjustment.Adjustment>())
      : EntitlementState.openOf(state)
  )

const claimOf = (outcome: EntitlementEvent.Outcome): Claim =>
  outcome._tag === "Determined"
    ? { _tag: "Determined", days: outcome.lines.length, amounts: outcome.amounts }
    : { _tag: "Undetermined", missing: outcome.missing, invalid: outcome.invalid }

const termsOf = (cohort: Cohort.Cohort, { outputs, rule }: PolicyBook.AllowancePolicy): Owed.Terms => ({
  dates: cohort.schedule,
  dailyPrice: cohort.dailyTransport,
  rule,
  outputs
})
