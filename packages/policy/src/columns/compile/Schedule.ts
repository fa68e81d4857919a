/**
 * What a run computes, in which order. What the shared table alone decides is taken out of the loop over rows
 * (loop-invariant code motion); the rest is cut into stages (topological scheduling): terms of rows, then a walk
 * over each list for everything that is asked of it at that stage, then terms of rows that need the outcome, and so
 * on. Most policies walk a list once.
 */
import * as Ir from "./Ir.ts"
import type { Terms } from "./IrBuilder.ts"

// ---- Models

/** A term whose values are kept: at which place among the outputs of the run. */
export interface Root {
  readonly term: Ir.Term
  /** The list, where the term has a word for each 32 elements. */
  readonly list?: string
}

/** One walk over a list: for each element `elements`, then for each word `words`; then its folds have their values. */
export interface Walk {
  readonly list: string
  readonly elements: ReadonlyArray<Ir.Term>
  readonly words: ReadonlyArray<Ir.Term>
  readonly folds: ReadonlyArray<Ir.Term>
  /** Places of the roots that are kept word by word. */
  readonly kept: ReadonlyArray<number>
}

/** Terms of rows, and the walks that follow them. */
export interface Stage {
  readonly rows: ReadonlyArray<Ir.Term>
  readonly walks: ReadonlyArray<Walk>
}

export interface Program {
  /** The table that the run goes through row by row. */
  readonly side: "rows" | "shared"
  readonly roots: ReadonlyArray<Root>
  readonly stages: ReadonlyArray<Stage>
}

/** What is computed for each row, after what is computed once for each row of the shared table. */
export interface Programs {
  readonly shared: Program | undefined
  readonly rows: Program
}

// ---- Functions

/** How many terms a program computes. */
export const sizeOf = ({ stages }: Program): number =>
  stages.reduce(
    (size, { rows, walks }) =>
      walks.reduce((all, { elements, folds, words }) => all + elements.length + folds.length + words.length, size) +
      rows.length,
    0
  )

/** Remakes some terms from the arguments up. */
const rewrite = (
  roots: ReadonlyArray<Ir.Term>,
  change: (term: Ir.Term, args: ReadonlyArray<Ir.Term>) => Ir.Term,
  stop?: (term: Ir.Term) => Ir.Term | undefined
): ReadonlyArray<Ir.Term> => {
  const done = new Map<Ir.Term, Ir.Term>()
  const isDone = (term: Ir.Term): boolean => {
    if (done.has(term)) return true
    const instead = stop?.(term)
    if (instead !== undefined) done.set(term, instead)
    return instead !== undefined
  }
  for (const term of Ir.inOrder(roots, isDone)) {
    done.set(
      term,
      change(
        term,
        term.arguments.map((argument) => done.get(argument)!)
      )
    )
  }
  return roots.map((root) => done.get(root)!)
}

const isHoistable = ({ level, op, shared }: Ir.Term): boolean => shared && level !== "element" && op !== "load"

/** Divides the terms behind some roots into what the shared table alone decides and the rest. */
export const divide = (terms: Terms, roots: ReadonlyArray<Root>): Programs => {
  const hoisted: Array<Root> = []
  const places = new Map<Ir.Term, Ir.Term>()
  const take = (term: Ir.Term, list: string | undefined): Ir.Term => {
    const known = places.get(term)
    if (known !== undefined) return known
    const source = { kind: "hoisted", place: hoisted.length } as const
    const load = terms.load(term.level, source, term.low, term.high, list)
    hoisted.push({ term, ...(term.level === "word" && list !== undefined ? { list } : {}) })
    places.set(term, load)
    return load
  }
  const instead = (term: Ir.Term): Ir.Term | undefined => {
    const listed = term.level === "word" ? term.list : undefined
    return isHoistable(term) && (term.level === "row" || listed !== undefined) ? take(term, listed) : undefined
  }
  const rows = replaced(
    roots,
    rewrite(termsOf(roots), (term, args) => terms.remake(term, args), instead)
  )
  // Within the shared table nothing is hoisted: an element's answer is taken from what its word is made of.
  const unhoisted = rewrite(termsOf(hoisted), (old, args) =>
    old.op === "bit" && args[0]!.op !== "load" ? terms.scalar(args[0]!, false) : terms.remake(old, args)
  )
  return {
    shared: hoisted.length === 0 ? undefined : scheduled("shared", replaced(hoisted, unhoisted)),
    rows: scheduled("rows", rows)
  }
}

const termsOf = (roots: ReadonlyArray<Root>): ReadonlyArray<Ir.Term> => roots.map(({ term }) => term)

const replaced = (roots: ReadonlyArray<Root>, terms: ReadonlyArray<Ir.Term>): ReadonlyArray<Root> =>
  roots.map((root, place) => ({ ...root, term: terms[place]! }))

const scheduled = (side: Program["side"], roots: ReadonlyArray<Root>): Program => {
  const all = Ir.inOrder(roots.map(({ term }) => term))
  const stageOf = new Map<Ir.Term, number>()
  for (const term of all) {
    const before = Math.max(0, ...term.arguments.map((argument) => stageOf.get(argument)!))
    stageOf.set(term, Ir.isFold(term) ? before + 1 : before)
  }
  const kept = roots.flatMap(({ list, term }, place) =>
    list === undefined ? [] : [{ list, term, place, stage: stageOf.get(term)! }]
  )
  const last = all.reduce((most, term) => Math.max(most, stageOf.get(term)!), 0)
  const stages = Array.from({ length: last + 1 }, (_, stage): Stage => {
    const folds = all.filter((term) => Ir.isFold(term) && stageOf.get(term) === stage + 1)
    const words = kept.filter((root) => root.stage === stage)
    const lists = [...new Set([...folds, ...words].map(({ list }) => list!))]
    return {
      rows: all.filter((term) => term.level === "row" && !Ir.isFold(term) && stageOf.get(term) === stage),
      walks: lists.map((list) =>
        walk(
          list,
          folds.filter((term) => term.list === list),
          words.filter((root) => root.list === list)
        )
      )
    }
  })
  return { side, roots, stages }
}

const walk = (
  list: string,
  folds: ReadonlyArray<Ir.Term>,
  kept: ReadonlyArray<{ readonly term: Ir.Term; readonly place: number }>
): Walk => {
  const behind = [...folds.flatMap((fold) => fold.arguments), ...kept.map(({ term }) => term)]
  const inside = Ir.inOrder(behind, (term) => term.level === "row")
  return {
    list,
    elements: inside.filter(({ level }) => level === "element"),
    words: inside.filter(({ level }) => level === "word"),
    folds,
    kept: kept.map(({ place }) => place)
  }
}
