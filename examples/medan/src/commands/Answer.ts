/**
 * The answer to "why": the season is computed again from its files, since nothing is remembered between runs, and the
 * account of one person is printed.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Nik } from "@bina/indonesia"
import type { Policy, Text } from "@bina/policy"
import * as Account from "../explaining/Account.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Words from "../season/Words.ts"
import * as Job from "./Job.ts"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request {
  readonly season: string
  readonly nik: string
  readonly cohort: Option.Option<string>
  readonly audience: Policy.Audience
  readonly language: Text.Language
}

// ---- Errors

/** The season knows no such cohort, or nobody applied with that number. The number is not repeated. */
export class NothingToExplain extends Schema.TaggedError<NothingToExplain>()("NothingToExplain", {
  cohort: Schema.Option(Schema.String),
  because: Schema.Literals(["no-such-cohort", "nobody-applied"])
}) {
  get text(): Text.Text {
    const cohort = Option.getOrElse(this.cohort, () => "")
    if (this.because === "no-such-cohort") {
      return { id: `tidak ada angkatan ${cohort} dalam musim ini`, en: `this season has no cohort ${cohort}` }
    }
    return cohort === ""
      ? {
          id: "tidak ada pendaftaran dengan NIK itu dalam musim ini",
          en: "nobody applied with that NIK in this season"
        }
      : {
          id: `tidak ada pendaftaran dengan NIK itu pada angkatan ${cohort}`,
          en: `nobody applied to the cohort ${cohort} with that NIK`
        }
  }
  override get message(): string {
    return this.text.en
  }
}

// ---- Rules

/** Prints every account of a person, or fails with {@link NothingToExplain}. */
export const run = Effect.fn("Answer.run")(function* ({ audience, cohort, language, nik, season }: Request) {
  const programme = yield* SeasonFolder.programme(season)
  if (Option.isSome(cohort) && !programme.cohorts.some(({ id }) => id === cohort.value)) {
    return yield* new NothingToExplain({ cohort, because: "no-such-cohort" })
  }
  const result = yield* Job.computed(season, programme, () => Effect.void)
  const written = Nik.parse(nik, { latestYear: programme.fiscalYear })
  const accounts = Account.of(
    result,
    {
      nik: Result.isSuccess(written) ? written.success.digits : nik,
      ...(Option.isSome(cohort) ? { cohort: cohort.value } : {}),
      audience,
      language
    },
    Words.of(result)
  )
  if (accounts.length === 0) return yield* new NothingToExplain({ cohort, because: "nobody-applied" })
  yield* Console.log(accounts.join("\n\n"))
})
