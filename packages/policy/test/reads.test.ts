/**
 * What a policy value shows: its document and what of a case it reads. What was proven of it travels with it unseen.
 */
import { type Node, Policy } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { bool, date, duties, fact, facts, int, parameters } from "./tree-fixture.ts"

const policyOf = (body: Node.Node, each?: string): Policy.Foreign =>
  Result.getOrThrow(
    Policy.decode({
      format: 1,
      id: "test/reads",
      facts,
      parameters,
      duties,
      rules: [
        each === undefined ? { kind: "requires", name: "r", body } : { kind: "each", name: "r", list: each, body }
      ],
      answers:
        each === undefined
          ? { kind: "requirements", rules: ["r"] }
          : { kind: "outputs", outputs: [{ name: "r", value: { kind: "rule", name: "r" } }] },
      texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
    })
  )

const readBy = (body: Node.Node, each?: string) => {
  const reads = Policy.readsOf(policyOf(body, each))
  const names = (named: ReadonlyArray<{ readonly name: string }>) => named.map(({ name }) => name)
  return {
    leaves: names(reads.leaves),
    lists: reads.lists.map(({ leaves, list }) => [list.name, names(leaves)]),
    parameters: names(reads.parameters),
    duties: names(reads.duties)
  }
}

const atLeast = (left: Node.Node, right: Node.Node): Node.Node => ({
  kind: "compare",
  operator: "at-least",
  left,
  right
})

const nothing = { leaves: [], lists: [], parameters: [], duties: [] }

describe("what a policy reads", () => {
  it.each<readonly [string, ReturnType<typeof readBy>, Node.Node, string | undefined]>([
    ["nothing", nothing, bool(true), undefined],
    [
      "facts, in schema order",
      { ...nothing, leaves: ["a", "b"] },
      { kind: "and", operands: [fact("b"), fact("a")] },
      undefined
    ],
    [
      "the length of a list alone",
      { ...nothing, lists: [["days", []]] },
      atLeast({ kind: "count", list: "days", where: bool(true) }, int(1)),
      undefined
    ],
    ["a fact of each element", { ...nothing, lists: [["days", ["present"]]] }, fact("days.present"), "days"],
    ["a list of which nothing is read", { ...nothing, lists: [["days", []]] }, bool(true), "days"],
    [
      "a dated value",
      { ...nothing, leaves: ["n"], parameters: ["least"] },
      atLeast(fact("n"), { kind: "parameter", name: "least", on: date("2020-02-01") }),
      undefined
    ],
    [
      "a duty",
      { ...nothing, leaves: ["on"], duties: ["protocol"] },
      { kind: "duty", name: "protocol", on: fact("on") },
      undefined
    ]
  ])("is %s", (_, expected, body, each) => {
    assert.deepStrictEqual(readBy(body, each), expected as never)
  })
})

describe("a policy as a value", () => {
  it("shows its document and nothing else, to code as to its reader", () => {
    const policy = policyOf(fact("a"))
    const named: Exclude<keyof Policy.Foreign, symbol | "~facts" | "~answer"> = "document"
    assert.deepStrictEqual(Object.keys(policy), [named])
    assert.deepStrictEqual(JSON.parse(JSON.stringify(policy)), {
      document: JSON.parse(JSON.stringify(policy.document))
    })
  })

  it("decides the same where it was copied", () => {
    const policy = policyOf(fact("a"))
    assert.deepStrictEqual(Policy.decide({ ...policy }, { a: true } as never), { _tag: "Eligible" } as never)
  })
})
