/**
 * The value of one leaf as the number that stands in a column.
 */
import * as Option from "effect/Option"
import type * as Document from "../../tree/Document.ts"
import * as CivilDate from "../../vocabulary/CivilDate.ts"
import * as LowerFacts from "../compile/LowerFacts.ts"

// ---- Models

/** Known to be absent. */
export const absent: unique symbol = Symbol("absent")

// ---- Functions

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
        return typeof value === "string" ? this.bounded(CivilDate.toEpochDay(value as CivilDate.CivilDate)) : Number.NaN
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
