/**
 * The answer to "why": what was decided of one person, step by step, from the journal. Of the files only the course's
 * name is taken, and, where what stands for a number leads to nobody, which application stands in that row.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Actor } from "@bina/core"
import { type Explain, Office } from "@bina/core/office"
import { Nik, Region, Rupiah } from "@bina/indonesia"
import { Money, type Policy, type Text } from "@bina/policy"
import * as Names from "../office/Names.ts"
import * as Plan from "../office/Plan.ts"
import * as Cell from "../reading/Cell.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as Keeping from "./Keeping.ts"
import * as Store from "./Store.ts"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request extends Keeping.Request {
  readonly season: string
  readonly nik: string
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
          id: "tidak ada pendaftaran dengan NIK itu dalam jurnal musim ini",
          en: "nobody applied with that NIK in the journal of this season"
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

// ---- Functions

const asking = { actor: Actor.id("command-line"), purpose: "explanation" }

/** Prints every account of a person, or fails with {@link NothingToExplain}. */
export const run = Effect.fn("Answer.run")(function* (request: Request) {
  const { cohort, out, season, store } = request
  const programme = yield* SeasonFolder.programme(season)
  const cohorts = programme.cohorts.filter(({ id }) => Option.isNone(cohort) || cohort.value === id)
  if (cohorts.length === 0) return yield* new NothingToExplain({ cohort, because: "no-such-cohort" })
  const place = yield* Store.placeOf(store, out)
  yield* Store.existing(place)
  const blocks = yield* blocksOf(programme, cohorts, request).pipe(
    Store.using(place, { ...request, city: ProgrammeFile.cityOf(programme) })
  )
  if (blocks.length === 0) return yield* new NothingToExplain({ cohort, because: "nobody-applied" })
  yield* Console.log(blocks.join("\n\n"))
})

const blocksOf = (
  programme: ProgrammeFile.Programme,
  cohorts: ReadonlyArray<ProgrammeFile.Cohort>,
  { audience, language, nik, season }: Request
) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    const number = Nik.parse(nik, { latestYear: programme.fiscalYear })
    const person = Result.isFailure(number)
      ? Option.none()
      : yield* office.find({ kind: "nik", number: Redacted.make(number.success.digits) })
    const blocks: Array<string> = []
    for (const cohort of cohorts) {
      const abouts: ReadonlyArray<Explain.About> = Option.isSome(person)
        ? [{ person: person.value }]
        : Result.isSuccess(number)
          ? []
          : yield* writtenSo(season, programme, cohort, nik)
      for (const about of abouts) {
        const accounts = yield* office
          .explain({ ...asking, cohort: Plan.cohortId(programme.id, cohort.id), about })
          .pipe(Effect.catchTag("NothingToExplain", () => Effect.succeed([])))
        for (const { lines } of accounts) {
          const said = lines({
            audience,
            language,
            money: (amount) => Rupiah.format(Money.minorUnits(amount), language)
          })
          blocks.push([`${cohort.course} (${cohort.id}) · ${Cell.maskNumber(nik)}`, ...said].join("\n"))
        }
      }
    }
    return blocks
  })

/** The applications in whose rows this stands for a number: nobody can be named by it, so the journal does not know it. */
const writtenSo = (season: string, programme: ProgrammeFile.Programme, cohort: ProgrammeFile.Cohort, written: string) =>
  Effect.gen(function* () {
    const { roster } = yield* SeasonFolder.cohort(season, programme, cohort, yield* Region.load)
    const keys = Names.keysOf(roster.entries)
    return roster.entries.flatMap(({ nik }, index) => (nik.written === written ? [{ application: keys[index]! }] : []))
  })
