/** Tables of cases: what cells say, what is told of those that say nothing, and that no good case is lost by a bad one. */
import { Citation, Expression, Fact, Policy, Rule } from "@bina/policy"
import * as Cases from "@bina/policy/Cases"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const text = (id: string, en: string) => ({ id, en })
const citation = Citation.make({ instrument: "Terms 2020", title: "Terms", confidence: "sourced" })
const said = { citation, text: text("Syarat.", "Asked."), refusal: text("Tidak.", "Not met.") }

const Facts = Schema.Struct({
  resident: Fact.boolean({ text: text("penduduk", "lives here") }),
  born: Fact.date({ text: text("tanggal lahir", "date of birth") }),
  sales: Fact.money("IDR", { most: 1_000_000, text: text("omzet", "sales") }),
  work: Fact.literals(["owner", "job-seeker"], {
    text: text("pekerjaan", "work"),
    labels: { owner: text("pelaku usaha", "business owner") }
  }),
  district: Fact.code({ text: text("kecamatan", "district") }),
  cap: Fact.optional(Fact.money("IDR", { text: text("batas", "cap") }))
})

const joining = Policy.make("example/joining", Facts, (f) =>
  Policy.allOf(
    Rule.requires("elsewhere", f.resident, said),
    Rule.requires("too-large", f.work.is("owner").implies(f.sales.isAtMost(Expression.money("IDR", 500_000))), said)
  )
)

const Claim = Schema.Struct({
  daily: Fact.money("IDR", { most: 1_000_000, text: text("uang harian", "daily") }),
  sessions: Fact.list(
    {
      present: Fact.boolean({ text: text("hadir", "present") }),
      hours: Fact.integer({ most: 8, text: text("jam", "hours") })
    },
    { text: text("sesi", "sessions") }
  )
})

const paying = Policy.make("example/paying", Claim, (f) => {
  const day = Rule.each("day", f.sessions, (s) => s.present, said)
  return { day, days: day.count(), gross: f.daily.times(day.count()), whole: f.sessions.every((s) => s.hours.is(8)) }
})

const read = <F, A>(policy: Policy.Policy<F, A>, ...lines: ReadonlyArray<string>) =>
  Cases.read(policy, Cases.fromCsv(lines.join("\n")))

const faultsOf = (...lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  read(joining, ...lines).faults.map(({ column, reason, row }) => `${row} ${column}: ${reason.en}`)

/** What a cell of a fact is read as; nothing where it is not known. */
const factOf = (column: string, cell: string): unknown =>
  read(joining, `case,${column},expect`, `x,${cell},eligible`).cases[0]?.facts

describe("a cell", () => {
  it.each([
    ["resident", "yes", { resident: true }],
    ["penduduk", " Ya ", { resident: true }],
    ["Lives Here", "TIDAK", { resident: false }],
    ["resident", "false", { resident: false }],
    ["resident", "", {}],
    ["resident", "?", {}],
    ["born", "2000-02-29", { born: "2000-02-29" }],
    ["sales", "1500000", { sales: 1_500_000 }],
    ["sales", "-0", { sales: 0 }],
    ["work", "job-seeker", { work: "job-seeker" }],
    ["work", "Pelaku Usaha", { work: "owner" }],
    ["work", "business owner", { work: "owner" }],
    ["district", "127101", { district: "127101" }],
    ["cap", "none", { cap: Option.none() }],
    ["cap", "Tidak Ada", { cap: Option.none() }],
    ["cap", "-", { cap: Option.none() }],
    ["cap", "250000", { cap: Option.some(250_000) }],
    ["cap", "", {}],
    ["cap", "?", {}]
  ])("of %s that says %j", (column, cell, facts) => assert.deepStrictEqual(factOf(column, cell), facts))

  it.each([
    ["resident", "perhaps", "neither yes nor no"],
    ["resident", "-", "neither yes nor no"],
    ["born", "2001-02-29", "not a day of the calendar"],
    ["born", "5/10/2020", "not a day of the calendar"],
    ["sales", "1.500.000", "not a whole number"],
    ["sales", "Rp 1500000", "not a whole number"],
    ["sales", "99999999999999999999", "not a whole number"],
    ["sales", "none", "not a whole number"],
    ["work", "owners", "not a word of this fact"]
  ])("of %s is refused that says %j", (column, cell, reason) =>
    assert.deepStrictEqual(faultsOf(`case,${column},expect`, `x,${cell},eligible`, "y,,eligible"), [
      `2 ${column}: ${reason}`
    ])
  )
})

describe("a case", () => {
  it("agrees only with the whole answer", () => {
    const header = "case,resident,work,sales,expect"
    const answers = (cell: string, expected: string) => {
      const { cases, faults } = read(joining, header, `x,${cell},${expected}`)
      assert.deepStrictEqual(faults, [])
      return Cases.tried(joining, cases[0]!).agrees
    }
    assert.isTrue(answers("no,owner,500001", "tidak memenuhi syarat: too-large; elsewhere"))
    assert.isFalse(answers("no,owner,500001", "ineligible: elsewhere"))
    assert.isFalse(answers("no,owner,500000", "ineligible: elsewhere; too-large"))
    assert.isFalse(answers("yes,owner,500000", "ineligible: elsewhere"))
    assert.isTrue(answers("yes,owner,500000", "Layak"))
    assert.isTrue(answers("yes,owner,", "undetermined: sales"))
    assert.isFalse(answers("yes,,", "undetermined: sales"))
    assert.isTrue(answers("yes,owner,1000001", "invalid: sales"))
  })

  it("that is decided otherwise is told with its explanation", () => {
    const { cases } = read(joining, "case,resident,work,expect", "A stranger,no,job-seeker,eligible")
    assert.deepStrictEqual(Cases.told(joining, Cases.tried(joining, cases[0]!), { language: "en" }).slice(0, 5), [
      "✗ row 2: A stranger",
      "  expect: eligible",
      "  answer: ineligible: elsewhere",
      "    Not eligible, because:",
      "      • Not met. (basis: Terms 2020)"
    ])
  })

  it("has the elements of its lists in the rows beneath it", () => {
    const { cases, faults } = read(
      paying,
      "case,daily,sessions,sesi.hadir,sessions.hours,expect day,expect days,expect gross,harapan whole",
      "Two days,1000,,yes,8,ya; tidak,1,1000,yes",
      ",,,no,8,,,,",
      "Nobody looked,1000,,?,,?,undetermined: sessions.present,undetermined: sessions.present,undetermined: sessions.hours",
      "No sessions,1000,none,,,none,0,0,yes",
      "No list,1000,,,,undetermined: sessions,,,"
    )
    assert.deepStrictEqual(faults, [])
    assert.deepStrictEqual(cases[0]!.facts, {
      daily: 1000,
      sessions: [
        { present: true, hours: 8 },
        { present: false, hours: 8 }
      ]
    })
    assert.deepStrictEqual(cases[1]!.facts, { daily: 1000, sessions: [{}] })
    assert.deepStrictEqual(cases[2]!.facts, { daily: 1000, sessions: [] })
    assert.deepStrictEqual(cases[3]!.facts, { daily: 1000 })
    for (const each of cases) assert.deepStrictEqual(Cases.tried(paying, each).differences, [], each.name)
  })

  it("is compared in each output on its own", () => {
    const { cases } = read(
      paying,
      "case,daily,sessions.present,expect day,expect days,expect gross",
      "x,1000,yes,no,1,2000"
    )
    const { agrees, differences } = Cases.tried(paying, cases[0]!)
    assert.isFalse(agrees)
    assert.deepStrictEqual(
      differences.map(({ expected }) => expected.output),
      ["day", "gross"]
    )
  })
})

describe("a table", () => {
  it("is separated as its first line is, and has quotes as RFC 4180 writes them", () => {
    const { cases, faults } = Cases.read(
      joining,
      Cases.fromCsv(
        '\ufeff"case";resident;expect;note\r\n"He said ""no""; twice";no;ineligible: elsewhere, too-large;\r\n;;;\r\n'
      )
    )
    assert.deepStrictEqual(faults, [])
    assert.deepStrictEqual(
      cases.map(({ name, row }) => [row, name]),
      [[2, 'He said "no"; twice']]
    )
  })

  it("loses no good case by a bad one", () => {
    const { cases, faults } = read(
      joining,
      "case,resident,expect",
      "good,yes,eligible",
      '"open,yes,eligible',
      "cells,yes",
      "reason,no,ineligible",
      "name,no,ineligible: nobody",
      "word,no,refused",
      "nothing,no,",
      "good,no,eligible",
      ",no,eligible",
      "last,yes,eligible"
    )
    assert.deepStrictEqual(
      cases.map(({ name, row }) => `${row} ${name}`),
      ["2 good", "11 last"]
    )
    assert.deepStrictEqual(
      faults.map(({ column, reason, row }) => `${row} ${column}: ${reason.en}`),
      [
        "3 : a quote of this row is not closed",
        "4 : this row has 2 cells where the column names are 3",
        "5 expect: does not say which",
        "6 expect: not known: nobody",
        "7 expect: not an answer that is known",
        "8 expect: nothing is expected",
        '9 case: the name "good" is used before',
        "10 case: this case has no name"
      ]
    )
  })

  it("tries no case with fewer elements than were written", () => {
    const { cases, faults } = read(
      paying,
      "case,daily,sessions.present,expect days",
      "first,1000,yes,1",
      "cut short,1000,yes,2",
      ',,"yes,',
      ",,yes,",
      "last,1000,yes,1"
    )
    assert.deepStrictEqual(
      cases.map(({ name }) => name),
      ["first", "last"]
    )
    assert.strictEqual(faults.length, 1)
  })

  it.each([
    [["case,residnt,expect", "x,yes,eligible"], ["1 residnt: no such column"]],
    [["case,resident,penduduk,expect", "x,yes,no,eligible"], ["1 penduduk: this column is there already"]],
    [["resident,expect", "yes,eligible"], ["1 case: this column is not there"]],
    [["case,resident", "x,yes"], ["1 expect: this column is not there"]],
    [["case,resident,expect"], ["1 : there is no case under the column names"]],
    [[""], ["1 case: this column is not there", "1 expect: this column is not there"]]
  ])("%j is refused", (lines, faults) => assert.deepStrictEqual(faultsOf(...lines), faults))

  it("says what may be written instead", () => {
    const [fault] = read(joining, "case,residnt,expect", "x,yes,eligible").faults
    assert.strictEqual(
      Cases.toldFault(fault!, "en"),
      "✗ row 1, column residnt: no such column; write one of: case, resident, born, sales, work, district, cap, expect, note"
    )
  })
})
