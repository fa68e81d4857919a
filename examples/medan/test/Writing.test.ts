/** Lists that are safe to open, and a folder of results that is whole or untouched. */
import { readdirSync } from "node:fs"
import { join } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as FileSystem from "effect/FileSystem"
import * as PlatformError from "effect/PlatformError"
import { parse } from "csv-parse/sync"
import { OutputFolder, Table } from "@bina/report"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"

const dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1"]

describe("Table", { timeout: 120_000 }, () => {
  it("never starts a cell as a formula, and leaves numbers alone", () => {
    const text = Table.write(
      ["a", "b"],
      dangerous.map((cell) => [cell, -5])
    )
    const rows: ReadonlyArray<ReadonlyArray<string>> = parse(text, { bom: true, delimiter: ";" })
    assert.strictEqual(rows.length, dangerous.length + 1)
    for (const [cell, number] of rows.slice(1)) {
      assert.match(cell!, /^'/)
      assert.strictEqual(number, "-5")
    }
  })

  it("holds no mark that turns what stands in a cell around", () => {
    const text = Table.write(["a"], [["Wulan \u202e0123\u202c"], ["\u200f\u2066=1+1\u2069"], ["\u001b[31mx"]])
    const rows: ReadonlyArray<ReadonlyArray<string>> = parse(text, { bom: true, delimiter: ";" })
    assert.deepStrictEqual(rows.slice(1), [["Wulan 0123"], ["'=1+1"], ["[31mx"]])
  })

  it("leaves no way out of a cell for a program with another separator", () => {
    const text = Table.write(["a"], [["x;=1+1"], ['x";=1+1'], ["x,=1+1"], ["x\n=1+1"]])
    for (const delimiter of [";", ",", "\t"]) {
      const rows: ReadonlyArray<ReadonlyArray<string>> = parse(text, {
        bom: true,
        delimiter,
        relax_quotes: true,
        relax_column_count: true
      })
      assert.isFalse(
        rows.flat().some((cell) => cell.startsWith("=")),
        JSON.stringify(delimiter)
      )
    }
  })

  it("holds in the lists of a season whose every cell is an attack", async () => {
    const attack = '=HYPERLINK("http://x","y")'
    const folder = Written.season({}, [
      {
        settings: {},
        roster: [
          Written.applicant(1, {
            "Nama Lengkap": attack,
            Alamat: attack,
            "No. HP/WA": "+cmd",
            Bank: "@x",
            "No. Rekening": "-1"
          }),
          Written.applicant(2, { "Nama Lengkap": attack, NIK: attack, Kecamatan: attack, "Status Kepegawaian": attack })
        ],
        attendance: ["2020-10-05", "2020-10-06"].map((day) => Written.present(1, day))
      }
    ])
    const out = join(Folder.empty(), "results")
    assert.strictEqual((await Medan.run("--season", folder, "--out", out)).status, 0)
    const lists = ["problems.csv", ...readdirSync(join(out, "cohorts", "satu")).map((file) => `cohorts/satu/${file}`)]
    for (const list of lists) {
      for (const row of Written.list(out, list)) {
        for (const [column, cell] of Object.entries(row)) {
          if (!/^-?\d+$/.test(cell)) assert.notMatch(cell, /^[=+\-@\t\r]/, `${list}: ${column}`)
        }
      }
    }
    assert.strictEqual(Written.list(out, "cohorts/satu/payable.csv")[0]!["Nama"], `'${attack}`)
    assert.notInclude(Folder.get(out, "report.html"), "HYPERLINK")
  })
})

describe("OutputFolder", () => {
  const files = (season: string, body: string) => [
    { path: "cohorts/a/seats.csv", text: body },
    { path: "problems.csv", text: body },
    { path: "season.json", text: JSON.stringify({ season, body }) }
  ]
  const written = (folder: string) =>
    ["cohorts/a/seats.csv", "problems.csv", "season.json"].map((file) => Folder.get(folder, file))

  it.effect("is whole or as it was, wherever the exchange fails", () =>
    Effect.gen(function* () {
      for (const failing of ["cohorts", "problems.csv", "season.json"]) {
        const parent = Folder.empty()
        const folder = join(parent, "results")
        yield* OutputFolder.write({ folder, season: "s", force: false, store: Option.none() }, files("s", "before"))
        const before = written(folder)
        const fs = yield* FileSystem.FileSystem
        const broken = FileSystem.FileSystem.of({
          ...fs,
          rename: (from, to) =>
            from.includes("new") && to === join(folder, failing)
              ? Effect.fail(
                  PlatformError.systemError({ _tag: "PermissionDenied", module: "FileSystem", method: "rename" })
                )
              : fs.rename(from, to)
        })
        const error = yield* OutputFolder.write(
          { folder, season: "s", force: false, store: Option.none() },
          files("s", "after")
        ).pipe(Effect.provideService(FileSystem.FileSystem, broken), Effect.flip)
        assert.strictEqual(error._tag, "OutputRefused")
        assert.deepStrictEqual(written(folder), before, failing)
        assert.deepStrictEqual(readdirSync(parent), ["results"], "nothing is left beside it")
        yield* OutputFolder.write({ folder, season: "s", force: false, store: Option.none() }, files("s", "after"))
        assert.strictEqual(written(folder)[0], "after")
      }
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("never lands on the season that it was made from, whatever is asked for", () =>
    Effect.gen(function* () {
      const parent = Folder.empty()
      const season = join(parent, "cohorts")
      Folder.put(season, "cohorts/a/roster.csv", "x")
      for (const out of ["", " ", parent, join(season, "cohorts"), join(season, "cohorts", "a")]) {
        const error = yield* Effect.flip(OutputFolder.apart(out, season))
        assert.strictEqual(error._tag, "OutputRefused", out)
      }
      yield* OutputFolder.apart(join(season, "out"), season)
      yield* OutputFolder.apart(join(parent, "out"), season)
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("does not take away what somebody laid among the lists", () =>
    Effect.gen(function* () {
      const folder = Folder.empty()
      yield* OutputFolder.write({ folder, season: "s", force: false, store: Option.none() }, files("s", "before"))
      Folder.put(folder, "cohorts/a/scan.pdf", "signed")
      const error = yield* Effect.flip(
        OutputFolder.write({ folder, season: "s", force: false, store: Option.none() }, files("s", "after"))
      )
      assert.match(error.message, /1 files.*--force/)
      assert.strictEqual(Folder.get(folder, "cohorts/a/scan.pdf"), "signed")
      assert.strictEqual(written(folder)[0], "before")
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.effect("takes a marker that cannot be read for somebody else's folder", () =>
    Effect.gen(function* () {
      const folder = Folder.empty()
      Folder.put(folder, "season.json", "{")
      const error = yield* Effect.flip(
        OutputFolder.write({ folder, season: "s", force: false, store: Option.none() }, files("s", "x"))
      )
      assert.match(error.message, /--force/)
      assert.strictEqual(Folder.get(folder, "season.json"), "{")
      yield* OutputFolder.write({ folder, season: "s", force: true, store: Option.none() }, files("s", "x"))
      assert.strictEqual(written(folder)[0], "x")
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
