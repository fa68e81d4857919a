/**
 * General rules with exceptions, as statutes are written, out of kinds of node that exist: the general rule is a table
 * whose rows are exceptions, each a rule with a label of its own; its last resort is what holds in general. An exception
 * that gives way to another one says so in its own condition ("and not that one"), so priority is no convention about
 * the order of rows, and two exceptions that can hold at once are two that nobody put in order.
 */
import type * as Node from "./Node.ts"

// ---- Functions

const mark = ".except."

/** The name of the rule that states when an exception applies. */
export const nameOf = (general: string, label: string): string => `${general}${mark}${label}`

/** Whether a rule states when an exception to another one applies. */
export const isOf = (general: string, rule: string): boolean => rule.startsWith(`${general}${mark}`)

/** One exception of a general rule: the rule that states when it applies, and what holds then. */
export interface Exception {
  readonly rule: string
  readonly value: Node.Node
}

/** The exceptions of a rule, or nothing where its body is no general rule with exceptions. */
export const of = (rule: string, body: Node.Node): ReadonlyArray<Exception> | undefined => {
  if (body.kind !== "cases") return undefined
  const found = body.rows.flatMap(({ value, when }) =>
    when.kind === "rule" && isOf(rule, when.name) ? [{ rule: when.name, value }] : []
  )
  return found.length === body.rows.length ? found : undefined
}
