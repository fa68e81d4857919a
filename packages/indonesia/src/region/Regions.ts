/**
 * Provinces, regencies and districts by Kemendagri code, over a table that is passed in: nothing here reads a disk.
 * `Region.load` reads the table once, at the edge. Names are compared exactly after normalisation: case, spaces and a
 * leading `Kecamatan` or `Kec.` do not matter, a missing word does (`Sunggal` is not `Medan Sunggal`).
 */
import * as Array from "effect/Array"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as RegionCode from "./RegionCode.ts"

// ---- Models

/** A row of a table of regions: a Kemendagri code, with dots or without, and the official name. */
export interface Row {
  readonly code: string
  readonly name: string
}

/** A region with its name. */
export const Region = Schema.Struct({ code: RegionCode.Kemendagri, name: Schema.NonEmptyString })
export type Region = typeof Region.Type

/** The table: every region by its digits, districts by their regency and by their normalised name. */
export interface Regions {
  readonly byDigits: ReadonlyMap<string, Region>
  readonly districtsByRegency: ReadonlyMap<string, Array.NonEmptyReadonlyArray<Region>>
  readonly districtsByName: ReadonlyMap<string, Array.NonEmptyReadonlyArray<Region>>
}

/** Where a district named in an address lies, seen from a city. */
export const Location = Schema.TaggedUnion({
  /** A district of the city. */
  InCity: { district: Region },
  /** Not of the city, but districts of that name exist elsewhere. */
  Elsewhere: { districts: Schema.NonEmptyArray(Region) },
  /** No district of the country has that name: a typing error, or a village or a road in its place. */
  Unknown: { text: Schema.String }
})
export type Location = typeof Location.Type

// ---- Errors

/** A row of the table has no proper code or no name, or a code stands in it twice. */
export class MalformedRegions extends Schema.TaggedError<MalformedRegions>()("MalformedRegions", {
  code: Schema.String,
  reason: Schema.Literals(["code", "name", "twice"])
}) {
  override get message(): string {
    const what = { code: "is not a Kemendagri code", name: "has no name", twice: "stands in the table twice" }
    return `the table of regions cannot be used: "${this.code}" ${what[this.reason]}`
  }
}

/** The code is not that of a regency or city of the table. */
export class UnknownCity extends Schema.TaggedError<UnknownCity>()("UnknownCity", { city: RegionCode.Kemendagri }) {
  override get message(): string {
    return `${RegionCode.dotted(this.city)} is not a regency or city with districts in the table of regions: use its Kemendagri code (Medan is 12.71; 1275 is Medan only for BPS)`
  }
}

/** The city has no district of that name. */
export class NoSuchDistrict extends Schema.TaggedError<NoSuchDistrict>()("NoSuchDistrict", {
  text: Schema.String,
  city: RegionCode.Kemendagri
}) {
  override get message(): string {
    return `"${this.text}" is not a district of ${RegionCode.dotted(this.city)}: write the whole official name of the kecamatan`
  }
}

// ---- Rules

/** A table from rows of any levels in any order. */
export const fromRows = (rows: Iterable<Row>): Result.Result<Regions, MalformedRegions> => {
  const byDigits = new Map<string, Region>()
  const districtsByRegency = new Map<string, Array.NonEmptyArray<Region>>()
  const districtsByName = new Map<string, Array.NonEmptyArray<Region>>()
  for (const { code: written, name: spelt } of rows) {
    const code = RegionCode.parseCode(written)
    const name = spelt.trim()
    if (Result.isFailure(code)) return malformed(written, "code")
    if (name === "") return malformed(written, "name")
    const region = { code: code.success, name }
    const { digits, level } = region.code
    if (byDigits.has(digits)) return malformed(written, "twice")
    byDigits.set(digits, region)
    if (level !== "district") continue
    add(districtsByRegency, digits.slice(0, 4), region)
    add(districtsByName, normalise(name), region)
  }
  return Result.succeed({ byDigits, districtsByRegency, districtsByName })
}

const malformed = (code: string, reason: MalformedRegions["reason"]) =>
  Result.fail(new MalformedRegions({ code, reason }))

const add = (index: Map<string, Array.NonEmptyArray<Region>>, key: string, region: Region): void => {
  const found = index.get(key)
  if (found === undefined) index.set(key, [region])
  else found.push(region)
}

/** The name without what does not distinguish districts; apostrophes and hyphens are written in several ways. */
const normalise = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/["'’‘`ʼ]/g, "'")
    .replace(/[\s-]+/g, " ")
    .trim()
    .replace(/^(kecamatan |kec\. ?|kec )/, "")
    .trim()

/** A region by its code, if the table has it. */
export const find = (regions: Regions, code: RegionCode.Kemendagri): Option.Option<Region> =>
  Option.fromNullishOr(regions.byDigits.get(code.digits))

/**
 * The district with a code of six digits, such as the one inside an identity number; none when the table does not have
 * it. That is a warning about a number, not an error: old numbers keep the codes of their time.
 */
export const knownDistrict = (regions: Regions, digits: string): Option.Option<Region> =>
  Option.filter(Option.fromNullishOr(regions.byDigits.get(digits)), ({ code }) => code.level === "district")

/** The districts of a regency or city, never none: an unknown city is an error, not an empty list. */
export const districtsOf = (
  regions: Regions,
  city: RegionCode.Kemendagri
): Result.Result<Array.NonEmptyReadonlyArray<Region>, UnknownCity> => {
  const districts = regions.districtsByRegency.get(city.digits)
  return districts === undefined ? Result.fail(new UnknownCity({ city })) : Result.succeed(districts)
}

/**
 * The district of a city that an address names: `Medan Johor`, `MEDAN JOHOR`, `Kec. Medan Johor`, with stray spaces.
 *
 * ```ts
 * import { Region } from "@bina/indonesia"
 * import * as Result from "effect/Result"
 *
 * const nearMedan = Result.gen(function* () {
 *   const regions = yield* Region.fromRows([{ code: "12.71.02", name: "Medan Sunggal" }])
 *   return yield* Region.districtNamed(regions, yield* Region.parseCode("12.71"), "Kec. medan sunggal")
 * })
 * ```
 */
export const districtNamed = (
  regions: Regions,
  city: RegionCode.Kemendagri,
  text: string
): Result.Result<Region, UnknownCity | NoSuchDistrict> =>
  Result.flatMap(districtsOf(regions, city), () => {
    const found = districtAnywhere(regions, text).find(({ code }) => RegionCode.isWithin(code, city))
    return found === undefined ? Result.fail(new NoSuchDistrict({ text, city })) : Result.succeed(found)
  })

/** All districts of the country with a name, in the order of the table; many names occur more than once. */
export const districtAnywhere = (regions: Regions, text: string): ReadonlyArray<Region> =>
  regions.districtsByName.get(normalise(text)) ?? []

/** Whether the district that an address names is one of the city, lies elsewhere, or is not known at all. */
export const locate = (
  regions: Regions,
  city: RegionCode.Kemendagri,
  text: string
): Result.Result<Location, UnknownCity> =>
  Result.map(districtsOf(regions, city), () => {
    const everywhere = districtAnywhere(regions, text)
    const here = everywhere.find(({ code }) => RegionCode.isWithin(code, city))
    if (here !== undefined) return Location.cases.InCity.make({ district: here })
    return Array.isReadonlyArrayNonEmpty(everywhere)
      ? Location.cases.Elsewhere.make({ districts: everywhere })
      : Location.cases.Unknown.make({ text })
  })
