/**
 * A list as an officer looks at it before signing: where it stands, everything that happened to it, and whether it still
 * pays exactly what is owed. Nothing is opened for it, so people stand in it by their ids.
 */
import * as Effect from "effect/Effect"
import type * as Obligation from "../flow/allowance/Obligation.ts"
import type * as Actor from "../words/Actor.ts"
import type * as DisbursementEvent from "../streams/disbursement/Event.ts"
import * as DisbursementState from "../streams/disbursement/State.ts"
import * as Journal from "../record/Journal.ts"
import type * as Command from "../words/Command.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Lists from "./Lists.ts"
import * as Mergers from "./Mergers.ts"
import * as StreamKind from "./StreamKind.ts"
import * as Streams from "./Streams.ts"

// ---- Models

/** Which list, of which cohort; one that was never prepared can be looked at, too. */
export interface Looking {
  readonly cohort: Cohort.Id
  readonly list: DisbursementEvent.Id
}

/** Something that happened to the list, with the command that asked for it. */
export interface Happening {
  readonly command: Command.Id
  readonly event: DisbursementEvent.Event
}

/**
 * `owed` is what an edition made now would pay, `beside` who could not stand on it. `isStale` says that the list may
 * still be edited and pays something else than that.
 */
export interface View {
  readonly state: DisbursementState.State
  readonly happened: ReadonlyArray<Happening>
  readonly owed: ReadonlyArray<Obligation.Obligation>
  readonly beside: DisbursementEvent.Beside
  readonly isStale: boolean
}

// ---- Rules

/** Looks at a list; refused with `NotAnnounced` where there is no such cohort. */
export const list = Effect.fn("Office.list")(function* ({ cohort, list }: Looking) {
  const journal = yield* Journal.Journal
  const desk = yield* CohortDesk.open(cohort, "list")
  const recorded = yield* journal.read(Streams.ofDisbursement(list))
  const events = yield* Effect.fromResult(StreamKind.read(Streams.disbursement, recorded))
  const state = events.reduce(DisbursementState.evolve, DisbursementState.initial)
  const given = { actor: nobody, at: desk.at }
  const { beside, obligations: owed } = yield* Lists.editionOf(desk.state, state, given, yield* Mergers.known)
  const view: View = {
    state,
    happened: events.map((event, index) => ({ command: recorded[index]!.command, event })),
    owed,
    beside,
    isStale:
      state._tag !== "Unprepared" && DisbursementState.isEditable(state) && !DisbursementState.paysExactly(state, owed)
  }
  return view
})

/** Who looks signs nothing. */
const nobody = "-" as Actor.Id
