/** The moment it is, in UTC. Only adapters and the office ask for it; rules are told. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Moment from "../words/Moment.ts"

/** By the clock of the running program. */
export const moment: Effect.Effect<Moment.Moment> = Effect.map(DateTime.now, (now) =>
  Moment.makeUnsafe(DateTime.formatIso(now).replace(/(\.000)?Z$/, ""))
)
