/**
 * The command line of a city: alone it runs a season, `explain` says why, `regulation` writes its rules in words,
 * `simulate` compares it with the same season under other terms, `check` looks for what is doubtful in its policies,
 * `cases` tries tables of cases against them; `supervise` reads visits and reports; `lists`, `close` and `erase` act on its journal, `verify`, `rebuild`, `history` and `person` look at it. Exit status 0 when the results are written, 2
 * when the input or the command cannot be used, 1 when the program itself is at fault.
 *
 * Only the command line is loaded here; what reads and computes is loaded when a command runs.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Argument from "effect/cli/Argument"
import * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as OfficeCommands from "./commands/OfficeCommands.ts"
import { out, rootOf, Unusable } from "./commands/Shared.ts"
import type { Shape } from "./Program.ts"

/** All that a program can be asked. */
const commandOf = (program: Shape) => {
  const root = rootOf(program)
  const { shared, told } = root
  const office = OfficeCommands.of(root)

  const explain = Command.make(
    "explain",
    {
      out,
      number: Argument.String(program.number).pipe(
        Argument.withDescription("Identity number, or what the cell holds instead")
      ),
      cohort: Flag.String("cohort").pipe(Flag.withDescription("Only this cohort"), Flag.optional),
      audience: Flag.Literals("for", ["officer", "participant", "auditor"]).pipe(
        Flag.withDescription("Who reads the answer"),
        Flag.withDefault("officer")
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season, store } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Answer.ts"))
      yield* told(language, run({ ...input, language, season, store }))
    })
  ).pipe(Command.withDescription("Say why somebody was seated, refused or paid as they were"))

  const regulation = Command.make(
    "regulation",
    {
      format: Flag.Literals("format", ["md", "html"]).pipe(
        Flag.withDescription("Markdown or one HTML page"),
        Flag.withDefault("md")
      ),
      out: Flag.String("out").pipe(Flag.withDescription("File to write (default: the screen)"), Flag.optional)
    },
    Effect.fnUntraced(function* (input) {
      const { language, season } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Regulation.ts"))
      yield* told(language, run({ ...input, language, season }))
    })
  ).pipe(Command.withDescription("The season's policies and limits as a regulation in words"))

  const simulate = Command.make(
    "simulate",
    {
      transport: Flag.Int("transport").pipe(
        Flag.withDescription("Another daily transport money, in whole units of the currency, for every cohort"),
        Flag.optional
      ),
      household: Flag.String("household-limit").pipe(
        Flag.withDescription("Another limit for a household in a cohort: a number, or none"),
        Flag.optional
      ),
      out: Flag.String("out").pipe(
        Flag.withDescription("Folder for comparison.md and comparison.html (default: only the screen)"),
        Flag.optional
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Simulate.ts"))
      yield* told(language, run({ ...input, language, season }))
    })
  ).pipe(Command.withDescription("Compare the recorded season with the same season under other terms"))

  const check = Command.make(
    "check",
    {
      on: Flag.String("on").pipe(
        Flag.withDescription("Day with which review dates are compared, YYYY-MM-DD (default: today)"),
        Flag.optional
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Check.ts"))
      yield* told(language, run({ ...input, language, season }))
    })
  ).pipe(Command.withDescription("Look for what is doubtful in the season's policies, over all cases"))

  const cases = Command.make(
    "cases",
    {
      file: Argument.String("FILE").pipe(
        Argument.withDescription(
          "A table named after its policy, as eligibility.csv (default: the tables shipped here)"
        ),
        Argument.optional
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Cases.ts"))
      yield* told(language, run({ ...input, language, season }))
    })
  ).pipe(
    Command.withDescription(
      "Try tables of cases against the season's policies; exit status 1 when one is decided otherwise"
    )
  )

  const verify = Command.make(
    "verify",
    { out },
    Effect.fnUntraced(function* (input) {
      const { language, store } = yield* shared
      const { verify } = yield* Effect.promise(() => import("./commands/Keeping.ts"))
      yield* told(language, verify({ ...input, language, store }))
    })
  ).pipe(
    Command.withDescription("Whether journal and vault are whole; exit status 1 with what is broken when they are not")
  )

  const rebuild = Command.make(
    "rebuild",
    { out },
    Effect.fnUntraced(function* (input) {
      const { language, store } = yield* shared
      const { rebuild } = yield* Effect.promise(() => import("./commands/Keeping.ts"))
      yield* told(language, rebuild({ ...input, language, store }))
    })
  ).pipe(Command.withDescription("Make the tables of the register anew from the journal"))

  const history = Command.make(
    "history",
    {
      out,
      whose: Argument.String(`${program.number}|COHORT`).pipe(
        Argument.withDescription("An identity number or a cohort")
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season, store } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/History.ts"))
      yield* told(language, run({ ...input, language, season, store }))
    })
  ).pipe(Command.withDescription("What was decided, when, by whom, and by which policy; without names"))

  const person = Command.make(
    "person",
    { out, number: Argument.String(program.number).pipe(Argument.withDescription("Identity number")) },
    Effect.fnUntraced(function* (input) {
      const { language, season, store } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Dossier.ts"))
      yield* told(language, run({ ...input, language, season, store }))
    })
  ).pipe(Command.withDescription("All that is kept of a person, opened; who asked is recorded"))

  const supervise = Command.make(
    "supervise",
    {
      out: Flag.String("out").pipe(Flag.withDescription("Folder of results"), Flag.withDefault("out/supervision")),
      force: Flag.Boolean("force").pipe(
        Flag.withDescription("Replace letters that were written before, edited or not"),
        Flag.withDefault(false)
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season } = yield* shared
      const { run } = yield* Effect.promise(() => import("./commands/Supervise.ts"))
      yield* told(language, run({ ...input, language, season }))
    })
  ).pipe(Command.withDescription("From visits and reports to sanctions, a worklist and letters"))

  const ofNotices = Command.make("notices", {
    due: Flag.Boolean("due").pipe(
      Flag.withDescription("Only what somebody should have been told by now and was not"),
      Flag.withDefault(false)
    )
  }).pipe(Command.withSharedFlags({ out }))

  const notices = ofNotices.pipe(
    Command.withDescription("Who is told what, and what became of it; without names"),
    Command.withHandler(
      Effect.fnUntraced(function* (input) {
        const { language, season, store } = yield* shared
        const { list } = yield* Effect.promise(() => import("./commands/Notices.ts"))
        yield* told(language, list({ ...input, language, season, store }))
      })
    ),
    Command.withSubcommands([
      Command.make(
        "retry",
        {
          key: Argument.String("KEY").pipe(
            Argument.withDescription("The beginning of its key, as `notices` shows it (default: all that failed)"),
            Argument.withDefault("")
          )
        },
        Effect.fnUntraced(function* (input) {
          const { language, season, store } = yield* shared
          const { out } = yield* ofNotices
          const { retry } = yield* Effect.promise(() => import("./commands/Notices.ts"))
          yield* told(language, retry({ ...input, out, language, season, store }))
        })
      ).pipe(Command.withDescription("Have notices that failed tried again with the next sending")),
      Command.make(
        "preview",
        { kind: Argument.String("KIND").pipe(Argument.withDescription("A kind of notice, as `notices` shows it")) },
        Effect.fnUntraced(function* (input) {
          const { language, season, store } = yield* shared
          const { out } = yield* ofNotices
          const { preview } = yield* Effect.promise(() => import("./commands/Notices.ts"))
          yield* told(language, preview({ ...input, out, language, season, store }))
        })
      ).pipe(Command.withDescription("How a kind of notice reads, without anybody's name"))
    ])
  )

  return shared.pipe(
    Command.withDescription("From rosters and attendance lists to seats, payable lists and a report"),
    Command.withHandler(
      Effect.fnUntraced(function* (input) {
        const { run } = yield* Effect.promise(() => import("./commands/Job.ts"))
        yield* told(input.language, run(input))
      })
    ),
    Command.withSubcommands([
      explain,
      regulation,
      simulate,
      check,
      cases,
      office.lists,
      office.close,
      verify,
      rebuild,
      history,
      person,
      notices,
      supervise,
      office.erase,
      office.eraseAgain
    ])
  )
}

/** Usage errors go to the standard error, and numbers that were typed in the wrong place are not repeated. */
const presenterOf = ({ name }: Shape) =>
  Effect.map(CliOutput.Presenter, (standard): CliOutput.Presenter => ({
    present: (event) =>
      event._tag === "InvalidInvocation"
        ? Console.error(
            [
              ...event.errors.map(({ message }) => `${name}: ${message.replace(/\d{8,}/g, "…")}`),
              `usage: ${event.helpDoc.usage}`
            ].join("\n")
          )
        : standard.present(event)
  }))

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A fault of ours, which may hold a value of a cell: what it is stands on the screen only when asked for. */
const faultText = ({ name }: Shape, defect: unknown): string => {
  const asked = `${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_DEBUG`
  return process.env[asked] === undefined
    ? `${name}: a fault of the program, nothing was written; ${asked}=1 shows where`
    : `${name}: ${defect instanceof Error ? defect.stack : String(defect)}`
}

/** Does what the words ask of a program, and tells with which status it ends. */
export const run = (program: Shape, words: ReadonlyArray<string>): Effect.Effect<number> =>
  Effect.gen(function* () {
    yield* Command.runWith(commandOf(program), { version: "0.1.0" })(words).pipe(
      Effect.provideService(CliOutput.Presenter, yield* presenterOf(program))
    )
    return 0
  }).pipe(
    Effect.catch((error) =>
      error instanceof Unusable
        ? Effect.succeed(2)
        : CliError.isCliError(error)
          ? Effect.succeed(error._tag === "ShowHelp" && error.errors.length === 0 ? 0 : 2)
          : Effect.as(Console.error(`${program.name}: ${messageOf(error)}`), 1)
    ),
    Effect.catchDefect((defect) => Effect.as(Console.error(faultText(program, defect)), 1)),
    Effect.provide(NodeServices.layer)
  )

/** The program: as {@link run}, with the words that were typed, and it may be interrupted. */
export const main = (program: Shape): void =>
  run(program, process.argv.slice(2)).pipe(
    Effect.map((status) => void (process.exitCode = status)),
    NodeRuntime.runMain
  )
