/** Who may do what, as the office was told: asked anew at every command. */
import { type CivilDate, Money } from "@bina/policy"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Amounts from "../words/Amounts.ts"
import type * as Actor from "../words/Actor.ts"
import * as Authority from "../flow/payment/Authority.ts"
import type * as Moment from "../words/Moment.ts"

// ---- Service

/** The table of appointments as it stands. Grants name their days, so an old table still says who could act then. */
export class Appointments extends Context.Service<Appointments, { readonly table: Effect.Effect<Authority.Table> }>()(
  "@bina/core/Appointments"
) {}

// ---- Rules

/** A table that does not change while the program runs. An empty one allows nothing. */
export const layer = (table: Authority.Table): Layer.Layer<Appointments> =>
  Layer.succeed(Appointments, { table: Effect.succeed(table) })

/**
 * The appointment by which an officer may do something that concerns every line and payer, on the day in UTC: no one
 * programme says whose days count. Fails with `NotAuthorised` where there is none.
 */
export const everywhere = Effect.fn("Office.appointedEverywhere")(function* (
  actor: Actor.Id,
  task: Authority.Task,
  at: Moment.Moment
) {
  const { table } = yield* Appointments
  const { appointment } = yield* Effect.fromResult(
    Authority.grantFor(yield* table, {
      actor,
      task,
      line: "all",
      payer: "all",
      on: at.slice(0, 10) as CivilDate.CivilDate,
      total: Money.make(Money.currency("XXX"), Amounts.zero.gross)
    })
  )
  return appointment
})
