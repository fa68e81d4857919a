/**
 * Attendance as it comes from the room: a sheet at a time, recorded and corrected, observations sealed unless the policy
 * book names them as open.
 */
import { CivilDate } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decider from "../record/Decider.ts"
import type * as Command from "../words/Command.ts"
import type * as Attendance from "../flow/attendance/Attendance.ts"
import type * as CaseFacts from "../privacy/CaseFacts.ts"
import * as CohortDecider from "../streams/cohort/Decider.ts"
import type * as CohortEvent from "../streams/cohort/Event.ts"
import * as CohortRefusal from "../streams/cohort/Refusal.ts"
import * as Vault from "../privacy/Vault.ts"
import * as Person from "../words/Person.ts"
import * as Acting from "./Acting.ts"
import * as Bulk from "./Bulk.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import * as Handling from "./Handling.ts"
import type * as PolicyBook from "./PolicyBook.ts"
import * as Programmes from "./Programmes.ts"
import * as Padding from "../privacy/Padding.ts"
import type * as Requests from "./Requests.ts"
import * as Sealing from "./Sealing.ts"

// ---- Models

/** A record that was kept, or was kept already. */
export const Entered = Schema.Struct({ person: Person.Id, date: CivilDate.CivilDate, isNew: Schema.Boolean })
export type Entered = typeof Entered.Type

// ---- Errors

/** Why one record of a list is refused, while the others are kept. */
export const Refusal = Schema.Union([
  CohortRefusal.NoSeat,
  CohortRefusal.NoSession,
  CohortRefusal.AheadOfTime,
  CohortRefusal.NothingToCorrect,
  Vault.Erased
])
export type Refusal = typeof Refusal.Type

// ---- Attendance

/** Records a sheet. */
export const recordAttendance = Effect.fn("Office.recordAttendance")((request: Requests.Of<"recordAttendance">) =>
  enter("recordAttendance", request, (record, closed, acted) => ({
    _tag: "RecordAttendance",
    record,
    ...closed,
    ...acted
  }))
)

/** Records corrections; what was recorded before stays. */
export const correctAttendance = Effect.fn("Office.correctAttendance")((request: Requests.Of<"correctAttendance">) =>
  enter("correctAttendance", request, (record, closed, acted, { reason }) => ({
    _tag: "CorrectAttendance",
    record,
    reason,
    ...closed,
    ...acted
  }))
)

type Acted = Pick<CohortCommandOf, "at" | "actor">
type CohortCommandOf = Parameters<typeof CohortDecider.decide>[1]

const enter = <I extends Requests.Attended>(
  method: string,
  request: Omit<Requests.Of<"recordAttendance">, "records"> & { readonly records: ReadonlyArray<I> },
  commandOf: (
    record: Attendance.AttendanceRecord,
    closed: { readonly closed?: CaseFacts.Closed },
    acted: Acted,
    item: I
  ) => CohortCommandOf
) => {
  const prepared = new Map<Command.Id, Prepared>()
  return Handling.handle(
    Acting.order(method, request),
    Bulk.answersOf(Entered, Refusal),
    Effect.gen(function* () {
      const { actor, cohort, command, records } = request
      const desk = yield* CohortDesk.open(cohort, method)
      const allowance = yield* Programmes.policyAt(desk.programme, "allowance", desk.at)
      const events: Array<CohortEvent.Event> = []
      const { answer, children } = yield* Bulk.perform(records, Entered, (fresh) =>
        Effect.gen(function* () {
          yield* prepare(command, allowance, fresh, prepared)
          let state = desk.loaded.state
          const answers: Array<Bulk.Decided<Entered, Refusal>> = []
          for (const item of fresh) {
            const ready = prepared.get(item.command)!
            const { date, person } = item
            if (ready._tag === "Erased") {
              answers.push({ _tag: "Refused", refusal: new Vault.Erased({ person }) })
              continue
            }
            const acted = { at: desk.at, actor }
            const accepted = Decider.accept(
              CohortDecider.decider,
              state,
              commandOf(ready.record, ready.closed, acted, item)
            )
            if (Result.isFailure(accepted)) {
              if (!isRefusal(accepted.failure)) return yield* Effect.fail(accepted.failure)
              answers.push({ _tag: "Refused", refusal: accepted.failure })
              continue
            }
            state = accepted.success.state
            events.push(...accepted.success.events)
            answers.push({ _tag: "Done", answer: { person, date, isNew: accepted.success.events.length > 0 } })
          }
          return answers
        })
      )
      return { changes: yield* Effect.fromResult(Handling.change(desk.loaded, events)), children, answer }
    })
  )
}

type Prepared =
  | { readonly _tag: "Erased" }
  | {
      readonly _tag: "Ready"
      readonly record: Attendance.AttendanceRecord
      readonly closed: { readonly closed?: CaseFacts.Closed }
    }

const isRefusal = Schema.is(Refusal)

/** Seals the observations that may not stand in clear, all at once; an envelope is there also where there are none. */
const prepare = (
  command: Command.Id,
  { openObservations }: PolicyBook.AllowancePolicy,
  items: ReadonlyArray<Requests.Attended>,
  prepared: Map<Command.Id, Prepared>
) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const erased = new Set(yield* vault.erased)
    const open = new Set(openObservations)
    const ready: Array<{ readonly item: Requests.Attended; readonly values: Disclosure.Plain }> = []
    for (const item of items.filter((one) => !prepared.has(one.command))) {
      const closed = Object.entries(item.observations).filter(([name]) => !open.has(name))
      // Whoever was erased has no key any more; of what stands in clear nothing is lost.
      if (closed.length > 0 && erased.has(item.person)) prepared.set(item.command, { _tag: "Erased" })
      else ready.push({ item, values: Object.fromEntries(closed) })
    }
    const keyed = ready.filter(({ item: { person } }) => !erased.has(person))
    const envelopes = yield* Sealing.close(
      command,
      keyed.map(({ item: { person }, values }) => ({ person, values })),
      Padding.ofObservations
    )
    const sealed = new Map(keyed.map(({ item }, index) => [item.command, envelopes[index]!]))
    for (const { item, values } of ready) {
      const { command: id, date, knownAt, mark, observations, person, signatures, source } = item
      const record = {
        person,
        date,
        mark,
        signatures,
        observations: Disclosure.only(observations, open),
        knownAt,
        source
      }
      const envelope = sealed.get(id)
      const closed =
        envelope === undefined
          ? {}
          : { closed: { sealed: envelope, digest: yield* Sealing.digest({ person, date, values }) } }
      prepared.set(id, { _tag: "Ready", record, closed })
    }
  })
