/** A season of supervision: the one that the example ships, exactly, and what damage to its files does and does not do. */
import { cpSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import expected from "./expected-supervision.json" with { type: "json" }

const shipped = fileURLToPath(new URL("../supervision", import.meta.url))

const copy = (): string => {
  const folder = join(Folder.empty(), "supervision")
  cpSync(shipped, folder, { recursive: true })
  return folder
}

interface Sanction {
  readonly date: string
  readonly step: string
}
interface Establishment {
  readonly nib: string
  readonly scale: Readonly<Record<string, string>>
  readonly findings: number
  readonly waived: number
  readonly sanctions: ReadonlyArray<Sanction>
  readonly current: string
  readonly iomki: { readonly missed: number; readonly outcome: string } | null
}
const season = expected as unknown as { readonly establishments: ReadonlyArray<Establishment> }

/** Runs a folder; its outcome by NIB, its problems as text, and what was said. */
const supervised = async (folder: string, ...words: ReadonlyArray<string>) => {
  const out = join(Folder.empty(), "results")
  const said = await Medan.run("supervise", "--season", folder, "--out", out, "--lang", "en", ...words)
  assert.strictEqual(said.status, 0, said.stderr)
  const json = JSON.parse(Folder.get(out, "supervision.json")) as typeof season
  return {
    ...said,
    out,
    json,
    of: new Map(json.establishments.map((one) => [one.nib, one])),
    problems: Folder.get(out, "problems.csv")
  }
}

/** A copy whose file is changed. */
const changed = (file: string, by: (text: string) => string): string => {
  const folder = copy()
  const before = Folder.get(folder, file)
  Folder.change(folder, file, by)
  assert.notStrictEqual(Folder.get(folder, file), before, "the test changes nothing")
  return folder
}

/** Everybody but those named is as they were. */
const othersAreAsBefore = (of: ReadonlyMap<string, Establishment>, ...but: ReadonlyArray<string>): void => {
  for (const one of season.establishments) {
    if (!but.includes(one.nib)) assert.deepStrictEqual(of.get(one.nib), one, `${one.nib} changed as well`)
  }
}

// The first of the register: a medium firm that climbs the whole ladder.
const climber = "1217481389874"
const reporter = "1261103710555"

describe("the shipped season of supervision", () => {
  it("is computed exactly, the same again, with a letter for every sanction", async () => {
    const { json, of, out, problems, stdout } = await supervised(shipped)
    assert.deepStrictEqual(json, season)
    assert.strictEqual(of.size, 48)
    assert.lengthOf(problems.trim().split("\r\n"), 1)
    const letters = readdirSync(join(out, "letters"))
    const imposed = season.establishments.flatMap(({ sanctions }) => sanctions.filter(({ step }) => step !== "none"))
    assert.strictEqual(letters.length, imposed.length)
    assert.include(stdout, `${imposed.length} letters`)
    const again = await Medan.run("supervise", "--season", shipped, "--out", out, "--lang", "en")
    assert.strictEqual(again.status, 0, again.stderr)
  })

  it("is the default, and its table shows no name and no number", async () => {
    const out = join(Folder.empty(), "results")
    const { status, stderr, stdout } = await Medan.run("supervise", "--out", out)
    assert.strictEqual(status, 0, stderr)
    assert.deepStrictEqual(JSON.parse(Folder.get(out, "supervision.json")), season)
    assert.include(stdout, "Medan Belawan")
    assert.notMatch(stdout, /\d{9,}|CV |UD |Usaha /)
  })

  it("no file is named after an establishment, and a letter says what was found, the window and what follows", async () => {
    const { out } = await supervised(shipped)
    const letters = readdirSync(join(out, "letters"))
    for (const name of letters) assert.match(name, /^\d{4}-2020-\d\d-\d\d-[a-z-]+\.md$/)
    const second = Folder.get(
      out,
      join(
        "letters",
        letters.find((name) => name.includes("written-reprimand"))!
      )
    )
    for (const words of [
      "tidak dipenuhi: memakai masker",
      "Perwal Medan 27/2020 pasal 30",
      "sampai dengan 11 Agustus 2020 (7 hari)",
      "sejak 12 Agustus 2020 dapat diikuti dengan penahanan sementara kartu identitas"
    ]) {
      assert.include(second, words)
    }
  })

  it("rows in any order come to the same", async () => {
    const folder = copy()
    for (const file of ["visits.csv", "reports.csv"]) {
      Folder.change(folder, file, (text) => {
        const [head, ...rows] = text.trim().split(/\r?\n/)
        return [head, ...rows.toReversed()].join("\n")
      })
    }
    assert.deepStrictEqual((await supervised(folder)).json, season)
  })

  it("another season with other dates runs unchanged", async () => {
    const folder = copy()
    // 2020-07-10 and 2021-02-19 are Fridays; the regime and the weekly duty hold in both.
    const later = (text: string) =>
      text.replaceAll(/2020-\d\d-\d\d/g, (day) =>
        new Date(Date.parse(day) + 224 * 86_400_000).toISOString().slice(0, 10)
      )
    for (const file of ["visits.csv", "reports.csv"]) Folder.change(folder, file, later)
    const { json } = await supervised(folder)
    assert.deepStrictEqual(json, JSON.parse(later(JSON.stringify(season))))
  })

  it("where the schedule of reports is not known, nobody is in good standing, and sanctions stand", async () => {
    const folder = copy()
    // Into July 2021, when one instrument followed on another on an unknown day.
    Folder.change(folder, "reports.csv", (text) =>
      text.replaceAll(/2020-\d\d-\d\d/g, (day) =>
        new Date(Date.parse(day) + 350 * 86_400_000).toISOString().slice(0, 10)
      )
    )
    const { of, problems } = await supervised(folder)
    for (const { current, iomki, nib } of season.establishments) {
      assert.strictEqual(of.get(nib)?.iomki?.outcome, iomki === null ? undefined : "undetermined")
      assert.strictEqual(of.get(nib)?.current, current)
    }
    assert.include(problems, "when reports were due")
  })
})

describe("letters that were written before", () => {
  it("are not replaced when somebody completed one, unless told to", async () => {
    const { out } = await supervised(shipped)
    const [first] = readdirSync(join(out, "letters"))
    Folder.change(out, join("letters", first!), (text) => text.replace("Nomor: …", "Nomor: 800/17"))
    const again = await Medan.run("supervise", "--out", out, "--lang", "en")
    assert.strictEqual(again.status, 2)
    assert.include(again.stderr, "completed by hand")
    assert.include(Folder.get(out, join("letters", first!)), "800/17")
    const forced = await Medan.run("supervise", "--out", out, "--lang", "en", "--force")
    assert.strictEqual(forced.status, 0, forced.stderr)
    assert.notInclude(Folder.get(out, join("letters", first!)), "800/17")
  })

  it("and a sanction that is none any more leaves no letter behind", async () => {
    const { out } = await supervised(shipped)
    const before = readdirSync(join(out, "letters")).length
    const folder = changed("visits.csv", (text) =>
      text.replace(/^2020-07-15(.*)pelanggaran$/m, "2020-07-15$1dimaafkan")
    )
    const forced = await Medan.run("supervise", "--season", folder, "--out", out, "--lang", "en", "--force")
    assert.strictEqual(forced.status, 0, forced.stderr)
    assert.isBelow(readdirSync(join(out, "letters")).length, before)
  })

  it.each(["establishments.csv", "season.json", "programme.json"])("nothing is written beside %s", async (file) => {
    const out = Folder.empty()
    Folder.put(out, file, "{}")
    const { status, stderr } = await Medan.run("supervise", "--out", out, "--lang", "en", "--force")
    assert.strictEqual(status, 2)
    assert.include(stderr, file)
    assert.deepStrictEqual(readdirSync(out), [file])
  })
})

describe("damage to the register", () => {
  it("a NIB that a spreadsheet rounded loses its row and nobody else's, and the number is not repeated", async () => {
    const folder = changed("establishments.csv", (text) => text.replace(climber, "1.21748E+12"))
    const { of, problems } = await supervised(folder)
    assert.isFalse(of.has(climber))
    othersAreAsBefore(of, climber)
    assert.include(problems, "the NIB is not well formed")
    assert.notInclude(problems, climber)
    // Its visits belong to nobody now, and each says so.
    assert.include(problems, "this establishment is not in the register")
  })

  it.each([
    ["18,15000000001,9000000000,tidak", "x,15000000001,9000000000,tidak", "industry", "workers"],
    ["18,15000000001,9000000000,tidak", "18,1.5,9000000000,tidak", "industry", "amount"],
    ["18,15000000001,9000000000,tidak", "18,15000000001,,tidak", "msmeOn2020", "amount"]
  ])("%s as %s leaves the scale undetermined and the rest as it was", async (good, bad, scale, what) => {
    const folder = changed("establishments.csv", (text) => text.replace(good, bad))
    const { of, problems } = await supervised(folder)
    assert.strictEqual(of.get(climber)?.scale[scale], "undetermined")
    assert.deepStrictEqual(of.get(climber)?.sanctions, season.establishments[0]?.sanctions)
    othersAreAsBefore(of, climber)
    assert.include(problems, what === "workers" ? "number of workers cannot be read" : "amount cannot be read")
  })

  it("whether an IOMKI is held and nobody can read it: the reports are undetermined, not excused", async () => {
    const folder = changed("establishments.csv", (text) => text.replace("9000000000,tidak", "9000000000,mungkin"))
    const { of } = await supervised(folder)
    assert.strictEqual(of.get(climber)?.iomki?.outcome, "undetermined")
    othersAreAsBefore(of, climber)
  })

  it("the same row again counts once; another one leaves open what they differ in", async () => {
    const line = /^1217481389874.*$/m
    const twice = await supervised(changed("establishments.csv", (text) => text.replace(line, "$&\n$&")))
    assert.deepStrictEqual(twice.json, season)
    assert.include(twice.problems, "counted once")
    const other = changed("establishments.csv", (text) =>
      text.replace(line, (row) => `${row}\n${row.replace(",18,", ",25,")}`)
    )
    const { of, problems } = await supervised(other)
    assert.strictEqual(of.get(climber)?.scale["industry"], "undetermined")
    assert.strictEqual(of.get(climber)?.scale["msmeOn2020"], "medium")
    othersAreAsBefore(of, climber)
    assert.include(problems, "says otherwise of this establishment")
  })
})

describe("damage to visits", () => {
  const row = new RegExp(`^2020-08-05,${climber}.*$`, "m")
  const written = { date: "2020-08-05", step: "written-reprimand", respondBefore: "2020-08-12" }

  it.each([
    ["a date that is none", (line: string) => line.replace("2020-08-05", "2020-13-45"), "date of the visit"],
    ["a verdict that is none", (line: string) => line.replace("pelanggaran", "salah"), "verdict is not known"],
    ["a violation without a finding", (line: string) => line.replaceAll("tidak", "ya"), "without any finding"]
  ])("%s raises no sanction and holds the next step", async (_, by, words) => {
    const folder = changed("visits.csv", (text) => text.replace(row, by))
    const { of, out, problems } = await supervised(folder)
    const one = of.get(climber)!
    assert.strictEqual(one.findings, season.establishments[0]!.findings - 1)
    assert.isFalse(one.sanctions.some((sanction) => JSON.stringify(sanction) === JSON.stringify(written)))
    othersAreAsBefore(of, climber)
    assert.include(problems, words)
    assert.include(Folder.get(out, "worklist.csv"), "take no next step")
  })

  it("the same visit again counts once", async () => {
    const { json, problems } = await supervised(changed("visits.csv", (text) => text.replace(row, "$&\n$&")))
    assert.deepStrictEqual(json, season)
    assert.include(problems, "the same visit")
  })

  it("two rows that tell of one visit otherwise decide nothing", async () => {
    const folder = changed("visits.csv", (text) =>
      text.replace(row, (line) => `${line}\n${line.replace("pelanggaran", "dimaafkan")}`)
    )
    const { of, out, problems } = await supervised(folder)
    assert.include(Folder.get(out, "worklist.csv"), "take no next step")
    assert.strictEqual(of.get(climber)?.findings, season.establishments[0]!.findings - 1)
    assert.strictEqual(of.get(climber)?.waived, 0)
    othersAreAsBefore(of, climber)
    assert.include(problems, "neither is counted")
  })

  it("an item that cannot be read leaves the verdict, and a missing letter of assignment the visit", async () => {
    const folder = changed("visits.csv", (text) =>
      text.replace(row, (line) => line.replace("tidak", "?").replace(/ST-\d+\/2020/, ""))
    )
    const { json, problems } = await supervised(folder)
    assert.deepStrictEqual(json, season)
    assert.include(problems, "neither yes nor no")
    assert.include(problems, "letter of assignment")
  })

  it("a waived finding leads to nothing, and a violation of before the regime to no sanction", async () => {
    const waived = await supervised(
      changed("visits.csv", (text) => text.replace(row, (line) => line.replace("pelanggaran", "dimaafkan")))
    )
    assert.strictEqual(waived.of.get(climber)?.waived, 1)
    assert.strictEqual(waived.of.get(climber)?.sanctions[1]?.step, "written-reprimand")
    const early = await supervised(
      changed(
        "visits.csv",
        (text) => `${text.trim()}\n2020-06-30,${climber},Petugas A,ST-1/2020,tidak,ya,ya,ya,ya,pelanggaran\n`
      )
    )
    assert.strictEqual(early.of.get(climber)?.findings, season.establishments[0]!.findings + 1)
    assert.deepStrictEqual(early.of.get(climber)?.sanctions, season.establishments[0]?.sanctions)
  })
})

describe("damage to reports", () => {
  const missed = season.establishments.find(({ nib }) => nib === reporter)!.iomki!.missed

  it("a moment that cannot be read is held against nobody", async () => {
    const folder = changed("reports.csv", (text) =>
      text.replace(new RegExp(`^(${reporter},[0-9-]+),.*$`, "m"), "$1,kemarin")
    )
    const { of, problems } = await supervised(folder)
    assert.strictEqual(of.get(reporter)?.iomki?.missed, missed)
    othersAreAsBefore(of, reporter)
    assert.include(problems, "time of receipt cannot be read")
  })

  it("a due date that cannot be read, or on which nothing was due, may be any missing period: undetermined", async () => {
    const line = new RegExp(`^${reporter},[0-9-]+(,.*)$`, "m")
    for (const due of ["", "2020-07-15"]) {
      const { of } = await supervised(changed("reports.csv", (text) => text.replace(line, `${reporter},${due}$1`)))
      assert.strictEqual(of.get(reporter)?.iomki?.outcome, "undetermined")
      othersAreAsBefore(of, reporter)
    }
  })

  it("a report that is there twice counts as it first came", async () => {
    const folder = changed("reports.csv", (text) =>
      text.replace(new RegExp(`^${reporter},([0-9-]+),.*$`, "m"), `$&\n${reporter},$1,2020-12-30T09:00:00+07:00`)
    )
    const { json, problems } = await supervised(folder)
    assert.deepStrictEqual(json, season)
    assert.include(problems, "the one that came first counts")
  })

  it("a report of somebody who owes none, or who is in no register, is told and counts for nothing", async () => {
    const folder = changed(
      "reports.csv",
      (text) =>
        `${text.trim()}\n${climber},2020-07-10,2020-07-09T09:00:00+07:00\n9999999999999,2020-07-10,2020-07-09T09:00:00+07:00\n`
    )
    const { json, problems } = await supervised(folder)
    assert.deepStrictEqual(json, season)
    assert.include(problems, "owes no reports")
    assert.include(problems, "not in the register")
  })

  it("without a single row nobody knows which periods there were: undetermined, not in good standing", async () => {
    const { of } = await supervised(changed("reports.csv", (text) => text.split("\n")[0]!))
    for (const { iomki, nib } of season.establishments) {
      assert.strictEqual(of.get(nib)?.iomki?.outcome, iomki === null ? undefined : "undetermined")
    }
  })
})

describe("what stops a run", () => {
  it("a file that is not there, and one with other columns", async () => {
    const columns = changed("visits.csv", (text) => text.replace("Putusan", "Keputusan"))
    const out = join(Folder.empty(), "results")
    for (const [folder, words] of [
      [Folder.empty(), "establishments.csv"],
      [columns, "Putusan"]
    ] as const) {
      const { status, stderr } = await Medan.run("supervise", "--season", folder, "--out", out, "--lang", "en")
      assert.strictEqual(status, 2)
      assert.include(stderr, words)
    }
  })
})
