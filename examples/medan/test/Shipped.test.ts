/**
 * The season that the example ships, run by the program and run again, once for all that is asked of it here: its results,
 * its journal, and what neither may hold.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Disclosure, Lengths } from "@bina/testkit"
import * as Everybody from "./Everybody.ts"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"
import expected from "./expected.json" with { type: "json" }

const out = join(Folder.empty(), "results")

/** What was said by the first run and by the second, and the files of each. */
const runs: Array<Medan.Answer & { readonly files: Readonly<Record<string, string>> }> = []

const files = ["season.json", "problems.csv", "report.html"]

beforeAll(() => {
  for (const words of [[], ["--lang", "en"]]) {
    const answer = Medan.spawn("--out", out, ...words)
    assert.strictEqual(answer.status, 0, answer.stderr)
    runs.push({ ...answer, files: Object.fromEntries(files.map((file) => [file, Folder.get(out, file)])) })
  }
}, 300_000)

afterAll(() => runs.splice(0))

const silent = (text: string, about: string): void => {
  const digits = text.replace(/[ .'-]/g, "")
  const folded = text.toLowerCase()
  for (const value of Everybody.personal) {
    assert.isFalse(folded.includes(value.toLowerCase()), `${about} shows a personal value`)
    const number = value.replace(/[ .'+-]/g, "")
    if (/^\d{9,}$/.test(number)) assert.isFalse(digits.includes(number), `${about} shows a personal number`)
  }
}

describe("the shipped season", { timeout: 300_000 }, () => {
  it("is computed exactly, and nothing personal is said outside the lists", () => {
    assert.deepStrictEqual(readdirSync(out).toSorted(), [
      "cohorts",
      "journal.json",
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
    assert.isAbove(Everybody.personal.length, 1_500)
    for (const { files, stderr, stdout } of runs) {
      assert.deepStrictEqual(JSON.parse(files["season.json"]!), expected)
      silent(stdout, "the screen")
      silent(stderr, "the progress")
      silent(files["problems.csv"]!, "problems.csv")
      silent(files["report.html"]!, "report.html")
    }
  })

  it("run again changes nothing in the journal and says so; the results are the same", () => {
    const [first, again] = runs
    assert.match(first!.stdout, /jurnal: \d+ peristiwa baru/)
    assert.match(again!.stdout, /journal: nothing new \(\d+ events\)/)
    assert.strictEqual(again!.files["season.json"], first!.files["season.json"])
  })

  it("has lists that add up to the figures", () => {
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

  it("is explained for every cohort to which somebody applied, or one, with no name and the number masked", async () => {
    const twice = expected.cohorts
      .flatMap(({ refusals }) => refusals)
      .find(({ reasons }) => reasons.includes("already-seated"))!.nik
    const whole = await Medan.run("explain", twice, "--lang", "en", "--out", out)
    assert.strictEqual(whole.status, 0)
    assert.include(whole.stdout, "given a seat")
    assert.include(whole.stdout, "already-seated")
    assert.notInclude(whole.stdout, twice)
    const seatedIn = expected.cohorts.find(({ seats }) => seats.includes(twice))!.id
    const one = await Medan.run("explain", twice, "--lang", "en", "--out", out, "--cohort", seatedIn)
    assert.notInclude(one.stdout, "already-seated")
    assert.isBelow(one.stdout.length, whole.stdout.length)
    const names = Everybody.personal.filter((value) => /^[a-z ]+$/i.test(value))
    assert.isFalse(names.some((name) => whole.stdout.includes(name)))
  })

  it("L43 a season's store and what commands say hold no name, NIK, KK, telephone or account", async () => {
    const said = [
      ...runs,
      Medan.spawn("verify", "--out", out),
      await Medan.run("history", "kopi", "--out", out),
      await Medan.run("history", expected.cohorts[0]!.seats[0]!, "--out", out),
      await Medan.run("person", "1271180203850000", "--out", out)
    ].flatMap(({ stderr, stdout }) => [stdout, stderr])
    const kept = readFileSync(join(out, "season.sqlite"))
    const digits = (text: string): string => text.replace(/\D/g, "")
    const secrets = Everybody.rows.flatMap((row) => [
      { what: "nik", text: digits(row("NIK")) },
      { what: "kk", text: digits(row("No. KK")) },
      { what: "phone", text: row("No. HP/WA") },
      { what: "account", text: digits(row("No. Rekening")) },
      { what: "full-name", text: row("Nama Lengkap").replaceAll(" ", "") }
    ])
    const known = secrets.filter(({ text }) => text.length >= 8)
    assert.isAbove(known.length, 1_000)
    assert.deepStrictEqual(Disclosure.find([kept, ...said], known), [])
    // The names as people write them, too.
    const names = Everybody.rows.map((row) => row("Nama Lengkap").toLowerCase())
    const folded = [kept.toString("latin1"), ...said].map((text) => text.toLowerCase())
    assert.isFalse(names.some((name) => folded.some((text) => text.includes(name))))
  })

  it("L43 nothing that is sealed can be told by its length, whoever applied and whatever was measured", () => {
    const database = new DatabaseSync(join(out, "season.sqlite"), { readOnly: true })
    const events = database.prepare("SELECT type, body FROM events").all() as unknown as ReadonlyArray<
      Parameters<typeof Lengths.told>[0] extends Iterable<infer Event> ? Event : never
    >
    database.close()
    const envelopes = events.reduce((count, { body }) => count + body.split('"Sealed"').length - 1, 0)
    assert.isAbove(envelopes, 1_400)
    // How many sessions a cohort has is known to everybody, and so is the room that its days need.
    const cohortOf = ({ body, type }: { readonly type: string; readonly body: string }): string =>
      type === "EntitlementAssessed" ? (JSON.parse(body) as { readonly cohort: string }).cohort : ""
    const told = Lengths.told(events.map(({ body, type }) => ({ body, type: `${type} ${cohortOf({ body, type })}` })))
    assert.deepStrictEqual(told, [])
    // Which facts there are is not told either.
    const names = /"(publicEmployee|birthDate|residesInCity|occupation|annualSales|hasTaxId|temperature)":/
    assert.isFalse(events.some(({ body, type }) => type !== "PolicyRecorded" && names.test(body)))
  })
})
