import { assert, describe, it } from "@effect/vitest"
import { Journal, type Vault } from "@bina/core/adapter"
import { Office } from "@bina/core/office"
import { Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import * as Everything from "./Everything.ts"
import * as Season from "./Season.ts"

/** Every value that nobody outside the vault may see, and that no other text contains by accident. */
const planted = [
  ...Object.values(Season.people).flatMap(({ birthDate, kk, nik }) => [birthDate, kk, nik]),
  Season.account,
  "Sihombing",
  "birthday was misread",
  "Rahmawati"
]

/** The spellings in which a value could be written by somebody who means no harm. */
const spellings = (value: string): ReadonlyArray<string> => [
  value,
  value.replaceAll("-", ""),
  value.split("-").toReversed().join("/"),
  value.split("-").toReversed().join("-"),
  value.replaceAll(/(\d{4})(?=\d)/g, "$1 "),
  value.replaceAll(/(\d{2})(?=\d)/g, "$1."),
  [...value].toReversed().join(""),
  value.toUpperCase(),
  Digest.ofText(value),
  Digest.ofText(JSON.stringify(value)),
  Hex.encode(value),
  Base64.encode(value).replaceAll("=", ""),
  encodeURIComponent(value)
]

const silent = (where: string, text: string): void => {
  for (const value of planted) {
    for (const spelling of spellings(value)) {
      assert.isFalse(text.toLowerCase().includes(spelling.toLowerCase()), `${where} says ${value} as ${spelling}`)
    }
  }
  // A temperature is too short a number to look for alone.
  assert.isFalse(/temperature"?\s*:\s*"?\d/.test(text), `${where} says a temperature`)
  assert.isFalse(/hasTaxId"?\s*:\s*"?(true|false)/.test(text), `${where} says who has a tax id`)
  assert.isFalse(/resident"?\s*:\s*"?(true|false)/.test(text), `${where} says who is a resident`)
}

/** A tracer that keeps every span. */
const listening = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  /** What an exporter writes of a span: names, attributes, events, and why it failed. */
  const text = () =>
    JSON.stringify(
      spans.map(({ attributes, events, name, status }) => [
        name,
        [...attributes],
        events,
        status._tag === "Ended" && status.exit._tag === "Failure" ? String(status.exit.cause) : ""
      ])
    )
  return { tracer, spans, text }
}

/** Commands that are refused although what they say is personal. */
const refused = Effect.gen(function* () {
  const office = yield* Office.Office
  const { desk, weaving, app } = Season
  const facts = { birthDate: Season.people.ani.birthDate, Rahmawati: 1 }
  const received = yield* Effect.flip(
    Season.receive(
      weaving,
      "refused/1",
      Season.received("ani", 1, {
        item: "refused/item",
        facts: { shoeSize: Season.people.ani.nik, resident: "Rahmawati" }
      })
    )
  )
  const late = yield* Season.receive(
    weaving,
    "refused/4",
    Season.received("ani", 7, { item: "refused/late", facts: { resident: "Rahmawati" } })
  )
  assert.strictEqual(late.answer.refused[0]?.refusal._tag, "PlaceIsFixed")
  const identity: Option.Option<Vault.Identity> = Option.some(Season.nik(Season.people.budi.nik))
  const supply = {
    cohort: weaving,
    application: app("a-ani"),
    answerBy: Season.answerBy,
    identity,
    keys: { household: Option.some(Season.kk(Season.people.budi.kk)) }
  }
  const supplied = yield* Effect.flip(
    office.supplyFacts({ ...desk("refused/2"), ...supply, facts: { birthDate: Season.people.budi.birthDate } })
  )
  const objected = yield* Effect.flip(
    office.receiveObjection({
      ...desk("refused/3"),
      cohort: weaving,
      application: app("a-ani"),
      grounds: Redacted.make(Everything.grounds)
    })
  )
  const conflict = yield* Effect.flip(office.supplyFacts({ ...desk("open"), ...supply, facts }))
  return [
    JSON.stringify(late),
    ...[received, supplied, objected, conflict].map((error) => `${String(error)} ${JSON.stringify(error)}`)
  ]
})

describe("Office, keeping silent", () => {
  it.effect("L43 nothing of a person stands in journal, register, spans, answers or errors", () => {
    const { spans, text, tracer } = listening()
    return Effect.gen(function* () {
      yield* Everything.run(yield* Office.Office)
      const journal = yield* Journal.Journal
      silent("the journal", JSON.stringify(yield* Stream.runCollect(journal.all)))
      silent("the journal by position", JSON.stringify(yield* Season.dump))
      const commands = (yield* Season.dump).map(({ event }) => event.command)
      silent("what is remembered of commands", JSON.stringify([...(yield* journal.recorded(commands)).values()]))
      silent("the register", JSON.stringify(yield* Season.rows))
      assert.isAbove(spans.length, 200)
      silent("the spans", text())
    }).pipe(Effect.withTracer(tracer), Effect.provide(Season.layer))
  })

  it.effect("L43 a refusal does not say what was refused", () => {
    const { text, tracer } = listening()
    return Effect.gen(function* () {
      yield* Season.seated
      for (const error of yield* refused) silent("an error", error)
      silent("the spans", text())
    }).pipe(Effect.withTracer(tracer), Effect.provide(Season.layer))
  })

  it("finds a planted value, in any spelling", () => {
    for (const value of [Season.people.ani.nik, "17/03/1991", Digest.ofText(Season.people.budi.nik), "rahmawati"]) {
      assert.throws(() => silent("a text", `{"x":"${value}"}`))
    }
  })
})
