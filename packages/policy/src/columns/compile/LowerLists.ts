/**
 * Lowers what looks at a whole list: counts, sums, whether some or all, least and greatest.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import type * as Node from "../../tree/Node.ts"
import * as ThreeValued from "./ThreeValued.ts"
import type * as LowerFacts from "./LowerFacts.ts"
import type { Term } from "./Ir.ts"
import { isAlways, isNever, type Terms } from "./IrBuilder.ts"

// ---- Models

/** What folding needs of the lowering that it is part of. */
export interface Context {
  readonly terms: Terms
  readonly analysis: Analysis.Analysis
  readonly facts: LowerFacts.Facts
  readonly answerOf: (node: Node.Node) => ThreeValued.Answer
  readonly valueOf: (node: Node.Node) => ThreeValued.Value
}

// ---- Functions

/** Lowers a fold. */
export const lower = (node: Node.Fold, context: Context): ThreeValued.Lowered => {
  const { analysis, answerOf, facts, terms, valueOf } = context
  const listed = facts.listed(node.list)
  if (isNever(listed)) return nothing(node, context)
  const span = facts.span(node.list)
  const where = answerOf(node.where)
  const [yes, no] = [terms.and(where.yes, span), terms.and(where.no, span)]
  const unclear = ThreeValued.isTwoValued(terms, where)
    ? terms.no
    : terms.and(span, terms.not(terms.or(where.yes, where.no)))
  const settled = terms.and(listed, terms.not(terms.any(unclear)))
  const most = (analysis.facts.get(node.list) as Document.List).maxLength
  switch (node.kind) {
    case "some":
      return quantified(terms, terms.and(listed, terms.any(yes)), listed, terms.and(span, terms.not(where.no)), where)
    case "every": {
      const some = quantified(
        terms,
        terms.and(listed, terms.any(no)),
        listed,
        terms.and(span, terms.not(where.yes)),
        where
      )
      return { kind: "answer", yes: some.no, no: some.yes }
    }
    case "count":
      return { kind: "value", unit: "number", known: settled, value: terms.count(yes, most) }
    case "sum":
    case "least":
    case "greatest": {
      const of = valueOf(node.of)
      const lacking = terms.any(terms.and(yes, terms.not(of.known)))
      const known = terms.and(settled, terms.not(lacking))
      if (node.kind === "sum") {
        return { kind: "value", unit: "number", known, value: terms.sum(yes, of.value, most, isAlways(of.known)) }
      }
      const value = terms.extreme(node.kind === "least" ? "lowest" : "highest", yes, of.value)
      return { kind: "optional", unit: "number", known, set: terms.any(yes), value }
    }
  }
}

/** A fold of a list that no table has; its number lies within its range all the same. */
const nothing = (node: Node.Fold, { terms, valueOf }: Context): ThreeValued.Lowered => {
  const { no } = terms
  switch (node.kind) {
    case "some":
    case "every":
      return { kind: "answer", yes: no, no }
    case "count":
    case "sum":
      return { kind: "value", unit: "number", known: no, value: no }
    case "least":
    case "greatest": {
      const value = terms.constant(valueOf(node.of).value.low)
      return { kind: "optional", unit: "number", known: no, set: no, value }
    }
  }
}

/** Whether one element answers yes; no once none is left that could. */
const quantified = (
  terms: Terms,
  yes: Term,
  listed: Term,
  open: Term,
  where: ThreeValued.Answer
): ThreeValued.Answer => {
  if (isAlways(listed) && ThreeValued.isTwoValued(terms, where)) return ThreeValued.answer(terms, terms.yes, yes)
  return { kind: "answer", yes, no: terms.and(listed, terms.not(terms.any(open))) }
}
