/**
 * Code generation: writes a program as one fused loop in JavaScript and compiles it, where the platform permits.
 * What chooses between numbers is computed without branches where they fit 32 bits (if-conversion).
 *
 * The text is made of nothing but this file's own words, names from a counter and numbers that the analysis proved to be
 * numbers. Names of facts, rules and literals, and everything that the data hold, stay outside: arrays are reached by
 * their place in `E` (what is read) and `O` (what is kept).
 */
import * as PopCount from "./PopCount.ts"
import * as CalendarTable from "../compile/CalendarTable.ts"
import type * as Columns from "../Columns.ts"
import type { Environment, Found, Need } from "./RunArrays.ts"
import type * as Schedule from "../compile/Schedule.ts"
import * as Ir from "../compile/Ir.ts"

// ---- Models

/** Runs over the rows `from` up to `to`; with `only`, over the rows that stand there. */
export type Run = (
  read: ReadonlyArray<Found>,
  kept: ReadonlyArray<Columns.Numbers>,
  from: number,
  to: number,
  only: Int32Array | undefined
) => void

/** A compiled program, and what must be found for it, in this order. */
export interface Compiled {
  readonly run: Run
  readonly needs: ReadonlyArray<Need>
}

// ---- Functions

/** Whether code may be generated here: a content security policy or an edge runtime may forbid it. */
export const isPermitted = (): boolean => (permitted ??= tried())

let permitted: boolean | undefined

const tried = (): boolean => {
  try {
    return new Function("return 1")() === 1
  } catch {
    return false
  }
}

/** Compiles a program for the arrays that an environment finds; others of the same types may be given later. */
export const compile = (program: Schedule.Program, environment: Environment): Compiled => {
  const writer = new Writer(program, environment)
  const text = writer.write()
  return { run: new Function("E", "O", "from", "to", "S", text) as Run, needs: writer.needs }
}

class Writer {
  readonly needs: Array<Need> = []
  private readonly program: Schedule.Program
  private readonly environment: Environment
  private readonly lines: Array<string> = []
  private readonly arrays = new Map<string, number>()
  private usesShared = false

  constructor(program: Schedule.Program, environment: Environment) {
    this.program = program
    this.environment = environment
  }

  write(): string {
    const { program } = this
    for (const { rows, walks } of program.stages) {
      for (const term of rows) this.define(term)
      for (const walk of walks) this.walk(walk)
    }
    program.roots.forEach(({ list, term }, place) => {
      // Adding 0 makes a negative zero zero.
      const value = Ir.isSmall(term) ? this.use(term) : `${this.use(term)} + 0`
      if (list === undefined) this.lines.push(`o${place}[i] = ${value}`)
    })
    const shared = this.usesShared ? [`const p = ${this.read({ kind: "of" })}[i]`] : []
    const body = [...shared, ...this.lines].join("\n")
    const heads = [
      ...this.needs.map((_, place) => `const e${place} = E[${place}]`),
      ...program.roots.map((_, place) => `const o${place} = O[${place}]`)
    ]
    return [
      '"use strict"',
      ...heads,
      `if (S === undefined) for (let i = from; i < to; i++) {\n${body}\n}`,
      `else for (let j = from; j < to; j++) {\nconst i = S[j]\n${body}\n}`
    ].join("\n")
  }

  /** The name of an array that is read. */
  private read(need: Need): string {
    const key = JSON.stringify(need)
    const place = this.arrays.get(key) ?? this.needs.push(need) - 1
    this.arrays.set(key, place)
    return `e${place}`
  }

  /** The row of a side, as the loop knows it. */
  private row(side: Columns.Side): string {
    if (side === this.program.side) return "i"
    this.usesShared = true
    return "p"
  }

  private use(term: Ir.Term): string {
    if (term.op === "constant") return number(term.value!)
    if (term.op === "word") return this.read({ kind: "word", literal: term.literals![0]! })
    return `v${term.id}`
  }

  private define(term: Ir.Term): void {
    if (!Ir.isFixed(term)) this.lines.push(`const v${term.id} = ${this.expression(term)}`)
  }

  private expression(term: Ir.Term): string {
    const args = term.arguments
    const [a, b, c] = args.map((argument) => this.use(argument)) as [string, string, string]
    const small = Ir.isSmall(term)
    const whole = (text: string) => (small ? `${text} | 0` : text)
    switch (term.op) {
      case "load":
        return this.load(term)
      case "add":
        return whole(`(${a} + ${b})`)
      case "subtract":
        return whole(`(${a} - ${b})`)
      case "multiply":
        if (small && args.every(Ir.isSmall)) return `Math.imul(${a}, ${b})`
        // Adding 0 makes a negative zero zero.
        return small ? `(${a} * ${b}) | 0` : `${a} * ${b} + 0`
      case "lesser":
        return isSigned(args) ? `${b} + ((${a} - ${b}) & ((${a} - ${b}) >> 31)) | 0` : `(${a} < ${b} ? ${a} : ${b})`
      case "greater":
        return isSigned(args) ? `${a} - ((${a} - ${b}) & ((${a} - ${b}) >> 31)) | 0` : `(${a} > ${b} ? ${a} : ${b})`
      case "floor":
        return small && args[0]!.low >= 0 && args.every(Ir.isSmall)
          ? `(${a} / ${b}) | 0`
          : whole(`Math.floor(${a} / ${b})`)
      case "less":
        return isSigned(args) ? `(${a} - ${b}) >>> 31` : `(${a} < ${b}) | 0`
      case "equal":
        return `(${a} === ${b}) | 0`
      case "and":
        return `${a} & ${b}`
      case "or":
        return `${a} | ${b}`
      case "not":
        return term.level === "word" ? `~${a}` : `${a} ^ 1`
      case "select":
        return small && args.every(Ir.isSmall) ? `${c} ^ ((${b} ^ ${c}) & -${a})` : `(${a} !== 0 ? ${b} : ${c})`
      case "mark":
        return `${a} | ${b} << ${number(term.value!)}`
      case "monthly":
        return CalendarTable.first <= args[0]!.low && args[0]!.high <= CalendarTable.last
          ? `${this.read({ kind: "monthly" })}[${a} - ${number(CalendarTable.first)}] | 0`
          : `${this.read({ kind: "calendar" })}(${a})`
      case "lookup":
        return `${this.read({ kind: "table", table: term.table! })}[${a}] | 0`
      case "among":
        return `${this.read({ kind: "among", literals: term.literals! })}[${a}] | 0`
      case "spread":
        return `-${a}`
      case "bit":
        return `(${a} >>> k) & 1`
      case "span":
        return "span"
      case "pack":
      case "word":
      case "constant":
      case "any":
      case "count":
      case "sum":
      case "lowest":
      case "highest":
        throw new TypeError(`${term.op} has no expression of its own`)
    }
  }

  private load({ level, list, source }: Ir.Term): string {
    const need = source!
    const array = this.read(need)
    // What was computed once stands as whole numbers, whichever they are.
    const side = need.kind === "hoisted" ? "shared" : need.side
    const row = this.row(side)
    if (level === "row") {
      return this.environment.isBitset(need) ? `(${array}[${row} >> 5] >>> (${row} & 31)) & 1` : `${array}[${row}]`
    }
    if (level === "element") return `${array}[${this.read({ kind: "offsets", side, list: list! })}[${row}] + at + k]`
    if (this.environment.isSingle(list!)) return `${array}[${row}] | 0`
    return `${array}[${this.read({ kind: "starts", side, list: list! })}[${row}] + w] | 0`
  }

  private walk(walk: Schedule.Walk): void {
    const { list } = walk
    const side = this.environment.lengthsOf(list)
    const [offsets, row] = [this.read({ kind: "offsets", side, list }), this.row(side)]
    const single = this.environment.isSingle(list)
    for (const fold of walk.folds) this.lines.push(`let v${fold.id} = ${start(fold)}`)
    const needsLength = !single || walk.elements.length > 0 || walk.words.some(({ op }) => op === "span")
    this.lines.push("{")
    if (needsLength) this.lines.push(`const length = ${offsets}[${row} + 1] - ${offsets}[${row}] | 0`)
    if (single && needsLength) this.lines.push("const w = 0, at = 0, n = length")
    if (!single)
      this.lines.push(
        "for (let w = 0, at = 0; at < length; w++, at += 32) {",
        "const n = length - at < 32 ? length - at : 32"
      )
    if (needsLength) this.lines.push("const span = n === 32 ? -1 : (1 << n) - 1")
    this.word(walk)
    if (!single) this.lines.push("}")
    this.lines.push("}")
  }

  /** One word of a list: what its elements need, the elements, the other words, then what is folded and kept of them. */
  private word({ elements, folds, kept, list, words }: Schedule.Walk): void {
    const packs = words.filter(({ op }) => op === "pack")
    const needed = new Set(Ir.inOrder(elements, ({ op }) => op === "pack"))
    const isEarly = (term: Ir.Term) => term.op === "load" || needed.has(term)
    for (const term of words) if (isEarly(term)) this.define(term)
    const adding = folds.filter(({ op }) => op !== "any" && op !== "count")
    if (packs.length + adding.length > 0) {
      for (const pack of packs) this.lines.push(`let v${pack.id} = 0`)
      this.lines.push("for (let k = 0; k < n; k++) {")
      for (const term of elements) this.define(term)
      for (const pack of packs) this.lines.push(`v${pack.id} |= ${this.use(pack.arguments[0]!)} << k`)
      for (const fold of adding) this.lines.push(this.added(fold))
      this.lines.push("}")
    }
    for (const term of words) if (term.op !== "pack" && !isEarly(term)) this.define(term)
    for (const fold of folds) {
      const [answers] = fold.arguments.map((argument) => this.use(argument))
      if (fold.op === "any") this.lines.push(`v${fold.id} |= (${answers} !== 0) | 0`)
      if (fold.op === "count") this.lines.push(`v${fold.id} = v${fold.id} + ${this.counted(answers!, list)} | 0`)
    }
    for (const place of kept) {
      const single = this.environment.isSingle(list)
      const first = single ? "i" : `${this.read({ kind: "starts", side: this.program.side, list })}[i] + w`
      this.lines.push(`o${place}[${first}] = ${this.use(this.program.roots[place]!.term)}`)
    }
  }

  private counted(word: string, list: string): string {
    const bits = this.read({ kind: "bits" })
    return PopCount.covers(this.environment.most(list))
      ? `${bits}[${word}]`
      : `${bits}[${word} & 65535] + ${bits}[${word} >>> 16]`
  }

  private added(fold: Ir.Term): string {
    const name = `v${fold.id}`
    const [answer, value] = fold.arguments.map((argument) => this.use(argument)) as [string, string]
    if (fold.op === "sum") {
      return Ir.isSmall(fold) && Ir.isSmall(fold.arguments[1]!)
        ? `${name} = ${name} + (${value} & -${answer}) | 0`
        : `if (${answer} !== 0) ${name} += ${value}`
    }
    return `if (${answer} !== 0 && ${value} ${fold.op === "lowest" ? "<" : ">"} ${name}) ${name} = ${value}`
  }
}

const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError("not a number: the policy was not analysed")
  return value < 0 ? `(${value})` : String(value)
}

/** Whether the difference of two numbers fits, so that its sign answers without a branch. */
const isSigned = ([a, b]: ReadonlyArray<Ir.Term>): boolean =>
  Ir.isSmall(a!) && Ir.isSmall(b!) && Ir.isSmall({ level: "row", low: a!.low - b!.high, high: a!.high - b!.low })

/** What a fold of nothing is; of an empty list the least is never looked at, but stays within its range. */
const start = ({ high, low, op }: Ir.Term): string => number(op === "lowest" ? high : op === "highest" ? low : 0)
