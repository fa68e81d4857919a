/**
 * Common subexpression elimination for SQL. Decides which pieces of a statement are computed once under a name, and
 * in which order. A piece is named when it is used more than once and is too long to be said again; values over a
 * list always are. What is named stands on a level: it needs only what stands on lower ones.
 */
import type * as Piece from "../Piece.ts"

// ---- Models

/** A piece that is computed once. */
export interface Named {
  readonly piece: Piece.Piece
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
  readonly outer: ReadonlyArray<Piece.Piece>
}

/** What a statement computes, level by level. */
export interface Levels {
  /** Columns of the case's table that are read. */
  readonly columns: ReadonlyArray<Named>
  readonly levels: ReadonlyArray<{ readonly named: ReadonlyArray<Named>; readonly passes: ReadonlyArray<Pass> }>
  readonly nameOf: (piece: Piece.Piece) => Named | undefined
}

// ---- Functions

const inside = (piece: Piece.Piece): ReadonlyArray<Piece.Piece> =>
  piece.parts.flatMap((part) => (typeof part === "string" ? [] : [part]))

/** Every piece that the given ones need, parts before wholes; `stop` tells at which not to look further. */
const reach = (pieces: Iterable<Piece.Piece>, stop: (piece: Piece.Piece) => boolean): ReadonlyArray<Piece.Piece> => {
  const found = new Map<number, Piece.Piece>()
  const walk = (piece: Piece.Piece): void => {
    if (found.has(piece.id)) return
    if (!stop(piece)) inside(piece).forEach(walk)
    found.set(piece.id, piece)
  }
  for (const piece of pieces) walk(piece)
  return [...found.values()].toSorted((a, b) => a.id - b.id)
}

/** A piece dearer than this is not computed twice. */
const dearest = 8

const usesIn = (
  roots: ReadonlyArray<Piece.Piece>,
  all: ReadonlyArray<Piece.Piece>,
  stop: (piece: Piece.Piece) => boolean
) => {
  const uses = new Map<number, number>()
  for (const part of [...roots, ...all.flatMap((piece) => (stop(piece) ? [] : inside(piece)))]) {
    uses.set(part.id, (uses.get(part.id) ?? 0) + 1)
  }
  return uses
}

const isDeferred = ({ origin }: Piece.Piece): boolean => origin.kind === "deferred"

/** What a deferred piece computes once for itself, lowest level first. */
export const within = (deferred: Piece.Piece, { nameOf }: Levels): ReadonlyArray<Named> => {
  const stop = (piece: Piece.Piece): boolean => nameOf(piece) !== undefined
  const roots = inside(deferred)
  const all = reach(roots, stop)
  const uses = usesIn(roots, all, stop)
  const named: Array<Named> = []
  const state = new Map<number, { readonly weight: number; readonly level: number }>()
  for (const piece of all) {
    const parts = stop(piece) ? [] : inside(piece).map((part) => state.get(part.id)!)
    const level = parts.reduce((most, part) => Math.max(most, part.level), 0)
    const weight = parts.reduce((sum, part) => sum + part.weight, piece.cost)
    const own = !stop(piece) && uses.get(piece.id)! > 1 && weight > dearest
    if (own) named.push({ piece, name: `x${piece.id}`, level: level + 1 })
    state.set(piece.id, own ? { weight: 1, level: level + 1 } : { weight, level })
  }
  return named
}

/** Plans a statement that gives `outputs`. */
export const make = (outputs: ReadonlyArray<Piece.Piece>): Levels => {
  const all = reach(outputs, () => false)
  const uses = usesIn(outputs, reach(outputs, isDeferred), isDeferred)

  const names = new Map<number, Named>()
  const weights = new Map<number, number>()
  // Two counts: of what the row must have before, and of what an element must have before. A pass computes all levels of
  // its elements, so only the first keeps it waiting; every value over a list that looks at nothing of the row then comes
  // of one pass. One scan, grouping and join instead of three took a quarter off a policy with missing masks.
  const ofRow = new Map<number, number>()
  const ofElement = new Map<number, number>()
  const most = (parts: ReadonlyArray<Piece.Piece>, levels: ReadonlyMap<number, number>): number =>
    parts.reduce((top, part) => Math.max(top, levels.get(part.id)!), 0)
  for (const piece of all) {
    const parts = inside(piece)
    const weight = parts.reduce((sum, part) => sum + weights.get(part.id)!, piece.cost)
    const { kind } = piece.origin
    const named = kind === "aggregate" || (kind === "expression" && (uses.get(piece.id) ?? 0) > 1 && weight > dearest)
    const step = named ? 1 : 0
    const isElement = piece.scope !== ""
    ofRow.set(piece.id, most(parts, ofRow) + (isElement ? 0 : step))
    ofElement.set(piece.id, isElement ? most(parts, ofElement) + step : 0)
    weights.set(piece.id, named ? 1 : weight)
    const level = named ? (isElement ? ofElement : ofRow).get(piece.id)! : 0
    if (named || kind === "column") names.set(piece.id, { piece, name: `x${piece.id}`, level })
  }

  const named = [...names.values()]
  const rows = named.filter(({ piece }) => piece.scope === "")
  const last = rows.reduce((top, { level }) => Math.max(top, level), 0)
  return {
    columns: rows.filter(({ piece }) => piece.origin.kind === "column"),
    levels: Array.from({ length: last }, (_, index) => {
      const here = rows.filter(({ level, piece }) => level === index + 1 && piece.origin.kind !== "column")
      const values = here.filter(({ piece }) => piece.origin.kind === "aggregate")
      const lists = [...new Set(values.map(({ piece }) => listOf(piece)))]
      return {
        named: here.filter(({ piece }) => piece.origin.kind === "expression"),
        passes: lists.map((list) => passOf(list, index + 1, values, names))
      }
    }).filter(({ named, passes }) => named.length + passes.length > 0),
    nameOf: (piece) => names.get(piece.id)
  }
}

const listOf = ({ origin }: Piece.Piece): string => (origin.kind === "aggregate" ? origin.list : "")

const passOf = (list: string, level: number, values: ReadonlyArray<Named>, names: ReadonlyMap<number, Named>): Pass => {
  const mine = values.filter(({ piece }) => listOf(piece) === list)
  const elements = new Map<number, Named>()
  const columns = new Map<number, Named>()
  const outer = new Map<number, Piece.Piece>()
  const seen = new Set<number>()
  const walk = (piece: Piece.Piece): void => {
    if (seen.has(piece.id)) return
    seen.add(piece.id)
    if (piece.scope === "" && names.has(piece.id)) return void outer.set(piece.id, piece)
    inside(piece).forEach(walk)
    const named = names.get(piece.id)
    if (named === undefined) return
    if (piece.origin.kind === "column") columns.set(piece.id, named)
    else elements.set(piece.id, named)
  }
  for (const { piece } of mine) inside(piece).forEach(walk)
  return {
    list,
    level,
    values: mine,
    columns: [...columns.values()],
    elements: [...elements.values()].toSorted((a, b) => a.level - b.level),
    outer: [...outer.values()]
  }
}
