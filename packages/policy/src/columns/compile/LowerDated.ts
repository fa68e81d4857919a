/**
 * Lowers what the law dates and tabulates: parameters, duties, bands and scales become a binary search written out as
 * tests against constants. What scales divide is in `Division`.
 */
import type * as Document from "../../tree/Document.ts"
import * as History from "../../tree/History.ts"
import type * as Rounding from "../../vocabulary/Rounding.ts"
import type * as ThreeValued from "./ThreeValued.ts"
import * as Division from "./Division.ts"
import type { Term } from "./Ir.ts"
import { isAlways, isNever, type Terms } from "./IrBuilder.ts"

// ---- Functions

/** From this number on, until the next section begins. */
interface Section<A> {
  readonly from: number
  readonly holds: A
}

const sectionsOf = <A>(stretches: ReadonlyArray<History.Stretch<A>>): ReadonlyArray<Section<A | undefined>> =>
  stretches.map(({ day, value }) => ({ from: day, holds: value }))

type Pick = (terms: Terms, when: Term, yes: Term, no: Term) => Term

const number: Pick = (terms, when, yes, no) => terms.select(when, yes, no)
const answer: Pick = (terms, when, yes, no) => terms.or(terms.and(when, yes), terms.and(terms.not(when), no))

/** What is made of the piece that a number lies in, and nothing of pieces that it never lies in. */
const piecewise = <A>(
  terms: Terms,
  at: Term,
  pieces: ReadonlyArray<Section<A>>,
  pick: Pick,
  make: (holds: A) => Term
): Term => {
  if (pieces.length === 1) return make(pieces[0]!.holds)
  const middle = pieces.length >> 1
  const below = terms.less(at, terms.constant(pieces[middle]!.from))
  const side = (from: number, to: number) => piecewise(terms, at, pieces.slice(from, to), pick, make)
  if (isAlways(below)) return side(0, middle)
  if (isNever(below)) return side(middle, pieces.length)
  return pick(terms, below, side(0, middle), side(middle, pieces.length))
}

type Entries = ReadonlyArray<Section<Document.ParameterValue | undefined>>

const knownIn = (terms: Terms, on: ThreeValued.Value, entries: Entries): Term =>
  terms.and(
    on.known,
    piecewise(terms, on.value, entries, answer, (value) => (value === undefined ? terms.no : terms.yes))
  )

/** Stretches without a value take that of a neighbour: nobody looks at it there. */
const filled = (entries: Entries): ReadonlyArray<Section<Document.ParameterValue>> => {
  const some = entries.find(({ holds }) => holds !== undefined)!.holds!
  let last = some
  return entries.map(({ from, holds }) => {
    last = holds ?? last
    return { from, holds: last }
  })
}

/** A dated figure. */
export const parameter = (terms: Terms, document: Document.Parameter, on: ThreeValued.Value): ThreeValued.Lowered => {
  const entries = sectionsOf(History.stretches(document))
  const known = knownIn(terms, on, entries)
  const figure = (of: (value: Document.ParameterValue) => number) =>
    piecewise(terms, on.value, merged(filled(entries), of), number, (figure) => terms.constant(figure))
  if (document.unit.kind !== "ratio") {
    return { kind: "value", unit: "number", known, value: figure((value) => value as number) }
  }
  const ratio = (value: Document.ParameterValue) =>
    value as { readonly numerator: number; readonly denominator: number }
  return {
    kind: "ratio",
    known,
    numerator: figure((value) => ratio(value).numerator),
    denominator: figure((value) => ratio(value).denominator)
  }
}

const merged = <A, B>(pieces: ReadonlyArray<Section<A>>, of: (holds: A) => B): ReadonlyArray<Section<B>> =>
  pieces
    .map(({ from, holds }) => ({ from, holds: of(holds) }))
    .filter(({ holds }, index, all) => index === 0 || all[index - 1]!.holds !== holds)

/** Whether a duty holds. */
export const duty = (terms: Terms, document: Document.Duty, on: ThreeValued.Value): ThreeValued.Answer => {
  const standings = sectionsOf(History.standings(document))
  const stands = (standing: boolean) =>
    piecewise(
      terms,
      on.value,
      merged(standings, (holds) => holds === standing),
      answer,
      (holds) => (holds ? terms.yes : terms.no)
    )
  const yes = terms.and(on.known, stands(true))
  const gaps = standings.some(({ holds }) => holds === undefined)
  const always = isAlways(on.known)
  return { kind: "answer", yes, no: always && !gaps ? terms.not(yes) : terms.and(on.known, stands(false)) }
}

/** The value of the band that a number falls in, in the table of a day. */
export const band = (
  terms: Terms,
  document: Document.Parameter,
  operand: ThreeValued.Value,
  on: ThreeValued.Value,
  place: (word: string) => number
): ThreeValued.Value => {
  const entries = sectionsOf(History.stretches(document))
  const tables = filled(entries).map(({ from, holds }) => ({
    from,
    holds: bandsOf((holds as { readonly bands: ReadonlyArray<Document.Band> }).bands, operand.value.high)
  }))
  const most = Math.max(...tables.map(({ holds }) => holds.length))
  // Bounds and values by the day first, then the number is held against bounds: what only the day decides stands apart.
  const dated = (of: (bands: ReadonlyArray<Section<number | string>>) => number) =>
    piecewise(terms, on.value, merged(tables, of), number, (figure) => terms.constant(figure))
  const nth = (bands: ReadonlyArray<Section<number | string>>, index: number) => bands[index] ?? bands.at(-1)!
  const search = (from: number, to: number): Term => {
    if (to - from === 1) {
      return dated((bands) => {
        const { holds } = nth(bands, from)
        return typeof holds === "string" ? place(holds) : holds
      })
    }
    const middle = (from + to) >> 1
    const bound = dated((bands) => bands[middle]?.from ?? operand.value.high + 1)
    return terms.select(terms.less(operand.value, bound), search(from, middle), search(middle, to))
  }
  const text = document.unit.kind === "bands" && document.unit.gives.kind === "text"
  const known = terms.and(operand.known, knownIn(terms, on, entries))
  return { kind: "value", unit: text ? "text" : "number", known, value: search(0, most) }
}

/** Bands include their upper bound, so the next begins one above it; bands that no number reaches are left out. */
const bandsOf = (rows: ReadonlyArray<Document.Band>, high: number): ReadonlyArray<Section<number | string>> =>
  rows
    .map(({ value }, index) => ({ from: index === 0 ? -Infinity : rows[index - 1]!.upTo! + 1, holds: value }))
    .filter(({ from }) => from <= high)

/** The sum of each layer's share in the table of a day, rounded once. */
export const scale = (
  terms: Terms,
  document: Document.Parameter,
  operand: ThreeValued.Value,
  on: ThreeValued.Value,
  rounding: Rounding.Rounding
): ThreeValued.Value => {
  const entries = sectionsOf(History.stretches(document))
  const value = piecewise(terms, on.value, filled(entries), number, (table) =>
    Division.layered(
      terms,
      (table as { readonly layers: ReadonlyArray<Document.Layer> }).layers,
      operand.value,
      rounding
    )
  )
  return { kind: "value", unit: "number", known: terms.and(operand.known, knownIn(terms, on, entries)), value }
}

/** Whether a number is one of several, which are joined to stretches where they follow one another. */
export const within = (terms: Terms, value: Term, numbers: ReadonlyArray<number>): Term => {
  const stretches: Array<{ readonly from: number; to: number }> = []
  for (const number of [...new Set(numbers)].toSorted((a, b) => a - b)) {
    const last = stretches.at(-1)
    if (last !== undefined && last.to === number - 1) last.to = number
    else stretches.push({ from: number, to: number })
  }
  return stretches
    .map(({ from, to }) =>
      from === to
        ? terms.equal(value, terms.constant(from))
        : terms.and(
            terms.not(terms.less(value, terms.constant(from))),
            terms.not(terms.less(terms.constant(to), value))
          )
    )
    .reduce((a, b) => terms.or(a, b))
}
