/**
 * Declarations of facts with every kind of leaf, and facts for them: boundary values more often than others, known
 * absences, missing keys, and now and then something that the declaration does not allow.
 */
import type { Document } from "@bina/policy"
import { CivilDate, Money } from "@bina/policy"
import * as Option from "effect/Option"
import type { Choices } from "./Choices.ts"

// ---- Models

/** Facts by name; the values of a list are such again. */
export type Facts = Readonly<Record<string, unknown>>

// ---- Rules

/** Days at which something often changes: leap days, the turn of a year, the ends of histories. */
export const days = [
  "2020-06-30",
  "2020-07-01",
  "2020-12-31",
  "2021-02-01",
  "2021-02-02",
  "2000-02-29",
  "2001-03-01",
  "2022-12-30",
  "2022-12-31",
  "2024-02-29"
].map((text) => CivilDate.makeUnsafe(text as CivilDate.CivilDateText)) as unknown as readonly [
  CivilDate.CivilDate,
  ...Array<CivilDate.CivilDate>
]

/** The words of the declared text facts. */
export const words = ["owner", "job-seeker", "student"] as const

/** The currency of generated money. */
export const currency = Money.currency("IDR")

const leavesOf = (choices: Choices): ReadonlyArray<Document.Leaf> => {
  const open = () => choices.oneIn(2)
  const date = {
    kind: "date" as const,
    earliest: CivilDate.makeUnsafe("1990-01-01"),
    latest: CivilDate.makeUnsafe("2030-12-31")
  }
  return [
    { kind: "boolean", name: "flag", optional: false, open: open() },
    { kind: "boolean", name: "other", optional: false, open: open() },
    {
      kind: "integer",
      name: "count",
      optional: false,
      open: open(),
      least: 0 - choices.below(20),
      most: choices.between(1, 900)
    },
    { kind: "integer", name: "whole", optional: false, open: open(), least: 1, most: choices.between(1, 40) },
    { kind: "integer", name: "limit", optional: true, open: open(), least: 0, most: 50 },
    {
      kind: "money",
      name: "price",
      optional: false,
      open: open(),
      currency,
      least: 0,
      most: choices.between(1, 150_000)
    },
    { kind: "money", name: "cap", optional: true, open: open(), currency, least: 0, most: 1_000_000 },
    { ...date, name: "born", optional: false, open: open() },
    { ...date, name: "on", optional: false, open: open() },
    { kind: "text", name: "occupation", optional: false, open: open(), literals: [...words] },
    { kind: "code", name: "district", optional: false, open: open(), maxLength: 8 },
    { kind: "token", name: "person", optional: false, open: open(), maxLength: 8 },
    { kind: "token", name: "payee", optional: false, open: open(), maxLength: 8 }
  ]
}

/** A declaration of facts: leaves of every kind, and a list `sessions` with leaves of its own in their midst. */
export const declare = (choices: Choices): ReadonlyArray<Document.Fact> => {
  const leaves = leavesOf(choices)
  const elements = leavesOf(choices).filter(({ kind }) => kind !== "token" && kind !== "code")
  const sessions: Document.List = {
    kind: "list",
    name: "sessions",
    maxLength: choices.between(3, 31),
    elements: [...elements]
  }
  return [...leaves.slice(0, 4), sessions, ...leaves.slice(4)]
}

const plain = (leaf: Document.Leaf, choices: Choices): unknown => {
  switch (leaf.kind) {
    case "boolean":
      return choices.oneIn(2)
    case "integer":
    case "money":
      return choices.pick([leaf.least, leaf.most, choices.between(leaf.least, leaf.most)])
    case "date":
      return choices.pick(days)
    case "text":
      return leaf.literals[choices.below(leaf.literals.length)]
    case "code":
    case "token":
      return choices.pick(["a", "b", "127111"])
  }
}

const valueOf = (leaf: Document.Leaf, choices: Choices): unknown => {
  if (!leaf.optional) return plain(leaf, choices)
  return choices.oneIn(3) ? Option.none() : Option.some(plain(leaf, choices))
}

const entriesOf = (leaves: ReadonlyArray<Document.Leaf>, choices: Choices): Facts =>
  Object.fromEntries(leaves.map((leaf) => [leaf.name, valueOf(leaf, choices)]))

/** Complete facts within their declaration. */
export const complete = (facts: ReadonlyArray<Document.Fact>, choices: Choices): Facts =>
  Object.fromEntries(
    facts.map((fact) => [
      fact.name,
      fact.kind === "list" ? choices.several(0, 3, () => entriesOf(fact.elements, choices)) : valueOf(fact, choices)
    ])
  )

/** The same facts with some keys gone, also in elements of lists. */
export const forget = (facts: Facts, choices: Choices): Facts =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      choices.oneIn(5)
        ? []
        : [[name, Array.isArray(value) ? value.map((element: Facts) => forget(element, choices)) : value]]
    )
  )

/** A value that no leaf of the kind allows. */
export const impossible = (leaf: Document.Leaf, choices: Choices): unknown => {
  const wrong = choices.pick<unknown>([null, undefined, Number.NaN, "", 1.5, {}])
  return leaf.optional ? choices.pick<unknown>([wrong, Option.some(wrong), 3]) : wrong
}
