/**
 * How the office puts a command to a list: with the budget line that pays it and what everybody on it is owed.
 */
import * as Effect from "effect/Effect"
import type * as DisbursementCommand from "../../streams/disbursement/Command.ts"
import type * as DisbursementEvent from "../../streams/disbursement/Event.ts"
import * as DisbursementState from "../../streams/disbursement/State.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as Now from "../../record/Now.ts"
import * as Posting from "../../streams/together/Posting.ts"
import * as Acting from "../handling/Acting.ts"
import * as Appointments from "../Appointments.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/** Who acts, when, and on which day. */
export type Given = Pick<DisbursementCommand.Command, "actor" | "at" | "on">

/** A list as it stands. */
export type LoadedList = Handling.Loaded<DisbursementState.State, DisbursementEvent.Event>

// ---- Rules

/** The day in the zone of the programme that the list belongs to. */
export const dayOf = ({ state }: LoadedList, at: Given["at"], method: string) => {
  // There is no programme to ask, and the decider refuses whatever is asked of no list.
  if (state._tag === "Unprepared") return Effect.succeed(at.slice(0, 10) as Given["on"])
  return CohortDesk.open(state.cohort, method).pipe(
    Effect.flatMap(({ programme }) => Now.dayIn(programme.outline.timeZone, at)),
    // Cohort, programme and zone were there when the list was prepared: no officer can mend a journal that lost them.
    Effect.catchTags({ NotAnnounced: Effect.die, NotDrafted: Effect.die, UnknownZone: Effect.die })
  )
}

/** The line that pays a list, where there is a list. */
export const budgetOf = ({ state }: LoadedList) =>
  Effect.gen(function* () {
    return state._tag === "Unprepared" ? undefined : yield* Handling.load(Streams.budget, Streams.ofBudget(state.line))
  })

/** What people on a list are owed. */
export const entitlementsOf = (people: ReturnType<typeof concerned>) =>
  Effect.map(
    Handling.loadMany(
      Streams.entitlement,
      people.map(({ cohort, person }) => Streams.ofEntitlement(cohort, person))
    ),
    (loaded) =>
      people.map(({ cohort, person }) => [person, loaded.get(Streams.ofEntitlement(cohort, person))!] as const)
  )

/** Decides a step with the streams that it moves money on. */
export const post = <C extends DisbursementCommand.Command>(loaded: LoadedList, command: C) =>
  Effect.gen(function* () {
    const { table } = yield* Appointments.Appointments
    const budget = yield* budgetOf(loaded)
    const mergers = yield* Mergers.known
    const entitlements = yield* entitlementsOf(concerned(loaded.state, command, mergers))
    const posted = yield* Effect.fromResult(
      Posting.decide(
        yield* table,
        {
          disbursement: loaded.state,
          budget: budget?.state ?? Streams.budget.initial,
          entitlements: new Map(entitlements.map(([person, { state }]) => [person, state])),
          mergers
        },
        command
      )
    )
    const changes = [
      ...(yield* Effect.fromResult(Handling.change(loaded, posted.disbursement))),
      ...(budget === undefined ? [] : yield* Effect.fromResult(Handling.change(budget, posted.budget)))
    ]
    for (const [person, entitlement] of entitlements) {
      const events = posted.entitlements.get(person) ?? []
      changes.push(...(yield* Effect.fromResult(Handling.change(entitlement, events))))
    }
    return { changes, posted }
  })

/** The commands to a list that is there. */
type Step = Exclude<DisbursementCommand.Command, { readonly _tag: "Prepare" }>

/** What a request has to say for a step of the name. */
type Asked<Name extends Step["_tag"]> = Acting.Acting & {
  readonly list: DisbursementEvent.Id
  readonly method?: string
} & Omit<Extract<Step, { readonly _tag: Name }>, "_tag" | "at" | "on" | "actor">

/** Puts a request to its list as it stands, as the step of a name; answers what happened. */
export const forward = <Name extends Step["_tag"]>(method: Requests.Method, name: Name) =>
  Effect.fn(`Office.${method}`)((request: Asked<Name>) =>
    Handling.handle(
      Acting.order(method, request),
      Acting.Happened,
      Effect.gen(function* () {
        const { actor, command: _command, list, method: _method, ...said } = request
        const loaded = yield* Handling.load(Streams.disbursement, Streams.ofDisbursement(list))
        const at = yield* Now.moment
        const on = yield* dayOf(loaded, at, method)
        // What is left of the request is what the step of this name says; that the two fit, `Asked` holds.
        const step = { ...said, _tag: name, actor, at, on } as unknown as Extract<Step, { readonly _tag: Name }>
        const { changes } = yield* post(loaded, step)
        return { changes, answer: Acting.happened(changes) }
      })
    )
  )

/**
 * Whose entitlement a command moves, by the id under which they go on: an answer that of one person, the other steps those
 * of the whole list.
 */
export const concerned = (
  state: DisbursementState.State,
  command: DisbursementCommand.Command,
  mergers: MergerState.State
) => {
  if (state._tag === "Unprepared" || command._tag === "Verify" || command._tag === "Release") return []
  const { cohort } = state
  const obligations = "obligation" in command ? [command.obligation] : state.order
  const people = obligations.flatMap((id) => DisbursementState.instructed(state, id)?.instruction.person ?? [])
  const survivors = people.map((person) => MergerState.survivorOf(mergers, person))
  return [...new Set(survivors)].map((person) => ({ cohort, person }))
}
