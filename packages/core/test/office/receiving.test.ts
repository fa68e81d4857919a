/** What the office takes down: who it is, by which keys they are counted, and what may stand in clear. */
import { assert, describe, it } from "@effect/vitest"
import { Vault } from "@bina/core/adapter"
import type { Requests } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Season from "./Season.ts"

const { desk, weaving } = Season

describe("Office, receiving", () => {
  it.effect("knows somebody again however their number is typed", () =>
    Effect.gen(function* () {
      yield* Season.open
      yield* Season.receive(weaving, "receive", Season.received("ani", 1))
      const { nik } = Season.people.ani
      const typed = { kind: " NIK", number: Season.nik(`${nik.slice(0, 4)} ${nik.slice(4)}`).number }
      const again = yield* Season.receive(
        weaving,
        "receive/again",
        Season.received("ani", 1, { item: "apply/ani/again", identity: Option.some(typed) })
      )
      assert.deepStrictEqual(
        again.answer.done.map(({ outcome }) => outcome),
        ["unchanged"]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("refuses keys that no limit counts, and applications without those that one does, before it decides", () =>
    Effect.gen(function* () {
      yield* Season.open
      const before = yield* Season.dump
      const { household } = Season.received("ani", 1).keys
      const sent = (keys: Requests.Keys) =>
        Effect.flip(Season.receive(weaving, "receive", { ...Season.received("ani", 1), keys }))
      for (const [keys, missing, others] of [
        [{}, ["household"], []],
        [{ houshold: household! }, ["household"], ["houshold"]],
        [{ household: household!, "Ani Lubis": Option.none() }, [], ["(another name)"]],
        [JSON.parse('{"household":null,"__proto__":null}'), [], ["(another name)"]],
        [{ household: household!, constructor: Option.none() }, [], ["constructor"]]
      ] as const) {
        const refused = yield* sent(keys)
        assert.strictEqual(refused._tag, "KeysDoNotFit", refused.message)
        if (refused._tag !== "KeysDoNotFit") continue
        assert.deepStrictEqual([refused.missing, refused.others], [missing, others])
        assert.notInclude(refused.message, "Lubis")
      }
      assert.deepStrictEqual(yield* Season.dump, before)
      // A number that was looked for and not found is no mistake of whoever asks.
      const { answer } = yield* Season.receive(
        weaving,
        "receive",
        Season.received("ani", 1, { household: Option.none() })
      )
      assert.deepStrictEqual(answer.refused, [])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("offers no seat that nobody could accept in time", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      yield* Season.setTime("2030-02-12T03:00:00")
      const before = yield* Season.dump
      for (const answerBy of [Season.at("2030-02-11T10:00:00"), Season.at("2030-02-12T03:00:00")]) {
        const asked = { cohort: weaving, answerBy }
        for (const refused of [
          yield* Effect.flip(office.admit({ ...desk("admit/late"), ...asked })),
          yield* Effect.flip(office.promoteWaitlist({ ...desk("promote/late"), ...asked }))
        ]) {
          assert.strictEqual(refused._tag, "NoTimeToAnswer", refused.message)
        }
      }
      assert.deepStrictEqual(yield* Season.dump, before)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("keeps an observation in clear only where it is what was declared, whatever it is called", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      yield* Season.setTime("2030-03-06T03:00:00")
      yield* office.startCohort({ ...desk("start"), cohort: weaving })
      const named = JSON.parse(
        '{"masked":true,"__proto__":361,"constructor":"Rahmawati","toString":false,"Siti Rahmawati":1}'
      )
      const { answer } = yield* office.recordAttendance({
        ...desk("sheet"),
        cohort: weaving,
        records: [
          Season.attended(ani, Season.dates[0], { observations: named }),
          Season.attended(budi, Season.dates[0], { observations: { masked: "Rahmawati, sakit", temperature: 365 } }),
          Season.attended(budi, Season.dates[1], { observations: { masked: 9971, temperature: 365 } })
        ]
      })
      assert.deepStrictEqual(answer, { kept: 3, known: 0, refused: [] })
      const events = (yield* Season.dump).filter(({ event }) => event.type === "AttendanceRecorded")
      const clear = events.map(({ event }) => event.body).join("\n")
      // Numbers as they would stand in clear: their digits alone may be in any id or envelope.
      for (const hidden of ["Rahmawati", ":9971", ":361", "__proto__", "toString"]) assert.notInclude(clear, hidden)
      const dossier = yield* office.person({ person: ani, actor: desk("x").actor, purpose: "a question" })
      // The record of who read it outlives the person, and so must not say what was hidden in a name.
      const vault = yield* Vault.Vault
      const fields = (yield* vault.accesses(ani)).flatMap((access) => access.fields)
      assert.include(fields, "(another name)")
      assert.notInclude(fields.join(" "), "Rahmawati")
      const told = JSON.stringify(dossier.events.filter(({ type }) => type === "AttendanceRecorded"))
      for (const kept of ['"__proto__":361', '"constructor":"Rahmawati"', '"toString":false', '"masked":true']) {
        assert.include(told, kept)
      }
    }).pipe(Effect.provide(Season.layer))
  )
})
