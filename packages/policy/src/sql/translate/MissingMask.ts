/**
 * What a value lacks, as numbers: each thing that can be missing is one bit, a union is `|`, and nothing missing is 0.
 * Arrays of names are made only at the end, of the few rows that need them.
 */
import type * as Piece from "../Piece.ts"

// ---- Models

/** Bits by word. A word that is not there is always 0; `bits` are those that could ever be set. */
export type Mask = ReadonlyMap<number, { readonly term: Piece.Term; readonly bits: bigint }>

// ---- Rules

/** A bigint holds 63 bits without its sign. */
const width = 62

/** Nothing can be missing. */
export const none: Mask = new Map()

/** Whether something could be missing: only then can the value be `NULL`. */
export const canBe = (mask: Mask): boolean => mask.size > 0

const bit = (place: number): bigint => 1n << BigInt(place % width)
const wordOf = (place: number): number => Math.floor(place / width)

/** Some things, where a condition holds. */
export const when = (terms: Piece.Terms, condition: Piece.Term, places: ReadonlyArray<number>): Mask => {
  const bits = new Map<number, bigint>()
  for (const place of places) bits.set(wordOf(place), (bits.get(wordOf(place)) ?? 0n) | bit(place))
  return new Map(
    [...bits].map(([word, value]) => [
      word,
      { term: terms.sql`CASE WHEN ${condition} THEN ${String(value)}::bigint ELSE 0::bigint END`, bits: value }
    ])
  )
}

const combine = (
  masks: ReadonlyArray<Mask>,
  make: (parts: ReadonlyArray<Piece.Term | undefined>) => Piece.Term
): Mask => {
  const words = [...new Set(masks.flatMap((mask) => [...mask.keys()]))].toSorted((a, b) => a - b)
  return new Map(
    words.map((word) => [
      word,
      {
        term: make(masks.map((mask) => mask.get(word)?.term)),
        bits: masks.reduce((bits, mask) => bits | (mask.get(word)?.bits ?? 0n), 0n)
      }
    ])
  )
}

/** Everything that several values lack. */
export const union = (terms: Piece.Terms, masks: ReadonlyArray<Mask>): Mask => {
  const filled = masks.filter(canBe)
  if (filled.length <= 1) return filled[0] ?? none
  return combine(filled, (parts) => {
    const present = [...new Set(parts.flatMap((part) => (part === undefined ? [] : [part])))]
    return present.length === 1 ? present[0]! : terms.sql`(${terms.list(" | ", present)})`
  })
}

/** One mask or another: of the first condition that holds, else the last. */
export const choose = (
  terms: Piece.Terms,
  rows: ReadonlyArray<{ readonly when: Piece.Term; readonly mask: Mask }>,
  otherwise: Mask
): Mask =>
  combine([...rows.map(({ mask }) => mask), otherwise], (parts) =>
    terms.join([
      "CASE",
      ...rows.flatMap(({ when }, index) => [" WHEN ", when, " THEN ", parts[index] ?? "0::bigint"]),
      " ELSE ",
      parts.at(-1) ?? "0::bigint",
      " END"
    ])
  )

/** A mask of every element of a list together; `over` writes the aggregate of one word. */
export const map = (mask: Mask, over: (term: Piece.Term) => Piece.Term): Mask =>
  new Map([...mask].map(([word, { bits, term }]) => [word, { bits, term: over(term) }]))

/** For each thing that could be missing, in order: its place and the condition that it is. */
export const places = (
  terms: Piece.Terms,
  mask: Mask
): ReadonlyArray<{ readonly place: number; readonly missing: Piece.Term }> =>
  [...mask].flatMap(([word, { bits, term }]) =>
    Array.from({ length: width }, (_, index) => index)
      .filter((index) => (bits >> BigInt(index)) & 1n)
      .map((index) => ({
        place: word * width + index,
        missing: terms.sql`(${term} & ${String(1n << BigInt(index))}::bigint) <> 0`
      }))
  )
