/**
 * What a bank answered to a list: `NIK`, `Jawaban` (`dibayar` or `dikembalikan`), `Referensi`, and `Alasan` of what came
 * back.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type BankAnswers, Cell, type Form, type Problem } from "@bina/season"
import * as Nik from "../identity/Nik.ts"
import * as Faults from "./Faults.ts"

// ---- Models

/** The columns of the file. */
export const columns = ["NIK", "Jawaban", "Referensi", "Alasan"] as const

// ---- Rules

const answers: ReadonlyMap<string, BankAnswers.Row["_tag"]> = new Map([
  ["dibayar", "Paid"],
  ["paid", "Paid"],
  ["dikembalikan", "Returned"],
  ["returned", "Returned"]
])

/** The form of the file. Whoever records it takes it whole or not at all, so a row that says nothing certain is a problem. */
export const of = (latestYear: number): Form.Form<BankAnswers.Row, (typeof columns)[number]> => ({
  columns,
  shown: {},
  read: (row) => {
    const nik = Nik.parse(row.written("NIK"), { latestYear })
    const answer = answers.get(Cell.fold(row.written("Jawaban")))
    const reference = Cell.tidy(row.written("Referensi"))
    const reason = Cell.tidy(row.written("Alasan"))
    const wrong: ReadonlyArray<readonly [boolean, Problem.Fault, (typeof columns)[number]]> = [
      [Result.isFailure(nik), Faults.answeredNik, "NIK"],
      [answer === undefined, Faults.answer, "Jawaban"],
      [Cell.isNone(reference), Faults.answerReference, "Referensi"],
      [answer === "Returned" && Cell.isNone(reason), Faults.answerReason, "Alasan"],
      [answer === "Paid" && !Cell.isNone(reason), Faults.answerPaidReason, "Alasan"]
    ]
    const found = wrong.filter(([is]) => is)
    for (const [, fault, column] of found) row.gap(fault, column)
    if (found.length > 0 || Result.isFailure(nik) || answer === undefined) return Option.none()
    const said = { line: row.line, number: nik.success.digits, reference }
    return Option.some(answer === "Paid" ? { ...said, _tag: answer } : { ...said, _tag: answer, reason })
  }
})
