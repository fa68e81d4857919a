/**
 * What a person holds and held, as the events leave it. An id that was merged into another one is final: the other one
 * goes on with everything.
 */
import * as Option from "effect/Option"
import type * as Person from "../../words/Person.ts"
import type * as Application from "../../flow/admission/Application.ts"
import type * as ParticipationEvent from "./Event.ts"
import type * as Seat from "../../flow/admission/Seat.ts"

// ---- Models

/** Everything held, in the order in which it was taken; the ids that were merged into this one; where it went itself. */
export interface State {
  readonly holdings: ReadonlyArray<ParticipationEvent.Holding>
  readonly absorbed: ReadonlyArray<Person.Id>
  readonly mergedInto: Option.Option<Person.Id>
}

/** The season and kind in which a seat is taken, and the limits that it has to keep. */
export interface Terms {
  readonly season: string
  readonly kind: string
  readonly limits: ReadonlyArray<ParticipationEvent.SeatLimit>
}

// ---- Beginning and evolving

/** Nothing was ever held. */
export const initial: State = { holdings: [], absorbed: [], mergedInto: Option.none() }

/** What an event makes of a participation. */
export const evolve = (state: State, event: ParticipationEvent.Event): State => {
  switch (event._tag) {
    case "SeatTaken": {
      const { kind, season, seat } = event
      return { ...state, holdings: [...state.holdings, { season, kind, seat }] }
    }
    case "SeatFreed":
      return {
        ...state,
        holdings: state.holdings.map((holding) =>
          isHeld(holding) && isOf(holding, event) ? { ...holding, freed: event.cause } : holding
        )
      }
    case "PersonsMerged":
      return event.person === event.kept
        ? {
            ...state,
            holdings: [...state.holdings, ...event.holdings],
            absorbed: [...state.absorbed, event.merged]
          }
        : { ...state, mergedInto: Option.some(event.kept) }
  }
}

// ---- Reading

/** Whether a seat counts. */
export const isHeld = ({ freed }: ParticipationEvent.Holding): boolean => freed === undefined

/** Whether a holding is the seat of an application in a cohort. */
export const isOf = (
  { seat }: ParticipationEvent.Holding,
  { application, cohort }: { readonly application: Application.Id; readonly cohort: Seat.Seat["cohort"] }
): boolean => seat.cohort === cohort && seat.application === application

/** The seats that count in a season: the earlier seats of the cohorts that are filled after them. */
export const seatsIn = ({ holdings }: State, season: string): ReadonlyArray<Seat.Seat> =>
  holdings.flatMap((holding) => (isHeld(holding) && holding.season === season ? [holding.seat] : []))

/** The reasons for which somebody may take no further seat, in the order of the limits. */
export const reasonsAgainst = ({ holdings }: State, { kind, limits, season }: Terms): ReadonlyArray<string> =>
  limits.flatMap(({ atMost, reason, scope }) => {
    const within = holdings.filter(
      (holding) => isHeld(holding) && (scope === "season" ? holding.season === season : holding.kind === kind)
    )
    return within.length >= atMost ? [reason] : []
  })

/** The limits that holdings exceed, each season and each kind for itself. */
export const exceededBy = (
  holdings: ReadonlyArray<ParticipationEvent.Holding>,
  limits: ReadonlyArray<ParticipationEvent.SeatLimit>
): ReadonlyArray<ParticipationEvent.Exceeded> => {
  const held = holdings.filter(isHeld)
  return limits.flatMap(({ atMost, reason, scope }) => {
    const withins = held.map(({ kind, season }) => (scope === "season" ? season : kind))
    return [...new Set(withins)].flatMap((within) => {
      const count = withins.filter((other) => other === within).length
      return count > atMost ? [{ reason, within, atMost, held: count }] : []
    })
  })
}
