/**
 * How the office forgets a person: when no law keeps them any more, said in the journal first, then done in the vault.
 */
import type { CivilDate } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as StreamId from "../../record/StreamId.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import * as Retention from "../../privacy/Retention.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as DisbursementState from "../../streams/disbursement/State.ts"
import * as Journal from "../../record/Journal.ts"
import * as Now from "../../record/Now.ts"
import * as Vault from "../../privacy/Vault.ts"
import type * as Moment from "../../words/Moment.ts"
import * as Command from "../../words/Command.ts"
import * as Person from "../../words/Person.ts"
import * as Acting from "../handling/Acting.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"
import * as Traces from "./Traces.ts"

// ---- Models

/** An erasure, by the command that asked for it, that was carried out once more. */
export interface Again {
  readonly erasure: Command.Id
  readonly person: Person.Id
  readonly hadComeBack: boolean
}

// ---- Errors

/** The journal knows no erasure by this command. */
export class NoSuchErasure extends Schema.TaggedError<NoSuchErasure>()("NoSuchErasure", { erasure: Command.Id }) {
  override get message(): string {
    return `no erasure was recorded by the command ${this.erasure}: the events PersonErased of the journal name theirs`
  }
}

/**
 * The person is still in a cohort that has not ended, or money is on its way to them: on a list that is neither answered
 * by the bank nor given up, from its first preparation on.
 */
export class StillInvolved extends Schema.TaggedError<StillInvolved>()("StillInvolved", {
  person: Person.Id,
  streams: Schema.NonEmptyArray(StreamId.Id)
}) {
  override get message(): string {
    return `${this.person} is still involved in ${this.streams.join(", ")}: let it end first`
  }
}

// ---- Rules

/**
 * Forgets a person under every id that they have: says so in the journal, then destroys their keys and everything by which
 * they could be found.
 */
export const erase = Effect.fn("Office.erase")(function* (request: Requests.Of<"erase">) {
  const { actor, basis, person, retention } = request
  const vault = yield* Vault.Vault
  const handled = yield* Handling.handle(
    Acting.order("erase", request),
    Acting.Happened,
    Effect.gen(function* () {
      const mergers = yield* Mergers.load
      const ids = MergerState.idsOf(mergers.state, person)
      const records = yield* Handling.loadMany(Streams.person, ids.map(Streams.ofPerson))
      const left = ids.filter((id) => Option.isNone(records.get(Streams.ofPerson(id))!.state))
      if (left.length === 0) return { changes: [], answer: [] }
      // Nobody is written down as erased whom the vault never knew; whoever it has forgotten already is.
      for (const id of left) {
        const probe = { person: id, command: request.command, values: {}, room: 0 }
        yield* vault.seal([probe]).pipe(Effect.catchTag("Erased", () => Effect.void))
      }
      const at = yield* Now.moment
      const { checks, last, today } = yield* involvementOf(person, new Set(ids), at)
      yield* Effect.fromResult(Retention.check(retention, last, today))
      const changes: Array<Handling.Change> = []
      for (const id of left) {
        const erased = { _tag: "PersonErased", person: id, basis, at, actor } as const
        changes.push(...(yield* Effect.fromResult(Handling.change(records.get(Streams.ofPerson(id))!, [erased]))))
      }
      return { changes, checks: [...checks, Handling.unchanged(mergers)], answer: Acting.happened(changes) }
    })
  )
  // Also when the command is repeated: the first time may have ended between the journal and the vault.
  for (const id of MergerState.idsOf(yield* Mergers.known, person)) yield* vault.erase(id)
  return handled
})

/**
 * Carries out once more what the journal says was erased, for a vault that was restored from an older copy: one erasure
 * by the command that asked for it, or all of them. Says of each whether its key had come back.
 */
export const eraseAgain = Effect.fn("Office.eraseAgain")(function* (of?: { readonly erasure: Command.Id }) {
  const journal = yield* Journal.Journal
  const vault = yield* Vault.Vault
  const erasures: Array<Pick<Again, "erasure" | "person">> = []
  yield* Stream.runForEach(journal.all, ({ command, stream }) =>
    Effect.sync(() => {
      if (StreamId.kindOf(stream) !== Streams.person.name || (of !== undefined && of.erasure !== command)) return
      erasures.push({ erasure: command, person: Person.id(StreamId.keysOf(stream)[0] ?? "") })
    })
  )
  if (of !== undefined && erasures.length === 0) return yield* new NoSuchErasure(of)
  const gone = yield* vault.erasedAmong(erasures.map(({ person }) => person))
  return yield* Effect.forEach(erasures, (one) =>
    vault.erase(one.person).pipe(
      Effect.as(!gone.has(one.person)),
      // A copy from before the person came knows nothing of them.
      Effect.catchTag("UnknownPerson", () => Effect.succeed(false)),
      Effect.map((hadComeBack): Again => ({ ...one, hadComeBack }))
    )
  )
})

// ---- Looking through the journal

const subjects: Readonly<Record<string, Retention.Subject>> = {
  cohort: "participation",
  attendance: "participation",
  participation: "participation",
  entitlement: "payment",
  disbursement: "payment"
}

/**
 * When something last happened to a person, and what day it is; refused while something still may. Days are those of the
 * programmes that they had to do with: where these lie in several zones, each day is the one that keeps longer.
 */
const involvementOf = (person: Person.Id, ids: ReadonlySet<Person.Id>, at: Moment.Moment) =>
  Effect.gen(function* () {
    const moments = new Map<Retention.Subject, Moment.Moment>()
    const seen = new Set<StreamId.Id>()
    for (const { event } of yield* Traces.concerning(ids)) {
      const subject = subjects[StreamId.kindOf(event.stream)]
      if (subject === undefined) continue
      seen.add(event.stream)
      const before = moments.get(subject)
      if (before === undefined || event.appendedAt > before) moments.set(subject, event.appendedAt)
    }
    const checks: Array<{ readonly stream: StreamId.Id; readonly expected: number }> = []
    const busy: Array<StreamId.Id> = []
    for (const stream of seen) {
      const loaded = yield* involvedIn(stream, ids)
      if (loaded === undefined) continue
      checks.push({ stream, expected: loaded.version })
      if (loaded.isBusy) busy.push(stream)
    }
    const [first, ...others] = busy
    if (first !== undefined) return yield* new StillInvolved({ person, streams: [first, ...others] })
    const zones = yield* zonesOf(seen)
    const last: { [S in Retention.Subject]?: CivilDate.CivilDate } = {}
    for (const [subject, moment] of moments) last[subject] = (yield* daysIn(zones, moment)).at(-1)!
    const today = (yield* daysIn(zones, at))[0]!
    return { last, checks, today }
  })

/** The days that a moment is in each of the zones, the earliest first. */
const daysIn = (zones: ReadonlySet<string>, at: Moment.Moment) =>
  Effect.map(
    Effect.forEach(zones, (zone) => Now.dayIn(zone, at)),
    (days) => days.toSorted()
  )

/** The zones of the programmes whose cohorts the streams belong to; UTC where there is none. */
const zonesOf = (streams: ReadonlySet<StreamId.Id>) =>
  Effect.gen(function* () {
    const cohorts = new Set<StreamId.Id>()
    for (const stream of streams) {
      const [id = ""] = StreamId.keysOf(stream)
      const kind = StreamId.kindOf(stream)
      if (kind === Streams.disbursement.name) {
        const { state } = yield* Handling.load(Streams.disbursement, stream)
        if (state._tag !== "Unprepared") cohorts.add(Streams.ofCohort(state.cohort))
      } else if (kind !== Streams.participation.name) cohorts.add(StreamId.of(Streams.cohort.name, id))
    }
    const programmes = new Set<StreamId.Id>()
    for (const { state } of (yield* Handling.loadMany(Streams.cohort, [...cohorts])).values()) {
      if (state._tag === "Announced") programmes.add(Streams.ofProgramme(state.programme))
    }
    const zones = new Set<string>()
    for (const { state } of (yield* Handling.loadMany(Streams.programme, [...programmes])).values()) {
      if (state._tag === "Drafted") zones.add(state.outline.timeZone)
    }
    return zones.size === 0 ? new Set(["UTC"]) : zones
  })

const involvedIn = (stream: StreamId.Id, ids: ReadonlySet<Person.Id>) =>
  Effect.gen(function* () {
    switch (StreamId.kindOf(stream)) {
      case Streams.cohort.name: {
        const { state, version } = yield* Handling.load(Streams.cohort, stream)
        const isBusy =
          state._tag === "Announced" &&
          !CohortState.isFinal(state.stage) &&
          CohortState.inOrder(state).some((entry) => !CohortState.isEnded(entry) && isOf(entry, ids))
        return { version, isBusy }
      }
      case Streams.entitlement.name: {
        const { state, version } = yield* Handling.load(Streams.entitlement, stream)
        const isBusy = state._tag !== "Unassessed" && state.obligations.some(({ standing }) => standing === "Underway")
        return { version, isBusy }
      }
      case Streams.disbursement.name: {
        const { state, version } = yield* Handling.load(Streams.disbursement, stream)
        return { version, isBusy: [...ids].some((id) => DisbursementState.awaits(state, id)) }
      }
      default:
        return undefined
    }
  })

const isOf = ({ application, facts }: CohortState.Entry, ids: ReadonlySet<Person.Id>): boolean =>
  (application.person._tag === "Known" && ids.has(application.person.value)) || ids.has(facts.sealed.person)
