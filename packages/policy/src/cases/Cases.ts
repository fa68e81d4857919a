/**
 * Cases that an officer reads and writes: a table of facts and of what is expected of them, one case a row, made in a
 * spreadsheet. Each is decided, and one that is decided otherwise is told with its explanation.
 *
 * Columns bear the name of a fact or its text in either language, and `case`, `expect` (`expect NAME` for each output)
 * and `note`. What happened several times stands one element a row: rows beneath a case that have no name hold further
 * elements of its lists. An empty cell is not known, never a "no".
 *
 * ```ts
 * import { Fact, Policy, Rule } from "@bina/policy"
 * import * as Cases from "@bina/policy/Cases"
 * import * as Schema from "effect/Schema"
 *
 * const Facts = Schema.Struct({ trained: Fact.boolean({ text: { id: "pernah dilatih", en: "trained before" } }) })
 * const policy = Policy.make("example/first-time", Facts, (f) =>
 *   Policy.allOf(
 *     Rule.requires("trained-before", f.trained.not(), {
 *       text: { id: "Belum pernah dilatih.", en: "Not trained before." },
 *       refusal: { id: "Sudah pernah dilatih.", en: "Trained before." }
 *     })
 *   )
 * )
 * const { cases, faults } = Cases.read(policy, Cases.fromCsv(`
 * case,trained before,expect
 * First time,no,eligible
 * Trained,yes,ineligible: trained-before
 * Nobody asked,,undetermined: trained
 * `))
 * faults.length // => 0
 * cases.map((each) => Cases.tried(policy, each).agrees) // => [true, true, true]
 * ```
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Decide from "../decide/Decide.ts"
import * as Explain from "../explain/Explain.ts"
import * as Render from "../explain/Render.ts"
import type * as Decision from "../tree/Decision.ts"
import type { Policy } from "../tree/Policy.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as CaseColumns from "./CaseColumns.ts"
import * as CaseTable from "./CaseTable.ts"
import * as ExpectedAnswer from "./ExpectedAnswer.ts"
import * as ReadCell from "./ReadCell.ts"
import * as Words from "./Words.ts"

export { type Said } from "./ExpectedAnswer.ts"
export { type Fault, fromCsv, type Line, type Table } from "./CaseTable.ts"

// ---- Models

/** One case: its name, the row on which it begins, its facts, and what is expected of the answer. */
export interface Case {
  readonly name: string
  readonly row: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly expected: ReadonlyArray<Expected>
}

/** What is expected, of one output where the policy has outputs. */
export interface Expected {
  readonly output: string | undefined
  readonly said: ExpectedAnswer.Said
}

/** The cases of a table, and everything that cannot be used. */
export interface Read {
  readonly cases: ReadonlyArray<Case>
  readonly faults: ReadonlyArray<CaseTable.Fault>
}

/** What became of a case: whether the policy answers as expected, and where it does not. */
export interface Tried {
  readonly case: Case
  readonly agrees: boolean
  readonly differences: ReadonlyArray<{ readonly expected: Expected; readonly answered: ExpectedAnswer.Said }>
}

/** In which language a case is told, and how money and days are written. */
export type TellOptions = Omit<Render.Options, "audience">

// ---- Reading a table

/** Reads the cases of a table. What cannot be used is told, and the cases that it does not concern are read. */
export const read = <F, A>(policy: Policy<F, A>, table: CaseTable.Table): Read => {
  const any = policy as ExpectedAnswer.Any
  const faults: Array<CaseTable.Fault> = [...table.faults]
  const columns = CaseColumns.of(any, table.header, faults)
  const drafts = draftsOf(columns, table, faults)
  const names = new Set<string>()
  const cases = drafts.flatMap((draft): ReadonlyArray<Case> => {
    const read = caseOf(any, columns, draft, faults)
    if (names.has(draft.name)) {
      faults.push({
        row: draft.row,
        column: Words.told("case", "en"),
        reason: { id: `nama kasus "${draft.name}" sudah dipakai`, en: `the name "${draft.name}" is used before` },
        mend: { id: "beri nama lain", en: "give it another name" }
      })
      return []
    }
    names.add(draft.name)
    return read === undefined ? [] : [read]
  })
  if (cases.length === 0 && faults.length === 0) {
    faults.push({
      row: table.header.row,
      column: "",
      reason: { id: "tidak ada kasus di bawah judul kolom", en: "there is no case under the column names" },
      mend: { id: "tulis satu kasus per baris", en: "write one case a row" }
    })
  }
  return { cases, faults: faults.toSorted((a, b) => a.row - b.row) }
}

// ---- From rows to cases

/** The rows of one case: the first bears its name. */
interface Draft {
  readonly name: string
  readonly row: number
  readonly lines: Array<CaseTable.Line>
}

/** Gathers the rows of each case. Where a row cannot be read, nobody knows whose the rows around it are. */
const draftsOf = (
  columns: ReadonlyArray<CaseColumns.Column | undefined>,
  { faults: broken, lines }: CaseTable.Table,
  faults: Array<CaseTable.Fault>
): ReadonlyArray<Draft> => {
  const at = columns.findIndex((column) => column?.kind === "case")
  const isComplete = columns.some((column) => column?.kind === "expect")
  if (at < 0 || !isComplete) return []
  const hasElements = columns.some((column) => column?.kind === "element")
  const lost = new Set(broken.map(({ row }) => row))
  const drafts: Array<Draft> = []
  let current: Draft | "lost" | undefined
  const rows = [...lines, ...broken.map(({ row }) => ({ row, cells: [] }))].toSorted((a, b) => a.row - b.row)
  for (const line of rows) {
    if (lost.has(line.row)) {
      // It may have been an element of the case above, which would be tried without it.
      if (hasElements && typeof current === "object") drafts.pop()
      current = "lost"
      continue
    }
    const name = CaseTable.tidy(line.cells[at]!)
    if (name !== "") {
      current = { name, row: line.row, lines: [line] }
      drafts.push(current)
      continue
    }
    const isElement = line.cells.every(
      (cell, index) => CaseTable.tidy(cell) === "" || ["element", "note"].includes(columns[index]?.kind ?? "")
    )
    if (isElement && current === "lost") continue
    if (isElement && current !== undefined && current !== "lost") current.lines.push(line)
    else {
      faults.push({
        row: line.row,
        column: Words.told("case", "en"),
        reason: { id: "kasus ini tidak bernama", en: "this case has no name" },
        mend: {
          id: "beri kasus itu nama; baris tanpa nama hanya memuat isi daftar dari kasus di atasnya",
          en: "give the case a name; a row without one holds only elements of the lists of the case above"
        }
      })
      current = "lost"
    }
  }
  return drafts
}

/** A case from its rows, or nothing where a cell of them cannot be read, which is told. */
const caseOf = (
  policy: ExpectedAnswer.Any,
  columns: ReadonlyArray<CaseColumns.Column | undefined>,
  { lines, name, row }: Draft,
  faults: Array<CaseTable.Fault>
): Case | undefined => {
  const facts: Record<string, unknown> = {}
  const expected: Array<Expected> = []
  let isWhole = true
  const take = <V>(row: number, column: string, read: Result.Result<V, ReadCell.Unreadable>): Option.Option<V> => {
    if (Result.isSuccess(read)) return Option.some(read.success)
    isWhole = false
    faults.push({ row, column, ...read.failure })
    return Option.none()
  }
  for (const line of lines) {
    const elements = new Map<string, Record<string, unknown>>()
    for (const [index, column] of columns.entries()) {
      const cell = CaseTable.tidy(line.cells[index]!)
      if (cell === "" || column === undefined) continue
      switch (column.kind) {
        case "case":
        case "note":
          break
        case "expect": {
          const { output } = column
          const read =
            output === undefined ? ExpectedAnswer.decision(policy, cell) : ExpectedAnswer.output(policy, output, cell)
          const said = take(line.row, headingOf(column), read)
          if (Option.isSome(said)) expected.push({ output, said: said.value })
          break
        }
        case "leaf": {
          const read = take(
            line.row,
            column.path,
            ReadCell.leaf(column.leaf, cell, CaseColumns.labelsOf(policy, column))
          )
          const value = Option.flatten(read)
          if (Option.isSome(value)) facts[column.path] = value.value
          break
        }
        case "element": {
          // `?` alone says that there was one of which nothing is known.
          const element = elements.get(column.list) ?? {}
          elements.set(column.list, element)
          const read = take(
            line.row,
            column.path,
            ReadCell.leaf(column.leaf, cell, CaseColumns.labelsOf(policy, column))
          )
          const value = Option.flatten(read)
          if (Option.isSome(value)) element[column.leaf.name] = value.value
          break
        }
        case "list":
          if (ReadCell.saysNothing(cell)) break
          if (Option.isSome(take(line.row, column.list, emptyList(cell)))) facts[column.list] = []
      }
    }
    for (const [list, element] of elements) {
      facts[list] = [...((facts[list] as ReadonlyArray<unknown> | undefined) ?? []), element]
    }
  }
  if (expected.length === 0 && isWhole) {
    faults.push({
      row,
      column: Words.told("expect", "en"),
      reason: { id: "tidak ada jawaban yang diharapkan", en: "nothing is expected" },
      mend: { id: "tulis jawaban yang diharapkan", en: "write the answer that is expected" }
    })
    return undefined
  }
  return isWhole ? { name, row, facts, expected } : undefined
}

const emptyList = (cell: string): Result.Result<void, ReadCell.Unreadable> =>
  Words.is(cell, "none")
    ? Result.succeed(undefined)
    : Result.fail({
        reason: { id: "isi daftar tidak ditulis di kolom ini", en: "elements of a list do not stand in this column" },
        mend: {
          id: "tulis di kolom daftar itu, satu per baris; di sini hanya: tidak ada",
          en: "write them in the columns of the list, one a row; here only: none"
        }
      })

const headingOf = ({ output }: Pick<Expected, "output">, language: Text.Language = "en"): string =>
  output === undefined ? Words.told("expect", language) : `${Words.told("expect", language)} ${output}`

// ---- Trying a case

/** Decides a case and compares the answer with what is expected. */
export const tried = <F, A>(policy: Policy<F, A>, given: Case): Tried => {
  const answer = Decide.decide(policy, given.facts as F) as Decision.Answer
  const differences = given.expected.flatMap((expected) => {
    const answered = ExpectedAnswer.said(answer, expected.output)
    return ExpectedAnswer.agree(expected.said, answered) ? [] : [{ expected, answered }]
  })
  return { case: given, agrees: differences.length === 0, differences }
}

/** A case in lines: its name; and where it is decided otherwise than expected, both answers and the explanation. */
export const told = <F, A>(
  policy: Policy<F, A>,
  { agrees, case: given, differences }: Tried,
  options: TellOptions
): ReadonlyArray<string> => {
  const { language } = options
  const lead = `${agrees ? "✓" : "✗"} ${said.row[language]} ${given.row}: ${given.name}`
  if (agrees) return [lead]
  const explanation = Explain.explain(policy, given.facts as F)
  return [
    lead,
    ...differences.flatMap(({ answered, expected }) => [
      `  ${headingOf(expected, language)}: ${ExpectedAnswer.toCell(expected.said, language)}`,
      `  ${said.answered[language]}: ${ExpectedAnswer.toCell(answered, language)}`
    ]),
    ...Render.render(policy, explanation, { ...options, audience: "officer" }).map((line) => `    ${line}`)
  ]
}

/** What cannot be used, in one line. */
export const toldFault = ({ column, mend, reason, row }: CaseTable.Fault, language: Text.Language): string => {
  const where = column === "" ? "" : `, ${said.column[language]} ${column}`
  return `✗ ${said.row[language]} ${row}${where}: ${reason[language]}; ${mend[language]}`
}

const said = {
  row: { id: "baris", en: "row" },
  column: { id: "kolom", en: "column" },
  answered: { id: "jawaban", en: "answer" }
} as const
