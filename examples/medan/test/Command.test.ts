/** The command as it is typed: exit statuses, what it leaves alone, and what it answers. */
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"

const days = ["2020-10-05", "2020-10-06"]

/** A season of its own name: somebody who is paid, and somebody whose number cannot be read. */
const small = (id = "small") =>
  Written.season({ id }, [
    {
      settings: {},
      roster: [Written.applicant(1), Written.applicant(2, { NIK: "1,27101E+15" })],
      attendance: days.map((day) => Written.present(1, day))
    }
  ])

const results = (): string => join(Folder.empty(), "results")

describe("medan", { timeout: 120_000 }, () => {
  it("never replaces the results of another season without --force, nor a folder that is none of its own", async () => {
    const [out, season] = [results(), small()]
    const other = Written.season({ id: "another" }, [
      { settings: { id: "dua" }, roster: [Written.applicant(1)], attendance: [] }
    ])
    assert.strictEqual((await Medan.run("--season", other, "--out", out)).status, 0)
    const before = Folder.get(out, "season.json")
    const refused = await Medan.run("--season", season, "--out", out, "--lang", "en")
    assert.strictEqual(refused.status, 2)
    assert.include(refused.stderr, "the season another")
    assert.strictEqual(Folder.get(out, "season.json"), before)
    assert.isTrue(existsSync(join(out, "cohorts", "dua")))
    assert.strictEqual((await Medan.run("--season", other, "--out", out)).status, 0, "the same season again")
    assert.strictEqual((await Medan.run("--season", season, "--out", out, "--force")).status, 0)
    assert.strictEqual(JSON.parse(Folder.get(out, "season.json")).season, "small")
    assert.isTrue(existsSync(join(out, "cohorts", "satu")))
    assert.isFalse(existsSync(join(out, "cohorts", "dua")), "lists of the other season stay behind")

    const foreign = Folder.empty()
    Folder.put(foreign, "notes.txt", "mine")
    assert.strictEqual((await Medan.run("--season", season, "--out", foreign)).status, 2)
    assert.deepStrictEqual(readdirSync(foreign), ["notes.txt"])
    assert.strictEqual((await Medan.run("--season", season, "--out", foreign, "--force")).status, 0)
    assert.strictEqual(Folder.get(foreign, "notes.txt"), "mine")
    assert.include(readdirSync(foreign), "season.json")
  })

  it("never writes over the input of a season, not even with --force", async () => {
    const season = Folder.copy()
    const before = Folder.get(season, "cohorts/kopi/roster.csv")
    assert.strictEqual((await Medan.run("--season", season, "--out", season, "--force")).status, 2)
    assert.strictEqual(Folder.get(season, "cohorts/kopi/roster.csv"), before)
  })

  it("leaves the earlier results alone when the input is bad", async () => {
    const parent = Folder.empty()
    const [out, season] = [join(parent, "results"), small()]
    assert.strictEqual((await Medan.run("--season", season, "--out", out)).status, 0)
    const before = Folder.get(out, "season.json")
    Folder.change(season, "cohorts/satu/attendance.csv", (text) => text.replace("Suhu", "Panas"))
    assert.strictEqual((await Medan.run("--season", season, "--out", out)).status, 2)
    assert.strictEqual(Folder.get(out, "season.json"), before)
    assert.deepStrictEqual(readdirSync(parent), ["results"])
  })

  it("exits 2 with one message on standard error for bad usage, and 0 for help", async () => {
    const bad: ReadonlyArray<ReadonlyArray<string>> = [
      ["--bogus"],
      ["--lang", "fr"],
      ["nonsense"],
      ["explain"],
      ["explain", "1271180203859001", "--for", "nobody"],
      ["explain", "1271180203859001", "--cohort", "nope"],
      ["--season", join(Folder.empty(), "nowhere")]
    ]
    // What stops the reading of the words, and what stops a command, from the program itself too.
    const spawned = [bad[0]!, bad[6]!].map((words) => [words, Medan.spawn(...words)] as const)
    for (const words of bad) spawned.push([words, await Medan.run(...words)])
    for (const [words, answer] of spawned) {
      assert.strictEqual(answer.status, 2, words.join(" "))
      assert.strictEqual(answer.stdout, "", words.join(" "))
      assert.match(answer.stderr, /^medan: .+/)
      assert.notInclude(answer.stderr, "    at ")
    }
    const help = Medan.spawn("--help")
    assert.strictEqual(help.status, 0)
    assert.include(help.stdout, "--season")
  })

  it("says so when the folder of results cannot be made", async () => {
    const [folder, season] = [Folder.empty(), small()]
    Folder.put(folder, "file", "")
    const answer = await Medan.run("--season", season, "--out", join(folder, "file", "results"))
    assert.strictEqual(answer.status, 2)
    assert.match(answer.stderr, /hasil tidak ditulis/)
    mkdirSync(join(folder, "fine"))
    const fine = await Medan.run("--season", season, "--out", join(folder, "fine"))
    assert.strictEqual(fine.status, 0, "an empty folder is fine")
  })
})

describe("medan explain", { timeout: 120_000 }, () => {
  const season = small()
  const out = join(Folder.empty(), "out")
  const explained = async (...words: ReadonlyArray<string>) =>
    Medan.run("explain", ...words, "--season", season, "--out", out)

  beforeAll(async () => {
    assert.strictEqual((await Medan.run("--season", season, "--out", out)).status, 0)
  }, 120_000)

  it("accepts a number as people write it, and what a cell holds instead of one", async () => {
    const nik = Written.nik(1)
    const plain = (await explained(nik)).stdout
    assert.isAbove(plain.length, 0)
    const written = `'${nik.slice(0, 6)}.${nik.slice(6, 12)}.${nik.slice(12)}`
    const body = (text: string) => text.slice(text.indexOf("\n"))
    assert.strictEqual(body((await explained(written)).stdout), body(plain))
    assert.include((await explained("1,27101E+15", "--lang", "en")).stdout, "undetermined")
  })

  it("says more to an auditor than to an officer, and more to an officer than to a participant", async () => {
    const said: Array<string> = []
    for (const audience of ["participant", "officer", "auditor"]) {
      said.push((await explained(Written.nik(1), "--for", audience)).stdout)
    }
    const lengths = said.map(({ length }) => length)
    assert.isAbove(lengths[0]!, 0)
    assert.deepStrictEqual(
      lengths,
      lengths.toSorted((a, b) => a - b)
    )
    assert.match(said[2]!, /[0-9a-f]{64}/)
  })

  it("tells what was decided, whatever became of the files, and asks for a run where there was none", async () => {
    const before = (await explained(Written.nik(1))).stdout
    Folder.change(season, "cohorts/satu/roster.csv", (text) => text.split("\n").slice(0, 1).join("\n"))
    assert.strictEqual((await explained(Written.nik(1))).stdout, before)
    const nowhere = await Medan.run("explain", Written.nik(1), "--season", season, "--out", join(out, "none"))
    assert.strictEqual(nowhere.status, 2)
    assert.include(nowhere.stderr, "jalankan medan dahulu")
  })
})
