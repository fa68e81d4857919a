/**
 * Codes of regions, each with the scheme that it belongs to. The interior ministry (Kemendagri) and the statistics
 * office (BPS) number the same places differently: 12.71 is Medan and 12.75 Binjai for the ministry, 1275 is Medan for
 * BPS. Identity numbers and this package's tables use the ministry's codes; the two kinds are different types, so a BPS
 * code cannot be looked up in a Kemendagri table.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** Whose numbering it is. */
export const Scheme = Schema.Literals(["kemendagri", "bps"])
export type Scheme = typeof Scheme.Type

/** What a code names, from its length: `regency` is a kabupaten or a kota, `district` a kecamatan. */
export const Level = Schema.Literals(["province", "regency", "district", "village"])
export type Level = typeof Level.Type

const digits = Schema.String.check(Schema.isPattern(/^(\d{2}|\d{4}|\d{6}|\d{10})$/))

/** A code of the interior ministry; `digits` without dots. */
export const Kemendagri = Schema.Struct({ scheme: Schema.Literal("kemendagri"), level: Level, digits })
export type Kemendagri = typeof Kemendagri.Type

/** A code of the statistics office: a province (2 digits) or a regency (4 digits). */
export const Bps = Schema.Struct({ scheme: Schema.Literal("bps"), level: Level, digits })
export type Bps = typeof Bps.Type

/** A code of either scheme. */
export const RegionCode = Schema.Union([Kemendagri, Bps])
export type RegionCode = typeof RegionCode.Type

// ---- Errors

/** The text is not a code of a region. */
export class MalformedRegionCode extends Schema.TaggedError<MalformedRegionCode>()("MalformedRegionCode", {
  text: Schema.String,
  scheme: Scheme
}) {
  override get message(): string {
    const example = this.scheme === "kemendagri" ? "1271 or 12.71 for a city, 12.71.01 for a district" : "1275"
    return `"${this.text}" is not a ${this.scheme} region code: write it as ${example}`
  }
}

// ---- Rules

const levels: Readonly<Record<number, Level>> = { 2: "province", 4: "regency", 6: "district", 10: "village" }

/** Reads a Kemendagri code, with its dots or without: `12`, `1271`, `12.71`, `12.71.01`, `12.71.01.1001`. */
export const parseCode = (text: string): Result.Result<Kemendagri, MalformedRegionCode> => {
  const written = text.trim()
  const level = /^(\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?|\d{2}|\d{4}|\d{6}|\d{10})$/.test(written)
    ? levels[written.replaceAll(".", "").length]
    : undefined
  return level === undefined
    ? Result.fail(new MalformedRegionCode({ text, scheme: "kemendagri" }))
    : Result.succeed({ scheme: "kemendagri", level, digits: written.replaceAll(".", "") })
}

/** Reads a BPS code of a province or a regency: `12`, `1275`. */
export const parseBpsCode = (text: string): Result.Result<Bps, MalformedRegionCode> => {
  const written = text.trim()
  const level = /^(\d{2}|\d{4})$/.test(written) ? levels[written.length] : undefined
  return level === undefined
    ? Result.fail(new MalformedRegionCode({ text, scheme: "bps" }))
    : Result.succeed({ scheme: "bps", level, digits: written })
}

/** `12.71.01`, as the ministry writes it. */
export const dotted = ({ digits }: Kemendagri): string =>
  [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)].filter((part) => part !== "").join(".")

/** Whether the code names a kota rather than a kabupaten (second pair 71 or more), or something within one. */
export const isInCity = ({ digits }: Kemendagri): boolean => digits.length >= 4 && Number(digits.slice(2, 4)) >= 71

/** Whether a region is another one or lies in it, judged by the codes alone. */
export const isWithin = (inner: Kemendagri, outer: Kemendagri): boolean => inner.digits.startsWith(outer.digits)
