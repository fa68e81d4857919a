/** What is done for many people at once: each told for itself, all of it one append. */
import { assert, describe, it } from "@effect/vitest"
import { Cohort } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import { type Office, Requests } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Season from "./Season.ts"

const { app, by, desk, weaving } = Season

/** Up to a cohort in which Ani and Budi were offered seats, Citra waits, and Dodi is refused. */
const offered = Effect.gen(function* () {
  const office = yield* Season.open
  yield* Season.setTime("2030-02-02T03:00:00")
  const everybody = (["ani", "budi", "citra", "dodi"] as const).map((name, index) => Season.received(name, index + 1))
  yield* Season.receive(weaving, "receive", ...everybody)
  yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
  return office
})

const eventsSince = (position: number) =>
  Effect.map(Season.dump, (events) =>
    events.slice(position).map(({ event: { command, type } }) => `${command} ${type}`)
  )

const position = Effect.flatMap(Journal.Journal, ({ head }) => Effect.map(head, (one) => one.position))

describe("Seats of many", () => {
  const applications = [app("a-ani"), app("a-dodi"), app("a-nobody"), app("a-budi"), app("a-ani")]

  it.effect("are accepted in one append, and who cannot accept is told beside", () =>
    Effect.gen(function* () {
      const office = yield* offered
      const before = yield* position
      const { answer } = yield* office.acceptSeats({ ...desk("accept"), cohort: weaving, applications })
      assert.deepStrictEqual(answer.done, [
        { application: app("a-ani"), isNew: true },
        { application: app("a-budi"), isNew: true }
      ])
      assert.deepStrictEqual(
        answer.refused.map(({ application, refusal }) => [application, refusal._tag]),
        [
          ["a-dodi", "WrongStanding"],
          ["a-nobody", "UnknownApplication"]
        ]
      )
      assert.deepStrictEqual(yield* eventsSince(before), ["accept SeatAccepted", "accept SeatAccepted"])
      const again = yield* office.acceptSeats({ ...desk("accept/2"), cohort: weaving, applications: [app("a-ani")] })
      assert.deepStrictEqual(again.answer.done, [{ application: app("a-ani"), isNew: false }])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("are refused one by one where an offer expired, and lapse then", () =>
    Effect.gen(function* () {
      const office = yield* offered
      const both = { cohort: weaving, applications: [app("a-ani"), app("a-budi")] }
      const early = yield* office.lapseSeats({ ...desk("lapse/1"), ...both })
      assert.deepStrictEqual(
        early.answer.refused.map(({ refusal }) => refusal._tag),
        ["OfferStands", "OfferStands"]
      )
      yield* Season.setTime("2030-02-21T03:00:00")
      const late = yield* office.acceptSeats({ ...desk("accept"), ...both })
      assert.deepStrictEqual(
        late.answer.refused.map(({ refusal }) => refusal._tag),
        ["OfferExpired", "OfferExpired"]
      )
      const lapsed = yield* office.lapseSeats({ ...desk("lapse/2"), ...both })
      assert.strictEqual(lapsed.answer.done.length, 2)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("that are declined are free again, and so are the people", () =>
    Effect.gen(function* () {
      const office = yield* offered
      const before = yield* position
      const declined = [app("a-budi"), app("a-ani")]
      yield* office.declineSeats({ ...desk("decline"), cohort: weaving, applications: declined })
      assert.deepStrictEqual((yield* eventsSince(before)).toSorted(), [
        "decline SeatDeclined",
        "decline SeatDeclined",
        "decline SeatFreed",
        "decline SeatFreed"
      ])
      const answerBy = Season.answerBy
      const { answer } = yield* office.promoteWaitlist({ ...desk("promote"), cohort: weaving, answerBy })
      assert.deepStrictEqual(answer.offered, [app("a-citra")])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("fail as a whole where the cohort is elsewhere", () =>
    Effect.gen(function* () {
      const office = yield* Season.open
      const refused = yield* Effect.flip(office.acceptSeats({ ...desk("accept"), cohort: weaving, applications }))
      assert.strictEqual(refused._tag, "WrongStage")
    }).pipe(Effect.provide(Season.layer))
  )
})

describe("Seats that became free in many cohorts", () => {
  const { answerBy, baking } = Season
  const promote = (command: string, ...cohorts: ReadonlyArray<Cohort.Id>) => ({ ...desk(command), cohorts, answerBy })

  /** One seat is free in each of two cohorts, and Citra waits in both. */
  const waiting = Effect.gen(function* () {
    const office = yield* offered
    const adult = { birthDate: "1990-01-01", resident: true, occupation: "job-seeker", hasTaxId: false }
    yield* Season.receive(
      baking,
      "receive/baking",
      Season.received("dodi", 1, { item: "apply/baking/dodi", facts: adult }),
      Season.received("citra", 2, { item: "apply/baking/citra" })
    )
    yield* office.admit({ ...desk("admit/baking"), cohort: baking, answerBy })
    yield* office.declineSeat({ ...desk("decline/ani"), cohort: weaving, application: app("a-ani") })
    yield* office.declineSeat({ ...desk("decline/dodi"), cohort: baking, application: app("a-dodi") })
    return office
  })

  it.effect("are offered in the order of the list, each cohort for itself", () =>
    Effect.gen(function* () {
      const office = yield* waiting
      const before = yield* position
      const { answer, isRepeated } = yield* office.promoteWaitlists(
        promote("promote", baking, Cohort.id("nowhere"), weaving, baking)
      )
      assert.isFalse(isRepeated)
      assert.deepStrictEqual(answer.done, [
        { cohort: baking, offered: [app("a-citra")] },
        { cohort: weaving, offered: [] }
      ])
      assert.deepStrictEqual(
        answer.refused.map(({ cohort, refusal }) => [cohort, refusal._tag]),
        [["nowhere", "NotAnnounced"]]
      )
      assert.deepStrictEqual(
        (yield* eventsSince(before)).filter((event) => event.endsWith("SeatOffered")),
        ["promote/1 SeatOffered"]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("are offered by a list that goes on where it was interrupted, and by no other that took its place", () =>
    Effect.gen(function* () {
      const office = yield* waiting
      yield* office.promoteWaitlist({ ...desk("promote/1"), cohort: baking, answerBy })
      const before = yield* position
      const { answer } = yield* office.promoteWaitlists(promote("promote", baking, weaving))
      assert.deepStrictEqual(answer.done[0], { cohort: baking, offered: [app("a-citra")] })
      assert.strictEqual(yield* position, before)
      yield* office.promoteWaitlist({ ...desk("other/1"), cohort: baking, answerBy })
      const other = yield* office.promoteWaitlists(promote("other", weaving))
      assert.deepStrictEqual(other.answer, { done: [], refused: [], conflicts: [weaving] })
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("are offered to nobody where there is no time to answer", () =>
    Effect.gen(function* () {
      const office = yield* waiting
      const before = yield* position
      const late = { ...promote("promote", baking, weaving), answerBy: Season.at("2030-02-01T00:00:00") }
      assert.strictEqual((yield* Effect.flip(office.promoteWaitlists(late)))._tag, "NoTimeToAnswer")
      assert.strictEqual(yield* position, before)
      // Each cohort keeps the list's id with its place, for which there has to be room.
      const long = { ...promote("c".repeat(191), baking), method: "promoteWaitlists", cohorts: ["baking"] }
      const unread = yield* Effect.flip(Requests.decode({ ...long, answerBy: "2030-02-20T10:00:00" }))
      assert.include(unread.message, "command")
    }).pipe(Effect.provide(Season.layer))
  )
})

describe("A bank's file", () => {
  const list = Season.list

  it.effect("is recorded by key in one append, comes again without effect, and conflicts are told", () =>
    Effect.gen(function* () {
      const { office, prepared } = yield* Season.releasedSeason
      const [toAni, toBudi] = prepared.answer.instructions
      const unknown = "another#obligation" as never
      const file: ReadonlyArray<Requests.BankAnswer> = [
        { _tag: "Returned", obligation: toBudi!.obligation, reference: "b-2", reason: "account closed" },
        { _tag: "Paid", obligation: unknown, reference: "b-3" },
        { _tag: "Paid", obligation: toAni!.obligation, reference: "b-1" }
      ]
      const before = yield* position
      const { answer } = yield* office.recordAnswers({ ...by("cashier", "file/1"), list, answers: file })
      assert.deepStrictEqual(answer.done, [
        { obligation: toBudi!.obligation, isNew: true },
        { obligation: toAni!.obligation, isNew: true }
      ])
      assert.deepStrictEqual(
        answer.refused.map(({ obligation, refusal }) => [obligation, refusal._tag]),
        [[unknown, "NotOnThisList"]]
      )
      const events = yield* eventsSince(before)
      assert.isTrue(events.every((event) => event.startsWith("file/1 ")))
      assert.includeMembers(events, ["file/1 InstructionPaid", "file/1 InstructionReturned", "file/1 BudgetSpent"])

      const longer = [...file.toReversed(), { ...file[2]!, reference: "b-9" } as Requests.BankAnswer]
      const again = yield* office.recordAnswers({ ...by("cashier", "file/2"), list, answers: longer })
      assert.deepStrictEqual(
        again.answer.done.map(({ isNew }) => isNew),
        [false, false]
      )
      assert.deepStrictEqual(again.answer.conflicts, [
        { obligation: toAni!.obligation, recorded: "paid", reference: "b-1" }
      ])
      assert.deepStrictEqual(yield* eventsSince(before), events)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("comes to the same as its answers one by one", () => {
    const told = (
      record: (
        office: Office.Office["Service"],
        answers: ReadonlyArray<Requests.BankAnswer>
      ) => Effect.Effect<unknown, unknown>
    ) =>
      Effect.gen(function* () {
        const { ani, budi, office, prepared } = yield* Season.releasedSeason
        const [toAni, toBudi] = prepared.answer.instructions
        yield* record(office, [
          { _tag: "Paid", obligation: toAni!.obligation, reference: "b-1" },
          { _tag: "Returned", obligation: toBudi!.obligation, reference: "b-2", reason: "account closed" }
        ])
        const { state } = yield* office.list({ cohort: weaving, list })
        const hidden = new Map<string, string>([
          [ani, "ani"],
          [budi, "budi"]
        ])
        const events = (yield* Season.dump).map(({ event: { stream, type } }) =>
          [...hidden].reduce((text, [id, name]) => text.replaceAll(id, name), `${stream} ${type}`)
        )
        return { tag: state._tag, events: events.toSorted() }
      }).pipe(Effect.provide(Season.layer))
    return Effect.gen(function* () {
      const whole = yield* told((office, answers) => office.recordAnswers({ ...by("cashier", "file"), list, answers }))
      const single = yield* told((office, [paid, returned]) =>
        Effect.gen(function* () {
          const { _tag: _paid, ...payment } = paid!
          yield* office.recordPayment({ ...by("cashier", "one"), list, ...payment })
          if (returned?._tag !== "Returned") return yield* Effect.die("no return")
          const { _tag: _returned, ...back } = returned
          return yield* office.recordReturn({ ...by("cashier", "two"), list, ...back })
        })
      )
      assert.deepStrictEqual(whole, single)
    })
  })

  it.effect("is recorded by nobody who is not appointed to it", () =>
    Effect.gen(function* () {
      const { office, prepared } = yield* Season.releasedSeason
      const { obligation } = prepared.answer.instructions[0]!
      const answers = [{ _tag: "Paid" as const, obligation, reference: "b-1" }]
      const refused = yield* Effect.flip(office.recordAnswers({ ...desk("file"), list, answers }))
      assert.strictEqual(refused._tag, "NotAuthorised")
    }).pipe(Effect.provide(Season.layer))
  )
})
