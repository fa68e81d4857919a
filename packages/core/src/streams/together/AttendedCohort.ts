/**
 * What a cohort and its attendance decide together. Completion is read from the records of everybody who took part and
 * kept in the stream of the cohort; and when a cohort ends its attendance ends in the very same append, so that no
 * record slips in behind.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Completion from "../../flow/attendance/Completion.ts"
import type * as Application from "../../flow/admission/Application.ts"
import * as Decider from "../../record/Decider.ts"
import type * as Actor from "../../words/Actor.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import type * as AttendanceCommand from "../attendance/Command.ts"
import * as AttendanceState from "../attendance/State.ts"
import * as CohortCompleting from "../cohort/Completing.ts"
import * as CohortDecider from "../cohort/Decider.ts"
import type * as CohortEvent from "../cohort/Event.ts"
import * as CohortState from "../cohort/State.ts"
import * as MergerState from "../merger/State.ts"

// ---- Models

/**
 * Somebody who took part and can be named, with the application by which they did. `ids` are those under which they did
 * here: more than one where two turned out to be one person, who is told of as `person` and counted once.
 */
export interface Participant {
  readonly entry: CohortState.Entry
  readonly person: Person.Id
  readonly ids: readonly [Person.Id, ...Array<Person.Id>]
}

/** The completion of one application: the event, none where it is known already, or the days that leave it open. */
export interface Completed {
  readonly application: Application.Id
  readonly found: Result.Result<ReadonlyArray<CohortEvent.Event>, CohortCompleting.AttendanceOpen>
}

interface Acted {
  readonly at: Moment.Moment
  readonly actor: Actor.Id
}

// ---- Rules

/**
 * Everybody who took part and can be named, in the order of seats. Of the applications of one person that one stands for
 * them which was not given up as a duplicate, rather that of the id that goes on.
 */
export const participants = (
  cohort: CohortState.Announced,
  mergers: MergerState.State = MergerState.initial
): ReadonlyArray<Participant> => {
  const found = new Map<Person.Id, Participant>()
  for (const entry of CohortState.inOrder(cohort)) {
    const applicant = entry.application.person
    if (!CohortState.tookPart(entry) || applicant._tag === "Missing") continue
    const id = applicant.value
    const person = MergerState.survivorOf(mergers, id)
    const known = found.get(person)
    if (known === undefined) found.set(person, { entry, person, ids: [id] })
    else {
      const isRather = rankOf(entry, person) > rankOf(known.entry, person)
      found.set(person, {
        person,
        entry: isRather ? entry : known.entry,
        ids: id === person ? [id, ...known.ids] : [...known.ids, id]
      })
    }
  }
  return [...found.values()]
}

const rankOf = ({ application, standing }: CohortState.Entry, person: Person.Id): number =>
  (standing._tag === "Exited" ? (standing.reason === "Duplicate" ? 0 : 2) : 4) +
  Number(application.person._tag === "Known" && application.person.value === person)

/**
 * The completion of everybody who took part, from what is known by the moment and nothing that became known later.
 * Refused only as a whole, where the cohort does not run.
 */
export const complete = (
  cohort: CohortState.Announced,
  attendance: AttendanceState.State,
  { actor, at }: Acted,
  mergers: MergerState.State = MergerState.initial
): Result.Result<ReadonlyArray<Completed>, CohortDecider.RefusalOf<"RecordCompletion">> =>
  Result.gen(function* () {
    let state: CohortState.State = cohort
    const all: Array<Completed> = []
    for (const { entry, ids } of participants(cohort, mergers)) {
      const application = entry.application.id
      const days = AttendanceState.daysOf(attendance, ids, cohort.cohort.schedule, at)
      const completion = Completion.of(days, cohort.cohort)
      const command = { _tag: "RecordCompletion", application, completion, at, actor } as const
      const decided: CohortEvent.Following<CohortDecider.RefusalOf<"RecordCompletion">> = CohortDecider.decide(
        state,
        command
      )
      if (Result.isSuccess(decided)) {
        state = Decider.fold(CohortDecider.decider, decided.success, state)
        all.push({ application, found: Result.succeed(decided.success) })
      } else if (decided.failure instanceof CohortCompleting.AttendanceOpen) {
        all.push({ application, found: Result.fail(decided.failure) })
      } else return yield* Result.fail(decided.failure)
    }
    return all
  })

/** What the events of a cohort ask of its attendance: to end with it. */
export const endOf = (events: ReadonlyArray<CohortEvent.Event>): Option.Option<AttendanceCommand.Of<"End">> => {
  for (const { _tag, actor, at } of events) {
    if (_tag === "CohortClosed") return Option.some({ _tag: "End", ended: "Closed", at, actor })
    if (_tag === "CohortCalledOff") return Option.some({ _tag: "End", ended: "CalledOff", at, actor })
  }
  return Option.none()
}
