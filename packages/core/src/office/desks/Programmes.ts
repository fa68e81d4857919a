/**
 * A programme and its cohorts before the first application: opened with its policies pinned and recorded, amended by an
 * act with a legal basis, its cohorts announced and open for registration.
 */
import { Policy } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Schema from "effect/Schema"
import type * as Actor from "../../words/Actor.ts"
import * as Decider from "../../record/Decider.ts"
import * as CohortDecider from "../../streams/cohort/Decider.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import * as Now from "../../record/Now.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Programme from "../../flow/programme/Programme.ts"
import * as ProgrammeDecider from "../../streams/programme/Decider.ts"
import type * as ProgrammeEvent from "../../streams/programme/Event.ts"
import * as ProgrammeState from "../../streams/programme/State.ts"
import * as Acting from "../handling/Acting.ts"
import * as Handling from "../handling/Handling.ts"
import * as PolicyBook from "../PolicyBook.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Rules

/** Drafts a programme, pins its policies, adds its cohorts and opens it, at once. */
export const openProgramme = Effect.fn("Office.openProgramme")((request: Requests.Of<"openProgramme">) =>
  Handling.handle(
    Acting.order("openProgramme", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, cohorts, outline, policies } = request
      const acted = { at: yield* Now.moment, actor }
      // Every later command counts the days of this zone: one that nobody knows would stop them all.
      yield* Now.dayIn(outline.timeZone, acted.at)
      const pinned = Object.entries(policies).toSorted(([a], [b]) => (a < b ? -1 : 1))
      const loaded = yield* Handling.load(Streams.programme, Streams.ofProgramme(outline.id))
      const changes = yield* steps(loaded, [
        { _tag: "Draft", outline, ...acted },
        ...pinned.map(([stage, policy]) => ({ _tag: "PinPolicy" as const, stage, policy, ...acted })),
        ...cohorts.map((cohort) => ({ _tag: "AddCohort" as const, cohort, ...acted })),
        { _tag: "Open", ...acted }
      ])
      const records = yield* Effect.forEach(pinned, ([stage, policy]) =>
        record(stage as PolicyBook.Stage, policy, acted)
      )
      const all = [...changes, ...records.flat()]
      return { changes: all, answer: Acting.happened(all) }
    })
  )
)

/** Changes a policy of an open programme from a moment on. */
export const amendPolicy = Effect.fn("Office.amendPolicy")((request: Requests.Of<"amendPolicy">) =>
  Handling.handle(
    Acting.order("amendPolicy", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, effectiveFrom, legalBasis, policy, programme, stage } = request
      const acted = { at: yield* Now.moment, actor }
      const loaded = yield* Handling.load(Streams.programme, Streams.ofProgramme(programme))
      const amended = yield* steps(loaded, [
        { _tag: "AmendPolicy", stage, policy, legalBasis, effectiveFrom, ...acted }
      ])
      const changes = [...amended, ...(yield* record(stage, policy, acted))]
      return { changes, answer: Acting.happened(changes) }
    })
  )
)

/** Announces a cohort of a programme and opens its registration. */
export const scheduleCohort = Effect.fn("Office.scheduleCohort")((request: Requests.Of<"scheduleCohort">) =>
  Handling.handle(
    Acting.order("scheduleCohort", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, cohort, programme } = request
      const acted = { at: yield* Now.moment, actor }
      const whole = yield* Handling.load(Streams.programme, Streams.ofProgramme(programme))
      const added = yield* steps(whole, [{ _tag: "AddCohort", cohort: cohort.id, ...acted }])

      const loaded = yield* Handling.load(Streams.cohort, Streams.ofCohort(cohort.id))
      const announced = yield* Effect.fromResult(
        Decider.following(
          CohortDecider,
          loaded.state,
          CohortDecider.decide(loaded.state, { _tag: "Announce", programme, cohort, ...acted })
        )
      )
      const opened = yield* Effect.fromResult(
        CohortDecider.decide(announced.state, { _tag: "OpenRegistration", ...acted })
      )
      const events = [...announced.events, ...opened]
      const changes = [...added, ...(yield* Effect.fromResult(Handling.change(loaded, events)))]
      const checks = added.length === 0 ? [Handling.unchanged(whole)] : []
      return { changes, checks, answer: Acting.happened(changes) }
    })
  )
)

/** Closes a programme whose cohorts have all ended. */
export const closeProgramme = Effect.fn("Office.closeProgramme")((request: Requests.Of<"closeProgramme">) =>
  Handling.handle(
    Acting.order("closeProgramme", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, programme } = request
      const acted = { at: yield* Now.moment, actor }
      const loaded = yield* Handling.load(Streams.programme, Streams.ofProgramme(programme))
      const ids = loaded.state._tag === "Drafted" ? loaded.state.cohorts : []
      const cohorts = yield* Effect.forEach(ids, (id) => Handling.load(Streams.cohort, Streams.ofCohort(id)))
      const ended = ids.filter((_, index) => {
        const { state } = cohorts[index]!
        return state._tag === "Announced" && CohortState.isFinal(state.stage)
      })
      const changes = yield* steps(loaded, [{ _tag: "Close", ended, ...acted }])
      return { changes, answer: Acting.happened(changes) }
    })
  )
)

/** The entry of a stage that a programme is to be decided by at a moment. */
export const policyAt = Effect.fn("Office.policyAt")(function* <S extends PolicyBook.Stage>(
  programme: ProgrammeState.Drafted,
  stage: S,
  at: Moment.Moment
) {
  const book = yield* PolicyBook.PolicyBook
  const pinned = ProgrammeState.policyAt(programme, stage, at)
  if (Option.isNone(pinned)) {
    return yield* new PolicyBook.NoPolicy({ stage, programme: programme.outline.id })
  }
  return yield* Effect.fromResult(PolicyBook.find(book, stage, pinned.value))
})

interface Acted {
  readonly at: Moment.Moment
  readonly actor: Actor.Id
}

const steps = <C extends ProgrammeDecider.Command>(
  loaded: Handling.Loaded<ProgrammeState.State, ProgrammeEvent.Event>,
  commands: ReadonlyArray<C>
) =>
  Effect.gen(function* () {
    let state = loaded.state
    const events: Array<ProgrammeEvent.Event> = []
    for (const command of commands) {
      const decided = yield* Effect.fromResult(ProgrammeDecider.decide(state, command))
      state = Decider.fold(ProgrammeDecider, decided, state)
      events.push(...decided)
    }
    return yield* Effect.fromResult(Handling.change(loaded, events))
  })

/** Puts the tree of a policy into the journal, where it is not there yet. */
const record = (stage: PolicyBook.Stage, fingerprint: Programme.Fingerprint, acted: Acted) =>
  Effect.gen(function* () {
    const book = yield* PolicyBook.PolicyBook
    const { policy, terms } = yield* Effect.fromResult(PolicyBook.find(book, stage, fingerprint))
    const loaded = yield* Handling.load(Streams.policy, Streams.ofPolicy(fingerprint))
    if (Option.isSome(loaded.state)) return []
    const document = JSON.parse(Policy.encode<never, unknown>(policy)) as Schema.Json
    return yield* Effect.fromResult(
      Handling.change(loaded, [{ _tag: "PolicyRecorded", fingerprint, document, terms, ...acted }])
    )
  })
