/**
 * Laws of comparisons over generated policies and facts, missing ones included.
 */
import { Decision, Policy } from "@bina/policy"
import * as Compare from "@bina/policy/Compare"
import { GeneratedFacts, GeneratedPolicy, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"

type Cases = ReadonlyArray<Compare.Case<GeneratedFacts.Facts>>

/** Recorded cases of a policy, in groups, with an output to add up where the policy has one. */
const season = Arbitrary.map(
  Arbitrary.all({ sample: PolicyArbitrary.sample, more: PolicyArbitrary.choices }),
  (drawn) => {
    const { choices, complete, partial, policy } = drawn.sample
    const { facts } = policy.document
    const others = drawn.more.several(2, 6, () => {
      const whole = GeneratedFacts.complete(facts, drawn.more)
      return drawn.more.oneIn(2) ? whole : GeneratedFacts.forget(whole, drawn.more)
    })
    const cases: Cases = [complete, partial, ...others].map((facts, index) => ({
      id: String(index),
      groups: { cohort: drawn.more.pick(["kopi", "las"]), half: drawn.more.pick(["1", "2", "3"]) },
      facts
    }))
    const price = choices.below(200_000)
    const overrides = drawn.more.pick<GeneratedFacts.Facts>([{ flag: true }, { price }, { count: -choices.below(40) }])
    const amount = policy.document.answers.kind === "outputs" ? { amount: "last" } : {}
    return { policy, cases, overrides, amount, more: drawn.more }
  }
)

const compare = (
  before: Compare.Scenario<GeneratedFacts.Facts, Policy.Answer>,
  after: Compare.Scenario<GeneratedFacts.Facts, Policy.Answer>,
  cases: Cases,
  options: Compare.Options
) => Result.getOrThrow(Compare.compare(before as never, after as never, cases as never, options))

const scenario = (policy: Policy.Foreign, overrides?: GeneratedFacts.Facts) =>
  ({ policy, ...(overrides === undefined ? {} : { overrides }) }) as never

const negated = ({ cases, sum }: Compare.Movement): Compare.Movement => ({ cases, sum: -sum })

const swapped = (sums: Compare.Sums): Compare.Sums => ({
  ...sums,
  before: sums.after,
  after: sums.before,
  difference: -sums.difference,
  winners: negated(sums.losers),
  losers: negated(sums.winners)
})

const total = (all: ReadonlyArray<Compare.Sums>): Compare.Sums => {
  const sum = (of: (sums: Compare.Sums) => bigint) => all.reduce((so, sums) => so + of(sums), 0n)
  const count = (of: (sums: Compare.Sums) => number) => all.reduce((so, sums) => so + of(sums), 0)
  return {
    before: sum(({ before }) => before),
    after: sum(({ after }) => after),
    difference: sum(({ difference }) => difference),
    winners: { cases: count(({ winners }) => winners.cases), sum: sum(({ winners }) => winners.sum) },
    losers: { cases: count(({ losers }) => losers.cases), sum: sum(({ losers }) => losers.sum) },
    unchanged: count(({ unchanged }) => unchanged),
    open: count(({ open }) => open)
  }
}

const byState = (a: Compare.Transition, b: Compare.Transition): number =>
  a.before + a.after < b.before + b.after ? -1 : 1

describe("compare", () => {
  it.prop("a policy compared with itself changes nothing", { season }, ({ season }) => {
    const { amount, cases, overrides, policy } = season
    for (const side of [scenario(policy), scenario(policy, overrides)]) {
      const same = compare(side, side, cases, amount)
      assert.strictEqual(same.cases, cases.length)
      assert.strictEqual(same.changed, 0)
      assert.deepStrictEqual([same.reasons, same.missing], [[], []])
      assert.isTrue(same.transitions.every(({ after, before }) => before === after))
      if (same.sums === undefined) return
      assert.deepStrictEqual([same.sums.difference, same.sums.before], [0n, same.sums.after])
      assert.deepStrictEqual([same.sums.winners.cases, same.sums.losers.cases], [0, 0])
    }
  })

  it.prop("swapping the sides turns every difference round", { season }, ({ season }) => {
    const { amount, cases, overrides, policy } = season
    const [before, after] = [scenario(policy), scenario(policy, overrides)]
    const there = compare(before, after, cases, amount)
    const back = compare(after, before, cases, amount)
    assert.strictEqual(back.changed, there.changed)
    const turned = there.transitions.map(({ after, before, cases }) => ({ before: after, after: before, cases }))
    assert.deepStrictEqual(back.transitions.toSorted(byState), turned.toSorted(byState))
    for (const mentions of ["reasons", "missing"] as const) {
      assert.deepStrictEqual(
        back[mentions],
        there[mentions].map(({ gained, lost, name }) => ({ name, gained: lost, lost: gained }))
      )
    }
    if (there.sums !== undefined) assert.deepStrictEqual(back.sums, swapped(there.sums))
  })

  it.prop("groups of every dimension add up to the whole", { season }, ({ season }) => {
    const { amount, cases, overrides, policy } = season
    const whole = compare(scenario(policy), scenario(policy, overrides), cases, amount)
    assert.deepStrictEqual(Object.keys(whole.groups).toSorted(), ["cohort", "half"])
    for (const groups of Object.values(whole.groups)) {
      assert.strictEqual(
        groups.reduce((sum, group) => sum + group.cases, 0),
        whole.cases
      )
      assert.strictEqual(
        groups.reduce((sum, group) => sum + group.changed, 0),
        whole.changed
      )
      if (whole.sums !== undefined) assert.deepStrictEqual(total(groups.map(({ sums }) => sums!)), whole.sums)
    }
    if (whole.sums !== undefined) {
      const { difference, losers, open, unchanged, winners } = whole.sums
      assert.strictEqual(winners.sum + losers.sum, difference)
      assert.strictEqual(winners.cases + losers.cases + unchanged + open, whole.cases)
    }
  })

  it.prop("each difference says what deciding both sides says", { season }, ({ season }) => {
    const { amount, cases, overrides, policy } = season
    const found = [...Compare.differences(scenario(policy), scenario(policy, overrides), cases as never, amount)]
    cases.forEach(({ facts, id }, index) => {
      const difference = found[index]!
      const [before, after] = [Policy.decide(policy, facts), Policy.decide(policy, { ...facts, ...overrides })]
      assert.strictEqual(difference.id, id)
      // What a difference leaves out is only what did not change.
      if (!difference.changed) assert.deepStrictEqual(after, before)
      else assert.notDeepEqual(after, before)
      if (before._tag === "Ineligible" && after._tag === "Ineligible") {
        assert.deepStrictEqual(
          after.reasons.filter((reason) => !difference.reasonsGained.includes(reason)),
          before.reasons.filter((reason) => !difference.reasonsLost.includes(reason))
        )
      }
      if (before._tag === "Undetermined" && after._tag === "Undetermined") {
        const [was, is] = [before, after].map(({ missing }) => missing.map(Decision.nameOf))
        assert.deepStrictEqual(
          difference.missingGained,
          is!.filter((name) => !was!.includes(name))
        )
        assert.deepStrictEqual(
          difference.missingLost,
          was!.filter((name) => !is!.includes(name))
        )
      }
      if (before._tag === "Assessed" && after._tag === "Assessed") {
        const [was, is] = [before.values["last"]!, after.values["last"]!]
        const determined = was._tag === "Determined" && is._tag === "Determined"
        assert.strictEqual(
          difference.amount?.difference,
          determined ? (is.value as number) - (was.value as number) : undefined
        )
      }
    })
  })

  it.prop("the order of cases changes no figure", { season }, ({ season }) => {
    const { amount, cases, overrides, policy } = season
    const sides = [scenario(policy), scenario(policy, overrides)] as const
    const [there, back] = [compare(...sides, cases, amount), compare(...sides, cases.toReversed(), amount)]
    assert.deepStrictEqual({ ...back, groups: {} }, { ...there, groups: {} })
  })

  it.prop("the summary has words, in both languages", { season }, ({ season }) => {
    const { amount, cases, overrides, policy } = season
    const whole = compare(scenario(policy), scenario(policy, overrides), cases, amount)
    for (const language of ["id", "en"] as const) {
      const words = Compare.toMarkdown(whole, { language })
      assert.notMatch(words, /undefined|\[object|NaN|\{\w+\}/)
      assert.strictEqual(Compare.toMarkdown(whole, { language }), words)
      assert.strictEqual(
        (words.match(/kopi/g) ?? []).length,
        cases.some(({ groups }) => groups!["cohort"] === "kopi") ? 1 : 0
      )
    }
  })

  it.prop("another policy may stand on each side", { season }, ({ season }) => {
    const { cases, more, policy } = season
    // Another draw over facts of the same names; its bounds may refuse what was recorded, which is a state of its own.
    const other = GeneratedPolicy.make(more)
    const whole = compare(scenario(policy), scenario(other), cases, {})
    assert.strictEqual(
      whole.transitions.reduce((sum, transition) => sum + transition.cases, 0),
      cases.length
    )
    assert.strictEqual(whole.before.fingerprint, Policy.fingerprint(policy))
    assert.strictEqual(whole.after.fingerprint, Policy.fingerprint(other))
  })
})
