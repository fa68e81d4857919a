/**
 * Where a rule or a figure comes from. Every rule and every dated value carries one; an officer and an auditor read it
 * beside the answer.
 */
import * as Schema from "effect/Schema"
import * as CivilDate from "./CivilDate.ts"

/**
 * How sure we are of a fact of law: `sourced` (a public text says so), `well-known` (commonly held, not looked up),
 * `uncertain` (must be confirmed; never a default).
 */
export const Confidence = Schema.Literals(["sourced", "well-known", "uncertain"])
export type Confidence = typeof Confidence.Type

/**
 * The instrument (`UU 20/2008`), its article, its title, and two dates that differ more often than one expects: the day
 * it was signed and the day from which it is in force, which may come first.
 */
export const Citation = Schema.Struct({
  instrument: Schema.NonEmptyString,
  article: Schema.optionalKey(Schema.NonEmptyString),
  title: Schema.NonEmptyString,
  signedOn: Schema.optionalKey(CivilDate.CivilDate),
  inForceFrom: Schema.optionalKey(CivilDate.CivilDate),
  confidence: Confidence
})
export type Citation = typeof Citation.Type

/** A citation as written in source code: days are plain text and are checked. */
export interface CitationText {
  readonly instrument: string
  readonly article?: string
  readonly title: string
  readonly signedOn?: CivilDate.CivilDateText
  readonly inForceFrom?: CivilDate.CivilDateText
  readonly confidence: Confidence
}

const decode = Schema.decodeUnknownSync(Citation, { onExcessProperty: "error" })

/**
 * A citation in source code.
 *
 * ```ts
 * import { Citation } from "@bina/policy"
 *
 * const uu20 = Citation.make({
 *   instrument: "UU 20/2008",
 *   article: "6",
 *   title: "Usaha Mikro, Kecil, dan Menengah",
 *   inForceFrom: "2008-07-04",
 *   confidence: "well-known"
 * })
 * ```
 *
 * @throws when a name is empty or a day does not exist.
 */
export const make = (citation: CitationText): Citation => decode(citation)

/** The same instrument, another article. */
export const article = (citation: Citation, name: string): Citation => make({ ...citation, article: name })

/** `UU 20/2008, 6`: short form for tables and traces. */
export const short = (citation: Citation): string =>
  citation.article === undefined ? citation.instrument : `${citation.instrument}, ${citation.article}`
