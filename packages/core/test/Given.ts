/** What the tests of the flow start from: invented people, dates, applications and attendance. */
import { Citation, CivilDate, type Decision, Money } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Admission, Application, type Attendance, Cohort, Moment, Person, Schedule } from "../src/index.ts"

export const idr = Money.currency("IDR")
export const usd = Money.currency("USD")
export const units = Money.minorUnits
export const day = (text: string): CivilDate.CivilDate => Result.getOrThrow(CivilDate.make(text))
export const at = Moment.makeUnsafe
export const person = Person.id
export const cohortId = (text: string): Cohort.Id => Cohort.id(text)
export const missingFact = (path: string): Decision.Item => ({ _tag: "MissingFact", path })
export const determined = <A>(value: A) => ({ _tag: "Determined", value }) as const
export const undetermined = (first: string, ...others: ReadonlyArray<string>) =>
  ({ _tag: "Undetermined", missing: [missingFact(first), ...others.map(missingFact)] }) as const

/** As many days in a row as wanted, from 2020-10-05 on. */
export const schedule = (sessions: number): Schedule.Schedule =>
  Result.getOrThrow(
    Schedule.make(
      Array.from({ length: sessions }, (_, index) => Result.getOrThrow(CivilDate.addDays(day("2020-10-05"), index)))
    )
  )

export const citation = Citation.make({ instrument: "Invented 1/2020", title: "Invented", confidence: "sourced" })

export const limit = (limit: Partial<Admission.Limit> & { readonly reason: string }): Admission.Limit => ({
  key: "household",
  scope: "cohort",
  atMost: 1,
  citation,
  text: { id: limit.reason, en: limit.reason },
  ...limit
})

export const eligible: Decision.Decision = { _tag: "Eligible" }

/** An application: minute of registration, person and household, each unknown when left out. */
export const candidate = (
  id: string,
  minute: number,
  given: { readonly person?: string; readonly household?: string; readonly decision?: Decision.Decision } = {}
): Admission.Candidate => ({
  application: {
    id: Application.id(id),
    registeredAt: at(
      `2020-09-14T${String(9 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`
    ),
    row: minute,
    person: given.person === undefined ? Application.missing : Application.known(person(given.person)),
    keys: { household: given.household === undefined ? Application.missing : Application.known(given.household) }
  },
  decision: given.decision ?? eligible
})

export const record = (
  who: string,
  date: CivilDate.CivilDate,
  given: Partial<Omit<Attendance.AttendanceRecord, "person" | "date">> = {}
): Attendance.AttendanceRecord => ({
  person: person(who),
  date,
  mark: "present",
  signatures: { given: 2, required: 2 },
  observations: {},
  knownAt: at("2020-10-20T17:00:00"),
  source: "sheet",
  ...given
})

// ---- Generators

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number) =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: least, maximum: most })))

export const oneOf = <const L extends ReadonlyArray<string>>(values: L) => Arbitrary.schema(Schema.Literals(values))

export const yesOrNo = Arbitrary.schema(Schema.Boolean)

export const marks = oneOf(["present", "partial", "excused", "absent"])

/** Records of three people (one without a seat) on four dates (one no session), at four moments: many collide. */
export const records: Arbitrary.Arbitrary<ReadonlyArray<Attendance.AttendanceRecord>> = Arbitrary.array(
  Arbitrary.map(
    Arbitrary.all({
      who: whole(0, 2),
      date: whole(0, 3),
      mark: marks,
      given: whole(0, 2),
      hour: whole(0, 3),
      mask: yesOrNo,
      source: whole(0, 1)
    }),
    ({ date, given, hour, mark, mask, source, who }) =>
      record(["a", "b", "stranger"][who]!, [...schedule(3), day("2020-12-24")][date]!, {
        mark,
        signatures: { given, required: 2 },
        observations: { mask },
        knownAt: at(`2020-10-2${hour}T17:00:00`),
        source: `sheet ${source}`
      })
  ),
  { maxLength: 14 }
)
