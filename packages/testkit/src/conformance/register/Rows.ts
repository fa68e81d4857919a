/** Laws of rows: they follow the commit, whole and exactly. */
import type { Row } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const a = Given.stream("a")
const b = Given.stream("b")

/** Values that a driver would like to change. */
const delicate: ReadonlyArray<Partial<Record<string, Row.Value>>> = [
  {},
  { note: "", count: 0, is_open: false },
  { note: "0", count: 9_007_199_254_740_991, is_open: true },
  { note: "null", count: -9_007_199_254_740_991, held_on: "2020-02-29", known_at: "2020-02-29T23:59:59.999" },
  { note: "Ñusa e\u0301 “Tenggara” 🌾 漢字 ' '' \" \\ % _ ? $1 ; --", held_on: "1999-12-31" },
  { note: " 007 ", known_at: "2020-10-05T08:00:00" },
  { note: "line\nline\ttab", count: 1_000_000_000_000 },
  { note: "long ".repeat(20_000), is_open: false }
]

export const laws: ReadonlyArray<Law.Law<Given.Services, Row.Projection>> = [
  Given.law("R-1", "A new register has every table of its projection, without rows.", (both) =>
    Effect.gen(function* () {
      yield* Expect.equal("the register", yield* Given.everything(both), { things: [], others: [] })
    })
  ),

  Given.law(
    "R-2",
    "As soon as a commit is acknowledged its rows are there: table, key, stream and every value.",
    (both) =>
      Effect.gen(function* () {
        const [first, second] = [Given.thing("1", { count: 1 }), Given.other("2")]
        yield* both.journal.append(Given.commit("one", a, 0, [first]))
        yield* Expect.equal("the first row", yield* Given.rows(both), [Given.row(a, first)])
        yield* both.journal.append(Given.commit("two", b, 0, [second]))
        yield* Expect.equal("the second row", yield* Given.rows(both, "other_things"), [Given.row(b, second)])
      })
  ),

  Given.law("R-3", "A refused commit changes no row, and neither does a command that is repeated.", (both) =>
    Effect.gen(function* () {
      const first = Given.commit("one", a, 0, [Given.thing("1"), Given.thing("2")])
      yield* both.journal.append(first)
      yield* both.journal.append(Given.commit("two", a, 2, [Given.thing("1", { note: "newer" })]))
      const before = yield* Given.everything(both)
      const late = Given.commit("late", a, 1, [Given.gone("2"), Given.thing("3"), Given.thing("1", { note: "late" })])
      yield* Expect.refused("a stale commit", both.journal.append(late), "StaleVersion")
      yield* Expect.equal("the rows after the refusal", yield* Given.everything(both), before)
      yield* both.journal.append(first)
      yield* Expect.equal("the rows after the repeated command", yield* Given.everything(both), before)
    })
  ),

  Given.law("R-4", "A row that is written again is replaced whole, and the others stay.", (both) =>
    Effect.gen(function* () {
      const full = { note: "full", count: 7, is_open: true, held_on: "2020-10-05", known_at: "2020-10-05T08:00:00" }
      const [one, two] = [Given.thing("1", full), Given.thing("2", full)]
      yield* both.journal.append(Given.commit("one", a, 0, [one, two]))
      const emptied = Given.thing("1", { name: "emptied" })
      yield* both.journal.append(Given.commit("two", a, 2, [emptied]))
      yield* Expect.equal("the rows", yield* Given.rows(both), [Given.row(a, emptied), Given.row(a, two)])
    })
  ),

  Given.law("R-5", "A row that is removed is gone, alone; removing one that is not there is no error.", (both) =>
    Effect.gen(function* () {
      const rows = ["1", "11", "2"].map((key) => Given.thing(key))
      yield* both.journal.append(Given.commit("one", a, 0, [rows[0]!, rows[1]!, rows[2]!]))
      yield* both.journal.append(Given.commit("two", a, 3, [Given.gone("1"), Given.gone("never")]))
      yield* Expect.equal("the rows", yield* Given.rows(both), [Given.row(a, rows[1]!), Given.row(a, rows[2]!)])
    })
  ),

  Given.law("R-6", "The rows of a table come by key, in the order of its characters.", (both) =>
    Effect.gen(function* () {
      const keys = ["b", "B", "a", "a-1", "a1", "é", "10", "9", "Ñ", " ", "a b", "_"]
      for (const [index, key] of keys.entries()) {
        yield* both.journal.append(Given.commit(`one-${index}`, Given.stream(`s${index}`), 0, [Given.thing(key)]))
      }
      const found = (yield* Given.rows(both)).map(({ key }) => key)
      yield* Expect.equal("the keys", found, keys.toSorted())
    })
  ),

  Given.law(
    "R-7",
    "Values of every kind come back as they went in: none, yes and no, the largest numbers, any characters.",
    (both) =>
      Effect.gen(function* () {
        const things = delicate.map((values, index) => Given.thing(`${index}`, values))
        for (const [index, thing] of things.entries()) {
          yield* both.journal.append(Given.commit(`one-${index}`, a, index, [thing]))
        }
        const rows = yield* Given.rows(both)
        for (const [index, thing] of things.entries()) {
          yield* Expect.equal(`row ${index}`, rows[index], Given.row(a, thing))
        }
      })
  ),

  Given.law("R-8", "The same key in two tables is two rows.", (both) =>
    Effect.gen(function* () {
      const [one, two] = [Given.thing("1"), Given.other("1")]
      yield* both.journal.append(Given.commit("one", a, 0, [one, two]))
      const kept = { things: [Given.row(a, one)], others: [Given.row(a, two)] }
      yield* Expect.equal("the rows", yield* Given.everything(both), kept)
      yield* both.journal.append(Given.commit("two", a, 2, [Given.gone("1")]))
      yield* Expect.equal("the rows afterwards", yield* Given.everything(both), { ...kept, things: [] })
    })
  ),

  Given.law(
    "R-9",
    "A table that the projection does not have is refused with NoSuchTable, never shown as an empty one.",
    (both) =>
      Effect.gen(function* () {
        for (const table of ["thing", "THINGS", "nothing", "commands", "things; drop table things"]) {
          const refusal = yield* Expect.refused(`the table ${table}`, Given.rows(both, table), "NoSuchTable")
          yield* Expect.equal("the tables that it names", refusal.tables.toSorted(), ["other_things", "things"])
        }
      })
  ),

  Given.law("R-10", "A commit that changes a table that is not there is refused, and nothing of it is kept.", (both) =>
    Effect.gen(function* () {
      const astray = { ...Given.thing("2"), table: "nothing" }
      const commit = Given.commit("one", a, 0, [Given.thing("1"), astray])
      const answer = yield* Effect.exit(both.journal.append(commit))
      yield* Expect.holds(Exit.isFailure(answer), "a commit that changes the table `nothing` was accepted")
      yield* Expect.equal("the rows", yield* Given.everything(both), { things: [], others: [] })
      yield* Expect.equal("the stream", yield* both.journal.read(a), [])
      const { command } = commit
      yield* Expect.equal("the command", yield* both.journal.recorded([command]), new Map())
    })
  ),

  Given.law("R-11", "The changes of one commit are made in their order.", (both) =>
    Effect.gen(function* () {
      yield* both.journal.append(Given.commit("one", a, 0, [Given.thing("1"), Given.thing("2")]))
      const last = Given.thing("1", { note: "last" })
      yield* both.journal.append(
        Given.commit("two", a, 2, [Given.gone("1"), last, Given.thing("2", { note: "soon gone" }), Given.gone("2")])
      )
      yield* Expect.equal("the rows", yield* Given.rows(both), [Given.row(a, last)])
    })
  )
]
