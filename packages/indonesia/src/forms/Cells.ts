/**
 * What the cells of a roster hold wherever in the country it was filled in: identity numbers, days, districts, telephones,
 * rupiah. Each reads one column of a row; what cannot be read is a gap and is reported, never a guess.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { CivilDate } from "@bina/policy"
import { Cell, type Form, type Problem, type Roster, type Timestamp } from "@bina/season"
import * as HouseholdNumber from "../identity/HouseholdNumber.ts"
import * as Nik from "../identity/Nik.ts"
import * as Npwp from "../identity/Npwp.ts"
import * as Occupation from "../occupation/Occupation.ts"
import * as Region from "../region/Region.ts"
import * as IndonesianDate from "../writing/IndonesianDate.ts"
import * as Phone from "../writing/Phone.ts"
import * as Rupiah from "../writing/Rupiah.ts"
import * as Clock from "./Clock.ts"
import * as Faults from "./Faults.ts"

// ---- Models

/** What cells are read against: the regions of the country, the city, the last year of a possible birth, the zone. */
export interface Context {
  readonly regions: Region.Regions
  readonly city: Region.Kemendagri
  readonly latestYear: number
  readonly timeZone: string
}

// ---- Rules

/** When somebody registered; without it a row is no application. */
export const registeredAt = <C extends string>(
  row: Form.Row<C>,
  column: C,
  { timeZone }: Context
): Option.Option<Timestamp.Timestamp> => {
  const time = Clock.read(row.written(column), timeZone)
  return Option.isSome(time) ? time : row.gap(Faults.registrationTime, column)
}

/** The identity number of a person, compared with the day of birth that the row states beside it. */
export const nik = <C extends string>(
  row: Form.Row<C>,
  columns: { readonly nik: C; readonly birthDate: C },
  birthDate: Option.Option<CivilDate.CivilDate>,
  { latestYear, regions }: Context
): Roster.Identity => {
  const written = row.written(columns.nik)
  const nik = Nik.parse(written, { latestYear })
  if (Result.isFailure(nik)) return { written, known: row.gap(Faults.malformedNik, columns.nik) }
  const { digits, region } = nik.success
  if (Option.isNone(Region.knownDistrict(regions, region))) row.gap(Faults.nikRegion, columns.nik)
  const differs = Option.flatMap(birthDate, (stated) => Nik.sameBirthDate(nik.success, stated))
  if (Option.isSome(differs)) row.gap(Faults.nikBirthDate, columns.birthDate)
  return { written: digits, known: Option.some(digits) }
}

/** What somebody does for a living. */
export const occupation = <C extends string>(row: Form.Row<C>, column: C): Option.Option<Occupation.Kind> => {
  const written = row.written(column)
  if (Cell.isNone(written)) return row.gap(Faults.noOccupation, column)
  const found = Occupation.parse(written)
  return Option.isSome(found) ? Option.some(found.value.kind) : row.gap(Faults.unknownOccupation, column)
}

/**
 * Whether the state employs somebody: by a column that asks for it, or by their occupation. What neither says, and no
 * table knows, is a gap.
 */
export const publicEmployee = <C extends string>(
  row: Form.Row<C>,
  columns: { readonly status: C; readonly occupation: C },
  form: Cell.Form
): Option.Option<boolean> => {
  const [status, occupation] = [row.written(columns.status), row.written(columns.occupation)]
  const byOccupation = Option.getOrUndefined(Occupation.parse(occupation))?.isPublic
  if (byOccupation === true) return Option.some(true)
  const answered = Cell.answer(status, form)
  if (Option.isNone(answered) || !answered.value) return answered
  const said = Option.getOrUndefined(Occupation.parse(status))
  if (Occupation.deniesPublic(status)) return Option.some(false)
  if (said === undefined) return row.gap(Faults.unknownEmployment, columns.status)
  // In this column somebody of whom the word alone does not say writes that they are one of them.
  return Option.some(said.isPublic ?? true)
}

/** The number of a family card. */
export const household = <C extends string>(row: Form.Row<C>, column: C): Option.Option<string> =>
  Result.match(HouseholdNumber.parse(row.written(column)), {
    onFailure: () => row.gap(Faults.malformedHousehold, column),
    onSuccess: ({ digits }) => Option.some(digits)
  })

/** A birth before 1900 or after the programme's year is a slip, not an age. */
export const birthDate = <C extends string>(
  row: Form.Row<C>,
  column: C,
  { latestYear }: Context
): Option.Option<CivilDate.CivilDate> => {
  const written = row.written(column)
  if (Cell.isNone(written)) return row.gap(Faults.noBirthDate, column)
  const date = IndonesianDate.parse(written)
  if (Result.isFailure(date)) return row.gap(Faults.birthDate, column)
  const possible = date.success >= "1900-01-01" && date.success <= `${latestYear}-12-31`
  return possible ? Option.some(date.success) : row.gap(Faults.outOfBounds, column)
}

/**
 * Whether a district belongs to the city. A name that no district of the country bears is a gap; one that only other
 * places bear is a known answer.
 */
export const residence = <C extends string>(
  row: Form.Row<C>,
  column: C,
  { city, regions }: Context
): Option.Option<boolean> => {
  const written = Cell.tidy(row.written(column))
  if (Cell.isNone(written)) return row.gap(Faults.noDistrict, column)
  const location = Region.locate(regions, city, written)
  return Result.isFailure(location) || location.success._tag === "Unknown"
    ? row.gap(Faults.district, column)
    : Option.some(location.success._tag === "InCity")
}

/** A number of the country as `0812-3456-7890`, which no spreadsheet takes for a number or a formula. */
const national = (phone: Phone.Phone): string =>
  phone.replace(/^\+62/, "0").replace(/(?<=^[0-9]{4}|^[0-9]{8})(?=[0-9])/g, "-")

/** A telephone number in one form; one that cannot be read stays as it is written. */
export const phone = <C extends string>(row: Form.Row<C>, column: C): string => {
  const written = Cell.tidy(row.written(column))
  if (Cell.isNone(written)) return ""
  const phone = Phone.parse(written)
  if (Result.isFailure(phone)) row.gap(Faults.phone, column)
  return Result.match(phone, { onFailure: () => written, onSuccess: national })
}

/** Sales above this are a slip of the keyboard. */
const highestSales = 10_000_000_000_000

/** Sales of a year in whole rupiah; asked for where they are `needed`. */
export const sales = <C extends string>(row: Form.Row<C>, column: C, needed: boolean): Option.Option<number> => {
  const written = row.written(column)
  if (Cell.isNone(written)) return needed ? row.gap(Faults.noSales, column) : Option.none()
  const sales = Rupiah.parse(written)
  if (Result.isFailure(sales)) return row.gap(Faults.sales, column)
  return sales.success >= 0 && sales.success <= highestSales
    ? Option.some(sales.success)
    : row.gap(Faults.outOfBounds, column)
}

/** Whether somebody has a tax number; one that is written wrongly is neither yes nor no. */
export const hasTaxId = <C extends string>(row: Form.Row<C>, column: C, form: Cell.Form): Option.Option<boolean> => {
  const written = row.written(column)
  const given = Cell.answer(written, form)
  if (!Option.contains(given, true)) return given
  return Result.isSuccess(Npwp.parse(written)) ? Option.some(true) : row.gap(Faults.taxId, column)
}

/** What holds a letter and was not left by a broken formula (`#REF!`), without blanks around it. */
const worded = (written: string): Option.Option<string> => {
  const tidied = Cell.tidy(written)
  return !Cell.isNone(tidied) && /\p{L}/u.test(tidied) && !tidied.startsWith("#") ? Option.some(tidied) : Option.none()
}

/** The name of a person; what is none stands on no list as one. */
export const name = <C extends string>(row: Form.Row<C>, column: C): string =>
  Option.getOrElse(worded(row.written(column)), () => {
    row.gap(Faults.noName, column)
    return ""
  })

/**
 * What may be the number of an account: digits, with the blanks, dots and hyphens that bank books print. Zeros alone name
 * no account, and a fraction is what a spreadsheet writes behind a number; of `1,05E+12` or `####` the digits are lost.
 */
const isAccount = (written: string): boolean =>
  /^\d[\d .-]*$/.test(written) && /[1-9]/.test(written) && !/^\d+\.\d{1,2}$/.test(written)

/** Where somebody is paid; nobody is paid to what is no account, so a list shows none. */
export const account = <C extends string>(
  row: Form.Row<C>,
  columns: { readonly bank: C; readonly account: C }
): Pick<Roster.Applicant, "bank" | "account"> => {
  const value = (column: C) => {
    const written = Cell.tidy(row.written(column)).replace(/^['’]+/, "")
    return Cell.isNone(written) ? "" : written
  }
  const [bank, account] = [value(columns.bank), value(columns.account)]
  if (bank === "" || account === "") row.gap(Faults.noAccount, bank === "" ? columns.bank : columns.account)
  const [isBank, isNumber] = [bank === "" || Option.isSome(worded(bank)), account === "" || isAccount(account)]
  if (!isBank) row.gap(Faults.malformedBank, columns.bank)
  if (!isNumber) row.gap(Faults.malformedAccount, columns.account)
  return { bank: isBank ? bank : "", account: isNumber ? account : "" }
}

/** A word of a list that a form offers, by what it means; `fault` where the list has no such word. */
export const word = <C extends string, A>(
  row: Form.Row<C>,
  column: C,
  words: ReadonlyMap<string, A>,
  fault: Problem.Fault
): Option.Option<A> => {
  const found = words.get(Cell.fold(row.written(column)))
  return found === undefined ? row.gap(fault, column) : Option.some(found)
}
