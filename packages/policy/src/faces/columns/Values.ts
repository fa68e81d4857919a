/**
 * The value of one leaf as the number that stands in a column.
 */
import * as Option from "effect/Option"
import type * as Document from "../../tree/Document.ts"
import * as LowerFacts from "./LowerFacts.ts"

// ---- Models

/** Known to be absent. */
export const absent: unique symbol = Symbol("absent")

// ---- Rules

/** The value of an optional; `undefined`, which no leaf allows, where it is no optional. */
export const plain = (value: unknown): unknown =>
  Option.isOption(value) ? (Option.isSome(value) ? value.value : absent) : undefined

/** The narrowest column that holds every value of a leaf that is no boolean. */
export const columnOf = (leaf: Document.Leaf, room: number): Int32Array | Float64Array | Uint8Array => {
  const { high, low } = LowerFacts.boundsOf(leaf)
  const column =
    leaf.kind === "text" && high < 256
      ? new Uint8Array(room)
      : low >= -2_147_483_648 && high <= 2_147_483_647
        ? new Int32Array(room)
        : new Float64Array(room)
  return low > 0 ? column.fill(low) : column
}

/** A leaf whose values are read, one after the other. */
export class Leaf {
  readonly name: string
  readonly optional: boolean
  readonly isAnswer: boolean
  /** What stands in the column where nothing is known. */
  readonly low: number
  private readonly high: number
  private readonly kind: Document.Leaf["kind"]
  private readonly literals: ReadonlyArray<string>
  private readonly maxLength: number
  private readonly wordOf: (word: string) => number

  /** `wordOf` gives the place of a word, and a new word a new place. */
  constructor(leaf: Document.Leaf, wordOf: (word: string) => number) {
    const { high, low } = LowerFacts.boundsOf(leaf)
    this.name = leaf.name
    this.optional = leaf.optional
    this.isAnswer = leaf.kind === "boolean"
    this.low = low
    this.high = high
    this.kind = leaf.kind
    this.literals = leaf.kind === "text" ? leaf.literals : []
    this.maxLength = "maxLength" in leaf ? leaf.maxLength : 0
    this.wordOf = wordOf
  }

  /** A value as the number of the column; NaN where the leaf does not allow it. */
  read(value: unknown): number {
    switch (this.kind) {
      case "boolean":
        return value === true ? 1 : value === false ? 0 : Number.NaN
      case "integer":
      case "money":
        return Number.isSafeInteger(value) ? this.bounded(value as number) : Number.NaN
      case "date":
        return typeof value === "string" ? this.bounded(epochDay(value)) : Number.NaN
      case "text": {
        const place = this.literals.indexOf(value as string)
        return place < 0 ? Number.NaN : place
      }
      case "code":
      case "token":
        return typeof value === "string" && value.length >= 1 && value.length <= this.maxLength
          ? this.wordOf(value)
          : Number.NaN
    }
  }

  private bounded(value: number): number {
    return value >= this.low && value <= this.high ? value + 0 : Number.NaN // no negative zero
  }
}

/** A character as digit; below 0 or above 9 where it is none. */
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48

/** Below 0 where any of these is no digit: either the value or what is left to nine is, and so is what `|` makes of it. */
const isDigit = (value: number): number => value | (9 - value)

/** Days since 1970-01-01 of `YYYY-MM-DD`; NaN where the calendar has no such day. Each character is read once. */
export const epochDay = (text: string): number => {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN
  const y0 = digit(text, 0)
  const y1 = digit(text, 1)
  const y2 = digit(text, 2)
  const y3 = digit(text, 3)
  const m0 = digit(text, 5)
  const m1 = digit(text, 6)
  const d0 = digit(text, 8)
  const d1 = digit(text, 9)
  const years = isDigit(y0) | isDigit(y1) | isDigit(y2) | isDigit(y3)
  if ((years | isDigit(m0) | isDigit(m1) | isDigit(d0) | isDigit(d1)) < 0) return Number.NaN
  const year = y0 * 1000 + y1 * 100 + y2 * 10 + y3
  const month = m0 * 10 + m1
  const day = d0 * 10 + d1
  if (year < 1 || month < 1 || month > 12 || day < 1) return Number.NaN
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  if (day > length) return Number.NaN
  // Years begin in March, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year
  const m = month <= 2 ? month + 9 : month - 3
  const inYear = (((153 * m + 2) / 5) | 0) + day - 1
  return y * 365 + ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0) + inYear - 719_468
}
