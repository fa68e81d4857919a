/**
 * Where the rows, words and elements of one block stand in the columns.
 */
import * as Columns from "../../Columns.ts"
import type { Environment } from "../RunArrays.ts"

// ---- Models

/** Places on either side. */
type Places = { [S in Columns.Side]: Int32Array }

/** The words and elements that the rows of a block have of one list. */
export interface Listed {
  /** Each row has just one word, and it is that of the row. */
  readonly single: boolean
  words: number
  elements: number
  /** Of each word: its row in the block, how many elements it has, and where it stands on either side. */
  wordRow: Int32Array
  wordLength: Int32Array
  wordAt: Places
  /** Of each element: its row and its word in the block, its bit, and where it stands on either side. */
  elementRow: Int32Array
  elementWord: Int32Array
  elementBit: Int32Array
  elementAt: Places
}

/** What is asked of a list: its elements one by one, or at least how many there are. */
export type Use = "elements" | "lengths" | "words"

interface Layout {
  readonly listed: Listed
  readonly use: Use
  readonly lengths: { readonly side: Columns.Side; readonly offsets: Int32Array }
  readonly offsets: { readonly [S in Columns.Side]: Int32Array | undefined }
  readonly starts: { readonly [S in Columns.Side]: Int32Array | undefined }
}

const none = new Int32Array(0)
const sides = ["rows", "shared"] as const

/** The rows of the block at hand. */
export class Frame {
  rows = 0
  /** The first row, where the rows of the block follow one another. */
  first: number | undefined
  readonly side: Columns.Side
  readonly at: Places
  private readonly of: Columns.Numbers | undefined
  private readonly lists = new Map<string, Layout>()

  constructor(environment: Environment, side: Columns.Side, size: number, uses: ReadonlyMap<string, Use>) {
    const { columns } = environment
    this.side = side
    this.of = side === "rows" ? columns.shared?.of : undefined
    this.at = { rows: none, shared: none, [side]: new Int32Array(size) }
    if (this.of !== undefined) this.at.shared = new Int32Array(size)
    for (const [list, use] of uses) {
      const parts = new Map(Columns.listsOf(columns, list))
      const single = environment.isSingle(list)
      const lengths = environment.lengthsOf(list)
      const starts = (of: Columns.Side) =>
        single || !parts.has(of) || (side === "shared" && of === "rows") ? undefined : environment.starts(of, list)
      this.lists.set(list, {
        use,
        lengths: { side: lengths, offsets: parts.get(lengths)!.offsets! },
        offsets: { rows: parts.get("rows")?.offsets, shared: parts.get("shared")?.offsets },
        starts: { rows: starts("rows"), shared: starts("shared") },
        listed: {
          single,
          words: 0,
          elements: 0,
          wordRow: none,
          wordLength: single ? new Int32Array(size) : none,
          wordAt: single ? this.at : { rows: none, shared: none },
          elementRow: none,
          elementWord: none,
          elementBit: none,
          elementAt: { rows: none, shared: none }
        }
      })
    }
  }

  /** The words and elements of a list in this block. */
  listed(list: string): Listed {
    return this.lists.get(list)!.listed
  }

  /** Moves to another block. */
  move(from: number, to: number, only: Int32Array | undefined): void {
    const here = this.at[this.side]
    this.rows = to - from
    this.first = only === undefined ? from : undefined
    if (only === undefined) for (let row = 0; row < this.rows; row += 1) here[row] = from + row
    else here.set(only.subarray(from, to))
    if (this.of !== undefined) this.find(this.of, here, this.at.shared)
    for (const layout of this.lists.values()) {
      if (layout.listed.single && layout.use !== "elements") this.measure(layout)
      else this.lay(layout)
    }
  }

  private find(of: Columns.Numbers, here: Int32Array, shared: Int32Array): void {
    for (let row = 0; row < this.rows; row += 1) shared[row] = of[here[row]!]!
  }

  /** One word a row: only its length may have to be known. */
  private measure({ lengths, listed, use }: Layout): void {
    listed.words = this.rows
    if (use === "words") return
    const [places, { offsets }, { wordLength }] = [this.at[lengths.side], lengths, listed]
    for (let row = 0; row < this.rows; row += 1) {
      wordLength[row] = offsets[places[row]! + 1]! - offsets[places[row]!]!
    }
  }

  private lay({ lengths, listed, offsets, starts, use }: Layout): void {
    const places = this.at[lengths.side]
    const lengthOf = (row: number) => lengths.offsets[places[row]! + 1]! - lengths.offsets[places[row]!]!
    const wordsOf = (length: number) => (listed.single ? 1 : (length + 31) >> 5)
    let [words, elements] = [0, 0]
    for (let row = 0; row < this.rows; row += 1) {
      words += wordsOf(lengthOf(row))
      elements += lengthOf(row)
    }
    makeRoom(listed, words, use === "elements" ? elements : 0)
    let [word, element] = [0, 0]
    for (let row = 0; row < this.rows; row += 1) {
      const length = lengthOf(row)
      const first = word
      for (let nth = 0; nth < wordsOf(length); nth += 1, word += 1) {
        listed.wordRow[word] = row
        listed.wordLength[word] = Math.min(32, length - nth * 32)
        if (listed.single) continue
        for (const side of sides) listed.wordAt[side][word] = (starts[side]?.[this.at[side][row]!] ?? 0) + nth
      }
      if (use !== "elements") continue
      const [rows, shared] = sides.map((side) => offsets[side]?.[this.at[side][row] ?? 0] ?? 0) as [number, number]
      for (let nth = 0; nth < length; nth += 1, element += 1) {
        listed.elementRow[element] = row
        listed.elementWord[element] = first + (nth >> 5)
        listed.elementBit[element] = nth & 31
        listed.elementAt.rows[element] = rows + nth
        listed.elementAt.shared[element] = shared + nth
      }
    }
  }
}

/** Makes room; what was there before is not needed. */
const makeRoom = (listed: Listed, words: number, elements: number): void => {
  listed.words = words
  listed.elements = elements
  const room = (array: Int32Array, length: number) => (array.length < length ? new Int32Array(length * 2) : array)
  listed.wordRow = room(listed.wordRow, words)
  listed.wordLength = room(listed.wordLength, words)
  if (!listed.single) {
    for (const side of sides) listed.wordAt[side] = room(listed.wordAt[side], words)
  }
  listed.elementRow = room(listed.elementRow, elements)
  listed.elementWord = room(listed.elementWord, elements)
  listed.elementBit = room(listed.elementBit, elements)
  for (const side of sides) listed.elementAt[side] = room(listed.elementAt[side], elements)
}
