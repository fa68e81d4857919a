/**
 * Kleene's three values on two-valued terms. What a node of a tree becomes: terms for its value, and terms for
 * whether it is known. An answer is told by two terms, yes and no, of which neither holds where it is undetermined;
 * where nothing can be missing, no is just the opposite.
 */
import type { Term } from "./Ir.ts"
import { isAlways, type Terms } from "./IrBuilder.ts"

// ---- Models

/** A yes or no, or neither. */
export interface Answer {
  readonly kind: "answer"
  readonly yes: Term
  readonly no: Term
}

/** What a number stands for: itself, a day, the place of a text in the vocabulary, the place of a word. */
export type Unit = "number" | "date" | "text" | "word"

/** A number, known where `known` says so; elsewhere it is some number. */
export interface Value {
  readonly kind: "value"
  readonly unit: Unit
  readonly known: Term
  readonly value: Term
}

/** An exact fraction. */
export interface Ratio {
  readonly kind: "ratio"
  readonly known: Term
  readonly numerator: Term
  readonly denominator: Term
}

/** Possibly known to be absent: known, and then set or not. */
export interface Optional {
  readonly kind: "optional"
  readonly unit: Unit | "answer"
  readonly known: Term
  readonly set: Term
  readonly value: Term
}

export type Lowered = Answer | Value | Ratio | Optional

// ---- Functions

/** Whether an answer is always yes or no. */
export const isTwoValued = (terms: Terms, { no, yes }: Answer): boolean => no === terms.not(yes)

/** An answer that is what a term says where it is known. */
export const answer = (terms: Terms, known: Term, holds: Term): Answer =>
  isAlways(known)
    ? { kind: "answer", yes: holds, no: terms.not(holds) }
    : { kind: "answer", yes: terms.and(known, holds), no: terms.and(known, terms.not(holds)) }

/** An answer from both sides; two-valued where all that it was made of is. */
export const sided = (
  terms: Terms,
  parts: ReadonlyArray<Answer>,
  sides: { readonly yes: () => Term; readonly no: () => Term }
): Answer => {
  const yes = sides.yes()
  const two = parts.every((part) => isTwoValued(terms, part))
  return { kind: "answer", yes, no: two ? terms.not(yes) : sides.no() }
}

/** Beyond so many steps from answer to answer, answers are added up as numbers instead. */
const mostSteps = 64

/** Whether at least so many of some terms hold. */
export const atLeast = (terms: Terms, least: number, holding: ReadonlyArray<Term>): Term => {
  const all = holding.length
  if (least <= 0) return terms.yes
  if (least > all) return terms.no
  if (least === 1) return folded(holding, terms.no, (a, b) => terms.or(a, b))
  if (least === all) return folded(holding, terms.yes, (a, b) => terms.and(a, b))
  if (least * (all - least + 1) > mostSteps) {
    const count = holding.map((term) => terms.scalar(term)).reduce((a, b) => terms.add(a, b), terms.no)
    return terms.not(terms.less(count, terms.constant(least)))
  }
  // reached[n]: at least n of those looked at so far hold; counts that can no longer lead to enough are left alone.
  const reached: Array<Term> = [terms.yes, ...Array.from({ length: least }, () => terms.no)]
  holding.forEach((term, place) => {
    const needed = Math.max(1, least - (all - place - 1))
    for (let n = Math.min(least, place + 1); n >= needed; n -= 1) {
      reached[n] = terms.or(reached[n]!, terms.and(reached[n - 1]!, term))
    }
  })
  return reached[least]!
}

/** So many are joined one after the other; more than that in groups, so that no term lies too deep. */
const groupSize = 32

/** Terms joined to one, by something that does not mind how they are grouped. */
export const folded = (terms: ReadonlyArray<Term>, none: Term, join: (a: Term, b: Term) => Term): Term => {
  if (terms.length <= groupSize) return terms.reduce(join, none)
  const groups = Array.from({ length: Math.ceil(terms.length / groupSize) }, (_, group) =>
    terms.slice(group * groupSize, (group + 1) * groupSize).reduce(join)
  )
  return folded(groups, none, join)
}

/** The branch that an answer takes; the other is not needed. */
export const branch = (terms: Terms, when: Answer, yes: () => Lowered, no: () => Lowered): Lowered => {
  if (isAlways(when.yes)) return yes()
  if (isAlways(when.no)) return no()
  const [a, b] = [yes(), no()]
  const either = (x: Term, y: Term): Term => terms.or(terms.and(when.yes, x), terms.and(when.no, y))
  if (a.kind === "answer" && b.kind === "answer") {
    return sided(terms, [when, a, b], { yes: () => either(a.yes, b.yes), no: () => either(a.no, b.no) })
  }
  if (a.kind === "ratio" && b.kind === "ratio") {
    return {
      kind: "ratio",
      known: either(a.known, b.known),
      numerator: terms.select(when.yes, a.numerator, b.numerator),
      denominator: terms.select(when.yes, a.denominator, b.denominator)
    }
  }
  if (a.kind === "value" && b.kind === "value") {
    return { ...a, known: either(a.known, b.known), value: terms.select(when.yes, a.value, b.value) }
  }
  throw new TypeError("branches of two kinds: the policy was not analysed")
}
