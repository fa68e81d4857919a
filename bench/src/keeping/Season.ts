/**
 * The season that is kept by the office and by hand: five cohorts with two thousand applications and four hundred seats
 * each, ten sessions attended by everybody, and what is owed for them. Nobody in it exists.
 */
import { Actor, Application, type Attendance, type Authority, Cohort, Command, Moment, Schedule } from "@bina/core"
import { PolicyBook, type Requests } from "@bina/core/office"
import { Citation, CivilDate, Fact, Money, Policy, Ratio, Rule } from "@bina/policy"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** How large it is. */
export interface Size {
  readonly cohorts: number
  readonly applications: number
  readonly seats: number
  readonly sessions: number
}

/** What somebody says of themselves. */
export type Said = Readonly<Record<"resident" | "jobSeeker" | "publicEmployee" | "taxpayer", boolean>>

// ---- Policies

const citation = Citation.make({ instrument: "Announcement 1/2024", title: "Trainings", confidence: "sourced" })
const text = (en: string) => ({ id: en, en })

/** Who may join. */
export const joining = Policy.make(
  "keeping/joining",
  Schema.Struct({
    resident: Fact.boolean({ text: text("lives in the city") }),
    jobSeeker: Fact.boolean({ text: text("looks for work") }),
    publicEmployee: Fact.boolean({ text: text("is paid by the state") })
  }),
  (f) =>
    Policy.allOf(
      Rule.requires("not-resident", f.resident, {
        citation,
        text: text("Lives in the city."),
        refusal: text("Does not live in the city.")
      }),
      Rule.requires("no-job-seeker", f.jobSeeker, {
        citation,
        text: text("Looks for work."),
        refusal: text("Looks for no work.")
      }),
      Rule.requires("public-employee", f.publicEmployee.not(), {
        citation,
        text: text("Is not paid by the state."),
        refusal: text("Is paid by the state.")
      })
    )
)

/** What somebody who came is owed. */
export const paying = Policy.make(
  "keeping/paying",
  Schema.Struct({
    taxpayer: Fact.boolean({ text: text("has a tax number") }),
    price: Fact.money("IDR", { open: true, most: 10_000_000, text: text("price of a day") }),
    days: Fact.list({ signed: Fact.boolean({ open: true, text: text("signed") }) }, { text: text("days") })
  }),
  (f) => {
    const day = Rule.each("day", f.days, ({ signed }) => signed, { citation, text: text("Signed the sheet.") })
    const gross = Rule.amount("gross", f.price.times(day.count()), { citation, text: text("Days times the price.") })
    const tax = Rule.amount("tax", gross.share(Ratio.ratio(5, 100), "down"), { citation, text: text("5 %.") })
    return { day, gross, tax }
  }
)

const mapping = "keeping/1"

export const admission = PolicyBook.admission({
  policy: joining,
  mapping,
  personFact: "nik",
  limits: [],
  seatLimits: [],
  facts: () => ({})
})

export const allowance = PolicyBook.allowance({
  policy: paying,
  rule: "day",
  outputs: { days: "day", gross: "gross", tax: "tax" },
  openObservations: {},
  mapping,
  facts: ({ dailyTransport: { amount: price } }, days) => ({
    price,
    days: days.map((day) => (day._tag === "Recorded" ? { signed: day.record.signatures.given > 0 } : {}))
  })
})

// ---- Rules

/** The size that the goals are set for. */
export const whole: Size = { cohorts: 5, applications: 2_000, seats: 400, sessions: 10 }

export const actor = Actor.id("clerk")
export const appointments: ReadonlyArray<Authority.Grant> = []
export const registeredAt = Moment.makeUnsafe("2024-01-15T02:00:00")
export const answerBy = Moment.makeUnsafe("2999-12-31T00:00:00")
export const price = 150_000

/** The days of a session each. */
export const dates = ({ sessions }: Size): ReadonlyArray<CivilDate.CivilDate> =>
  Array.from({ length: sessions }, (_, day) =>
    Result.getOrThrow(CivilDate.addDays(CivilDate.makeUnsafe("2024-03-04"), day))
  )

const rupiah = (amount: number) => Money.make(Money.currency("IDR"), Money.minorUnits(amount))

export const cohortOf = (size: Size, number: number): Cohort.Cohort => ({
  id: Cohort.id(`cohort-${number}`),
  course: "Weaving",
  partners: [],
  payer: "city",
  quota: size.seats,
  budgetLine: { id: `line-${number}`, account: "5.2.2.03", amount: rupiah(9_000_000_000) },
  schedule: Schedule.makeUnsafe(dates(size) as [CivilDate.CivilDate]),
  lessonHoursPerSession: 5,
  minimumAttendance: Ratio.ratio(80, 100),
  excused: "as-absent",
  dailyTransport: rupiah(price)
})

/** Everybody is eligible: as many as there are seats are seated, all others wait. */
export const said = (row: number): Said => ({
  resident: true,
  jobSeeker: true,
  publicEmployee: false,
  taxpayer: row % 2 === 0
})

export const numberOf = (cohort: number, row: number): string =>
  `9912${String(cohort * 100_000 + row).padStart(12, "0")}`

export const applicationOf = (cohort: number, row: number): Requests.Received => ({
  command: Command.id(`forms/${cohort}/${row}`),
  application: Application.id(`form-${row}`),
  registeredAt,
  row,
  identity: Option.some({ kind: "nik", number: Redacted.make(numberOf(cohort, row)) }),
  keys: {},
  facts: said(row)
})

export const mark: Attendance.Mark = "present"
export const signatures: Attendance.Signatures = { given: 2, required: 2 }
/** A temperature in tenths of a degree, which is sealed. */
export const observations = { temperature: 365 }
