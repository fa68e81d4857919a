/**
 * The intermediate representation of the columnar compiler, in static single assignment: each term is computed once and
 * never changed. It is total and two-valued, on plain numbers. Whether a
 * value is known is a term of its own beside the value, so that three values cost nothing where nothing can be missing.
 *
 * A term stands at one of three levels: it has a value for each row, for each element of a list, or for each word of
 * up to 32 elements, whose bits are the answers of a condition. Terms are shared: equal terms are one object.
 */
import type * as Columns from "../Columns.ts"

// ---- Models

/** What a term has a value for. */
export type Level = "row" | "element" | "word"

/** The part of a leaf's column: its values, or flags. */
export type Part = "values" | "known" | "set"

/** Where a term is read from: a column of a leaf or list, or what an earlier program computed. */
export type Source =
  | { readonly kind: "column"; readonly side: Columns.Side; readonly path: string; readonly part: Part }
  | { readonly kind: "listed"; readonly side: Columns.Side; readonly list: string }
  | { readonly kind: "hoisted"; readonly place: number }

/**
 * What a term does with its arguments.
 *
 * - `and`, `or`, `not` work on 0 and 1, and on words bit by bit; `less`, `equal` give 0 or 1; `select` takes the second
 *   where the first is 1, else the third; `floor` divides by a positive number, towards minus infinity.
 * - `mark` puts the answer of the second into bit `value` of the first.
 * - `monthly` reads a day as `yyyymmdd`; `lookup` finds a number in a constant table; `word` is the place of a literal
 *   among the words of the columns, `among` asks whether a place is one of several literals'.
 * - `spread` repeats a row's answer in all bits of a word, `pack` makes a word of the elements' answers, `bit` takes an
 *   element's answer from a word, `span` has a bit for each element that is there.
 * - `any`, `count`, `sum`, `lowest`, `highest` fold a list to one value a row. The last three take the elements' answer
 *   and value.
 */
export type Op =
  | "constant"
  | "load"
  | "add"
  | "subtract"
  | "multiply"
  | "lesser"
  | "greater"
  | "floor"
  | "less"
  | "equal"
  | "and"
  | "or"
  | "not"
  | "select"
  | "mark"
  | "monthly"
  | "lookup"
  | "word"
  | "among"
  | "spread"
  | "pack"
  | "bit"
  | "span"
  | "any"
  | "count"
  | "sum"
  | "lowest"
  | "highest"

/** One term. Its value lies between `low` and `high` wherever it is known. */
export interface Term {
  readonly id: number
  readonly op: Op
  readonly level: Level
  readonly arguments: ReadonlyArray<Term>
  readonly low: number
  readonly high: number
  /** Depends on the shared table and on nothing else. */
  readonly shared: boolean
  /** Of terms at the level of elements or words, and of folds: the list. */
  readonly list?: string
  /** Of `constant`; of `mark` the bit. */
  readonly value?: number
  /** Of `load`. */
  readonly source?: Source
  /** Of `lookup`: the table; of `word` and `among`: the literals. */
  readonly table?: ReadonlyArray<number>
  readonly literals?: ReadonlyArray<string>
}

// ---- Functions

const folds: ReadonlySet<Op> = new Set(["any", "count", "sum", "lowest", "highest"])

/** Whether a term folds a list. */
export const isFold = ({ op }: Term): boolean => folds.has(op)

/** Whether a term only depends on what does not change within a run. */
export const isFixed = ({ op }: Term): boolean => op === "constant" || op === "word"

/** Whether all values of a term fit in 32 bits. */
export const isSmall = ({ high, level, low }: Pick<Term, "low" | "high" | "level">): boolean =>
  level === "word" || (low >= -2_147_483_648 && high <= 2_147_483_647)

/**
 * Every term behind some terms, arguments before what uses them, each once. Terms may lie deeper than the stack of calls
 * would reach, so the way there is kept in an array.
 */
export const inOrder = (roots: Iterable<Term>, stop: (term: Term) => boolean = () => false): ReadonlyArray<Term> => {
  const found = new Set<Term>()
  const way: Array<{ readonly term: Term; next: number }> = []
  const enter = (term: Term): void => {
    if (!found.has(term) && !stop(term)) way.push({ term, next: 0 })
  }
  for (const root of roots) {
    enter(root)
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const argument = at.term.arguments[at.next]
      at.next += 1
      if (argument !== undefined) enter(argument)
      else found.add(way.pop()!.term)
    }
  }
  return [...found]
}
