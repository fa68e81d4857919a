/**
 * `programme.json`: the programme, its cohorts, who pays and how much. Decoded whole or not at all: a programme that is
 * only nearly understood would pay people by a rule that nobody wrote, so a key too many is an error as well.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Partner } from "@bina/core"
import { Kbli, Region, TransportPrice } from "@bina/indonesia"
import { CivilDate, Ratio } from "@bina/policy"
import * as JsonFile from "./JsonFile.ts"
import type * as ReadingError from "./ReadingError.ts"

// ---- Models

/** The name of a season or a cohort, which is also the name of a folder: no separators, no dots. */
const Id = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/))

const Name = Schema.NonEmptyString.check(Schema.isMaxLength(200))

/** Whole rupiah, up to a million million: more than any line of a training programme. */
const Rupiah = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000_000_000 }))

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
 * One training. Money in rupiah. `payer`: APBD is the budget of the city, APBN that of the state. `maxPerPerson` is `null` where no cap is set, which is a
 * decision, not a gap.
 */
export const Cohort = Schema.Struct({
  id: Id,
  course: Name,
  kbli: Kbli.Kbli,
  venue: Schema.Struct({ name: Name, capacity: atMost(100_000) }),
  partners: Schema.Array(Partner.Partner),
  payer: TransportPrice.Payer,
  quota: atMost(100_000),
  registrationOpens: CivilDate.CivilDate,
  startsOn: CivilDate.CivilDate,
  sessions: Schema.NonEmptyArray(CivilDate.CivilDate).check(Schema.isMaxLength(366)),
  lessonHoursPerSession: atMost(24),
  minimumAttendance: Share,
  dailyTransport: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10_000_000 })),
  maxPerPerson: Schema.NullOr(Rupiah),
  budgetLine: Schema.Struct({ account: Name, amount: Rupiah })
})
export type Cohort = typeof Cohort.Type

/** A season: what `programme.json` holds. */
export const Programme = Schema.Struct({
  id: Id,
  title: Name,
  city: Schema.Struct({ name: Name, kemendagriCode: Schema.String.check(Schema.isPattern(/^[0-9]{2}\.?[0-9]{2}$/)) }),
  fiscalYear: atMost(2199, 1945),
  timeZone: Schema.Literals(["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]),
  department: Name,
  cohorts: Schema.NonEmptyArray(Cohort)
})
export type Programme = typeof Programme.Type

// ---- Rules

/** The name of the file in the folder of a season. */
export const file = "programme.json"

/** Reads the text of `programme.json`; fails with {@link ReadingError.BrokenFile}. */
export const read = (text: string): Result.Result<Programme, ReadingError.BrokenFile> =>
  Result.flatMap(JsonFile.read(file, Programme, text), consistent)

const broken = (id: string, en: string) => Result.fail(JsonFile.broken(file, id, en))

/** What the form alone cannot say: names that are unique as folders, too, and days in order. */
const consistent = (programme: Programme): Result.Result<Programme, ReadingError.BrokenFile> => {
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

/** The code of the city, written with its dot or without; that such a city exists is asked of the table of regions. */
export const cityOf = ({ city }: Programme): Region.Kemendagri =>
  Result.getOrThrow(Region.parseCode(city.kemendagriCode))

/** The last session of a cohort. */
export const endsOn = ({ sessions }: Cohort): CivilDate.CivilDate => sessions[sessions.length - 1]!
