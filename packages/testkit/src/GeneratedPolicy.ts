/**
 * Policies with every kind of node, well typed by construction. Numbers are kept small enough that the analysis accepts
 * whatever is made; a refusal here is a flaw of the library, and is thrown.
 */
import type { Document, Node } from "@bina/policy"
import { Citation, CivilDate, Policy } from "@bina/policy"
import * as Result from "effect/Result"
import type { Choices } from "./Choices.ts"
import * as GeneratedFacts from "./GeneratedFacts.ts"
import { Trees } from "./GeneratedTree.ts"

// ---- Rules

const citation = Citation.make({
  instrument: "Generated 1/2020",
  article: "1",
  title: "Generated",
  confidence: "sourced"
})
const day = (text: CivilDate.CivilDateText) => CivilDate.makeUnsafe(text)
const money = { kind: "money", currency: GeneratedFacts.currency } as const

const history = (choices: Choices, first: Document.ParameterValue, second: Document.ParameterValue) => ({
  entries: [
    { from: day("1990-01-01"), value: first, citation },
    ...(choices.oneIn(2) ? [{ from: day("2020-07-01"), unknown: "nothing was found" }] : []),
    { from: day("2021-02-02"), value: second, citation }
  ],
  after: choices.oneIn(3) ? { refusesFrom: day("2022-12-31") } : ("extends" as const)
})

const parametersOf = (choices: Choices): ReadonlyArray<Document.Parameter> => [
  { name: "least.count", unit: { kind: "integer" }, ...history(choices, choices.below(30), choices.below(300)) },
  { name: "daily.price", unit: money, ...history(choices, choices.below(150_000), choices.below(170_000)) },
  {
    name: "tax.rate",
    unit: { kind: "ratio" },
    ...history(
      choices,
      { numerator: choices.below(20), denominator: 100 },
      { numerator: 1, denominator: choices.between(1, 9) }
    )
  },
  {
    name: "size.class",
    unit: { kind: "bands", of: money, gives: { kind: "text" } },
    ...history(
      choices,
      { bands: [{ upTo: 300, value: "owner" }, { value: "student" }] },
      { bands: [{ upTo: choices.below(9_000), value: "job-seeker" }, { value: "student" }] }
    )
  },
  {
    name: "zone.price",
    unit: { kind: "bands", of: { kind: "integer" }, gives: money },
    ...history(
      choices,
      { bands: [{ upTo: 5, value: 10_000 }, { upTo: 9, value: 15_000 }, { value: 20_000 }] },
      { bands: [{ value: choices.below(50_000) }] }
    )
  },
  {
    name: "tax.layers",
    unit: { kind: "layers", of: money },
    ...history(
      choices,
      {
        layers: [
          { upTo: 50_000, rate: { numerator: 5, denominator: 100 } },
          { rate: { numerator: 3, denominator: 20 } }
        ]
      },
      { layers: [{ rate: { numerator: choices.below(7), denominator: 7 } }] }
    )
  }
]

const dutiesOf = (choices: Choices): ReadonlyArray<Document.Duty> => [
  {
    name: "protocol",
    periods: [{ from: day("2020-07-01"), to: day("2022-12-31"), citation }],
    unknown: choices.oneIn(4) ? [] : [{ from: day("2000-01-01"), to: day("2001-12-31"), unknown: "nothing was found" }]
  }
]

/** A policy of requirements or of outputs over generated facts. */
export const make = (choices: Choices): Policy.Foreign => {
  const facts = GeneratedFacts.declare(choices)
  const trees = new Trees(choices)
  const parts = choices.several(1, 5, (index) => trees.rule(`rule-${index + 1}`))
  const rules = parts.flat()
  const requirements = rules.filter(({ kind }) => kind === "requires").map(({ name }) => name)
  const document: Document.Document = {
    format: 1,
    id: "generated/policy",
    facts: [...facts],
    parameters: [...parametersOf(choices)],
    duties: [...dutiesOf(choices)],
    rules: [...rules],
    answers:
      requirements.length > 0 && choices.oneIn(2)
        ? { kind: "requirements", rules: requirements }
        : {
            kind: "outputs",
            outputs: [...parts.map((part) => outputOf(part.at(-1)!)), { name: "last", value: trees.amount(2) }]
          },
    texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
  }
  return Result.getOrThrow(Policy.fromDocument(document)) as Policy.Foreign
}

const outputOf = ({ name }: Document.Rule): { readonly name: string; readonly value: Node.Node } => ({
  name: name.replace("-", ""),
  value: { kind: "rule", name }
})
