/**
 * How the office puts a command to a cohort: with the programme that it belongs to and everybody whose seats it touches,
 * decided together and appended together.
 */
import { Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Authority from "../../flow/payment/Authority.ts"
import type * as Actor from "../../words/Actor.ts"
import * as Amounts from "../../words/Amounts.ts"
import type * as Person from "../../words/Person.ts"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import type * as StreamId from "../../record/StreamId.ts"
import type * as AttendanceCommand from "../../streams/attendance/Command.ts"
import type * as CohortCommand from "../../streams/cohort/Command.ts"
import * as AttendanceDecider from "../../streams/attendance/Decider.ts"
import * as CohortRefusal from "../../streams/cohort/Refusal.ts"
import type * as CohortEvent from "../../streams/cohort/Event.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import type * as ParticipationEvent from "../../streams/participation/Event.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as ParticipationState from "../../streams/participation/State.ts"
import * as AttendedCohort from "../../streams/together/AttendedCohort.ts"
import * as SeasonSeats from "../../streams/together/SeasonSeats.ts"
import type * as Seat from "../../flow/admission/Seat.ts"
import * as Now from "../../record/Now.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Moment from "../../words/Moment.ts"
import * as ProgrammeDecider from "../../streams/programme/Decider.ts"
import type * as ProgrammeState from "../../streams/programme/State.ts"
import * as Acting from "../handling/Acting.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as Appointments from "../Appointments.ts"
import * as PolicyBook from "../PolicyBook.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/** A cohort before the office: announced, of a programme that was drafted, at the moment that it is. */
export interface Desk {
  readonly at: Moment.Moment
  readonly stream: StreamId.Id
  readonly loaded: Handling.Loaded<CohortState.State, CohortEvent.Event>
  readonly state: CohortState.Announced
  readonly programme: ProgrammeState.Drafted
}

/** What a command does, besides what it was decided from. */
export interface Decided {
  readonly changes: ReadonlyArray<Handling.Change>
  readonly events: ReadonlyArray<CohortEvent.Event>
}

type Participation = Handling.Loaded<ParticipationState.State, ParticipationEvent.Event>

/** A command that gives seats. */
export type Filling = Extract<CohortCommand.Command, { readonly terms: unknown }>

// ---- Rules

/** A programme that was drafted. */
export const programme = Effect.fn("Office.programme")(function* (id: string, command: string) {
  const { state } = yield* Handling.load(Streams.programme, Streams.ofProgramme(id))
  return state._tag === "Drafted" ? state : yield* new ProgrammeDecider.NotDrafted({ command })
})

/** Brings a cohort before the office; refused with `NotAnnounced` where there is none. */
export const open = Effect.fn("Office.cohort")(function* (id: Cohort.Id, command: string) {
  const at = yield* Now.moment
  const stream = Streams.ofCohort(id)
  const loaded = yield* Handling.load(Streams.cohort, stream)
  const { state } = loaded
  if (state._tag === "Unannounced") return yield* new CohortRefusal.NotAnnounced({ command })
  const desk: Desk = { at, stream, loaded, state, programme: yield* programme(state.programme, command) }
  return desk
})

/**
 * The appointment by which an officer may do something in a cohort: on its line, for its payer, on the day in the
 * programme's zone, whatever the sum. Fails with `NotAuthorised` where there is none.
 */
export const appointed = Effect.fn("Office.appointed")(function* (
  { at, programme, state: { cohort } }: Desk,
  actor: Actor.Id,
  task: Authority.Task
) {
  const { table } = yield* Appointments.Appointments
  const { appointment } = yield* Effect.fromResult(
    Authority.grantFor(yield* table, {
      actor,
      task,
      line: cohort.budgetLine.id,
      payer: cohort.payer,
      on: yield* Now.dayIn(programme.outline.timeZone, at),
      total: Money.make(cohort.dailyTransport.currency, Amounts.zero.gross)
    })
  )
  return appointment
})

/** The participations of people, and of those into whom they were merged. */
export const participations = Effect.fn("Office.participations")(function* (people: ReadonlyArray<Person.Id>) {
  const known = new Map<Person.Id, Participation>()
  let asked = [...new Set(people)]
  while (asked.length > 0) {
    const loaded = yield* Handling.loadMany(Streams.participation, asked.map(Streams.ofParticipation))
    for (const person of asked) known.set(person, loaded.get(Streams.ofParticipation(person))!)
    asked = asked
      .flatMap((person) => Option.toArray(known.get(person)!.state.mergedInto))
      .filter((id) => !known.has(id))
  }
  return known as ReadonlyMap<Person.Id, Participation>
})

/** The commands that end a cohort. */
type Ending = "Close" | "CallOff"

/** Why a command cannot be decided: its own refusals only. */
type RefusalOf<C extends CohortCommand.Command> =
  | SeasonSeats.RefusalOf<C["_tag"]>
  | (C["_tag"] extends Ending ? AttendanceDecider.RefusalOf<"End"> : never)

/** Whose participations a command may touch, and whose ids were joined. */
interface Read {
  readonly participations: ReadonlyMap<Person.Id, Participation>
  readonly mergers: MergerState.State
}

/** What a command reads that gives no seats: whose ids were joined, only whoever gives one asks. */
const readFor = (state: CohortState.State, command: Exclude<CohortCommand.Command, Filling>) =>
  Effect.map(participations(SeasonSeats.people(state, command)), (participations): Read => ({
    participations,
    mergers: MergerState.initial
  }))

/** Decides a command that gives no seats to a cohort, together with everybody whose participation it touches. */
export const decide = <C extends Exclude<CohortCommand.Command, Filling>>(desk: Desk, command: C) =>
  Effect.flatMap(readFor(desk.loaded.state, command), (read) => decideBy(desk, command, read))

/** Decides a command to a cohort by what was read for it. */
const decideBy = Effect.fn("Office.decide")(function* <C extends CohortCommand.Command>(
  { loaded, programme: { outline }, state }: Desk,
  command: C,
  { mergers, participations: known }: Read,
  limits: ReadonlyArray<ParticipationEvent.SeatLimit> = []
) {
  const decided = yield* Effect.fromResult(
    SeasonSeats.decide({
      cohort: loaded.state,
      command,
      participations: new Map([...known].map(([person, { state }]) => [person, state])),
      mergers,
      terms: { season: outline.id, kind: outline.kind, limits }
    })
  )
  const changes = [
    ...(yield* Effect.fromResult(Handling.change(loaded, decided.cohort))),
    ...(yield* participating(known, decided.people))
  ]
  const end = AttendedCohort.endOf(decided.cohort)
  if (Option.isSome(end)) changes.push(...(yield* endAttendance(state, end.value)))
  const decision: Decided = { changes, events: decided.cohort }
  return decision
})

/** What people append. Whom it concerns was read: no command is decided about anybody else. */
const participating = Effect.fn("Office.participating")(function* (
  known: ReadonlyMap<Person.Id, Participation>,
  people: SeasonSeats.Decided["people"]
) {
  const changes: Array<Handling.Change> = []
  for (const { events, person } of people) {
    changes.push(...(yield* Effect.fromResult(Handling.change(known.get(person)!, events))))
  }
  return changes
})

/** No record of attendance comes behind the end of a cohort: both are appended together. */
const endAttendance = Effect.fn("Office.endAttendance")(function* (
  cohort: CohortState.Announced,
  command: AttendanceCommand.Of<"End">
) {
  const loaded = yield* Handling.load(Streams.attendance, Streams.ofAttendance(cohort.cohort.id))
  const events = yield* Effect.fromResult(AttendanceDecider.decide(cohort, loaded.state, command))
  return yield* Effect.fromResult(Handling.change(loaded, events))
})

/**
 * As {@link decide}, for a command that gives seats: with the earlier seats of the season. Those of the applicants stand
 * in their own streams; where a limit of the season counts something else than persons, other cohorts are read for it,
 * and must not move meanwhile.
 */
export const fill = Effect.fn("Office.fill")(function* <C extends Filling>(
  desk: Desk,
  admission: PolicyBook.AdmissionPolicy,
  command: C
) {
  const {
    loaded,
    programme: { cohorts, outline },
    state: { cohort }
  } = desk
  const { limits, personFact } = admission
  const isWide = limits.some(({ key, scope }) => scope === "season" && key !== personFact)
  const others = yield* Effect.forEach(isWide ? cohorts.filter((id) => id !== cohort.id) : [], (id) =>
    Handling.load(Streams.cohort, Streams.ofCohort(id))
  )
  const read = yield* participations(SeasonSeats.people(loaded.state, command))
  const known = isWide ? [] : [...read.values()]
  // Seats of a person are counted under the id by which they apply here, whichever it was that they were taken under.
  const mergers = yield* Mergers.load
  const idHere = new Map(
    SeasonSeats.people(loaded.state, command)
      .toReversed()
      .map((id) => [MergerState.survivorOf(mergers.state, id), id])
  )
  const earlierSeats = [
    ...others.flatMap(({ state }) => (state._tag === "Announced" ? seatsOf(state) : [])),
    ...known
      .filter(({ state }) => Option.isNone(state.mergedInto))
      .flatMap(({ state }) => ParticipationState.seatsIn(state, outline.id))
      .filter((seat) => seat.cohort !== cohort.id)
  ].map((seat) => ({ ...seat, person: idHere.get(MergerState.survivorOf(mergers.state, seat.person)) ?? seat.person }))
  const filled = { ...command, terms: { ...command.terms, earlierSeats } }
  const by = { participations: read, mergers: mergers.state }
  const decided = yield* decideBy(desk, filled, by, PolicyBook.seatLimitsOf(admission))
  return { ...decided, checks: [...others, mergers].map(Handling.unchanged) }
})

/** The seats that are held in a cohort, as other cohorts of the season count them. */
const seatsOf = (state: CohortState.Announced): ReadonlyArray<Seat.Seat> =>
  CohortState.inOrder(state).flatMap((entry) => {
    const { id: application, keys, person } = entry.application
    return CohortState.holdsSeat(entry) && person._tag === "Known"
      ? [{ cohort: state.cohort.id, application, person: person.value, keys }]
      : []
  })

/** The commands to a cohort that need nothing but what the request says. */
type Plain = Exclude<CohortCommand.Command, { readonly terms: unknown } | { readonly appointment?: unknown }>["_tag"]

/** What a request has to say for a command of the name. */
type Asked<Name extends Plain> = Acting.Acting & { readonly cohort: Cohort.Id; readonly method?: string } & Omit<
    CohortCommand.Of<Name>,
    "_tag" | "at" | "actor"
  >

/** Puts a request to its cohort as it stands, as the command of a name; answers what happened. */
export const forward = <Name extends Plain>(method: Requests.Method, name: Name) =>
  Effect.fn(`Office.${method}`)((request: Asked<Name>) =>
    Handling.handle(
      Acting.order(method, request),
      Acting.Happened,
      Effect.gen(function* () {
        const { actor, cohort, command: _command, method: _method, ...said } = request
        const desk = yield* open(cohort, method)
        // What is left of the request is what the command of this name says; that the two fit, `Asked` holds.
        const command = { ...said, _tag: name, at: desk.at, actor } as unknown as CohortCommand.Of<Name>
        const { changes } = yield* decide(desk, command)
        return { changes, answer: Acting.happened(changes) }
      })
    )
  )

/** What became of many applications, each by its id: `isNew` where it was not so before. */
export const applicationsAnswered = <Refusal extends Schema.Constraint>(refusal: Refusal) =>
  Schema.Struct({
    done: Schema.Array(Schema.Struct({ application: Application.Id, isNew: Schema.Boolean })),
    refused: Schema.Array(Schema.Struct({ application: Application.Id, refusal })),
    conflicts: Schema.Array(Application.Id)
  })

/**
 * Puts one command for each of many applications to a cohort, in their order, and appends all that can be done at once.
 * What stands in the way of one application is told beside it; anything else fails the whole.
 */
export const decideEach = Effect.fn("Office.decideEach")(function* <
  C extends Exclude<Extract<CohortCommand.Command, { readonly application: Application.Id }>, Filling>,
  Refusal extends { readonly _tag: string }
>(
  { loaded, programme: { outline } }: Desk,
  commands: ReadonlyArray<C>,
  isOwn: (failure: unknown) => failure is Refusal
) {
  const people = commands.flatMap((command) => SeasonSeats.people(loaded.state, command))
  const known = yield* participations(people)
  const mergers = MergerState.initial
  const states = new Map([...known].map(([person, { state }]) => [person, state]))
  let cohort = loaded.state
  const events: Array<CohortEvent.Event> = []
  const ofPeople = new Map<Person.Id, ReadonlyArray<ParticipationEvent.Event>>()
  const done: Array<{ readonly application: Application.Id; readonly isNew: boolean }> = []
  const refused: Array<{ readonly application: Application.Id; readonly refusal: Refusal }> = []
  const terms = { season: outline.id, kind: outline.kind, limits: [] }
  for (const command of commands) {
    const { application } = command
    const decided = SeasonSeats.decide({ cohort, command, participations: states, mergers, terms })
    if (Result.isFailure(decided)) {
      const { failure } = decided
      if (!isOwn(failure)) return yield* Effect.fail(failure as Exclude<RefusalOf<C>, Refusal>)
      refused.push({ application, refusal: failure })
      continue
    }
    done.push({ application, isNew: decided.success.cohort.length > 0 })
    cohort = decided.success.cohort.reduce(CohortState.evolve, cohort)
    events.push(...decided.success.cohort)
    for (const { events: own, person } of decided.success.people) {
      states.set(person, own.reduce(ParticipationState.evolve, states.get(person) ?? ParticipationState.initial))
      ofPeople.set(person, [...(ofPeople.get(person) ?? []), ...own])
    }
  }
  const moved = [...ofPeople].map(([person, own]) => ({ person, events: own }))
  const changes = [
    ...(yield* Effect.fromResult(Handling.change(loaded, events))),
    ...(yield* participating(known, moved))
  ]
  return { changes, answer: { done, refused, conflicts: new Array<Application.Id>() } }
})
