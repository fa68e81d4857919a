/** Spoilt copies of the season: what stops a run says why in one sentence, what does not costs no good row. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Simulation } from "@bina/season"
import { pack } from "../src/pack.ts"
import * as Computed from "./Computed.ts"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import * as Written from "./Written.ts"
import expected from "./expected.json" with { type: "json" }

const roster = "cohorts/kopi/roster.csv"
const attendance = "cohorts/kopi/attendance.csv"

type Spoil = (folder: string) => void

const changed =
  (file: string, by: (text: string) => string): Spoil =>
  (folder) =>
    Folder.change(folder, file, by)

interface Json {
  readonly city: Record<string, unknown>
  readonly cohorts: readonly [Record<string, unknown>, Record<string, unknown> & { sessions: Array<string> }]
}

const programme = (by: (json: Json) => void): Spoil =>
  changed("programme.json", (text) => {
    const json: Json = JSON.parse(text)
    by(json)
    return JSON.stringify(json)
  })

const withoutColumn = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.split(",").slice(1).join(","))
    .join("\n")

const stopping: ReadonlyArray<readonly [string, Spoil, RegExp]> = [
  ["no programme", (folder) => rmSync(join(folder, "programme.json")), /programme\.json/],
  ["half a programme", changed("programme.json", (text) => text.slice(0, 500)), /programme\.json .*JSON/],
  ["a programme that is a list", changed("programme.json", () => "[]"), /programme\.json/],
  ["a key too many", programme((json) => (json.cohorts[0]["bonus"] = 5)), /bonus/],
  ["a key that is missing", programme((json) => delete json.cohorts[1]["quota"]), /quota/],
  ["money with a fraction", programme((json) => (json.cohorts[1]["dailyTransport"] = 1.5)), /dailyTransport/],
  ["a share above one", programme((json) => (json.cohorts[1]["minimumAttendance"] = "90/80")), /minimumAttendance/],
  ["a day that does not exist", programme((json) => (json.cohorts[1].sessions[0] = "2020-02-30")), /sessions/],
  [
    "sessions out of order",
    programme((json) => (json.cohorts[1].sessions = json.cohorts[1].sessions.toReversed())),
    /kue-tradisional/
  ],
  ["two cohorts of one name", programme((json) => (json.cohorts[1]["id"] = "KOPI")), /kopi/],
  ["a name that leaves the folder", programme((json) => (json.cohorts[1]["id"] = "../../etc")), /id/],
  ["a city that does not exist", programme((json) => (json.city["kemendagriCode"] = "12.99")), /12\.99/],
  ["no roster", (folder) => rmSync(join(folder, roster)), /cohorts\/kopi\/roster\.csv/],
  ["no attendance", (folder) => rmSync(join(folder, attendance)), /cohorts\/kopi\/attendance\.csv/],
  ["an empty roster", changed(roster, () => ""), /roster\.csv.*Timestamp/],
  ["a deleted column", changed(roster, withoutColumn), /roster\.csv.*Timestamp/],
  ["a column twice", changed(roster, (text) => text.replace("Bank", "NIK")), /NIK/],
  ["a column more", changed(attendance, (text) => text.replace("Suhu", "Suhu,Catatan")), /attendance\.csv.*10/],
  ["no line of columns", changed(roster, (text) => text.split("\n").slice(1).join("\n")), /roster\.csv/],
  [
    "a roster in place of attendance",
    (folder) => Folder.put(folder, attendance, Folder.get(folder, roster)),
    /attendance\.csv/
  ],
  [
    "binary junk",
    (folder) =>
      Folder.put(
        folder,
        roster,
        Uint8Array.from({ length: 50_000 }, (_, i) => (i * 7919 + (i >> 3)) & 255)
      ),
    /roster\.csv/
  ],
  [
    "corrections of another form",
    (folder) => Folder.put(folder, "cohorts/kopi/corrections.csv", "a,b\n1,2"),
    /corrections\.csv/
  ]
]

describe("what stops a run", { timeout: 120_000 }, () => {
  it.effect.each(stopping.map(([name, spoil, message]) => ({ name, spoil, message })))("$name", ({ message, spoil }) =>
    Effect.gen(function* () {
      const folder = Folder.copy()
      spoil(folder)
      const error = yield* Effect.flip(Computed.season(folder))
      assert.match(error.message, message)
      assert.isBelow(error.message.length, 800)
      assert.notMatch(error.message, /\d{10,}/, "a message shows a number of a person")
    })
  )

  it("ends with status 2, one line on standard error and no results", async () => {
    // The first of them by the program itself.
    const asked = [Medan.spawn, Medan.run, Medan.run, Medan.run, Medan.run]
    for (const [index, which] of [0, 1, 14, 18, 20].entries()) {
      const [name, spoil] = stopping[which]!
      const folder = Folder.copy()
      spoil(folder)
      const out = join(Folder.empty(), "results")
      const answer = await asked[index]!("--season", folder, "--out", out)
      assert.strictEqual(answer.status, 2, name)
      const told = answer.stderr
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("membaca"))
      assert.strictEqual(told.length, 1, name)
      assert.throws(() => Folder.get(out, "season.json"))
    }
  })
})

describe("what costs no good row", () => {
  const kopi = expected.cohorts.find(({ id }) => id === "kopi")!
  // What the office makes of the season is told in another test; what is read of its files is asked here.
  const kopiOf = (folder: string) =>
    Effect.map(Computed.outcome(folder), ({ cohorts, problems }) => ({
      ...cohorts.find(({ id }) => id === "kopi")!,
      problems: problems.filter(({ kind }) => kind === "unclosed-quote" || kind === "cell-count")
    }))

  it.effect("columns in another order, other separators, other line ends", () =>
    Effect.gen(function* () {
      const folder = Folder.copy()
      Folder.change(folder, attendance, (text) =>
        text
          .replace(/^\ufeff/, "")
          .trim()
          .split("\n")
          .map((line) =>
            line
              .replace(/"36,/g, '"36.')
              .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
              .toReversed()
              .join("\t")
          )
          .join("\r\n")
      )
      const { problems, ...cohort } = yield* kopiOf(folder)
      assert.deepStrictEqual<unknown>(cohort, kopi)
      assert.deepStrictEqual(problems, [])
    })
  )

  it.effect("an unclosed quote costs the row that opens it, and no other", () =>
    Effect.gen(function* () {
      const folder = Folder.copy()
      const lines = Folder.get(folder, roster).split("\n")
      const extra = `2020-09-30 10:00:00,Orang Rekaan,1271010101859999,1271010101059999,01/01/1985,L,"Jl. Tanpa Akhir,Medan Kota,,Pencari kerja,,,,BRI,1`
      Folder.put(folder, roster, [...lines.slice(0, 10), extra, ...lines.slice(10)].join("\n"))
      const { problems, ...cohort } = yield* kopiOf(folder)
      assert.deepStrictEqual<unknown>(cohort, kopi)
      assert.deepStrictEqual(problems, [{ file: "roster.csv", kind: "unclosed-quote", row: Option.some(11) }])
    })
  )

  it.effect("junk between the rows is named and passed over", () =>
    Effect.gen(function* () {
      const folder = Folder.copy()
      Folder.change(folder, roster, (text) => {
        const lines = text.split("\n")
        return [...lines.slice(0, 5), "\u0000\u0001\ufffd\u0007", "===== halaman 2 =====", ...lines.slice(5)].join("\n")
      })
      const { problems, ...cohort } = yield* kopiOf(folder)
      assert.deepStrictEqual<unknown>(cohort, kopi)
      assert.deepStrictEqual(
        problems.map(({ row }) => Option.getOrThrow(row)),
        [6, 7]
      )
    })
  )

  it.effect(
    "a roster of 100,000 rows",
    () =>
      Effect.gen(function* () {
        const rows = Array.from({ length: 100_000 }, (_, index) => {
          const day = String((index % 28) + 1).padStart(2, "0")
          const serial = String(Math.floor(index / 28) + 1).padStart(4, "0")
          return Written.applicant(index, {
            NIK: `127101${day}0185${serial}`,
            "Tanggal Lahir": `${day}/01/1985`,
            "No. KK": `12710101${String(index + 1).padStart(8, "0")}`
          })
        })
        const folder = Written.season({}, [{ settings: { quota: 25 }, roster: rows, attendance: [] }])
        const files = yield* Computed.files(folder)
        assert.deepStrictEqual(
          files.cohorts.map(({ roster }) => [roster.entries.length, roster.problems.length]),
          [[100_000, 0]]
        )
        const { net } = yield* Effect.fromResult(
          Simulation.of(files, { transport: Option.none(), household: Option.none() }, pack)
        )
        assert.deepStrictEqual(
          net.transitions.map(({ after, cases }) => [after, cases]),
          [
            ["waitlisted", 99_975],
            ["seated", 25]
          ]
        )
      }),
    120_000
  )
})
