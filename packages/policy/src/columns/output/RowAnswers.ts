/**
 * Moves single answers between columns and objects.
 */
import type * as Document from "../../tree/Document.ts"
import * as CivilDate from "../../vocabulary/CivilDate.ts"
import type * as Ratio from "../../vocabulary/Ratio.ts"
import type * as Decision from "../../tree/Decision.ts"
import * as Columns from "../Columns.ts"
import * as Decisions from "../Decisions.ts"
import * as RowFacts from "./RowFacts.ts"

// ---- Objects from columns

/** A decision, where bits say all of it: what is missing or invalid they do not name. */
export const requirements = (
  { answers }: Document.Document,
  { reasons, status }: Decisions.Requirements,
  row: number
): Decision.Decision | undefined => {
  if (status[row] === Decisions.status.eligible) return { _tag: "Eligible" }
  if (status[row] !== Decisions.status.ineligible || answers.kind !== "requirements") return undefined
  const unmet = answers.rules.filter((_, place) => Columns.bit(reasons[place >> 5]!, row, place & 31))
  const [first, ...others] = unmet
  return first === undefined ? undefined : { _tag: "Ineligible", reasons: [first, ...others] }
}

/** The columns of outputs by name, as {@link outputs} goes through them row by row. */
export type Named = ReadonlyArray<readonly [string, Decisions.Output]>

/** The values of a row, where all of them are determined. */
export const outputs = (
  { status, texts }: Decisions.Outputs,
  columns: Named,
  row: number,
  { words }: Columns.Columns,
  lengthOf: (list: string) => number
): Decision.Assessment<Readonly<Record<string, unknown>>> | undefined => {
  if (status[row] !== Decisions.status.assessed) return undefined
  const values: Record<string, Decision.Outcome<unknown>> = {}
  for (const [name, output] of columns) {
    if (output.determined !== undefined && output.determined[row] !== 1) return undefined
    const value = output.kind === "each" ? each(output, row, lengthOf(output.list)) : single(output, row, texts, words)
    if (value === undefined) return undefined
    values[name] = { _tag: "Determined", value }
  }
  return { _tag: "Assessed", values }
}

const single = (
  output: Decisions.Value | Decisions.Ratio,
  row: number,
  texts: ReadonlyArray<string>,
  words: ReadonlyArray<string>
): unknown => {
  if (output.kind === "ratio") {
    return { numerator: output.numerator[row]!, denominator: output.denominator[row]! }
  }
  const value = output.values[row]!
  switch (output.kind) {
    case "boolean":
      return value === 1
    case "number":
      return value
    case "date":
      return RowFacts.dateOf(value)
    case "text":
      return texts[value]
    case "word":
      return words[value]
  }
}

const each = (
  { determinedFor, holds, starts }: Decisions.Each,
  row: number,
  length: number
): ReadonlyArray<Decision.Outcome<boolean>> | undefined => {
  const first = starts?.[row] ?? row
  const values: Array<Decision.Outcome<boolean>> = []
  for (let nth = 0; nth < length; nth += 1) {
    if (determinedFor !== undefined && !Columns.bit(determinedFor, first, nth)) return undefined
    values.push({ _tag: "Determined", value: Columns.bit(holds, first, nth) })
  }
  return values
}

// ---- Columns from objects

/** Nothing is said of a row but that it is invalid. */
export const invalid = (decisions: Decisions.Decisions, row: number): void => {
  decisions.status[row] = Decisions.status.invalid
  if (decisions.kind === "requirements") for (const word of decisions.reasons) word[row] = 0
  else for (const { determined } of Object.values(decisions.outputs)) if (determined !== undefined) determined[row] = 0
}

/** Keeps an answer, as far as the columns have a place for it; else the status of the row is `apart`. */
export const answer = (
  { answers }: Document.Document,
  decisions: Decisions.Decisions,
  row: number,
  given: Decision.Answer,
  words: ReadonlyArray<string>,
  lengthOf: (list: string) => number
): void => {
  if (given._tag === "Invalid") return invalid(decisions, row)
  if (decisions.kind === "requirements" && given._tag !== "Assessed" && answers.kind === "requirements") {
    const reasons: ReadonlyArray<string> = given._tag === "Ineligible" ? given.reasons : []
    const { eligible, ineligible, undetermined } = Decisions.status
    decisions.status[row] =
      given._tag === "Eligible" ? eligible : given._tag === "Ineligible" ? ineligible : undetermined
    decisions.reasons.forEach((word, place) => {
      word[row] = answers.rules
        .slice(place * 32, place * 32 + 32)
        .reduce((bits, name, bit) => bits | (reasons.includes(name) ? 1 << bit : 0), 0)
    })
  }
  if (decisions.kind === "outputs" && given._tag === "Assessed") {
    const kept = Object.entries(decisions.outputs).map(([name, output]) => {
      const outcome = given.values[name]!
      const stands = outcome._tag === "Determined" && keep(output, row, outcome.value, decisions.texts, words, lengthOf)
      if (output.determined !== undefined) output.determined[row] = stands ? 1 : 0
      return stands || (outcome._tag === "Undetermined" && output.determined !== undefined)
    })
    decisions.status[row] = kept.every(Boolean) ? Decisions.status.assessed : Decisions.status.apart
  }
}

/** Keeps a value that is known; says whether the column has a place for all of it. */
const keep = (
  output: Decisions.Output,
  row: number,
  value: unknown,
  texts: ReadonlyArray<string>,
  words: ReadonlyArray<string>,
  lengthOf: (list: string) => number
): boolean => {
  switch (output.kind) {
    case "each":
      return keepEach(output, row, value as ReadonlyArray<Decision.Outcome<boolean>>, lengthOf(output.list))
    case "ratio":
      output.numerator[row] = (value as Ratio.Ratio).numerator
      output.denominator[row] = (value as Ratio.Ratio).denominator
      return true
    case "date":
      output.values[row] = CivilDate.toEpochDay(value as CivilDate.CivilDate)
      return true
    case "text":
      output.values[row] = texts.indexOf(value as string)
      return true
    case "word":
      output.values[row] = words.indexOf(value as string)
      return output.values[row] >= 0
    case "boolean":
    case "number":
      output.values[row] = Number(value)
      return true
  }
}

/** Keeps the answers of a list, bit by bit. The lists of a row that the encoder set apart are empty in the columns. */
const keepEach = (
  { determinedFor, holds, starts }: Decisions.Each,
  row: number,
  values: ReadonlyArray<Decision.Outcome<boolean>>,
  room: number
): boolean => {
  if (values.length !== room) return false
  const first = starts?.[row] ?? row
  const end = starts?.[row + 1] ?? row + 1
  holds.fill(0, first, end)
  determinedFor?.fill(0, first, end)
  for (const [nth, outcome] of values.entries()) {
    const isKnown = outcome._tag === "Determined"
    if (!isKnown && determinedFor === undefined) return false
    const [word, bit] = [first + (nth >> 5), 1 << (nth & 31)]
    if (isKnown && determinedFor !== undefined) determinedFor[word]! |= bit
    if (isKnown && outcome.value) holds[word]! |= bit
  }
  return true
}
