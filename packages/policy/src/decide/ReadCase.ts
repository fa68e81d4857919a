/**
 * Reads a case once: what the policy reads is taken out of the objects into plain arrays and checked on the way, so that
 * no rule meets an object again. A fact that ten rules name is then read once, not ten times.
 *
 * Objects of one kind mostly have the same names in the same order. Each name is therefore compared first with the one
 * that the object before had in that place; only where it is another is it looked up. That is what an inline cache does,
 * in the open and for names that are data.
 */
import * as Option from "effect/Option"
import type * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as Case from "./Case.ts"

// ---- Models

/** What a list says: the values of its first element, then of its second, each in the order of the leaves read. */
export interface Elements {
  readonly length: number
  readonly values: ReadonlyArray<unknown>
}

/** The paths at which a case is not what the policy declares. */
export interface Invalid {
  readonly paths: ReadonlyArray<string>
}

/** What a case says at the places that a policy reads, in the order of `Analysis.reads`; `undefined` is missing. */
export interface ReadCase {
  readonly leaves: ReadonlyArray<unknown>
  readonly lists: ReadonlyArray<Elements | undefined>
}

// ---- Functions

/** Where a leaf that is read stands. */
export type Place =
  | { readonly kind: "leaf"; readonly at: number }
  | { readonly kind: "element"; readonly list: number; readonly at: number; readonly step: number }

/** Reads the cases of one policy. */
export class Reader {
  /** The place of each path that the policy reads, and of each list. */
  readonly places: ReadonlyMap<string, Place>
  readonly lists: ReadonlyMap<string, number>
  private readonly analysis: Analysis.Analysis
  private readonly record: RecordReader
  private readonly leaves: ReadonlyArray<Leaf>
  private readonly elements: ReadonlyArray<ElementsReader>

  constructor(analysis: Analysis.Analysis) {
    const { declared, reads } = analysis
    this.analysis = analysis
    this.leaves = reads.leaves.map((leaf) => new Leaf(leaf))
    this.record = new RecordReader(
      [...reads.leaves.map(({ name }) => name), ...reads.lists.map(({ list }) => list.name)],
      declared.get("")!
    )
    this.elements = reads.lists.map(({ leaves, list }) => ({
      maxLength: list.maxLength,
      record: new RecordReader(
        leaves.map(({ name }) => name),
        declared.get(list.name)!
      ),
      leaves: leaves.map((leaf) => new Leaf(leaf))
    }))
    this.lists = new Map(reads.lists.map(({ list }, at) => [list.name, at]))
    this.places = new Map<string, Place>([
      ...reads.leaves.map(({ name }, at) => [name, { kind: "leaf", at }] as const),
      ...reads.lists.flatMap(({ leaves, list }, nth) =>
        leaves.map(
          ({ name }, at) => [`${list.name}.${name}`, { kind: "element", list: nth, at, step: leaves.length }] as const
        )
      )
    ])
  }

  /** What a case says, or the paths at which it is not what the policy declares. */
  read(facts: unknown): ReadCase | Invalid {
    return this.quickly(facts) ?? this.carefully(facts)
  }

  /** Reads plain objects; gives nothing where anything is out of the ordinary, right or wrong. */
  private quickly(facts: unknown): ReadCase | undefined {
    const { elements, leaves, record } = this
    const values = room(leaves.length + elements.length)
    if (isTampered() || !record.read(facts, values, 0)) return undefined
    for (let at = 0; at < leaves.length; at += 1) {
      if (!leaves[at]!.check(values, at, 1, at + 1)) return undefined
    }
    const lists: Array<Elements | undefined> = []
    for (let nth = 0; nth < elements.length; nth += 1) {
      const given = values[leaves.length + nth]
      const list = given === undefined ? undefined : elementsOf(elements[nth]!, given)
      if (given !== undefined && list === undefined) return undefined
      lists.push(list)
    }
    return { leaves: values, lists }
  }

  /** Reads any object, name by name: what is inherited is not there, and what is wrong is named. */
  private carefully(facts: unknown): ReadCase | Invalid {
    const paths = Case.invalidPaths(this.analysis, facts)
    return paths.length > 0 ? { paths } : this.taken(facts as Case.Facts)
  }

  /** What facts say that have been checked, or that nobody has to check. */
  taken(facts: Case.Facts): ReadCase {
    const { lists, leaves } = this.analysis.reads
    const valuesOf = (declared: ReadonlyArray<Document.Leaf>, from: Case.Facts): ReadonlyArray<unknown> =>
      declared.map(({ name }) => (Object.hasOwn(from, name) ? withoutNegativeZero(from[name]) : undefined))
    return {
      leaves: valuesOf(leaves, facts),
      lists: lists.map(({ leaves: read, list }) => {
        if (!Object.hasOwn(facts, list.name)) return undefined
        const elements = facts[list.name] as ReadonlyArray<Case.Facts>
        return { length: elements.length, values: elements.flatMap((element) => valuesOf(read, element)) }
      })
    }
  }
}

/** Room for so many values, of which none is known yet; taken at once, since an array that grows is copied. */
const room = (length: number): Array<unknown> => {
  const values: Array<unknown> = []
  values.length = length
  return values.fill(undefined)
}

/** Whether a name was put on the prototype of all objects: then no object says by itself what it has. */
const isTampered = (): boolean => {
  for (const _ in {}) return true
  return false
}

interface ElementsReader {
  readonly maxLength: number
  readonly record: RecordReader
  readonly leaves: ReadonlyArray<Leaf>
}

const elementsOf = ({ leaves, maxLength, record }: ElementsReader, given: unknown): Elements | undefined => {
  if (!Array.isArray(given) || given.length > maxLength) return undefined
  const { length } = given
  const step = leaves.length
  const values = room(length * step)
  for (let nth = 0; nth < length; nth += 1) if (!record.read(given[nth], values, nth * step)) return undefined
  // One leaf after the other: what is known of a leaf is looked up once a list.
  for (let at = 0; at < step; at += 1) if (!leaves[at]!.check(values, at, step, values.length)) return undefined
  return { length, values }
}

/** Reads objects of one kind. */
class RecordReader {
  private readonly names: ReadonlyArray<string>
  /** Of each name that may be there: where its value goes, −1 where nobody reads it. */
  private readonly places: ReadonlyMap<string, number>
  /** The names of the object before, and their places. */
  private readonly before: Array<string> = []
  private readonly beforeAt: Array<number> = []

  constructor(names: ReadonlyArray<string>, declared: ReadonlySet<string>) {
    this.names = names
    this.places = new Map([...declared].map((name) => [name, names.indexOf(name)]))
  }

  /** Puts the values of an object into `out` from `first`; says whether it is plain, with known names and values. */
  read(object: unknown, out: Array<unknown>, first: number): boolean {
    if (!Case.isRecord(object)) return false
    const prototype: unknown = Object.getPrototypeOf(object)
    if (prototype !== Object.prototype && prototype !== null) return false
    const { before, beforeAt } = this
    let [nth, found] = [0, 0]
    for (const name in object) {
      const at = before[nth] === name ? beforeAt[nth]! : this.learn(name, nth)
      nth += 1
      if (at === unknown) return false
      if (at < 0) continue
      const value = object[name]
      if (value === undefined) return false
      out[first + at] = value
      found += 1
    }
    return found === this.names.length || this.isAllThere(object, out, first)
  }

  /** Looks a name up, and remembers where it stood. */
  private learn(name: string, nth: number): number {
    const at = this.places.get(name)
    if (at === undefined) return unknown
    this.before[nth] = name
    this.beforeAt[nth] = at
    return at
  }

  /** Whether what was not found is really not there: a name can be there without being counted among the names. */
  private isAllThere(object: Case.Facts, out: ReadonlyArray<unknown>, first: number): boolean {
    for (let at = 0; at < this.names.length; at += 1) {
      if (out[first + at] === undefined && Object.hasOwn(object, this.names[at]!)) return false
    }
    return true
  }
}

const unknown = -2

/** A leaf whose values are checked. */
class Leaf {
  private readonly isAnswer: boolean
  private readonly fits: (value: unknown) => boolean

  constructor(leaf: Document.Leaf) {
    this.isAnswer = leaf.kind === "boolean" && !leaf.optional
    this.fits = Case.checkOf(leaf)
  }

  /** Checks the values that stand from `from`, `step` apart, and leaves them as rules see them. */
  check(values: Array<unknown>, from: number, step: number, end: number): boolean {
    const { fits, isAnswer } = this
    for (let at = from; at < end; at += step) {
      const value = values[at]
      // Most of what lists hold are answers.
      if (value === undefined || (isAnswer && typeof value === "boolean")) continue
      if (!fits(value)) return false
      values[at] = withoutNegativeZero(value)
    }
    return true
  }
}

const some0 = Option.some(0)

/** Neither plain nor as what is set. */
const withoutNegativeZero = (value: unknown): unknown => {
  if (value === 0) return 0
  return typeof value === "object" && Option.isOption(value) && Option.isSome(value) && value.value === 0
    ? some0
    : value
}
