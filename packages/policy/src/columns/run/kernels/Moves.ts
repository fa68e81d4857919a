/**
 * Reads and writes the columns of the kernels. Each type of array has a loop of its own, written out: one loop that meets
 * them all is many times slower.
 */
import * as Columns from "../../Columns.ts"
import type { Doubles, Ints } from "./Kernels.ts"

// ---- Models

/** Reads a column at some places. */
export type Load<Out> = (out: Out, column: Columns.Numbers, at: Ints, n: number) => void

/** Writes a column at some places. */
export type Store<In> = (column: Columns.Numbers, a: In, at: Ints, n: number) => void

type TypeName = ReturnType<typeof Columns.typeOf>

// ---- Rules

const doubles: { readonly [T in TypeName]: Load<Doubles> } = {
  Int8Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Uint8Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Int16Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Uint16Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Int32Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Uint32Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Float64Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  }
}

const ints: { readonly [T in TypeName]: Load<Ints> } = {
  Int8Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Uint8Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Int16Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Uint16Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Int32Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Uint32Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  },
  Float64Array: (out, column, at, n) => {
    for (let i = 0; i < n; i += 1) out[i] = column[at[i]!]!
  }
}

/** The loop that reads numbers from a column of this type. */
export const loadDoubles = (column: Columns.Numbers): Load<Doubles> => doubles[Columns.typeOf(column)]

/** The loop that reads answers or words from a column of this type. */
export const loadInts = (column: Columns.Numbers): Load<Ints> => ints[Columns.typeOf(column)]

/** Reads answers from a bitset. */
export const loadBits: Load<Ints> = (out, column, at, n) => {
  for (let i = 0; i < n; i += 1) out[i] = (column[at[i]! >> 5]! >>> (at[i]! & 31)) & 1
}

// What is kept stands in bytes, 32-bit integers or doubles.

const storeIntBytes: Store<Ints> = (column, a, at, n) => {
  for (let i = 0; i < n; i += 1) column[at[i]!] = a[i]!
}
const storeIntWords: Store<Ints> = (column, a, at, n) => {
  for (let i = 0; i < n; i += 1) column[at[i]!] = a[i]!
}
const storeIntDoubles: Store<Ints> = (column, a, at, n) => {
  for (let i = 0; i < n; i += 1) column[at[i]!] = a[i]!
}
const storeDoubleBytes: Store<Doubles> = (column, a, at, n) => {
  for (let i = 0; i < n; i += 1) column[at[i]!] = a[i]!
}
const storeDoubleWords: Store<Doubles> = (column, a, at, n) => {
  for (let i = 0; i < n; i += 1) column[at[i]!] = a[i]!
}
const storeDoubleDoubles: Store<Doubles> = (column, a, at, n) => {
  for (let i = 0; i < n; i += 1) column[at[i]!] = a[i]!
}

/** The loop that keeps answers or words in a column of this type. */
export const storeInts = (column: Columns.Numbers): Store<Ints> =>
  column instanceof Uint8Array ? storeIntBytes : column instanceof Int32Array ? storeIntWords : storeIntDoubles

/** The loop that keeps numbers in a column of this type. */
export const storeDoubles = (column: Columns.Numbers): Store<Doubles> =>
  column instanceof Uint8Array ? storeDoubleBytes : column instanceof Int32Array ? storeDoubleWords : storeDoubleDoubles
