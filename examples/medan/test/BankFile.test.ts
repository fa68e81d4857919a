/** What a bank answered: joined to the list by person, recorded whole or not at all, and then nobody is kept by it. */
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Answers } from "@bina/indonesia/forms"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"
import * as Written from "./Written.ts"

const { run } = Desk

type Row = Written.Row<(typeof Answers.columns)[number]>

const appointments = [...Desk.appointments, Desk.appointment("fitri", "record", { during: { from: "2030-01-01" } })]

/** A season whose list went to the bank. */
const released = async (): Promise<Desk.Desk> => {
  const desk = Desk.season([Desk.cohort()], appointments)
  await run(desk)
  for (const [step, officer] of [
    ["verify", "budi"],
    ["approve", "citra"],
    ["release", "dedi"]
  ] as const) {
    assert.strictEqual((await run(desk, "lists", step, "satu", "--as", officer)).status, 0)
  }
  return desk
}

const paid = (serial: number, given: Row = {}): Row => ({
  NIK: Written.nik(serial),
  Jawaban: "dibayar",
  Referensi: `BRI-${serial}`,
  ...given
})

const returned = (serial: number, given: Row = {}): Row =>
  paid(serial, { Jawaban: "Dikembalikan", Referensi: `BRI-R-${serial}`, Alasan: "rekening ditutup", ...given })

const record = (desk: Desk.Desk, rows: ReadonlyArray<Row>, officer = "fitri") => {
  Folder.put(desk.out, "bank.csv", Written.sheet(Answers.columns, rows))
  return run(desk, "lists", "answers", "satu", join(desk.out, "bank.csv"), "--as", officer)
}

const settle = (desk: Desk.Desk) => run(desk, "lists", "settle", "satu", "--as", "fitri")

const answersIn = async (desk: Desk.Desk): Promise<string> =>
  /\d+ paid, \d+ not paid \(\d+\)/.exec((await run(desk, "lists")).stdout)?.[0] ?? "none"

describe("medan lists answers", () => {
  it("joins each row by its person, wherever it stands, and takes a longer file later", async () => {
    const desk = await released()
    assert.match((await run(desk, "lists")).stdout, /next: medan lists answers satu FILE --as OFFICER/)
    const first = await record(desk, [paid(3)])
    assert.strictEqual(first.status, 0, first.stderr)
    assert.match(first.stdout, /^recorded/)
    assert.strictEqual(await answersIn(desk), "1 paid, 0 not paid (3)")
    const early = await settle(desk)
    assert.strictEqual(early.status, 2)
    assert.match(early.stderr, /has not answered 2 payments .* medan lists answers satu FILE/)

    const whole = [paid(3), returned(1), paid(2)]
    assert.match((await record(desk, whole)).stdout, /next: medan lists settle satu --as OFFICER/)
    assert.strictEqual(await answersIn(desk), "2 paid, 1 not paid (3)")
    const history = (await run(desk, "history", "satu")).stdout
    assert.strictEqual(history.match(/InstructionPaid/g)?.length, 2)
    assert.match((await record(desk, whole.toReversed())).stdout, /^already done/)
    // What was paid may come back as long as the list is not settled.
    assert.match((await record(desk, [returned(3)])).stdout, /^recorded/)
    assert.strictEqual(await answersIn(desk), "1 paid, 2 not paid (3)")

    assert.match((await settle(desk)).stdout, /^recorded[^]*settled/)
    assert.match((await settle(desk)).stdout, /^already done/)
    assert.match((await record(desk, [paid(2)])).stdout, /^already done/)
    const late = await record(desk, [returned(2)])
    assert.strictEqual(late.status, 2)
    assert.match(late.stderr, /is settled: this step can no longer be taken/)
    for (const serial of [1, 2, 3]) assert.notInclude(`${early.stderr}${late.stderr}${history}`, Written.nik(serial))
  })

  it("refuses the whole file with file, row, column and remedy, and records nothing of it", async () => {
    const desk = await released()
    await record(desk, [paid(1)])
    const wrong: ReadonlyArray<readonly [ReadonlyArray<Row>, RegExp]> = [
      [[paid(2), paid(9)], /bank\.csv was recorded:\n {2}row 3, column NIK: this person is not on this list; compare/],
      [[paid(2), paid(3, { NIK: "1,27101E+15" })], /row 3, column NIK: the NIK is not well formed/],
      [[paid(2), paid(3, { Jawaban: "OK" })], /row 3, column Jawaban: the answer is not known; write dibayar/],
      [[paid(2), paid(3, { Jawaban: "" })], /row 3, column Jawaban/],
      [[paid(2), paid(3, { Referensi: "-" })], /row 3, column Referensi: the bank's reference is missing/],
      [[paid(2), returned(3, { Alasan: "" })], /row 3, column Alasan: there is no reason/],
      [[paid(2), paid(3, { Alasan: "rekening ditutup" })], /row 3, column Alasan: what was paid has no reason/],
      [[paid(2), returned(2)], /row 3, column NIK: a row above has this NIK already/],
      [[paid(2), paid(1, { Referensi: "other" })], /row 3, column Referensi: another answer about this payment/],
      [[paid(8), paid(3, { Jawaban: "?" })], /row 2, column NIK[^]*row 3, column Jawaban/]
    ]
    for (const [rows, said] of wrong) {
      const answer = await record(desk, rows)
      assert.deepStrictEqual([answer.status, answer.stdout], [2, ""])
      assert.match(answer.stderr, said)
      for (const serial of [1, 2, 3, 8, 9]) assert.notInclude(answer.stderr, Written.nik(serial))
    }
    Folder.put(desk.out, "bank.csv", `${Answers.columns.join(",")}\n${Written.nik(2)},dibayar\n`)
    const short = await run(desk, "lists", "answers", "satu", join(desk.out, "bank.csv"), "--as", "fitri")
    assert.match(short.stderr, /row 2: the number of cells is not the number of columns/)
    assert.strictEqual(await answersIn(desk), "1 paid, 0 not paid (3)")
  })

  it("is for whoever is appointed to record, and for a list that went to the bank", async () => {
    const desk = await released()
    const refused = await record(desk, [paid(1)], "dedi")
    assert.strictEqual(refused.status, 2)
    assert.match(refused.stderr, /dedi may not record .* no appointment says so; appointed for it: fitri/)
    const before = Desk.season([Desk.cohort()], appointments)
    await run(before)
    const early = await record(before, [paid(1)])
    assert.strictEqual(early.status, 2)
    assert.match(early.stderr, /is prepared; this step is for one that is released\. First: medan lists verify/)
  })

  it("lets go of people: somebody on a settled list is erased once no law keeps them", async () => {
    const desk = await released()
    const basis = { instrument: "Rekaan 1/2022", title: "Rekaan", confidence: "sourced" }
    const rules = ["participation", "payment"].map((subject) => ({ subject, years: 5, basis }))
    Folder.put(desk.season, "retention.json", JSON.stringify({ basis, rules, holds: [] }))
    assert.strictEqual((await run(desk, "close", "satu", "--as", "eka")).status, 0)
    const later = { ...desk, on: "2040-03-04" }
    const erase = () => run(later, "erase", Written.nik(1), "--as", "eka")
    assert.match((await erase()).stderr, /still involved: .*medan lists answers satu FILE --as OFFICER/)
    assert.strictEqual(
      (
        await record(
          desk,
          [1, 2, 3].map((serial) => paid(serial))
        )
      ).status,
      0
    )
    assert.strictEqual((await settle(desk)).status, 0)
    const erased = await erase()
    assert.strictEqual(erased.status, 0, erased.stderr)
    assert.match((await run(later, "verify")).stdout, /the journal is whole/)
  })
})
