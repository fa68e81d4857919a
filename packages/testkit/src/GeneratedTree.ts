/**
 * Grows expressions of a wanted unit over the facts, parameters and duties that the other generators declare.
 */
import { CivilDate, type Document, type Node } from "@bina/policy"
import type { Choices } from "./Choices.ts"
import * as GeneratedFacts from "./GeneratedFacts.ts"

const currency = GeneratedFacts.currency
/** Before every other day that is generated. */
const firstBirth: Node.Node = { kind: "literal", unit: "date", value: CivilDate.makeUnsafe("1989-06-15") }
const integer = (value: number): Node.Node => ({ kind: "literal", unit: "integer", value })

/** The units of named rules. */
type Grown = "boolean" | "integer" | "money" | "date"

/** Makes nodes; rules that were made before can be used by later ones. */
export class Trees {
  private readonly choices: Choices
  private readonly rules: Array<{ readonly name: string; readonly unit: Grown; readonly each: boolean }> = []
  /** Inside a rule over the list, facts of the element may be read, and no list may be walked. */
  private inside = false
  constructor(choices: Choices) {
    this.choices = choices
  }

  /** A named rule of any kind, behind the rules that only it needs. */
  rule(name: string): ReadonlyArray<Document.Rule> {
    if (this.choices.oneIn(6)) return this.general(name)
    const [rule, unit] = this.choices.pick<() => readonly [Document.Rule, Grown]>([
      () => [{ kind: "requires", name, body: this.boolean(3) }, "boolean"],
      () => [{ kind: "amount", name, body: this.amount(3) }, "money"],
      () => [{ kind: "quantity", name, body: this.integer(3) }, "integer"],
      () => [{ kind: "quantity", name, body: this.date(2) }, "date"],
      () => [{ kind: "each", name, list: "sessions", body: this.element(() => this.boolean(2)) }, "boolean"]
    ])()
    this.rules.push({ name, unit, each: rule.kind === "each" })
    return [rule]
  }

  /** A general rule with exceptions, some of which give way to some of those above them. */
  private general(name: string): ReadonlyArray<Document.Rule> {
    const { choices } = this
    const isMoney = choices.oneIn(2)
    const value = () => (isMoney ? this.amount(2) : this.integer(2))
    const labels = ["first", "second", "third"].slice(0, choices.between(1, 3))
    const named = (label: string): Node.Node => ({ kind: "rule", name: `${name}.except.${label}` })
    const exceptions = labels.map((label, nth): Document.Rule => {
      const above = labels.slice(0, nth).filter(() => choices.oneIn(2))
      const yields = above.map((other): Node.Node => ({ kind: "not", operand: named(other) }))
      const body: Node.Node = { kind: "and", operands: [this.boolean(2), ...yields] }
      return { kind: "quantity", name: `${name}.except.${label}`, body }
    })
    const rows = labels.map((label) => ({ when: named(label), value: value() }))
    const body: Node.Node = { kind: "cases", rows, otherwise: value() }
    this.rules.push({ name, unit: isMoney ? "money" : "integer", each: false })
    return [...exceptions, { kind: isMoney ? "amount" : "quantity", name, body }]
  }

  private element<A>(make: () => A): A {
    this.inside = true
    const made = make()
    this.inside = false
    return made
  }

  private fact(name: string): Node.Node {
    return { kind: "fact", path: this.inside && this.choices.oneIn(2) ? `sessions.${name}` : name }
  }

  private named(wanted: Grown): ReadonlyArray<() => Node.Node> {
    return this.rules
      .filter(({ each, unit }) => unit === wanted && (!each || this.inside))
      .map(
        ({ name }) =>
          () =>
            ({ kind: "rule", name }) as const
      )
  }

  private grow(
    depth: number,
    leaves: ReadonlyArray<() => Node.Node>,
    branches: ReadonlyArray<() => Node.Node>
  ): Node.Node {
    const options = depth <= 0 ? leaves : [...leaves, ...branches]
    return options[this.choices.below(options.length)]!()
  }

  private several(depth: number): ReadonlyArray<Node.Node> {
    return this.choices.several(1, 3, () => this.boolean(depth))
  }

  private listed(make: (where: Node.Node) => Node.Node, depth: number): ReadonlyArray<() => Node.Node> {
    return this.inside ? [] : [() => make(this.element(() => this.boolean(depth)))]
  }

  private folded(kind: "sum" | "least" | "greatest", depth: number, of: () => Node.Node): Node.Node {
    const where = this.element(() => this.boolean(depth))
    return { kind, list: "sessions", where, of: this.element(of) }
  }

  boolean(depth: number): Node.Node {
    const { choices } = this
    const less = depth - 1
    const operator = () => choices.pick<Node.Operator>(["equal", "not-equal", "less", "at-most", "more", "at-least"])
    return this.grow(
      depth,
      [
        () => this.fact("flag"),
        () => this.fact("other"),
        () => ({ kind: "literal", unit: "boolean", value: choices.oneIn(2) }),
        ...this.named("boolean")
      ],
      [
        () => ({ kind: "not", operand: this.boolean(less) }),
        () => ({ kind: "and", operands: this.several(less) }),
        () => ({ kind: "or", operands: this.several(less) }),
        () => {
          const operands = this.several(less)
          return { kind: "at-least-of", least: choices.between(1, operands.length), operands }
        },
        () => ({ kind: "compare", operator: operator(), left: this.integer(less), right: this.integer(less) }),
        () => ({ kind: "compare", operator: operator(), left: this.amount(less), right: this.amount(less) }),
        () => ({ kind: "compare", operator: operator(), left: this.date(less), right: this.date(less) }),
        () => ({ kind: "compare", operator: operator(), left: this.ratio(less), right: this.ratio(0) }),
        () => ({
          kind: "compare",
          operator: choices.pick(["equal", "not-equal"]),
          left: this.text(less),
          right: this.word()
        }),
        () => ({
          kind: "compare",
          operator: "equal",
          left: { kind: "fact", path: "person" },
          right: { kind: "fact", path: "payee" }
        }),
        () => ({ kind: "member", operand: { kind: "fact", path: "district" }, among: [this.word(), this.word()] }),
        () => ({ kind: "choose", when: this.boolean(less), yes: this.boolean(less), no: this.boolean(less) }),
        () => ({ kind: "duty", name: "protocol", on: this.date(less) }),
        ...this.listed((where) => ({ kind: "some", list: "sessions", where }), less),
        ...this.listed((where) => ({ kind: "every", list: "sessions", where }), less)
      ]
    )
  }

  integer(depth: number): Node.Node {
    const { choices } = this
    const less = depth - 1
    return this.grow(
      depth,
      [() => this.fact("count"), () => this.fact("whole"), () => integer(choices.below(50)), ...this.named("integer")],
      [
        () => ({ kind: "plus", operands: [this.integer(less), this.integer(less)] }),
        () => ({ kind: "minus", left: this.integer(less), right: this.integer(less) }),
        () => ({ kind: "times", left: this.integer(less), right: integer(choices.below(12)) }),
        () => ({ kind: "at-most", operand: this.integer(less), bound: this.integer(less) }),
        () => ({ kind: "at-least", operand: this.integer(less), bound: this.integer(less) }),
        () => ({ kind: "age", birth: this.fact("born"), on: this.date(less) }),
        () => ({ kind: "age", birth: { ...firstBirth }, on: this.movingDate() }),
        () => ({ kind: "days-between", from: this.date(less), to: this.date(less) }),
        () => ({ kind: "parameter", name: "least.count", on: this.date(less) }),
        () => ({ kind: "choose", when: this.boolean(less), yes: this.integer(less), no: this.integer(less) }),
        () => this.ifSet(this.fact("limit"), () => this.integer(less)),
        () => ({ kind: "share", operand: this.integer(0), ratio: this.ratio(less), rounding: this.rounding() }),
        ...this.listed((where) => ({ kind: "count", list: "sessions", where }), less),
        ...(this.inside
          ? []
          : [
              () => this.folded("sum", less, () => this.integer(0)),
              () =>
                this.ifSet(
                  this.folded("least", less, () => this.integer(0)),
                  () => this.integer(less)
                )
            ])
      ]
    )
  }

  amount(depth: number): Node.Node {
    const { choices } = this
    const less = depth - 1
    return this.grow(
      depth,
      [
        () => this.fact("price"),
        () => ({ kind: "literal", unit: "money", currency, value: choices.below(200_000) }),
        ...this.named("money")
      ],
      [
        () => ({ kind: "plus", operands: [this.amount(less), this.amount(less)] }),
        () => ({ kind: "minus", left: this.amount(less), right: this.amount(less) }),
        () => ({ kind: "times", left: this.amount(less), right: integer(choices.below(31)) }),
        () => ({ kind: "at-most", operand: this.amount(less), bound: this.amount(less) }),
        () => ({ kind: "at-least", operand: this.amount(less), bound: this.amount(less) }),
        () => this.ifSet(this.fact("cap"), () => this.amount(less)),
        () => ({ kind: "share", operand: this.amount(0), ratio: this.ratio(less), rounding: this.rounding() }),
        () => ({ kind: "parameter", name: "daily.price", on: this.date(less) }),
        () => ({ kind: "band", operand: this.integer(less), table: "zone.price", on: this.date(less) }),
        () => ({
          kind: "scale",
          operand: this.fact("price"),
          table: "tax.layers",
          on: this.date(less),
          rounding: this.rounding()
        }),
        () => ({
          kind: "cases",
          rows: choices.several(1, 2, () => ({ when: this.boolean(less), value: this.amount(less) })),
          otherwise: this.amount(less)
        }),
        ...(this.inside
          ? []
          : [
              () => this.folded("sum", less, () => this.amount(0)),
              () =>
                this.ifSet(
                  this.folded("greatest", less, () => this.amount(0)),
                  () => this.amount(less)
                )
            ])
      ]
    )
  }

  private ifSet(operand: Node.Node, no: () => Node.Node): Node.Node {
    const set: Node.Node = { kind: "set", operand }
    return { kind: "if-set", operand, yes: set, no: no() }
  }

  private ratio(depth: number): Node.Node {
    const { choices } = this
    return this.grow(
      depth,
      [
        () => ({
          kind: "literal",
          unit: "ratio",
          value: { numerator: choices.below(100), denominator: choices.between(1, 100) }
        })
      ],
      [
        () => ({ kind: "parameter", name: "tax.rate", on: this.date(depth - 1) }),
        () => ({ kind: "ratio", numerator: this.fact("whole"), denominator: this.fact("whole") }),
        () => ({ kind: "choose", when: this.boolean(depth - 1), yes: this.ratio(0), no: this.ratio(0) })
      ]
    )
  }

  private literalDate(): Node.Node {
    return { kind: "literal", unit: "date", value: this.choices.pick(GeneratedFacts.days) }
  }

  /** A day that depends on facts: two constants make no age. */
  private movingDate(): Node.Node {
    const { choices } = this
    const options = [
      (): Node.Node => this.fact("on"),
      (): Node.Node => ({ kind: "plus-days", date: this.fact("on"), days: integer(choices.below(800)) }),
      (): Node.Node => ({ kind: "plus-days", date: this.literalDate(), days: this.fact("count") }),
      ...this.listed((where) => {
        const days: Node.Node = { kind: "count", list: "sessions", where }
        return { kind: "plus-days", date: this.literalDate(), days }
      }, 0)
    ]
    return options[choices.below(options.length)]!()
  }

  private date(depth: number): Node.Node {
    return this.grow(
      depth,
      [() => this.fact("on"), () => this.literalDate(), ...this.named("date")],
      [
        () => this.movingDate(),
        () => ({ kind: "choose", when: this.boolean(depth - 1), yes: this.date(0), no: this.date(0) })
      ]
    )
  }

  private text(depth: number): Node.Node {
    return this.grow(
      depth,
      [() => this.fact("occupation")],
      [() => ({ kind: "band", operand: this.fact("price"), table: "size.class", on: this.date(depth - 1) })]
    )
  }

  private word(): Extract<Node.Literal, { readonly unit: "text" }> {
    return { kind: "literal", unit: "text", value: this.choices.pick(GeneratedFacts.words) }
  }

  private rounding(): "down" | "up" | "half-up" | "half-even" {
    return this.choices.pick(["down", "up", "half-up", "half-even"])
  }
}
