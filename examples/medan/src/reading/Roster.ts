/**
 * `roster.csv`: one row per application, as the form registered it. A cell becomes a fact, the knowledge that there is
 * none, or a gap; what cannot be read is a gap and is reported, never a guess.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { CivilDate } from "@bina/policy"
import { HouseholdNumber, IndonesianDate, Nik, Npwp, Phone, Region, Rupiah } from "@bina/indonesia"
import * as Cell from "./Cell.ts"
import type * as Columns from "./Columns.ts"
import type * as Csv from "./Csv.ts"
import * as Faults from "./Faults.ts"
import type * as Problem from "./Problem.ts"
import type * as ReadingError from "./ReadingError.ts"
import * as Sheet from "./Sheet.ts"
import * as Timestamp from "./Timestamp.ts"

// ---- Models

/** An identity number as it is listed (16 bare digits, or as the cell writes it), and its digits when well formed. */
export interface Identity {
  readonly written: string
  readonly digits: Option.Option<string>
}

/** What an applicant does; `other` is any word that no rule names. */
export type Occupation = "business-owner" | "job-seeker" | "employee" | "student" | "other"

/** An application. `None` is a gap: the fact is missing. Money in whole rupiah. */
export interface Applicant {
  readonly line: number
  readonly registeredAt: Timestamp.Timestamp
  readonly name: string
  readonly nik: Identity
  readonly household: Option.Option<string>
  readonly birthDate: Option.Option<CivilDate.CivilDate>
  readonly gender: string
  readonly address: string
  readonly district: string
  readonly residesInCity: Option.Option<boolean>
  readonly phone: string
  readonly occupation: Option.Option<Occupation>
  readonly publicEmployee: Option.Option<boolean>
  readonly annualSales: Option.Option<number>
  readonly hasTaxId: Option.Option<boolean>
  readonly bank: string
  readonly account: string
}

/** What a roster is read against: the regions of the country, the city, the last year of a possible birth, the zone. */
export interface Context {
  readonly regions: Region.Regions
  readonly city: Region.Kemendagri
  readonly latestYear: number
  readonly timeZone: string
}

/** The columns of a roster. */
export const columns = [
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
export type Column = (typeof columns)[number]

// ---- Rules

const occupations = new Map<string, Occupation>([
  ["pelaku usaha", "business-owner"],
  ["pencari kerja", "job-seeker"],
  ["karyawan swasta", "employee"],
  ["mahasiswa", "student"]
])

/** Words for public employment, wherever they are written: people put them into the occupation, too. */
const publicEmployment = new Set(["pns", "asn", "tni", "polri", "pegawai bumn"])

/**
 * Two columns that the form asks for only of those who have something to write ("Isi bila pegawai pemerintah", "Isi bila
 * ada"): left empty they say no. An empty cell of any other column is a gap.
 */
const form = {
  "Status Kepegawaian": { empty: "no" },
  NPWP: { empty: "no" }
} as const satisfies Partial<Record<Column, Cell.Form>>

/** Sales above this are a slip of the keyboard; the policies accept no more either. */
const highestSales = 10_000_000_000_000

/** Reads a roster; only its columns can stop that. Entries are in the order of the file. */
export const read = (
  file: string,
  text: string,
  context: Context
): Result.Result<Sheet.Read<Applicant>, ReadingError.UnknownColumns> =>
  Sheet.read(file, text, columns, (row, cell, report) => applicantOf({ row, cell, report, context }))

interface Reading {
  readonly row: Csv.Row
  readonly cell: Columns.Reader<Column>
  readonly report: Sheet.Reporter
  readonly context: Context
}

const applicantOf = (reading: Reading): Option.Option<Applicant> => {
  const { row, cell } = reading
  const plain = (column: Column) => Cell.tidy(cell(row, column))
  const registeredAt = Timestamp.read(cell(row, "Timestamp"), reading.context.timeZone)
  if (Option.isNone(registeredAt)) return gap(reading, Faults.registrationTime, "Timestamp")
  const birthDate = birthDateOf(reading)
  const occupation = occupationOf(reading)
  return Option.some({
    line: row.line,
    registeredAt: registeredAt.value,
    name: plain("Nama Lengkap"),
    nik: nikOf(reading, birthDate),
    household: householdOf(reading),
    birthDate,
    gender: plain("Jenis Kelamin"),
    address: plain("Alamat"),
    district: plain("Kecamatan"),
    residesInCity: residenceOf(reading),
    phone: phoneOf(reading),
    occupation,
    publicEmployee: publicEmployeeOf(reading),
    annualSales: salesOf(reading, Option.contains(occupation, "business-owner" as const)),
    hasTaxId: taxIdOf(reading),
    ...accountOf(reading)
  })
}

/** Notes a fault of a column; the fact stays a gap. */
const gap = ({ row, cell, report }: Reading, fault: Problem.Fault, column: Column): Option.Option<never> => {
  report(fault, row, column, cell(row, column))
  return Option.none()
}

const nikOf = (reading: Reading, birthDate: Option.Option<CivilDate.CivilDate>): Identity => {
  const { row, cell, context } = reading
  const written = cell(row, "NIK")
  const nik = Nik.parse(written, { latestYear: context.latestYear })
  if (Result.isFailure(nik)) return { written, digits: gap(reading, Faults.malformedNik, "NIK") }
  const { digits, region } = nik.success
  if (Option.isNone(Region.knownDistrict(context.regions, region))) gap(reading, Faults.nikRegion, "NIK")
  const differs = Option.flatMap(birthDate, (stated) => Nik.sameBirthDate(nik.success, stated))
  if (Option.isSome(differs)) gap(reading, Faults.nikBirthDate, "Tanggal Lahir")
  return { written: digits, digits: Option.some(digits) }
}

const householdOf = (reading: Reading): Option.Option<string> =>
  Result.match(HouseholdNumber.parse(reading.cell(reading.row, "No. KK")), {
    onFailure: () => gap(reading, Faults.malformedHousehold, "No. KK"),
    onSuccess: ({ digits }) => Option.some(digits)
  })

/** A birth before 1900 or after the programme's year is a slip, not an age. */
const birthDateOf = (reading: Reading): Option.Option<CivilDate.CivilDate> => {
  const written = reading.cell(reading.row, "Tanggal Lahir")
  if (Cell.isNone(written)) return gap(reading, Faults.noBirthDate, "Tanggal Lahir")
  const date = IndonesianDate.parse(written)
  if (Result.isFailure(date)) return gap(reading, Faults.birthDate, "Tanggal Lahir")
  const possible = date.success >= "1900-01-01" && date.success <= `${reading.context.latestYear}-12-31`
  return possible ? Option.some(date.success) : gap(reading, Faults.outOfBounds, "Tanggal Lahir")
}

/** A name that no district of the country bears is a gap; one that only other places bear is a known answer. */
const residenceOf = (reading: Reading): Option.Option<boolean> => {
  const { row, cell, context } = reading
  const written = Cell.tidy(cell(row, "Kecamatan"))
  if (Cell.isNone(written)) return gap(reading, Faults.noDistrict, "Kecamatan")
  const location = Region.locate(context.regions, context.city, written)
  if (Result.isFailure(location) || location.success._tag === "Unknown") {
    return gap(reading, Faults.district, "Kecamatan")
  }
  return Option.some(location.success._tag === "InCity")
}

/** A number of the country as `0812-3456-7890`, which no spreadsheet takes for a number or a formula. */
const national = (phone: Phone.Phone): string =>
  phone.replace(/^\+62/, "0").replace(/(?<=^[0-9]{4}|^[0-9]{8})(?=[0-9])/g, "-")

/** The number in one form; one that cannot be read stays as it is written. */
const phoneOf = (reading: Reading): string => {
  const written = Cell.tidy(reading.cell(reading.row, "No. HP/WA"))
  if (Cell.isNone(written)) return ""
  const phone = Phone.parse(written)
  if (Result.isFailure(phone)) gap(reading, Faults.phone, "No. HP/WA")
  return Result.match(phone, { onFailure: () => written, onSuccess: national })
}

const occupationOf = (reading: Reading): Option.Option<Occupation> => {
  const written = Cell.fold(reading.cell(reading.row, "Pekerjaan"))
  if (Cell.isNone(written)) return gap(reading, Faults.noOccupation, "Pekerjaan")
  return Option.some(occupations.get(written) ?? "other")
}

/** Whoever names such a work under `Pekerjaan` is one, whatever the status says. */
const publicEmployeeOf = ({ cell, row }: Reading): Option.Option<boolean> =>
  publicEmployment.has(Cell.fold(cell(row, "Pekerjaan")))
    ? Option.some(true)
    : Cell.answer(cell(row, "Status Kepegawaian"), form["Status Kepegawaian"])

const salesOf = (reading: Reading, needed: boolean): Option.Option<number> => {
  const column = "Omzet per Tahun (Rp)"
  const written = reading.cell(reading.row, column)
  if (Cell.isNone(written)) return needed ? gap(reading, Faults.noSales, column) : Option.none()
  const sales = Rupiah.parse(written)
  if (Result.isFailure(sales)) return gap(reading, Faults.sales, column)
  return sales.success >= 0 && sales.success <= highestSales
    ? Option.some(sales.success)
    : gap(reading, Faults.outOfBounds, column)
}

/** In this season only a written NPWP counts as a tax id; one that is written wrongly is neither yes nor no. */
const taxIdOf = (reading: Reading): Option.Option<boolean> => {
  const written = reading.cell(reading.row, "NPWP")
  const given = Cell.answer(written, form.NPWP)
  if (!Option.contains(given, true)) return given
  return Result.isSuccess(Npwp.parse(written)) ? Option.some(true) : gap(reading, Faults.taxId, "NPWP")
}

const accountOf = (reading: Reading): Pick<Applicant, "bank" | "account"> => {
  const value = (column: "Bank" | "No. Rekening") => {
    const written = Cell.tidy(reading.cell(reading.row, column)).replace(/^['’]+/, "")
    return Cell.isNone(written) ? "" : written
  }
  const [bank, account] = [value("Bank"), value("No. Rekening")]
  if (bank === "" || account === "") gap(reading, Faults.noAccount, bank === "" ? "Bank" : "No. Rekening")
  return { bank, account }
}
