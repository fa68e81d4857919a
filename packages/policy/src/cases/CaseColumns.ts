/**
 * What the columns of a table of cases are about: facts, elements of lists, and what is expected. Each is found by the
 * name of a fact or by its text in either language.
 */
import type * as Document from "../tree/Document.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as CaseTable from "./CaseTable.ts"
import * as ExpectedAnswer from "./ExpectedAnswer.ts"
import * as Words from "./Words.ts"

// ---- Models

/** What one column is about. */
export type Column =
  | { readonly kind: "case" | "note" }
  | { readonly kind: "expect"; readonly output: string | undefined }
  | { readonly kind: "leaf"; readonly leaf: Document.Leaf; readonly path: string }
  | { readonly kind: "element"; readonly leaf: Document.Leaf; readonly path: string; readonly list: string }
  | { readonly kind: "list"; readonly list: string }

// ---- Functions

/** What each column is about; nothing where its name is not known, which is told. */
export const of = (
  policy: ExpectedAnswer.Any,
  { cells, row }: CaseTable.Line,
  faults: Array<CaseTable.Fault>
): ReadonlyArray<Column | undefined> => {
  const refuse = (column: string, reason: Text.Text, mend: Text.Text) => void faults.push({ row, column, reason, mend })
  const known = factColumns(policy)
  const seen = new Set<string>()
  const columns = cells.map((cell): Column | undefined => {
    const column = CaseTable.tidy(cell)
    const found = columnsNamed(policy, known, column)
    if (found.length !== 1) {
      refuse(
        column,
        found.length === 0
          ? { id: "kolom ini tidak dikenal", en: "no such column" }
          : { id: "lebih dari satu fakta bernama demikian", en: "more than one fact is called so" },
        {
          id: `tulis salah satu: ${namesFor(policy, known, "id")}`,
          en: `write one of: ${namesFor(policy, known, "en")}`
        }
      )
      return undefined
    }
    const key = JSON.stringify(found[0])
    if (found[0]!.kind !== "note" && seen.has(key)) {
      refuse(
        column,
        { id: "kolom ini sudah ada", en: "this column is there already" },
        { id: "hapus salah satunya", en: "remove one of them" }
      )
      return undefined
    }
    seen.add(key)
    return found[0]
  })
  for (const kind of ["case", "expect"] as const) {
    if (columns.some((column) => column?.kind === kind)) continue
    const outputs = kind === "expect" ? ExpectedAnswer.outputsOf(policy) : []
    const named = (language: Text.Language): string => {
      const word = Words.told(kind, language)
      return outputs.length === 0 ? word : outputs.map((output) => `${word} ${output}`).join(", ")
    }
    refuse(
      Words.told(kind, "en"),
      { id: "kolom ini tidak ada", en: "this column is not there" },
      { id: `tambahkan: ${named("id")}`, en: `add: ${named("en")}` }
    )
  }
  return columns
}

const columnsNamed = (
  policy: ExpectedAnswer.Any,
  known: ReadonlyArray<Known>,
  column: string
): ReadonlyArray<Column> => {
  if (Words.is(column, "case")) return [{ kind: "case" }]
  if (Words.is(column, "note")) return [{ kind: "note" }]
  const [lead = "", ...after] = column.split(" ")
  const outputs = ExpectedAnswer.outputsOf(policy)
  if (Words.is(lead, "expect")) {
    if (outputs.length === 0) return after.length === 0 ? [{ kind: "expect", output: undefined }] : []
    return outputs.includes(after.join(" ")) ? [{ kind: "expect", output: after.join(" ") }] : []
  }
  const exact = known.filter(({ names }) => names[0] === column)
  if (exact.length > 0) return exact.map(({ column }) => column)
  const folded = CaseTable.fold(column)
  return known.filter(({ names }) => names.some((name) => CaseTable.fold(name) === folded)).map(({ column }) => column)
}

/** A column of a fact, and what it may be called; its path first. */
interface Known {
  readonly column: Extract<Column, { readonly kind: "leaf" | "element" | "list" }>
  readonly names: readonly [string, ...ReadonlyArray<string>]
}

const factColumns = ({ document }: ExpectedAnswer.Any): ReadonlyArray<Known> => {
  const textOf = (path: string): ReadonlyArray<Text.Text> =>
    Object.hasOwn(document.texts.facts, path) ? [document.texts.facts[path]!] : []
  return document.facts.flatMap((fact): ReadonlyArray<Known> => {
    const texts = textOf(fact.name)
    const names = [fact.name, ...texts.flatMap(({ en, id }) => [id, en])] as const
    if (fact.kind !== "list") return [{ column: { kind: "leaf", leaf: fact, path: fact.name }, names }]
    const elements = fact.elements.map((leaf): Known => {
      const path = `${fact.name}.${leaf.name}`
      const inText = textOf(path).flatMap(({ en, id }) =>
        texts.flatMap((list) => [`${list.id}.${id}`, `${list.en}.${en}`])
      )
      return { column: { kind: "element", leaf, path, list: fact.name }, names: [path, ...inText] }
    })
    return [{ column: { kind: "list", list: fact.name }, names }, ...elements]
  })
}

const namesFor = (policy: ExpectedAnswer.Any, known: ReadonlyArray<Known>, language: Text.Language): string => {
  const expect = Words.told("expect", language)
  const outputs = ExpectedAnswer.outputsOf(policy)
  return [
    Words.told("case", language),
    ...known.map(({ names }) => names[0]),
    ...(outputs.length === 0 ? [expect] : outputs.map((name) => `${expect} ${name}`)),
    Words.told("note", language)
  ].join(", ")
}

/** The names of the words of a fact, by word. */
export const labelsOf = (
  { document }: ExpectedAnswer.Any,
  { leaf, path }: Extract<Column, { readonly kind: "leaf" | "element" }>
): ReadonlyMap<string, Text.Text> =>
  new Map(
    (leaf.kind === "text" ? leaf.literals : []).flatMap((word) => {
      const key = `${path}=${word}`
      return Object.hasOwn(document.texts.literals, key) ? [[word, document.texts.literals[key]!] as const] : []
    })
  )
