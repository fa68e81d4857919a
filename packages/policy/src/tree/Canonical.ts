/**
 * Canonical JSON (RFC 8785) of the values that policies are made of: sorted keys, no white space, whole numbers only.
 * The same value always gives the same text, so the text can be hashed and compared.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Errors

/** The value has no canonical text here: a fraction, a lone surrogate, `undefined` or something that is not data. */
export class NotCanonical extends Schema.TaggedError<NotCanonical>()("NotCanonical", {
  path: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `no canonical JSON at ${this.path === "" ? "the top" : this.path}: ${this.reason}`
  }
}

// ---- Rules

/** Data of ours stays far below this; a value that holds itself has no end. */
const maxDepth = 1_000

/** The canonical text of a value. */
export const encode = (value: unknown): Result.Result<string, NotCanonical> => {
  try {
    return Result.succeed(write(value, "", 0))
  } catch (failure) {
    if (failure instanceof NotCanonical) return Result.fail(failure)
    throw failure
  }
}

/** As {@link encode}, for values known to be plain data. @throws {NotCanonical} */
export const encodeUnsafe = (value: unknown): string => write(value, "", 0)

const write = (value: unknown, path: string, depth: number): string => {
  const refuse = (reason: string) => new NotCanonical({ path, reason })
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw refuse("numbers must be safe integers")
    return String(value)
  }
  if (typeof value === "string") return quote(value, path)
  if (typeof value !== "object") throw refuse(`${typeof value} is not data`)
  if (depth >= maxDepth) throw refuse(`it is nested deeper than ${maxDepth}`)
  if (Array.isArray(value)) {
    // `Array.from` sees holes, which are no data either.
    return `[${Array.from(value, (item, index) => write(item, `${path}/${index}`, depth + 1)).join(",")}]`
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) throw refuse("only plain objects are data")
  // Sorted by UTF-16 code units, which is what RFC 8785 asks for.
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries
    .map(([key, item]) => `${quote(key, path)}:${write(item, `${path}/${key}`, depth + 1)}`)
    .join(",")}}`
}

const quote = (text: string, path: string): string => {
  if (!text.isWellFormed()) throw new NotCanonical({ path, reason: "the text holds half a character" })
  return JSON.stringify(text)
}
