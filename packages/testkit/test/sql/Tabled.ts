/**
 * Facts as rows of tables, with a mapping for them: every way of saying "missing" and "known to be absent" in turn.
 */
import type { Document, Policy } from "@bina/policy"
import type * as Sql from "@bina/policy/Sql"
import { type Choices, GeneratedFacts } from "@bina/testkit"
import * as Option from "effect/Option"

// ---- Models

type Facts = GeneratedFacts.Facts

/** A leaf's way of standing in a table. */
interface Way {
  readonly leaf: Document.Leaf
  readonly column: string
  readonly present: boolean
  readonly within: boolean
  readonly optional: "set" | "absent" | "missing"
}

/** Tables with their rows, the mapping over them, and the facts that each row says. */
export interface Tabled {
  readonly create: ReadonlyArray<string>
  readonly mapping: Mapping
  readonly facts: ReadonlyArray<Facts>
}

type Mapping = Parameters<typeof Sql.toSql>[2]

// ---- Rules

const wayOf = (leaf: Document.Leaf, choices: Choices): Way => ({
  leaf,
  column: `${choices.pick(["", "Column ", 'a"b '])}${leaf.name}`,
  present: choices.oneIn(4),
  within: choices.oneIn(4),
  optional: choices.pick(["set", "absent", "missing"])
})

/** A value that a column can hold and the leaf does not allow. */
const outside = (leaf: Document.Leaf, choices: Choices): unknown => {
  switch (leaf.kind) {
    case "boolean":
      return undefined
    case "integer":
    case "money":
      return choices.pick([leaf.least - 1, leaf.most + 1, 9_007_199_254_740_993n, -(2n ** 63n), 2n ** 63n - 1n])
    case "date":
      return choices.pick(["1989-12-31", "2031-01-01", "9999-12-31"])
    case "text":
      return choices.pick(["", "Owner", "owner "])
    case "code":
    case "token":
      return choices.pick(["", "123456789", "😀😀😀😀😀"])
  }
}

const adjusted = (ways: ReadonlyArray<Way>, facts: Facts, complete: Facts, choices: Choices): Facts =>
  Object.fromEntries(
    ways.flatMap((way): ReadonlyArray<readonly [string, unknown]> => {
      const { leaf, optional, present, within } = way
      const has = Object.hasOwn(facts, leaf.name)
      const wrong = within || !choices.oneIn(25) ? undefined : outside(leaf, choices)
      if (wrong !== undefined) return [[leaf.name, leaf.optional ? Option.some(wrong) : wrong]]
      const value = has ? facts[leaf.name] : present ? complete[leaf.name] : undefined
      if (value === undefined) return leaf.optional && optional === "absent" ? [[leaf.name, Option.none()]] : []
      if (leaf.optional && optional === "missing" && Option.isNone(value as Option.Option<unknown>)) {
        return present ? [[leaf.name, Option.some(0)]] : []
      }
      return [[leaf.name, value]]
    })
  )

const types: { readonly [K in Document.Leaf["kind"]]: string } = {
  boolean: "boolean",
  integer: "bigint",
  money: "bigint",
  date: "date",
  text: "text",
  code: "text",
  token: "varchar"
}

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`

const columnsOf = (way: Way): ReadonlyArray<string> => [
  `${name(way.column)} ${types[way.leaf.kind]}`,
  ...(way.leaf.optional && way.optional === "set" ? [`${name(`${way.column} set`)} boolean`] : [])
]

const written = (value: unknown): string =>
  value === undefined ? "NULL" : typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value)

const valuesOf = (way: Way, facts: Facts): ReadonlyArray<string> => {
  const value = facts[way.leaf.name]
  if (!way.leaf.optional) return [written(value)]
  const option = value as Option.Option<unknown> | undefined
  const inner = option !== undefined && Option.isSome(option) ? written(option.value) : "NULL"
  return way.optional === "set" ? [inner, option === undefined ? "NULL" : String(Option.isSome(option))] : [inner]
}

const mapped = (ways: ReadonlyArray<Way>) =>
  Object.fromEntries(
    ways.map(({ column, leaf, optional, present, within }) => [
      leaf.name,
      {
        column,
        present,
        within,
        ...(!leaf.optional ? {} : optional === "set" ? { set: `${column} set` } : { whenNull: optional })
      }
    ])
  )

/** Tables for several samples of facts of one policy. */
export const make = (
  policy: Policy.Foreign,
  label: string,
  samples: ReadonlyArray<{ readonly complete: Facts; readonly partial: Facts; readonly choices: Choices }>
): Tabled => {
  const { choices } = samples[0]!
  const declared = policy.document.facts
  const list = declared.find((fact) => fact.kind === "list")!
  const ways = declared.flatMap((fact) => (fact.kind === "list" ? [] : [wayOf(fact, choices)]))
  const inner = list.elements.map((leaf) => wayOf(leaf, choices))
  const listPresent = choices.oneIn(3)
  const facts = samples.map(({ choices, complete, partial }): Facts => {
    const all = complete["sessions"] as ReadonlyArray<Facts>
    const some = (partial["sessions"] ?? (listPresent ? all : undefined)) as ReadonlyArray<Facts> | undefined
    const longer = some === undefined || !choices.oneIn(40) ? some : Array.from({ length: 32 }, () => some[0] ?? {})
    return {
      ...adjusted(ways, partial, complete, choices),
      ...(longer === undefined
        ? {}
        : {
            sessions: longer.map((element, index) =>
              adjusted(
                inner,
                element,
                all[index % Math.max(1, all.length)] ?? completeElement(list.elements, choices),
                choices
              )
            )
          })
    }
  })
  const [cases, sessions] = [`cases ${label}`, `sessions ${label}`]
  const rows = facts.map(
    (row, index) => `(${[index, String("sessions" in row), ...ways.flatMap((way) => valuesOf(way, row))].join(", ")})`
  )
  const elements = facts.flatMap((row, index) =>
    ((row["sessions"] ?? []) as ReadonlyArray<Facts>).map(
      (element, place) => `(${[index, place, ...inner.flatMap((way) => valuesOf(way, element))].join(", ")})`
    )
  )
  // Rows do not stand in the order of positions, and those of a case that is not known belong to nobody.
  const stored = [...elements.toReversed(), `(-1, 0${", NULL".repeat(inner.flatMap(columnsOf).length)})`]
  return {
    create: [
      `CREATE TABLE ${name(cases)} (id integer, "known" boolean, ${ways.flatMap(columnsOf).join(", ")})`,
      `CREATE TABLE ${name(sessions)} ("case" integer, place integer, ${inner.flatMap(columnsOf).join(", ")})`,
      `INSERT INTO ${name(cases)} VALUES ${rows.join(", ")}`,
      `INSERT INTO ${name(sessions)} VALUES ${stored.join(", ")}`
    ],
    mapping: {
      table: cases,
      key: "id",
      facts: {
        ...mapped(ways),
        sessions: {
          table: sessions,
          key: "case",
          position: "place",
          ...(listPresent ? { present: true } : { known: "known" }),
          elements: mapped(inner)
        }
      }
    },
    facts
  }
}

const completeElement = (elements: ReadonlyArray<Document.Leaf>, choices: Choices): Facts =>
  GeneratedFacts.complete(elements, choices)
