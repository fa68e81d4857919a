/**
 * What the policy of allowance is asked about everybody who took part: what they said of themselves, their days as they
 * were known, and the terms of the cohort.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as EntitlementEvent from "../streams/entitlement/Event.ts"
import type * as EntitlementState from "../streams/entitlement/State.ts"
import * as Attendance from "../flow/attendance/Attendance.ts"
import * as CohortState from "../streams/cohort/State.ts"
import type * as Moment from "../words/Moment.ts"
import type * as Person from "../words/Person.ts"
import type * as Acting from "./Acting.ts"
import type * as CaseFacts from "../privacy/CaseFacts.ts"
import type * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import * as Handling from "./Handling.ts"
import type * as PolicyBook from "./PolicyBook.ts"
import * as Sealing from "./Sealing.ts"
import * as Streams from "./Streams.ts"

// ---- Models

type Loaded = Handling.Loaded<EntitlementState.State, EntitlementEvent.Event>

/** Somebody who took part, with their entitlement so far. */
export interface Participant {
  readonly entry: CohortState.Entry
  readonly person: Person.Id
  readonly entitlement: Loaded
}

// ---- Rules

/** Everybody who took part in a cohort and can be named, in the order of seats. */
export const participantsOf = (state: CohortState.Announced) =>
  Effect.forEach(
    CohortState.inOrder(state).flatMap((entry) => {
      const { person } = entry.application
      return CohortState.tookPart(entry) && person._tag === "Known" ? [{ entry, person: person.value }] : []
    }),
    ({ entry, person }) =>
      Effect.map(
        Handling.load(Streams.entitlement, Streams.ofEntitlement(state.cohort.id, person)),
        (entitlement): Participant => ({ entry, person, entitlement })
      ),
    { concurrency: 8 }
  )

/** What the policy is asked about somebody, and which of what the cohort and their days add may stand in clear. */
export interface Case {
  readonly participant: Participant
  readonly facts: Disclosure.Facts
  readonly split: Disclosure.Split
}

/** Opens what the policy reads about everybody, all at once. */
export const casesOf = (
  { state }: CohortDesk.Desk,
  { facts: factsOf, policy }: PolicyBook.AllowancePolicy,
  participants: ReadonlyArray<Participant>,
  knownAt: Moment.Moment,
  actor: Acting.Acting["actor"]
) =>
  Effect.gen(function* () {
    const { cohort } = state
    const reads = Disclosure.readsOf(policy)
    const seated = participants.map(({ person }) => person)
    const known = Attendance.asKnownAt(CohortState.history(state), knownAt)
    const { people } = Attendance.tally(known, { schedule: cohort.schedule, seated })
    const daysOf = new Map(people.map(({ days, person }) => [person, days]))
    const sealed = participants.flatMap(({ entry: { facts }, person }) => [
      { sealed: facts.sealed, names: reads },
      ...daysOf.get(person)!.map((day) => closedOf(state, day))
    ])
    const opened = yield* Sealing.open(sealed, actor, `allowance of ${cohort.id}`)
    let next = 0
    return yield* Effect.forEach(participants, (participant) =>
      Effect.gen(function* () {
        const { entry, person } = participant
        const closed = opened[next++]!
        const [first, ...rest] = daysOf.get(person)!.map((day) => seenOn(day, opened[next++]!))
        const personal = Disclosure.join({ open: Disclosure.only(entry.facts.open, reads), closed })
        const added = Disclosure.only(factsOf(cohort, [first!, ...rest]), reads)
        const split = yield* Effect.fromResult(Disclosure.split([policy], added))
        const found: Case = { participant, facts: { ...Disclosure.only(personal, reads), ...added }, split }
        return found
      })
    )
  })

/** The sealed observations of the record that counts on a day. */
const closedOf = (state: CohortState.Announced, day: Attendance.Day): CaseFacts.Closed | undefined => {
  if (day._tag !== "Recorded") return undefined
  const { date, knownAt, observations, person } = day.record
  const digest = observations[CohortState.sealedObservation]
  const found = CohortState.recordedOf(state, person).find(
    ({ closed, record }) =>
      record.date === date && record.knownAt === knownAt && Option.exists(closed, (values) => values.digest === digest)
  )
  return Option.getOrUndefined(found?.closed ?? Option.none())
}

/** A day with its observations, those that were sealed among them. */
const seenOn = (day: Attendance.Day, opened: Disclosure.Plain): Attendance.Day => {
  if (day._tag !== "Recorded") return day
  const { [CohortState.sealedObservation]: _digest, ...observations } = day.record.observations
  const all = { ...observations, ...(opened as Attendance.Observations) }
  return { ...day, record: { ...day.record, observations: all } }
}
