/**
 * What is doubtful about the season's policies: everything that `Check.check` finds, with the smallest case that shows
 * it. The command fails where nobody should decide with a policy, and where something was not decided.
 */
import * as Console from "effect/Console"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate, type Diagnostic, type Text } from "@bina/policy"
import * as Check from "@bina/policy/Check"
import { Pack, SeasonFolder } from "@bina/season"

// ---- Models

/** What is asked, as the command line says it; review dates are compared with `on`, today unless it is given. */
export interface Request {
  readonly season: string
  readonly language: Text.Language
  readonly on: Option.Option<string>
}

/** One policy and what was found. */
export interface Checked {
  readonly policy: string
  readonly findings: ReadonlyArray<Diagnostic.Diagnostic>
}

// ---- Errors

/** The day is not one of the calendar. */
export class NoSuchDay extends Schema.TaggedError<NoSuchDay>()("NoSuchDay", { day: Schema.String }) {
  get text(): Text.Text {
    return { id: `--on: "${this.day}" bukan tanggal (TTTT-BB-HH)`, en: `--on: "${this.day}" is not a day (YYYY-MM-DD)` }
  }
  override get message(): string {
    return this.text.en
  }
}

/** Findings that have to be settled before the policies decide. */
export class Unsettled extends Schema.TaggedError<Unsettled>()("Unsettled", {
  errors: Schema.Int,
  undecided: Schema.Int
}) {
  get text(): Text.Text {
    return {
      id: `${this.errors} kesalahan dan ${this.undecided} hal yang belum dapat dipastikan`,
      en: `${this.errors} errors and ${this.undecided} questions not decided`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

// ---- Rules

/** The policies of a season, checked as of a day. */
export const checked = ({ admission, allowance }: Pack.Policies, on: CivilDate.CivilDate): ReadonlyArray<Checked> =>
  [admission.policy.document, allowance.policy.document].map((document) => ({
    policy: document.id,
    findings: Check.check(document, { on })
  }))

/** Prints the findings of every policy; fails with {@link Unsettled} on errors and on what was not decided. */
export const run = Effect.fn("Check.run")(function* ({ language, on, season }: Request) {
  const programme = yield* SeasonFolder.programme(season)
  const day = Option.isSome(on) ? on.value : DateTime.formatIsoDateUtc(yield* DateTime.now)
  const date = yield* Effect.fromResult(Result.mapError(CivilDate.make(day), () => new NoSuchDay({ day })))
  const found = checked((yield* Pack.Pack).policies(programme), date)
  yield* Console.log(found.map((each) => written(each, language)).join("\n\n"))
  const all = found.flatMap(({ findings }) => findings)
  const errors = all.filter(({ severity }) => severity === "error").length
  const undecided = all.filter(({ code }) => code === "not-decided").length
  if (errors + undecided > 0) return yield* new Unsettled({ errors, undecided })
})

const words = {
  nothing: { id: "tidak ada temuan", en: "nothing found" },
  mend: { id: "perbaikan", en: "to mend" },
  shown: { id: "contoh terkecil", en: "smallest case" },
  example: { id: "contoh", en: "a case" }
} as const

const severities: { readonly [S in Diagnostic.Severity]: Text.Text } = {
  error: { id: "kesalahan", en: "error" },
  warning: { id: "peringatan", en: "warning" },
  note: { id: "catatan", en: "note" }
}

const written = ({ findings, policy }: Checked, language: Text.Language): string =>
  [
    policy,
    ...(findings.length === 0 ? [`  ${words.nothing[language]}`] : findings.flatMap((each) => lines(each, language)))
  ].join("\n")

const lines = (
  { mend, message, number, severity, shown, where }: Diagnostic.Diagnostic,
  language: Text.Language
): ReadonlyArray<string> => [
  `  ${number} ${severities[severity][language]} · ${where}: ${message[language]}`,
  `       ${words.mend[language]}: ${mend[language]}`,
  ...(shown === undefined
    ? []
    : [`       ${(shown.smallest ? words.shown : words.example)[language]}: ${caseOf(shown.facts)}`])
]

/** A made-up case in one line; it comes from the declarations, so nothing in it is about anybody. */
const caseOf = (facts: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(facts, (_, value: unknown) => (Option.isOption(value) ? Option.getOrNull(value) : value))
