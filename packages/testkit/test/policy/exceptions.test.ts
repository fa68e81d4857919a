/**
 * General rules with exceptions among generated policies: what decides, what is explained and what `check` finds between
 * them agree.
 */
import { CivilDate, type Document, type Node, Policy } from "@bina/policy"
import * as Check from "@bina/policy/Check"
import * as Prose from "@bina/policy/Prose"
import { type GeneratedFacts, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

interface General {
  readonly name: string
  readonly conditions: ReadonlyArray<string>
  readonly values: ReadonlyArray<Node.Node>
}

const generalsOf = ({ document }: Policy.Foreign): ReadonlyArray<General> =>
  document.rules.flatMap(({ body, name }) => {
    if (body.kind !== "cases") return []
    const conditions = body.rows.flatMap(({ when }) =>
      when.kind === "rule" && when.name.startsWith(`${name}.except.`) ? [when.name] : []
    )
    return conditions.length === body.rows.length
      ? [{ name, conditions, values: [...body.rows.map(({ value }) => value), body.otherwise] }]
      : []
  })

/** The values of these nodes in a case; nothing where it is not known. */
const valuesOf = (
  { document }: Policy.Foreign,
  nodes: ReadonlyArray<Node.Node>,
  facts: GeneratedFacts.Facts
): ReadonlyArray<unknown> => {
  const outputs = nodes.map((value, nth) => ({ name: `v${nth}`, value }))
  const asked: Document.Document = { ...document, answers: { kind: "outputs", outputs } }
  const answer = Policy.decide(Result.getOrThrow(Policy.fromDocument(asked)) as Policy.Foreign, facts)
  if (answer._tag !== "Assessed") return assert.fail(answer._tag)
  return outputs.map(({ name }) => {
    const outcome = answer.values[name]!
    return outcome._tag === "Determined" ? outcome.value : undefined
  })
}

const rule = (name: string): Node.Node => ({ kind: "rule", name })

describe("general rules with exceptions", () => {
  it.effect("are generated, with one exception and with several", () =>
    Effect.gen(function* () {
      const samples = yield* Arbitrary.sampleEffect(PolicyArbitrary.sample, { count: 200, seed: 1 })
      const sizes = new Set(
        samples.flatMap(({ policy }) => generalsOf(policy).map(({ conditions }) => conditions.length))
      )
      assert.deepStrictEqual([...sizes].toSorted(), [1, 2, 3])
    })
  )

  it.prop(
    "give the value of the first exception that applies, or what holds in general",
    { sample: PolicyArbitrary.sample },
    ({ sample: { complete, partial, policy } }) => {
      for (const { conditions, name, values } of generalsOf(policy)) {
        for (const facts of [complete, partial]) {
          const [value, ...rest] = valuesOf(policy, [rule(name), ...conditions.map(rule), ...values], facts)
          const applies = rest.slice(0, conditions.length)
          const open = applies.findIndex((each) => each !== false)
          const at = open === -1 ? conditions.length : open
          // Where it is not known whether an exception applies, the value is known only if all that can follow agree.
          if (applies[at] === undefined && at < conditions.length) continue
          assert.deepStrictEqual(value, rest[conditions.length + at])
        }
      }
    }
  )

  it.prop(
    "that can hold at once are found with a case in which they do, and no others are",
    { sample: PolicyArbitrary.sample },
    ({ sample: { complete, policy } }) => {
      const generals = generalsOf(policy)
      if (generals.length === 0) return
      const found = Check.check(policy.document, { on: CivilDate.makeUnsafe("2020-07-01"), cases: 300, steps: 300_000 })
      for (const { conditions, name } of generals) {
        const overlaps = found.filter(({ code, where }) => code === "exceptions-overlap" && where === name)
        for (const { message, shown } of overlaps) {
          const pair = conditions.filter((condition) => message.en.includes(`"${condition}"`))
          assert.strictEqual(pair.length, 2)
          if (shown !== undefined) assert.deepStrictEqual(valuesOf(policy, pair.map(rule), shown.facts), [true, true])
        }
        const isOpen = found.some(({ code, where }) => code === "not-decided" && where === name)
        const held = valuesOf(policy, conditions.map(rule), complete).filter((value) => value === true)
        if (held.length > 1 && !isOpen) assert.isNotEmpty(overlaps)
      }
    }
  )

  it.prop("are said as a statute says them", { sample: PolicyArbitrary.sample }, ({ sample: { policy } }) => {
    const generals = generalsOf(policy)
    const page = Prose.toMarkdown(Prose.toProse(policy, { language: "en" }))
    assert.strictEqual(page.split("except where:").length - 1, generals.length)
  })
})
