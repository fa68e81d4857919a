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

// ---- Functions

/** Data of ours stays far below this; a value that holds itself has no end. */
const maxDepth = 1_000

/** The canonical text of a value. */
export const encode = (value: unknown): Result.Result<string, NotCanonical> => {
  try {
    return Result.succeed(write(value, []))
  } catch (failure) {
    if (failure instanceof NotCanonical) return Result.fail(failure)
    throw failure
  }
}

/** As {@link encode}, for values known to be plain data. @throws {NotCanonical} */
export const encodeUnsafe = (value: unknown): string => write(value, [])

/** Where a value stands: the names and numbers that lead to it. Only a refusal makes a text of it. */
type Path = Array<string | number>

const refuse = (path: Path, reason: string): NotCanonical =>
  new NotCanonical({ path: path.map((step) => `/${step}`).join(""), reason })

const write = (value: unknown, path: Path): string => {
  if (typeof value === "string") return quote(value, path)
  if (value === null || typeof value === "boolean") return String(value)
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw refuse(path, "numbers must be safe integers")
    return String(value)
  }
  if (typeof value !== "object") throw refuse(path, `${typeof value} is not data`)
  if (path.length >= maxDepth) throw refuse(path, `it is nested deeper than ${maxDepth}`)
  return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path)
}

const writeArray = (value: ReadonlyArray<unknown>, path: Path): string => {
  let text = "["
  // Holes are visited, too: they are no data either.
  for (let index = 0; index < value.length; index++) {
    path.push(index)
    text += (index === 0 ? "" : ",") + write(value[index], path)
    path.pop()
  }
  return `${text}]`
}

const writeObject = (value: object, path: Path): string => {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) throw refuse(path, "only plain objects are data")
  let text = "{"
  for (const key of sorted(Object.keys(value))) {
    text += `${text === "{" ? "" : ","}${quote(key, path)}:`
    path.push(key)
    text += write((value as Readonly<Record<string, unknown>>)[key], path)
    path.pop()
  }
  return `${text}}`
}

/** By UTF-16 code units, which is what RFC 8785 asks for. Most objects have few keys, and many have them in order. */
const sorted = (keys: ReadonlyArray<string>): ReadonlyArray<string> =>
  keys.some((key, index) => index > 0 && keys[index - 1]! > key) ? keys.toSorted((a, b) => (a < b ? -1 : 1)) : keys

/** Printable ASCII but quotation marks and backslashes: it stands as it is. */
const isPlain = /^[ !#-[\]-~]*$/

const quote = (text: string, path: Path): string => {
  if (isPlain.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw refuse(path, "the text holds half a character")
  return JSON.stringify(text)
}
