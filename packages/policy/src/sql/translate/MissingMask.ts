/**
 * Sets as bit masks. What a value lacks, as numbers: each thing that can be missing is one bit, a union is `|`, and
 * nothing missing is 0. Arrays of names are made only at the end, of the few rows that need them.
 */
import type * as Piece from "../Piece.ts"

// ---- Models

/** Bits by word. A word that is not there is always 0; `bits` are those that could ever be set. */
export type Mask = ReadonlyMap<number, { readonly piece: Piece.Piece; readonly bits: bigint }>

// ---- Functions

/** A bigint holds 63 bits without its sign. */
const width = 62

/** Nothing can be missing. */
export const none: Mask = new Map()

/** Whether something could be missing: only then can the value be `NULL`. */
export const canBe = (mask: Mask): boolean => mask.size > 0

const bit = (place: number): bigint => 1n << BigInt(place % width)
const wordOf = (place: number): number => Math.floor(place / width)

/** Some things, where a condition holds. */
export const when = (pieces: Piece.Pieces, condition: Piece.Piece, places: ReadonlyArray<number>): Mask => {
  const bits = new Map<number, bigint>()
  for (const place of places) bits.set(wordOf(place), (bits.get(wordOf(place)) ?? 0n) | bit(place))
  return new Map(
    [...bits].map(([word, value]) => [
      word,
      { piece: pieces.sql`CASE WHEN ${condition} THEN ${String(value)}::bigint ELSE 0::bigint END`, bits: value }
    ])
  )
}

const combine = (
  masks: ReadonlyArray<Mask>,
  make: (parts: ReadonlyArray<Piece.Piece | undefined>) => Piece.Piece
): Mask => {
  const words = [...new Set(masks.flatMap((mask) => [...mask.keys()]))].toSorted((a, b) => a - b)
  return new Map(
    words.map((word) => [
      word,
      {
        piece: make(masks.map((mask) => mask.get(word)?.piece)),
        bits: masks.reduce((bits, mask) => bits | (mask.get(word)?.bits ?? 0n), 0n)
      }
    ])
  )
}

/** Everything that several values lack. */
export const union = (pieces: Piece.Pieces, masks: ReadonlyArray<Mask>): Mask => {
  const filled = masks.filter(canBe)
  if (filled.length <= 1) return filled[0] ?? none
  return combine(filled, (parts) => {
    const present = [...new Set(parts.flatMap((part) => (part === undefined ? [] : [part])))]
    return present.length === 1 ? present[0]! : pieces.sql`(${pieces.list(" | ", present)})`
  })
}

/** One mask or another: of the first condition that holds, else the last. */
export const choose = (
  pieces: Piece.Pieces,
  rows: ReadonlyArray<{ readonly when: Piece.Piece; readonly mask: Mask }>,
  otherwise: Mask
): Mask =>
  combine([...rows.map(({ mask }) => mask), otherwise], (parts) =>
    pieces.join([
      "CASE",
      ...rows.flatMap(({ when }, index) => [" WHEN ", when, " THEN ", parts[index] ?? "0::bigint"]),
      " ELSE ",
      parts.at(-1) ?? "0::bigint",
      " END"
    ])
  )

/** A mask of every element of a list together; `over` writes the aggregate of one word. */
export const map = (mask: Mask, over: (piece: Piece.Piece) => Piece.Piece): Mask =>
  new Map([...mask].map(([word, { bits, piece }]) => [word, { bits, piece: over(piece) }]))

/** For each thing that could be missing, in order: its place and the condition that it is. */
export const places = (
  pieces: Piece.Pieces,
  mask: Mask
): ReadonlyArray<{ readonly place: number; readonly missing: Piece.Piece }> =>
  [...mask].flatMap(([word, { bits, piece }]) =>
    Array.from({ length: width }, (_, index) => index)
      .filter((index) => (bits >> BigInt(index)) & 1n)
      .map((index) => ({
        place: word * width + index,
        missing: pieces.sql`(${piece} & ${String(1n << BigInt(index))}::bigint) <> 0`
      }))
  )
