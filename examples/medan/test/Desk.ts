/** The command in this process, on a day of the test's choosing; and the officers of a small season. */
import { tmpdir } from "node:os"
import { join } from "node:path"
import { format } from "node:util"
import * as Clock from "effect/Clock"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { Cli } from "@bina/cli"
import { program } from "../src/program.ts"
import * as Folder from "./Folder.ts"
import type * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"

/** A key of the tests, so that none is made in the workspace. */
export const environment = { BINA_KEY_FILE: join(tmpdir(), `medan-test-${process.getuid?.() ?? 0}`, "master.key") }

/** Everything an office does at a desk, on a day. */
export interface Desk {
  readonly season: string
  readonly out: string
  readonly on: string
}

/** Runs `medan` with these words, in English, at nine on the day of the desk. */
export const run = async ({ on, out, season }: Desk, ...words: ReadonlyArray<string>): Promise<Medan.Answer> => {
  const said = { stdout: "", stderr: "" }
  const writing =
    (to: keyof typeof said) =>
    (...values: ReadonlyArray<unknown>): void =>
      void (said[to] += `${format(...values)}\n`)
  const now = Date.parse(`${on}T02:00:00Z`)
  const status = await Effect.gen(function* () {
    const clock: Clock.Clock = Object.assign(Object.create(yield* Clock.Clock) as Clock.Clock, {
      currentTimeMillis: Effect.succeed(now),
      currentTimeMillisUnsafe: () => now
    })
    return yield* Effect.provideService(
      Cli.run(program, [...words, "--season", season, "--out", out, "--lang", "en"]),
      Clock.Clock,
      clock
    )
  }).pipe(
    Effect.provideService(
      Console.Console,
      Object.assign(Object.create(console) as Console.Console, { log: writing("stdout"), error: writing("stderr") })
    ),
    Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnvRecord(environment)),
    Effect.runPromise
  )
  return { status, ...said }
}

/** An appointment that holds in 2030 and 2031, but for what is given. */
export const appointment = (officer: string, task: string, given: object = {}): object => ({
  officer,
  task,
  lines: "all",
  payers: "all",
  during: { from: "2030-01-01", to: "2032-01-01" },
  ceiling: "none",
  appointment: `decree-${task}`,
  ...given
})

/** Ani prepares, Budi verifies, Citra approves, Dedi releases, Eka closes and erases. */
export const appointments: ReadonlyArray<object> = [
  appointment("ani", "prepare"),
  appointment("budi", "verify"),
  appointment("citra", "approve"),
  appointment("dedi", "release"),
  appointment("eka", "close", { during: { from: "2030-01-01" } }),
  appointment("eka", "erase", { during: { from: "2030-01-01" } })
]

export const days = ["2020-10-05", "2020-10-06"]

/** Both days of somebody. */
export const both = (serial: number) => days.map((day) => Written.present(serial, day))

/** Three people with a seat, of whom each was there on both days, and nobody else. */
export const cohort = (given: Partial<Written.Cohort> = {}): Written.Cohort => ({
  settings: {},
  roster: [1, 2, 3].map((serial) => Written.applicant(serial)),
  attendance: [1, 2, 3].flatMap(both),
  ...given
})

/** A small season with its officers, and a folder for its results, on a day of 2030. */
export const season = (cohorts: ReadonlyArray<Written.Cohort> = [cohort()], officers = appointments): Desk => {
  const season = Written.season({}, cohorts)
  if (officers.length > 0) Folder.put(season, "officers.json", JSON.stringify({ appointments: officers }))
  return { season, out: join(Folder.empty(), "results"), on: "2030-03-04" }
}
