/** The city: its policies, its forms, and the words that only it knows. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Cohort } from "@bina/core"
import { HealthProtocol, Nik, Phone, type Region, Rupiah, Temperature } from "@bina/indonesia"
import { Answers, City } from "@bina/indonesia/forms"
import { Fact, History, Money, Parameter } from "@bina/policy"
import { type AttendanceSheet, Pack } from "@bina/season"
import * as Forms from "./Forms.ts"
import * as Policies from "./policies/index.ts"

// ---- Rules

/** The policies of a season in a city. A temperature is a matter of health and stands sealed; the rest of a day is open. */
export const policiesIn = (city: Region.Kemendagri): Pack.Policies => ({
  admission: {
    mapping: "medan-2020/roster@1",
    policy: Policies.eligibility,
    personFact: "nik",
    limits: Policies.limits,
    seatLimits: [],
    facts: (cohort) => Fact.known(Policies.CohortFacts, { startsOn: Cohort.startsOn(cohort) })
  },
  allowance: {
    mapping: "medan-2020/attendance@1",
    policy: Policies.allowanceIn(city),
    rule: "qualifying-day",
    outputs: { days: "qualifyingDay", gross: "gross", tax: "tax", net: "net" },
    openObservations: { masked: "boolean", distanced: "boolean", handsWashed: "boolean" },
    facts: (cohort, days) =>
      Fact.known(Policies.TermsFacts, {
        dailyTransport: cohort.dailyTransport.amount,
        cap: Option.some(Option.map(Option.fromUndefinedOr(cohort.cap), ({ amount }) => amount)),
        paidOn: Cohort.endsOn(cohort),
        minimumNumerator: cohort.minimumAttendance.numerator,
        minimumDenominator: cohort.minimumAttendance.denominator,
        lessonHoursPerSession: cohort.lessonHoursPerSession,
        sessions: days.map((day) => Forms.factsOfDay(day as AttendanceSheet.Day))
      })
  }
})

/** What the health protocol asks of whoever comes, while it is a duty in the city. */
const observancesIn = (city: Region.Kemendagri): Pack.Observances => {
  const duty = HealthProtocol.of(city)
  const isWarmAtMost = (reading: unknown, on: Parameters<Pack.Observances["isDutyOn"]>[0]) => {
    const limit = Parameter.valueOn(Temperature.limit, on)
    return typeof reading === "number" && Result.isSuccess(limit) && reading <= limit.success.value
  }
  return {
    isDutyOn: (on) =>
      History.standingOn(duty.document, on) === "in-force" &&
      Result.isSuccess(Parameter.valueOn(Temperature.limit, on)),
    measures: [
      { name: { id: "Masker", en: "Mask" }, isKept: ({ masked }) => masked === true },
      { name: { id: "Jaga jarak", en: "Distance" }, isKept: ({ distanced }) => distanced === true },
      { name: { id: "Cuci tangan", en: "Hand washing" }, isKept: ({ handsWashed }) => handsWashed === true },
      {
        name: { id: "Suhu tubuh", en: "Temperature" },
        isKept: ({ temperature }, on) => isWarmAtMost(temperature, on)
      }
    ]
  }
}

// ---- The city

export const pack = Pack.make<City.Programme>({
  currency: Money.currency("IDR"),
  money: (amount, language) => Rupiah.format(Money.minorUnits(amount), language),
  identities: { person: "nik", keys: { household: "kk" } },
  programme: City.form,
  policies: (programme) => policiesIn(City.codeOf(programme)),
  forms: (programme) => Effect.map(City.contextOf(programme), (context) => Forms.of(programme, context)),
  answers: ({ fiscalYear }) => Answers.of(fiscalYear),
  number: (written, { fiscalYear }) =>
    Option.map(Option.getSuccess(Nik.parse(written, { latestYear: fiscalYear })), ({ digits }) => digits),
  trade: City.tradeOf,
  about: City.aboveStandard,
  place: ({ city }) => ({ name: city.name, code: `Kemendagri ${City.codeOf({ city }).digits}` }),
  observances: (programme) => observancesIn(City.codeOf(programme)),
  notices: ({ department }) => ({
    letterhead: {
      desk: { id: `kantor ${department}`, en: `the office of ${department}` },
      objection: {
        id: `sampaikan keberatan ke kantor ${department}.`,
        en: `object at the office of ${department}.`
      }
    },
    channels: { whatsapp: ({ contact: [, phone] }) => Option.getSuccess(Phone.parse(phone ?? "")) },
    language: "id"
  }),
  scenarios: { transport: { fact: "dailyTransport", most: 10_000_000 }, household: "household-limit" },
  texts: {
    number: "NIK",
    tax: { id: "PPh 21", en: "tax" },
    currency: { id: "Rp", en: "IDR" },
    contact: [
      { id: "Kecamatan", en: "District" },
      { id: "No. HP/WA", en: "Telephone" }
    ],
    facts: {
      nik: { id: "NIK yang berbentuk benar", en: "a well-formed NIK" },
      household: { id: "nomor kartu keluarga", en: "the number of the family card" }
    },
    regulation: {
      admission: { id: "Peserta", en: "Participants" },
      allowance: { id: "Uang transport dan kelulusan", en: "Transport allowance and completion" },
      keys: {
        nik: { id: "orang (NIK)", en: "person (NIK)" },
        household: { id: "kartu keluarga", en: "household (family card)" }
      }
    }
  }
})
