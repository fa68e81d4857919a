/**
 * What each term has for the block at hand, and the steps that bring it to where another term needs it.
 */
import * as BitKernels from "./BitKernels.ts"
import type { Environment } from "../RunArrays.ts"
import type * as Frame from "./Frame.ts"
import * as Kernels from "./Kernels.ts"
import * as Ir from "../../compile/Ir.ts"

// ---- Models

/** The values of a term, as one kind or another. */
export interface Slot {
  ints: Kernels.Ints
  doubles: Kernels.Doubles
  bits: Kernels.Ints
}

/**
 * Bits hold answers of rows, 32 in a number; integers hold answers of elements, words, and every number that fits;
 * doubles hold all others.
 */
export type Kind = keyof Slot

/** How many values there are in the block at hand. */
export type Size = () => number

const answers: ReadonlySet<Ir.Op> = new Set(["less", "equal", "and", "or", "not", "among", "any"])

const whole: ReadonlySet<Ir.Op> = new Set(["mark", "monthly", "lookup", "spread", "pack", "bit", "span", "count"])

// ---- Rules

/** The slots of one program. */
export class Slots {
  private readonly environment: Environment
  private readonly frame: Frame.Frame
  private readonly steps: Array<() => void>
  private readonly rows: number
  private readonly slots = new Map<string, Slot>()
  private readonly kinds = new Map<Ir.Term, Kind>()

  constructor(environment: Environment, frame: Frame.Frame, steps: Array<() => void>, rows: number) {
    this.environment = environment
    this.frame = frame
    this.steps = steps
    this.rows = rows
  }

  /** How the values of a term are held. */
  kindOf(term: Ir.Term): Kind {
    const known = this.kinds.get(term)
    if (known !== undefined) return known
    const kind = this.isAnswer(term)
      ? term.level === "row"
        ? "bits"
        : "ints"
      : this.isWhole(term)
        ? "ints"
        : "doubles"
    this.kinds.set(term, kind)
    return kind
  }

  private isAnswer({ op, source }: Ir.Term): boolean {
    return answers.has(op) || (op === "load" && this.environment.isAnswer(source!))
  }

  private isWhole(term: Ir.Term): boolean {
    if (term.level === "word" || whole.has(term.op)) return true
    if (term.op === "sum" || term.op === "lowest" || term.op === "highest") return false
    return Ir.isSmall(term) && term.arguments.every((argument) => this.kindOf(argument) !== "doubles")
  }

  /** How many values of a level there are. */
  size(level: Ir.Level, list: string | undefined): Size {
    const { frame } = this
    if (level === "row") return () => frame.rows
    const listed = frame.listed(list!)
    return level === "word" ? () => listed.words : () => listed.elements
  }

  private key(term: Ir.Term, list: string | undefined): string {
    // A word that is no list's own has a slot for each list that uses it.
    return term.level === "row" ? `${term.id}` : `${term.id} ${list}`
  }

  private slot(key: string): Slot {
    const slot = this.slots.get(key) ?? emptySlot()
    this.slots.set(key, slot)
    return slot
  }

  /** Room for the values of a term, before anything is written there. */
  out(term: Ir.Term, kind: Kind, list: string | undefined): Slot {
    return this.room(this.slot(this.key(term, list)), kind, Ir.isFold(term) ? "row" : term.level, list)
  }

  /** Room for integers that are no term's. */
  spare(level: Ir.Level, list: string | undefined): Slot {
    return this.room(emptySlot(), "ints", level, list)
  }

  private room(slot: Slot, kind: Kind, level: Ir.Level, list: string | undefined, value?: number): Slot {
    if (level === "row") grow(slot, kind, this.rows, this.rows, value)
    else {
      const size = this.size(level, list)
      this.steps.push(() => grow(slot, kind, size(), size() * 2, value))
    }
    return slot
  }

  /** The values of a term where another needs them: at its level, as it holds its own. */
  operand(term: Ir.Term, kind: Kind, level: Ir.Level, list: string | undefined): Slot {
    const own = this.key(term, list)
    const isFixed = Ir.isFixed(term)
    if (!isFixed && this.kindOf(term) === kind && term.level === level) return this.slot(own)
    const key = `${own} as ${kind} ${level} ${level === "row" ? "" : list}`
    const known = this.slots.get(key)
    if (known !== undefined) return known
    const slot = this.slot(key)
    if (isFixed) return this.room(slot, kind, level, list, this.fixed(term))
    const size = this.size(level, list)
    if (term.level !== level) {
      const base = this.operand(term, kind, term.level, list)
      const listed = this.frame.listed(list!)
      this.room(slot, kind, level, list)
      this.steps.push(
        kind === "ints"
          ? () => Kernels.gatherInts(slot.ints, base.ints, listed.elementRow, size())
          : () => Kernels.gather(slot.doubles, base.doubles, listed.elementRow, size())
      )
      return slot
    }
    return this.converted(slot, kind, this.slot(own), this.kindOf(term), level, list)
  }

  private converted(to: Slot, kind: Kind, base: Slot, from: Kind, level: Ir.Level, list: string | undefined): Slot {
    const size = this.size(level, list)
    this.room(to, kind, level, list)
    if (from === "bits" && kind === "doubles") {
      const between = this.converted(emptySlot(), "ints", base, from, level, list)
      this.steps.push(() => to.doubles.set(between.ints.subarray(0, size())))
    } else if (from === "bits") this.steps.push(() => BitKernels.unpack(to.ints, base.bits, size()))
    else if (kind === "bits") this.steps.push(() => BitKernels.pack(to.bits, base.ints, size()))
    else this.steps.push(() => to[kind].set(base[from].subarray(0, size())))
    return to
  }

  private fixed(term: Ir.Term): number {
    return term.op === "constant"
      ? term.value!
      : (this.environment.find({ kind: "word", literal: term.literals![0]! }) as number)
  }
}

const emptySlot = (): Slot => ({ ints: new Int32Array(0), doubles: new Float64Array(0), bits: new Int32Array(0) })

/** Makes room, filled with a value if there is one; what was there before is not needed. */
const grow = (slot: Slot, kind: Kind, least: number, length: number, value: number | undefined): void => {
  if (kind === "bits") slot.bits = new Int32Array(length >> 5)
  else if (slot[kind].length >= least) return
  else if (kind === "ints") slot.ints = new Int32Array(length)
  else slot.doubles = new Float64Array(length)
  if (value !== undefined) slot[kind].fill(kind === "bits" ? -value : value)
}
