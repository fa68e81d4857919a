/**
 * What is wrong with a policy, where, and how to mend it. Errors of the analysis keep a policy from being made or read;
 * an error of `check` says that nobody should decide with it; warnings are for people to settle before money depends on
 * it; notes are only worth knowing.
 */
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** The kinds of finding with their numbers. Both are named for ever; a kind that is given up leaves its number unused. */
export const numbers = {
  "unknown-fact": "B001",
  "unknown-rule": "B002",
  "unknown-parameter": "B003",
  "unknown-duty": "B004",
  "unknown-list": "B005",
  "unknown-literal": "B006",
  "duplicate-name": "B007",
  "wrong-unit": "B008",
  "out-of-scope": "B009",
  "not-set": "B010",
  overflow: "B011",
  "denominator-not-positive": "B012",
  "negative-base": "B013",
  "leaves-calendar": "B014",
  "empty-bounds": "B015",
  "bad-history": "B016",
  "not-canonical": "B017",
  "bad-form": "B018",
  "too-deep": "B019",
  "text-missing": "B051",
  "citation-missing": "B052",
  "citation-uncertain": "B053",
  "review-due": "B054",
  gap: "B055",
  unused: "B056",
  "branch-unreachable": "B101",
  "requirements-contradict": "B102",
  "never-holds": "B103",
  "always-holds": "B104",
  "requirement-implied": "B105",
  "bound-never-binds": "B106",
  "bound-always-binds": "B107",
  "cap-raises": "B108",
  "table-gap": "B109",
  "otherwise-unreachable": "B110",
  "only-otherwise": "B111",
  "band-unreachable": "B112",
  "exceptions-overlap": "B113",
  "not-decided": "B199"
} as const

/** The kinds of finding, named for ever. */
export type Code = keyof typeof numbers

/** How much a finding matters. */
export type Severity = "error" | "warning" | "note"

/** One finding. `where` names the rule, parameter, duty or fact. */
export interface Diagnostic {
  readonly code: Code
  readonly number: (typeof numbers)[Code]
  readonly severity: Severity
  readonly where: string
  readonly message: Text.Text
  /** How to mend it. */
  readonly mend: Text.Text
  /** A case that shows it, as facts to decide; only what it needs is there. */
  readonly shown?: Shown
}

/** A case that shows a finding, and whether it is known that no smaller one does. */
export interface Shown {
  readonly facts: Readonly<Record<string, unknown>>
  readonly smallest: boolean
}

// ---- Functions

const of =
  (severity: Severity) =>
  (code: Code, where: string, message: Text.Text, mend: Text.Text, shown?: Shown): Diagnostic => ({
    code,
    number: numbers[code],
    severity,
    where,
    message,
    mend,
    ...(shown === undefined ? {} : { shown })
  })

/** An error: the policy cannot or should not be used. */
export const error = of("error")

/** A warning: the policy can be used, and somebody should look. */
export const warning = of("warning")

/** A note: nothing is wrong, and somebody may want to know. */
export const note = of("note")
