/**
 * Deciding many cases at once gives what deciding each of them gives, whichever way it is run and whatever is declared.
 */
import { Decisions, Policy } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { type Choices, GeneratedFacts, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Declared from "../Declared.ts"
import * as Reading from "./Reading.ts"

type Rows = ReadonlyArray<GeneratedFacts.Facts>

/** Rows of all sorts: complete, with keys gone, with something impossible, with a name that nobody declared. */
const rowsOf = ({ choices, complete, partial, policy }: PolicyArbitrary.Sample): Rows => {
  const more = choices.several(0, 4, () => GeneratedFacts.complete(policy.document.facts, choices))
  const gone = more.map((facts) => GeneratedFacts.forget(facts, choices))
  const [leaf] = Policy.readsOf(policy).leaves
  return [
    complete,
    partial,
    ...more,
    ...gone,
    { ...complete, undeclared: 1 },
    ...(leaf === undefined ? [] : [{ ...complete, [leaf.name]: GeneratedFacts.impossible(leaf, choices) }])
  ]
}

const pathsOf = (policy: Policy.Foreign): ReadonlyArray<string> => Declared.pathsRead(Policy.readsOf(policy))

/** Everything may be missing, nothing may, or some facts may. */
const nullables = (policy: Policy.Foreign, choices: Choices): ReadonlyArray<Many.Options["nullable"]> => [
  undefined,
  [],
  pathsOf(policy).filter(() => choices.oneIn(2))
]

const ways = (policy: Policy.Foreign, choices: Choices): ReadonlyArray<Many.Options> =>
  nullables(policy, choices).flatMap((nullable) =>
    [true, false].map((codegen) => ({ codegen, ...(nullable === undefined ? {} : { nullable }) }))
  )

const batchOf = (policy: Policy.Foreign, options: Many.Options, rows: Rows) =>
  Many.compileMany(policy, options).encode(rows)

describe("decideMany", () => {
  it.prop(
    "L38 deciding many is deciding each",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const rows = rowsOf(sample)
      const expected = rows.map((facts) => Policy.decide(sample.policy, facts))
      for (const options of ways(sample.policy, sample.choices)) {
        const answers = [...Many.decideMany(sample.policy, rows, { ...options, chunk: 3 })]
        assert.deepStrictEqual(answers, expected, JSON.stringify(options))
      }
    },
    { arbitrary: { runs: 200 } }
  )

  it.prop("L39 the columns say what the answers say", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const rows = rowsOf(sample)
    const answers = rows.map((facts) => Policy.decide(sample.policy, facts))
    for (const options of ways(sample.policy, sample.choices)) {
      const batch = batchOf(sample.policy, options, rows)
      Reading.agrees(sample.policy, batch as never, batch.run(), answers)
    }
  })

  it.prop("explanations of a row are those of its facts", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const rows = rowsOf(sample)
    const batch = batchOf(sample.policy, {}, rows)
    rows.forEach((facts, row) => assert.deepStrictEqual(batch.explain(row), Policy.explain(sample.policy, facts)))
  })

  it.prop("only the chosen rows are decided", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const rows = rowsOf(sample)
    for (const codegen of [true, false]) {
      const batch = batchOf(sample.policy, { codegen }, rows)
      const only = Int32Array.from(rows.flatMap((_, row) => (sample.choices.oneIn(2) ? [row] : [])))
      const decisions = batch.run({ only })
      rows.forEach((facts, row) => {
        if (only.includes(row)) {
          assert.deepStrictEqual(batch.answer(decisions, row), Policy.decide(sample.policy, facts))
        } else {
          assert.strictEqual(decisions.status[row], Decisions.status.undecided)
          assert.throws(() => batch.answer(decisions, row), `row ${row} was not decided yet`)
        }
      })
    }
  })
})
