/**
 * A property over generated policies says something only if the generators reach every kind of node and every answer.
 */
import { CivilDate, type Document, Node, Policy } from "@bina/policy"
import * as Ask from "@bina/policy/Ask"
import * as Check from "@bina/policy/Check"
import * as Compare from "@bina/policy/Compare"
import * as Many from "@bina/policy/Many"
import * as Prose from "@bina/policy/Prose"
import * as Sql from "@bina/policy/Sql"
import { PolicyArbitrary } from "@bina/testkit"
import { assert, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

const kinds: { readonly [K in Node.Kind]: true } = {
  fact: true,
  literal: true,
  rule: true,
  not: true,
  and: true,
  or: true,
  "at-least-of": true,
  compare: true,
  member: true,
  choose: true,
  cases: true,
  "if-set": true,
  set: true,
  plus: true,
  minus: true,
  times: true,
  "at-most": true,
  "at-least": true,
  ratio: true,
  share: true,
  age: true,
  "days-between": true,
  "plus-days": true,
  parameter: true,
  duty: true,
  band: true,
  scale: true,
  count: true,
  some: true,
  every: true,
  sum: true,
  least: true,
  greatest: true
}

const nodesOf = (node: Node.Node): ReadonlyArray<Node.Node> => [node, ...Node.operands(node).flatMap(nodesOf)]

const kindsOf = ({ document }: Policy.Foreign): ReadonlySet<Node.Kind> =>
  new Set(document.rules.flatMap(({ body }) => nodesOf(body).map(({ kind }) => kind)))

it.effect("the generators reach every kind of node, and every answer", () =>
  Effect.gen(function* () {
    const samples = yield* Arbitrary.sampleEffect(PolicyArbitrary.sample, { count: 400, seed: 1 })
    const reached = new Set(samples.flatMap(({ policy }) => [...kindsOf(policy)]))
    assert.deepStrictEqual([...reached].toSorted(), Object.keys(kinds).toSorted())
    const answers = samples.map(({ partial, policy }) => Policy.decide(policy, partial))
    const tags = new Set(answers.map(({ _tag }) => _tag))
    assert.includeMembers([...tags], ["Eligible", "Ineligible", "Undetermined", "Assessed"])
    const outcomes = answers.flatMap((answer) => (answer._tag === "Assessed" ? Object.values(answer.values) : []))
    const undetermined = outcomes.filter(({ _tag }) => _tag === "Undetermined").length
    assert.isAbove(undetermined, outcomes.length / 10)
    assert.isBelow(undetermined, outcomes.length * 0.9)
    const missing = outcomes.flatMap((outcome) => (outcome._tag === "Undetermined" ? outcome.missing : []))
    for (const tag of ["MissingFact", "MissingParameter", "MissingDuty"]) {
      assert.isTrue(
        missing.some(({ _tag }) => _tag === tag),
        tag
      )
    }
  })
)

const on = CivilDate.makeUnsafe("2020-11-01")

/** Every fact in a column of its name. */
const mappingOf = ({ facts }: Document.Document): Sql.Mapping => ({
  table: "cases",
  key: "id",
  facts: Object.fromEntries(
    facts.map((fact) => [
      fact.name,
      fact.kind === "list"
        ? {
            table: fact.name,
            key: "case",
            position: "place",
            present: true,
            elements: Object.fromEntries(fact.elements.map(({ name }) => [name, name]))
          }
        : fact.name
    ])
  )
})

/** Every answer that could be wanted; those that are not of the output's kind are refused. */
const targetsOf = ({ answers }: Document.Document): ReadonlyArray<Ask.Target> =>
  answers.kind === "requirements"
    ? ["eligible", "ineligible"]
    : answers.outputs.flatMap(({ name: output }): ReadonlyArray<Ask.Target> => [
        { output, is: true },
        { output, atLeast: 1 },
        { output, atLeast: on }
      ])

const changeableOf = ({ facts }: Document.Document): ReadonlyArray<string> =>
  facts.flatMap(({ kind, name }) => (kind === "list" ? [] : [name]))

type Face = (sample: PolicyArbitrary.Sample) => unknown

const faces: Readonly<Record<string, Face>> = {
  decide: ({ complete, policy }) => Policy.decide(policy, complete),
  explain: ({ partial, policy }) =>
    Policy.render(policy, Policy.explain(policy, partial), { audience: "auditor", language: "en" }),
  check: ({ policy }) => Check.check(policy.document, { on, cases: 20 }),
  nextFacts: ({ partial, policy }) => Result.getOrThrow(Ask.nextFacts(policy, partial, { cases: 20 })),
  counterfactual: ({ complete, policy }) =>
    targetsOf(policy.document).map((target) =>
      Ask.counterfactual(policy, complete, { changeable: changeableOf(policy.document), target, cases: 5 })
    ),
  decideMany: ({ complete, policy }) => [...Many.decideMany(policy, [complete])],
  "columns without generated code": ({ complete, policy }) =>
    Many.compileMany(policy, { codegen: false }).encode([complete]).run(),
  toSql: ({ policy }) => Result.getOrThrow(Sql.toSql(policy, "postgresql", mappingOf(policy.document))),
  "prose id": ({ policy }) => Prose.toProse(policy, { language: "id" }),
  "prose en": ({ policy }) => Prose.toProse(policy, { language: "en" }),
  compare: ({ complete, policy }) =>
    Result.getOrThrow(Compare.compare({ policy }, { policy }, [{ id: "0", groups: {}, facts: complete }], {}))
}

it.effect("every face takes every kind of node", () =>
  Effect.gen(function* () {
    const samples = yield* Arbitrary.sampleEffect(PolicyArbitrary.sample, { count: 400, seed: 1 })
    // As few policies as reach every kind, taken greedily.
    const left = new Set<Node.Kind>(Object.keys(kinds) as ReadonlyArray<Node.Kind>)
    const chosen = samples.filter(({ policy }) => [...kindsOf(policy)].filter((kind) => left.delete(kind)).length > 0)
    assert.strictEqual(left.size, 0)
    for (const [name, face] of Object.entries(faces)) {
      for (const sample of chosen) assert.doesNotThrow(() => face(sample), name)
    }
  })
)
