/**
 * What a policy answers, as conditions and values that can be asked about; and cases that cannot be asked about.
 */
import * as Schema from "effect/Schema"
import type * as Document from "../tree/Document.ts"
import type * as Analysis from "../tree/Analysis.ts"
import type * as Node from "../tree/Node.ts"
import * as Typing from "../tree/Typing.ts"
import type * as Unit from "../tree/Unit.ts"

// ---- Errors

/** Facts that cannot be what they claim: nothing can be said of such a case. */
export class FactsRefused extends Schema.TaggedError<FactsRefused>()("FactsRefused", {
  paths: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `the case cannot be decided; not valid: ${this.paths.join(", ")}`
  }
}

// ---- Rules

export const rule = (name: string): Node.Node => ({ kind: "rule", name })

/** Values that are undetermined exactly where a part of the answer is. */
export const rootsOf = ({ answers }: Document.Document, { rules }: Analysis.Analysis): ReadonlyArray<Node.Node> =>
  answers.kind === "requirements"
    ? [{ kind: "and", operands: answers.rules.map(rule) }]
    : answers.outputs.map(({ value }) => {
        const named = value.kind === "rule" ? rules.get(value.name) : undefined
        // A count needs the answer for every element.
        return named?.kind === "each" ? { kind: "count", list: named.list, where: value } : value
      })

/** The unit of an output that has one value. */
export const unitOf = (value: Node.Node, analysis: Analysis.Analysis): Unit.Unit | undefined => {
  const { duties, facts, parameters, types } = analysis
  const typed = Typing.typeOf(value, {
    where: "",
    facts,
    rules: types,
    failed: new Set(),
    parameters,
    duties,
    set: [],
    report: () => undefined
  })
  return typed?.each === undefined ? typed?.unit : undefined
}
