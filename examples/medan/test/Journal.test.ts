/** The journal of a season as the command keeps it: run again, edited, verified and asked. */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { assert, describe, it } from "@effect/vitest"
import * as Forms from "../src/Forms.ts"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"
import expected from "./expected.json" with { type: "json" }

const days = ["2020-10-05", "2020-10-06"]

const both = (serial: number) => days.map((day) => Written.present(serial, day))

const small = () =>
  Written.season({}, [
    {
      settings: {},
      roster: [Written.applicant(1), Written.applicant(2, { NIK: "1,27101E+15" }), Written.applicant(3)],
      attendance: [...both(1), ...both(3)]
    }
  ])

const run = (season: string, out: string, ...words: ReadonlyArray<string>) =>
  Medan.run(...words, "--season", season, "--out", out, "--lang", "en")

const eventsIn = (out: string): number => {
  const database = new DatabaseSync(join(out, "season.sqlite"), { readOnly: true })
  const { count } = database.prepare("SELECT count(*) AS count FROM events").get() as { readonly count: number }
  database.close()
  return count
}

const cohortIn = (out: string): (typeof expected.cohorts)[number] =>
  JSON.parse(Folder.get(out, "season.json")).cohorts[0]

describe("a season that is run again", { timeout: 240_000 }, () => {
  it("amends an application whose row was edited, and decides it where it was open", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    assert.strictEqual((await run(season, out)).status, 0)
    assert.deepStrictEqual(cohortIn(out).seats, [Written.nik(1), Written.nik(3)])
    assert.strictEqual(cohortIn(out).undetermined, 1)
    Folder.change(season, "cohorts/satu/roster.csv", (text) => text.replace('"1,27101E+15"', Written.nik(2)))
    Folder.change(season, "cohorts/satu/attendance.csv", (text) =>
      [text, ...both(2).map((row) => Object.values(row).join(",").replace("36,5", '"36,5"'))].join("\n")
    )
    const edited = await run(season, out)
    assert.strictEqual(edited.status, 0, edited.stderr)
    assert.deepStrictEqual(cohortIn(out).seats, [1, 2, 3].map(Written.nik))
    assert.deepStrictEqual(
      cohortIn(out).payable.map(({ nik }) => nik),
      [1, 2, 3].map(Written.nik)
    )
    const history = await run(season, out, "history", "satu")
    assert.strictEqual(history.stdout.match(/ApplicationAmended/g)?.length, 1)
    assert.match((await run(season, out)).stdout, /nothing new/)
  })

  it("does nothing for rows that only moved, and takes an edit back as another edit", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    await run(season, out)
    const roster = Folder.get(season, "cohorts/satu/roster.csv")
    Folder.change(season, "cohorts/satu/roster.csv", (text) => text.replace("\n", "\n\n\n"))
    const before = eventsIn(out)
    assert.strictEqual((await run(season, out)).status, 0)
    assert.strictEqual(eventsIn(out), before)
    Folder.put(season, "cohorts/satu/roster.csv", roster.replace("Pencari kerja", "Karyawan swasta"))
    await run(season, out)
    assert.isAbove(eventsIn(out), before)
    Folder.put(season, "cohorts/satu/roster.csv", roster)
    await run(season, out)
    const amended = (await run(season, out, "history", "satu")).stdout.match(/ApplicationAmended/g)
    assert.strictEqual(amended?.length, 2)
  })

  it("counts an edited row of a sheet instead of the one before; once there are corrections, as an adjustment", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    const absent = { Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" }
    const attendance = (first: ReturnType<typeof both>) =>
      Folder.put(season, "cohorts/satu/attendance.csv", Written.sheet(Forms.attendanceColumns, [...first, ...both(3)]))
    await run(season, out)
    attendance([Written.present(1, days[0]!, absent), Written.present(1, days[1]!)])
    await run(season, out)
    assert.deepStrictEqual(
      cohortIn(out).payable.map(({ qualifyingDays }) => qualifyingDays),
      [1, 2]
    )
    assert.deepStrictEqual(cohortIn(out).adjustments, [])

    const later = { "Dicatat Pada": "2020-11-01T00:00:00+07:00", "Dicatat Oleh": "Inspektorat", Alasan: "pemeriksaan" }
    const correction = { ...Written.present(3, days[0]!, absent), ...later }
    Folder.put(season, "cohorts/satu/corrections.csv", Written.sheet(Written.correctionColumns, [correction]))
    await run(season, out)
    attendance(both(1))
    await run(season, out)
    const { adjustments, payable } = cohortIn(out)
    assert.deepStrictEqual(
      payable.map(({ gross }) => gross),
      [100_000, 200_000]
    )
    assert.deepStrictEqual(
      adjustments.map(({ gross, nik }) => [nik, gross]),
      [
        [Written.nik(3), -100_000],
        [Written.nik(1), 100_000]
      ]
    )
    assert.match((await run(season, out)).stdout, /nothing new/)
  })

  it("says what to do when the programme itself was changed, and keeps the results", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    await run(season, out)
    const before = Folder.get(out, "season.json")
    Folder.change(season, "programme.json", (text) => text.replace('"quota":20', '"quota":21'))
    const answer = await run(season, out)
    assert.strictEqual(answer.status, 2)
    assert.match(answer.stderr, /use another --store/)
    assert.strictEqual(Folder.get(out, "season.json"), before)
    assert.strictEqual((await run(season, out, "--store", "memory")).status, 2, "these results have a journal")
    const anew = join(Folder.empty(), "results")
    assert.strictEqual((await run(season, anew, "--store", "memory")).status, 0, "memory begins anew")
  })

  it("keeps its journal where --store says, and refuses places that results would replace", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    const elsewhere = join(Folder.empty(), "deep", "kept.sqlite")
    assert.strictEqual((await run(season, out, "--store", `sqlite:${elsewhere}`)).status, 0)
    assert.match((await run(season, out, "verify", "--store", `sqlite:${elsewhere}`)).stdout, /whole/)
    for (const store of ["postgres", "sqlite:", `sqlite:${join(out, "season.json")}`, `sqlite:${out}/cohorts/x`]) {
      const answer = await run(season, out, "--store", store)
      assert.strictEqual(answer.status, 2, store)
      assert.strictEqual(answer.stdout, "")
    }
    Folder.put(out, "season.sqlite", "this is no database, and nobody may write over it")
    assert.strictEqual((await run(season, out)).status, 2)
  })
})

describe("medan verify, rebuild, history, person", { timeout: 240_000 }, () => {
  it("find a journal whole, name the first event that was changed, and need one that is there", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    const missing = await Medan.run("verify", "--out", out)
    assert.strictEqual(missing.status, 2)
    await run(season, out)
    assert.strictEqual((await Medan.run("verify", "--out", out)).status, 0)
    assert.strictEqual((await Medan.run("rebuild", "--out", out)).status, 0)

    const database = new DatabaseSync(join(out, "season.sqlite"))
    const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`)
    database.exec("UPDATE events SET actor = 'somebody-else' WHERE type = 'SeatAccepted'")
    database.close()
    const broken = Medan.spawn("verify", "--out", out)
    assert.strictEqual(broken.status, 1)
    assert.match(broken.stderr, /broken: changed, cohort\/season-of-a-test\.satu \d+/)
  })

  it("tell the history of a person without a name, and everything to the person", async () => {
    const [season, out] = [small(), join(Folder.empty(), "results")]
    await run(season, out)
    const history = (await run(season, out, "history", Written.nik(1))).stdout
    for (const type of [
      "ApplicationReceived",
      "ApplicationDetermined",
      "SeatOffered",
      "SeatAccepted",
      "ListPrepared"
    ]) {
      assert.include(history, type)
    }
    assert.match(history, /ApplicationDetermined .* Seated .*policy [0-9a-f]{12}/)
    assert.notInclude(history, Written.nik(1))
    const dossier = JSON.parse((await run(season, out, "person", Written.nik(1))).stdout)
    const received = dossier.events.find(({ type }: { readonly type: string }) => type === "ApplicationReceived")
    assert.strictEqual(received.data.facts.sealed.birthDate, "1985-01-01")
    const asked = JSON.parse((await run(season, out, "person", Written.nik(1))).stdout)
    assert.isTrue(
      asked.accesses.some(({ purpose }: { readonly purpose: string }) => purpose === "export for the person")
    )
    assert.strictEqual((await run(season, out, "person", Written.nik(9))).status, 2)
  })
})
