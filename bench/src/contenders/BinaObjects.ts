/**
 * The work with Bina from objects to objects: the facts of every enrolment as a nested object go into columns, columns
 * are decided, and every answer comes back as an object, in chunks of bounded memory.
 */
import { type Columns, Decisions } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import * as Cases from "../bina/Cases.ts"
import * as EnrolmentPolicy from "../bina/EnrolmentPolicy.ts"
import * as InOrder from "../bina/InOrder.ts"
import * as Order from "../work/Order.ts"
import * as Outcome from "../work/Outcome.ts"
import * as BinaColumns from "./BinaColumns.ts"
import type { Contender } from "./Contender.ts"

type Batches = Iterable<Many.Batch<EnrolmentPolicy.Known, Cases.Assessment>>

/** Decides batches of a piece, and makes of every row an object of plain values. */
export const rowsOf = (
  batches: Batches,
  { household, programme }: InOrder.Piece,
  memory: InOrder.Memory
): Array<Outcome.Row> => {
  const made: Array<Outcome.Row> = []
  let into: Decisions.Outputs | undefined
  for (const batch of batches) {
    const { rows } = batch
    // All batches have one layout, and the first has the most rows.
    const decisions = BinaColumns.outputsOf(batch.run(into === undefined ? {} : { into }))
    into = decisions
    for (let row = 0; row < rows; row++) {
      if (decisions.status[row] !== Decisions.status.assessed) throw new Error("a row is not assessed")
    }
    const column = (name: string) => BinaColumns.valuesOf(decisions, name)
    const [refusal, scale, tax, net, completed] = [
      column("refusal"),
      column("scale"),
      column("tax"),
      column("net"),
      column("completed")
    ]
    const gross = (column("gross") as Int32Array).subarray(0, rows)
    const scales = decisions.texts.map((text) => Cases.scaleNumbers[text] ?? 255)
    const { eligible, ineligible } = Decisions.status
    const answers = new Uint8Array(rows)
    for (let row = 0; row < rows; row++) answers[row] = refusal[row] === 0 ? eligible : ineligible
    const part = (all: Columns.Numbers) => all.subarray(made.length, made.length + rows)
    const piece = { household: part(household), programme: part(programme) }
    const { admit, pay, reached, unpaid } = InOrder.over(piece, answers)
    const seats = new Int32Array(rows + 1)
    pay(memory, seats, admit(memory, 0, rows, seats), gross)
    for (let row = 0; row < rows; row++) {
      const isPaid = refusal[row] === 0 && reached[row] === 0 && unpaid[row] === 0
      made.push({
        status: isPaid ? completed[row]! ^ 1 : refusal[row]! || reached[row]! * 7 || 8,
        scale: scales[scale[row]!]!,
        gross: isPaid ? gross[row]! : 0,
        tax: isPaid ? tax[row]! : 0,
        net: isPaid ? net[row]! : 0
      })
    }
  }
  return made
}

export const binaObjects: Contender = {
  title: "Bina, objects through columns",
  remark:
    "nested objects → columns → decisions → an object of plain values each, facts declared present; both conversions are timed; seats and budget in a loop of the benchmark",
  prepare: (enrolments) => {
    const cases = Cases.casesOf(enrolments)
    const many = Many.compileMany(EnrolmentPolicy.enrolment, { nullable: [] })
    let rows: ReadonlyArray<Outcome.Row> = []
    const run = (): void => {
      rows = rowsOf(many.chunks(cases), enrolments, InOrder.begin(enrolments))
    }
    return Promise.resolve({ run, outcome: () => Outcome.ofRows(rows) })
  }
}

export const binaAnswers: Contender = {
  title: "Bina, answers through columns",
  remark: "the same, with the whole answer of `decide` as an object for every row",
  prepare: (enrolments) => {
    const cases = Cases.casesOf(enrolments)
    const many = Many.compileMany(EnrolmentPolicy.enrolment, { nullable: [] })
    let rows: ReadonlyArray<Outcome.Row> = []
    const run = (): void => {
      const settle = Cases.settle(enrolments, Order.host(enrolments))
      const made: Array<Outcome.Row> = []
      for (const batch of many.chunks(cases)) {
        const decisions = batch.run()
        for (let row = 0; row < batch.rows; row++) {
          made.push(settle(Cases.answerOf(batch.answer(decisions, row)), made.length))
        }
      }
      rows = made
    }
    return Promise.resolve({ run, outcome: () => Outcome.ofRows(rows) })
  }
}

export const binaRowExplanations: Contender = {
  title: "Bina, an explanation for every row",
  remark: "columns are decided, and of every row the explanation is rebuilt as an object and dropped",
  prepare: (enrolments) => {
    const cases = Cases.casesOf(enrolments)
    const batch = Many.compileMany(EnrolmentPolicy.enrolment, { nullable: [] }).encode(cases)
    let rows: ReadonlyArray<Outcome.Row> = []
    const run = (): void => {
      const settle = Cases.settle(enrolments, Order.host(enrolments))
      batch.run()
      const made: Array<Outcome.Row> = []
      for (let row = 0; row < batch.rows; row++) {
        made.push(settle(Cases.answerOf(batch.explain(row).answer), row))
      }
      rows = made
    }
    return Promise.resolve({ run, outcome: () => Outcome.ofRows(rows) })
  }
}
