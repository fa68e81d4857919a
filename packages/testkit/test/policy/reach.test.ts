/**
 * A property over generated policies says something only if the generators reach every kind of node and every answer.
 */
import { Node, Policy } from "@bina/policy"
import { PolicyArbitrary } from "@bina/testkit"
import { assert, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"

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

it.effect("the generators reach every kind of node, and every answer", () =>
  Effect.gen(function* () {
    const samples = yield* Arbitrary.sampleEffect(PolicyArbitrary.sample, { count: 400, seed: 1 })
    const reached = new Set(
      samples.flatMap(({ policy }) =>
        policy.document.rules.flatMap(({ body }) => nodesOf(body).map(({ kind }) => kind))
      )
    )
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
