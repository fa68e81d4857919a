/**
 * Makes a policy from facts, the rules over them, and what it answers.
 *
 * ```ts
 * import { Citation, Fact, Policy, Rule } from "@bina/policy"
 * import * as Schema from "effect/Schema"
 *
 * const Applicant = Schema.Struct({
 *   birthDate: Fact.date({ text: { id: "tanggal lahir", en: "date of birth" } }),
 *   startsOn: Fact.date({ open: true, text: { id: "hari pertama", en: "first day" } })
 * })
 * const notice = Citation.make({ instrument: "Announcement 1/2020", title: "Trainings", confidence: "sourced" })
 *
 * export const eligibility = Policy.make("example/eligibility", Applicant, (f) =>
 *   Policy.allOf(
 *     Rule.requires("under-age", f.birthDate.ageOn(f.startsOn).isAtLeast(18), {
 *       citation: notice,
 *       text: { id: "Berumur paling sedikit 18 tahun.", en: "At least 18 years old." },
 *       refusal: { id: "Belum berumur 18 tahun.", en: "Younger than 18." }
 *     })
 *   )
 * )
 * ```
 */
import * as Result from "effect/Result"
import type * as Decision from "../tree/Decision.ts"
import * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"
import * as Policy from "../tree/Policy.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Money from "../vocabulary/Money.ts"
import type * as Ratio from "../vocabulary/Ratio.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Expression from "./Expression.ts"
import * as Fact from "./Fact.ts"
import * as ListExpression from "./ListExpression.ts"
import type * as Rule from "./Rule.ts"

// ---- Models

/** The requirements of a policy, in the order in which reasons are given. */
export class Requirements {
  readonly rules: readonly [Rule.Requirement, ...Array<Rule.Requirement>]
  constructor(rules: readonly [Rule.Requirement, ...Array<Rule.Requirement>]) {
    this.rules = rules
  }
}

/** Named values of a policy; an `each` rule answers one line an element. */
export type Outputs = Readonly<Record<string, Expression.Value | Rule.AnyEach>>

/** The value that an expression has in an answer. */
export type ValueOf<E> = E extends Expression.BooleanExpression
  ? boolean
  : E extends Expression.IntegerExpression
    ? number
    : E extends Expression.AnyMoney
      ? Money.MinorUnits
      : E extends Expression.RatioExpression
        ? Ratio.Ratio
        : E extends Expression.DateExpression
          ? CivilDate.CivilDate
          : E extends Expression.TextExpression<infer L>
            ? L
            : E extends Rule.AnyEach
              ? ReadonlyArray<Decision.Outcome<boolean>>
              : string

/** The values of the outputs of a policy. */
export type ValuesOf<O> = { readonly [K in keyof O]: ValueOf<O[K]> }

// ---- Functions

/** All of these must hold; the names of those that do not are the reasons, in this order. */
export const allOf = (...rules: readonly [Rule.Requirement, ...Array<Rule.Requirement>]): Requirements =>
  new Requirements(rules)

/**
 * Makes a policy from facts and the rules over them.
 *
 * @throws {PolicyRefused} when a unit, a range or a name does not fit: a policy in source code is wrong before any case
 * is decided. Foreign policies are read with `decode`, which returns the same as a value.
 */
export function make<F extends Fact.Fields>(
  id: string,
  facts: Fact.Facts<F>,
  build: (facts: ListExpression.OfFields<F>) => Requirements
): Policy.Policy<Fact.Partial<Fact.Facts<F>["Type"]>, Decision.Decision>
export function make<F extends Fact.Fields, O extends Outputs>(
  id: string,
  facts: Fact.Facts<F>,
  build: (facts: ListExpression.OfFields<F>) => O
): Policy.Policy<Fact.Partial<Fact.Facts<F>["Type"]>, Decision.Assessment<ValuesOf<O>>>
export function make<F extends Fact.Fields>(
  id: string,
  facts: Fact.Facts<F>,
  build: (facts: ListExpression.OfFields<F>) => Requirements | Outputs
): Policy.Policy<never, unknown> {
  const declared = Object.entries(facts.fields)
  const declarations = declared.map(([name, fact]) => Fact.named(name, fact))
  const answer = build(expressionsOf(declared, "") as ListExpression.OfFields<F>)
  const parts: ReadonlyArray<Expression.Any> = answer instanceof Requirements ? answer.rules : Object.values(answer)
  const uses = Expression.usesOf(...parts)
  const document: Document.Document = {
    format: Node.format,
    id,
    facts: declarations,
    parameters: uses.flatMap((use) => (use.kind === "parameter" ? [use.parameter] : [])),
    duties: uses.flatMap((use) => (use.kind === "duty" ? [use.duty] : [])),
    rules: uses.flatMap((use) => (use.kind === "rule" ? [use.rule] : [])),
    answers:
      answer instanceof Requirements
        ? { kind: "requirements", rules: answer.rules.map(({ name }) => name) }
        : { kind: "outputs", outputs: Object.entries(answer).map(([name, { node }]) => ({ name, value: node })) },
    texts: textsOf(declared, uses)
  }
  return Result.getOrThrow(Result.flatMap(structured(document), Policy.fromDocument))
}

/** Names and texts that source code wrote have a form too. */
const structured = (document: Document.Document): Result.Result<Document.Document, Policy.PolicyRefused> =>
  Result.mapError(Document.decode(document), (reason) => Policy.refusal(document.id, "bad-form", reason))

const expressionsOf = (
  facts: ReadonlyArray<readonly [string, Fact.Fact<unknown, unknown>]>,
  prefix: string
): Readonly<Record<string, Expression.Any>> =>
  Object.fromEntries(facts.map(([name, fact]) => [name, expressionOf(`${prefix}${name}`, fact)]))

const expressionOf = (path: string, fact: Fact.Fact<unknown, unknown>): Expression.Any => {
  const { declaration } = fact
  if (declaration.kind === "list") {
    const element = expressionsOf(Object.entries(declaration.elements), `${path}.`)
    return new ListExpression.ListExpression(path, element as never)
  }
  const node: Node.Node = { kind: "fact", path }
  const wrap = (at: Node.Node, uses: ReadonlyArray<Expression.Use>) => leafExpression(declaration.kind, at, uses)
  return declaration.optional ? new Expression.OptionalExpression(node, [], wrap) : wrap(node, [])
}

const leafExpression = (
  kind: Document.Leaf["kind"],
  node: Node.Node,
  uses: ReadonlyArray<Expression.Use>
): Expression.Value => {
  switch (kind) {
    case "integer":
      return new Expression.IntegerExpression(node, uses)
    case "money":
      return new Expression.MoneyExpression(node, uses)
    case "date":
      return new Expression.DateExpression(node, uses)
    case "text":
      return new Expression.TextExpression(node, uses)
    case "code":
      return new Expression.CodeExpression(node, uses)
    case "token":
      return new Expression.TokenExpression(node, uses)
    case "boolean":
      return new Expression.BooleanExpression(node, uses)
  }
}

type Entry = readonly [string, Text.Text]

const textsOf = (
  facts: ReadonlyArray<readonly [string, Fact.Fact<unknown, unknown>]>,
  uses: ReadonlyArray<Expression.Use>
): Document.Texts => {
  const described = facts.flatMap(([name, { declaration }]) => describe(name, declaration))
  const of = (kind: Expression.Use["kind"]): ReadonlyArray<Entry> =>
    uses.flatMap((use): ReadonlyArray<Entry> =>
      use.kind !== kind
        ? []
        : [[use.kind === "rule" ? use.rule.name : use.kind === "duty" ? use.duty.name : use.parameter.name, use.text]]
    )
  const refusals = uses.flatMap((use): ReadonlyArray<Entry> =>
    use.kind === "rule" && use.refusal !== undefined ? [[use.rule.name, use.refusal]] : []
  )
  return {
    facts: Object.fromEntries(described.map(({ path, text }) => [path, text])),
    literals: Object.fromEntries(
      described.flatMap(({ labels, path }) =>
        Object.entries(labels ?? {}).map(([word, text]) => [`${path}=${word}`, text])
      )
    ),
    parameters: Object.fromEntries(of("parameter")),
    duties: Object.fromEntries(of("duty")),
    rules: Object.fromEntries(of("rule")),
    ...(refusals.length === 0 ? {} : { refusals: Object.fromEntries(refusals) })
  }
}

interface Described {
  readonly path: string
  readonly text: Text.Text
  readonly labels?: Fact.Labels | undefined
}

const describe = (path: string, declaration: Fact.Declaration): ReadonlyArray<Described> => [
  { path, text: declaration.text, labels: declaration.kind === "list" ? undefined : declaration.labels },
  ...(declaration.kind === "list"
    ? Object.entries(declaration.elements).flatMap(([name, leaf]) => describe(`${path}.${name}`, leaf.declaration))
    : [])
]
