/**
 * Runs a program without generating code: term by term over blocks of rows, each block small enough to stay in the
 * processor's cache. The answers are those of the loop.
 */
import * as BitKernels from "./BitKernels.ts"
import * as PopCount from "../PopCount.ts"
import * as BlockNumbers from "./BlockNumbers.ts"
import * as CalendarTable from "../../compile/CalendarTable.ts"
import type * as Columns from "../../Columns.ts"
import type { Environment, Need } from "../RunArrays.ts"
import * as Frame from "./Frame.ts"
import * as Kernels from "./Kernels.ts"
import * as Moves from "./Moves.ts"
import * as Schedule from "../../compile/Schedule.ts"
import { type Kind, type Size, type Slot, Slots } from "./Slots.ts"
import * as Ir from "../../compile/Ir.ts"

// ---- Rules

/** Rows of a block, and of one where a program has so many terms that their values would fill memory. */
const blockSize = 1024
const narrowBlock = 64
const manyTerms = 4096

/** Prepares a program for the arrays of an environment; then it runs over rows as a compiled loop does. */
export const prepare = (program: Schedule.Program, environment: Environment) => {
  const size = Schedule.sizeOf(program) > manyTerms ? narrowBlock : blockSize
  const machine = new Machine(program, environment, size)
  return (kept: ReadonlyArray<Columns.Numbers>, from: number, to: number, only: Int32Array | undefined): void => {
    for (let start = from; start < to; start += size) {
      machine.block(kept, start, Math.min(to, start + size), only)
    }
  }
}

/** What the walks of a program ask of each list. */
const usesOf = (program: Schedule.Program): ReadonlyMap<string, Frame.Use> => {
  const uses = new Map<string, Frame.Use>()
  for (const { elements, list, words } of program.stages.flatMap(({ walks }) => walks)) {
    const use = elements.length > 0 ? "elements" : words.some(({ op }) => op === "span") ? "lengths" : "words"
    const before = uses.get(list)
    if (before === undefined || use === "elements" || before === "words") uses.set(list, use)
  }
  return uses
}

class Machine {
  private readonly environment: Environment
  private readonly frame: Frame.Frame
  readonly slots: Slots
  readonly steps: Array<() => void> = []
  /** Comparisons that only their opposite uses: the opposite is computed at once. */
  private readonly flipped: ReadonlySet<Ir.Term>
  /** Where the answers of the block at hand are kept. */
  private kept: ReadonlyArray<Columns.Numbers> = []

  constructor(program: Schedule.Program, environment: Environment, size: number) {
    this.environment = environment
    this.frame = new Frame.Frame(environment, program.side, size, usesOf(program))
    this.slots = new Slots(environment, this.frame, this.steps, size)
    this.flipped = flippedIn(program)
    for (const { rows, walks } of program.stages) {
      for (const term of rows) this.step(term, undefined)
      for (const { elements, folds, list, words } of walks) {
        const inside = new Set([...elements, ...words])
        for (const term of Ir.inOrder(inside, (other) => !inside.has(other))) this.step(term, list)
        for (const fold of folds) this.fold(fold, list)
      }
    }
    program.roots.forEach((root, place) => this.keep(root, place))
  }

  block(kept: ReadonlyArray<Columns.Numbers>, from: number, to: number, only: Int32Array | undefined): void {
    this.kept = kept
    this.frame.move(from, to, only)
    for (const step of this.steps) step()
  }

  private find<A>(need: Need): A {
    return this.environment.find(need) as A
  }

  // ---- Steps

  private step(term: Ir.Term, list: string | undefined): void {
    if (Ir.isFixed(term) || this.flipped.has(term)) return
    if (term.op === "load") return this.load(term, list)
    const { slots, steps } = this
    const size = slots.size(term.level, list)
    const operand = (place: number, kind: Kind) => slots.operand(term.arguments[place]!, kind, term.level, list)
    const ints = (place: number) => operand(place, "ints")
    const out = (kind: Kind) => slots.out(term, kind, list)
    switch (term.op) {
      case "add":
      case "subtract":
      case "multiply":
      case "lesser":
      case "greater":
      case "floor":
        return BlockNumbers.arithmetic(this, term, list, size)
      case "less":
      case "equal":
        return BlockNumbers.comparison(this, term, term, list, size, 0)
      case "and":
      case "or": {
        const [kind, kernel] = [slots.kindOf(term), term.op === "and" ? Kernels.and : Kernels.or]
        const [a, b, to] = [operand(0, kind), operand(1, kind), out(kind)]
        return void steps.push(
          kind === "bits"
            ? () => kernel(to.bits, a.bits, b.bits, (size() + 31) >> 5)
            : () => kernel(to.ints, a.ints, b.ints, size())
        )
      }
      case "not": {
        const [of] = term.arguments as [Ir.Term]
        if (this.flipped.has(of)) return BlockNumbers.comparison(this, of, term, list, size, 1)
        const kind = slots.kindOf(term)
        const [a, to, mask] = [operand(0, kind), out(kind), term.level === "element" ? 1 : -1]
        return void steps.push(
          kind === "bits"
            ? () => Kernels.opposite(to.bits, a.bits, (size() + 31) >> 5, mask)
            : () => Kernels.opposite(to.ints, a.ints, size(), mask)
        )
      }
      case "select":
        return BlockNumbers.select(this, term, list, size)
      case "mark": {
        const [a, b, to, place] = [ints(0), operand(1, "bits"), out("ints"), term.value!]
        return void steps.push(() => BitKernels.mark(to.ints, a.ints, b.bits, size(), place))
      }
      case "monthly":
      case "lookup": {
        const { high, low } = term.arguments[0]!
        const [a, to] = [ints(0), out("ints")]
        if (term.op === "monthly" && (low < CalendarTable.first || high > CalendarTable.last)) {
          return void steps.push(() => Kernels.convert(to.ints, a.ints, size(), CalendarTable.monthly))
        }
        const monthly = term.op === "monthly"
        const table = this.find<Int32Array>(monthly ? { kind: "monthly" } : { kind: "table", table: term.table! })
        const first = monthly ? CalendarTable.first : 0
        return void steps.push(() => Kernels.lookupInts(to.ints, a.ints, size(), table, first))
      }
      case "among": {
        const [a, to] = [ints(0), this.answers(term, list)]
        const members = this.find<Uint8Array>({ kind: "among", literals: term.literals! })
        steps.push(() => Kernels.among(to.ints, a.ints, size(), members))
        return this.packed(term, to, list)
      }
      case "spread":
      case "pack":
      case "bit":
      case "span":
        return this.between(term, list!, size)
      default:
        throw new TypeError(`${term.op} is no step of its own`)
    }
  }

  /** Room for answers one by one: that of the term, or such as is packed afterwards. */
  private answers(term: Ir.Term, list: string | undefined): Slot {
    return this.slots.kindOf(term) === "bits" ? this.slots.spare("row", list) : this.slots.out(term, "ints", list)
  }

  private packed(term: Ir.Term, answers: Slot, list: string | undefined): void {
    if (this.slots.kindOf(term) !== "bits") return
    const to = this.slots.out(term, "bits", list)
    this.steps.push(() => BitKernels.pack(to.bits, answers.ints, this.frame.rows))
  }

  private between(term: Ir.Term, list: string, size: Size): void {
    const { slots, steps } = this
    const listed = this.frame.listed(list)
    if (term.op === "span") {
      const to = slots.out(term, "ints", list)
      return void steps.push(() => Kernels.span(to.ints, listed.wordLength, size()))
    }
    const level = term.op === "spread" ? "row" : term.op === "pack" ? "element" : "word"
    const a = slots.operand(term.arguments[0]!, "ints", level, list)
    const to = slots.out(term, "ints", list)
    switch (term.op) {
      case "spread":
        return void steps.push(
          listed.single
            ? () => Kernels.negate(to.ints, a.ints, size())
            : () => Kernels.spread(to.ints, a.ints, listed.wordRow, size())
        )
      case "bit":
        return void steps.push(() => Kernels.bit(to.ints, a.ints, listed.elementWord, listed.elementBit, size()))
      default:
        steps.push(() =>
          Kernels.pack(to.ints, a.ints, listed.elementWord, listed.elementBit, listed.elements, listed.words)
        )
    }
  }

  private fold(term: Ir.Term, list: string): void {
    const { frame, slots, steps } = this
    const listed = frame.listed(list)
    const [first, second] = term.arguments as [Ir.Term, Ir.Term]
    if (term.op === "any" || term.op === "count") {
      const a = slots.operand(first, "ints", "word", list)
      const short = PopCount.covers(this.environment.most(list))
      const kernel = term.op === "any" ? Kernels.isAny : short ? Kernels.countShort : Kernels.countBits
      const bits = PopCount.table()
      const to = this.answers(term, list)
      if (listed.single) steps.push(() => kernel(to.ints, a.ints, frame.rows, bits))
      else {
        const each = slots.spare("word", list)
        steps.push(() => {
          kernel(each.ints, a.ints, listed.words, bits)
          Kernels.addUp(to.ints, each.ints, listed.wordRow, listed.words, frame.rows)
          if (term.op === "any") Kernels.isAny(to.ints, to.ints, frame.rows)
        })
      }
      return this.packed(term, to, list)
    }
    const a = slots.operand(first, "ints", "element", list)
    const b = slots.operand(second, "doubles", "element", list)
    const to = slots.out(term, "doubles", list)
    if (term.op === "sum") {
      return void steps.push(() =>
        Kernels.sum(to.doubles, a.ints, b.doubles, listed.elementRow, listed.elements, frame.rows)
      )
    }
    const lowest = term.op === "lowest"
    const [kernel, from] = lowest ? [Kernels.lowest, term.high] : [Kernels.highest, term.low]
    steps.push(() => {
      to.doubles.fill(from, 0, frame.rows)
      kernel(to.doubles, a.ints, b.doubles, listed.elementRow, listed.elements)
    })
  }

  // ---- Columns

  /** Where the values of a level stand in the columns of a side; nothing where they follow one another from `first`. */
  private places(level: Ir.Level, list: string | undefined, side: Columns.Side): () => Int32Array {
    const { frame } = this
    if (level === "row") return () => frame.at[side]
    const listed = frame.listed(list!)
    return level === "word" ? () => listed.wordAt[side] : () => listed.elementAt[side]
  }

  private follows(level: Ir.Level, list: string | undefined, side: Columns.Side): boolean {
    return side === this.frame.side && (level === "row" || (level === "word" && this.frame.listed(list!).single))
  }

  private load(term: Ir.Term, list: string | undefined): void {
    const { frame, slots, steps } = this
    const source = term.source!
    const column = this.find<Columns.Numbers>(source)
    const side = source.kind === "hoisted" ? "shared" : source.side
    const [at, size, kind] = [this.places(term.level, list, side), slots.size(term.level, list), slots.kindOf(term)]
    if (kind === "bits") return this.loadAnswers(term, column, at)
    const to = slots.out(term, kind, list)
    const follows = this.follows(term.level, list, side)
    const gather =
      kind === "doubles"
        ? (
            (load) => () =>
              load(to.doubles, column, at(), size())
          )(Moves.loadDoubles(column))
        : (
            (load) => () =>
              load(to.ints, column, at(), size())
          )(Moves.loadInts(column))
    steps.push(() => {
      if (follows && frame.first !== undefined) to[kind].set(column.subarray(frame.first, frame.first + size()))
      else gather()
    })
  }

  private loadAnswers(term: Ir.Term, column: Columns.Numbers, at: () => Int32Array): void {
    const { frame, steps } = this
    const one = this.answers(term, undefined)
    const load = this.environment.isBitset(term.source!) ? Moves.loadBits : Moves.loadInts(column)
    steps.push(() => load(one.ints, column, at(), frame.rows))
    this.packed(term, one, undefined)
  }

  private keep({ list, term }: Schedule.Root, place: number): void {
    const { frame, slots, steps } = this
    const level = list === undefined ? "row" : "word"
    const [at, size] = [this.places(level, list, frame.side), slots.size(level, list)]
    const kind = level === "row" && slots.kindOf(term) === "doubles" ? "doubles" : "ints"
    const a = slots.operand(term, kind, level, list)
    const follows = this.follows(level, list, frame.side)
    steps.push(() => {
      const column = this.kept[place]!
      if (kind === "doubles") Kernels.unsigned(a.doubles, size())
      if (follows && frame.first !== undefined) column.set(a[kind].subarray(0, size()), frame.first)
      else if (kind === "ints") Moves.storeInts(column)(column, a.ints, at(), size())
      else Moves.storeDoubles(column)(column, a.doubles, at(), size())
    })
  }
}

const flippedIn = (program: Schedule.Program): ReadonlySet<Ir.Term> => {
  const all = Ir.inOrder(program.roots.map(({ term }) => term))
  const others = new Set(program.roots.map(({ term }) => term))
  for (const { arguments: args, op } of all) if (op !== "not") for (const arg of args) others.add(arg)
  return new Set(all.filter((term) => (term.op === "less" || term.op === "equal") && !others.has(term)))
}
