/**
 * The facts of a policy as definitions: what each is called, what it can be, its bounds, and whether it is kept sealed.
 */
import type * as Document from "../tree/Document.ts"
import type { Voice } from "./Article.ts"
import * as Regulation from "./Regulation.ts"

// ---- Functions

/** The section of definitions. */
export const section = ({ facts }: Document.Document, voice: Voice): Regulation.Section => {
  const { parts, tables } = voice.grammar
  return {
    heading: parts.definitions,
    blocks: [
      Regulation.paragraph("text", parts.definitionsLead),
      {
        kind: "table",
        caption: parts.facts,
        columns: [tables.term, tables.name, tables.content, tables.limits, tables.handling],
        rows: facts.flatMap((fact) => rowsOf(fact, voice))
      }
    ],
    sections: []
  }
}

const rowsOf = (fact: Document.Fact, voice: Voice): ReadonlyArray<ReadonlyArray<string>> => {
  const { grammar, names, style } = voice
  if (fact.kind !== "list") return [rowOf(fact, fact.name, names.fact(fact.name), voice)]
  const label = names.fact(fact.name)
  return [
    [label, fact.name, grammar.tables.list(style.number(fact.maxLength)), "–", "–"],
    ...fact.elements.map((leaf) => {
      const path = `${fact.name}.${leaf.name}`
      return rowOf(leaf, path, `${label}: ${names.fact(path)}`, voice)
    })
  ]
}

const rowOf = (leaf: Document.Leaf, path: string, label: string, voice: Voice): ReadonlyArray<string> => {
  const { tables } = voice.grammar
  const content = contentOf(leaf, path, voice)
  return [
    label,
    path,
    leaf.optional ? tables.optional(content) : content,
    limitsOf(leaf, voice),
    leaf.open ? tables.open : tables.sealed
  ]
}

const contentOf = (leaf: Document.Leaf, path: string, { grammar, names }: Voice): string => {
  const { nouns, tables } = grammar
  switch (leaf.kind) {
    case "money":
      return tables.money(leaf.currency)
    case "text":
      return tables.oneOf(leaf.literals.map((word) => nouns.quoted(names.word(word, path))))
    default:
      return tables.kinds[leaf.kind]
  }
}

const limitsOf = (leaf: Document.Leaf, { grammar, style }: Voice): string => {
  const { between, characters } = grammar.tables
  switch (leaf.kind) {
    case "integer":
      return between(style.number(leaf.least), style.number(leaf.most))
    case "money":
      return between(style.money(leaf.least, leaf.currency), style.money(leaf.most, leaf.currency))
    case "date":
      return between(style.day(leaf.earliest), style.day(leaf.latest))
    case "code":
    case "token":
      return characters(style.number(leaf.maxLength))
    case "boolean":
    case "text":
      return "–"
  }
}
