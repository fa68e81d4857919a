/**
 * The same facts in other columns give the same answers: what rows have in common in a shared table, answers as bitsets,
 * numbers in wider or narrower arrays, lists longer than a word.
 */
import { Columns, type Document, Policy } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { type Choices, GeneratedFacts, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Declared from "../Declared.ts"
import * as Reading from "./Reading.ts"

type Facts = GeneratedFacts.Facts
type Rows = ReadonlyArray<Facts>

const decideEach = (policy: Policy.Foreign, rows: Rows) => rows.map((facts) => Policy.decide(policy, facts))

/** Columns answer as `decide` does, run both ways. */
const agree = (policy: Policy.Foreign, columns: Columns.Columns, rows: Rows) => {
  const expected = decideEach(policy, rows)
  for (const codegen of [true, false]) {
    const batch = Result.getOrThrow(Many.compileMany(policy, { codegen }).bind(columns))
    const decisions = batch.run()
    Reading.agrees(policy, batch as never, decisions, expected)
    rows.forEach((_, row) => assert.deepStrictEqual(batch.answer(decisions, row), expected[row]))
  }
}

const someRows = ({ choices, complete, partial, policy }: PolicyArbitrary.Sample, least: number): Rows => {
  const more = choices.several(least, least + 3, () => GeneratedFacts.complete(policy.document.facts, choices))
  return [complete, partial, ...more, ...more.map((facts) => GeneratedFacts.forget(facts, choices))]
}

/** The policy with longer lists, if its numbers stay exact. */
const lengthened = (policy: Policy.Foreign, maxLength: number): Policy.Foreign | undefined => {
  const facts = policy.document.facts.map((fact): Document.Fact =>
    fact.kind === "list" ? { ...fact, maxLength } : fact
  )
  return Result.getOrUndefined(Policy.fromDocument({ ...policy.document, facts })) as Policy.Foreign | undefined
}

/** The same facts with lists of up to `most` elements, made of those that are there. */
const stretched = (facts: Facts, choices: Choices, most: number): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (!Array.isArray(value) || value.length === 0) return [name, value]
      const length = choices.pick([choices.below(most + 1), 31, 32, 33, 64, most])
      return [name, Array.from({ length }, (): unknown => value[choices.below(value.length)])]
    })
  )

const encoded = (policy: Policy.Foreign, rows: Rows): Columns.Columns => Many.compileMany(policy).encode(rows).columns

const mapLeaves = (
  leaves: Readonly<Record<string, Columns.Leaf>>,
  change: (leaf: Columns.Leaf, name: string) => Columns.Leaf
) => Object.fromEntries(Object.entries(leaves).map(([name, leaf]) => [name, change(leaf, name)]))

const bitset = (bytes: Columns.Numbers): Uint32Array => {
  const bits = new Uint32Array(Math.ceil(bytes.length / 32))
  bytes.forEach((byte, row) => {
    if (byte === 1) bits[row >> 5]! |= 1 << (row & 31)
  })
  return bits
}

/** Answers of rows as bitsets, numbers as doubles. */
const relaid = (policy: Policy.Foreign, columns: Columns.Columns): Columns.Columns => {
  const flags = (given: Columns.Flags | undefined) => (given === undefined ? undefined : bitset(given))
  const isAnswer = (name: string) => Declared.facts(policy).get(name)!.kind === "boolean"
  const leaf = ({ known, set, values }: Columns.Leaf, name: string): Columns.Leaf => ({
    values: isAnswer(name) ? bitset(values) : Float64Array.from(values),
    ...(known === undefined ? {} : { known: flags(known)! }),
    ...(set === undefined ? {} : { set: flags(set)! })
  })
  return {
    ...columns,
    leaves: mapLeaves(columns.leaves, leaf),
    lists: Object.fromEntries(
      Object.entries(columns.lists).map(([name, list]) => [
        name,
        { ...list, ...(list.known === undefined ? {} : { known: flags(list.known)! }) }
      ])
    )
  }
}

/** Facts of which a few come from one of several others, and columns in which those stand in a shared table. */
const shared = (policy: Policy.Foreign, rows: Rows, bases: Rows, choices: Choices) => {
  const of = Uint8Array.from(rows, () => choices.below(bases.length))
  const names = policy.document.facts.map(({ name }) => name)
  const moved = new Set(names.filter(() => choices.oneIn(2)))
  const list = policy.document.facts.find((fact) => fact.kind === "list") as Document.List
  const movedInside = new Set(list.elements.map(({ name }) => name).filter(() => choices.oneIn(2)))
  const isSplit = moved.has(list.name)

  /** An element with the leaves of the base that are moved, and others of its own. */
  const element = (base: Facts, own: Facts): Facts =>
    Object.fromEntries([
      ...Object.entries(base).filter(([name]) => movedInside.has(name)),
      ...Object.entries(own).filter(([name]) => !movedInside.has(name))
    ])
  const merged = rows.map((row, at) => {
    const base = bases[of[at]!]!
    const entries = names.flatMap((name): ReadonlyArray<readonly [string, unknown]> => {
      const from = moved.has(name) ? base : row
      if (!Object.hasOwn(from, name)) return []
      if (name !== list.name || !isSplit) return [[name, from[name]]]
      const others = GeneratedFacts.complete(policy.document.facts, choices)
      const own = (others[name] as Rows)[0] ?? {}
      return [[name, (from[name] as Rows).map((each) => element(each, own))]]
    })
    return Object.fromEntries(entries)
  })

  // One encoding, so that both tables point into the same words; then it is cut in two.
  const whole = encoded(policy, [...merged, ...bases])
  const pick = (leaves: Readonly<Record<string, Columns.Leaf>>, keep: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(leaves).filter(([name]) => keep(name)))
  const cut = <A extends Columns.Numbers>(array: A): A => array.slice(rows.length) as A
  const { offsets: begins } = whole.lists[list.name] ?? {}
  const wordsBefore = rows.reduce(
    (words, _, row) =>
      words + (begins === undefined ? 1 : Columns.wordsFor(begins[row + 1]! - begins[row]!, list.maxLength)),
    0
  )
  const cutWords = <A extends Columns.Numbers>(array: A): A => array.slice(wordsBefore) as A
  const tail = (leaf: Columns.Leaf): Columns.Leaf => ({
    values: cut(leaf.values),
    ...(leaf.known === undefined ? {} : { known: cut(leaf.known) }),
    ...(leaf.set === undefined ? {} : { set: cut(leaf.set) })
  })
  const lists = Object.entries(whole.lists)
  const isAnswer = (name: string) => Declared.facts(policy).get(`${list.name}.${name}`)!.kind === "boolean"
  const columns: Columns.Columns = {
    rows: rows.length,
    words: whole.words,
    leaves: pick(whole.leaves, (name) => !moved.has(name)),
    lists: Object.fromEntries(
      lists.map(([name, given]) => {
        const { leaves, offsets } = given
        return [name, isSplit ? { offsets: offsets!, leaves: pick(leaves, (leaf) => !movedInside.has(leaf)) } : given]
      })
    ),
    shared: {
      rows: bases.length,
      of,
      leaves: mapLeaves(
        pick(whole.leaves, (name) => moved.has(name)),
        tail
      ),
      lists: Object.fromEntries(
        isSplit
          ? lists.map(([name, { known, leaves, offsets }]) => [
              name,
              {
                offsets: cut(offsets!),
                ...(known === undefined ? {} : { known: cut(known) }),
                // Numbers of elements stay where the offsets point to; words go with their rows.
                leaves: mapLeaves(
                  pick(leaves, (leaf) => movedInside.has(leaf)),
                  ({ known: each, set, values }, leaf) => ({
                    values: isAnswer(leaf) ? cutWords(values) : values,
                    ...(each === undefined ? {} : { known: cutWords(each) }),
                    ...(set === undefined ? {} : { set: cutWords(set) })
                  })
                )
              }
            ])
          : []
      )
    }
  }
  return { columns, merged }
}

describe("columns of other layouts", () => {
  it.prop("L39 bitsets and doubles say the same", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const rows = someRows(sample, 32)
    agree(sample.policy, relaid(sample.policy, encoded(sample.policy, rows)), rows)
  })

  it.prop("L39 lists of several words say the same", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const policy = lengthened(sample.policy, 100)
    if (policy === undefined) return
    const rows = someRows(sample, 4).map((facts) => stretched(facts, sample.choices, 100))
    agree(policy, encoded(policy, rows), rows)
  })

  it.prop(
    "L39 a shared table says the same",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { choices } = sample
      const longer = choices.oneIn(2) ? lengthened(sample.policy, 100) : undefined
      const policy = longer ?? sample.policy
      const reach = (rows: Rows) => (longer === undefined ? rows : rows.map((facts) => stretched(facts, choices, 100)))
      const bases = reach(someRows(sample, 1))
      const rows = reach(someRows(sample, 6))
      const { columns, merged } = shared(policy, rows, bases, choices)
      agree(policy, columns, merged)
    },
    { arbitrary: { runs: 300 } }
  )

  it.prop("columns that are not there are missing facts", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { choices, policy } = sample
    const rows = someRows(sample, 2)
    const whole = encoded(policy, rows)
    const gone = new Set(policy.document.facts.map(({ name }) => name).filter(() => choices.oneIn(3)))
    const keep = <A>(named: Readonly<Record<string, A>>) =>
      Object.fromEntries(Object.entries(named).filter(([name]) => !gone.has(name)))
    agree(policy, { ...whole, leaves: keep(whole.leaves), lists: keep(whole.lists) }, rows.map(keep))
  })

  it.prop("a value out of bounds makes its row invalid", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { choices, complete, policy } = sample
    const numbers = Policy.readsOf(policy).leaves.flatMap((leaf) =>
      (leaf.kind === "integer" || leaf.kind === "money") && !leaf.optional ? [leaf] : []
    )
    const [first, ...rest] = numbers
    if (first === undefined) return
    const leaf = choices.pick([first, ...rest])
    const rows = [complete, complete, complete]
    const columns = encoded(policy, rows)
    const values = Float64Array.from(columns.leaves[leaf.name]!.values)
    values[1] = leaf.most + 1
    const changed = {
      ...columns,
      leaves: { ...columns.leaves, [leaf.name]: { ...columns.leaves[leaf.name]!, values } }
    }
    agree(policy, changed, [complete, { ...complete, [leaf.name]: leaf.most + 1 }, complete])
  })
})
