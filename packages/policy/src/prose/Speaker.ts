/**
 * What nouns and clauses need of each other: a value may hold a condition (days that count) and a condition a value.
 * What would be too long to say in passing becomes a numbered paragraph of its own and is referred to by its number.
 */
import type * as Analysis from "../tree/Analysis.ts"
import type * as Node from "../tree/Node.ts"
import type { Grammar } from "./Grammar.ts"
import type { Names } from "./Names.ts"
import type { Style } from "../text/Style.ts"

// ---- Models

/** Where a phrase stands: the list whose element it is about, and whether it is already a part of a larger value. */
export interface Place {
  readonly element?: string
  readonly nested: boolean
}

/** Words and lists of one language, for one article. */
export interface Speaker {
  readonly grammar: Grammar
  readonly names: Names
  readonly style: Style
  readonly analysis: Analysis.Analysis
  readonly noun: (node: Node.Node, at: Place) => string
  readonly clause: (node: Node.Node, yes: boolean, at: Place) => string
  /** The number of the paragraph that states a condition or value; it is added when first asked for. */
  readonly paragraphOf: (node: Node.Node, kind: "condition" | "value", at: Place) => number
}

/** A phrase that may lead into a list; `join` is the word between its last two entries. */
export interface Laid {
  readonly text: string
  readonly items: ReadonlyArray<Laid>
  readonly join?: string
}

// ---- Functions

/** A phrase without a list. */
export const plain = (text: string): Laid => ({ text, items: [] })

/** Which elements `count`, `sum` and the like mean; nothing where all do. */
export const filterOf = (where: Node.Node, list: string, speaker: Speaker): string | undefined => {
  const { clauses } = speaker.grammar
  if (where.kind === "literal" && where.value === true) return undefined
  const article = where.kind === "rule" ? speaker.names.article(where.name) : undefined
  return article?.each === list
    ? clauses.thatMeet(article)
    : clauses.forWhich(speaker.clause(where, true, { element: list, nested: false }))
}

/** Whether two trees are the same. */
export const isSame = (a: Node.Node, b: Node.Node): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A label of a list. */
export const listLabel = (list: string, { names }: Speaker): string => names.fact(list)
