/**
 * Files joined to the journal: whoever is paid is whoever was decided about, whatever was sorted, edited or added since,
 * and what is refused changes nothing that is printed. Cases are numbered after the kinds of mistake.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Forms from "../src/Forms.ts"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"
import * as Written from "./Written.ts"

const { run } = Desk

type Row = ReturnType<typeof Written.applicant>

const file = (kind: string) => `cohorts/satu/${kind}.csv`

const rosterIs = ({ season }: Desk.Desk, rows: ReadonlyArray<Row>): void =>
  Folder.put(season, file("roster"), Written.sheet(Forms.rosterColumns, rows))

const sheetIs = ({ season }: Desk.Desk, rows: ReadonlyArray<ReturnType<typeof Written.present>>): void =>
  Folder.put(season, file("attendance"), Written.sheet(Forms.attendanceColumns, rows))

/** What is printed of who is paid what and where, by number. */
const payable = ({ out }: Desk.Desk) =>
  new Map(Written.list(out, "cohorts/satu/payable.csv").map((row) => [row["NIK"] ?? "", row] as const))

const printed = ({ out }: Desk.Desk) =>
  ["season.json", "cohorts/satu/seats.csv", "cohorts/satu/payable.csv"].map((name) => Folder.get(out, name))

const problems = ({ out }: Desk.Desk): string => Folder.get(out, "problems.csv")

const released = async (desk: Desk.Desk): Promise<void> => {
  for (const [step, officer] of [
    ["verify", "budi"],
    ["approve", "citra"],
    ["release", "dedi"]
  ] as const) {
    const answer = await run(desk, "lists", step, "satu", "--as", officer)
    assert.strictEqual(answer.status, 0, answer.stderr)
  }
}

const ok = async (desk: Desk.Desk) => {
  const answer = await run(desk)
  assert.strictEqual(answer.status, 0, answer.stderr)
  return answer
}

const at = (time: string) => ({ Timestamp: `2020-09-10 ${time}` })

describe("rows joined to the journal", () => {
  it("A2 what is refused is not printed: a row that became another person's leaves the lists as they were", async () => {
    const desk = Desk.season()
    await ok(desk)
    await released(desk)
    const before = [...payable(desk).values()]
    const { Timestamp } = Written.applicant(1)
    rosterIs(desk, [Written.applicant(7, { Timestamp: Timestamp! }), Written.applicant(2), Written.applicant(3)])
    await ok(desk)
    const after = [...payable(desk).values()]
    const money = (rows: typeof before) =>
      rows.map((row) => [row["Account"], row["Gross (IDR)"], row["Tax (IDR)"], row["Net (IDR)"]])
    assert.deepStrictEqual(money(after), money(before))
    assert.deepStrictEqual(money(before)[0], ["551", "200000", "12000", "188000"])
    assert.strictEqual(after[0]!["Name"], "PESERTA REKAAN 1")
    assert.notInclude(printed(desk).join(), Written.nik(7))
    assert.include(problems(desk), "a change of who applied or when is not accepted")
  })

  it("B5 nobody is paid to what is no account, and B9 nobody signs under what is no name", async () => {
    const desk = Desk.season([
      Desk.cohort({
        roster: [
          Written.applicant(1, { "No. Rekening": "1,05000E+12" }),
          Written.applicant(2, { "No. Rekening": "belum punya" }),
          Written.applicant(3, { "Nama Lengkap": "#REF!" })
        ],
        attendance: [1, 2, 3].flatMap(Desk.both)
      })
    ])
    await ok(desk)
    const rows = [...payable(desk).values()].map((row) => [row["Name"], row["Account"], row["Net (IDR)"]])
    assert.deepStrictEqual(rows, [
      ["Peserta Rekaan 1", "", "188000"],
      ["Peserta Rekaan 2", "", "188000"],
      ["", "553", "188000"]
    ])
    const told = problems(desk).split("\r\n")
    for (const [kind, row] of [
      ["no account number", 2],
      ["no account number", 3],
      ["no name of a person", 4]
    ] as const)
      assert.isTrue(
        told.some((line) => line.includes(kind) && line.includes(`roster.csv";${row};`)),
        `${kind} ${row}`
      )
  })

  it("A3 rows of one time are their people's, in whatever order they stand", async () => {
    const same = [1, 2, 3].map((serial) => Written.applicant(serial, at("08:00:00")))
    const desk = Desk.season([
      Desk.cohort({
        roster: same,
        attendance: [Desk.both(1), Desk.both(2).slice(0, 1), []].flat()
      })
    ])
    await ok(desk)
    const before = payable(desk)
    rosterIs(desk, same.toReversed())
    await ok(desk)
    assert.deepStrictEqual(new Map([...payable(desk)].toSorted()), new Map([...before].toSorted()))
  })

  it("A7 people are known by their number where the times of a file changed", async () => {
    const desk = Desk.season()
    await ok(desk)
    await released(desk)
    const before = payable(desk)
    rosterIs(
      desk,
      [1, 2, 3].map((serial) => Written.applicant(serial, at("08:00:00")))
    )
    await ok(desk)
    assert.deepStrictEqual(payable(desk), before)
    assert.notInclude(problems(desk), "attendance.csv")
  })

  it("A3 equal times are told where they decide about seats, and times outside registration always", async () => {
    const same = [1, 2].map((serial) => Written.applicant(serial, at("08:00:00")))
    const early = Written.applicant(3, { Timestamp: "2019-09-10 08:00:00" })
    const desk = Desk.season([Desk.cohort({ settings: { quota: 2 }, roster: [...same, early], attendance: [] })])
    await ok(desk)
    assert.include(problems(desk), "only the order of rows decided who has a seat")
    assert.include(problems(desk), "outside the registration of the cohort")
    const room = Desk.season([Desk.cohort({ settings: { quota: 20 }, roster: same, attendance: [] })])
    await ok(room)
    assert.notInclude(problems(room), "only the order of rows decided")
  })

  it("A5 a list that is approved shows where its money goes, whatever account is mended", async () => {
    const desk = Desk.season()
    await ok(desk)
    await released(desk)
    const before = payable(desk)
    const row = Written.applicant(1)
    rosterIs(desk, [{ ...row, "No. Rekening": "7777777777" }, Written.applicant(2), Written.applicant(3)])
    await ok(desk)
    assert.strictEqual(payable(desk).get(Written.nik(1))!["Account"], "551")
    assert.strictEqual(payable(desk).get(Written.nik(2))!["Name"], before.get(Written.nik(2))!["Name"])
    assert.include(problems(desk), "is not the one on the list that was approved")
    // Letter case and blanks are no other account.
    rosterIs(desk, [{ ...row, "Nama Lengkap": " peserta  REKAAN 1" }, Written.applicant(2), Written.applicant(3)])
    await ok(desk)
    assert.notInclude(problems(desk), "is not the one on the list that was approved")
  })

  it("A4 an account changes no amount, and what was paid on paper stays as it is", async () => {
    const corrected = {
      ...Written.present(2, Desk.days[0]!, { Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" }),
      "Dicatat Pada": "2020-11-02 09:00:00",
      "Dicatat Oleh": "petugas",
      Alasan: "keliru"
    }
    const desk = Desk.season([Desk.cohort({ corrections: [corrected] })])
    await ok(desk)
    const [before, adjusted] = [payable(desk), Folder.get(desk.out, "cohorts/satu/adjustments.csv")]
    const row = Written.applicant(1)
    rosterIs(desk, [{ ...row, "No. Rekening": "7777777777" }, Written.applicant(2), Written.applicant(3)])
    await ok(desk)
    const money = (rows: typeof before) => [...rows.values()].map((one) => [one["Account"], one["Net (IDR)"]])
    assert.deepStrictEqual(money(payable(desk)), money(before))
    assert.strictEqual(Folder.get(desk.out, "cohorts/satu/adjustments.csv"), adjusted)
  })

  it("A7 nobody leaves the lists because their row did, and their days go on counting", async () => {
    const desk = Desk.season()
    await ok(desk)
    const before = payable(desk)
    rosterIs(desk, [Written.applicant(2), Written.applicant(3)])
    await ok(desk)
    const after = [...payable(desk).values()]
    assert.lengthOf(after, 3)
    assert.deepStrictEqual(
      after.map((row) => [row["Account"], row["Net (IDR)"]]),
      [...before.values()].map((row) => [row["Account"], row["Net (IDR)"]])
    )
    assert.include(problems(desk), "no longer in the file")
    assert.notInclude(problems(desk), "holds no seat")
    // Put back, everything is as it was.
    rosterIs(
      desk,
      [1, 2, 3].map((serial) => Written.applicant(serial))
    )
    await ok(desk)
    assert.deepStrictEqual(payable(desk), before)
  })

  it("takes a number that was mended for the same application, where that can be one thing only", async () => {
    const desk = Desk.season([
      Desk.cohort({
        roster: [Written.applicant(1, { NIK: "1,27101E+15" }), Written.applicant(2)],
        attendance: Desk.both(1)
      })
    ])
    await ok(desk)
    assert.isFalse(payable(desk).has(Written.nik(1)))
    rosterIs(desk, [Written.applicant(1), Written.applicant(2)])
    await ok(desk)
    assert.isTrue(payable(desk).has(Written.nik(1)))
  })

  it("A1 two names or accounts under one number are told, and the first is paid", async () => {
    const second = { "Nama Lengkap": "Orang Lain", "No. Rekening": "7777777777", ...at("09:00:00") }
    const desk = Desk.season([
      Desk.cohort({ roster: [Written.applicant(1), Written.applicant(1, second)], attendance: Desk.both(1) })
    ])
    await ok(desk)
    assert.strictEqual(payable(desk).get(Written.nik(1))!["Account"], "551")
    assert.include(problems(desk), "differ from the first application under the same number")
  })

  it("A6 says whose decision no longer follows from the files, and moves no seat", async () => {
    const young = { "Tanggal Lahir": "01/01/2015", NIK: "1271010101150004" }
    const desk = Desk.season([
      Desk.cohort({ roster: [Written.applicant(1), Written.applicant(2, young)], attendance: Desk.both(1) })
    ])
    await ok(desk)
    const before = [...payable(desk).values()]
    rosterIs(desk, [
      Written.applicant(1, { Pekerjaan: "Pelajar/Mahasiswa", "Tanggal Lahir": "01/01/2012" }),
      Written.applicant(2, { ...young, "Tanggal Lahir": "01/01/1985" })
    ])
    await ok(desk)
    assert.deepStrictEqual([...payable(desk).values()], before)
    assert.include(problems(desk), "the person may not join, and has a seat already")
    assert.include(problems(desk), "the person may join, and was refused already")
  })

  it("A8 says that an application which was set aside would have been the right one", async () => {
    const desk = Desk.season([
      Desk.cohort({
        roster: [
          Written.applicant(1, { "Tanggal Lahir": "01/01/2015", ...at("08:00:00") }),
          Written.applicant(1, at("08:05:00"))
        ],
        attendance: []
      })
    ])
    await ok(desk)
    assert.include(problems(desk), "this second application would qualify")
  })

  it("E1 what was refused is given again once it can be taken", async () => {
    const desk = Desk.season([
      Desk.cohort({ roster: [Written.applicant(1), Written.applicant(2)], attendance: [1, 2, 3].flatMap(Desk.both) })
    ])
    await ok(desk)
    assert.isFalse(payable(desk).has(Written.nik(3)))
    rosterIs(
      desk,
      [1, 2, 3].map((serial) => Written.applicant(serial))
    )
    await ok(desk)
    assert.isTrue(payable(desk).has(Written.nik(3)))
  })

  it("E1 days that were still to come count when they have come", async () => {
    const early = { ...Desk.season(), on: "2020-10-05" }
    await ok(early)
    const late = { ...early, on: "2030-03-04" }
    await ok(late)
    const fresh = { ...Desk.season(), on: "2030-03-04" }
    await ok(fresh)
    assert.deepStrictEqual(printed(late).slice(1), printed(fresh).slice(1))
  })

  it("E2 what is gone is told, and not paid in silence", async () => {
    const desk = Desk.season()
    await ok(desk)
    sheetIs(desk, [Written.present(1, Desk.days[0]!), ...[2, 3].flatMap(Desk.both)])
    await ok(desk)
    assert.include(problems(desk), "attendance.csv")
  })
})
