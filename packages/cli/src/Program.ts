/**
 * What a city's program is called and where its things lie. The city itself is loaded only when a command needs it, so
 * that asking for help takes no longer than it must.
 */
import * as Context from "effect/Context"
import type { Pack, Supervised } from "@bina/season"

// ---- Models

/** A program. */
export interface Shape {
  /** The word that is typed to start it. */
  readonly name: string
  /** What a person's number is called where one is typed: `NIK`. */
  readonly number: string
  readonly pack: () => Promise<Pack.Shape>
  /** The folder of the season that is run when no other is named. */
  readonly season: string
  /** Tables of cases that are tried when none is named, each called after its policy. */
  readonly cases: ReadonlyArray<string>
  /** The folder in which a master key is made when none is named; not among results. */
  readonly keys: string
  /** What the city says of its supervision, and the folder that is read when no other is named; a city may supervise nothing. */
  readonly supervision?: { readonly pack: () => Promise<Supervised.Shape>; readonly folder: string }
}

// ---- Service

/** The program that runs. */
export class Program extends Context.Service<Program, Shape>()("@bina/cli/Program") {}

// ---- Rules

/** A sentence with the words that stand for the program and for a person's number put in: `{program}`, `{number}`. */
export const said = (text: string, { name, number }: Pick<Shape, "name" | "number">): string =>
  text.replaceAll("{program}", name).replaceAll("{number}", number)
