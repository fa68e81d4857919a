/**
 * What a person is owed, was paid, and is being paid. All three are amounts of the whole payment, so that what is still
 * owed is one difference, whatever was corrected in between. No sealed value is read here.
 */
import { Canonical, Digest, type Money } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Moment from "../../words/Moment.ts"
import * as Voucher from "../../words/Voucher.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Person from "../../words/Person.ts"
import * as Adjustment from "../../flow/allowance/Adjustment.ts"
import * as Amounts from "../../words/Amounts.ts"
import type * as EntitlementEvent from "./Event.ts"
import * as Obligation from "../../flow/allowance/Obligation.ts"

// ---- Models

/** An obligation that was incurred once, under this id or one that was merged into it. */
export interface Incurred {
  readonly obligation: Obligation.Obligation
  readonly standing: EntitlementEvent.Standing
}

/** Nobody assessed it yet. */
export interface Unassessed {
  readonly _tag: "Unassessed"
}

/**
 * `assessments` holds the digest of each, the newest last. `paid` is what the person holds: paid, less what came
 * back. `Closed` is final, and so is `Merged`: everything goes on under another id of the person.
 */
export interface Assessed {
  readonly _tag: "Assessed"
  readonly stage: "Open" | "Closed" | "Merged"
  readonly cohort: Cohort.Id
  readonly person: Person.Id
  readonly currency: Money.Currency
  readonly assessments: ReadonlyArray<string>
  readonly knownAt: Moment.Moment
  readonly outcome: EntitlementEvent.Outcome
  readonly obligations: ReadonlyArray<Incurred>
  readonly paid: Amounts.Amounts
  readonly underway: Amounts.Amounts
  readonly booked: Voucher.Booked
}

export type State = Unassessed | Assessed

// ---- Rules

export const initial: State = { _tag: "Unassessed" }

/** Whether nothing can happen to it any more. */
export const isFinal = (state: State): boolean => state._tag === "Assessed" && state.stage !== "Open"

/** An obligation by its id, if it was ever incurred. */
export const incurred = ({ obligations }: Assessed, id: Obligation.Id): Incurred | undefined =>
  obligations.find(({ obligation }) => obligation.id === id)

/**
 * What is owed less what was paid and what is being paid; nothing while it is undetermined what is owed. With it, paid
 * and underway are always the entitlement.
 */
export const openOf = (state: Assessed): Result.Result<Option.Option<Adjustment.Adjustment>, Money.AmountTooLarge> => {
  const { currency, outcome, paid, person, underway } = state
  return outcome._tag === "Undetermined"
    ? Result.succeed(Option.none())
    : Result.flatMap(Amounts.add(paid, underway), (settled) =>
        Result.map(
          Adjustment.between({ person, currency, paid: settled, owed: outcome.amounts }),
          Option.some<Adjustment.Adjustment>
        )
      )
}

/**
 * The obligation that a list may take up now. None when nothing is open, when the person owes money back, or when
 * nobody knows what is owed. What was returned or dropped is taken up again under its own id if it is still the same.
 */
export const owing = (state: State): Option.Option<Obligation.Obligation> => {
  if (state._tag === "Unassessed" || state.stage !== "Open") return Option.none()
  const open = Result.getOrThrow(openOf(state))
  if (Option.isNone(open) || !Obligation.isPayable(open.value)) return Option.none()
  const { gross, net, tax } = open.value
  const again = state.obligations.find(
    ({ obligation, standing }) =>
      (standing === "Returned" || standing === "Dropped") &&
      obligation.person === state.person &&
      obligation.gross === gross &&
      obligation.tax === tax
  )
  const id = again?.obligation.id ?? nameOf(state, state.obligations.length + 1)
  return Option.some({ id, person: state.person, gross, tax, net })
}

/** `<cohort>/<person>/<number>`; a slash within an id is escaped, so that no two entitlements share a name. */
const nameOf = ({ cohort, person }: Assessed, number: number): Obligation.Id =>
  Obligation.id(`${escape(cohort)}/${escape(person)}/${number}`)

const escape = (id: string): string => id.replaceAll("%", "%25").replaceAll("/", "%2F")

type Assessment = Pick<
  Extract<EntitlementEvent.Event, { readonly _tag: "EntitlementAssessed" }>,
  "cohort" | "person" | "currency" | "outcome" | "policy" | "facts" | "knownAt"
>

/**
 * The digest by which an assessment is told apart from others. Of facts it covers those that stand in clear: the same
 * values sealed again look different, and what follows from them is in the outcome.
 */
export const digestOf = (assessment: Assessment): Result.Result<string, Canonical.NotCanonical> => {
  const { cohort, currency, facts, knownAt, outcome, person, policy } = assessment
  return Result.map(
    Canonical.encode({ cohort, currency, facts: facts.open, knownAt, outcome, person, policy }),
    Digest.ofText
  )
}

/** What vouchers book. */
export const content = {
  incurred: ({ gross, id, tax }: Obligation.Obligation): Voucher.Content => ["Incurred", id, gross, tax],
  moved: (standing: EntitlementEvent.Standing, id: Obligation.Id): Voucher.Content => [standing, id],
  repaid: ({ gross, tax }: Amounts.Amounts): Voucher.Content => ["Repaid", gross, tax]
}

/** What an event makes of an entitlement. */
export const evolve = (state: State, event: EntitlementEvent.Event): State => {
  if (event._tag === "EntitlementAssessed") return assessed(state, event)
  if (event._tag === "EntitlementMerged") return merged(state, event)
  if (state._tag === "Unassessed") return state
  switch (event._tag) {
    case "EntitlementAdjusted":
      return state
    case "ObligationIncurred": {
      const { obligation, voucher } = event
      const others = state.obligations.filter((known) => known.obligation.id !== obligation.id)
      return {
        ...state,
        obligations: [...others, { obligation, standing: "Underway" }],
        underway: plus(state.underway, obligation),
        booked: Voucher.book(state.booked, voucher, content.incurred(obligation))
      }
    }
    case "ObligationDropped":
      return move(state, event, "Dropped")
    case "ObligationPaid":
      return move(state, event, "Paid")
    case "ObligationReturned":
      return move(state, event, "Returned")
    case "EntitlementRepaid":
      return {
        ...state,
        paid: minus(state.paid, event.amounts),
        booked: Voucher.book(state.booked, event.voucher, content.repaid(event.amounts))
      }
    case "EntitlementClosed":
      return { ...state, stage: "Closed" }
  }
}

const assessed = (
  state: State,
  event: Extract<EntitlementEvent.Event, { readonly _tag: "EntitlementAssessed" }>
): Assessed => {
  const { cohort, currency, knownAt, outcome, person } = event
  // It was decided and stands in the journal as canonical text, so it has a digest.
  const digest = Result.getOrThrow(digestOf(event))
  return state._tag === "Unassessed"
    ? {
        _tag: "Assessed",
        stage: "Open",
        cohort,
        person,
        currency,
        assessments: [digest],
        knownAt,
        outcome,
        obligations: [],
        paid: Amounts.zero,
        underway: Amounts.zero,
        booked: Voucher.none
      }
    : { ...state, assessments: [...state.assessments, digest], knownAt, outcome }
}

/**
 * What goes on under an id once another one was merged into it. How much is owed is what was assessed of it until it is
 * assessed again with the days of both; what was paid under either is held against it at once, so nothing is paid twice.
 */
const merged = (
  state: State,
  event: Extract<EntitlementEvent.Event, { readonly _tag: "EntitlementMerged" }>
): State => {
  const { cohort, currency, kept, knownAt, obligations, outcome, paid, person, vouchers } = event
  if (person !== kept) return state._tag === "Unassessed" ? state : { ...state, stage: "Merged" }
  const underway = obligations
    .filter(({ standing }) => standing === "Underway")
    .reduce((sum, { obligation }) => plus(sum, obligation), Amounts.zero)
  const before: Assessed =
    state._tag === "Assessed"
      ? state
      : {
          _tag: "Assessed",
          stage: "Open",
          cohort,
          person,
          currency,
          assessments: [],
          knownAt,
          outcome,
          obligations: [],
          paid: Amounts.zero,
          underway: Amounts.zero,
          booked: Voucher.none
        }
  return {
    ...before,
    knownAt: before.knownAt < knownAt ? knownAt : before.knownAt,
    obligations: [...before.obligations, ...obligations],
    paid: plus(before.paid, paid),
    underway: plus(before.underway, underway),
    booked: HashMap.setMany(
      before.booked,
      vouchers.map(({ content, voucher }) => [voucher, content] as const)
    )
  }
}

/** Moves an obligation, and its amounts between what is underway and what was paid. */
const move = (
  state: Assessed,
  { obligation: id, voucher }: { readonly obligation: Obligation.Id; readonly voucher: Voucher.Voucher },
  standing: EntitlementEvent.Standing
): Assessed => {
  const known = incurred(state, id)
  if (known === undefined) return state
  const { obligation, standing: before } = known
  return {
    ...state,
    obligations: state.obligations.map((each) => (each === known ? { obligation, standing } : each)),
    underway: before === "Underway" ? minus(state.underway, obligation) : state.underway,
    paid:
      standing === "Paid"
        ? plus(state.paid, obligation)
        : before === "Paid"
          ? minus(state.paid, obligation)
          : state.paid,
    booked: Voucher.book(state.booked, voucher, content.moved(standing, id))
  }
}

// Deciding refuses what would leave the safe integers. Were one recorded all the same, no other sum may stand in for it.
const plus = (a: Amounts.Amounts, b: Amounts.Amounts): Amounts.Amounts => Result.getOrThrow(Amounts.add(a, b))
const minus = (a: Amounts.Amounts, b: Amounts.Amounts): Amounts.Amounts => Result.getOrThrow(Amounts.subtract(a, b))
