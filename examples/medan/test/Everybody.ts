/** Everybody in the rosters of the shipped season, as their rows say: what a command must not show, and what it keeps. */
import * as Folder from "./Folder.ts"
import expected from "./expected.json" with { type: "json" }

/** What a row of a roster holds in a column; nothing where it holds nothing. */
export type Row = (column: string) => string

/** The rows of all rosters. */
export const rows: ReadonlyArray<Row> = expected.cohorts.flatMap(({ id }) => {
  const [header, ...rows] = Folder.get(Folder.shipped, `cohorts/${id}/roster.csv`)
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((line) => line.replace(/[;,]/g, "").trim() !== "")
    .map((line) => line.split(/[;,](?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', "").trim()))
  return rows.map((row) => (column: string) => row[header!.indexOf(column)] ?? "")
})

const columns = ["Nama Lengkap", "NIK", "No. KK", "Alamat", "No. HP/WA", "NPWP", "No. Rekening"]

/** Their names, identity, household and account numbers, telephones and addresses. */
export const personal: ReadonlyArray<string> = rows
  .flatMap((row) => columns.map(row))
  .filter((value) => value.length > 4 && value !== "Belum ada")
