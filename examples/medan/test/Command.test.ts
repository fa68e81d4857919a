/** The command as it is typed: results, exit statuses, and what it must never say. */
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"
import expected from "./expected.json" with { type: "json" }

/** Names, identity, household and account numbers, telephones and addresses of everybody in the shipped season. */
const personal = (): ReadonlyArray<string> =>
  expected.cohorts
    .flatMap(({ id }) => {
      const [header, ...rows] = Folder.get(Folder.shipped, `cohorts/${id}/roster.csv`)
        .replace(/^\ufeff/, "")
        .split(/\r?\n/)
        .map((line) => line.split(/[;,](?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', "").trim()))
      const columns = ["Nama Lengkap", "NIK", "No. KK", "Alamat", "No. HP/WA", "NPWP", "No. Rekening"]
      return rows.flatMap((row) => columns.map((column) => row[header!.indexOf(column)] ?? ""))
    })
    .filter((value) => value.length > 4 && value !== "Belum ada")

const silent = (text: string, about: string): void => {
  const digits = text.replace(/[ .'-]/g, "")
  const folded = text.toLowerCase()
  for (const value of personal()) {
    assert.isFalse(folded.includes(value.toLowerCase()), `${about} shows a personal value`)
    const number = value.replace(/[ .'+-]/g, "")
    if (/^\d{9,}$/.test(number)) assert.isFalse(digits.includes(number), `${about} shows a personal number`)
  }
}

describe("medan", { timeout: 120_000 }, () => {
  it("computes the shipped season exactly, and says nothing personal outside the lists", () => {
    const out = join(Folder.empty(), "results")
    const answer = Medan.run("--out", out)
    assert.strictEqual(answer.status, 0, answer.stderr)
    assert.deepStrictEqual(JSON.parse(Folder.get(out, "season.json")), expected)
    assert.deepStrictEqual(readdirSync(out).toSorted(), [
      "cohorts",
      "problems.csv",
      "report.html",
      "season.json",
      "season.sqlite"
    ])
    assert.deepStrictEqual(readdirSync(join(out, "cohorts", "kopi")).toSorted(), [
      "adjustments.csv",
      "payable.csv",
      "refused.csv",
      "seats.csv",
      "undetermined.csv",
      "waitlist.csv"
    ])
    assert.isAbove(personal().length, 1_500)
    silent(answer.stdout, "the screen")
    silent(answer.stderr, "the progress")
    silent(Folder.get(out, "problems.csv"), "problems.csv")
    silent(Folder.get(out, "report.html"), "report.html")
  })

  it("writes lists that add up to the figures", () => {
    const out = join(Folder.empty(), "results")
    Medan.run("--out", out, "--lang", "en")
    for (const cohort of expected.cohorts) {
      const of = (list: string) => Written.list(out, `cohorts/${cohort.id}/${list}.csv`)
      const payable = of("payable").filter((row) => row["No."] !== "")
      assert.deepStrictEqual(
        payable.map((row) => row["NIK"]),
        cohort.payable.map(({ nik }) => nik)
      )
      assert.strictEqual(
        payable.reduce((sum, row) => sum + Number(row["Net (IDR)"]), 0),
        cohort.totals.net
      )
      assert.isTrue(payable.every((row) => row["Bank"] !== "" && row["Account"] !== "" && row["Signature"] === ""))
      assert.strictEqual(of("payable").length - payable.length, cohort.budget.withinBudget ? 0 : 1)
      assert.deepStrictEqual(
        of("seats").map((row) => row["NIK"]),
        cohort.seats
      )
      assert.deepStrictEqual(
        of("waitlist").map((row) => row["NIK"]),
        cohort.waitlist
      )
      assert.strictEqual(of("refused").length, cohort.refused + cohort.duplicates)
      assert.strictEqual(of("undetermined").length, cohort.undetermined)
      assert.deepStrictEqual(
        of("adjustments").map((row) => [row["NIK"], row["Kind"], Number(row["Net (IDR)"])]),
        cohort.adjustments.map(({ kind, net, nik }) => [nik, kind, net])
      )
    }
  })

  it("never replaces the results of another season without --force, nor a folder that is none of its own", () => {
    const out = join(Folder.empty(), "results")
    const other = Written.season({ id: "another" }, [{ settings: {}, roster: [Written.applicant(1)], attendance: [] }])
    assert.strictEqual(Medan.run("--season", other, "--out", out).status, 0)
    const before = Folder.get(out, "season.json")
    const refused = Medan.run("--out", out, "--lang", "en")
    assert.strictEqual(refused.status, 2)
    assert.include(refused.stderr, "the season another")
    assert.strictEqual(Folder.get(out, "season.json"), before)
    assert.strictEqual(Medan.run("--season", other, "--out", out).status, 0, "the same season again")
    assert.strictEqual(Medan.run("--out", out, "--force").status, 0)
    assert.deepStrictEqual(JSON.parse(Folder.get(out, "season.json")), expected)
    assert.isFalse(existsSync(join(out, "cohorts", "satu")), "lists of the other season stay behind")

    const foreign = Folder.empty()
    Folder.put(foreign, "notes.txt", "mine")
    assert.strictEqual(Medan.run("--out", foreign).status, 2)
    assert.deepStrictEqual(readdirSync(foreign), ["notes.txt"])
    assert.strictEqual(Medan.run("--out", foreign, "--force").status, 0)
    assert.strictEqual(Folder.get(foreign, "notes.txt"), "mine")
  })

  it("never writes over the input of a season, not even with --force", () => {
    const season = Folder.copy()
    const before = Folder.get(season, "cohorts/kopi/roster.csv")
    assert.strictEqual(Medan.run("--season", season, "--out", season, "--force").status, 2)
    assert.strictEqual(Folder.get(season, "cohorts/kopi/roster.csv"), before)
  })

  it("leaves the earlier results alone when the input is bad", () => {
    const parent = Folder.empty()
    const out = join(parent, "results")
    const season = Folder.copy()
    assert.strictEqual(Medan.run("--season", season, "--out", out).status, 0)
    Folder.change(season, "cohorts/kopi/attendance.csv", (text) => text.replace("Suhu", "Panas"))
    assert.strictEqual(Medan.run("--season", season, "--out", out).status, 2)
    assert.deepStrictEqual(JSON.parse(Folder.get(out, "season.json")), expected)
    assert.deepStrictEqual(readdirSync(parent), ["results"])
  })

  it("exits 2 with one message on standard error for bad usage, and 0 for help", () => {
    const bad: ReadonlyArray<ReadonlyArray<string>> = [
      ["--bogus"],
      ["--lang", "fr"],
      ["nonsense"],
      ["explain"],
      ["explain", "1271180203859001", "--for", "nobody"],
      ["explain", "1271180203859001", "--cohort", "nope"],
      ["explain", "1271180203850000"],
      ["--season", join(Folder.empty(), "nowhere")]
    ]
    for (const words of bad) {
      const answer = Medan.run(...words)
      assert.strictEqual(answer.status, 2, words.join(" "))
      assert.strictEqual(answer.stdout, "", words.join(" "))
      assert.match(answer.stderr, /^medan: .+/)
      assert.notInclude(answer.stderr, "    at ")
    }
    const help = Medan.run("--help")
    assert.strictEqual(help.status, 0)
    assert.include(help.stdout, "--season")
  })

  it("says so when the folder of results cannot be made", () => {
    const folder = Folder.empty()
    Folder.put(folder, "file", "")
    const answer = Medan.run("--out", join(folder, "file", "results"))
    assert.strictEqual(answer.status, 2)
    assert.match(answer.stderr, /hasil tidak ditulis/)
    mkdirSync(join(folder, "fine"))
    assert.strictEqual(Medan.run("--out", join(folder, "fine")).status, 0, "an empty folder is fine")
  })
})

describe("medan explain", { timeout: 120_000 }, () => {
  it("tells every cohort to which somebody applied, or one, with name and number masked", () => {
    const twice = expected.cohorts
      .flatMap(({ refusals }) => refusals)
      .find(({ reasons }) => reasons.includes("already-seated"))!.nik
    const whole = Medan.run("explain", twice, "--lang", "en")
    assert.strictEqual(whole.status, 0)
    assert.include(whole.stdout, "seated")
    assert.include(whole.stdout, "already-seated")
    assert.notInclude(whole.stdout, twice)
    const seatedIn = expected.cohorts.find(({ seats }) => seats.includes(twice))!.id
    const one = Medan.run("explain", twice, "--lang", "en", "--cohort", seatedIn)
    assert.notInclude(one.stdout, "already-seated")
    assert.isBelow(one.stdout.length, whole.stdout.length)
    const names = personal().filter((value) => /^[a-z ]+$/i.test(value))
    assert.isFalse(names.some((name) => whole.stdout.includes(name)))
  })

  it("accepts a number as people write it, and what a cell holds instead of one", () => {
    const nik = expected.cohorts[0]!.seats[0]!
    const plain = Medan.run("explain", nik).stdout
    assert.strictEqual(Medan.run("explain", `'${nik.slice(0, 6)}.${nik.slice(6, 12)}.${nik.slice(12)}`).stdout, plain)
    assert.include(Medan.run("explain", "1,27107E+15", "--lang", "en").stdout, "undetermined")
  })

  it("says more to an auditor than to an officer, and more to an officer than to a participant", () => {
    const nik = expected.cohorts[0]!.seats[0]!
    const lengths = ["participant", "officer", "auditor"].map(
      (audience) => Medan.run("explain", nik, "--for", audience).stdout.length
    )
    assert.deepStrictEqual(
      lengths,
      lengths.toSorted((a, b) => a - b)
    )
    assert.match(Medan.run("explain", nik, "--for", "auditor").stdout, /[0-9a-f]{64}/)
  })
})
