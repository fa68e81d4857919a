/**
 * The sheets of supervision as an Indonesian department keeps them: the register of establishments by NIB, visits with
 * their checklist and verdict, and reports with the moment at which each came.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type Checklist, Moment } from "@bina/core"
import { Money, type CivilDate, type Citation } from "@bina/policy"
import { Cell, type Form, type Problem, type Supervised } from "@bina/season"
import * as IndustryScale from "../business/IndustryScale.ts"
import * as Kbli from "../business/Kbli.ts"
import * as MsmeScale from "../business/MsmeScale.ts"
import * as Nib from "../identity/Nib.ts"
import * as Checklists from "../supervision/Checklists.ts"
import * as IndonesianDate from "../writing/IndonesianDate.ts"
import * as Rupiah from "../writing/Rupiah.ts"
import * as Faults from "./Faults.ts"

// ---- Cells

const nib = <C extends string>(row: Form.Row<C>, column: C): Option.Option<string> =>
  Result.match(Nib.parse(row.written(column)), {
    onFailure: () => row.gap(Faults.nib, column),
    onSuccess: (number) => Option.some<string>(number)
  })

const date = <C extends string>(
  row: Form.Row<C>,
  column: C,
  fault: Problem.Fault
): Option.Option<CivilDate.CivilDate> =>
  Result.match(IndonesianDate.parse(row.written(column)), {
    onFailure: () => row.gap(fault, column),
    onSuccess: Option.some
  })

const answers: ReadonlyMap<string, boolean> = new Map([
  ["ya", true],
  ["tidak", false]
])

const answer = <C extends string>(row: Form.Row<C>, column: C, fault: Problem.Fault): Option.Option<boolean> => {
  const found = answers.get(Cell.fold(row.written(column)))
  return found === undefined ? row.gap(fault, column) : Option.some(found)
}

const amount = <C extends string>(row: Form.Row<C>, column: C): Option.Option<number> =>
  Result.match(Rupiah.parse(row.written(column)), {
    onFailure: () => row.gap(Faults.amount, column),
    onSuccess: (amount) => (amount < 0 ? row.gap(Faults.amount, column) : Option.some<number>(amount))
  })

const mostWorkers = 1_000_000

const workers = <C extends string>(row: Form.Row<C>, column: C): Option.Option<number> => {
  const written = Cell.tidy(row.written(column))
  const count = /^\d{1,7}$/.test(written) ? Number(written) : Number.NaN
  return count <= mostWorkers ? Option.some(count) : row.gap(Faults.workers, column)
}

// ---- The register

/** The columns of the register. */
export const establishmentColumns = [
  "NIB",
  "Nama",
  "KBLI 2020",
  "Kecamatan",
  "Tenaga Kerja",
  "Investasi (Rp)",
  "Omzet (Rp)",
  "IOMKI"
] as const
export type EstablishmentColumn = (typeof establishmentColumns)[number]

/** How the register is read; who holds an IOMKI owes reports. */
export const establishments: Form.Form<Supervised.Establishment, EstablishmentColumn> = {
  columns: establishmentColumns,
  shown: { "KBLI 2020": "word", Kecamatan: "word", "Tenaga Kerja": "word", IOMKI: "word" },
  read: (row) =>
    Option.map(nib(row, "NIB"), (number) => {
      const code = Kbli.parse({ version: "2020", code: row.written("KBLI 2020") })
      return {
        line: row.line,
        number,
        name: Cell.tidy(row.written("Nama")),
        trade: Result.isFailure(code) ? row.gap(Faults.kbli, "KBLI 2020") : Option.some(code.success.code),
        district: Cell.tidy(row.written("Kecamatan")),
        workers: workers(row, "Tenaga Kerja"),
        investment: amount(row, "Investasi (Rp)"),
        annualSales: amount(row, "Omzet (Rp)"),
        reports: answer(row, "IOMKI", Faults.yesOrNo)
      }
    })
}

// ---- Visits

/** The columns of visits. */
export const visitColumns = [
  "Tanggal",
  "NIB",
  "Petugas",
  "Surat Tugas",
  "Masker",
  "Jarak",
  "Cuci Tangan",
  "Suhu",
  "Kebersihan",
  "Putusan"
] as const
export type VisitColumn = (typeof visitColumns)[number]

/** The items of the guideline for workplaces, in the order of their columns. */
const itemColumns = [
  "Masker",
  "Jarak",
  "Cuci Tangan",
  "Suhu",
  "Kebersihan"
] as const satisfies ReadonlyArray<VisitColumn>

const verdicts: ReadonlyMap<string, Supervised.Verdict> = new Map([
  ["patuh", "compliant"],
  ["pelanggaran", "violation"],
  ["dimaafkan", "waived"]
])

/** How visits are read: `ya` is kept, `tidak` a breach. */
export const visits: Form.Form<Supervised.Visit, VisitColumn> = {
  columns: visitColumns,
  shown: {
    Tanggal: "time",
    Masker: "word",
    Jarak: "word",
    "Cuci Tangan": "word",
    Suhu: "word",
    Kebersihan: "word",
    Putusan: "word"
  },
  read: (row) =>
    Option.map(nib(row, "NIB"), (number) => {
      const seen = itemColumns.map((column) => answer(row, column, Faults.checklistItem))
      const verdict = verdicts.get(Cell.fold(row.written("Putusan")))
      const assignment = Cell.tidy(row.written("Surat Tugas"))
      if (assignment === "") row.gap(Faults.assignment, "Surat Tugas")
      const items: ReadonlyArray<Checklist.Item> = Checklists.workplace.items
      return {
        line: row.line,
        number,
        on: date(row, "Tanggal", Faults.visitDate),
        officer: Cell.tidy(row.written("Petugas")),
        assignment,
        breaches: items.filter((_, at) => Option.contains(seen[at]!, false)).map(({ text }) => text),
        isWhole: seen.every(Option.isSome),
        verdict: verdict === undefined ? row.gap(Faults.verdict, "Putusan") : Option.some(verdict)
      }
    })
}

// ---- Reports

/** The columns of reports. */
export const reportColumns = ["NIB", "Batas", "Diterima"] as const
export type ReportColumn = (typeof reportColumns)[number]

/** How reports are read; the moment of receipt names its offset. */
export const reports: Form.Form<Supervised.Receipt, ReportColumn> = {
  columns: reportColumns,
  shown: { Batas: "time", Diterima: "time" },
  read: (row) =>
    Option.map(nib(row, "NIB"), (number) => {
      const at = Moment.fromOffset(Cell.tidy(row.written("Diterima")))
      return {
        line: row.line,
        number,
        due: date(row, "Batas", Faults.dueDate),
        at: Result.isFailure(at) ? row.gap(Faults.receivedAt, "Diterima") : Option.some(at.success)
      }
    })
}

// ---- All of them

export const forms: Supervised.Forms = { establishments, visits, reports }

export const columns: Supervised.Columns = {
  number: "NIB",
  on: "Tanggal",
  verdict: "Putusan",
  due: "Batas"
}

// ---- Scales

/** A scale that cannot be determined. */
export const undetermined = "undetermined"

/** The scale of a business by its annual sales on a day; above medium it is `large`. */
export const msmeOn = ({ annualSales }: Supervised.Size, on: CivilDate.CivilDate): string =>
  Option.match(annualSales, {
    onNone: () => undetermined,
    onSome: (sales) =>
      Result.match(MsmeScale.classify({ annualSales: Money.minorUnits(sales) }, { on, purpose: "empowerment" }), {
        onFailure: () => undetermined,
        onSuccess: ({ scale }) => (scale === "not-msme" ? "large" : scale)
      })
  })

/** The scale of an industry by its workers and investment on a day; `basis` where the day needs one. */
export const industryOn = (
  { investment, workers }: Supervised.Size,
  asked: { readonly on: CivilDate.CivilDate; readonly basis?: Citation.Citation }
): string =>
  Option.isNone(workers) || Option.isNone(investment)
    ? undetermined
    : Result.match(
        IndustryScale.classify({ workers: workers.value, investment: Money.minorUnits(investment.value) }, asked),
        { onFailure: () => undetermined, onSuccess: ({ scale }) => scale as string }
      )
