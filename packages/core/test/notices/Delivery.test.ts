import { assert, describe, it } from "@effect/vitest"
import { Moment } from "@bina/core"
import { Delivery, LocalTime, type Notice } from "@bina/core/notices"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"

const noon = Moment.makeUnsafe("2030-05-01T12:00:00")
const seconds = (after: number) => LocalTime.secondsAfter(noon, after)
const whatsapp = Delivery.Channel.make("whatsapp")
const mail = Delivery.Channel.make("mail")
const reference = (text: string) => Delivery.Reference.make(text)

const notice: Pick<Notice.Notice, "key" | "notBefore" | "expires"> = {
  key: "5".repeat(64) as Notice.Key,
  notBefore: noon,
  expires: LocalTime.daysAfter(noon, 5)
}

const trying = Delivery.usual(whatsapp, mail)

const stateOf = (facts: ReadonlyArray<Delivery.Fact>, now = seconds(0)) => Delivery.stateOf(facts, notice, now, trying)

const attempted = (attempt: number, after = 0, channel = whatsapp, isKeyed = false): Delivery.Fact => ({
  _tag: "Attempted",
  attempt,
  channel,
  isKeyed,
  at: seconds(after)
})
const accepted = (attempt: number, text: string, after = 0, channel = whatsapp): Delivery.Fact => ({
  _tag: "Accepted",
  attempt,
  channel,
  reference: reference(text),
  at: seconds(after)
})
const failed = (attempt: number, failure: Delivery.Failure, after = 0): Delivery.Fact => ({
  _tag: "Failed",
  attempt,
  failure,
  code: "code",
  at: seconds(after)
})
const reported = (text: string, status: Delivery.Report["status"], after = 10): Delivery.Fact => ({
  _tag: "Reported",
  channel: whatsapp,
  reference: reference(text),
  status,
  at: seconds(after)
})

const anyFact: fc.Arbitrary<Delivery.Fact> = fc.oneof(
  fc
    .record({ attempt: fc.integer({ min: 1, max: 3 }), after: fc.nat(4), isKeyed: fc.boolean() })
    .map(({ after, attempt, isKeyed }) => attempted(attempt, after, attempt === 3 ? mail : whatsapp, isKeyed)),
  fc
    .record({ attempt: fc.integer({ min: 1, max: 3 }), after: fc.nat(4) })
    .map(({ after, attempt }) => accepted(attempt, `r-${attempt}`, after)),
  fc
    .record({
      attempt: fc.integer({ min: 1, max: 3 }),
      failure: fc.constantFrom(...Delivery.Failure.literals),
      after: fc.nat(4)
    })
    .map(({ after, attempt, failure }) => failed(attempt, failure, after)),
  fc
    .record({
      text: fc.constantFrom("r-1", "r-2", "r-3"),
      status: fc.constantFrom("sent", "delivered", "read", "failed"),
      after: fc.nat(4)
    })
    .map(({ after, status, text }) => reported(text, status as Delivery.Report["status"], after)),
  fc.nat(4).map((after): Delivery.Fact => ({ _tag: "Ended", as: "superseded", because: "moved", at: seconds(after) })),
  fc.nat(4).map((after): Delivery.Fact => ({ _tag: "Requeued", after: 1, at: seconds(after) }))
)

const anyFacts = fc.array(anyFact, { maxLength: 8 })

describe("What is known of a notice", () => {
  it("is a set: joined in any order, in any pieces, any number of times, it is the same", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (a, b, c) => {
        const { join } = Delivery
        assert.deepStrictEqual(join(a, b), join(b, a))
        assert.deepStrictEqual(join(join(a, b), c), join(a, join(b, c)))
        assert.deepStrictEqual(join(join(a, b), b), join(a, b))
      })
    )
  })

  it("comes to one state, in whatever order it was heard", () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(400_000), fc.func(fc.integer()), (facts, after, shuffle) => {
        const other = facts.toSorted((a, b) => shuffle(a) - shuffle(b))
        assert.deepStrictEqual(stateOf(facts, seconds(after)), stateOf([...other, ...facts], seconds(after)))
      })
    )
  })

  it("never goes back from what has arrived, whatever is heard afterwards, but to say that it is contradicted", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, more) => {
        const before = stateOf(facts)._tag
        const after = stateOf([...facts, ...more])._tag
        if (before === "Read") assert.include(["Read", "Delivered", "Contradictory"], after)
        if (before === "Delivered") assert.include(["Read", "Delivered", "Contradictory"], after)
        if (before === "Contradictory") assert.include(["Read", "Delivered", "Contradictory"], after)
      })
    )
  })

  it("waits, and is never tried again, while what was accepted has not been refused", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const isRefused = facts.some((fact) => fact._tag === "Reported" && fact.status === "failed")
        const isRequeued = facts.some(({ _tag }) => _tag === "Requeued")
        if (isRefused || isRequeued || !facts.some(({ _tag }) => _tag === "Accepted")) return
        assert.notInclude(["Waiting", "OnItsWay"], stateOf(facts)._tag)
      })
    )
  })
})

describe("The state of a notice", () => {
  const table: ReadonlyArray<readonly [string, ReadonlyArray<Delivery.Fact>, number, Delivery.State["_tag"]]> = [
    ["nothing was tried", [], 0, "Waiting"],
    ["its end came before", [], 6 * 86_400, "Expired"],
    ["an attempt is under way", [attempted(1)], 20, "OnItsWay"],
    ["an attempt was never heard of again", [attempted(1)], 90_000, "Waiting"],
    ["an attempt by a provider with keys was never heard of", [attempted(1, 0, whatsapp, true)], 20, "Waiting"],
    ["it was accepted", [attempted(1), accepted(1, "r")], 20, "Accepted"],
    ["it was accepted and nothing more was heard", [attempted(1), accepted(1, "r")], 300_000, "Unconfirmed"],
    ["it was sent", [attempted(1), accepted(1, "r"), reported("r", "sent")], 20, "Accepted"],
    ["it arrived", [attempted(1), accepted(1, "r"), reported("r", "delivered")], 20, "Delivered"],
    [
      "it was read, then said to be sent",
      [accepted(1, "r"), reported("r", "read"), reported("r", "sent", 90)],
      99,
      "Read"
    ],
    ["it arrived before it was accepted", [reported("r", "delivered")], 20, "Delivered"],
    [
      "it arrived and failed",
      [accepted(1, "r"), reported("r", "delivered"), reported("r", "failed")],
      20,
      "Contradictory"
    ],
    ["one way failed and another is left", [attempted(1), failed(1, "recipient-rejected")], 1, "Waiting"],
    [
      "all ways refuse the recipient",
      [attempted(1), failed(1, "recipient-rejected"), attempted(2, 1, mail), failed(2, "recipient-rejected", 1)],
      2,
      "Failed"
    ],
    ["the text is refused", [attempted(1), failed(1, "content-rejected")], 1, "Failed"],
    [
      "it was tried too often",
      Array.from({ length: 10 }, (_, index) => [attempted(index + 1), failed(index + 1, "unavailable")]).flat(),
      1,
      "Failed"
    ],
    [
      "it was tried too often, and an officer asks for more",
      [
        ...Array.from({ length: 10 }, (_, index) => [attempted(index + 1), failed(index + 1, "unavailable")]).flat(),
        { _tag: "Requeued", after: 10, at: seconds(5) }
      ],
      6,
      "Waiting"
    ],
    ["it was superseded", [{ _tag: "Ended", as: "superseded", because: "moved", at: noon }], 1, "Superseded"],
    [
      "it was superseded after it arrived",
      [{ _tag: "Ended", as: "superseded", because: "moved", at: noon }, accepted(1, "r"), reported("r", "delivered")],
      1,
      "Delivered"
    ]
  ]

  it.each(table)("where %s", (_, facts, after, state) => {
    assert.strictEqual(stateOf(facts, seconds(after))._tag, state)
  })

  it.each([
    ["131026", true],
    ["5.1.1 mailbox unavailable", true],
    ["550 no such user ani@example.org", false],
    ["unreachable: +62 812-3456-7890", false],
    ["0812345", false]
  ])("takes the code %s only where it names nobody", (code, isTaken) => {
    assert.strictEqual(Schema.is(Delivery.Code)(code), isTaken)
  })

  it("obeys a provider that says when it takes more", () => {
    const limited: Delivery.Fact = { ...failed(1, "rate-limited"), retryAt: seconds(4_000) } as Delivery.Fact
    const state = stateOf([attempted(1), limited])
    assert.deepStrictEqual(state, { _tag: "Waiting", attempts: 1, dueAt: seconds(4_000) })
  })

  it("spreads those that failed together", () => {
    const due = new Set(
      Array.from({ length: 40 }, (_, index) => {
        const key = index.toString(16).padStart(64, "0") as Notice.Key
        const facts = [attempted(1), failed(1, "unavailable"), attempted(2, 9), failed(2, "unavailable", 9)]
        const state = Delivery.stateOf(facts, { ...notice, key }, seconds(10), trying)
        return state._tag === "Waiting" ? state.dueAt : state._tag
      })
    )
    assert.isAbove(due.size, 20)
  })
})
