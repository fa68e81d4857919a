/**
 * Decides a command to a cohort together with the people whom it concerns: a seat of the season is taken in the very
 * append that offers it, and freed in the one that declines it, lets it lapse, or ends it. Whom the streams of people
 * bar is barred before seats are given, so that nobody is offered what they may not take.
 */
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as DeciderOf from "../../record/Decider.ts"
import * as Person from "../../words/Person.ts"
import type * as Application from "../../flow/admission/Application.ts"
import type * as CohortCommand from "../cohort/Command.ts"
import * as CohortDecider from "../cohort/Decider.ts"
import type * as CohortEvent from "../cohort/Event.ts"
import * as CohortState from "../cohort/State.ts"
import * as ParticipationDecider from "../participation/Decider.ts"
import * as MergerState from "../merger/State.ts"
import type * as ParticipationEvent from "../participation/Event.ts"
import * as ParticipationState from "../participation/State.ts"

// ---- Models

/** What the stream of a person says; nothing when it was not read. One that has no events says `initial`. */
export type Participations = ReadonlyMap<Person.Id, ParticipationState.State>

/** What is appended together: to the cohort, and to the people concerned, each named once. */
export interface Decided {
  readonly cohort: ReadonlyArray<CohortEvent.Event>
  readonly people: ReadonlyArray<{
    readonly person: Person.Id
    readonly events: ReadonlyArray<ParticipationEvent.Event>
  }>
}

interface Request {
  readonly cohort: CohortState.State
  readonly command: CohortCommand.Command
  readonly participations: Participations
  /** Whose ids were joined: by it whoever holds a seat here is known under every id, and their stream needs no reading. */
  readonly mergers: MergerState.State
  readonly terms: ParticipationState.Terms
}

type Ask = Exclude<ParticipationDecider.Command, { readonly _tag: "MergePersons" }>

/** The reason given to an application whose person applied here under another id before. */
export const samePerson = "same-person"

// ---- Errors

/** The stream of a person was not read; not knowing what somebody holds is no permission. */
export class ParticipationUnread extends Schema.TaggedError<ParticipationUnread>()("ParticipationUnread", {
  person: Person.Id
}) {
  override get message(): string {
    return `what ${this.person} holds was not read: read the streams of everybody whom SeasonSeats.people names, and of those into whom they were merged`
  }
}

/** What a command may do to the seats that people hold; one that is not named here touches nobody's. */
export const moves = {
  Admit: "TakeSeat",
  PromoteWaitlist: "TakeSeat",
  SupplyFacts: "TakeSeat",
  Decline: "FreeSeat",
  Lapse: "FreeSeat",
  Withdraw: "FreeSeat",
  Exit: "FreeSeat",
  CallOff: "FreeSeat"
} as const satisfies Partial<Record<CohortCommand.Command["_tag"], Ask["_tag"]>>
export type Moves = typeof moves

/** Why a command cannot be decided, by the cohort or by the people whose seats it moves. */
export type RefusalOf<N extends CohortCommand.Command["_tag"]> =
  | CohortDecider.RefusalOf<N>
  | (N extends keyof Moves ? ParticipationDecider.RefusalOf<Moves[N]> | ParticipationUnread : never)

/** Why any command cannot be decided. */
export type Refusal = RefusalOf<CohortCommand.Command["_tag"]>

// ---- Rules

/** Everybody whose stream must be read before the command is decided, each once. */
export const people = (cohort: CohortState.State, command: CohortCommand.Command): ReadonlyArray<Person.Id> => {
  if (cohort._tag === "Unannounced") return []
  const known = (entries: ReadonlyArray<CohortState.Entry>): ReadonlyArray<Person.Id> => [
    ...new Set(entries.flatMap(({ application: { person } }) => (person._tag === "Known" ? [person.value] : [])))
  ]
  switch (command._tag) {
    case "Admit":
    case "PromoteWaitlist":
      return known(seatless(cohort))
    case "SupplyFacts": {
      const { person } = command
      return [...new Set([...known(seatless(cohort)), ...(person._tag === "Known" ? [person.value] : [])])]
    }
    case "Decline":
    case "Lapse":
    case "Withdraw":
    case "Exit":
      return known(Option.toArray(HashMap.get(cohort.entries, command.application)))
    case "CallOff":
      return known(CohortState.inOrder(cohort).filter(CohortState.holdsSeat))
    default:
      return []
  }
}

/**
 * The events of the cohort and of the people that belong to them. Refused as the cohort or the participation refuses,
 * and with `ParticipationUnread` where somebody's stream is needed and not there; a command that moves nobody's seat is
 * refused by the cohort alone.
 */
export const decide = <C extends CohortCommand.Command>(
  request: Request & { readonly command: C }
): Result.Result<Decided, RefusalOf<C["_tag"]>> => decideAny(request) as Result.Result<Decided, RefusalOf<C["_tag"]>>

const decideAny = (request: Request): Result.Result<Decided, Refusal> =>
  Result.gen(function* () {
    const { cohort, participations, terms } = request
    const command = yield* withBarred(request)
    const events = yield* CohortDecider.decide(cohort, command)

    const states = new Map(participations)
    const appended = new Map<Person.Id, ReadonlyArray<ParticipationEvent.Event>>()
    for (const asked of cohort._tag === "Unannounced" ? [] : asksOf(cohort, events, terms)) {
      const { person, state } = yield* standing(states, asked.person)
      const own =
        asked._tag === "TakeSeat" ? { ...asked, person, seat: { ...asked.seat, person } } : { ...asked, person }
      const happened = yield* ParticipationDecider.decide(state, own)
      states.set(person, DeciderOf.fold(ParticipationDecider, happened, state))
      if (happened.length > 0) appended.set(person, [...(appended.get(person) ?? []), ...happened])
    }
    return { cohort: events, people: [...appended].map(([person, events]) => ({ person, events })) }
  })

/** Who may still come to a seat here. */
const seatless = (cohort: CohortState.Announced): ReadonlyArray<CohortState.Entry> =>
  CohortState.inOrder(cohort).filter((entry) => !CohortState.holdsSeat(entry) && !CohortState.isEnded(entry))

/** The id that goes on for a person, and what it holds. */
const standing = (
  participations: Participations,
  person: Person.Id
): Result.Result<ParticipationDecider.Party, ParticipationUnread> => {
  const state = participations.get(person)
  if (state === undefined) return Result.fail(new ParticipationUnread({ person }))
  return Option.match(state.mergedInto, {
    onNone: () => Result.succeed({ person, state }),
    onSome: (into) => standing(participations, into)
  })
}

/** The command with everybody barred who holds what the limits allow, or sits here under another id. */
const withBarred = (request: Request): Result.Result<CohortCommand.Command, ParticipationUnread> =>
  Result.gen(function* () {
    const { cohort, command, mergers, participations, terms } = request
    const isFilling = command._tag === "Admit" || command._tag === "PromoteWaitlist" || command._tag === "SupplyFacts"
    if (!isFilling || cohort._tag === "Unannounced") return command

    const barred = new Map(command.terms.barred.map(({ application, reasons }) => [application, reasons]))
    const bar = (application: Application.Id, reasons: ReadonlyArray<string>): void => {
      const [reason, ...others] = new Set([...(barred.get(application) ?? []), ...reasons])
      if (reason !== undefined) barred.set(application, [reason, ...others])
    }
    const firstOf = new Map<Person.Id, Person.Id>()
    for (const { application } of CohortState.inOrder(cohort).filter(CohortState.holdsSeat)) {
      if (application.person._tag === "Missing") continue
      const person = MergerState.survivorOf(mergers, application.person.value)
      if (!firstOf.has(person)) firstOf.set(person, application.person.value)
    }
    for (const entry of seatless(cohort)) {
      const { id } = entry.application
      // What the cohort has already is no news to it, and it stays with whom it knew.
      const isSupplied =
        command._tag === "SupplyFacts" && command.application === id && !CaseFacts.isSame(entry.facts, command.facts)
      const applicant = isSupplied ? command.person : entry.application.person
      if (applicant._tag === "Missing") continue
      const { person, state } = yield* standing(participations, applicant.value)
      const first = firstOf.get(person)
      if (first === undefined) firstOf.set(person, applicant.value)
      bar(id, ParticipationState.reasonsAgainst(state, terms))
      if (first !== undefined && first !== applicant.value) bar(id, [samePerson])
    }
    const listed = [...barred].map(([application, reasons]) => ({ application, reasons }))
    return { ...command, terms: { ...command.terms, barred: listed } }
  })

/** What the events of a cohort ask of the people: who takes a seat, and who frees one and why. */
const asksOf = (
  cohort: CohortState.Announced,
  events: ReadonlyArray<CohortEvent.Event>,
  { kind, limits, season }: ParticipationState.Terms
): ReadonlyArray<Ask> => {
  const id = cohort.cohort.id
  const free = (
    entry: CohortState.Entry | undefined,
    cause: ParticipationEvent.Cause,
    { actor, at }: CohortEvent.Event
  ): ReadonlyArray<Ask> => {
    if (entry === undefined || !CohortState.holdsSeat(entry) || entry.application.person._tag === "Missing") return []
    const { id: application, person } = entry.application
    return [{ _tag: "FreeSeat", person: person.value, cohort: id, application, cause, at, actor }]
  }

  let state: CohortState.State = cohort
  return events.flatMap((event): ReadonlyArray<Ask> => {
    const before = state._tag === "Unannounced" ? cohort : state
    state = CohortState.evolve(before, event)
    const entry = (application: Application.Id) => Option.getOrUndefined(HashMap.get(before.entries, application))
    switch (event._tag) {
      case "SeatOffered": {
        const { actor, application, at, person } = event
        const keys = entry(application)?.application.keys ?? {}
        const seat = { cohort: id, application, person, keys }
        return [{ _tag: "TakeSeat", person, season, kind, limits, seat, at, actor }]
      }
      case "SeatDeclined":
        return free(entry(event.application), "declined", event)
      case "SeatLapsed":
        return free(entry(event.application), "lapsed", event)
      case "ApplicationWithdrawn":
        return free(entry(event.application), "withdrawn", event)
      case "ParticipantExited":
        return event.reason === "Completed" ? [] : free(entry(event.application), "exited", event)
      case "CohortCalledOff":
        return CohortState.inOrder(before)
          .filter(({ standing }) => standing._tag !== "Exited")
          .flatMap((entry) => free(entry, "called-off", event))
      default:
        return []
    }
  })
}
