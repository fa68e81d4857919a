/**
 * The laws of policies, over generated policies and facts.
 */
import { Decision, type Document, type Node, Policy } from "@bina/policy"
import { type Choices, GeneratedFacts, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Declared from "../Declared.ts"
import { leavesOf } from "./leaves.ts"

type Values = Readonly<Record<string, Decision.Outcome<unknown>>>

const valuesOf = (answer: Policy.Answer): Values =>
  answer._tag === "Assessed" ? answer.values : { answer: { _tag: "Determined", value: answer } }

/** Whether the second answer keeps everything that the first had determined. */
const keeps = (before: Decision.Outcome<unknown>, after: Decision.Outcome<unknown>): boolean => {
  if (before._tag === "Undetermined") return true
  if (after._tag === "Undetermined") return false
  if (!Array.isArray(before.value)) return Object.is(before.value, after.value) || same(before.value, after.value)
  const later = after.value as ReadonlyArray<Decision.Outcome<unknown>>
  return before.value.length === later.length && before.value.every((each, index) => keeps(each, later[index]!))
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The same facts with other values where they are sealed; lists keep their length. */
const resealed = (
  leaves: ReadonlyArray<Document.Fact>,
  values: GeneratedFacts.Facts,
  choices: Choices
): GeneratedFacts.Facts => {
  const fresh = GeneratedFacts.complete(leaves, choices)
  return Object.fromEntries(
    leaves.map((leaf) => {
      if (leaf.kind !== "list") return [leaf.name, leaf.open ? values[leaf.name] : fresh[leaf.name]]
      const elements = values[leaf.name] as ReadonlyArray<GeneratedFacts.Facts>
      return [leaf.name, elements.map((element) => resealed(leaf.elements, element, choices))]
    })
  )
}

/** Whether a fact is missing: at the top, or in some element of its list. */
const isAbsent = (facts: GeneratedFacts.Facts, path: string): boolean => {
  const [first, second] = path.split(".") as [string, string | undefined]
  if (second === undefined || !Object.hasOwn(facts, first)) return !Object.hasOwn(facts, first)
  return (facts[first] as ReadonlyArray<object>).some((element) => !Object.hasOwn(element, second))
}

const readPaths = (policy: Policy.Foreign): ReadonlySet<string> => new Set(Declared.pathsRead(Policy.readsOf(policy)))

/** Other values, or none, for everything that the policy does not read. */
const disturb = (policy: Policy.Foreign, facts: GeneratedFacts.Facts, choices: Choices): GeneratedFacts.Facts => {
  const reads = readPaths(policy)
  const other = GeneratedFacts.complete(policy.document.facts, choices)
  const entries = (whole: GeneratedFacts.Facts, replacement: GeneratedFacts.Facts, prefix: string) =>
    Object.fromEntries(
      Object.entries(whole).flatMap(([name, value]): ReadonlyArray<readonly [string, unknown]> => {
        const path = `${prefix}${name}`
        if (Array.isArray(value)) {
          if (!reads.has(path) && !reads.has(name)) return choices.oneIn(2) ? [] : [[name, replacement[name]]]
          return [[name, value.map((element: GeneratedFacts.Facts): unknown => entries(element, element, `${name}.`))]]
        }
        if (reads.has(path)) return [[name, value]]
        return choices.oneIn(3) ? [] : choices.oneIn(3) ? [[name, null]] : [[name, replacement[name]]]
      })
    )
  return entries(facts, other, "")
}

describe("policies", () => {
  it.prop(
    "L13 facts that a policy does not read never change its answer",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { choices, partial, policy } = sample
      assert.deepStrictEqual(Policy.decide(policy, disturb(policy, partial, choices)), Policy.decide(policy, partial))
    }
  )

  it.prop("L13 a fact that nobody declared is an error", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const answer = Policy.decide(sample.policy, { ...sample.partial, undeclared: 1 })
    assert.strictEqual(answer._tag, "Invalid")
    assert.include((answer as { readonly paths: ReadonlyArray<string> }).paths, "undeclared")
  })

  it.prop("L14 completing facts never flips what was determined", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { complete, partial, policy } = sample
    const [before, after] = [Policy.decide(policy, partial), Policy.decide(policy, complete)]
    if (policy.document.answers.kind === "requirements") {
      // More facts may add reasons, and settle what was open; a yes stays a yes, a no stays a no for the same reasons.
      if (before._tag === "Eligible") assert.strictEqual(after._tag, "Eligible")
      if (before._tag === "Ineligible") {
        assert.strictEqual(after._tag, "Ineligible")
        assert.includeMembers([...(after as typeof before).reasons], [...before.reasons])
      }
      return
    }
    const later = valuesOf(after)
    for (const [name, outcome] of Object.entries(valuesOf(before))) assert.isTrue(keeps(outcome, later[name]!), name)
  })

  it.prop(
    "L14 what is missing is named in order, and what is named is not there or could not be read",
    { sample: PolicyArbitrary.sample },
    ({ sample: { partial, policy } }) => {
      const answer = Policy.decide(policy, partial)
      const lists = [
        ...(answer._tag === "Undetermined" ? [answer.missing] : []),
        ...Object.values(valuesOf(answer)).flatMap((outcome) =>
          outcome._tag === "Undetermined" ? [outcome.missing] : []
        )
      ]
      const order = [
        ...[...Declared.facts(policy).keys()].map((path) => `fact:${path}`),
        ...policy.document.parameters.map(({ name }) => `parameter:${name}`),
        ...policy.document.duties.map(({ name }) => `duty:${name}`)
      ]
      const kinds = { MissingFact: "fact", MissingParameter: "parameter", MissingDuty: "duty" } as const
      const place = (item: Decision.Item) => order.indexOf(`${kinds[item._tag]}:${Decision.nameOf(item)}`)
      // A day before a birth asks for facts that are there: one of them must be wrong.
      const ages = JSON.stringify(policy.document).includes('"age"')
      for (const missing of lists) {
        assert.isAtLeast(missing.length, 1)
        const places = missing.map(place)
        assert.isAtLeast(Math.min(...places), 0)
        assert.deepStrictEqual(
          places,
          [...new Set(places)].toSorted((a, b) => a - b)
        )
        for (const item of ages ? [] : missing) {
          if (item._tag === "MissingFact") assert.isTrue(isAbsent(partial, item.path), item.path)
        }
      }
    }
  )

  it.prop(
    "L15 every refusal has a reason, and each reason's rule is false",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { partial, policy } = sample
      const answer = Policy.decide(policy, partial)
      if (answer._tag !== "Ineligible") return
      assert.isAtLeast(answer.reasons.length, 1)
      const { rules } = Policy.explain(policy, partial)
      for (const reason of answer.reasons) {
        assert.deepStrictEqual(rules.find(({ name }) => name === reason)?.steps[0]?.finding, {
          kind: "value",
          value: false
        })
      }
    }
  )

  it.prop(
    "L16 all, any and not obey Kleene's tables",
    { sample: PolicyArbitrary.sample },
    ({ sample: { partial, policy } }) => {
      const [first, second] = policy.document.rules.filter(({ kind }) => kind === "requires")
      const a: Node.Node = first === undefined ? { kind: "fact", path: "flag" } : { kind: "rule", name: first.name }
      const b: Node.Node = second === undefined ? { kind: "fact", path: "other" } : { kind: "rule", name: second.name }
      const outputs: Readonly<Record<"a" | "b" | "all" | "any" | "not", Node.Node>> = {
        a,
        b,
        all: { kind: "and", operands: [a, b] },
        any: { kind: "or", operands: [a, b] },
        not: { kind: "not", operand: a }
      }
      const answers = {
        kind: "outputs" as const,
        outputs: Object.entries(outputs).map(([name, value]) => ({ name, value }))
      }
      const asked = Result.getOrThrow(Policy.decode({ ...policy.document, answers }))
      const values = valuesOf(Policy.decide(asked, partial))
      // False is 0, undetermined 1 and true 2: all is the least, any the greatest, not the mirror.
      const rank = (name: keyof typeof outputs) => {
        const outcome = values[name]!
        return outcome._tag === "Undetermined" ? 1 : outcome.value === true ? 2 : 0
      }
      assert.strictEqual(rank("all"), Math.min(rank("a"), rank("b")))
      assert.strictEqual(rank("any"), Math.max(rank("a"), rank("b")))
      assert.strictEqual(rank("not"), 2 - rank("a"))
    }
  )

  it.prop(
    "L34 the leaf values of an explanation recompute its answer",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { partial, policy } = sample
      const explanation = Policy.explain(policy, partial)
      assert.deepStrictEqual(Policy.decide(policy, leavesOf(policy, explanation)), explanation.answer)
    }
  )

  it.prop("L37 explaining gives the answer that deciding gives", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { partial, policy } = sample
    const answer = Policy.decide(policy, partial)
    assert.deepStrictEqual(Policy.explain(policy, partial).answer, answer)
    assert.deepStrictEqual(Policy.explain(policy, partial, { values: "references" }).answer, answer)
  })

  it.prop(
    "a policy survives its JSON, and its fingerprint with it",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { partial, policy } = sample
      const again = Result.getOrThrow(Policy.decodeText(Policy.encode(policy)))
      assert.deepStrictEqual(again.document, policy.document)
      assert.strictEqual(Policy.fingerprint(again), Policy.fingerprint(policy))
      assert.deepStrictEqual(Policy.decide(again, partial), Policy.decide(policy, partial))
    }
  )

  it.prop(
    "any impossible value of a fact that is read makes the answer Invalid and names it",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { choices, complete, policy } = sample
      const [leaf, ...rest] = Policy.readsOf(policy).leaves
      if (leaf === undefined) return
      const chosen = choices.pick([leaf, ...rest])
      const answer = Policy.decide(policy, { ...complete, [chosen.name]: GeneratedFacts.impossible(chosen, choices) })
      assert.deepStrictEqual(answer, { _tag: "Invalid", paths: [chosen.name] } as never)
    }
  )

  it.prop(
    "a trace without values is the same for all sealed values that give the same answer",
    { sample: PolicyArbitrary.sample },
    ({ sample: { choices, complete, policy } }) => {
      const traced = (facts: GeneratedFacts.Facts) => Policy.explain(policy, facts, { values: "references" })
      const [one, two] = [traced(complete), traced(resealed(policy.document.facts, complete, choices))]
      if (JSON.stringify(one.answer) === JSON.stringify(two.answer)) assert.deepStrictEqual(one.rules, two.rules)
    }
  )

  it.prop("a trace without values holds no sealed value", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { complete, policy } = sample
    const kept = Policy.explain(policy, complete, { values: "references" })
    const walk = (step: Policy.Step): boolean => {
      const leaf = step.node === "fact" ? Declared.facts(policy).get(step.name!) : undefined
      const sealed = (leaf !== undefined && leaf.kind !== "list" && !leaf.open) || step.inputs.map(walk).includes(true)
      if (sealed) assert.notStrictEqual(step.finding.kind, "value")
      return sealed
    }
    for (const rule of kept.rules) rule.steps.forEach(walk)
  })

  it.prop(
    "every rendering has words, in both languages, for all who read",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { partial, policy } = sample
      const explanation = Policy.explain(policy, partial)
      for (const audience of ["participant", "officer", "auditor"] as const) {
        for (const language of ["id", "en"] as const) {
          const lines = Policy.render(policy, explanation, { audience, language })
          assert.isAtLeast(lines.length, 1)
          for (const line of lines) assert.notMatch(line, /undefined|\[object/)
        }
      }
    }
  )
})
