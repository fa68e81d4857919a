/**
 * `programme.json`: the programme, its cohorts, who pays and how much. Decoded whole or not at all: a programme that is
 * only nearly understood would pay people by a rule that nobody wrote, so a key too many is an error as well.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Partner } from "@bina/core"
import { CivilDate, Ratio } from "@bina/policy"
import * as Faults from "./Faults.ts"
import * as JsonFile from "./JsonFile.ts"
import * as Problem from "./Problem.ts"
import type * as ReadingError from "./ReadingError.ts"

// ---- Models

/** The name of a season or a cohort, which is also the name of a folder: no separators, no dots. */
const Id = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/))

const Name = Schema.NonEmptyString.check(Schema.isMaxLength(200))

/** Whole units of a currency, up to a million million: more than any line of a training programme. */
const Amount = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000_000_000 }))

const atMost = (maximum: number, minimum = 1) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

/** A share of the planned lesson hours, as the programme writes it: `80/100`. */
const Share = Schema.String.check(
  Schema.makeFilter((text: string) => {
    const ratio = Ratio.fromText(text)
    return (
      (Result.isSuccess(ratio) &&
        ratio.success.numerator >= 0 &&
        ratio.success.numerator <= ratio.success.denominator &&
        ratio.success.denominator <= 1_000) ||
      "Expected a share between 0 and 1, written like 80/100"
    )
  })
)

/**
 * What every cohort is. Money in whole units of the season's currency; `maxPerPerson` is `null` where no cap is set, which
 * is a decision, not a gap. Who may pay, and what a city says besides, its pack adds.
 */
export const cohortFields = {
  id: Id,
  course: Name,
  venue: Schema.Struct({ name: Name, capacity: atMost(100_000) }),
  partners: Schema.Array(Partner.Partner),
  quota: atMost(100_000),
  registrationOpens: CivilDate.CivilDate,
  startsOn: CivilDate.CivilDate,
  sessions: Schema.NonEmptyArray(CivilDate.CivilDate).check(Schema.isMaxLength(366)),
  lessonHoursPerSession: atMost(24),
  minimumAttendance: Share,
  dailyTransport: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10_000_000 })),
  maxPerPerson: Schema.NullOr(Amount),
  budgetLine: Schema.Struct({ account: Name, amount: Amount })
} as const

/** What every season is, but for its zone and its cohorts. */
export const programmeFields = {
  id: Id,
  title: Name,
  fiscalYear: atMost(2199, 1945),
  department: Name
} as const

const Everywhere = Schema.Struct({ ...cohortFields, payer: Schema.String })

/** A cohort of any city. */
export type Cohort = typeof Everywhere.Type

/** A season of any city: what `programme.json` holds. */
export interface Programme extends Schema.Struct.Type<typeof programmeFields> {
  readonly timeZone: string
  readonly cohorts: readonly [Cohort, ...Array<Cohort>]
}

/** What `programme.json` of a city looks like, and who may pay in it. */
export interface Form<P extends Programme = Programme> {
  readonly schema: Schema.Codec<P, unknown>
  readonly payer: Schema.Codec<string, string>
}

// ---- Rules

/** The name of the file in the folder of a season. */
export const file = "programme.json"

/** Reads the text of `programme.json`; fails with {@link ReadingError.BrokenFile}. */
export const read = <P extends Programme>(text: string, form: Form<P>): Result.Result<P, ReadingError.BrokenFile> =>
  Result.flatMap(JsonFile.read(file, form.schema, text), consistent)

const broken = (id: string, en: string) => Result.fail(JsonFile.broken(file, id, en))

/** What the form alone cannot say: names that are unique as folders, too, and days in order. */
const consistent = <P extends Programme>(programme: P): Result.Result<P, ReadingError.BrokenFile> => {
  const seen = new Set<string>()
  for (const { id, sessions, startsOn } of programme.cohorts) {
    const folder = id.toLowerCase()
    if (seen.has(folder)) return broken(`angkatan ${id} tertulis dua kali`, `the cohort ${id} is listed twice`)
    seen.add(folder)
    if (sessions.some((day, index) => index > 0 && day <= sessions[index - 1]!)) {
      return broken(
        `hari pelatihan angkatan ${id} tidak berurutan atau berulang`,
        `the sessions of the cohort ${id} are out of order or repeated`
      )
    }
    if (sessions[0] !== startsOn) {
      return broken(
        `startsOn angkatan ${id} bukan hari pelatihan pertama`,
        `startsOn of the cohort ${id} is not its first session`
      )
    }
  }
  return Result.succeed(programme)
}

/** What an officer should look at in any cohort: a room that is too small. */
export const about = ({ id, quota, venue }: Cohort): ReadonlyArray<Problem.Problem> =>
  quota > venue.capacity
    ? [Problem.make(Faults.aboveCapacity, { file, column: "quota", value: `${id}: ${quota}`, shown: "word" })]
    : []

/** The last session of a cohort. */
export const endsOn = ({ sessions }: Cohort): CivilDate.CivilDate => sessions[sessions.length - 1]!
