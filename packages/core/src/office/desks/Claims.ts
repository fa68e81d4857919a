/**
 * What the policy of allowance is asked about everybody who took part: what they said of themselves, their days as they
 * were known, and the terms of the cohort.
 */
import * as Effect from "effect/Effect"
import type * as EntitlementEvent from "../../streams/entitlement/Event.ts"
import type * as EntitlementState from "../../streams/entitlement/State.ts"
import type * as Attendance from "../../flow/attendance/Attendance.ts"
import type * as AttendanceEvent from "../../streams/attendance/Event.ts"
import * as AttendanceState from "../../streams/attendance/State.ts"
import type * as CohortState from "../../streams/cohort/State.ts"
import type * as MergerState from "../../streams/merger/State.ts"
import * as AttendedCohort from "../../streams/together/AttendedCohort.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import type * as Acting from "../handling/Acting.ts"
import type * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import type * as PolicyBook from "../PolicyBook.ts"
import type * as Vault from "../../privacy/Vault.ts"
import * as Sealing from "../handling/Sealing.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

type Loaded = Handling.Loaded<EntitlementState.State, EntitlementEvent.Event>

/** Somebody who took part, with their entitlement so far. */
export interface Participant extends AttendedCohort.Participant {
  readonly entitlement: Loaded
}

// ---- Rules

/** Everybody who took part in a cohort and can be named, each once however many ids they had, in the order of seats. */
export const participantsOf = (state: CohortState.Announced, mergers: MergerState.State) => {
  const seated = AttendedCohort.participants(state, mergers)
  const streamOf = (person: Person.Id) => Streams.ofEntitlement(state.cohort.id, person)
  return Effect.map(
    Handling.loadMany(
      Streams.entitlement,
      seated.map(({ person }) => streamOf(person))
    ),
    (loaded): ReadonlyArray<Participant> =>
      seated.map((one) => ({ ...one, entitlement: loaded.get(streamOf(one.person))! }))
  )
}

/** What the policy is asked about somebody, and which of what the cohort and their days add may stand in clear. */
export interface Case {
  readonly participant: Participant
  readonly facts: Disclosure.Facts
  readonly split: Disclosure.Split
}

/** Opens what the policy reads about everybody, all at once. */
export const casesOf = (
  { state }: CohortDesk.Desk,
  attendance: Handling.Loaded<AttendanceState.State, AttendanceEvent.Event>,
  { facts: factsOf, policy }: PolicyBook.AllowancePolicy,
  participants: ReadonlyArray<Participant>,
  knownAt: Moment.Moment,
  actor: Acting.Acting["actor"],
  draft: Vault.Draft
) =>
  Effect.gen(function* () {
    const { cohort } = state
    const reads = Disclosure.readsOf(policy)
    const days = participants.map(({ ids }) => AttendanceState.daysOf(attendance.state, ids, cohort.schedule, knownAt))
    const sealed = participants.flatMap(({ entry: { facts } }, index) => [
      { sealed: facts.sealed, names: reads },
      ...days[index]!.map((day) => (day._tag === "Recorded" ? { sealed: day.record.sealed } : undefined))
    ])
    const opened = yield* Sealing.open(sealed, actor, `allowance of ${cohort.id}`, draft)
    let next = 0
    const cases: Array<Case> = []
    for (const [index, participant] of participants.entries()) {
      const { entry } = participant
      const closed = opened[next++]!
      const [first, ...rest] = days[index]!.map((day) => seenOn(day, opened[next++]!))
      const personal = Disclosure.join({ open: Disclosure.only(entry.facts.open, reads), closed })
      const added = Disclosure.only(factsOf(cohort, [first!, ...rest]), reads)
      const split = yield* Effect.fromResult(Disclosure.split([policy], added))
      cases.push({ participant, facts: { ...Disclosure.only(personal, reads), ...added }, split })
    }
    return cases as ReadonlyArray<Case>
  })

/** A day with all its observations: those that stand in clear, and those that were opened. */
const seenOn = (day: AttendanceState.Day, opened: Disclosure.Plain): Attendance.Day => {
  if (day._tag !== "Recorded") return day
  const observations = { ...day.record.observations, ...(opened as Attendance.Observations) }
  return { ...day, record: { ...day.record, observations } }
}
