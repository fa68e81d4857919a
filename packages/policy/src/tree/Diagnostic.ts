/**
 * What is wrong with a policy, where, and how to mend it. Errors keep a policy from being made or read; warnings are
 * for people to settle before money depends on it.
 */
import type * as Text from "../vocabulary/Text.ts"

/** The kinds of finding, named for ever. */
export type Code =
  | "unknown-fact"
  | "unknown-rule"
  | "unknown-parameter"
  | "unknown-duty"
  | "unknown-list"
  | "unknown-literal"
  | "duplicate-name"
  | "wrong-unit"
  | "out-of-scope"
  | "not-set"
  | "overflow"
  | "denominator-not-positive"
  | "negative-base"
  | "leaves-calendar"
  | "empty-bounds"
  | "bad-history"
  | "not-canonical"
  | "bad-form"
  | "text-missing"
  | "citation-missing"
  | "citation-uncertain"
  | "review-due"
  | "gap"
  | "unused"

/** One finding. `where` names the rule, parameter, duty or fact. */
export interface Diagnostic {
  readonly code: Code
  readonly severity: "error" | "warning"
  readonly where: string
  readonly message: Text.Text
  readonly mend: Text.Text
}

/** An error: the policy cannot be used. */
export const error = (code: Code, where: string, message: Text.Text, mend: Text.Text): Diagnostic => ({
  code,
  severity: "error",
  where,
  message,
  mend
})

/** A warning: the policy can be used, and somebody should look. */
export const warning = (code: Code, where: string, message: Text.Text, mend: Text.Text): Diagnostic => ({
  code,
  severity: "warning",
  where,
  message,
  mend
})
