/**
 * What the search over all cases claims, held against cases: nothing that it excludes ever happens, and what it shows
 * does happen.
 */
import { CivilDate, type Decision, type Document, type Node, Policy } from "@bina/policy"
import * as Ask from "@bina/policy/Ask"
import * as Check from "@bina/policy/Check"
import { type Choices, GeneratedFacts, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Declared from "../Declared.ts"

const on = CivilDate.makeUnsafe("2026-11-24")
const budget = { on, cases: 1_000 }

/** Complete cases at the boundaries that the generators know, and the one of the sample. */
const casesOf = ({ choices, complete, policy }: PolicyArbitrary.Sample): ReadonlyArray<GeneratedFacts.Facts> => [
  complete,
  ...Array.from({ length: 12 }, () => GeneratedFacts.complete(policy.document.facts, choices))
]

const ruleValue = (policy: Policy.Foreign, facts: GeneratedFacts.Facts, name: string): unknown => {
  const finding = Policy.explain(policy, facts).rules.find((rule) => rule.name === name)?.steps[0]?.finding
  return finding?.kind === "value" ? finding.value : undefined
}

/** A policy that requires what each of the rules of another requires. */
const requiring = (policy: Policy.Foreign): Policy.Foreign | undefined => {
  const rules = policy.document.rules.filter(({ kind }) => kind === "requires").map(({ name }) => name)
  return rules.length === 0
    ? undefined
    : (Result.getOrThrow(
        Policy.fromDocument({ ...policy.document, answers: { kind: "requirements", rules } })
      ) as Policy.Foreign)
}

type Branching = Extract<Node.Node, { readonly kind: "choose" | "if-set" | "cases" }>

const isBranching = (node: Node.Node): node is Branching =>
  node.kind === "choose" || node.kind === "if-set" || node.kind === "cases"

const nodesOf = (node: Node.Node): ReadonlyArray<Node.Node> =>
  Object.values(node)
    .flatMap((part: unknown): ReadonlyArray<Node.Node> => {
      if (Array.isArray(part)) return part.flatMap((each: object) => nodesOf(each as Node.Node))
      return typeof part === "object" && part !== null ? nodesOf(part as Node.Node) : []
    })
    .concat("kind" in node ? [node] : [])

/** The branches of the only branching node of a rule, of so many rows if it is a table, that a case takes, in the words of the check. */
const takenIn = (step: Policy.Step, rows: number): ReadonlyArray<string> => {
  const within = step.inputs.flatMap((input) => takenIn(input, rows))
  const first = step.inputs[0]?.finding
  if (first === undefined || first.kind === "missing") return within
  if (step.node === "choose") {
    return [...within, first.kind === "value" && first.value === true ? "condition holds" : "condition does not hold"]
  }
  if (step.node === "if-set") return [...within, first.kind === "absent" ? "value is absent" : "value is set"]
  if (step.node !== "cases") return within
  const tested = step.inputs.filter((_, at) => at < step.inputs.length - 1)
  const last = tested.at(-1)?.finding
  if (last?.kind === "value" && last.value === true) return [...within, `row ${tested.length} of`]
  // A row whose condition the law leaves open takes nobody: neither itself nor what stands below it.
  return tested.length === rows ? [...within, "its last resort is never used"] : within
}

/** The facts that a step names because a day that is known lies before a birth that is known. */
const beforeBirth = ({ finding, inputs, node }: Policy.Step): ReadonlyArray<string> => [
  ...(node === "age" && finding.kind === "missing" && inputs.every((input) => input.finding.kind === "value")
    ? finding.missing.flatMap((item) => (item._tag === "MissingFact" ? [item.path] : []))
    : []),
  ...inputs.flatMap(beforeBirth)
]

describe("check over generated policies", () => {
  it.prop(
    "a requirement that never or always holds does so in every case",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const found = Check.check(sample.policy.document, budget)
      for (const { code, where } of found) {
        if (code !== "never-holds" && code !== "always-holds") continue
        for (const facts of casesOf(sample)) {
          const value = ruleValue(sample.policy, facts, where)
          if (code === "always-holds") assert.strictEqual(value, true, where)
          else assert.notStrictEqual(value, true, where)
        }
      }
    }
  )

  it.prop("contradictions and implications hold in every case", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const policy = requiring(sample.policy)
    if (policy === undefined) return
    const found = Check.check(policy.document, budget)
    const { answers } = policy.document
    const rules = answers.kind === "requirements" ? answers.rules : []
    for (const facts of casesOf(sample)) {
      const answer = Policy.decide(policy, facts) as Decision.Decision
      for (const { code, where } of found) {
        if (code === "requirements-contradict" || code === "never-holds") assert.notStrictEqual(answer._tag, "Eligible")
        if (code !== "requirement-implied") continue
        const others = rules.filter((name) => name !== where)
        if (others.every((name) => ruleValue(policy, facts, name) === true)) {
          assert.strictEqual(ruleValue(policy, facts, where), true, where)
        }
        // Where the law leaves another requirement open, one that it implies can be the only one that is known to fail.
        const open = others.some((name) => ruleValue(policy, facts, name) === undefined)
        if (answer._tag === "Ineligible" && !open) assert.notDeepEqual(answer.reasons, [where])
      }
    }
  })

  it.prop("an unreachable branch is taken by no case", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { policy } = sample
    const single = policy.document.rules.filter(({ body }) => nodesOf(body).filter(isBranching).length === 1)
    const found = Check.check(policy.document, budget)
    for (const { body, name } of single) {
      const branching = nodesOf(body).find(isBranching)
      const rows = branching?.kind === "cases" ? branching.rows.length : 0
      const lost = found.filter(
        ({ code, where }) => where === name && (code === "branch-unreachable" || code === "otherwise-unreachable")
      )
      if (lost.length === 0) continue
      for (const facts of casesOf(sample)) {
        const steps = Policy.explain(policy, facts).rules.find((rule) => rule.name === name)!.steps
        for (const taken of steps.flatMap((step) => takenIn(step, rows))) {
          for (const { message } of lost) assert.notInclude(message.en, taken)
        }
      }
    }
  })

  it.prop("what shows a finding is a case", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const policy = requiring(sample.policy) ?? sample.policy
    for (const { code, shown, where } of Check.check(policy.document, budget)) {
      if (shown === undefined) continue
      assert.notStrictEqual(Policy.decide(policy, shown.facts)._tag, "Invalid")
      if (code === "always-holds") assert.strictEqual(ruleValue(policy, shown.facts, where), true)
      if (code === "never-holds" || code === "requirement-implied") {
        assert.strictEqual(ruleValue(policy, shown.facts, where), false)
      }
    }
  })

  it.effect("most questions are decided, and flaws of every reachable kind are found", () =>
    Effect.gen(function* () {
      const samples = yield* Arbitrary.sampleEffect(PolicyArbitrary.sample, { count: 250, seed: 3 })
      const found = samples.flatMap(({ policy }) =>
        Check.check((requiring(policy) ?? policy).document, budget).filter(({ number }) => number >= "B1")
      )
      const count = (code: string) => found.filter((each) => each.code === code).length
      for (const code of [
        "branch-unreachable",
        "never-holds",
        "always-holds",
        "requirement-implied",
        "bound-never-binds",
        "bound-always-binds",
        "otherwise-unreachable",
        "band-unreachable"
      ]) {
        assert.isAbove(count(code), 0, code)
      }
      assert.isBelow(count("not-decided"), found.length / 10)
    })
  )
})

// ---- What to ask next

const factsLacking = (answer: Policy.Answer): ReadonlyArray<string> => {
  const missing =
    answer._tag === "Undetermined"
      ? answer.missing
      : answer._tag === "Assessed"
        ? Object.values(answer.values as Readonly<Record<string, Decision.Outcome<unknown>>>).flatMap(lackedBy)
        : []
  return [...new Set(missing.flatMap((item) => (item._tag === "MissingFact" ? [item.path] : [])))]
}

const lackedBy = (outcome: Decision.Outcome<unknown>): ReadonlyArray<Decision.Item> =>
  outcome._tag === "Undetermined"
    ? outcome.missing
    : Array.isArray(outcome.value)
      ? outcome.value.flatMap((each: Decision.Outcome<unknown>) => lackedBy(each))
      : []

/** The case with some of its missing facts filled in from a complete one. */
const filled = (
  partial: GeneratedFacts.Facts,
  complete: GeneratedFacts.Facts,
  paths: ReadonlySet<string>
): GeneratedFacts.Facts => {
  const fill = (into: GeneratedFacts.Facts, from: GeneratedFacts.Facts, prefix: string): GeneratedFacts.Facts =>
    Object.fromEntries(
      Object.entries(from).flatMap(([name, value]): ReadonlyArray<readonly [string, unknown]> => {
        const known = Object.hasOwn(into, name)
        if (!known) return paths.has(`${prefix}${name}`) ? [[name, value]] : []
        return Array.isArray(value)
          ? [
              [
                name,
                value.map((each, at) =>
                  fill((into[name] as ReadonlyArray<GeneratedFacts.Facts>)[at]!, each, `${name}.`)
                )
              ]
            ]
          : [[name, into[name]]]
      })
    )
  return fill(partial, complete, "")
}

/** Whether a fact is known, in every element. */
const isKnown = (facts: GeneratedFacts.Facts, path: string): boolean => {
  const [name, leaf] = path.split(".") as [string, string | undefined]
  if (leaf === undefined) return Object.hasOwn(facts, name)
  return ((facts[name] ?? []) as ReadonlyArray<GeneratedFacts.Facts>).every((each) => Object.hasOwn(each, leaf))
}

describe("nextFacts over generated policies", () => {
  it.prop(
    "facts that are not asked for cannot matter: with all that are, no answer lacks a fact that is not known",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { complete, partial, policy } = sample
      const next = Result.getOrThrow(Ask.nextFacts(policy, partial, { cases: 1_000 }))
      const asked = filled(partial, complete, new Set(next.map(({ path }) => path)))
      // A day before the birth names every fact that either may rest on, whether it is known, or could matter, or not.
      const contradicting = new Set(
        Policy.explain(policy, asked).rules.flatMap(({ steps }) => steps.flatMap(beforeBirth))
      )
      for (const path of factsLacking(Policy.decide(policy, asked))) {
        assert.isTrue(isKnown(asked, path) || contradicting.has(path), path)
      }
    }
  )

  it.prop("only missing facts are asked for, cheapest first", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { choices, partial, policy } = sample
    const costs = Object.fromEntries([...Declared.facts(policy).keys()].map((path) => [path, choices.below(3)]))
    const next = Result.getOrThrow(Ask.nextFacts(policy, partial, { costs, cases: 300 }))
    for (const { path } of next) assert.isFalse(isKnown(partial, path), path)
    assert.deepStrictEqual(
      next.map(({ cost }) => cost),
      next.map(({ cost }) => cost).toSorted((a, b) => a - b)
    )
    if (factsLacking(Policy.decide(policy, partial)).length === 0) assert.deepStrictEqual(next, [])
  })
})

// ---- Counterfactuals

const small = (choices: Choices): { readonly policy: Policy.Foreign; readonly facts: GeneratedFacts.Facts } => {
  const leaf = { optional: false, open: true }
  const facts: ReadonlyArray<Document.Fact> = [
    { kind: "boolean", name: "flag", ...leaf },
    { kind: "integer", name: "a", ...leaf, least: 0, most: 6 },
    { kind: "integer", name: "b", ...leaf, least: 0, most: 6 },
    { kind: "text", name: "word", ...leaf, literals: ["owner", "student", "other"] }
  ]
  const fact = (path: string): Node.Node => ({ kind: "fact", path })
  const compare = (): Node.Node => ({
    kind: "compare",
    operator: choices.pick(["equal", "not-equal", "less", "at-most", "more", "at-least"]),
    left: choices.pick<Node.Node>([
      fact("a"),
      fact("b"),
      { kind: "plus", operands: [fact("a"), fact("b")] },
      { kind: "minus", left: fact("a"), right: fact("b") }
    ]),
    right: choices.pick<Node.Node>([fact("b"), { kind: "literal", unit: "integer", value: choices.below(8) }])
  })
  const condition = (): Node.Node =>
    choices.pick<() => Node.Node>([
      compare,
      () => fact("flag"),
      () => ({
        kind: "compare",
        operator: "equal",
        left: fact("word"),
        right: { kind: "literal", unit: "text", value: choices.pick(["owner", "student", "other"]) }
      }),
      () => ({ kind: "choose", when: compare(), yes: compare(), no: fact("flag") }),
      () => ({ kind: "or", operands: [compare(), compare()] }),
      () => ({ kind: "not", operand: compare() })
    ])()
  const names = choices.several(1, 3, (index) => `rule-${index + 1}`)
  const document: Document.Document = {
    format: 1,
    id: "generated/small",
    facts: [...facts],
    parameters: [],
    duties: [],
    rules: names.map((name) => ({ kind: "requires", name, body: condition() })),
    answers: { kind: "requirements", rules: [...names] },
    texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
  }
  return {
    policy: Result.getOrThrow(Policy.fromDocument(document)) as Policy.Foreign,
    facts: GeneratedFacts.complete(facts, choices)
  }
}

const domains: Readonly<Record<string, ReadonlyArray<unknown>>> = {
  flag: [false, true],
  a: [0, 1, 2, 3, 4, 5, 6],
  b: [0, 1, 2, 3, 4, 5, 6],
  word: ["owner", "student", "other"]
}

/** Every case that differs from another in the named facts at most. */
const variants = (facts: GeneratedFacts.Facts, names: ReadonlyArray<string>): ReadonlyArray<GeneratedFacts.Facts> =>
  names.reduce<ReadonlyArray<GeneratedFacts.Facts>>(
    (found, name) => found.flatMap((each) => domains[name]!.map((value) => ({ ...each, [name]: value }))),
    [facts]
  )

const differing = (a: GeneratedFacts.Facts, b: GeneratedFacts.Facts): ReadonlyArray<string> =>
  Object.keys(a).filter((name) => a[name] !== b[name])

const distance = (a: GeneratedFacts.Facts, b: GeneratedFacts.Facts): number =>
  differing(a, b)
    .map((name) => (typeof a[name] === "number" ? Math.abs((a[name] as number) - (b[name] as number)) / 6 : 1))
    .reduce((total, each) => total + each, 0)

describe("counterfactual", () => {
  it.prop(
    "L36 it flips the answer, and brute force finds no smaller change",
    { choices: PolicyArbitrary.choices },
    ({ choices }) => {
      const { facts, policy } = small(choices)
      const before = Policy.decide(policy, facts)._tag
      const target = before === "Eligible" ? "ineligible" : "eligible"
      const wanted = before === "Eligible" ? "Ineligible" : "Eligible"
      const changeable = ["flag", "a", "b", "word"].filter(() => !choices.oneIn(4))
      const found = Result.getOrThrow(Ask.counterfactual(policy, facts, { changeable, target }))
      const all = variants(facts, changeable).filter((each) => Policy.decide(policy, each)._tag === wanted)
      if (found._tag !== "Found") {
        assert.strictEqual(found._tag, "None")
        assert.deepStrictEqual(all, [])
        return
      }
      assert.strictEqual(Policy.decide(policy, found.facts)._tag, wanted)
      assert.includeMembers(
        changeable,
        found.changes.map(({ path }) => path)
      )
      assert.sameMembers(
        found.changes.map(({ path }) => path),
        [...differing(facts, found.facts)]
      )
      assert.isTrue(found.smallest)
      const fewest = Math.min(...all.map((each) => differing(facts, each).length))
      assert.strictEqual(found.changes.length, fewest)
      if (fewest === 1) {
        const nearest = Math.min(
          ...all.filter((each) => differing(facts, each).length === 1).map((each) => distance(facts, each))
        )
        assert.closeTo(distance(facts, found.facts), nearest, 1e-9)
      }
    }
  )

  it.prop("L36 over any policy: what is found flips the answer", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const policy = requiring(sample.policy)
    if (policy === undefined) return
    const { complete } = sample
    const answer = Policy.decide(policy, complete)._tag
    const target = answer === "Eligible" ? "ineligible" : "eligible"
    const changeable = [...Declared.facts(policy)].flatMap(([path, fact]) => (fact.kind === "list" ? [] : [path]))
    const found = Result.getOrThrow(Ask.counterfactual(policy, complete, { changeable, target, cases: 300 }))
    if (found._tag !== "Found") return
    assert.strictEqual(Policy.decide(policy, found.facts)._tag, answer === "Eligible" ? "Ineligible" : "Eligible")
    for (const { element, from, path, to } of found.changes) {
      assert.notDeepEqual(from, to)
      const holder = (of: GeneratedFacts.Facts): GeneratedFacts.Facts =>
        element === undefined ? of : (of[path.split(".")[0]!] as ReadonlyArray<GeneratedFacts.Facts>)[element]!
      const name = path.split(".").at(-1)!
      const plain = (value: unknown) => (Option.isOption(value) ? Option.getOrNull(value) : value)
      assert.deepStrictEqual(plain(holder(found.facts)[name]), plain(to))
      assert.deepStrictEqual(plain(holder(complete)[name]), plain(from))
    }
  })
})

describe("check over small domains", () => {
  it.prop("says exactly what brute force says", { choices: PolicyArbitrary.choices }, ({ choices }) => {
    const { facts, policy } = small(choices)
    const cases = variants(facts, Object.keys(domains))
    const refused = cases.map((each): ReadonlyArray<string> => {
      const answer = Policy.decide(policy, each) as Decision.Decision
      return answer._tag === "Ineligible" ? answer.reasons : []
    })
    const found = Check.check(policy.document, { on }).filter(({ number }) => number >= "B1")
    const having = (...codes: ReadonlyArray<string>) => found.filter(({ code }) => codes.includes(code))
    assert.deepStrictEqual(having("not-decided"), [])
    const names = policy.document.rules.map(({ name }) => name)
    const where = (code: string) => having(code).map((each) => each.where)
    assert.deepStrictEqual(
      where("never-holds"),
      names.filter((name) => refused.every((reasons) => reasons.includes(name)))
    )
    assert.deepStrictEqual(
      where("always-holds"),
      names.filter((name) => refused.every((reasons) => !reasons.includes(name)))
    )
    const nobody = refused.every((reasons) => reasons.length > 0)
    assert.strictEqual(having("never-holds", "requirements-contradict").length > 0, nobody)
    if (nobody) return
    // What the others imply can be left out, and nothing else can: every rule that stays refuses somebody alone.
    const left = names.filter(
      (name) => !where("requirement-implied").includes(name) && !where("always-holds").includes(name)
    )
    const refusing = refused.map((reasons) => reasons.filter((reason) => left.includes(reason)))
    refusing.forEach((reasons, index) => assert.strictEqual(reasons.length > 0, refused[index]!.length > 0))
    for (const name of left)
      assert.isTrue(
        refusing.some((reasons) => reasons.length === 1 && reasons[0] === name),
        name
      )
  })
})
