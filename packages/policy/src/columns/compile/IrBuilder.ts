/**
 * Makes terms: equal ones once (hash-consing, which is common subexpression elimination), and simpler ones where that is
 * certain (constant folding and strength reduction by ranges). Each simplification is exact for every value that the
 * ranges allow.
 */
import { isSmall, type Level, type Op, type Source, type Term } from "./Ir.ts"

// ---- Models

/** What a new term is made of, besides its arguments. */
type Extra = Partial<Pick<Term, "list" | "value" | "source" | "table" | "literals" | "shared">>

/** The terms of one lowering. */
export class Terms {
  private readonly known = new Map<string, Term>()
  /** Whether a choice is a constant, by the numbers of both. */
  private readonly equals = new Map<string, Term>()

  private make(op: Op, level: Level, args: ReadonlyArray<Term>, low: number, high: number, extra: Extra = {}): Term {
    // A fold is of a list, but its value is the row's.
    const within = args.find((arg) => arg.level !== "row" && arg.list !== undefined)
    const list = extra.list ?? (level === "row" ? undefined : within?.list)
    const { literals, source, table, value } = extra
    let key = `${op} ${level} ${list} ${value}`
    for (const { id } of args) key += ` ${id}`
    if (source !== undefined || table !== undefined || literals !== undefined) {
      key += JSON.stringify([source, table, literals])
    }
    const before = this.known.get(key)
    if (before !== undefined) return before
    const free = args.filter((arg) => arg.op !== "constant" && arg.op !== "word")
    const shared = extra.shared ?? (free.length > 0 && free.every((arg) => arg.shared))
    const { shared: _shared, ...rest } = extra
    const listed = list === undefined ? {} : { list }
    const term: Term = { ...rest, ...listed, id: this.known.size, op, level, arguments: args, low, high, shared }
    this.known.set(key, term)
    return term
  }

  /** The same term over other arguments. */
  remake(term: Term, args: ReadonlyArray<Term>): Term {
    if (args.every((arg, index) => arg === term.arguments[index])) return term
    const { high, level, list, literals, low, op, table, value } = term
    const extra = {
      ...(list !== undefined && { list }),
      ...(table && { table }),
      ...(literals && { literals }),
      ...(value !== undefined && { value })
    }
    return this.make(op, level, args, low, high, extra)
  }

  // ---- Leaves

  constant(value: number, level: "row" | "word" = "row"): Term {
    return this.make("constant", level, [], value, value, { value })
  }
  get no(): Term {
    return this.constant(0)
  }
  get yes(): Term {
    return this.constant(1)
  }
  load(level: Level, source: Source, low: number, high: number, list?: string): Term {
    const shared = source.kind !== "hoisted" && source.side === "shared"
    return this.make("load", level, [], low, high, { source, shared, ...(list === undefined ? {} : { list }) })
  }
  word(literal: string): Term {
    return this.make("word", "row", [], -1, 2 ** 31 - 1, { literals: [literal] })
  }
  span(list: string, shared: boolean): Term {
    return this.make("span", "word", [], -1, -1, { list, shared })
  }

  // ---- Numbers

  private number(op: Op, args: ReadonlyArray<Term>, low: number, high: number): Term {
    return this.make(op, args.some(({ level }) => level === "element") ? "element" : "row", args, low, high)
  }

  add(a: Term, b: Term): Term {
    if (isConstant(a) && isConstant(b)) return this.constant(a.value! + b.value!)
    if (isConstant(a) && a.value === 0) return b
    if (isConstant(b) && b.value === 0) return a
    return this.number("add", [a, b], a.low + b.low, a.high + b.high)
  }
  subtract(a: Term, b: Term): Term {
    if (isConstant(a) && isConstant(b)) return this.constant(a.value! - b.value!)
    if (isConstant(b) && b.value === 0) return a
    return this.number("subtract", [a, b], a.low - b.high, a.high - b.low)
  }
  multiply(a: Term, b: Term): Term {
    if (isConstant(a) && isConstant(b)) return this.constant(a.value! * b.value! + 0)
    for (const [x, y] of [
      [a, b],
      [b, a]
    ] as const) {
      if (isConstant(x) && x.value === 0) return this.no
      if (isConstant(x) && x.value === 1) return y
    }
    const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    return this.number("multiply", [a, b], Math.min(...ends), Math.max(...ends))
  }
  lesser(a: Term, b: Term): Term {
    if (a === b || a.high <= b.low) return a
    if (b.high <= a.low) return b
    return this.number("lesser", [a, b], Math.min(a.low, b.low), Math.min(a.high, b.high))
  }
  greater(a: Term, b: Term): Term {
    if (a === b || a.low >= b.high) return a
    if (b.low >= a.high) return b
    return this.number("greater", [a, b], Math.max(a.low, b.low), Math.max(a.high, b.high))
  }
  /** `a` divided by a positive `b`, down; the quotient of doubles is exact enough for that below 2⁵³. */
  floor(a: Term, b: Term): Term {
    if (isConstant(a) && isConstant(b)) return this.constant(Math.floor(a.value! / b.value!) + 0)
    if (isConstant(b) && b.value === 1) return a
    const ends = [a.low, a.high].flatMap((end) => [Math.floor(end / b.low), Math.floor(end / b.high)])
    return this.number("floor", [a, b], Math.min(...ends), Math.max(...ends))
  }
  /** A day as `yyyymmdd`. */
  monthly(day: Term, of: (day: number) => number): Term {
    if (isConstant(day)) return this.constant(of(day.value!))
    return this.number("monthly", [day], of(day.low), of(day.high))
  }
  lookup(place: Term, table: ReadonlyArray<number>): Term {
    if (table.every((value, index) => value === index)) return place
    const level = place.level === "element" ? "element" : "row"
    return this.make("lookup", level, [place], Math.min(...table), Math.max(...table), { table })
  }
  among(place: Term, literals: ReadonlyArray<string>): Term {
    return this.make("among", place.level === "element" ? "element" : "row", [place], 0, 1, { literals })
  }

  // ---- Answers

  less(a: Term, b: Term): Term {
    if (a.high < b.low) return this.yes
    if (a.low >= b.high) return this.no
    // A quotient is below a number where its dividend is below so many times the divisor.
    const [by, under] = [divisorOf(a), divisorOf(b)]
    if (by !== undefined && isConstant(b)) return this.less(a.arguments[0]!, this.constant(b.value! * by))
    if (under !== undefined && isConstant(a)) {
      return this.not(this.less(b.arguments[0]!, this.constant((a.value! + 1) * under)))
    }
    return this.number("less", [a, b], 0, 1)
  }
  equal(a: Term, b: Term, depth = 0): Term {
    if (a === b) return this.yes
    if (a.high < b.low || b.high < a.low) return this.no
    if (a.op === "lookup" && isConstant(b)) {
      const places = a.table!.flatMap((value, index) => (value === b.value ? [index] : []))
      return places
        .map((place) => this.equal(a.arguments[0]!, this.constant(place)))
        .reduce((x, y) => this.or(x, y), this.no)
    }
    if (isConstant(a)) return this.equal(b, a)
    if (a.op === "select" && a.level === "row" && isConstant(b) && depth < deepest) {
      const [when, x, y] = a.arguments as [Term, Term, Term]
      const isChoice = [x, y].some((branch) => isConstant(branch) || branch.op === "select")
      if (isChoice) {
        // Choices share their branches: each is asked once.
        const key = `${a.id} ${b.id}`
        const known = this.equals.get(key)
        if (known !== undefined) return known
        const [first, second] = [this.equal(x, b, depth + 1), this.equal(y, b, depth + 1)]
        const chosen = this.or(this.and(when, first), this.and(this.not(when), second))
        this.equals.set(key, chosen)
        return chosen
      }
    }
    return this.number("equal", [a, b], 0, 1)
  }
  not(a: Term): Term {
    if (isConstant(a)) return a.level === "word" ? this.constant(~a.value!, "word") : this.constant(1 - a.value!)
    if (a.op === "not") return a.arguments[0]!
    if (a.op === "spread") return this.packed(this.not(a.arguments[0]!))
    return this.make("not", a.level, [a], 0, 1)
  }
  and(a: Term, b: Term): Term {
    return this.joined("and", a, b)
  }
  or(a: Term, b: Term): Term {
    return this.joined("or", a, b)
  }
  private joined(op: "and" | "or", first: Term, second: Term): Term {
    // Constants need no level yet, so that what is always known stays so at every level.
    const [a, b] = first.op === "constant" ? [second, first] : [first, second]
    const [ruling, idle] = op === "and" ? [isNever, isAlways] : [isAlways, isNever]
    if (idle(b) || a === b) return a
    if (ruling(b)) return b
    if (isOpposite(a, b) || isOpposite(b, a)) return op === "and" ? this.no : this.yes
    // What only the shared table decides is kept together, to be computed once.
    const [free, fixed] = a.shared ? [b, a] : [a, b]
    if (fixed.shared && !free.shared && free.op === op) {
      const [x, y] = free.arguments as [Term, Term]
      if (x.shared !== y.shared) {
        return x.shared ? this.joined(op, y, this.joined(op, x, fixed)) : this.joined(op, x, this.joined(op, y, fixed))
      }
    }
    if (a.level === "row" && b.level === "row") return this.make(op, "row", sorted(a, b), 0, 1)
    // Answers of rows are joined as such and then spread: no word is made that belongs to no list.
    const [x, y] = [unspread(a), unspread(b)]
    if (x.level === "row" && y.level === "row") return this.packed(this.joined(op, x, y))
    return this.make(op, "word", sorted(this.packed(a), this.packed(b)), 0, 1)
  }
  /** Takes `a` where the answer is yes, else `b`. */
  select(when: Term, a: Term, b: Term): Term {
    if (a === b || isAlways(when)) return a
    if (isNever(when)) return b
    const answer = this.scalar(when)
    if (isConstant(a) && a.value === 1 && isConstant(b) && b.value === 0) return answer
    const args = [answer, a, b]
    return this.number("select", args, Math.min(a.low, b.low), Math.max(a.high, b.high))
  }

  /** A row's bits with an answer in one more of them. */
  mark(bits: Term, answer: Term, place: number): Term {
    if (isNever(answer)) return bits
    return this.make("mark", "row", [bits, answer], -(2 ** 31), 2 ** 31 - 1, { value: place })
  }

  // ---- Elements and words

  /** An answer as bits of a word. */
  packed(answer: Term): Term {
    if (answer.level === "word") return answer
    if (isConstant(answer)) return this.constant(-answer.value!, "word")
    if (answer.level === "row") return this.make("spread", "word", [answer], 0, 1)
    if (answer.op === "bit") return answer.arguments[0]!
    if (answer.op === "not") return this.not(this.packed(answer.arguments[0]!))
    return this.make("pack", "word", [answer], 0, 1)
  }
  /**
   * An answer as 0 or 1: of the element at hand, where it stands in a word. What was made of the shared table alone
   * stays a word when it is `hoisted`, for it is computed once and not for every row.
   */
  scalar(answer: Term, hoisted = true): Term {
    if (answer.level !== "word") return answer
    const [a, b] = answer.arguments as [Term, Term]
    switch (answer.op) {
      case "constant":
        return answer.value === 0 ? this.no : this.yes
      case "spread":
        return a
      case "span":
        return this.yes
      case "not":
        return this.not(this.scalar(a, hoisted))
      case "pack":
        return this.isHoisted(answer, hoisted) ? this.make("bit", "element", [answer], 0, 1) : a
      case "and":
      case "or":
        return this.isHoisted(answer, hoisted)
          ? this.make("bit", "element", [answer], 0, 1)
          : this.elementwise(answer.op, this.scalar(a, hoisted), this.scalar(b, hoisted))
      default:
        return this.make("bit", "element", [answer], 0, 1)
    }
  }

  /** Whether a word is computed once, for the shared table; it must be some list's to have a place there. */
  private isHoisted({ list, shared }: Term, hoisted: boolean): boolean {
    return shared && hoisted && list !== undefined
  }

  private elementwise(op: "and" | "or", a: Term, b: Term): Term {
    if (isConstant(a) || isConstant(b) || (a.level === "row" && b.level === "row")) return this.joined(op, a, b)
    return this.make(op, "element", sorted(a, b), 0, 1)
  }

  // ---- Folds: the answers must have been restricted to the elements that are there

  any(answers: Term): Term {
    return isNever(answers) ? this.no : this.make("any", "row", [answers], 0, 1, listOf(answers))
  }
  count(answers: Term, most: number): Term {
    return isNever(answers) ? this.no : this.make("count", "row", [answers], 0, most, listOf(answers))
  }
  /**
   * The sum over the elements that answer yes. A choice between values is counted out where both are the row's. A value
   * that may be missing can be any number, even none: it then only counts where an element asks for it.
   */
  sum(answers: Term, of: Term, most: number, isKnown: boolean): Term {
    if (isNever(answers)) return this.no
    if (of.level === "row") {
      const product = this.multiply(of, this.count(answers, most))
      // What is loaded as a 32-bit integer is one, whatever stood in the column.
      const isNumber = isKnown || isConstant(of) || (of.op === "load" && isSmall(of) && isSmall(product))
      return isNumber ? product : this.select(this.any(answers), product, this.no)
    }
    if (of.op === "select") {
      const [when, a, b] = of.arguments as [Term, Term, Term]
      const chosen = this.packed(when)
      if (a.level === "row" || b.level === "row") {
        return this.add(
          this.sum(this.and(answers, chosen), a, most, isKnown),
          this.sum(this.and(answers, this.not(chosen)), b, most, isKnown)
        )
      }
    }
    const [low, high] = [Math.min(0, of.low * most), Math.max(0, of.high * most)]
    return this.make("sum", "row", [this.scalar(answers), of], low, high, listOf(answers))
  }
  extreme(op: "lowest" | "highest", answers: Term, of: Term): Term {
    if (of.level === "row") return of
    return this.make(op, "row", [this.scalar(answers), of], of.low, of.high, listOf(answers))
  }
}

// ---- Functions

/** Whether a term is a constant. */
export const isConstant = ({ op }: Term): boolean => op === "constant"

/** Whether an answer is no everywhere. */
export const isNever = (answer: Term): boolean => answer.op === "constant" && answer.value === 0

/** Whether an answer is yes everywhere. */
export const isAlways = ({ level, op, value }: Term): boolean =>
  op === "constant" && value === (level === "word" ? -1 : 1)

/** How many choices within choices a comparison is carried into. */
const deepest = 64

const divisorOf = ({ arguments: args, op }: Term): number | undefined =>
  op === "floor" && isConstant(args[1]!) ? args[1]!.value : undefined

/** What a spread word repeats; every other term as it is. */
const unspread = (term: Term): Term => (term.op === "spread" ? term.arguments[0]! : term)

const isOpposite = (a: Term, b: Term): boolean => a.op === "not" && a.arguments[0] === b

const sorted = (a: Term, b: Term): ReadonlyArray<Term> => (a.id < b.id ? [a, b] : [b, a])
const listOf = ({ list }: Term): Extra => (list === undefined ? {} : { list })
