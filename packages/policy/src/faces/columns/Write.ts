/**
 * Moves single answers between columns and objects.
 */
import type * as Document from "../../tree/Document.ts"
import * as CivilDate from "../../vocabulary/CivilDate.ts"
import type * as Ratio from "../../vocabulary/Ratio.ts"
import type * as Decide from "../Decide.ts"
import * as Decision from "../Decision.ts"
import * as Columns from "./Columns.ts"
import * as Decisions from "./Decisions.ts"
import * as Decode from "./Decode.ts"

// ---- Objects from columns

/** A decision, where bits say all of it: what is missing or invalid they do not name. */
export const requirements = (
  { answers }: Document.Document,
  { reasons, status }: Decisions.Requirements,
  row: number
): Decision.Decision | undefined => {
  if (status[row] === Decisions.status.eligible) return Decision.Decision.cases.Eligible.make({})
  if (status[row] !== Decisions.status.ineligible || answers.kind !== "requirements") return undefined
  const unmet = answers.rules.filter((_, place) => Columns.bit(reasons[place >> 5]!, row, place & 31))
  const [first, ...others] = unmet
  return first === undefined ? undefined : Decision.Decision.cases.Ineligible.make({ reasons: [first, ...others] })
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
      return Decode.dateOf(value)
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
}

/** Keeps an answer. A word that the columns do not have is kept as −1; the elements of a list are not kept. */
export const answer = (
  { answers }: Document.Document,
  decisions: Decisions.Decisions,
  row: number,
  given: Decide.Answer,
  words: ReadonlyArray<string>
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
    decisions.status[row] = Decisions.status.assessed
    for (const [name, output] of Object.entries(decisions.outputs))
      keep(output, row, given.values[name]!, decisions, words)
  }
}

const keep = (
  output: Decisions.Output,
  row: number,
  outcome: Decision.Outcome<unknown>,
  { status, texts }: Decisions.Outputs,
  words: ReadonlyArray<string>
): void => {
  const kept = outcome._tag === "Determined" && output.kind !== "each"
  if (output.determined !== undefined) output.determined[row] = kept ? 1 : 0
  if (!kept) {
    // A column that is always determined has no place to say that this one value is not.
    if (output.determined === undefined) status[row] = Decisions.status.undetermined
    return
  }
  const { value } = outcome
  if (output.kind === "ratio") {
    output.numerator[row] = (value as Ratio.Ratio).numerator
    output.denominator[row] = (value as Ratio.Ratio).denominator
  } else {
    output.values[row] =
      output.kind === "date"
        ? CivilDate.toEpochDay(value as CivilDate.CivilDate)
        : output.kind === "text"
          ? texts.indexOf(value as string)
          : output.kind === "word"
            ? words.indexOf(value as string)
            : Number(value)
  }
}
