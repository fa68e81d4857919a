import { assert, describe, it } from "@effect/vitest"
import { Command, Person } from "@bina/core"
import { Journal, MemoryVault, Vault } from "@bina/core/adapter"
import { type StreamId, Streams, Verification } from "@bina/core/journal"
import { type Office } from "@bina/core/office"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Season from "./Season.ts"

const { desk, weaving } = Season
const reading = { actor: desk("x").actor, purpose: "audit" }

/** Every decision in the journal. */
const decisions = Effect.flatMap(Journal.Journal, (journal) =>
  Effect.map(Stream.runCollect(journal.all), (events) =>
    events.filter(({ type }) => type === "ApplicationDetermined" || type === "EntitlementAssessed")
  )
)

const replayAll = (office: Office.Office["Service"]) =>
  Effect.flatMap(decisions, (events) =>
    Effect.forEach(events, ({ stream, version }) => office.replay({ stream, version, ...reading }))
  )

/** Ends the cohort, so that nobody is involved any more, on a day. */
const ended = (on: string) =>
  Effect.gen(function* () {
    const before = yield* Season.releasedSeason
    const { office, prepared } = before
    for (const { obligation } of prepared.answer.instructions) {
      const command = Season.by("cashier", `pay/${obligation}`)
      yield* office.recordPayment({ ...command, list: Season.list, obligation, reference: "bank" })
    }
    yield* Season.setTime(on)
    yield* office.recordCompletions({ ...desk("complete"), cohort: weaving })
    yield* office.closeCohort({ ...desk("close"), cohort: weaving })
    return before
  })

const erasing = (person: Person.Id, command: string) => ({
  ...desk(command),
  person,
  basis: Season.citation,
  retention: Season.retention
})

describe("Office, replaying", () => {
  it.effect("L40 every decision comes out again in the same bytes, from the journal and the vault alone", () =>
    Effect.gen(function* () {
      const { office } = yield* ended("2030-03-10T03:00:00")
      const replayed = yield* replayAll(office)
      assert.strictEqual(replayed.length, 6)
      assert.deepStrictEqual(
        replayed.map(({ _tag }) => _tag),
        replayed.map(() => "Same")
      )
      const missing = yield* Effect.flip(office.replay({ stream: Streams.ofCohort(weaving), version: 1, ...reading }))
      assert.strictEqual(missing._tag, "NotADecision")
      const beyond = yield* Effect.flip(
        office.replay({ stream: Streams.ofCohort(weaving), version: 10_000, ...reading })
      )
      assert.strictEqual(beyond._tag, "NotADecision")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("L40 seats come out again as they were given, from the journal alone, also when somebody was erased", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* ended("2030-03-10T03:00:00")
      const journal = yield* Journal.Journal
      const stream = Streams.ofCohort(weaving)
      const given = (yield* journal.read(stream)).filter(({ type }) => type === "SeatsGiven")
      assert.isAbove(given.length, 0)
      const tagsOf = Effect.map(Effect.forEach(given, office.replaySeats), (found) => found.map(({ _tag }) => _tag))
      const same = given.map(() => "Same")
      assert.deepStrictEqual(yield* tagsOf, same)
      yield* Season.setTime("2040-03-11T00:00:00")
      yield* office.erase(erasing(ani, "erase"))
      assert.deepStrictEqual(yield* tagsOf, same)
      const elsewhere = yield* Effect.flip(office.replaySeats({ stream, version: 1 }))
      assert.strictEqual(elsewhere._tag, "NotADecision")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("L40 a decision that was recorded otherwise is told, with both answers", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      const journal = yield* Journal.Journal
      const stream = Streams.ofCohort(weaving)
      const events = yield* journal.read(stream)
      const determined = events.find(({ type }) => type === "ApplicationDetermined")!
      const lie = { ...JSON.parse(determined.body), decision: { _tag: "Ineligible", reasons: ["under-age"] } }
      yield* journal.append({
        command: desk("lie").command,
        digest: "x" as never,
        actor: desk("lie").actor,
        result: null,
        writes: [
          {
            stream,
            expected: events.length,
            events: [{ type: determined.type, version: 1, body: Canonical.encodeUnsafe(lie) }]
          }
        ]
      })
      const replayed = yield* office.replay({ stream, version: events.length + 1, ...reading })
      assert.deepStrictEqual(replayed, {
        _tag: "Different",
        policy: Season.admission.fingerprint,
        recorded: `{"_tag":"Ineligible","reasons":["under-age"]}`,
        replayed: `{"_tag":"Eligible"}`
      })
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("a policy that is not in the journal, or is another there, replays nothing", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      const journal = yield* Journal.Journal
      const stream = Streams.ofCohort(weaving)
      const events = yield* journal.read(stream)
      const determined = events.find(({ type }) => type === "ApplicationDetermined")!
      const body = JSON.parse(determined.body)
      const forge = (command: string, target: StreamId.Id, expected: number, type: string, data: never) =>
        journal.append({
          command: desk(command).command,
          digest: "x" as never,
          actor: desk("x").actor,
          result: null,
          writes: [{ stream: target, expected, events: [{ type, version: 1, body: Canonical.encodeUnsafe(data) }] }]
        })
      const unknown = "ab".repeat(32) as never
      yield* forge("f1", stream, events.length, determined.type, { ...body, policy: unknown } as never)
      const at = { stream, version: events.length + 1, ...reading }
      const first = yield* Effect.flip(office.replay(at))
      assert.include(first.message, "not-recorded")
      const recorded = (yield* journal.read(Streams.ofPolicy(Season.admission.fingerprint)))[0]!
      const record = { ...JSON.parse(recorded.body), fingerprint: unknown } as never
      yield* forge("f2", Streams.ofPolicy(unknown), 0, "PolicyRecorded", record)
      const second = yield* Effect.flip(office.replay(at))
      assert.include(second.message, "another-fingerprint")
    }).pipe(Effect.provide(Season.layer))
  )
})

describe("Office, forgetting", () => {
  it.effect("L40 after an erasure, replay answers so, the others replay, and the journal verifies", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* ended("2030-03-10T03:00:00")
      yield* Season.setTime("2040-03-11T00:00:00")
      yield* office.erase(erasing(ani, "erase"))
      const replayed = yield* replayAll(office)
      assert.deepStrictEqual(replayed.map(({ _tag }) => _tag).toSorted(), [
        "Erased",
        "Erased",
        "Same",
        "Same",
        "Same",
        "Same"
      ])
      assert.strictEqual((yield* Verification.of(yield* Journal.Journal))._tag, "Whole")
      const gone = yield* Effect.flip(office.person({ person: ani, ...reading }))
      assert.strictEqual(gone._tag, "Erased")
      assert.strictEqual((yield* office.find(Season.nik(Season.people.ani.nik)))._tag, "None")
      const again = yield* office.erase(erasing(ani, "erase/again"))
      assert.deepStrictEqual(again.answer, [])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("erasure waits for the longest rule and for every hold", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* ended("2030-03-10T03:00:00")
      yield* Season.setTime("2036-01-01T00:00:00")
      const refused = yield* Effect.flip(office.erase(erasing(ani, "e1")))
      // The last payment was on 6 March 2030 and is kept for ten years.
      assert.include(refused.message, "2040-03-06")
      yield* Season.setTime("2040-03-06T00:00:00")
      const holds = [{ until: Season.day("2041-01-01"), basis: Season.citation }]
      const held = yield* Effect.flip(
        office.erase({ ...erasing(ani, "e2"), retention: { ...Season.retention, holds } })
      )
      assert.include(held.message, "2041-01-01")
      const unruled = yield* Effect.flip(office.erase({ ...erasing(ani, "e3"), retention: { rules: [], holds: [] } }))
      assert.strictEqual(unruled._tag, "NoRule")
      yield* office.erase(erasing(ani, "e4"))
      const before = yield* (yield* Journal.Journal).head
      const stranger = yield* Effect.flip(office.erase(erasing(Person.id("somebody-else"), "e5")))
      assert.strictEqual(stranger._tag, "UnknownPerson")
      assert.deepStrictEqual(yield* (yield* Journal.Journal).head, before)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("the days of erasure are those of the programme, not of Greenwich", () =>
    Effect.gen(function* () {
      // In the zone of the programme the cohort was closed on 11 March.
      const { ani, office } = yield* ended("2030-03-10T20:00:00")
      const rules = Season.retention.rules.map((rule) => (rule.subject === "payment" ? { ...rule, years: 0 } : rule))
      const erase = (command: string) => office.erase({ ...erasing(ani, command), retention: { rules, holds: [] } })
      yield* Season.setTime("2035-03-10T16:59:59")
      assert.include((yield* Effect.flip(erase("e1"))).message, "2035-03-11")
      yield* Season.setTime("2035-03-10T17:00:00")
      assert.isFalse((yield* erase("e2")).isRepeated)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("a person is told everything that is theirs and nothing of others, and the telling is recorded", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* ended("2030-03-10T03:00:00")
      const dossier = yield* office.person({ person: ani, ...reading })
      const text = JSON.stringify(dossier.events)
      assert.include(text, Season.people.ani.birthDate)
      assert.include(text, Season.account)
      assert.include(text, `"temperature":368`)
      assert.notInclude(text, budi)
      assert.notInclude(text, Season.people.budi.birthDate)
      const types = new Set(dossier.events.map(({ type }) => type))
      for (const type of ["ApplicationReceived", "ApplicationDetermined", "SeatOffered", "SeatAccepted", "SeatTaken"]) {
        assert.isTrue(types.has(type), type)
      }
      for (const type of ["AttendanceRecorded", "EntitlementAssessed", "ListPrepared", "InstructionPaid"]) {
        assert.isTrue(types.has(type), type)
      }
      const vault = yield* Vault.Vault
      const accesses = yield* vault.accesses(ani)
      assert.deepStrictEqual(
        accesses.map(({ purpose }) => purpose),
        [`admission to ${weaving}`, `allowance of ${weaving}`, "audit"]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("a vault that was restored from an older copy is told again whom to forget", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* ended("2030-03-10T03:00:00")
      yield* Season.setTime("2041-01-01T00:00:00")
      yield* office.erase(erasing(ani, "erase"))
      const erasure = Command.id("erase")
      assert.deepStrictEqual(yield* office.eraseAgain(), [{ erasure, person: ani, hadComeBack: false }])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("one erasure is carried out again by its command, and says whether the key had come back", () => {
    const memory = MemoryVault.empty()
    return Effect.gen(function* () {
      const { ani, budi, office } = yield* ended("2030-03-10T03:00:00")
      yield* Season.setTime("2041-01-01T00:00:00")
      const kept = { keys: new Map(memory.keys), entries: new Map(memory.entries) }
      yield* office.erase(erasing(ani, "erase/ani"))
      yield* office.erase(erasing(budi, "erase/budi"))
      // The copy of the evening before is brought back.
      for (const [owner, key] of kept.keys) memory.keys.set(owner, key)
      for (const [index, entry] of kept.entries) memory.entries.set(index, entry)
      const vault = yield* Vault.Vault
      assert.strictEqual((yield* vault.erasedAmong([ani, budi])).size, 0)

      const erasure = Command.id("erase/ani")
      assert.deepStrictEqual(yield* office.eraseAgain({ erasure }), [{ erasure, person: ani, hadComeBack: true }])
      assert.deepStrictEqual([...(yield* vault.erasedAmong([ani, budi]))], [ani])
      assert.deepStrictEqual(yield* office.eraseAgain({ erasure }), [{ erasure, person: ani, hadComeBack: false }])
      const unknown = yield* Effect.flip(office.eraseAgain({ erasure: Command.id("erase/nobody") }))
      assert.strictEqual(unknown._tag, "NoSuchErasure")
    }).pipe(Effect.provide(Season.layerKeeping(memory)))
  })
})
