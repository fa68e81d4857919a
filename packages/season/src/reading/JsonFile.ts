/**
 * A file of settings as JSON, decoded whole or not at all: a key too many is an error as well. What is wrong is told with
 * its place in the file.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as ReadingError from "./ReadingError.ts"

// ---- Rules

/** Reads the text of a file; fails with {@link ReadingError.BrokenFile}, which names the first flaws. */
export const read = <A>(
  file: string,
  schema: Schema.Codec<A, unknown>,
  text: string
): Result.Result<A, ReadingError.BrokenFile> => {
  const json = Result.try({ try: () => JSON.parse(text.replace(/^\ufeff/, "")) as unknown, catch: () => "json" })
  if (Result.isFailure(json)) return Result.fail(broken(file, "ini bukan JSON yang lengkap", "it is not complete JSON"))
  const decoded = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(json.success)
  return Result.mapError(decoded, ({ message }) => {
    const flaws = flawsOf(message)
    return broken(file, flaws.map(inIndonesian).join("; "), flaws.join("; "))
  })
}

/** What is wrong with a file, in both languages. */
export const broken = (file: string, id: string, en: string): ReadingError.BrokenFile =>
  new ReadingError.BrokenFile({ file, detail: { id, en } })

/** The first flaws, each with its place as `cohorts[0].quota`; the rest is often the same mistake again. */
const flawsOf = (message: string): ReadonlyArray<string> => {
  const flaws = message.replace(/\n\s+at /g, " at ").split("\n")
  const told = flaws.slice(0, 3).map((flaw) => flaw.replace(/\["([^"]+)"\]/g, ".$1").replace(" at .", " at "))
  return flaws.length > told.length ? [...told, `… (+${flaws.length - told.length})`] : told
}

const inIndonesian = (flaw: string): string =>
  flaw
    .replace("Expected no excess property", "kunci tidak dikenal")
    .replace("Missing key", "kunci tidak ada")
    .replace("Expected", "seharusnya")
    .replace(" at ", " pada ")
