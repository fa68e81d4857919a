/**
 * The law of the whole run: in whatever order files were completed and runs were made, the last run comes to the same as a
 * fresh journal of the same files, or says what differs; and money never moves without a word. `BINA_SEASONS` says how
 * many seasons are tried.
 */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { join } from "node:path"
import * as Forms from "../src/Forms.ts"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"
import * as Written from "./Written.ts"

const { run } = Desk

type Row = ReturnType<typeof Written.applicant>
type Day = ReturnType<typeof Written.present>

interface Files {
  readonly roster: ReadonlyArray<Row>
  readonly sheet: ReadonlyArray<Day>
}

const people = [1, 2, 3, 4] as const

/** Two of one time, one without a readable number, and everybody there on both days. */
const whole: Files = {
  roster: [
    Written.applicant(1, { Timestamp: "2020-09-10 08:00:00" }),
    Written.applicant(2, { Timestamp: "2020-09-10 08:00:00" }),
    Written.applicant(3),
    Written.applicant(4, { NIK: "1,27101E+15" })
  ],
  sheet: people.flatMap(Desk.both)
}

/** What happens to files between two runs. */
type Edit = (files: Files, index: number) => Files

const at = <A>(all: ReadonlyArray<A>, index: number, by: (one: A) => ReadonlyArray<A>): ReadonlyArray<A> =>
  all.flatMap((one, place) => (place === index % Math.max(1, all.length) ? by(one) : [one]))

const ofRoster =
  (by: (rows: ReadonlyArray<Row>, index: number) => ReadonlyArray<Row>): Edit =>
  ({ roster, sheet }, index) => ({ roster: by(roster, index), sheet })

const ofSheet =
  (by: (rows: ReadonlyArray<Day>, index: number) => ReadonlyArray<Day>): Edit =>
  ({ roster, sheet }, index) => ({ roster, sheet: by(sheet, index) })

const edits: Readonly<Record<string, Edit>> = {
  "roster turned round": ofRoster((rows) => rows.toReversed()),
  "a row of the roster gone": ofRoster((rows, index) => at(rows, index, () => [])),
  "a row of the roster twice": ofRoster((rows, index) => at(rows, index, (row) => [row, row])),
  "applied again later": ofRoster((rows, index) => [
    ...rows,
    ...rows
      .slice(index % Math.max(1, rows.length))
      .slice(0, 1)
      .map((row) => ({ ...row, Timestamp: "2020-09-12 10:00:00", "No. Rekening": "990" }))
  ]),
  "another account": ofRoster((rows, index) => at(rows, index, (row) => [{ ...row, "No. Rekening": "771" }])),
  "another time": ofRoster((rows, index) => at(rows, index, (row) => [{ ...row, Timestamp: "2020-09-11 07:00:00" }])),
  "seconds lost": ofRoster((rows) => rows.map((row) => ({ ...row, Timestamp: `${row.Timestamp!.slice(0, 16)}:00` }))),
  "another person in the row": ofRoster((rows, index) =>
    at(rows, index, (row) => [{ ...Written.applicant(7), Timestamp: row.Timestamp! }])
  ),
  "a number ruined": ofRoster((rows, index) => at(rows, index, (row) => [{ ...row, NIK: "1,27101E+15" }])),
  "numbers mended": ofRoster((rows) =>
    rows.map((row) => (row.NIK === "1,27101E+15" ? { ...row, NIK: Written.nik(4) } : row))
  ),
  "too young": ofRoster((rows, index) => at(rows, index, (row) => [{ ...row, "Tanggal Lahir": "01/01/2015" }])),
  "sheet turned round": ofSheet((rows) => rows.toReversed()),
  "a day gone": ofSheet((rows, index) => at(rows, index, () => [])),
  "a day twice": ofSheet((rows, index) => at(rows, index, (row) => [row, row])),
  "a day missed": ofSheet((rows, index) =>
    at(rows, index, (row) => [{ ...row, Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" }])
  ),
  "everything as it was": () => whole
}

const write = ({ season }: Desk.Desk, { roster, sheet }: Files): void => {
  Folder.put(season, "cohorts/satu/roster.csv", Written.sheet(Forms.rosterColumns, roster))
  Folder.put(season, "cohorts/satu/attendance.csv", Written.sheet(Forms.attendanceColumns, sheet))
}

const took = async (desk: Desk.Desk, what: string, ...words: ReadonlyArray<string>) => {
  const answer = await run(desk, ...words)
  assert.strictEqual(answer.status, 0, `${what}: ${answer.stderr}`)
  return answer.stdout
}

/** What is paid: where to, and how much. */
const paid = ({ out }: Desk.Desk): ReadonlyArray<string> =>
  Written.list(out, "cohorts/satu/payable.csv")
    .filter((row) => row["No."] !== "")
    .map((row) => `${row["Account"]} ${row["Net (IDR)"]}`)
    .toSorted()

const reasons = ({ out }: Desk.Desk): ReadonlySet<string> =>
  new Set(Written.list(out, "problems.csv").map((row) => `${row["File"]} ${row["Reason"]}`))

const steps = fc.array(
  fc.record({
    edit: fc.constantFrom(...Object.keys(edits)),
    index: fc.nat(7),
    isReleasing: fc.constantFrom(false, false, true)
  }),
  { minLength: 1, maxLength: 3 }
)

const count = Number(process.env["BINA_SEASONS"] ?? 6)
const seed = process.env["BINA_SEASONS"] === undefined ? { seed: 7 } : {}

describe("a season, in whatever order its files came", { timeout: 60_000 * Math.max(1, count) }, () => {
  it("comes to what a fresh journal comes to, or says what differs", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const desk = Desk.season([{ settings: {}, roster: whole.roster, attendance: whole.sheet }])
        await took(desk, "the first run")
        let files = whole
        let isReleased = false
        for (const { edit, index, isReleasing } of taken) {
          files = edits[edit]!(files, index)
          write(desk, files)
          const before = paid(desk)
          const said = await took(desk, edit)
          // Where an approved list stands, what is paid and where does not move at all.
          if (isReleased) assert.deepStrictEqual(paid(desk), before, edit)
          if (
            isReleasing &&
            !isReleased &&
            /prepared|next: medan lists verify/.test(await took(desk, "lists", "lists"))
          ) {
            for (const [step, officer] of [
              ["verify", "budi"],
              ["approve", "citra"],
              ["release", "dedi"]
            ] as const) {
              await took(desk, step, "lists", step, "satu", "--as", officer)
            }
            isReleased = true
          }
          assert.notInclude(said, "undefined")
        }
        const again = await took(desk, "again")
        assert.match(again, /nothing new/)
        const fresh: Desk.Desk = { ...desk, out: join(Folder.empty(), "fresh") }
        await took(fresh, "a fresh journal")
        if (JSON.stringify(paid(fresh)) !== JSON.stringify(paid(desk))) {
          const told = [...reasons(desk)].filter((reason) => !reasons(fresh).has(reason))
          const adjusted = Written.list(desk.out, "cohorts/satu/adjustments.csv").filter((row) => row["No."] !== "")
          assert.isAbove(
            told.length + adjusted.length,
            0,
            `${paid(desk).join(", ")} where a fresh journal pays ${paid(fresh).join(", ")}`
          )
        }
      }),
      { numRuns: count, ...seed, endOnFailure: true }
    )
  })
})
