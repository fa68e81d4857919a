/**
 * Policies as JSON. What is written is the document itself, in canonical form; what is read is foreign data and is
 * decoded, bounded and analysed like any other.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Policy from "./Policy.ts"
import * as Canonical from "./Canonical.ts"
import * as Document from "./Document.ts"
import type * as Decision from "./Decision.ts"

// ---- Models

/** A policy read from JSON: its facts and outputs are known only to itself. */
export type Foreign = Policy.Policy<unknown, Decision.Answer>

/** Trees of hand-written rules stay far below this; deeper input would only exhaust the stack. */
export const maxDepth = 200

// ---- Errors

/** The input is not the JSON of a policy of this format. */
export class NotAPolicy extends Schema.TaggedError<NotAPolicy>()("NotAPolicy", { reason: Schema.String }) {
  override get message(): string {
    return `not a policy of this format: ${this.reason}`
  }
}

// ---- Functions

/** The canonical JSON text of a policy, texts included. */
export const encode = <F, A>({ document }: Policy.Policy<F, A>): string => Canonical.encodeUnsafe(document)

const depthOf = (value: unknown): number => {
  let depth = 0
  let level: ReadonlyArray<unknown> = [value]
  while (level.length > 0 && depth <= maxDepth) {
    // Each object once a level: one that holds itself twice would otherwise double at every step.
    const objects = new Set(level.filter((item) => typeof item === "object" && item !== null))
    level = [...objects].flatMap((item) => Object.values(item as object))
    depth += 1
  }
  return depth
}

/** Reads the structure of a document; names, units and ranges are not looked at yet. */
export const decodeStructure = (input: unknown): Result.Result<Document.Document, NotAPolicy> =>
  depthOf(input) > maxDepth
    ? Result.fail(new NotAPolicy({ reason: `it is nested deeper than ${maxDepth}` }))
    : Result.mapError(Document.decode(input), (error) => new NotAPolicy({ reason: error.message }))

/** Reads a policy from parsed JSON; fails with what is wrong with its structure, or with every flaw of its rules. */
export const decode = (input: unknown): Result.Result<Foreign, NotAPolicy | Policy.PolicyRefused> =>
  Result.flatMap(
    decodeStructure(input),
    (document) => Policy.fromDocument(document) as Result.Result<Foreign, Policy.PolicyRefused>
  )

/** As {@link decode}, from JSON text. */
export const decodeText = (text: string): Result.Result<Foreign, NotAPolicy | Policy.PolicyRefused> =>
  Result.flatMap(
    Result.try({
      try: () => JSON.parse(text) as unknown,
      catch: () => new NotAPolicy({ reason: "it is not JSON" })
    }),
    decode
  )
