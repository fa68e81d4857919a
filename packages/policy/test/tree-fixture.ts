/**
 * Facts, parameters and a duty that the tests of the tree share.
 */
import { Citation, CivilDate, type Document, Money, type Node } from "@bina/policy"

export const citation = Citation.make({ instrument: "Test 1/2020", article: "1", title: "Test", confidence: "sourced" })
export const day = (text: CivilDate.CivilDateText): CivilDate.CivilDate => CivilDate.makeUnsafe(text)
const currency = Money.currency("IDR")
const common = { optional: false, open: false }

/** `days` stands in the midst, so that schema order is seen in answers. */
export const facts: ReadonlyArray<Document.Fact> = [
  ...["a", "b", "c"].map((name) => ({ kind: "boolean", name, ...common }) as const),
  ...["n", "m"].map((name) => ({ kind: "integer", name, ...common, least: 0, most: 1_000 }) as const),
  {
    kind: "list",
    name: "days",
    maxLength: 5,
    elements: [
      { kind: "boolean", name: "present", ...common },
      { kind: "integer", name: "hours", ...common, least: 0, most: 24 }
    ]
  },
  { kind: "integer", name: "whole", ...common, least: 1, most: 400 },
  { kind: "integer", name: "large", ...common, least: 0, most: 10_000_000_000_000 },
  { kind: "money", name: "price", ...common, currency, least: 0, most: 10_000_000 },
  { kind: "money", name: "cap", optional: true, open: true, currency, least: 0, most: 10_000_000 },
  ...["born", "on"].map(
    (name) => ({ kind: "date", name, ...common, earliest: day("1900-01-01"), latest: day("2199-12-31") }) as const
  ),
  { kind: "text", name: "word", ...common, literals: ["x", "y", "z"] },
  { kind: "code", name: "code", ...common, maxLength: 12 },
  ...["p", "q"].map((name) => ({ kind: "token", name, ...common, maxLength: 12 }) as const)
]

export const parameters: ReadonlyArray<Document.Parameter> = [
  {
    name: "price",
    unit: { kind: "money", currency },
    entries: [
      { from: day("2020-01-01"), value: 100, citation },
      { from: day("2021-01-01"), unknown: "nothing was found" },
      { from: day("2022-01-01"), value: 300, citation }
    ],
    after: { refusesFrom: day("2023-01-01") }
  },
  {
    name: "class",
    unit: { kind: "bands", of: { kind: "money", currency }, gives: { kind: "text" } },
    entries: [
      {
        from: day("2020-01-01"),
        value: { bands: [{ upTo: 300, value: "micro" }, { upTo: 2_500, value: "small" }, { value: "large" }] },
        citation
      }
    ],
    after: "extends"
  },
  {
    name: "layers",
    unit: { kind: "layers", of: { kind: "money", currency } },
    entries: [
      {
        from: day("2020-01-01"),
        value: {
          layers: [
            { upTo: 1_000, rate: { numerator: 5, denominator: 100 } },
            { rate: { numerator: 3, denominator: 20 } }
          ]
        },
        citation
      }
    ],
    after: "extends"
  },
  {
    name: "least",
    unit: { kind: "integer" },
    entries: [
      { from: day("2020-01-01"), value: 1, citation },
      { from: day("2021-01-01"), value: 9, citation }
    ],
    after: "extends"
  }
]

export const duties: ReadonlyArray<Document.Duty> = [
  {
    name: "protocol",
    periods: [{ from: day("2020-07-01"), to: day("2022-12-31"), citation }],
    unknown: [{ from: day("2019-01-01"), to: day("2020-01-01"), unknown: "nothing was found" }]
  }
]

export const fact = (path: string): Node.Node => ({ kind: "fact", path })
export const int = (value: number): Node.Node => ({ kind: "literal", unit: "integer", value })
export const bool = (value: boolean): Node.Node => ({ kind: "literal", unit: "boolean", value })
export const money = (value: number): Node.Node => ({ kind: "literal", unit: "money", currency, value })
export const text = (value: string): Extract<Node.Literal, { readonly unit: "text" }> => ({
  kind: "literal",
  unit: "text",
  value
})
export const date = (text: CivilDate.CivilDateText): Node.Node => ({ kind: "literal", unit: "date", value: day(text) })
