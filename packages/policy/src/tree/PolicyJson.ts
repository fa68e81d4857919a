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

/** Reads the structure of a document; names, units and ranges are not looked at yet. */
export const decodeStructure = (input: unknown): Result.Result<Document.Document, NotAPolicy> =>
  Result.mapError(Document.decode(input), (reason) => new NotAPolicy({ reason }))

/** Reads a policy from parsed JSON; fails with what is wrong with its structure, or with every flaw of its rules. */
export const decode = (input: unknown): Result.Result<Foreign, NotAPolicy | Policy.PolicyRefused> =>
  Result.flatMap(
    decodeStructure(input),
    (document) => Policy.fromDocument(document) as Result.Result<Foreign, Policy.PolicyRefused>
  )

/** As {@link decode}, from JSON text. */
export const decodeText = (text: string): Result.Result<Foreign, NotAPolicy | Policy.PolicyRefused> =>
  Result.gen(function* () {
    const value = yield* Result.try({
      try: () => JSON.parse(text) as unknown,
      catch: () => new NotAPolicy({ reason: "it is not JSON" })
    })
    const policy = yield* decode(value)
    const reason = repeatedName(text)
    return reason === undefined ? policy : yield* Result.fail(new NotAPolicy({ reason }))
  })

/**
 * The first name that stands twice in one object of a valid JSON text. Readers of JSON differ in which of the two they
 * take, so two of them would read two policies.
 */
const repeatedName = (text: string): string | undefined => {
  const open: Array<Set<string>> = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '"') {
      from = at
      for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++
    } else if (mark === "{" || mark === "[") open.push(new Set())
    else if (mark === "}" || mark === "]") open.pop()
    else if (mark === ":") {
      const name = JSON.parse(text.slice(from, text.lastIndexOf('"', at) + 1)) as string
      const names = open.at(-1)!
      if (names.has(name)) {
        return `the name ${JSON.stringify(name.slice(0, 60))} stands twice in one object, in line ${text.slice(0, from).split("\n").length}`
      }
      names.add(name)
    }
  }
  return undefined
}
