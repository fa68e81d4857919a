/** Gives a command the city whose program runs. */
import * as Effect from "effect/Effect"
import { Pack } from "@bina/season"
import { Program, type Shape } from "../Program.ts"

// ---- Rules

/** The effect, in the city of a program. */
export const inCity =
  (program: Shape) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, Exclude<Exclude<R, Pack.Pack>, Program>> =>
    effect.pipe(
      Effect.provideServiceEffect(Pack.Pack, Effect.promise(program.pack)),
      Effect.provideService(Program, program)
    )
