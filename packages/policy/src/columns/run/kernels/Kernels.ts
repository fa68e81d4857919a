/**
 * The small loops of the column kernels: one operation on a whole block. Answers, words and numbers that fit are 32-bit
 * integers, all other numbers doubles, so that each loop only ever meets arrays of one type and stays fast.
 */

// ---- Models

export type Ints = Int32Array
export type Doubles = Float64Array

// ---- Numbers as integers

export const addInts = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! + b[i]!) | 0
}
export const subtractInts = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! - b[i]!) | 0
}
export const multiplyInts = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.imul(a[i]!, b[i]!)
}
export const lesserInts = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.min(a[i]!, b[i]!)
}
export const greaterInts = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.max(a[i]!, b[i]!)
}
export const floorInts = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.floor(a[i]! / b[i]!)
}
export const selectInts = (out: Ints, when: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = b[i]! ^ ((a[i]! ^ b[i]!) & -when[i]!)
}
export const lookupInts = (out: Ints, a: Ints, n: number, table: Ints, first: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = table[a[i]! - first]!
}
export const addInt = (out: Ints, a: Ints, b: number, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! + b) | 0
}
export const multiplyInt = (out: Ints, a: Ints, b: number, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.imul(a[i]!, b)
}
export const selectInt = (out: Ints, when: Ints, a: number, b: number, n: number): void => {
  const difference = a ^ b
  for (let i = 0; i < n; i += 1) out[i] = b ^ (difference & -when[i]!)
}

// ---- Numbers as doubles

export const add = (out: Doubles, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! + b[i]!
}
export const subtract = (out: Doubles, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! - b[i]!
}
export const multiply = (out: Doubles, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! * b[i]! + 0 // no negative zero
}
/** Makes negative zeros zero. */
export const unsigned = (a: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) a[i] = a[i]! + 0
}
export const lesser = (out: Doubles, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.min(a[i]!, b[i]!)
}
export const greater = (out: Doubles, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.max(a[i]!, b[i]!)
}
export const floor = (out: Doubles, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = Math.floor(a[i]! / b[i]!)
}
export const select = (out: Doubles, when: Ints, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = when[i] !== 0 ? a[i]! : b[i]!
}
export const convert = (out: Ints, a: Ints, n: number, of: (value: number) => number): void => {
  for (let i = 0; i < n; i += 1) out[i] = of(a[i]!)
}

// ---- Comparisons; `flip` is 1 where the opposite is asked for

export const lessInts = (out: Ints, a: Ints, b: Ints, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! < b[i]! ? 1 : 0) ^ flip
}
export const equalInts = (out: Ints, a: Ints, b: Ints, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i] === b[i] ? 1 : 0) ^ flip
}
export const lessInt = (out: Ints, a: Ints, b: number, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! < b ? 1 : 0) ^ flip
}
export const moreInt = (out: Ints, a: Ints, b: number, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! > b ? 1 : 0) ^ flip
}
export const equalInt = (out: Ints, a: Ints, b: number, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i] === b ? 1 : 0) ^ flip
}
export const less = (out: Ints, a: Doubles, b: Doubles, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i]! < b[i]! ? 1 : 0) ^ flip
}
export const equal = (out: Ints, a: Doubles, b: Doubles, n: number, flip: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (a[i] === b[i] ? 1 : 0) ^ flip
}

// ---- Answers and words

export const and = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! & b[i]!
}
export const or = (out: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! | b[i]!
}
export const opposite = (out: Ints, a: Ints, n: number, of: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! ^ of
}
export const mark = (out: Ints, a: Ints, answer: Ints, n: number, place: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[i]! | (answer[i]! << place)
}
export const among = (out: Ints, a: Ints, n: number, members: Uint8Array): void => {
  for (let i = 0; i < n; i += 1) out[i] = members[a[i]!]!
}

// ---- Between rows, words and elements

export const gather = (out: Doubles, a: Doubles, at: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[at[i]!]!
}
export const gatherInts = (out: Ints, a: Ints, at: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = a[at[i]!]!
}
export const negate = (out: Ints, a: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = -a[i]!
}
export const spread = (out: Ints, a: Ints, rows: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = -a[rows[i]!]!
}
export const span = (out: Ints, lengths: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = lengths[i] === 32 ? -1 : (1 << lengths[i]!) - 1
}
export const bit = (out: Ints, words: Ints, word: Ints, place: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) out[i] = (words[word[i]!]! >>> place[i]!) & 1
}
export const pack = (out: Ints, a: Ints, word: Ints, place: Ints, n: number, words: number): void => {
  out.fill(0, 0, words)
  for (let i = 0; i < n; i += 1) out[word[i]!]! |= a[i]! << place[i]!
}

// ---- Folds

export const isAny = (out: Ints, words: Ints, n: number, _bits?: Uint8Array): void => {
  for (let i = 0; i < n; i += 1) out[i] = words[i] !== 0 ? 1 : 0
}
export const countShort = (out: Ints, words: Ints, n: number, bits: Uint8Array): void => {
  for (let i = 0; i < n; i += 1) out[i] = bits[words[i]!]!
}
export const countBits = (out: Ints, words: Ints, n: number, bits: Uint8Array): void => {
  for (let i = 0; i < n; i += 1) out[i] = bits[words[i]! & 65_535]! + bits[words[i]! >>> 16]!
}
/** Adds up what several words of a row have. */
export const addUp = (out: Ints, a: Ints, row: Ints, n: number, rows: number): void => {
  out.fill(0, 0, rows)
  for (let i = 0; i < n; i += 1) out[row[i]!]! += a[i]!
}
export const sum = (out: Doubles, a: Ints, value: Doubles, row: Ints, n: number, rows: number): void => {
  out.fill(0, 0, rows)
  for (let i = 0; i < n; i += 1) if (a[i] !== 0) out[row[i]!]! += value[i]!
}
export const lowest = (out: Doubles, a: Ints, value: Doubles, row: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) if (a[i] !== 0 && value[i]! < out[row[i]!]!) out[row[i]!] = value[i]!
}
export const highest = (out: Doubles, a: Ints, value: Doubles, row: Ints, n: number): void => {
  for (let i = 0; i < n; i += 1) if (a[i] !== 0 && value[i]! > out[row[i]!]!) out[row[i]!] = value[i]!
}
