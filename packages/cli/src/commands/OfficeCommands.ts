/**
 * The commands of officers at their desks: `lists` with its steps, `close` and `erase`. Who may
 * give them, `officers.json` of the season says.
 */
import * as Effect from "effect/Effect"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import { out, type Root } from "./Shared.ts"

/** All of them. */
export const of = ({ program, shared, told }: Root) => {
  // ---- Options

  const officer = Flag.String("as").pipe(
    Flag.withDescription("The officer who acts, as officers.json names them; taken on trust")
  )

  const list = Argument.String("LIST").pipe(Argument.withDescription("A list, by its name or that of its cohort"))

  const reason = Flag.String("reason").pipe(Flag.withDescription("Why; it stands in the journal in clear"))

  const ofLists = Command.make("lists").pipe(Command.withSharedFlags({ out }))

  /** What every command to lists knows. */
  const desk = Effect.gen(function* () {
    const { out } = yield* ofLists
    const { language, season, store } = yield* shared
    return { out, language, season, store }
  })

  // ---- Lists

  const prepare = Command.make(
    "prepare",
    {
      list: Argument.String("COHORT").pipe(Argument.withDescription("The cohort, or the name of its list")),
      officer: officer.pipe(
        Flag.withDescription("The officer who prepares; without it, whoever enters the files does"),
        Flag.optional
      )
    },
    Effect.fnUntraced(function* (input) {
      const request = yield* desk
      const { prepare } = yield* Effect.promise(() => import("./Lists.ts"))
      yield* told(request.language, prepare({ ...request, ...input }))
    })
  ).pipe(
    Command.withDescription(
      "Put what is owed now on the list of a cohort; every signature under an earlier edition is void"
    )
  )

  const signing = {
    list,
    officer,
    content: Flag.String("content").pipe(
      Flag.withDescription("What you looked at, as `lists` shows it; nothing else is signed then"),
      Flag.optional
    )
  }

  const signed = (duty: "verify" | "approve" | "release", description: string) =>
    Command.make(
      duty,
      signing,
      Effect.fnUntraced(function* (input) {
        const request = yield* desk
        const { sign } = yield* Effect.promise(() => import("./Lists.ts"))
        yield* told(request.language, sign({ ...request, ...input, duty }))
      })
    ).pipe(Command.withDescription(description))

  const undone = (step: "reject" | "cancel", description: string) =>
    Command.make(
      step,
      { list, officer, reason },
      Effect.fnUntraced(function* (input) {
        const request = yield* desk
        const { undo } = yield* Effect.promise(() => import("./Lists.ts"))
        yield* told(request.language, undo({ ...request, ...input, step }))
      })
    ).pipe(Command.withDescription(description))

  const requestGlass = Command.make(
    "request-glass",
    {
      list,
      officer,
      other: Flag.String("for").pipe(
        Flag.withDescription("The officer who is to take the step; neither of the two who answer for it")
      ),
      duty: Flag.Literals("step", ["verify", "approve", "release"]).pipe(
        Flag.withDescription("The step that comes next")
      ),
      hours: Flag.Int("hours").pipe(
        Flag.withDescription("For how many hours, at most 72 (default: 24)"),
        Flag.withDefault(24)
      ),
      reason
    },
    Effect.fnUntraced(function* (input) {
      const request = yield* desk
      const { requestGlass } = yield* Effect.promise(() => import("./Lists.ts"))
      yield* told(request.language, requestGlass({ ...request, ...input }))
    })
  ).pipe(
    Command.withDescription(
      "In an emergency: ask that another officer may take the next step; nothing is lifted until a second one agrees"
    )
  )

  const breakGlass = Command.make(
    "break-glass",
    {
      list,
      officer,
      glass: Flag.Int("request").pipe(Flag.withDescription("The number of the request, as `lists` shows it"))
    },
    Effect.fnUntraced(function* (input) {
      const request = yield* desk
      const { breakGlass } = yield* Effect.promise(() => import("./Lists.ts"))
      yield* told(request.language, breakGlass({ ...request, ...input }))
    })
  ).pipe(Command.withDescription("Agree to a request of another officer: whoever it names may take that one step"))

  const answers = Command.make(
    "answers",
    {
      list,
      file: Argument.String("FILE").pipe(
        Argument.withDescription("CSV of the bank's answers: who, whether it was paid, the reference, the reason")
      ),
      officer
    },
    Effect.fnUntraced(function* (input) {
      const request = yield* desk
      const { record } = yield* Effect.promise(() => import("./BankFile.ts"))
      yield* told(request.language, record({ ...request, ...input }))
    })
  ).pipe(Command.withDescription("Record what the bank answered to a released list: the whole file, or nothing of it"))

  const settle = Command.make(
    "settle",
    { list, officer },
    Effect.fnUntraced(function* (input) {
      const request = yield* desk
      const { settle } = yield* Effect.promise(() => import("./BankFile.ts"))
      yield* told(request.language, settle({ ...request, ...input }))
    })
  ).pipe(Command.withDescription("End a released list: every payment is answered, and nothing more is expected"))

  /** `lists` and its steps. */
  const lists = ofLists.pipe(
    Command.withDescription("The payable lists of the season: what each pays, who did what when, and what comes next"),
    Command.withHandler(
      Effect.fnUntraced(function* ({ out }) {
        const { language, season, store } = yield* shared
        const { show } = yield* Effect.promise(() => import("./Lists.ts"))
        yield* told(language, show({ out, language, season, store }))
      })
    ),
    Command.withSubcommands([
      prepare,
      signed("verify", "Check a list that was prepared"),
      signed("approve", "Approve a list that was verified: its money is committed"),
      signed("release", "Release an approved list to the bank"),
      undone("reject", "Send a list back to whoever prepares it; every signature is void"),
      undone("cancel", "Give up a list that was not released"),
      answers,
      settle,
      requestGlass,
      breakGlass
    ])
  )

  // ---- Cohorts and people

  /** `close`. */
  const close = Command.make(
    "close",
    { out, officer, cohort: Argument.String("COHORT").pipe(Argument.withDescription("The cohort that has ended")) },
    Effect.fnUntraced(function* (input) {
      const { language, season, store } = yield* shared
      const { run } = yield* Effect.promise(() => import("./Closing.ts"))
      yield* told(language, run({ ...input, language, season, store }))
    })
  ).pipe(
    Command.withDescription("Close a cohort in which nobody waits for anything; its files change nothing any more")
  )

  /** `erase`. */
  const erase = Command.make(
    "erase",
    {
      out,
      officer,
      number: Argument.String(program.number).pipe(Argument.withDescription("Identity number")),
      retention: Flag.String("retention").pipe(
        Flag.withDescription("File that says what has to be kept for how long (default: retention.json of the season)"),
        Flag.optional
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season, store } = yield* shared
      const { run } = yield* Effect.promise(() => import("./Erase.ts"))
      yield* told(language, run({ ...input, language, season, store }))
    })
  ).pipe(Command.withDescription("Forget a person whom no law keeps any more; the journal stays whole"))

  /** `erase-again`. */
  const eraseAgain = Command.make(
    "erase-again",
    {
      out,
      officer,
      erasure: Argument.String("ERASURE").pipe(
        Argument.withDescription("The erasure, as `erase` told it (default: all that the journal knows)"),
        Argument.optional
      )
    },
    Effect.fnUntraced(function* (input) {
      const { language, season, store } = yield* shared
      const { again } = yield* Effect.promise(() => import("./Erase.ts"))
      yield* told(language, again({ ...input, language, season, store }))
    })
  ).pipe(Command.withDescription("Forget once more whoever was forgotten: after a backup was brought back"))

  return { close, erase, eraseAgain, lists }
}
