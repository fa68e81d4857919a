import { Region } from "@bina/indonesia"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const code = (text: string) => Result.getOrThrow(Region.parseCode(text))
const medan = code("12.71")

const districtsOfMedan =
  "Medan Kota,Medan Sunggal,Medan Helvetia,Medan Denai,Medan Barat,Medan Deli,Medan Tuntungan,Medan Belawan,Medan Amplas,Medan Area,Medan Johor,Medan Marelan,Medan Labuhan,Medan Tembung,Medan Maimun,Medan Polonia,Medan Baru,Medan Perjuangan,Medan Petisah,Medan Timur,Medan Selayang".split(
    ","
  )

describe("codes", () => {
  it.each([
    ["12", "province", "12"],
    ["1271", "regency", "1271"],
    ["12.71", "regency", "1271"],
    ["12.71.01", "district", "127101"],
    [" 127101 ", "district", "127101"],
    ["12.71.01.1001", "village", "1271011001"]
  ] as const)("reads %s", (text, level, digits) => {
    assert.deepStrictEqual(code(text), { scheme: "kemendagri", level, digits })
  })

  it.each(["", "1", "127", "1.271", "12.7.1", "12.71.", "Medan", "12.71.01.100"])("refuses %s", (text) => {
    assert.isTrue(Result.isFailure(Region.parseCode(text)))
  })

  it.prop("what is written with dots is read back", { code: Region.Kemendagri }, ({ code: region }) =>
    Result.match(Region.parseCode(Region.dotted(region)), {
      onFailure: () => false,
      onSuccess: ({ digits }) => digits === region.digits
    })
  )

  it("names the scheme of every code", () => {
    assert.strictEqual(medan.scheme, "kemendagri")
    assert.strictEqual(Result.getOrThrow(Region.parseBpsCode("1275")).scheme, "bps")
    assert.isTrue(Result.isFailure(Region.parseBpsCode("12.75")))
  })

  it("tells a city from a regency", () => {
    assert.isTrue(Region.isInCity(medan))
    assert.isFalse(Region.isInCity(code("12.07")))
  })
})

describe("the country's table", () => {
  it.effect("Medan is 12.71 and has its 21 districts", () =>
    Effect.gen(function* () {
      const regions = yield* Region.load
      assert.strictEqual(Option.getOrThrow(Region.find(regions, medan)).name, "Kota Medan")
      assert.strictEqual(Option.getOrThrow(Region.find(regions, code("12.75"))).name, "Kota Binjai")
      const districts = Result.getOrThrow(Region.districtsOf(regions, medan))
      assert.deepStrictEqual(
        districts.map(({ code, name }) => [code.digits, name]),
        districtsOfMedan.map((name, index) => [`1271${String(index + 1).padStart(2, "0")}`, name])
      )
    })
  )

  it.effect("finds a district of the city however it is written, and never half of its name", () =>
    Effect.gen(function* () {
      const regions = yield* Region.load
      for (const text of [
        "Medan Johor",
        "MEDAN JOHOR",
        "Kec. Medan Johor",
        "Kec.Medan Johor",
        "Kecamatan medan johor",
        "  Medan   Johor ",
        "kec medan-johor"
      ]) {
        assert.strictEqual(Result.getOrThrow(Region.districtNamed(regions, medan, text)).code.digits, "127111", text)
      }
      for (const text of [
        "Johor",
        "Medan Joho",
        "Medan Johor Baru",
        "Medan",
        "",
        "Kecamatan",
        "Kecamatan Kecamatan Medan Johor"
      ]) {
        assert.isTrue(Result.isFailure(Region.districtNamed(regions, medan, text)), text)
      }
    })
  )

  it.effect("Sunggal is a district of Deli Serdang, not Medan Sunggal", () =>
    Effect.gen(function* () {
      const regions = yield* Region.load
      const refused = Result.getOrThrow(Result.flip(Region.districtNamed(regions, medan, "Sunggal")))
      assert.strictEqual(refused._tag, "NoSuchDistrict")
      assert.deepStrictEqual(
        Region.districtAnywhere(regions, "sunggal").map(({ code }) => Region.dotted(code)),
        ["12.07.23"]
      )
      const located = (text: string) => Result.getOrThrow(Region.locate(regions, medan, text))._tag
      assert.strictEqual(located("Sunggal"), "Elsewhere")
      assert.strictEqual(located("Kec. Medan Sunggal"), "InCity")
      assert.strictEqual(located("Medan Sungal"), "Unknown")
    })
  )

  it.effect("Case 3e: a district code that Medan does not have is unknown", () =>
    Effect.gen(function* () {
      const regions = yield* Region.load
      assert.isTrue(Option.isNone(Region.knownDistrict(regions, "127122")))
      assert.strictEqual(Option.getOrThrow(Region.knownDistrict(regions, "127121")).name, "Medan Selayang")
      assert.isTrue(Option.isNone(Region.knownDistrict(regions, "1271")))
    })
  )

  it.effect("an unknown city is an error, never an empty list", () =>
    Effect.gen(function* () {
      const regions = yield* Region.load
      for (const text of ["12.99", "12", "12.71.01"]) {
        const refused = Result.getOrThrow(Result.flip(Region.districtsOf(regions, code(text))))
        assert.strictEqual(refused._tag, "UnknownCity", text)
      }
      assert.strictEqual(
        Result.getOrThrow(Result.flip(Region.districtNamed(regions, code("12.99"), "Medan Johor")))._tag,
        "UnknownCity"
      )
    })
  )
})

describe("a table passed in", () => {
  it.each([
    [[{ code: "12.71.1", name: "Medan Kota" }], "code"],
    [[{ code: "12.71.01", name: " " }], "name"],
    [
      [
        { code: "12.71.01", name: "a" },
        { code: "127101", name: "b" }
      ],
      "twice"
    ]
  ] as const)("is refused when it is broken: %j", (rows, reason) => {
    assert.strictEqual(Result.getOrThrow(Result.flip(Region.fromRows(rows))).reason, reason)
  })

  it.prop("looking up a name is total", { text: Schema.String }, ({ text }) => {
    const regions = Result.getOrThrow(Region.fromRows([{ code: "12.71.11", name: "Medan Johor" }]))
    return ["InCity", "Elsewhere", "Unknown"].includes(Result.getOrThrow(Region.locate(regions, medan, text))._tag)
  })
})
