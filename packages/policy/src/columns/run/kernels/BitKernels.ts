/**
 * Column kernels over answers of rows, 32 of them in one number: what joins answers then takes a thirty-second of the
 * steps. Arrays of numbers have room for whole groups of 32; what stands beyond the last row means nothing.
 */
import type { Doubles, Ints } from "./Kernels.ts"

// ---- Comparisons; `flip` is −1 where the opposite is asked for, else 0

export const lessInts = (out: Ints, a: Ints, b: Ints, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k]! < b[i + k]! ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}
export const equalInts = (out: Ints, a: Ints, b: Ints, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k] === b[i + k] ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}
export const lessInt = (out: Ints, a: Ints, b: number, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k]! < b ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}
export const moreInt = (out: Ints, a: Ints, b: number, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k]! > b ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}
export const equalInt = (out: Ints, a: Ints, b: number, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k] === b ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}
export const less = (out: Ints, a: Doubles, b: Doubles, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k]! < b[i + k]! ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}
export const equal = (out: Ints, a: Doubles, b: Doubles, n: number, flip: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k] === b[i + k] ? 1 : 0) << k
    out[at] = bits ^ flip
  }
}

// ---- Between bits and one number a row

export const pack = (out: Ints, a: Ints, n: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    let bits = 0
    for (let k = 0; k < 32; k += 1) bits |= (a[i + k]! & 1) << k
    out[at] = bits
  }
}
export const unpack = (out: Ints, bits: Ints, n: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    const word = bits[at]!
    for (let k = 0; k < 32; k += 1) out[i + k] = (word >>> k) & 1
  }
}

// ---- Numbers by answers

export const selectInts = (out: Ints, when: Ints, a: Ints, b: Ints, n: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    const word = when[at]!
    for (let k = 0; k < 32; k += 1) out[i + k] = b[i + k]! ^ ((a[i + k]! ^ b[i + k]!) & -((word >>> k) & 1))
  }
}
export const selectInt = (out: Ints, when: Ints, a: number, b: number, n: number): void => {
  const difference = a ^ b
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    const word = when[at]!
    for (let k = 0; k < 32; k += 1) out[i + k] = b ^ (difference & -((word >>> k) & 1))
  }
}
export const selectIntElse = (out: Ints, when: Ints, a: number, b: Ints, n: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    const word = when[at]!
    for (let k = 0; k < 32; k += 1) out[i + k] = b[i + k]! ^ ((a ^ b[i + k]!) & -((word >>> k) & 1))
  }
}
export const select = (out: Doubles, when: Ints, a: Doubles, b: Doubles, n: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    const word = when[at]!
    for (let k = 0; k < 32; k += 1) out[i + k] = ((word >>> k) & 1) !== 0 ? a[i + k]! : b[i + k]!
  }
}
export const mark = (out: Ints, a: Ints, answers: Ints, n: number, place: number): void => {
  for (let i = 0, at = 0; i < n; i += 32, at += 1) {
    const word = answers[at]!
    for (let k = 0; k < 32; k += 1) out[i + k] = a[i + k]! | (((word >>> k) & 1) << place)
  }
}
