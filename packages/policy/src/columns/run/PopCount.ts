/**
 * Population count: how many bits of a word are set, by a table over half a word: lists are seldom longer than that.
 */

let made: Uint8Array | undefined

/** The number of bits of each number from 0 to 65,535; made when it is first needed. */
export const table = (): Uint8Array => (made ??= make())

const make = (): Uint8Array => {
  const counts = new Uint8Array(65_536)
  for (let word = 1; word < counts.length; word += 1) counts[word] = counts[word >> 1]! + (word & 1)
  return counts
}

/** Whether words of a list with at most so many elements lie within the table. */
export const covers = (most: number): boolean => most <= 16
