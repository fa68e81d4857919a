/**
 * How things stand in the journal: a cohort, a list, what each person is owed. Read by folding the events of a stream,
 * as the office does; nothing is computed here.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { type Application, type Cohort, type Command, type Person } from "@bina/core"
import { Journal, Vault } from "@bina/core/adapter"
import {
  AttendedCohort,
  type CohortState,
  type DisbursementEvent,
  DisbursementState,
  type EntitlementEvent,
  Folding,
  Recorded,
  StreamKind,
  Streams
} from "@bina/core/journal"
import { Handling } from "@bina/core/office"

// ---- Models

/** A cohort, and how often the office took the content of each of its applications. */
export interface OfCohort {
  readonly state: CohortState.State
  readonly revisions: ReadonlyMap<Application.Id, number>
}

/** What was assessed of a person, each time with the command that asked. */
export interface Assessment {
  readonly command: Command.Id
  readonly outcome: EntitlementEvent.Outcome
}

// ---- Rules

/** A cohort as it stands. */
export const cohort = Effect.fn("Standing.cohort")(function* (id: Cohort.Id) {
  const stream = Streams.ofCohort(id)
  const { state } = yield* Handling.load(Streams.cohort, stream)
  const { value: revisions } = yield* Folding.of(stream, taken)
  const found: OfCohort = { state, revisions }
  return found
})

/**
 * The applications by which people took part, each with its person. Somebody may have made another one beside it, with another account, which
 * was set aside: nothing is paid by that.
 */
export const applicationsOfParticipants = Effect.fn("Standing.applicationsOfParticipants")(function* (id: Cohort.Id) {
  const { state } = yield* cohort(id)
  const participants = state._tag === "Unannounced" ? [] : AttendedCohort.participants(state)
  return new Map<Application.Id, Person.Id>(participants.map(({ entry, person }) => [entry.application.id, person]))
})

/** The attendance of a cohort as it stands. */
export const attendance = Effect.fn("Standing.attendance")(function* (id: Cohort.Id) {
  return (yield* Handling.load(Streams.attendance, Streams.ofAttendance(id))).state
})

const taken: Folding.Folding<OfCohort["revisions"], never> = {
  initial: new Map(),
  step: (before, events) => {
    const revisions = new Map(before)
    for (const event of events) {
      if (event.type !== "ApplicationReceived" && event.type !== "ApplicationAmended") continue
      const { application } = Recorded.written(event).data as { readonly application: { readonly id: Application.Id } }
      revisions.set(application.id, (revisions.get(application.id) ?? 0) + 1)
    }
    return Result.succeed(revisions)
  }
}

/** A list as it stands. */
export const list = Effect.fn("Standing.list")(function* (id: DisbursementEvent.Id) {
  return (yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(id))).state
})

/**
 * By what the bank reads the payments of a list, as it was bound to the signatures: the account and the name, by person.
 * Whoever was erased has none any more. Who looks is recorded.
 */
export const destinations = Effect.fn("Standing.destinations")(function* (
  state: DisbursementState.State,
  reading: Vault.Reading
) {
  const vault = yield* Vault.Vault
  if (state._tag === "Unprepared") return new Map<Person.Id, string>()
  const closed = state.order.flatMap((id) => {
    const destination = DisbursementState.instructed(state, id)?.instruction.destination
    return destination === undefined ? [] : [destination]
  })
  const erased = yield* vault.erasedAmong(closed.map(({ sealed }) => sealed.person))
  const kept = closed.filter(({ sealed }) => !erased.has(sealed.person))
  const opened = yield* vault.unseal(kept, reading)
  return new Map(
    kept.flatMap(({ sealed }, index) => {
      const account = opened[index]!["account"]
      return typeof account === "string" ? [[sealed.person, account] as const] : []
    })
  )
})

/** Every assessment of a person, the newest last. */
export const assessments = Effect.fn("Standing.assessments")(function* (cohort: Cohort.Id, person: Person.Id) {
  const journal = yield* Journal.Journal
  const recorded = yield* journal.read(Streams.ofEntitlement(cohort, person))
  const events = yield* Effect.fromResult(StreamKind.read(Streams.entitlement, recorded))
  return events.flatMap((event, index): ReadonlyArray<Assessment> =>
    event._tag === "EntitlementAssessed" ? [{ command: recorded[index]!.command, outcome: event.outcome }] : []
  )
})

/** Whether a command was carried out before. */
export const isRecorded = Effect.fn("Standing.isRecorded")(function* (command: Command.Id) {
  const journal = yield* Journal.Journal
  return (yield* journal.recorded([command])).has(command)
})
