/**
 * A policy: a document that has been analysed and frozen, and may therefore be evaluated. It is a value: it decides one
 * case, explains it, is written as JSON, hashed, stored and read again.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Analysis from "./Analysis.ts"
import * as Canonical from "./Canonical.ts"
import * as Diagnostic from "./Diagnostic.ts"
import * as Document from "./Document.ts"
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** Under which a policy keeps what was proven of it; the same for every copy of this package in one process. */
const analysed: unique symbol = Symbol.for("@bina/policy/analysed")

/**
 * A policy over facts `F` that answers `A`: a `Decision`, or an `Assessment` of named values. Only `make`, `decode` and
 * `fromDocument` give one: what they proved of the document travels with it, and is nobody else's to read.
 */
export interface Policy<in F, out A> {
  readonly document: Document.Document
  readonly [analysed]: unknown
  readonly "~facts"?: (facts: F) => void
  readonly "~answer"?: A
}

/** Facts as far as they are known. */
export type FactsOf<P> = P extends Policy<infer F, unknown> ? F : never

// ---- Errors

/** The policy cannot be used; every reason is listed. */
export class PolicyRefused extends Schema.TaggedError<PolicyRefused>()("PolicyRefused", {
  policy: Schema.String,
  diagnostics: Schema.Array(Schema.Any)
}) {
  override get message(): string {
    const lines = (this.diagnostics as ReadonlyArray<Diagnostic.Diagnostic>).map(
      ({ code, mend, message, where }) => `  ${where}: ${message.en}; ${mend.en} (${code})`
    )
    return [`policy ${this.policy} cannot be used:`, ...lines].join("\n")
  }
}

// ---- Functions

/** The refusal of a document for one reason. */
export const refusal = (policy: string, code: Diagnostic.Code, reason: string): PolicyRefused =>
  new PolicyRefused({
    policy,
    diagnostics: [
      Diagnostic.error(
        code,
        policy,
        { id: `bentuknya tidak sah (${reason})`, en: `its form is not valid: ${reason}` },
        { id: "perbaiki nama, teks atau nilai itu", en: "mend that name, text or value" }
      )
    ]
  })

/** A policy from a document whose structure has been decoded; fails with every error that the analysis finds. */
export const fromDocument = (input: Document.Document): Result.Result<Policy<never, unknown>, PolicyRefused> => {
  const canonical = Canonical.encode(input)
  if (Result.isFailure(canonical)) {
    return Result.fail(refusal(String(input.id), "not-canonical", canonical.failure.message))
  }
  const document = frozen(input)
  const analysis = Analysis.analyse(document)
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error")
  return errors.length === 0
    ? Result.succeed(Object.freeze({ document, [analysed]: analysis }))
    : Result.fail(new PolicyRefused({ policy: document.id, diagnostics: errors }))
}

/** A copy that nobody can change: a policy is shared, and its fingerprint is remembered. */
const frozen = <T>(value: T): T =>
  typeof value !== "object" || value === null
    ? value
    : (Object.freeze(
        Array.isArray(value)
          ? value.map(frozen)
          : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozen(item as unknown)]))
      ) as T)

/** What was proven of a policy when it was made. */
export const analysisOf = <F, A>(policy: Policy<F, A>): Analysis.Analysis => policy[analysed] as Analysis.Analysis

/** What a policy reads: facts and lists in schema order, then the dated values that some rule or output looks up. */
export const readsOf = <F, A>(policy: Policy<F, A>): Analysis.Reads => analysisOf(policy).reads

/** The words of every reason that a policy can give, by reason: what is said where a requirement is not met. */
export const refusalTexts = <F, A>({ document }: Policy<F, A>): Readonly<Record<string, Text.Text>> =>
  Document.refusalsOf(document)
