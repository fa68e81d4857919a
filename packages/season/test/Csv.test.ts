/** What can be saved of a spoilt file is saved, and what cannot is named by its line. */
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import * as Csv from "../src/reading/Csv.ts"

const read = (text: string) => Option.getOrThrow(Csv.read(text))
const rows = (text: string) => read(text).rows.map(({ cells, line }) => [line, ...cells])
const losses = (text: string) => read(text).losses.map(({ kind, line }) => [line, kind])

describe("Csv", () => {
  it("reads separators, byte-order marks, line ends, quotes and blank rows as they come", () => {
    assert.deepStrictEqual(rows("\ufeffa;b\r\n1,5;x\r\n;\r\n\r\n2;y\r\n"), [
      [2, "1,5", "x"],
      [5, "2", "y"]
    ])
    assert.deepStrictEqual(rows('a,b\n"Jl. A, Gg. B","say ""hi"""\n1,2'), [
      [2, "Jl. A, Gg. B", 'say "hi"'],
      [3, "1", "2"]
    ])
    assert.deepStrictEqual(rows("a\tb\n1\t2"), [[2, "1", "2"]])
    assert.deepStrictEqual(rows('a,b\n5" pipa,2\n1,2'), [
      [2, '5" pipa', "2"],
      [3, "1", "2"]
    ])
  })

  it("keeps a quoted cell of several lines together, and the lines of the file with it", () => {
    assert.deepStrictEqual(rows('a;b;c\r\n1;"Jl. A\r\nGg. B";3\r\n4;5;6'), [
      [2, "1", "Jl. A\nGg. B", "3"],
      [4, "4", "5", "6"]
    ])
  })

  it("loses only the line whose quote is never closed", () => {
    const text = 'a,b,c\n1,2,3\n4,"5,6\n7,8,9\n10,11,12'
    assert.deepStrictEqual(rows(text), [
      [2, "1", "2", "3"],
      [4, "7", "8", "9"],
      [5, "10", "11", "12"]
    ])
    assert.deepStrictEqual(losses(text), [[3, "unclosed-quote"]])
  })

  it("does not let a quote further down close it and swallow the rows between", () => {
    const text = 'a,b,c\n1,"2,3\n4,5,6\n7,"8, 9",10'
    assert.deepStrictEqual(rows(text), [
      [3, "4", "5", "6"],
      [4, "7", "8, 9", "10"]
    ])
    assert.deepStrictEqual(losses(text), [[2, "unclosed-quote"]])
  })

  it("names rows with too few or too many cells, and passes over empty cells at the end", () => {
    const text = "a,b\n1\n1,2,3\n1,2,,\n1,2"
    assert.deepStrictEqual(
      rows(text).map(([line]) => line),
      [4, 5]
    )
    assert.deepStrictEqual(losses(text), [
      [2, "cell-count"],
      [3, "cell-count"]
    ])
  })

  it("finds nothing in nothing, and text in bytes of each encoding", () => {
    assert.isTrue(Option.isNone(Csv.read("\ufeff\r\n \n")))
    assert.strictEqual(Csv.decode(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3b, 0])), "a;")
    assert.strictEqual(Csv.decode(new Uint8Array([0xfe, 0xff, 0, 0x61, 0, 0x3b])).replace("\ufeff", ""), "a;")
    assert.strictEqual(Csv.decode(new Uint8Array([0x61, 0xff, 0xfe])), "a\ufffd\ufffd")
  })

  const cell = Arbitrary.map(
    Arbitrary.array(Arbitrary.schema(Schema.Literals(["p", "q", " ", ";", "'", "-"]))),
    (letters) => letters.join("")
  )
  it.prop(
    "saves every other row, whichever rows open a quote and leave it",
    { cells: Arbitrary.array(Arbitrary.all({ cell, broken: Arbitrary.schema(Schema.Boolean) })) },
    ({ cells }) => {
      const lines = cells.map(({ broken, cell }, index) => (broken ? `${index},"${cell},c` : `${index},x${cell},c`))
      const sheet = read(["a,b,c", ...lines].join("\n"))
      const kept = cells.flatMap(({ broken, cell }, index) => (broken ? [] : [[String(index), `x${cell}`, "c"]]))
      assert.deepStrictEqual(
        sheet.rows.map(({ cells }) => [...cells]),
        kept
      )
      assert.strictEqual(sheet.losses.length, cells.length - kept.length)
    }
  )
})
