/**
 * Why somebody was seated, refused, waits, or is paid this much: the account of each of their applications, from the
 * journal and the vault alone. It tells what was decided, under the policy of that day and with what people ordered
 * against it, and how the rules came to it, from the facts as they stood in the events.
 */
import { Policy, type Text } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Now from "../../record/Now.ts"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Application from "../../flow/admission/Application.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Programme from "../../flow/programme/Programme.ts"
import * as Journal from "../../record/Journal.ts"
import type * as Recorded from "../../record/Recorded.ts"
import type * as StreamId from "../../record/StreamId.ts"
import type * as CohortEvent from "../../streams/cohort/Event.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as DisbursementEvent from "../../streams/disbursement/Event.ts"
import * as Account from "../../streams/together/Account.ts"
import * as AccountText from "../../streams/together/AccountText.ts"
import type * as Actor from "../../words/Actor.ts"
import type * as Person from "../../words/Person.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as PolicyBook from "../PolicyBook.ts"
import * as Replay from "./Replay.ts"
import * as StreamKind from "../handling/StreamKind.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/** About whom is asked: one application, or all that a person made. */
export type About = { readonly application: Application.Id } | { readonly person: Person.Id }

/** Who asks, about whom in which cohort, and what for; what is opened for it is recorded as one access. */
export interface Asked {
  readonly cohort: Cohort.Id
  readonly about: About
  readonly actor: Actor.Id
  readonly purpose: string
}

/** Who reads the answer, and how a country writes money and moments. */
export type Reader = Omit<AccountText.Options, "words" | "rules">

/** An account, and its lines for whoever reads it. */
export interface Explained {
  readonly account: Account.Account
  readonly lines: (reader: Reader) => ReadonlyArray<string>
}

// ---- Errors

/** Nobody of that id applied to the cohort, or no application has that id. */
export class NothingToExplain extends Schema.TaggedError<NothingToExplain>()("NothingToExplain", {
  cohort: Schema.String
}) {
  override get message(): string {
    return `the journal knows no such application to ${this.cohort}: check the id, and the cohort`
  }
}

// ---- Functions

/** The accounts of an application or a person; fails with {@link NothingToExplain} where there is none. */
export const explain = Effect.fn("Office.explain")(function* ({ about, actor, cohort, purpose }: Asked) {
  const told = yield* placed(Streams.cohort, Streams.ofCohort(cohort))
  const mergers = yield* Mergers.known
  const applications =
    "application" in about
      ? [about.application]
      : Account.applicationsOf(told, new Set(MergerState.idsOf(mergers, about.person)))
  const accounts: Array<Account.Account> = []
  for (const application of applications) {
    const person = Account.personOf(told, application)
    const money = person?._tag === "Known" ? yield* moneyOf(cohort, MergerState.idsOf(mergers, person.value)) : nothing
    const account = Account.of(application, { cohort: told, ...money })
    if (account !== undefined) accounts.push(account)
  }
  const [first, ...others] = accounts
  if (first === undefined) return yield* new NothingToExplain({ cohort })

  const steps = accounts.flatMap((account) => account.steps.filter((step) => Account.policyOf(step) !== undefined))
  const reopened = yield* Replay.reopen(steps, { actor, purpose })
  const moment = yield* clockOf(told)
  const words = yield* wordsOf(new Set(steps.flatMap((step) => Account.policyOf(step) ?? [])))
  const explained = (account: Account.Account): Explained => ({
    account,
    lines: (reader) =>
      AccountText.lines(account, { moment, ...reader, words, rules: (step) => rulesOf(reopened.get(step), reader) })
  })
  return [explained(first), ...others.map(explained)] as const
})

/** How moments are written in the programme of a cohort. */
const clockOf = (told: ReadonlyArray<Account.Placed<CohortEvent.Event>>) =>
  Effect.gen(function* () {
    const announced = told.find(({ event }) => event._tag === "CohortAnnounced")?.event
    const programme = announced?._tag === "CohortAnnounced" ? announced.programme : ""
    return yield* Now.clockIn((yield* CohortDesk.programme(programme, "explain")).outline.timeZone)
  })

const nothing = { entitlement: [], lists: [] } as const

/** What somebody is owed for a cohort under any of their ids, and the lists on which it stood once they were approved. */
const moneyOf = (cohort: Cohort.Id, ids: ReadonlyArray<Person.Id>) =>
  Effect.gen(function* () {
    const each = yield* Effect.forEach(ids, (id) => placed(Streams.entitlement, Streams.ofEntitlement(cohort, id)))
    const entitlement = each
      .flat()
      .filter(({ event }) => event._tag !== "EntitlementMerged" || event.person === event.kept)
    const listed = new Set(
      entitlement.flatMap(({ event }) => (event._tag === "ObligationIncurred" ? [listOf(event.voucher)] : []))
    )
    const lists = yield* Effect.forEach(listed, (id) => placed(Streams.disbursement, Streams.ofDisbursement(id)))
    return { entitlement, lists: lists.flat() }
  })

/** A voucher of a list names it before the `#` of its revision. */
const listOf = (voucher: string): DisbursementEvent.Id => DisbursementEvent.id(voucher.slice(0, voucher.indexOf("#")))

/** The events of a stream with their places. */
const placed = <State, Event>(kind: StreamKind.StreamKind<State, Event>, stream: StreamId.Id) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const recorded = yield* journal.read(stream)
    const events = yield* Effect.fromResult(StreamKind.read(kind, recorded))
    return events.map((event, index): Account.Placed<Event> => at(recorded[index]!, event))
  })

const at = <Event>({ actor, appendedAt, stream, version }: Recorded.Recorded, event: Event): Account.Placed<Event> => ({
  stream,
  version,
  at: appendedAt,
  actor,
  event
})

/** How the rules came to an answer; that the facts are gone, or that the rules say something else, is told instead. */
const rulesOf = (
  reopened: Replay.Reopened | undefined,
  { audience, language, money }: Reader
): ReadonlyArray<string> => {
  if (reopened === undefined) return []
  if (reopened._tag === "Erased") return [words.erased[language]]
  const { facts, isSame, policy } = reopened
  const lines = Policy.render(policy, Policy.explain(policy, facts as never), {
    audience,
    language,
    ...(money === undefined ? {} : { money: money as (amount: number, currency: string) => string })
  })
  return isSame ? lines : [words.differs[language], ...lines]
}

const words = {
  erased: {
    id: "Fakta orang ini sudah dihapus; yang tertulis di atas adalah keputusan sebagaimana dicatat.",
    en: "The facts of this person were erased; what stands above is the decision as it was recorded."
  },
  differs: {
    id: "PERHATIAN: aturan yang tercatat memberi jawaban lain dari yang diputuskan:",
    en: "NOTE: the rules as recorded give another answer than was decided:"
  }
} satisfies Readonly<Record<string, Text.Text>>

/** The authors' texts: of the policies as the journal holds them, of limits as far as the book of this office has them. */
const wordsOf = (fingerprints: ReadonlySet<Programme.Fingerprint>) =>
  Effect.gen(function* () {
    const { entries } = yield* PolicyBook.PolicyBook
    const known = new Map<Programme.Fingerprint, AccountText.Vocabulary>()
    for (const fingerprint of fingerprints) {
      const { state } = yield* Handling.load(Streams.policy, Streams.ofPolicy(fingerprint))
      const decoded = Option.flatMap(state, ({ document }) => Result.getSuccess(Policy.decode(document)))
      if (Option.isNone(decoded)) continue
      const entry = entries.get(fingerprint)
      const limits = entry?.stage === "admission" ? entry.limits : []
      known.set(fingerprint, { policy: decoded.value, limits })
    }
    return AccountText.wordsOf(known)
  })
