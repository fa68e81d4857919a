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

/** The canonical text of a value. */
export const encode = (value: unknown): Result.Result<string, NotCanonical> => {
  try {
    return Result.succeed(write(value, ""))
  } catch (failure) {
    if (failure instanceof NotCanonical) return Result.fail(failure)
    throw failure
  }
}

/** As {@link encode}, for values known to be plain data. @throws {NotCanonical} */
export const encodeUnsafe = (value: unknown): string => write(value, "")

const write = (value: unknown, path: string): string => {
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new NotCanonical({ path, reason: "numbers must be safe integers" })
    return String(value)
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new NotCanonical({ path, reason: "the text holds half a character" })
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${path}/${index}`)).join(",")}]`
  if (typeof value === "object") {
    // The default sort is by UTF-16 code units, which is what RFC 8785 asks for.
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item, `${path}/${key}`)}`).join(",")}}`
  }
  throw new NotCanonical({ path, reason: `${typeof value} is not data` })
}
