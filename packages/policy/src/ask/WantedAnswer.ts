/**
 * The answer that somebody would like, as a condition on a case.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Analysis from "../tree/Analysis.ts"
import * as Node from "../tree/Node.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import * as PathCondition from "../search/PathCondition.ts"

// ---- Models

/** The answer that is wanted: of a policy of requirements, or of one output. Days are ISO text, money minor units. */
export type Target =
  | "eligible"
  | "ineligible"
  | { readonly output: string; readonly is: boolean | number | string }
  | { readonly output: string; readonly atLeast: number | CivilDate.CivilDate }
  | { readonly output: string; readonly atMost: number | CivilDate.CivilDate }

// ---- Errors

/** The policy does not answer what is wanted. */
export class NoSuchAnswer extends Schema.TaggedError<NoSuchAnswer>()("NoSuchAnswer", { wanted: Schema.String }) {
  override get message(): string {
    return `the policy has no answer "${this.wanted}" of that kind`
  }
}

// ---- Functions

/** Whether a case gets the wanted answer. */
export const conditionOf = (analysis: Analysis.Analysis, target: Target): Result.Result<Node.Node, NoSuchAnswer> => {
  const { answers } = analysis.document
  const none = Result.fail(new NoSuchAnswer({ wanted: typeof target === "string" ? target : target.output }))
  if (typeof target === "string") {
    if (answers.kind !== "requirements") return none
    const rules = answers.rules.map(Node.rule)
    return Result.succeed(
      target === "eligible" ? { kind: "and", operands: rules } : { kind: "or", operands: rules.map(PathCondition.not) }
    )
  }
  const value =
    answers.kind === "outputs" ? answers.outputs.find(({ name }) => name === target.output)?.value : undefined
  if (value === undefined) return none
  const { each, unit } = Analysis.typeOf(value, analysis)
  if (each !== undefined) return none
  const [operator, wanted] =
    "is" in target
      ? (["equal", target.is] as const)
      : "atLeast" in target
        ? (["at-least", target.atLeast] as const)
        : (["at-most", target.atMost] as const)
  if (unit.kind === "boolean" && typeof wanted === "boolean")
    return Result.succeed(wanted ? value : PathCondition.not(value))
  const right: Node.Node | undefined =
    typeof wanted === "number"
      ? unit.kind === "money"
        ? { kind: "literal", unit: "money", currency: unit.currency, value: wanted }
        : unit.kind === "integer"
          ? { kind: "literal", unit: "integer", value: wanted }
          : undefined
      : typeof wanted === "string" && unit.kind === "date"
        ? { kind: "literal", unit: "date", value: wanted as CivilDate.CivilDate }
        : typeof wanted === "string" && (unit.kind === "text" || unit.kind === "code") && operator === "equal"
          ? { kind: "literal", unit: "text", value: wanted }
          : undefined
  return right === undefined ? none : Result.succeed({ kind: "compare", operator, left: value, right })
}
