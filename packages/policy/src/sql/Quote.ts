/**
 * Writes names, words and comments into SQL so that none of them can end early and become code. Everything of a
 * statement that somebody else chose (column names, literals of a policy, citations) passes through here.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** The two engines that a statement can be written for. */
export const Dialect = Schema.Literals(["postgresql", "duckdb"])
export type Dialect = typeof Dialect.Type

// ---- Errors

/** A name or a word that the engine cannot hold as it stands, so that another would be meant. */
export class NotWritable extends Schema.TaggedError<NotWritable>()("NotWritable", {
  text: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${JSON.stringify(this.text)} cannot be written in SQL: ${this.reason}`
  }
}

// ---- Functions

/** PostgreSQL cuts longer names off without a word, and two of them could become one. */
const longestName = 63

const bytes = (text: string): number => utf8ToBytes(text).length

const flaw = (text: string): string | undefined =>
  text.includes("\0") ? "it holds a zero character" : text.isWellFormed() ? undefined : "it holds half a character"

const refused = (text: string, reason: string) => Result.fail(new NotWritable({ text, reason }))

/** A name in double quotes. Fails on an empty one, a zero character, and what PostgreSQL would shorten. */
export const identifier = (name: string): Result.Result<string, NotWritable> => {
  const reason = name === "" ? "it is empty" : bytes(name) > longestName ? "it is longer than 63 bytes" : flaw(name)
  return reason === undefined ? Result.succeed(`"${name.replaceAll('"', '""')}"`) : refused(name, reason)
}

/** A name with the schema it stands in, both quoted. */
export const qualified = (path: ReadonlyArray<string>): Result.Result<string, NotWritable> =>
  path.length === 0
    ? refused("", "it is empty")
    : Result.map(Result.all(path.map(identifier)), (parts) => parts.join("."))

/**
 * A word as a text literal. Where it holds a backslash it is written as `E'…'`, whose meaning no setting of the server
 * changes.
 */
export const literal = (text: string): Result.Result<string, NotWritable> => {
  const reason = flaw(text)
  if (reason !== undefined) return refused(text, reason)
  const doubled = text.replaceAll("'", "''")
  return Result.succeed(doubled.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`)
}

/**
 * Words as a comment. A comment ends at a star and a slash, and PostgreSQL lets comments nest: without a star there is
 * neither, so another sign stands in its place. Line breaks become spaces, and question marks and dollar signs, which
 * some clients take for placeholders even in comments, become other signs.
 */
export const comment = (text: string): string =>
  `/* ${text
    .replaceAll("*", "∗")
    .replaceAll("?", "？")
    .replaceAll("$", "＄")
    // oxlint-disable-next-line no-control-regex -- these are the characters to be rid of
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
    .toWellFormed()} */`
