/**
 * What happens to a list on its way to the bank. Each signature names the content that was signed by its hash, the day,
 * and the appointment under which the officer acted, so that an auditor asks nobody.
 */
import { CivilDate, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Amounts from "../../words/Amounts.ts"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import type * as PayableList from "../../flow/allowance/PayableList.ts"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Authority from "../../flow/payment/Authority.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** One disbursement is one list, from its preparation to the bank's last answer. `#` parts it from its revision. */
export const Id = Spelling.Name.check(Schema.isPattern(/^[^#]+$/)).pipe(Schema.brand("DisbursementId"))
export type Id = typeof Id.Type

/** SHA-256 of a list as it stood in one revision: 64 hexadecimal digits. */
export const Content = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("ListContent"))
export type Content = typeof Content.Type

/** Counts the editions of a list from 1. */
export const Revision = Schema.Int.check(Schema.isGreaterThan(0))

/**
 * To pay one obligation. Amounts in minor units of the list's currency. `destination` is by what the bank reads the payment,
 * closed: name and account. It is part of what is signed, so that nobody turns a payment elsewhere after the approval; its
 * keyed digest says whether two are the same.
 */
export const Instruction = Schema.Struct({
  obligation: Obligation.Id,
  person: Person.Id,
  ...Amounts.fields,
  destination: Schema.optionalKey(CaseFacts.Closed)
}).check(
  Schema.makeFilter((amounts: Amounts.Amounts) => Amounts.ties(amounts)),
  Schema.makeFilter((amounts: Amounts.Amounts) => Obligation.isPayable(amounts) || "there is nothing to pay here"),
  Schema.makeFilter(
    ({ destination, person }: { readonly destination?: CaseFacts.Closed; readonly person: Person.Id }) =>
      destination === undefined || destination.sealed.person === person || "the destination is somebody else's"
  )
)
export type Instruction = typeof Instruction.Type

/** Who holds a seat and is not on the list, because of what is missing or cannot be so: see `PayableList`. */
const beside = { undetermined: Schema.Array(Person.Id), invalid: Schema.Array(Person.Id) }
export const Beside = Schema.Struct(beside)
export type Beside = typeof Beside.Type

/** Who stands beside the list, and why it is made all the same. */
export const Incomplete = Schema.Struct({ ...beside, reason: Spelling.Sentence })
export type Incomplete = typeof Incomplete.Type

/** Counts the requests to break the glass on a list from 1, through all its editions. */
export const Glass = Schema.Int.check(Schema.isGreaterThan(0))

/**
 * What gave an officer the power to act: a document of appointment, or glass that was broken for them. `glass` beside an
 * appointment says which request let a second duty into the same hand.
 */
export const Under = Schema.TaggedUnion({
  Appointment: { document: Spelling.Name, glass: Schema.optionalKey(Glass) },
  BrokenGlass: { glass: Glass }
})
export type Under = typeof Under.Type

/** A signature after the first duty: what glass may be broken for. Nobody breaks glass to prepare a list. */
export const Step = Schema.Literals(["verify", "approve", "release"])
export type Step = typeof Step.Type

/** What stands between an officer and a step: that they had the duty `held` on this list, or that nobody appointed them. */
export const Lift = Schema.TaggedUnion({ Distinctness: { held: Authority.Duty }, Authority: {} })
export type Lift = typeof Lift.Type

/** What is asked for: that this officer may take this step with this content, once, before `until`, in spite of `lifts`. */
export const Emergency = Schema.Struct({
  glass: Glass,
  officer: Actor.Id,
  step: Step,
  lifts: Schema.NonEmptyArray(Lift),
  until: Moment.Moment,
  reason: Spelling.Sentence
})
export type Emergency = typeof Emergency.Type

const acted = { actor: Actor.Id, at: Moment.Moment, on: CivilDate.CivilDate, under: Under }

const signature = { content: Content, ...acted }

/** The events of a disbursement, each in its newest version. */
export const definitions = {
  /** A list was made, or made anew: `revision` 1, 2, … `total` is the sum of the instructions. */
  ListPrepared: {
    fields: {
      disbursement: Id,
      revision: Revision,
      cohort: Cohort.Id,
      line: Spelling.Name,
      payer: Spelling.Name,
      currency: Money.Currency,
      instructions: Schema.NonEmptyArray(Instruction),
      total: Amounts.Amounts,
      incomplete: Schema.optionalKey(Incomplete),
      ...signature
    }
  },
  /** What was signed is no longer what stands there. */
  SignaturesVoided: {
    fields: { content: Content, duties: Schema.NonEmptyArray(Authority.Duty), actor: Actor.Id, at: Moment.Moment }
  },
  ListVerified: { fields: signature },
  ListApproved: { fields: signature },
  ListReleased: { fields: signature },
  /** Sent back to whoever prepares, with every signature void. */
  ListRejected: { fields: { reason: Spelling.Sentence, ...signature } },
  /** An emergency that somebody answers for. Nothing is lifted until somebody else does, too. */
  GlassRequested: { fields: { ...Emergency.fields, ...signature } },
  /** The second person confirmed it, seen by everybody who looks. It holds for this content only, and until it ends. */
  GlassBroken: { fields: { ...Emergency.fields, requestedBy: Actor.Id, ...signature } },
  ListCancelled: { fields: { reason: Spelling.Sentence, ...acted } },
  /** The bank paid; `reference` is its own. */
  InstructionPaid: { fields: { obligation: Obligation.Id, reference: Spelling.Name, ...acted } },
  /** The bank did not pay, or the money came back. */
  InstructionReturned: {
    fields: {
      obligation: Obligation.Id,
      reference: Spelling.Name,
      reason: Spelling.Sentence,
      ...acted
    }
  },
  /** Every instruction is answered and nothing is expected any more. */
  DisbursementSettled: { fields: acted }
}

export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

const read = Spelling.reader(Id, { kind: "list id", allowed: `${Spelling.allowed(100)}, and no #` })

/**
 * A list id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))

/** Who stands beside a payable list. */
export const besideOf = ({
  invalid,
  undetermined
}: Pick<PayableList.PayableList, "undetermined" | "invalid">): Beside => ({
  undetermined: undetermined.map(({ person }) => person),
  invalid: invalid.map(({ person }) => person)
})

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
