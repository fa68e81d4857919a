/**
 * The forms of the season: what the web form of registration and the sheets of attendance call their columns, and what a
 * row of them says as facts of the policies. Every mapping is total over the policies' own facts, so that a new one cannot
 * be forgotten here.
 */
import * as Option from "effect/Option"
import { Cells, type City, Corrected, Marks } from "@bina/indonesia/forms"
import { Fact, Money } from "@bina/policy"
import { type AttendanceSheet, Cell, type Form, type Pack, type Roster } from "@bina/season"
import * as Policies from "./policies/index.ts"

// ---- Applications

/** The columns of a roster. */
export const rosterColumns = [
  "Timestamp",
  "Nama Lengkap",
  "NIK",
  "No. KK",
  "Tanggal Lahir",
  "Jenis Kelamin",
  "Alamat",
  "Kecamatan",
  "No. HP/WA",
  "Pekerjaan",
  "Status Kepegawaian",
  "Omzet per Tahun (Rp)",
  "NPWP",
  "Bank",
  "No. Rekening"
] as const
export type RosterColumn = (typeof rosterColumns)[number]

/**
 * Two columns that the form asks for only of those who have something to write ("Isi bila pegawai pemerintah", "Isi bila
 * ada"): left empty they say no. An empty cell of any other column is a gap.
 */
const ifAny: Cell.Form = { empty: "no" }

/** How a roster is read. In this season only a written NPWP counts as a tax id. */
export const roster = (context: Cells.Context): Form.Form<Roster.Applicant, RosterColumn> => ({
  columns: rosterColumns,
  shown: { Timestamp: "time", Kecamatan: "word" },
  read: (row) => {
    const registeredAt = Cells.registeredAt(row, "Timestamp", context)
    if (Option.isNone(registeredAt)) return Option.none()
    const birthDate = Cells.birthDate(row, "Tanggal Lahir", context)
    const occupation = Cells.occupation(row, "Pekerjaan")
    const number = Cells.nik(row, { nik: "NIK", birthDate: "Tanggal Lahir" }, birthDate, context)
    const household = Cells.household(row, "No. KK")
    const residesInCity = Cells.residence(row, "Kecamatan", context)
    const phone = Cells.phone(row, "No. HP/WA")
    const owns = Option.contains(occupation, "business-owner" as const)
    const annualSales = Cells.sales(row, "Omzet per Tahun (Rp)", owns)
    const hasTaxId = Cells.hasTaxId(row, "NPWP", ifAny)
    return Option.some({
      line: row.line,
      registeredAt: registeredAt.value,
      name: Cells.name(row, "Nama Lengkap"),
      number,
      keys: { household },
      facts: {
        ...Fact.known(Policies.PersonFacts, {
          birthDate,
          residesInCity,
          publicEmployee: Cells.publicEmployee(row, { status: "Status Kepegawaian", occupation: "Pekerjaan" }, ifAny),
          occupation,
          annualSales: Option.map(annualSales, Money.minorUnits)
        }),
        ...Fact.known(Policies.TaxFacts, { hasTaxId })
      },
      contact: [Cell.tidy(row.written("Kecamatan")), phone],
      ...Cells.account(row, { bank: "Bank", account: "No. Rekening" })
    })
  }
})

// ---- Attendance

/** The columns of an attendance sheet. */
export const attendanceColumns = [
  "Tanggal",
  "NIK",
  "Kehadiran",
  "Paraf Pagi",
  "Paraf Sore",
  "Masker",
  "Jaga Jarak",
  "Cuci Tangan",
  "Suhu"
] as const
export type AttendanceColumn = (typeof attendanceColumns)[number]

const ifKnown = <Name extends string, A>(name: Name, value: Option.Option<A>): { readonly [K in Name]?: A } =>
  (Option.isSome(value) ? { [name]: value.value } : {}) as { readonly [K in Name]?: A }

const signedIn = ["Paraf Pagi", "Paraf Sore"] as const

/** How a sheet of attendance is read; a row without a readable date and mark says nothing. */
export const attendance = (latestYear: number): AttendanceSheet.Form => {
  const form: Form.Form<AttendanceSheet.Entry, AttendanceColumn> = {
    columns: attendanceColumns,
    shown: { Tanggal: "time", Kehadiran: "word", Masker: "word", "Jaga Jarak": "word", "Cuci Tangan": "word" },
    read: (row) => {
      const [day, mark] = [Marks.day(row, "Tanggal"), Marks.mark(row, "Kehadiran")]
      if (Option.isNone(day) || Option.isNone(mark)) return Option.none()
      const seen = {
        ...ifKnown("masked", Marks.observation(row, "Masker")),
        ...ifKnown("distanced", Marks.observation(row, "Jaga Jarak")),
        ...ifKnown("handsWashed", Marks.observation(row, "Cuci Tangan")),
        ...ifKnown("temperature", Marks.temperature(row, "Suhu"))
      }
      const signatures = Option.orElse(Marks.signatures(row, signedIn), () =>
        // Whoever was away needs none, so one that cannot be read does not matter.
        mark.value === "present" ? Option.none() : Option.some({ given: 0, required: signedIn.length })
      )
      if (Option.isNone(signatures)) return Option.none()
      const number = Marks.number(row, "NIK", latestYear)
      return Option.some({
        line: row.line,
        record: { number, day: day.value, mark: mark.value, signatures: signatures.value, seen }
      })
    }
  }
  return {
    ...form,
    names: { number: "NIK", day: "Tanggal", mark: "Kehadiran", absent: "Alpa" }
  } as AttendanceSheet.Form
}

/** What the allowance policy reads about a session; one without a usable record is a date and nothing else. */
export const factsOfDay = (day: AttendanceSheet.Day) => {
  const record = day._tag === "Recorded" ? Option.some(day.record) : Option.none()
  const observed = <A>(name: string) =>
    Option.flatMap(record, ({ observations }) => Option.fromUndefinedOr(observations[name] as A | undefined))
  return Fact.known(Policies.SessionFacts, {
    date: day.date,
    attended: Option.map(record, ({ mark }) => mark === "present"),
    signatures: Option.map(record, ({ signatures }) => signatures.given),
    masked: observed<boolean>("masked"),
    distanced: observed<boolean>("distanced"),
    handsWashed: observed<boolean>("handsWashed"),
    // Known to be absent where nobody measured, not known where it cannot be read.
    temperature: Option.map(observed<number | typeof Marks.notRecorded>("temperature"), (reading) =>
      reading === Marks.notRecorded ? Option.none() : Option.some(reading)
    )
  })
}

// ---- All of them

/** The forms of a season. */
export const of = (programme: City.Programme, context: Cells.Context): Pack.Forms => {
  const sheet = attendance(programme.fiscalYear)
  return { roster: roster(context), attendance: sheet, corrections: Corrected.of(sheet, programme.timeZone) }
}
