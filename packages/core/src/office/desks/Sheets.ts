/**
 * Attendance as it comes from the room, a sheet at a time or a record from a phone at the door: recorded and corrected,
 * observations sealed unless the policy book names them as open. What happens to the cohort meanwhile does not hold it up.
 */
import { CivilDate } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Now from "../../record/Now.ts"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Attendance from "../../flow/attendance/Attendance.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Padding from "../../privacy/Padding.ts"
import * as Vault from "../../privacy/Vault.ts"
import type * as AttendanceCommand from "../../streams/attendance/Command.ts"
import * as AttendanceDecider from "../../streams/attendance/Decider.ts"
import * as AttendanceEvent from "../../streams/attendance/Event.ts"
import * as AttendanceRecording from "../../streams/attendance/Recording.ts"
import type * as AttendanceState from "../../streams/attendance/State.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as CohortRefusal from "../../streams/cohort/Refusal.ts"
import * as Decider from "../../record/Decider.ts"
import type * as Command from "../../words/Command.ts"
import * as Person from "../../words/Person.ts"
import * as Acting from "../handling/Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as Programmes from "./Programmes.ts"
import type * as Requests from "../Requests.ts"
import * as Sealing from "../handling/Sealing.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Errors

/** Why one record of a list is refused, while the others are kept. */
export const Refusal = Schema.Union([
  AttendanceRecording.NoSeat,
  AttendanceRecording.TooManySignatures,
  CohortRefusal.NoSession,
  AttendanceRecording.SessionToCome,
  AttendanceRecording.AheadOfTime,
  AttendanceRecording.NothingToCorrect,
  Vault.Erased
])
export type Refusal = typeof Refusal.Type

/**
 * What became of the records: how many are kept now, how many were known already and are no news, and which are refused,
 * by their place in the list. A record that was refused may be sent again in a later list.
 */
export const Entered = Schema.Struct({
  kept: Schema.Int,
  known: Schema.Int,
  refused: Schema.Array(
    Schema.Struct({ index: Schema.Int, person: Person.Id, date: CivilDate.CivilDate, refusal: Refusal })
  )
})
export type Entered = typeof Entered.Type

// ---- Attendance

/** Records who came. */
export const recordAttendance = Effect.fn("Office.recordAttendance")((request: Requests.Of<"recordAttendance">) =>
  enter("recordAttendance", request, (recorded) => ({ _tag: "Record", ...recorded }))
)

/** Records corrections; what was recorded before stays. */
export const correctAttendance = Effect.fn("Office.correctAttendance")((request: Requests.Of<"correctAttendance">) =>
  enter("correctAttendance", request, (recorded, { reason }) => ({ _tag: "Correct", reason, ...recorded }))
)

type Recorded = Omit<AttendanceCommand.Of<"Record">, "_tag">

const enter = <I extends Requests.Attended>(
  method: string,
  request: Omit<Requests.Of<"recordAttendance">, "records"> & { readonly records: ReadonlyArray<I> },
  commandOf: (recorded: Recorded, given: I) => AttendanceCommand.Of<"Record" | "Correct">
) => {
  // What was sealed once is not sealed again when others were faster.
  const sealed = new Map<number, Result.Result<AttendanceEvent.Entry, Vault.Erased>>()
  return Handling.handle(
    Acting.order(method, request),
    Entered,
    Effect.gen(function* () {
      const { actor, cohort: id, command, records } = request
      // The attendance is looked at first: when it ends meanwhile, it has moved, and this is decided anew.
      const loaded = yield* Handling.load(Streams.attendance, Streams.ofAttendance(id))
      const { at, programme, state: cohort } = yield* CohortDesk.open(id, method)
      yield* Effect.fromResult(AttendanceRecording.running(cohort, loaded.state, method))
      const told = { at, today: yield* Now.dayIn(programme.outline.timeZone, at) }

      const seated = yield* seatedIn(cohort, records)
      const checked = seated.map((record) => AttendanceRecording.admitted(cohort, record, told))
      const admitted = seated.flatMap((record, index) => (Result.isSuccess(checked[index]!) ? [{ record, index }] : []))
      const { openObservations } = yield* Programmes.policyAt(programme, "allowance", at)
      yield* seal(
        command,
        (name, value) => Object.hasOwn(openObservations, name) && Attendance.hasForm(value, openObservations[name]!),
        admitted.filter(({ index }) => !sealed.has(index)),
        sealed
      )

      const decider = AttendanceDecider.make(cohort)
      const events: Array<AttendanceEvent.Event> = []
      const refused: Array<Entered["refused"][number]> = []
      let state = loaded.state
      let kept = 0
      for (const [index, given] of records.entries()) {
        const { date, person, source } = given
        const entry = Result.andThen(checked[index]!, () => sealed.get(index)!)
        const decided = Result.flatMap(
          entry,
          (
            record
          ): Result.Result<Decider.Accepted<AttendanceState.State, AttendanceEvent.Event>, AttendanceDecider.Refusal> =>
            Decider.accept(decider, state, commandOf({ date, source, record, ...told, actor }, given))
        )
        if (Result.isFailure(decided)) {
          const { failure } = decided
          if (!isRefusal(failure)) return yield* Effect.fail(failure)
          refused.push({ index, person, date, refusal: failure })
          continue
        }
        if (decided.success.events.length > 0) kept += 1
        state = decided.success.state
        events.push(...decided.success.events)
      }
      const changes = yield* Effect.fromResult(Handling.change(loaded, AttendanceEvent.joined(events)))
      const answer: Entered = { kept, known: records.length - kept - refused.length, refused }
      return { changes, answer }
    })
  )
}

const isRefusal = Schema.is(Refusal)

/** The records, of whoever has a seat here under another id than that by which they are known now, under that of the seat. */
const seatedIn = <I extends Requests.Attended>(cohort: CohortState.Announced, records: ReadonlyArray<I>) =>
  Effect.gen(function* () {
    const hasSeat = (person: Person.Id) => Option.isSome(CohortState.participant(cohort, person))
    if (records.every(({ person }) => hasSeat(person))) return records
    const mergers = yield* Mergers.known
    return records.map((record): I => {
      if (hasSeat(record.person)) return record
      const person = MergerState.idsOf(mergers, record.person).find(hasSeat)
      return person === undefined ? record : { ...record, person }
    })
  })

/** What tells one set of observations of somebody and a day from another, in the journal of this office. */
export const digestsOf = (records: ReadonlyArray<Pick<Requests.Attended, "person" | "date" | "observations">>) =>
  Sealing.digestAll(
    records.map(({ date, observations, person }) => ({ person, date, observations: Disclosure.plain(observations) }))
  )

interface Given {
  readonly record: Requests.Attended
  readonly index: number
}

/** Seals the observations that may not stand in clear, all at once; an envelope is there also where there are none. */
const seal = (
  command: Command.Id,
  isOpen: (name: string, value: Attendance.Observations[string]) => boolean,
  given: ReadonlyArray<Given>,
  sealed: Map<number, Result.Result<AttendanceEvent.Entry, Vault.Erased>>
) =>
  Effect.gen(function* () {
    if (given.length === 0) return
    const vault = yield* Vault.Vault
    const erased = yield* vault.erasedAmong(given.map(({ record: { person } }) => person))
    const ready: Array<Given> = []
    for (const one of given) {
      const { person } = one.record
      if (erased.has(person)) sealed.set(one.index, Result.fail(new Vault.Erased({ person })))
      else ready.push(one)
    }
    const parted = ready.map(({ record: { observations } }) => {
      const all = Object.entries(observations)
      return {
        open: Object.fromEntries(all.filter(([name, value]) => isOpen(name, value))),
        closed: Object.fromEntries(all.filter(([name, value]) => !isOpen(name, value)))
      }
    })
    const envelopes = yield* Sealing.close(
      command,
      ready.map(({ record: { person } }, place) => ({ person, values: parted[place]!.closed })),
      Padding.ofObservations
    )
    const digests = yield* digestsOf(ready.map(({ record }) => record))
    for (const [place, { index, record }] of ready.entries()) {
      const { knownAt, mark, person, row, signatures } = record
      const entry: AttendanceEvent.Entry = {
        person,
        mark,
        signatures,
        observations: parted[place]!.open,
        sealed: envelopes[place]!,
        digest: digests[place]!,
        knownAt,
        ...(row === undefined ? {} : { row })
      }
      sealed.set(index, Result.succeed(entry))
    }
  })
