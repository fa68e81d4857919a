/**
 * The steps of column kernels that compute numbers, compare them and choose between them: which loop does it, by what
 * the operands are held as.
 */
import * as BitKernels from "./BitKernels.ts"
import * as Kernels from "./Kernels.ts"
import type { Kind, Size, Slot, Slots } from "./Slots.ts"
import type * as Ir from "../../compile/Ir.ts"

// ---- Models

/** Where values are, and the steps so far. */
export interface Program {
  readonly slots: Slots
  readonly steps: Array<() => void>
}

// ---- Rules

const ofInts = {
  add: Kernels.addInts,
  subtract: Kernels.subtractInts,
  multiply: Kernels.multiplyInts,
  lesser: Kernels.lesserInts,
  greater: Kernels.greaterInts,
  floor: Kernels.floorInts
}

const ofDoubles = {
  add: Kernels.add,
  subtract: Kernels.subtract,
  multiply: Kernels.multiply,
  lesser: Kernels.lesser,
  greater: Kernels.greater,
  floor: Kernels.floor
}

const isDouble = (slots: Slots, term: Ir.Term): boolean => slots.kindOf(term) === "doubles"

/** A sum, product or the like. */
export const arithmetic = ({ slots, steps }: Program, term: Ir.Term, list: string | undefined, size: Size): void => {
  const op = term.op as keyof typeof ofInts
  const kind = slots.kindOf(term)
  const [first, second] = term.arguments as [Ir.Term, Ir.Term]
  const constant = second.op === "constant" ? second : first.op === "constant" ? first : undefined
  if (kind === "ints" && constant !== undefined && (op === "add" || op === "multiply")) {
    const other = constant === second ? first : second
    const [a, to] = [slots.operand(other, kind, term.level, list), slots.out(term, kind, list)]
    const [kernel, value] = [op === "add" ? Kernels.addInt : Kernels.multiplyInt, constant.value!]
    return void steps.push(() => kernel(to.ints, a.ints, value, size()))
  }
  const [a, b] = [first, second].map((argument) => slots.operand(argument, kind, term.level, list)) as [Slot, Slot]
  const to = slots.out(term, kind, list)
  if (kind === "ints") {
    const kernel = ofInts[op]
    return void steps.push(() => kernel(to.ints, a.ints, b.ints, size()))
  }
  const kernel = ofDoubles[op]
  steps.push(() => kernel(to.doubles, a.doubles, b.doubles, size()))
}

/** Computes a comparison, or its opposite, into the slot of `into`. */
export const comparison = (
  { slots, steps }: Program,
  term: Ir.Term,
  into: Ir.Term,
  list: string | undefined,
  size: Size,
  opposite: 0 | 1
): void => {
  const [first, second] = term.arguments as [Ir.Term, Ir.Term]
  const operand = (argument: Ir.Term, kind: Kind) => slots.operand(argument, kind, term.level, list)
  const kind = slots.kindOf(into) as "bits" | "ints"
  const [kernels, flip] = kind === "bits" ? [BitKernels, -opposite] : [Kernels, opposite]
  const equal = term.op === "equal"
  const constant = second.op === "constant" ? second : first.op === "constant" ? first : undefined
  if ([first, second].some((argument) => isDouble(slots, argument))) {
    const [a, b, to] = [operand(first, "doubles"), operand(second, "doubles"), slots.out(into, kind, list)]
    const kernel = equal ? kernels.equal : kernels.less
    return void steps.push(() => kernel(to[kind], a.doubles, b.doubles, size(), flip))
  }
  if (constant !== undefined) {
    const kernel = equal ? kernels.equalInt : constant === second ? kernels.lessInt : kernels.moreInt
    const [a, to] = [operand(constant === second ? first : second, "ints"), slots.out(into, kind, list)]
    const value = constant.value!
    return void steps.push(() => kernel(to[kind], a.ints, value, size(), flip))
  }
  const [a, b, to] = [operand(first, "ints"), operand(second, "ints"), slots.out(into, kind, list)]
  const kernel = equal ? kernels.equalInts : kernels.lessInts
  steps.push(() => kernel(to[kind], a.ints, b.ints, size(), flip))
}

/** One value or another. */
export const select = ({ slots, steps }: Program, term: Ir.Term, list: string | undefined, size: Size): void => {
  const [condition, yes, no] = term.arguments as [Ir.Term, Ir.Term, Ir.Term]
  const kind = slots.kindOf(term)
  // Between rows a condition is bits, among elements a number each.
  const asked = term.level === "row" ? "bits" : "ints"
  const kernels = asked === "bits" ? BitKernels : Kernels
  const when = slots.operand(condition, asked, term.level, list)
  const to = slots.out(term, kind, list)
  if (kind === "ints" && yes.op === "constant" && no.op === "constant") {
    const [x, y] = [yes.value!, no.value!]
    return void steps.push(() => kernels.selectInt(to.ints, when[asked], x, y, size()))
  }
  const b = slots.operand(no, kind, term.level, list)
  if (kind === "ints" && yes.op === "constant" && asked === "bits") {
    const x = yes.value!
    return void steps.push(() => BitKernels.selectIntElse(to.ints, when.bits, x, b.ints, size()))
  }
  const a = slots.operand(yes, kind, term.level, list)
  steps.push(
    kind === "ints"
      ? () => kernels.selectInts(to.ints, when[asked], a.ints, b.ints, size())
      : () => kernels.select(to.doubles, when[asked], a.doubles, b.doubles, size())
  )
}
