/**
 * KBLI, the classification of what a business does. Codes change from one version to the next, so a code never stands
 * without its version: 10763 is tea in KBLI 2020, and what it is elsewhere is another question.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Citation, Text } from "@bina/policy"
import * as Law from "../citation/BusinessLaw.ts"

// ---- Models

/** The year of a version. The day from which KBLI 2025 must be used was not found: the caller names the version. */
export const Version = Schema.Literals(["2009", "2015", "2017", "2020", "2025"])
export type Version = typeof Version.Type

/** A code of five digits with its version. */
export const Kbli = Schema.Struct({
  version: Version,
  code: Schema.String.check(Schema.isPattern(/^\d{5}$/))
})
export type Kbli = typeof Kbli.Type

/**
 * A code with a name. `sourced`: a public file gives the code this name. `well-known`: the wording, or that the name of
 * its group is also the code's, was not looked up.
 */
export interface Named {
  readonly kbli: Kbli
  readonly name: string
  readonly confidence: Citation.Confidence
}

/**
 * A trade taught in trainings and the codes that may fit it; the business's own licence says which one does.
 * `confidence` is that of the fit.
 */
export interface Trade {
  readonly trade: Text.Text
  readonly candidates: ReadonlyArray<Named>
  readonly confidence: Citation.Confidence
}

// ---- Errors

/** The version is not one, or the code does not have five digits. */
export class MalformedKbli extends Schema.TaggedError<MalformedKbli>()("MalformedKbli", {
  version: Schema.String,
  code: Schema.String,
  reason: Schema.Literals(["version", "code"])
}) {
  override get message(): string {
    return this.reason === "version"
      ? `"${this.version}" is not a version of KBLI: name one of ${Version.literals.join(", ")}`
      : `"${this.code}" is not a KBLI code: write its five digits, for example 10710`
  }
}

// ---- Rules

const isVersion = Schema.is(Version)

/** Reads a code of a version; whether that version has the code is not asked, for no whole table is here. */
export const parse = (written: {
  readonly version: string
  readonly code: string
}): Result.Result<Kbli, MalformedKbli> => {
  const version = written.version.trim()
  const code = written.code.trim()
  if (!isVersion(version)) return Result.fail(new MalformedKbli({ ...written, reason: "version" }))
  return /^\d{5}$/.test(code)
    ? Result.succeed({ version, code })
    : Result.fail(new MalformedKbli({ ...written, reason: "code" }))
}

/** `KBLI 2020 10710`. */
export const toText = ({ code, version }: Kbli): string => `KBLI ${version} ${code}`

/** The instrument of a version, where known. */
export const citationOf = (version: Version): Option.Option<Citation.Citation> =>
  version === "2020" ? Option.some(Law.bps2of2020) : version === "2025" ? Option.some(Law.bps7of2025) : Option.none()

const in2020 = (code: string, name: string, confidence: Citation.Confidence = "sourced"): Named => ({
  kbli: { version: "2020", code },
  name,
  confidence
})

const trade = (
  id: string,
  en: string,
  candidates: ReadonlyArray<Named>,
  confidence: Citation.Confidence = "sourced"
): Trade => ({ trade: { id, en }, candidates, confidence })

/** Trades of small industry with their codes in KBLI 2020. */
export const trades: ReadonlyArray<Trade> = [
  trade("roti dan kue modern", "bread and modern cakes", [in2020("10710", "Industri Produk Roti dan Kue")]),
  trade("kue basah tradisional", "traditional wet cakes", [in2020("10792", "Industri Kue Basah")]),
  trade("dodol", "dodol", [in2020("10796", "Industri Dodol")]),
  trade("keripik", "crisps", [in2020("10794", "Industri Kerupuk, Keripik, Peyek dan Sejenisnya")]),
  trade("bordir", "embroidery", [
    in2020("13912", "Industri Kain Sulaman"),
    in2020("13922", "Industri Barang Jadi Tekstil Sulaman"),
    in2020("14302", "Industri Pakaian Jadi Sulaman/Bordir"),
    in2020("13924", "Industri Barang Jadi Rajutan dan Sulaman")
  ]),
  trade("sablon kain", "screen printing on cloth", [in2020("13133", "Industri Pencetakan Kain")], "well-known"),
  trade(
    "pengelasan",
    "welding",
    // The name is that of group C2592; the code of five digits was not looked up.
    [in2020("25920", "Jasa Industri untuk Berbagai Pengerjaan Khusus Logam", "well-known")],
    "well-known"
  ),
  trade("pengepakan", "packing", [in2020("82920", "Aktivitas Pengepakan")]),
  trade("minuman kemasan", "bottled drinks", [
    in2020("11051", "Industri Air Kemasan"),
    in2020("11052", "Industri Air Minum Isi Ulang"),
    in2020("11040", "Industri Minuman Ringan"),
    in2020("11090", "Industri Minuman Lainnya")
  ]),
  trade("kopi", "coffee", [in2020("10761", "Industri Pengolahan Kopi")]),
  trade("mebel", "furniture", [in2020("31001", "Industri Furnitur dari Kayu", "well-known")], "well-known"),
  trade("batik", "batik", [in2020("13134", "Industri Batik")]),
  trade("alas kaki", "shoes", [in2020("15201", "Industri Alas Kaki untuk Keperluan Sehari-hari", "well-known")])
]

const named: ReadonlyMap<string, string> = new Map(
  trades
    .flatMap(({ candidates }) => candidates)
    .filter(({ confidence }) => confidence === "sourced")
    .map(({ kbli, name }) => [toText(kbli), name] as const)
)

/**
 * The name of a code as a public file gives it, where this package has it. A code of another version never borrows a
 * name, and one of which only the group's name is known (25920) has none.
 */
export const nameOf = (kbli: Kbli): Option.Option<string> => Option.fromNullishOr(named.get(toText(kbli)))
