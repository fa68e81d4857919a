/**
 * The answer to "why": what was decided of one person, step by step, from the journal. Of the files only the course's
 * name is taken, and, where what stands for a number leads to nobody, which application stands in that row.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { Actor } from "@bina/core"
import { type Explain, Office } from "@bina/core/office"
import type { Policy, Text } from "@bina/policy"
import { Cell, Intake, Pack, Plan, type ProgrammeFile, SeasonFolder } from "@bina/season"
import type * as Keeping from "./Keeping.ts"
import * as Store from "./Store.ts"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request extends Keeping.Request {
  readonly season: string
  readonly number: string
  readonly cohort: Option.Option<string>
  readonly audience: Policy.Audience
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
          id: "tidak ada pendaftaran dengan {number} itu dalam jurnal musim ini",
          en: "nobody applied with that {number} in the journal of this season"
        }
      : {
          id: `tidak ada pendaftaran dengan {number} itu pada angkatan ${cohort}`,
          en: `nobody applied to the cohort ${cohort} with that {number}`
        }
  }
  override get message(): string {
    return this.text.en
  }
}

// ---- Functions

const asking = { actor: Actor.id("command-line"), purpose: "explanation" }

/** Prints every account of a person, or fails with {@link NothingToExplain}. */
export const run = Effect.fn("Answer.run")(function* (request: Request) {
  const { cohort, out, season, store } = request
  const programme = yield* SeasonFolder.programme(season)
  const cohorts = programme.cohorts.filter(({ id }) => Option.isNone(cohort) || cohort.value === id)
  if (cohorts.length === 0) return yield* new NothingToExplain({ cohort, because: "no-such-cohort" })
  const place = yield* Store.placeOf(store, out)
  yield* Store.existing(place, out)
  const blocks = yield* blocksOf(programme, cohorts, request).pipe(
    Store.using(place, { ...request, policies: (yield* Pack.Pack).policies(programme) })
  )
  if (blocks.length === 0) return yield* new NothingToExplain({ cohort, because: "nobody-applied" })
  yield* Console.log(blocks.join("\n\n"))
})

const blocksOf = (
  programme: ProgrammeFile.Programme,
  cohorts: ReadonlyArray<ProgrammeFile.Cohort>,
  { audience, language, number: typed, season }: Request
) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    const pack = yield* Pack.Pack
    const number = pack.number(typed, programme)
    const person = Option.isNone(number)
      ? Option.none()
      : yield* office.find({ kind: pack.identities.person, number: Redacted.make(number.value) })
    const blocks: Array<string> = []
    for (const cohort of cohorts) {
      const abouts: ReadonlyArray<Explain.About> = Option.isSome(person)
        ? [{ person: person.value }]
        : Option.isSome(number)
          ? []
          : yield* writtenSo(season, programme, cohort, typed)
      for (const about of abouts) {
        const accounts = yield* office
          .explain({ ...asking, cohort: Plan.cohortId(programme.id, cohort.id), about })
          .pipe(Effect.catchTag("NothingToExplain", () => Effect.succeed([])))
        for (const { lines } of accounts) {
          const said = lines({
            audience,
            language,
            money: (amount) => pack.money(amount, language)
          })
          blocks.push([`${cohort.course} (${cohort.id}) · ${Cell.maskNumber(typed)}`, ...said].join("\n"))
        }
      }
    }
    return blocks
  })

/** The applications in whose rows this stands for a number: nobody can be named by it, so the journal does not know it. */
const writtenSo = (season: string, programme: ProgrammeFile.Programme, cohort: ProgrammeFile.Cohort, written: string) =>
  Effect.gen(function* () {
    const pack = yield* Pack.Pack
    const files = yield* SeasonFolder.cohort(season, cohort, yield* pack.forms(programme))
    const { applied } = yield* Intake.matching(pack, programme.id, files)
    return applied.flatMap(({ applicant, key }) => (applicant.number.written === written ? [{ application: key }] : []))
  })
