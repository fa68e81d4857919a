/** Small seasons written by a test: a programme of some cohorts, people who applied, and what was signed. */
import { parse } from "csv-parse/sync"
import * as Forms from "../src/Forms.ts"
import { Corrected } from "@bina/indonesia/forms"
import * as Folder from "./Folder.ts"

/** The columns of a sheet of corrections. */
export const correctionColumns = [...Forms.attendanceColumns, ...Corrected.columns]

/** A row by column; columns left out are empty. */
export type Row<Column extends string> = Partial<Record<Column, string>>

export interface Cohort {
  readonly settings: Readonly<Record<string, unknown>>
  readonly roster: ReadonlyArray<Row<Forms.RosterColumn>>
  readonly attendance: ReadonlyArray<Row<Forms.AttendanceColumn>>
  readonly corrections?: ReadonlyArray<Row<Forms.AttendanceColumn | (typeof Corrected.columns)[number]>>
}

/** A programme of a city; cohorts differ from the plain one by their settings. */
export const programme = (settings: Readonly<Record<string, unknown>>, cohorts: ReadonlyArray<Cohort>): object => ({
  id: "season-of-a-test",
  title: "Pelatihan",
  city: { name: "Kota Medan", kemendagriCode: "1271" },
  fiscalYear: 2020,
  timeZone: "Asia/Jakarta",
  department: "Dinas",
  ...settings,
  cohorts: cohorts.map(({ settings }) => ({
    id: "satu",
    course: "Kue",
    kbli: { version: "2020", code: "10710" },
    venue: { name: "Aula", capacity: 40 },
    partners: [],
    payer: "APBD",
    quota: 20,
    registrationOpens: "2020-09-01",
    startsOn: "2020-10-05",
    sessions: ["2020-10-05", "2020-10-06"],
    lessonHoursPerSession: 8,
    minimumAttendance: "80/100",
    dailyTransport: 100_000,
    maxPerPerson: null,
    budgetLine: { account: "5.2", amount: 10_000_000 },
    ...settings
  }))
})

const quoted = (cell: string): string => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** A sheet with exactly its columns. */
export const sheet = <Column extends string>(
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<Row<Column>>
): string =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]
    .map((cells) => cells.map(quoted).join(","))
    .join("\n")

/** Writes the season to a new folder. */
export const season = (settings: Readonly<Record<string, unknown>>, cohorts: ReadonlyArray<Cohort>): string => {
  const folder = Folder.empty()
  Folder.put(folder, "programme.json", JSON.stringify(programme(settings, cohorts)))
  for (const { attendance, corrections, roster, settings } of cohorts) {
    const file = (kind: string) => `cohorts/${String(settings["id"] ?? "satu")}/${kind}.csv`
    Folder.put(folder, file("roster"), sheet(Forms.rosterColumns, roster))
    Folder.put(folder, file("attendance"), sheet(Forms.attendanceColumns, attendance))
    if (corrections !== undefined) Folder.put(folder, file("corrections"), sheet(correctionColumns, corrections))
  }
  return folder
}

/** A NIK of Medan Kota, born on 1 January 1985. */
export const nik = (serial: number): string => `127101010185${String(serial).padStart(4, "0")}`

/** Somebody who is eligible in Medan, but for what is given. */
export const applicant = (serial: number, row: Row<Forms.RosterColumn> = {}): Row<Forms.RosterColumn> => ({
  Timestamp: `2020-09-10 08:${String(Math.floor(serial / 60) % 60).padStart(2, "0")}:${String(serial % 60).padStart(2, "0")}`,
  "Nama Lengkap": `Peserta Rekaan ${serial}`,
  NIK: nik(serial),
  "No. KK": `127101010105${String(serial).padStart(4, "0")}`,
  "Tanggal Lahir": "01/01/1985",
  Kecamatan: "Medan Kota",
  Pekerjaan: "Pencari kerja",
  Bank: "BRI",
  "No. Rekening": `55${serial}`,
  ...row
})

/** A day that counts in Medan in 2020, but for what is given. */
export const present = (
  serial: number,
  day: string,
  row: Row<Forms.AttendanceColumn> = {}
): Row<Forms.AttendanceColumn> => ({
  Tanggal: day,
  NIK: nik(serial),
  Kehadiran: "Hadir",
  "Paraf Pagi": "v",
  "Paraf Sore": "TTD",
  Masker: "Y",
  "Jaga Jarak": "Ya",
  "Cuci Tangan": "v",
  Suhu: "36,5",
  ...row
})

/** The rows of a list that the command wrote, by column. */
export const list = (folder: string, file: string): ReadonlyArray<Readonly<Record<string, string>>> =>
  parse(Folder.get(folder, file), { bom: true, columns: true, delimiter: ";" })
