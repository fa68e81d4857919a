/**
 * Reads columns of answers as plainly as possible, and holds them against what the interpreter answers. It does not ask
 * `batch.answer`, which decides a row again wherever something is missing.
 */
import { CivilDate, Columns, type Decision, type Decisions, type Policy } from "@bina/policy"
import type * as Many from "@bina/policy/Many"
import { assert } from "@effect/vitest"
import * as Result from "effect/Result"

type Batch = Many.Batch<never, Policy.Answer>

const has = (flags: Uint8Array | undefined, row: number): boolean => flags === undefined || flags[row] === 1

/** Whether a word that belongs to some row has a bit. */
const holds = (words: Int32Array | undefined, starts: Int32Array | undefined, row: number, element: number): boolean =>
  words === undefined || Columns.bit(words, starts?.[row] ?? row, element)

const valueOf = (
  output: Exclude<Decisions.Output, Decisions.Each>,
  row: number,
  { columns }: Batch,
  texts: ReadonlyArray<string>
): unknown => {
  if (output.kind === "ratio") return { numerator: output.numerator[row], denominator: output.denominator[row] }
  const value = output.values[row]!
  if (output.kind === "boolean") return value === 1
  if (output.kind === "date") return Result.getOrThrow(CivilDate.fromEpochDay(value))
  if (output.kind === "text") return texts[value]
  return output.kind === "word" ? columns.words[value] : value
}

const checkOutput = (
  output: Decisions.Output,
  outcome: Decision.Outcome<unknown>,
  row: number,
  batch: Batch,
  texts: ReadonlyArray<string>
): void => {
  assert.strictEqual(has(output.determined, row), outcome._tag === "Determined")
  if (outcome._tag === "Undetermined") return
  if (output.kind !== "each") return assert.deepStrictEqual(valueOf(output, row, batch, texts), outcome.value)
  for (const [element, each] of (outcome.value as ReadonlyArray<Decision.Outcome<boolean>>).entries()) {
    assert.strictEqual(holds(output.determinedFor, output.starts, row, element), each._tag === "Determined")
    if (each._tag === "Determined") assert.strictEqual(holds(output.holds, output.starts, row, element), each.value)
  }
}

/** Whether the columns have a place for what is answered of an output in a row that was set apart. */
const stands = (output: Decisions.Output, outcome: Decision.Outcome<unknown>, { columns }: Batch): boolean => {
  if (outcome._tag === "Undetermined") return output.determined !== undefined
  if (output.kind === "each") return (outcome.value as ReadonlyArray<unknown>).length === 0
  return output.kind !== "word" || columns.words.includes(outcome.value as string)
}

/** A row that an encoder set apart: what stands in the columns is right, and they say where something does not. */
const checkApart = (
  decisions: Decisions.Outputs,
  outcomes: Readonly<Record<string, Decision.Outcome<unknown>>>,
  row: number,
  batch: Batch
): void => {
  const entries = Object.entries(outcomes)
  const all = entries.every(([name, outcome]) => stands(decisions.outputs[name]!, outcome, batch))
  assert.strictEqual(decisions.status[row], all ? statuses.Assessed : 5, `status of row ${row}`)
  for (const [name, outcome] of entries) {
    const output = decisions.outputs[name]!
    if (stands(output, outcome, batch)) checkOutput(output, outcome, row, batch, decisions.texts)
    else assert.isTrue(output.determined === undefined || output.determined[row] === 0)
  }
}

const statuses = { Eligible: 0, Ineligible: 1, Undetermined: 2, Invalid: 3, Assessed: 4 } as const

/** The columns of a run say of each row what the answer says, apart from names of what is missing or invalid. */
export const agrees = (
  policy: Policy.Foreign,
  batch: Batch,
  decisions: Decisions.Decisions,
  answers: ReadonlyArray<Policy.Answer>
): void => {
  const { answers: asked } = policy.document
  answers.forEach((answer, row) => {
    if (batch.columns.apart?.has(row) === true && decisions.kind === "outputs" && answer._tag === "Assessed") {
      return checkApart(decisions, answer.values, row, batch)
    }
    assert.strictEqual(decisions.status[row], statuses[answer._tag], `status of row ${row}`)
    if (decisions.kind === "requirements" && asked.kind === "requirements") {
      const reasons = asked.rules.filter((_, place) => Columns.bit(decisions.reasons[place >> 5]!, row, place & 31))
      assert.deepStrictEqual(reasons, answer._tag === "Ineligible" ? [...answer.reasons] : [])
    }
    if (decisions.kind === "outputs" && answer._tag === "Invalid") {
      for (const { determined } of Object.values(decisions.outputs)) assert.isTrue((determined?.[row] ?? 0) === 0)
    }
    if (decisions.kind === "outputs" && answer._tag === "Assessed") {
      for (const [name, outcome] of Object.entries(answer.values)) {
        checkOutput(decisions.outputs[name]!, outcome, row, batch, decisions.texts)
      }
    }
  })
}
