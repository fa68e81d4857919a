/**
 * What a table expects, in the words in which an officer writes it, and what a policy answers in the same words:
 * `eligible`, `ineligible: under-age; over-age`, `undetermined: annualSales`, `240000`, `yes; no; ?`. A refusal names all
 * its reasons and an undetermined answer all that is missing, or neither would tell one fault from another.
 */
import * as Result from "effect/Result"
import * as Analysis from "../tree/Analysis.ts"
import * as Decision from "../tree/Decision.ts"
import type * as Document from "../tree/Document.ts"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as CaseTable from "./CaseTable.ts"
import * as ReadCell from "./ReadCell.ts"
import * as Words from "./Words.ts"

// ---- Models

/** An answer as a cell says it. Names stand in alphabetical order, each once. */
export type Said =
  | { readonly kind: "eligible" }
  | { readonly kind: "ineligible" | "undetermined" | "invalid"; readonly names: ReadonlyArray<string> }
  | { readonly kind: "value"; readonly value: string | number | boolean }
  | { readonly kind: "each"; readonly answers: ReadonlyArray<boolean | "unknown"> }

/** Whatever a policy may answer or name. */
export type Any = Policy<never, unknown>

type Expected = Result.Result<Said, ReadCell.Unreadable>

// ---- Functions

/** Reads what is expected of a policy of requirements. */
export const decision = (policy: Any, cell: string): Expected => {
  if (Words.is(cell, "eligible")) return Result.succeed({ kind: "eligible" })
  const named = withNames(policy, cell)
  if (named !== undefined) return named
  return Result.fail({
    reason: { id: "bukan jawaban yang dikenal", en: "not an answer that is known" },
    mend: {
      id: "tulis memenuhi syarat, tidak memenuhi syarat: ALASAN; ALASAN, atau belum dapat diputuskan: FAKTA",
      en: "write eligible, ineligible: REASON; REASON, or undetermined: FACT"
    }
  })
}

/** Reads what is expected of an output. */
export const output = (policy: Any, name: string, cell: string): Expected => {
  const named = withNames(policy, cell)
  if (named !== undefined) return named
  const text = CaseTable.tidy(cell)
  const typed = Analysis.typeOf(nodeOf(policy, name), analysisOf(policy))
  if (typed.each !== undefined) return each(text)
  const value = valueOf(typed.unit, text)
  return Result.map(value, (value): Said => ({ kind: "value", value }))
}

const valueOf = (
  unit: ReturnType<typeof Analysis.typeOf>["unit"],
  text: string
): Result.Result<string | number | boolean, ReadCell.Unreadable> => {
  switch (unit.kind) {
    case "boolean":
      return ReadCell.boolean(text)
    case "integer":
    case "money":
      return ReadCell.whole(text)
    case "date":
      return ReadCell.day(text)
    case "ratio":
      return Result.mapBoth(Ratio.fromText(text), {
        onSuccess: Ratio.toText,
        onFailure: () => ({
          reason: { id: "bukan pecahan", en: "not a fraction" },
          mend: { id: "tulis misalnya 80/100", en: "write it as 80/100" }
        })
      })
    case "text":
      return ReadCell.literal(unit.literals, text, new Map())
    case "code":
    case "token":
      return Result.succeed(text)
  }
}

const each = (text: string): Expected => {
  if (Words.is(text, "none")) return Result.succeed({ kind: "each", answers: [] })
  const parts = text.split(/[;,]/).map((part) => CaseTable.tidy(part))
  const answers = Result.all(parts.map((part) => (part === "?" ? Result.succeed("unknown" as const) : yesOrNo(part))))
  return Result.map(answers, (answers): Said => ({ kind: "each", answers }))
}

const yesOrNo = (part: string): Result.Result<boolean, ReadCell.Unreadable> =>
  Result.mapError(ReadCell.boolean(part), ({ reason }) => ({
    reason,
    mend: {
      id: "tulis ya, tidak atau ? untuk setiap baris daftar, misalnya: ya; tidak; ?",
      en: "write yes, no or ? for each element of the list, as: yes; no; ?"
    }
  }))

/** `ineligible: a; b` and its like; nothing where the cell does not begin so. */
const withNames = (policy: Any, cell: string): Expected | undefined => {
  const [lead = "", ...after] = cell.split(":")
  const kind = (["ineligible", "undetermined", "invalid"] as const).find((word) => Words.is(lead, word))
  if (kind === undefined) return undefined
  const known = kind === "ineligible" ? reasonsOf(policy) : kind === "invalid" ? paths(policy) : itemsOf(policy)
  const names = after
    .join(":")
    .split(/[;,]/)
    .map((name) => CaseTable.tidy(name))
    .filter((name) => name !== "")
  const all = new Set(known)
  const unknown = names.filter((name) => !all.has(name))
  const mend = {
    id: `tulis semuanya setelah titik dua; yang dikenal: ${known.join(", ")}`,
    en: `write all of them behind the colon; known are: ${known.join(", ")}`
  }
  if (names.length === 0) {
    return Result.fail({ reason: { id: "tidak menyebut yang mana", en: "does not say which" }, mend })
  }
  return unknown.length > 0
    ? Result.fail({
        reason: { id: `tidak dikenal: ${unknown.join(", ")}`, en: `not known: ${unknown.join(", ")}` },
        mend
      })
    : Result.succeed({ kind, names: inOrder(names) })
}

const reasonsOf = ({ document }: Any): ReadonlyArray<string> =>
  document.answers.kind === "requirements" ? document.answers.rules : []

const paths = (policy: Any): ReadonlyArray<string> => [...analysisOf(policy).facts.keys()]

const itemsOf = (policy: Any): ReadonlyArray<string> => [
  ...paths(policy),
  ...policy.document.parameters.map(({ name }) => name),
  ...policy.document.duties.map(({ name }) => name)
]

const inOrder = (names: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(names)].toSorted()

/** The names of the outputs of a policy; none of a policy of requirements. */
export const outputsOf = ({ document }: Any): ReadonlyArray<string> =>
  document.answers.kind === "outputs" ? document.answers.outputs.map(({ name }) => name) : []

const nodeOf = ({ document }: Any, output: string): Document.Rule["body"] =>
  (document.answers as Extract<Document.Answers, { readonly kind: "outputs" }>).outputs.find(
    ({ name }) => name === output
  )!.value

/** What a policy answered, of one output where it has outputs. */
export const said = (answer: Decision.Answer, output: string | undefined): Said => {
  switch (answer._tag) {
    case "Eligible":
      return { kind: "eligible" }
    case "Ineligible":
      return { kind: "ineligible", names: inOrder(answer.reasons) }
    case "Undetermined":
      return missing(answer.missing)
    case "Invalid":
      return { kind: "invalid", names: inOrder(answer.paths) }
    case "Assessed":
      return ofOutcome(answer.values[output!]!)
  }
}

const missing = (items: ReadonlyArray<Decision.Item>): Said => ({
  kind: "undetermined",
  names: inOrder(items.map(Decision.nameOf))
})

const ofOutcome = (outcome: Decision.Outcome<unknown>): Said => {
  if (outcome._tag === "Undetermined") return missing(outcome.missing)
  const { value } = outcome
  if (Array.isArray(value)) {
    const answers = (value as ReadonlyArray<Decision.Outcome<boolean>>).map((each) =>
      each._tag === "Determined" ? each.value : "unknown"
    )
    return { kind: "each", answers }
  }
  return { kind: "value", value: typeof value === "object" ? Ratio.toText(value as Ratio.Ratio) : (value as string) }
}

/** An answer as a cell says it. */
export const toCell = (said: Said, language: Text.Language): string => {
  const answer = (value: string | number | boolean): string =>
    typeof value === "boolean" ? Words.told(value ? "yes" : "no", language) : String(value)
  switch (said.kind) {
    case "eligible":
      return Words.told("eligible", language)
    case "value":
      return answer(said.value)
    case "each":
      return said.answers.length === 0
        ? Words.told("none", language)
        : said.answers.map((value) => (value === "unknown" ? "?" : answer(value))).join("; ")
    case "ineligible":
    case "undetermined":
    case "invalid":
      return `${Words.told(said.kind, language)}: ${said.names.join("; ")}`
  }
}

/** Whether two say the same. */
export const agree = (a: Said, b: Said): boolean => a.kind === b.kind && toCell(a, "en") === toCell(b, "en")
