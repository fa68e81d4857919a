import { assert, describe, it } from "@effect/vitest"
import { Journal } from "@bina/core/adapter"
import { Streams } from "@bina/core/journal"
import { type Bulk } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Season from "./Season.ts"

const { app, desk, weaving, baking } = Season

/** What became of a list, an item a line. */
const told = ({ conflicts, done, refused }: Bulk.ListAnswer<unknown, { readonly _tag: string }>) => [
  ...done.map(({ command, isRepeated }) => `${command}${isRepeated ? " before" : ""}`),
  ...refused.map(({ command, refusal }) => `${command} ${refusal._tag}`),
  ...conflicts.map((command) => `${command} conflicts`)
]

describe("Office, with what it knows", () => {
  it.effect("L18 an assessment rests on what was known by its moment, and the next one on no less", () =>
    Effect.gen(function* () {
      const { budi, office } = yield* Season.attendedSeason
      yield* Season.setTime("2030-03-20T03:00:00")
      yield* office.correctAttendance({
        ...desk("correct"),
        cohort: weaving,
        records: [
          {
            ...Season.attended(budi, Season.dates[1], {
              knownAt: Season.at("2030-03-10T03:00:00")
            }),
            reason: "the second signature was overlooked"
          }
        ]
      })
      const daysOf = (assessed: Effect.Success<ReturnType<typeof office.assess>>) => {
        const claim = assessed.answer.find(({ person }) => person === budi)?.claim
        return claim?._tag === "Determined" ? claim.days : claim?._tag
      }
      const knownAt = (moment: string) => ({ cohort: weaving, knownAt: Season.at(moment) })
      const early = yield* office.assess({ ...desk("early"), ...knownAt("2030-03-09T00:00:00") })
      assert.strictEqual(daysOf(early), 1)
      assert.strictEqual(daysOf(yield* office.assess({ ...desk("late"), ...knownAt("2030-03-10T03:00:00") })), 2)
      const back = yield* Effect.flip(office.assess({ ...desk("back"), ...knownAt("2030-03-09T00:00:00") }))
      assert.strictEqual(back._tag, "NotYetKnown")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("L18 an amended policy decides from its moment on, and nobody before it", () =>
    Effect.gen(function* () {
      const office = yield* Season.open
      const young = { birthDate: "2010-01-01", resident: true, occupation: "job-seeker", hasTaxId: true }
      yield* office.amendPolicy({
        ...desk("amend"),
        programme: Season.programme,
        stage: "admission",
        policy: Season.stricterAdmission.fingerprint,
        legalBasis: Season.citation,
        effectiveFrom: Season.at("2030-02-05T00:00:00")
      })
      yield* Season.receive(weaving, "receive", Season.received("ani", 1, { facts: young }))
      yield* Season.receive(baking, "receive/b", Season.received("budi", 1, { facts: young }))
      yield* Season.setTime("2030-02-04T23:59:59")
      const before = yield* office.admit({ ...desk("before"), cohort: weaving, answerBy: Season.answerBy })
      yield* Season.setTime("2030-02-05T00:00:00")
      const after = yield* office.admit({ ...desk("after"), cohort: baking, answerBy: Season.answerBy })
      assert.deepStrictEqual(
        [before, after].map(({ answer }) => answer.determined[0]?.determination),
        [{ _tag: "Seated" }, { _tag: "Refused", reasons: ["under-age"] }]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("somebody who cannot be named is kept sealed, and takes their place once they can", () =>
    Effect.gen(function* () {
      const office = yield* Season.open
      const receipts = yield* Season.receive(
        weaving,
        "receive",
        Season.received("ani", 1, { identity: Option.none() }),
        Season.received("budi", 2),
        Season.received("citra", 3)
      )
      assert.deepStrictEqual(
        receipts.answer.done.map(({ person }) => person === null),
        [true, false, false]
      )
      const admitted = yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
      assert.deepStrictEqual(admitted.answer.determined[0]?.determination, {
        _tag: "Undetermined",
        missing: [{ _tag: "MissingFact", path: "nik" }],
        invalid: []
      })
      assert.strictEqual(admitted.answer.offered.length, 2)

      const supply = {
        ...desk("supply"),
        cohort: weaving,
        application: app("a-ani"),
        answerBy: Season.answerBy,
        identity: Option.some(Season.nik(Season.people.ani.nik)),
        keys: {},
        facts: {}
      }
      const supplied = yield* office.supplyFacts(supply)
      assert.deepStrictEqual(supplied.answer, {
        determined: [{ application: app("a-ani"), determination: { _tag: "Waitlisted", position: 1 } }],
        offered: []
      })
      // The key under which the facts were sealed first is the person's from now on.
      const ani = yield* Season.personOf("ani")
      const dossier = yield* office.person({ person: ani, actor: desk("x").actor, purpose: "request" })
      const [first] = dossier.events
      assert.strictEqual(first?.type, "ApplicationReceived")
      assert.include(JSON.stringify(first?.data), Season.people.ani.birthDate)
      // Whoever was declined in the meantime makes room for the one who registered first.
      yield* office.declineSeat({ ...desk("decline"), cohort: weaving, application: app("a-citra") })
      const promoted = yield* office.promoteWaitlist({
        ...desk("promote"),
        cohort: weaving,
        answerBy: Season.answerBy
      })
      assert.deepStrictEqual(promoted.answer.offered, [app("a-ani")])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("a number that is somebody's already makes the application theirs", () =>
    Effect.gen(function* () {
      const office = yield* Season.open
      yield* Season.receive(
        weaving,
        "receive",
        Season.received("budi", 1),
        Season.received("ani", 2, { identity: Option.none() })
      )
      yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
      const supplied = yield* office.supplyFacts({
        ...desk("supply"),
        cohort: weaving,
        application: app("a-ani"),
        answerBy: Season.answerBy,
        identity: Option.some(Season.nik(Season.people.budi.nik)),
        keys: {},
        facts: {}
      })
      assert.deepStrictEqual(supplied.answer.determined, [
        { application: app("a-ani"), determination: { _tag: "Duplicate", of: app("a-budi") } }
      ])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("supplying completes what is missing and mends what cannot be, and changes nothing that is known", () =>
    Effect.gen(function* () {
      const office = yield* Season.open
      yield* Season.receive(
        weaving,
        "receive",
        Season.received("ani", 1, { facts: { birthDate: "17 March", occupation: "job-seeker", hasTaxId: true } })
      )
      const admitted = yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
      assert.deepStrictEqual(admitted.answer.determined[0]?.determination, {
        _tag: "Undetermined",
        missing: [],
        invalid: ["birthDate"]
      })
      const supply = (command: string, facts: object) =>
        office.supplyFacts({
          ...desk(command),
          cohort: weaving,
          application: app("a-ani"),
          answerBy: Season.answerBy,
          identity: Option.none(),
          keys: {},
          facts: facts as never
        })
      assert.strictEqual((yield* Effect.flip(supply("s1", { hasTaxId: false })))._tag, "AlreadyKnown")
      assert.strictEqual((yield* Effect.flip(supply("s2", { shoeSize: 40 })))._tag, "UndeclaredFacts")
      const mended = yield* supply("s3", { birthDate: Season.people.ani.birthDate, resident: true })
      assert.deepStrictEqual(mended.answer.offered, [app("a-ani")])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("an item that cannot be kept holds up nobody else, and may be sent again", () =>
    Effect.gen(function* () {
      const office = yield* Season.open
      yield* Season.receive(weaving, "receive/1", Season.received("ani", 1))
      const twice = yield* Season.receive(
        weaving,
        "receive/2",
        Season.received("ani", 1),
        Season.received("citra", 2),
        Season.received("citra", 7),
        Season.received("citra", 2)
      )
      assert.deepStrictEqual(told(twice.answer), ["apply/ani before", "apply/citra", "apply/citra conflicts"])
      const third = yield* Season.receive(
        weaving,
        "receive/3",
        Season.received("ani", 1),
        Season.received("budi", 2),
        Season.received("ani", 7, { item: "apply/ani/edited" })
      )
      assert.deepStrictEqual(
        third.answer.done.map(({ isRepeated, outcome }) => [isRepeated, outcome]),
        [
          [true, "received"],
          [false, "received"],
          [false, "amended"]
        ]
      )
      const conflict = yield* Season.receive(weaving, "receive/4", Season.received("budi", 9))
      assert.deepStrictEqual(told(conflict.answer), ["apply/budi conflicts"])
      yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
      const fixed = yield* Season.receive(
        weaving,
        "receive/5",
        Season.received("ani", 8, { item: "apply/ani/late" }),
        Season.received("dodi", 9)
      )
      assert.deepStrictEqual(told(fixed.answer), ["apply/dodi", "apply/ani/late PlaceIsFixed"])

      const journal = yield* Journal.Journal
      const events = yield* journal.read(Streams.ofCohort(weaving))
      assert.strictEqual(events.filter(({ type }) => type === "ApplicationReceived").length, 4)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("facts that nobody asked for are a fault of the whole list, of which nothing is received", () =>
    Effect.gen(function* () {
      yield* Season.open
      const misspelt = Season.received("budi", 2, { facts: { birthDate: "1988-07-02", residnt: true } })
      const refused = yield* Effect.flip(Season.receive(weaving, "receive/1", Season.received("ani", 1), misspelt))
      assert.strictEqual(refused._tag, "UndeclaredFacts")
      assert.match(refused.message, /residnt/)
      const later = yield* Season.receive(weaving, "receive/1", Season.received("ani", 1))
      assert.deepStrictEqual(told(later.answer), ["apply/ani"])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("a record of attendance that cannot count holds up no other", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      const citra = yield* Season.personOf("citra")
      yield* Season.setTime("2030-03-06T03:00:00")
      yield* office.startCohort({ ...desk("start"), cohort: weaving })
      const sheet = yield* office.recordAttendance({
        ...desk("sheet"),
        cohort: weaving,
        records: [
          Season.attended(ani, Season.dates[0]),
          Season.attended(citra, Season.dates[0]),
          Season.attended(budi, Season.day("2030-03-01")),
          Season.attended(budi, Season.dates[1], { knownAt: Season.at("2030-12-01T00:00:00") })
        ]
      })
      assert.deepStrictEqual(
        [sheet.answer.kept, ...sheet.answer.refused.map(({ index, refusal }) => [index, refusal._tag])],
        [1, [1, "NoSeat"], [2, "NoSession"], [3, "AheadOfTime"]]
      )
      const open = yield* office.recordCompletions({ ...desk("complete"), cohort: weaving })
      assert.deepStrictEqual(
        open.answer.map(({ _tag }) => _tag),
        ["Open", "Open"]
      )
      const assessed = yield* office.assess({ ...desk("assess"), cohort: weaving })
      assert.isTrue(assessed.answer.every(({ claim }) => claim._tag === "Undetermined"))
      const list = yield* Effect.flip(
        office.prepareList({ ...Season.by("preparer", "list"), list: Season.list, cohort: weaving })
      )
      assert.strictEqual(list._tag, "NothingToPay")
    }).pipe(Effect.provide(Season.layer))
  )
})
