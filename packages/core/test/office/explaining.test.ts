import { assert, describe, it } from "@effect/vitest"
import { Journal, Vault } from "@bina/core/adapter"
import { Receipt, Streams } from "@bina/core/journal"
import { type Explain } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Season from "./Season.ts"

const { app, desk, weaving } = Season
const asking = { actor: desk("x").actor, purpose: "an answer at the counter", cohort: weaving }

const english = (audience: "participant" | "officer" | "auditor"): Explain.Reader => ({ audience, language: "en" })

/** What stands after the moment of each step. */
const said = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d \+07:00: /, ""))

describe("Office, explaining", () => {
  it.effect("tells a participant what became of them, in the order in which it was decided", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* Season.releasedSeason
      const [{ account, lines }] = yield* office.explain({ ...asking, about: { person: ani } })
      assert.strictEqual(account.application, app("a-ani"))
      assert.deepStrictEqual(said(lines(english("participant"))), [
        "application received, registered 2030-02-01 16:01 +07:00",
        "eligible, given a seat",
        "seat offered, to be answered by 2030-02-20 17:00 +07:00",
        "seat accepted",
        "entitlement assessed: 2 days, gross IDR 200,000, tax IDR 10,000, net IDR 190,000",
        "on an approved list: gross IDR 200,000, tax IDR 10,000, net IDR 190,000",
        "list released to the bank"
      ])
      const indonesian = lines({ audience: "participant", language: "id" }).join("\n")
      assert.include(indonesian, "hak dihitung: 2 hari, bruto IDR 200.000, pajak IDR 10.000, neto IDR 190.000")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("tells why somebody was refused or waits", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      const of = (id: string) => office.explain({ ...asking, about: { application: app(id) } })
      const [dodi] = yield* of("a-dodi")
      assert.deepStrictEqual(said(dodi.lines(english("participant"))).slice(1), [
        "refused",
        "  - invented reason (basis: Invented 1/2030)"
      ])
      const [citra] = yield* of("a-citra")
      assert.deepStrictEqual(said(citra.lines(english("participant"))).slice(1), [
        "eligible, waiting for a seat at place 1"
      ])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("says more to an auditor than to an officer, and more to an officer than to a participant", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* Season.releasedSeason
      const [{ lines }] = yield* office.explain({ ...asking, about: { person: ani } })
      const [participant, officer, auditor] = (["participant", "officer", "auditor"] as const).map((audience) =>
        lines(english(audience)).join("\n")
      )
      assert.isBelow(participant!.length, officer!.length)
      assert.isBelow(officer!.length, auditor!.length)
      assert.notInclude(participant!, "desk")
      assert.include(officer!, "(desk)")
      assert.include(officer!, Season.people.ani.birthDate)
      assert.include(auditor!, Season.admission.fingerprint)
      assert.match(auditor!, /\[cohort\/weaving \d+, SeatAccepted\]/)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("tells what people ordered against the rules, and an objection with its answer", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      yield* office.receiveObjection({
        ...Season.by("counter", "objection"),
        cohort: weaving,
        application: app("a-dodi"),
        grounds: Redacted.make("born in another year")
      })
      yield* office.answerObjection({
        ...Season.by("reviewer", "answer"),
        cohort: weaving,
        application: app("a-dodi"),
        answer: "rejected",
        reason: "the certificate says otherwise"
      })
      yield* office.override({
        ...Season.by("head", "override"),
        cohort: weaving,
        application: app("a-dodi"),
        order: "refuse",
        reason: "a decision of the head",
        until: Season.at("2030-03-01T00:00:00")
      })
      const [{ lines }] = yield* office.explain({ ...asking, about: { application: app("a-dodi") } })
      assert.deepStrictEqual(said(lines(english("participant"))).slice(3), [
        "objection received",
        "objection rejected: the certificate says otherwise",
        "ordered by hand: refused, until 2030-03-01 07:00 +07:00: a decision of the head"
      ])
      assert.notInclude(lines(english("auditor")).join("\n"), "born in another year")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("records one access for one answer, and opens nothing of others", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.releasedSeason
      const vault = yield* Vault.Vault
      const before = [(yield* vault.accesses(ani)).length, (yield* vault.accesses(budi)).length]
      yield* office.explain({ ...asking, about: { person: ani } })
      const after = [yield* vault.accesses(ani), yield* vault.accesses(budi)]
      assert.deepStrictEqual(
        after.map(({ length }) => length),
        [before[0]! + 1, before[1]!]
      )
      assert.strictEqual(after[0]!.at(-1)?.purpose, asking.purpose)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("L35 gives a receipt of a decision that names the event in the journal, and of nothing else", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      const journal = yield* Journal.Journal
      const events = yield* journal.read(Streams.ofCohort(weaving))
      const determined = events.find(({ type }) => type === "ApplicationDetermined")!
      const receipt = yield* office.receipt(determined)
      assert.strictEqual(receipt.hash, determined.hash)
      assert.deepStrictEqual(receipt.answer, {
        application: "a-ani",
        decision: { _tag: "Eligible" },
        determination: { _tag: "Seated" }
      })
      yield* Receipt.verify(receipt, (yield* office.receipt(determined)).key)
      assert.strictEqual((yield* Effect.flip(office.receipt(events[0]!)))._tag, "NotADecision")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("knows nothing of who did not apply", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      const asked = office.explain({ ...asking, about: { application: app("a-nobody") } })
      assert.strictEqual((yield* Effect.flip(asked))._tag, "NothingToExplain")
    }).pipe(Effect.provide(Season.layer))
  )
})
