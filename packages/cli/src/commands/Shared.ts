/**
 * What the commands have in common: the options that may stand before a command as well as after it, the folder in which
 * a journal lies, and how an error of the input is told.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { Text } from "@bina/policy"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { said, type Shape } from "../Program.ts"

// ---- Options

/** Where the journal lies, for commands that write no results. */
export const out = Flag.String("out").pipe(
  Flag.withDescription("Folder of results, in which the journal lies unless --store names another place"),
  Flag.withDefault("out")
)

// ---- Errors

/** An error of the input, told in one sentence. */
const isTold = (error: unknown): error is Told => Predicate.hasProperty(error, "text") && Predicate.isObject(error.text)

interface Told {
  readonly text: Text.Text
}

/** The input cannot be used, which was told. */
export class Unusable {
  readonly _tag = "Unusable"
}

/** Tells an error of the input in its language; anything else is a fault of the program. */
const toldBy =
  (program: Shape) =>
  <E, R>(language: Text.Language, effect: Effect.Effect<void, E, R>) =>
    Effect.flatMap(
      Effect.promise(() => import("./City.ts")),
      ({ inCity }) => inCity(program)(effect)
    ).pipe(
      Effect.catch((error): Effect.Effect<never, E | Unusable> =>
        isTold(error)
          ? Effect.andThen(
              Console.error(`${program.name}: ${said(error.text[language], program)}`),
              Effect.fail(new Unusable())
            )
          : Effect.fail(error)
      )
    )

// ---- The command itself

/** The command that all others stand below; folder and language may stand before `explain` as well as after it. */
export const rootOf = (program: Shape) => {
  const shared = Command.make(program.name, {
    out: Flag.String("out").pipe(Flag.withDescription("Folder of results"), Flag.withDefault("out")),
    force: Flag.Boolean("force").pipe(
      Flag.withDescription("Replace the results of another season"),
      Flag.withDefault(false)
    ),
    notify: Flag.Literals("notify", ["folder", "console"]).pipe(
      Flag.withDescription("Tell people what was decided: into files that are sent by hand, or onto the screen"),
      Flag.optional
    )
  }).pipe(
    Command.withSharedFlags({
      season: Flag.String("season").pipe(
        Flag.withDescription("Folder of a season: programme.json and cohorts/ (default: the season shipped here)"),
        Flag.withDefault(program.season)
      ),
      language: Flag.Literals("lang", ["id", "en"]).pipe(
        Flag.withDescription("Language of screen and lists"),
        Flag.withDefault("id")
      ),
      store: Flag.String("store").pipe(
        Flag.withDescription("Where the journal is: sqlite:PATH or memory (default: season.sqlite among the results)"),
        Flag.optional
      )
    })
  )
  return { program, shared, told: toldBy(program) }
}

/** What every command knows of the one above it. */
export type Root = ReturnType<typeof rootOf>
