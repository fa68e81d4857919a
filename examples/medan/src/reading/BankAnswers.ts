/**
 * What a bank answered to a list, as its file says: `NIK`, `Jawaban` (`dibayar` or `dikembalikan`), `Referensi`, and
 * `Alasan` of what came back. A row says who by their number; where it stands means nothing.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Nik } from "@bina/indonesia"
import * as Cell from "./Cell.ts"
import * as Faults from "./Faults.ts"
import type * as Problem from "./Problem.ts"
import type * as ReadingError from "./ReadingError.ts"
import * as Sheet from "./Sheet.ts"

// ---- Models

/** One row: whose payment it is about, and what became of it. */
export type Row = { readonly line: number; readonly nik: string; readonly reference: string } & (
  | { readonly _tag: "Paid" }
  | { readonly _tag: "Returned"; readonly reason: string }
)

/** The columns of the file. */
export const columns = ["NIK", "Jawaban", "Referensi", "Alasan"] as const

// ---- Rules

const answers: ReadonlyMap<string, Row["_tag"]> = new Map([
  ["dibayar", "Paid"],
  ["paid", "Paid"],
  ["dikembalikan", "Returned"],
  ["returned", "Returned"]
])

/** Reads the file. Whoever records it takes it whole or not at all, so a row that says nothing certain is a problem. */
export const read = (
  file: string,
  text: string,
  latestYear: number
): Result.Result<Sheet.Read<Row>, ReadingError.UnknownColumns> =>
  Sheet.read<(typeof columns)[number], Row>(file, text, columns, (row, cell, report) => {
    const nik = Nik.parse(cell(row, "NIK"), { latestYear })
    const answer = answers.get(Cell.fold(cell(row, "Jawaban")))
    const reference = Cell.tidy(cell(row, "Referensi"))
    const reason = Cell.tidy(cell(row, "Alasan"))
    const wrong: ReadonlyArray<readonly [boolean, Problem.Fault, (typeof columns)[number]]> = [
      [Result.isFailure(nik), Faults.answeredNik, "NIK"],
      [answer === undefined, Faults.answer, "Jawaban"],
      [Cell.isNone(reference), Faults.answerReference, "Referensi"],
      [answer === "Returned" && Cell.isNone(reason), Faults.answerReason, "Alasan"],
      [answer === "Paid" && !Cell.isNone(reason), Faults.answerPaidReason, "Alasan"]
    ]
    const found = wrong.filter(([is]) => is)
    for (const [, fault, column] of found) report(fault, row, column, cell(row, column))
    if (found.length > 0 || Result.isFailure(nik) || answer === undefined) return Option.none()
    const said = { line: row.line, nik: nik.success.digits, reference }
    return Option.some(answer === "Paid" ? { ...said, _tag: answer } : { ...said, _tag: answer, reason })
  })
