/** Who may prepare, verify, approve, release and record, as the office was told: asked anew at every command. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Authority from "../payment/Authority.ts"

// ---- Service

/** The table of appointments as it stands. Grants name their days, so an old table still says who could act then. */
export class Appointments extends Context.Service<Appointments, { readonly table: Effect.Effect<Authority.Table> }>()(
  "@bina/core/Appointments"
) {}

// ---- Rules

/** A table that does not change while the program runs. An empty one allows nothing. */
export const layer = (table: Authority.Table): Layer.Layer<Appointments> =>
  Layer.succeed(Appointments, { table: Effect.succeed(table) })
