/**
 * A policy as plain data: what is stored, hashed and sent. `Policy` is a document that has been analysed and may
 * therefore be evaluated.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Citation from "../vocabulary/Citation.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Money from "../vocabulary/Money.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import * as Refusal from "../vocabulary/Refusal.ts"
import * as Text from "../vocabulary/Text.ts"
import * as Node from "./Node.ts"
import * as Unit from "./Unit.ts"

// ---- Facts

const name = Schema.String.check(Schema.isPattern(/^[A-Za-z][A-Za-z0-9]*$/), Schema.isMaxLength(60))
const common = { name, optional: Schema.Boolean, open: Schema.Boolean }

/**
 * One fact that a policy may read. `optional` facts can be known to be absent; `open` facts may stand in clear, all
 * others are about a person and are sealed. Bounds include both ends.
 */
export const Leaf = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("boolean"), ...common }),
  Schema.Struct({ kind: Schema.Literal("integer"), ...common, least: Schema.Int, most: Schema.Int }),
  Schema.Struct({
    kind: Schema.Literal("money"),
    ...common,
    currency: Money.Currency,
    least: Schema.Int,
    most: Schema.Int
  }),
  Schema.Struct({
    kind: Schema.Literal("date"),
    ...common,
    earliest: CivilDate.CivilDate,
    latest: CivilDate.CivilDate
  }),
  Schema.Struct({
    kind: Schema.Literal("text"),
    ...common,
    literals: Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(1), Schema.isUnique())
  }),
  Schema.Struct({ kind: Schema.Literals(["code", "token"]), ...common, maxLength: Schema.Int })
])
export type Leaf = typeof Leaf.Type

/** A list of things with facts of their own, for example the days of a cohort. */
export const List = Schema.Struct({
  kind: Schema.Literal("list"),
  name,
  maxLength: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100_000 })),
  elements: Schema.Array(Leaf).check(Schema.isMinLength(1))
})
export type List = typeof List.Type

/** A declared fact: a leaf or a list. */
export const Fact = Schema.Union([...Leaf.members, List])
export type Fact = typeof Fact.Type

// ---- Dated values

/** A band reaches through `upTo`, which it includes; the last has none. Texts name classes, numbers are amounts. */
export const Band = Schema.Struct({
  upTo: Schema.optionalKey(Schema.Int),
  value: Schema.Union([Schema.Int, Schema.NonEmptyString])
})
export type Band = typeof Band.Type

/** A layer of a marginal scale: its rate applies to the part above the layer before, through `upTo`. */
export const Layer = Schema.Struct({ upTo: Schema.optionalKey(Schema.Int), rate: Ratio.Ratio })
export type Layer = typeof Layer.Type

/** What the values of a parameter are. */
export const ParameterUnit = Schema.Union([
  Unit.NumberUnit,
  Schema.Struct({ kind: Schema.Literal("ratio") }),
  Schema.Struct({
    kind: Schema.Literal("bands"),
    of: Unit.NumberUnit,
    gives: Schema.Union([Unit.NumberUnit, Schema.Struct({ kind: Schema.Literal("text") })])
  }),
  Schema.Struct({ kind: Schema.Literal("layers"), of: Unit.NumberUnit })
])
export type ParameterUnit = typeof ParameterUnit.Type

/** A value that a parameter can take. */
export const ParameterValue = Schema.Union([
  Schema.Int,
  Ratio.Ratio,
  Schema.Struct({ bands: Schema.Array(Band).check(Schema.isMinLength(1)) }),
  Schema.Struct({ layers: Schema.Array(Layer).check(Schema.isMinLength(1)) })
])
export type ParameterValue = typeof ParameterValue.Type

const stretch = { from: CivilDate.CivilDate, to: Schema.optionalKey(CivilDate.CivilDate) }

/** A stretch about which nothing was found, with the reason; reading it answers "unknown". */
export const Unknown = Schema.Struct({ ...stretch, unknown: Schema.NonEmptyString })
export type Unknown = typeof Unknown.Type

/** A value in force from a day on. */
export const Known = Schema.Struct({
  ...stretch,
  value: ParameterValue,
  citation: Schema.optionalKey(Citation.Citation)
})
export type Known = typeof Known.Type

/** What holds after the last known date: the last value goes on, or reading refuses from a day on. */
export const After = Schema.Union([Schema.Literal("extends"), Schema.Struct({ refusesFrom: CivilDate.CivilDate })])
export type After = typeof After.Type

/** A value with a history. Before its first entry it is unknown. */
export const Parameter = Schema.Struct({
  name: Node.Name,
  unit: ParameterUnit,
  entries: Schema.Array(Schema.Union([Known, Unknown])).check(Schema.isMinLength(1)),
  after: After,
  reviewBy: Schema.optionalKey(CivilDate.CivilDate)
})
export type Parameter = typeof Parameter.Type

/** A duty that holds in some stretches, is unknown in others and does not hold outside both. */
export const Duty = Schema.Struct({
  name: Node.Name,
  periods: Schema.Array(Schema.Struct({ ...stretch, citation: Schema.optionalKey(Citation.Citation) })),
  unknown: Schema.Array(Unknown)
})
export type Duty = typeof Duty.Type

// ---- Rules

/** What a named rule gives: `requires` and `amount` and `quantity` one value, `each` one answer an element of a list. */
export const Rule = Schema.Union([
  Schema.Struct({
    kind: Schema.Literals(["requires", "amount", "quantity"]),
    name: Node.Name,
    body: Node.Node,
    citation: Schema.optionalKey(Citation.Citation)
  }),
  Schema.Struct({
    kind: Schema.Literal("each"),
    name: Node.Name,
    list: name,
    body: Node.Node,
    citation: Schema.optionalKey(Citation.Citation)
  })
])
export type Rule = typeof Rule.Type

/**
 * What a policy answers: whether all requirements hold (reasons in this order), or named values. An output has a
 * name of its own, so that a rule can be renamed without breaking who reads it; only an output may be an `each` rule.
 */
export const Answers = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("requirements"), rules: Schema.Array(Node.Name).check(Schema.isMinLength(1)) }),
  Schema.Struct({
    kind: Schema.Literal("outputs"),
    outputs: Schema.Array(Schema.Struct({ name, value: Node.Node })).check(Schema.isMinLength(1))
  })
])
export type Answers = typeof Answers.Type

/**
 * Everything that people read, apart from the tree and hashed apart from it. `rules` say what is asked, `refusals` what
 * is said where it is not met; documents written before there were refusals have none, see {@link refusalOf}.
 */
export const Texts = Schema.Struct({
  facts: Schema.Record(Node.FactPath, Text.Text),
  literals: Schema.Record(Schema.String, Text.Text),
  parameters: Schema.Record(Node.Name, Text.Text),
  duties: Schema.Record(Node.Name, Text.Text),
  rules: Schema.Record(Node.Name, Text.Text),
  refusals: Schema.optionalKey(Schema.Record(Node.Name, Text.Text))
})
export type Texts = typeof Texts.Type

/** A policy as data. Rules refer only to rules before them; parameters and duties stand in order of first use. */
export const Document = Schema.Struct({
  format: Schema.Literal(Node.format),
  id: Node.Name,
  facts: Schema.Array(Fact).check(Schema.isMinLength(1)),
  parameters: Schema.Array(Parameter),
  duties: Schema.Array(Duty),
  rules: Schema.Array(Rule),
  answers: Answers,
  texts: Texts
})
export type Document = typeof Document.Type

/** Trees of hand-written rules stay far below this; deeper input would only exhaust the stack. */
export const maxDepth = 200

// ---- Functions

/** Decodes the structure of a document: nothing beside what is named here, and every fault of form at once. */
export const decode = (input: unknown): Result.Result<Document, string> =>
  depthOf(input) > maxDepth
    ? Result.fail(`it is nested deeper than ${maxDepth}`)
    : Result.mapError(decodeForm(input), ({ message }) => message)

const decodeForm = Schema.decodeUnknownResult(Document, { onExcessProperty: "error", errors: "all" })

const depthOf = (value: unknown): number => {
  let depth = 0
  let level: ReadonlyArray<unknown> = [value]
  while (level.length > 0 && depth <= maxDepth) {
    // Each object once a level: one that holds itself twice would otherwise double at every step.
    const objects = new Set(level.filter((item) => typeof item === "object" && item !== null))
    level = [...objects].flatMap((item) => Object.values(item as object))
    depth += 1
  }
  return depth
}

/** The requirements of a policy by name: whatever can be given as the reason of a refusal. */
export const requirementsOf = ({ answers, rules }: Document): ReadonlyArray<string> =>
  answers.kind === "requirements"
    ? answers.rules
    : rules.flatMap(({ kind, name }) => (kind === "requires" ? [name] : []))

/** What is said to somebody who does not meet a requirement; its name stands for a text that nobody wrote. */
export const refusalOf = ({ texts }: Pick<Document, "texts">, name: string): Text.Text =>
  Refusal.of({
    // `constructor` is a name like any other.
    text: Object.hasOwn(texts.rules, name) ? texts.rules[name]! : { id: name, en: name },
    refusal: texts.refusals !== undefined && Object.hasOwn(texts.refusals, name) ? texts.refusals[name] : undefined
  })

/** What is said where a requirement is not met, by the requirement's name. */
export const refusalsOf = (document: Document): Readonly<Record<string, Text.Text>> =>
  Object.fromEntries(requirementsOf(document).map((name) => [name, refusalOf(document, name)]))
