/**
 * Decides which pieces of a statement are computed once under a name, and in which order. A piece is named when it is
 * used more than once and is too long to be said again; values over a list always are. What is named stands on a
 * level: it needs only what stands on lower ones.
 */
import type * as Piece from "../Piece.ts"

// ---- Models

/** A piece that is computed once. */
export interface Named {
  readonly term: Piece.Term
  readonly name: string
  /** For pieces of a row, and for values over a list. */
  readonly level: number
}

/** Values over one list that can be computed in one pass. */
export interface Pass {
  readonly list: string
  readonly level: number
  readonly values: ReadonlyArray<Named>
  /** Columns and named pieces of an element, lowest level first. */
  readonly columns: ReadonlyArray<Named>
  readonly elements: ReadonlyArray<Named>
  /** Pieces of the row that elements look at; where there are none, the pass does not need the row. */
  readonly outer: ReadonlyArray<Piece.Term>
}

/** What a statement computes, level by level. */
export interface Plan {
  /** Columns of the case's table that are read. */
  readonly columns: ReadonlyArray<Named>
  readonly levels: ReadonlyArray<{ readonly named: ReadonlyArray<Named>; readonly passes: ReadonlyArray<Pass> }>
  readonly nameOf: (term: Piece.Term) => Named | undefined
}

// ---- Rules

const inside = (term: Piece.Term): ReadonlyArray<Piece.Term> =>
  term.parts.flatMap((part) => (typeof part === "string" ? [] : [part]))

/** Every piece that the given ones need, parts before wholes; `stop` tells at which not to look further. */
const reach = (terms: Iterable<Piece.Term>, stop: (term: Piece.Term) => boolean): ReadonlyArray<Piece.Term> => {
  const found = new Map<number, Piece.Term>()
  const walk = (term: Piece.Term): void => {
    if (found.has(term.id)) return
    if (!stop(term)) inside(term).forEach(walk)
    found.set(term.id, term)
  }
  for (const term of terms) walk(term)
  return [...found.values()].toSorted((a, b) => a.id - b.id)
}

/** A piece dearer than this is not computed twice. */
const dearest = 8

const usesIn = (
  roots: ReadonlyArray<Piece.Term>,
  all: ReadonlyArray<Piece.Term>,
  stop: (term: Piece.Term) => boolean
) => {
  const uses = new Map<number, number>()
  for (const part of [...roots, ...all.flatMap((term) => (stop(term) ? [] : inside(term)))]) {
    uses.set(part.id, (uses.get(part.id) ?? 0) + 1)
  }
  return uses
}

const isDeferred = ({ origin }: Piece.Term): boolean => origin.kind === "deferred"

/** What a deferred piece computes once for itself, lowest level first. */
export const within = (deferred: Piece.Term, { nameOf }: Plan): ReadonlyArray<Named> => {
  const stop = (term: Piece.Term): boolean => nameOf(term) !== undefined
  const roots = inside(deferred)
  const all = reach(roots, stop)
  const uses = usesIn(roots, all, stop)
  const named: Array<Named> = []
  const state = new Map<number, { readonly weight: number; readonly level: number }>()
  for (const term of all) {
    const parts = stop(term) ? [] : inside(term).map((part) => state.get(part.id)!)
    const level = parts.reduce((most, part) => Math.max(most, part.level), 0)
    const weight = parts.reduce((sum, part) => sum + part.weight, term.cost)
    const own = !stop(term) && uses.get(term.id)! > 1 && weight > dearest
    if (own) named.push({ term, name: `x${term.id}`, level: level + 1 })
    state.set(term.id, own ? { weight: 1, level: level + 1 } : { weight, level })
  }
  return named
}

/** Plans a statement that gives `outputs`. */
export const make = (outputs: ReadonlyArray<Piece.Term>): Plan => {
  const all = reach(outputs, () => false)
  const uses = usesIn(outputs, reach(outputs, isDeferred), isDeferred)

  const names = new Map<number, Named>()
  const weights = new Map<number, number>()
  // Two counts: of what the row must have before, and of what an element must have before. A pass computes all levels of
  // its elements, so only the first keeps it waiting; every value over a list that looks at nothing of the row then comes
  // of one pass. One scan, grouping and join instead of three took a quarter off a policy with missing masks.
  const ofRow = new Map<number, number>()
  const ofElement = new Map<number, number>()
  const most = (parts: ReadonlyArray<Piece.Term>, levels: ReadonlyMap<number, number>): number =>
    parts.reduce((top, part) => Math.max(top, levels.get(part.id)!), 0)
  for (const term of all) {
    const parts = inside(term)
    const weight = parts.reduce((sum, part) => sum + weights.get(part.id)!, term.cost)
    const { kind } = term.origin
    const named = kind === "aggregate" || (kind === "expression" && (uses.get(term.id) ?? 0) > 1 && weight > dearest)
    const step = named ? 1 : 0
    const isElement = term.scope !== ""
    ofRow.set(term.id, most(parts, ofRow) + (isElement ? 0 : step))
    ofElement.set(term.id, isElement ? most(parts, ofElement) + step : 0)
    weights.set(term.id, named ? 1 : weight)
    const level = named ? (isElement ? ofElement : ofRow).get(term.id)! : 0
    if (named || kind === "column") names.set(term.id, { term, name: `x${term.id}`, level })
  }

  const named = [...names.values()]
  const rows = named.filter(({ term }) => term.scope === "")
  const last = rows.reduce((top, { level }) => Math.max(top, level), 0)
  return {
    columns: rows.filter(({ term }) => term.origin.kind === "column"),
    levels: Array.from({ length: last }, (_, index) => {
      const here = rows.filter(({ level, term }) => level === index + 1 && term.origin.kind !== "column")
      const values = here.filter(({ term }) => term.origin.kind === "aggregate")
      const lists = [...new Set(values.map(({ term }) => listOf(term)))]
      return {
        named: here.filter(({ term }) => term.origin.kind === "expression"),
        passes: lists.map((list) => passOf(list, index + 1, values, names))
      }
    }).filter(({ named, passes }) => named.length + passes.length > 0),
    nameOf: (term) => names.get(term.id)
  }
}

const listOf = ({ origin }: Piece.Term): string => (origin.kind === "aggregate" ? origin.list : "")

const passOf = (list: string, level: number, values: ReadonlyArray<Named>, names: ReadonlyMap<number, Named>): Pass => {
  const mine = values.filter(({ term }) => listOf(term) === list)
  const elements = new Map<number, Named>()
  const columns = new Map<number, Named>()
  const outer = new Map<number, Piece.Term>()
  const seen = new Set<number>()
  const walk = (term: Piece.Term): void => {
    if (seen.has(term.id)) return
    seen.add(term.id)
    if (term.scope === "" && names.has(term.id)) return void outer.set(term.id, term)
    inside(term).forEach(walk)
    const named = names.get(term.id)
    if (named === undefined) return
    if (term.origin.kind === "column") columns.set(term.id, named)
    else elements.set(term.id, named)
  }
  for (const { term } of mine) inside(term).forEach(walk)
  return {
    list,
    level,
    values: mine,
    columns: [...columns.values()],
    elements: [...elements.values()].toSorted((a, b) => a.level - b.level),
    outer: [...outer.values()]
  }
}
