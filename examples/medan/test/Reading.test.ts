/** Each mess that the files of a season may hold, as the fact or the gap that it is. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { assert, beforeAll, describe, it } from "@effect/vitest"
import { Region } from "@bina/indonesia"
import { Cell, Sheet } from "@bina/season"
import * as Forms from "../src/Forms.ts"
import { Corrected, Marks } from "@bina/indonesia/forms"
import * as Written from "./Written.ts"

let regions: Region.Regions
beforeAll(async () => {
  regions = await Effect.runPromise(Region.load)
})

const roster = (...rows: ReadonlyArray<Written.Row<Forms.RosterColumn>>) =>
  Result.getOrThrow(
    Sheet.read(
      "roster.csv",
      Written.sheet(Forms.rosterColumns, rows),
      Forms.roster({
        regions,
        city: Result.getOrThrow(Region.parseCode("12.71")),
        latestYear: 2020,
        timeZone: "Asia/Jakarta"
      })
    )
  )

const one = (row: Written.Row<Forms.RosterColumn>) => {
  const { entries, problems } = roster(Written.applicant(1, row))
  const { contact, facts, keys, number, ...rest } = entries[0]!
  const said = (name: string) => Option.fromUndefinedOr(facts[name])
  const applicant = {
    ...rest,
    nik: number,
    household: keys["household"]!,
    phone: contact[1],
    birthDate: said("birthDate"),
    residesInCity: said("residesInCity"),
    publicEmployee: said("publicEmployee"),
    occupation: said("occupation"),
    annualSales: said("annualSales"),
    hasTaxId: said("hasTaxId")
  }
  return { applicant, kinds: problems.map(({ kind }) => kind) }
}

const attendance = (row: Written.Row<Forms.AttendanceColumn>) => {
  const text = Written.sheet(Forms.attendanceColumns, [Written.present(1, "2020-10-05", row)])
  const { entries, problems } = Result.getOrThrow(Sheet.read("attendance.csv", text, Forms.attendance(2020)))
  return { record: entries[0]?.record, kinds: problems.map(({ kind }) => kind) }
}

describe("Cell", () => {
  it("knows the words for none, in any case and with any blanks", () => {
    for (const cell of ["", " ", "-", " - ", "Tidak", "TIDAK", "belum  ada", "\u00a0"])
      assert.isTrue(Cell.isNone(cell), cell)
    for (const cell of ["ada", "x", "0", "--", "Tidak ada"]) assert.isFalse(Cell.isNone(cell), cell)
  })

  it("takes an empty cell for a no only where the form says so", () => {
    for (const cell of ["", " ", "\u00a0"]) {
      assert.deepStrictEqual(Cell.answer(cell, { empty: "no" }), Option.some(false), cell)
      assert.deepStrictEqual(Cell.answer(cell, { empty: "unknown" }), Option.none(), cell)
    }
    for (const empty of ["no", "unknown"] as const) {
      for (const cell of ["-", "TIDAK", "belum  ada"])
        assert.deepStrictEqual(Cell.answer(cell, { empty }), Option.some(false), cell)
      for (const cell of ["PNS", "ada", "Tidak ada"])
        assert.deepStrictEqual(Cell.answer(cell, { empty }), Option.some(true), cell)
    }
  })

  it("shows the form of a value and nothing of it", () => {
    assert.strictEqual(Cell.maskForm("1,27107E+15"), "•,•••••x+••")
    assert.strictEqual(Cell.maskName(" Mei  Ling Pohan"), "M•• L••• P••••")
    assert.strictEqual(Cell.maskNumber("1271180203859001"), "••••••••••••9001")
    assert.strictEqual(Cell.maskNumber("12345"), "•••••")
  })
})

describe("Roster", () => {
  it("reads the times of forms and of spreadsheets, and drops a row without one", () => {
    const read = (cell: string) => roster(Written.applicant(1, { Timestamp: cell })).entries[0]?.registeredAt.local
    assert.strictEqual(read("14/09/2020 09:32:04"), "2020-09-14 09:32:04")
    assert.strictEqual(read("2020-09-14 09:32:04"), "2020-09-14 09:32:04")
    const { entries, problems } = roster(
      Written.applicant(1, { Timestamp: "kemarin" }),
      Written.applicant(2, { Timestamp: "31/02/2020 09:00:00" }),
      Written.applicant(3)
    )
    assert.deepStrictEqual(
      entries.map(({ line }) => line),
      [4]
    )
    assert.deepStrictEqual(
      problems.map(({ kind, row }) => [kind, Option.getOrThrow(row)]),
      [
        ["registration-time", 2],
        ["registration-time", 3]
      ]
    )
  })

  it("reads a NIK with spaces, dots or an apostrophe, and keeps a ruined one as it is written", () => {
    for (const cell of ["1271010101850001", "1271 0101 0185 0001", "127101.010185.0001", "'1271010101850001"]) {
      assert.deepStrictEqual(one({ NIK: cell }).applicant.nik, {
        written: "1271010101850001",
        known: Option.some("1271010101850001")
      })
    }
    for (const cell of [
      "1,27107E+15",
      "127101010185000",
      "1271010101850000",
      "1271013201850001",
      "1271017201850001",
      ""
    ]) {
      const { applicant, kinds } = one({ NIK: cell })
      assert.deepStrictEqual(applicant.nik, { written: cell, known: Option.none() }, cell)
      assert.deepStrictEqual(kinds, ["malformed-nik"])
    }
  })

  it("only warns of an unknown region and of another date of birth, and keeps the stated one", () => {
    assert.deepStrictEqual(one({ NIK: "9999990101850001" }).kinds, ["nik-region"])
    const differs = one({ "Tanggal Lahir": "02/01/1985" })
    assert.deepStrictEqual(differs.kinds, ["nik-birth-date"])
    assert.deepStrictEqual(differs.applicant.birthDate, Option.some("1985-01-02"))
  })

  it("reads dates of birth day first, by name of the month and in ISO, and never from the NIK", () => {
    for (const cell of ["01/01/1985", "1-1-1985", "1 Januari 1985", "1985-01-01"]) {
      assert.deepStrictEqual(one({ "Tanggal Lahir": cell }).applicant.birthDate, Option.some("1985-01-01"), cell)
    }
    assert.deepStrictEqual(one({ "Tanggal Lahir": "" }).kinds, ["no-birth-date"])
    for (const [cell, kind] of [
      ["30/02/1985", "birth-date"],
      ["1985", "birth-date"],
      ["01/01/1885", "out-of-bounds"],
      ["01/01/2021", "out-of-bounds"]
    ] as const) {
      const { applicant, kinds } = one({ "Tanggal Lahir": cell })
      assert.isTrue(Option.isNone(applicant.birthDate), cell)
      assert.deepStrictEqual(kinds, [kind], cell)
    }
  })

  it("tells districts of the city from others of nearly the same name, and from no district at all", () => {
    const cases: ReadonlyArray<readonly [string, Option.Option<boolean>]> = [
      ["Medan Johor", Option.some(true)],
      ["MEDAN JOHOR", Option.some(true)],
      ["Kec. Medan Johor", Option.some(true)],
      ["Kecamatan medan johor", Option.some(true)],
      ["  Medan   Johor ", Option.some(true)],
      ["Sunggal", Option.some(false)],
      ["Medan Sunggal", Option.some(true)],
      ["Percut Sei Tuan", Option.some(false)],
      ["Medan Jhr", Option.none()],
      ["-", Option.none()]
    ]
    for (const [cell, resides] of cases)
      assert.deepStrictEqual(one({ Kecamatan: cell }).applicant.residesInCity, resides, cell)
  })

  it("knows the words for public employment in either column, and asks about words that it does not know", () => {
    for (const cell of ["PNS", "ASN", "TNI", "Polri", "Pegawai BUMN", "honorer"]) {
      assert.deepStrictEqual(one({ "Status Kepegawaian": cell }).applicant.publicEmployee, Option.some(true), cell)
    }
    for (const cell of ["", "-", "Tidak", "Belum ada", "Bukan PNS", "Non ASN", "Tidak bekerja", "Wiraswasta"]) {
      assert.deepStrictEqual(one({ "Status Kepegawaian": cell }).applicant.publicEmployee, Option.some(false), cell)
    }
    const unknown = one({ "Status Kepegawaian": "ada dulu" })
    assert.deepStrictEqual([unknown.applicant.publicEmployee, unknown.kinds], [Option.none(), ["unknown-employment"]])
    assert.deepStrictEqual(one({ Pekerjaan: "Pelajar/Mahasiswa" }).applicant.occupation, Option.some("student"))
    assert.deepStrictEqual(one({ Pekerjaan: "Astronot" }).kinds, ["unknown-occupation"])
    assert.deepStrictEqual(one({ Pekerjaan: "Pedagang" }).kinds, ["no-sales"])
    assert.deepStrictEqual(one({ Pekerjaan: "Pegawai BUMN" }).applicant.publicEmployee, Option.some(true))
    assert.deepStrictEqual(one({ Pekerjaan: "Petani" }).applicant.occupation, Option.some("other"))
    assert.deepStrictEqual(one({ Pekerjaan: "" }).kinds, ["no-occupation"])
  })

  it("reads turnovers as people write them, and asks a business owner for one", () => {
    const column = "Omzet per Tahun (Rp)"
    const sales = (cell: string) => one({ Pekerjaan: "Pelaku usaha", [column]: cell })
    const cases: ReadonlyArray<readonly [string, number]> = [
      ["Rp 250.000.000", 250_000_000],
      ["Rp250.000.000,-", 250_000_000],
      ["250000000", 250_000_000],
      ["750 juta", 750_000_000],
      ["1,2 miliar", 1_200_000_000]
    ]
    for (const [cell, amount] of cases) {
      assert.deepStrictEqual(sales(cell).applicant.annualSales, Option.some(amount) as never, cell)
      assert.deepStrictEqual(sales(cell).kinds, [], cell)
    }
    assert.deepStrictEqual(sales("-").kinds, ["no-sales"])
    assert.deepStrictEqual(sales("banyak").kinds, ["sales"])
    assert.deepStrictEqual(one({ [column]: "-" }).kinds, [], "nobody else is asked")
  })

  it("knows a tax number, the lack of one, and neither", () => {
    const has = (cell: string) => one({ NPWP: cell }).applicant.hasTaxId
    assert.deepStrictEqual(has("67.411.892.7-158.000"), Option.some(true))
    for (const cell of ["", "-", "Belum ada"]) assert.deepStrictEqual(has(cell), Option.some(false), cell)
    for (const cell of ["ada", "123", "00.000.000.0-000.000", "111111111111111", "123230576121000.0"])
      assert.deepStrictEqual(has(cell), Option.none(), cell)
  })

  it("names no account, bank or person where the cell holds none, and says so", () => {
    const accounts = ["1,05000E+12", "1.05E+12", "########", "12710101018500.00", "belum punya", "#N/A", "0", "0000"]
    for (const cell of accounts) {
      const { applicant, kinds } = one({ "No. Rekening": cell })
      assert.deepStrictEqual([applicant.account, kinds], ["", ["malformed-account"]], cell)
    }
    for (const cell of ["1050001234567", "'0050001234567", "0123-01-012345-53-4", "123.456.7890", "105 000 123"]) {
      const { applicant, kinds } = one({ "No. Rekening": cell })
      assert.deepStrictEqual([applicant.account, kinds], [cell.replace("'", ""), []], cell)
    }
    for (const cell of ["#REF!", "0", "1050001234567"])
      assert.deepStrictEqual([one({ Bank: cell }).applicant.bank, one({ Bank: cell }).kinds], ["", ["malformed-bank"]])
    for (const cell of ["", "-", "#REF!", "#NAME?", "0", "Tidak", "--"]) {
      const { applicant, kinds } = one({ "Nama Lengkap": cell })
      assert.deepStrictEqual([applicant.name, kinds], ["", ["no-name"]], cell)
    }
    assert.strictEqual(one({ "Nama Lengkap": "  Wulan   P. " }).applicant.name, "Wulan P.")
  })

  it("takes an empty or ruined household number for a gap, and writes telephones in one form", () => {
    for (const cell of ["", "-", "1,27E+15", "12710", "9999999999999999", "127101010105001.0"]) {
      assert.isTrue(Option.isNone(one({ "No. KK": cell }).applicant.household), cell)
    }
    for (const cell of ["084029930518", "0840-2993-0518", "+6284029930518", "6284029930518"]) {
      assert.strictEqual(one({ "No. HP/WA": cell }).applicant.phone, "0840-2993-0518", cell)
    }
    assert.deepStrictEqual(one({ "No. HP/WA": "tanya ibu" }).kinds, ["phone"])
  })

  it("says once that a file is not UTF-8, where that first shows, and counts its rows", () => {
    const { entries, problems } = roster(
      Written.applicant(1, {}),
      Written.applicant(2, { "Nama Lengkap": "Ren\ufffd Sitepu" }),
      Written.applicant(3, { "Nama Lengkap": "Andr\ufffd Lubis" })
    )
    assert.strictEqual(entries.length, 3)
    assert.deepStrictEqual(
      problems.map(({ kind, row }) => [kind, Option.getOrNull(row)]),
      [["encoding", 3]]
    )
  })

  it("never shows a personal value in a problem", () => {
    const { problems } = roster(
      Written.applicant(1, {
        NIK: "127101010185",
        "No. KK": "99",
        "Tanggal Lahir": "44/01/1985",
        NPWP: "778899",
        "No. HP/WA": "5544"
      })
    )
    assert.strictEqual(problems.length, 5)
    for (const { value } of problems) assert.notMatch(value, /[0-9]/)
    const shifted = roster(
      Written.applicant(1, { Timestamp: "Wulan Pane", Kecamatan: "1271010101850001" }),
      Written.applicant(2, { Kecamatan: "1271 0101 0185.0001" })
    )
    assert.deepStrictEqual(
      shifted.problems.map(({ value }) => value),
      ["xxxxx xxxx", "•••• •••• ••••.••••"]
    )
  })
})

describe("AttendanceSheet", () => {
  it("reads marks, signatures and protocol as they are written", () => {
    for (const [cell, mark] of [
      ["Hadir", "present"],
      [" hadir ", "present"],
      ["Izin", "excused"],
      ["Sakit", "excused"],
      ["Alpa", "absent"]
    ] as const) {
      assert.strictEqual(attendance({ Kehadiran: cell }).record?.mark, mark, cell)
    }
    for (const [cell, given] of [
      ["x", 2],
      ["TTD", 2],
      ["v", 2],
      ["", 1],
      ["-", 1],
      ["Tidak", 1],
      ["RS", 2],
      ["R.S.", 2],
      ["08.15", 2],
      ["✓", 2],
      ["FALSE", 1],
      ["0", 1],
      ["–", 1],
      ["Tidak ada", 1]
    ] as const) {
      assert.deepStrictEqual(attendance({ "Paraf Pagi": cell }).record?.signatures, { given, required: 2 }, cell)
    }
    for (const cell of ["Alpa", "#N/A", "izin", "S", "T", "?", "lupa tanda tangan"]) {
      const { kinds, record } = attendance({ "Paraf Pagi": cell })
      assert.deepStrictEqual([record, kinds], [undefined, ["signature"]], cell)
      assert.deepStrictEqual(attendance({ Kehadiran: "Alpa", "Paraf Pagi": cell }).record?.mark, "absent", cell)
    }
    for (const [cell, observed] of [
      ["Y", true],
      ["Ya", true],
      ["v", true],
      ["T", false],
      ["Tidak", false],
      ["", false]
    ] as const) {
      assert.strictEqual(attendance({ Masker: cell }).record?.seen["masked"], observed, cell)
    }
  })

  it("reads a temperature with a decimal comma, knows that none was recorded, and what is none", () => {
    for (const [cell, tenths] of [
      ["36,9", 369],
      ["37", 370],
      ["37.3", 373],
      ["36,5 °C", 365]
    ] as const) {
      assert.strictEqual(attendance({ Suhu: cell }).record?.seen["temperature"], tenths, cell)
    }
    assert.strictEqual(attendance({ Suhu: "" }).record?.seen["temperature"], Marks.notRecorded)
    for (const cell of ["365", "panas", "36,55"]) {
      const { kinds, record } = attendance({ Suhu: cell })
      assert.isFalse(Object.hasOwn(record!.seen, "temperature"), cell)
      assert.deepStrictEqual(kinds, ["temperature"])
    }
  })

  it("drops a row without a readable date or mark, and leaves an unreadable protocol mark open", () => {
    assert.deepStrictEqual(attendance({ Tanggal: "Senin" }), { record: undefined, kinds: ["session-date"] })
    assert.deepStrictEqual(attendance({ Kehadiran: "mungkin" }), { record: undefined, kinds: ["mark"] })
    const { kinds, record } = attendance({ "Cuci Tangan": "?" })
    assert.isFalse(Object.hasOwn(record!.seen, "handsWashed"))
    assert.deepStrictEqual(kinds, ["protocol"])
  })
})

describe("Corrections", () => {
  it("orders by the instant of recording, in whatever zone it is written", () => {
    const row = (recordedAt: string) => ({ ...Written.present(1, "2020-10-05"), "Dicatat Pada": recordedAt })
    const text = Written.sheet(Written.correctionColumns, [
      row("2020-11-28T09:00:00+07:00"),
      row("2020-11-28 09:00:00"),
      row("2020-11-28T02:00:00Z"),
      row("2020-11-28T09:00:00+08:00"),
      row("besok")
    ])
    const { entries, problems } = Result.getOrThrow(
      Sheet.read("corrections.csv", text, Corrected.of(Forms.attendance(2020), "Asia/Jakarta"))
    )
    const moments = entries.map(({ recordedAt }) => recordedAt)
    assert.deepStrictEqual(moments.slice(0, 3), Array.from({ length: 3 }, () => "2020-11-28T02:00:00") as never)
    assert.isTrue(moments[3]! < moments[0]!)
    assert.deepStrictEqual(
      problems.map(({ kind }) => kind),
      ["recorded-at"]
    )
  })
})
