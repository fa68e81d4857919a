import { Actor, Person, Voucher } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import type { DisbursementEvent } from "@bina/core/journal"
import { Office } from "@bina/core/office"
import { Money } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Season from "./Season.ts"

const merge = (command: string, kept: Person.Id, merged: Person.Id) =>
  Effect.flatMap(Office.Office, (office) =>
    office.mergePersons({ ...Season.by("registrar", command), kept, merged, limits: [] })
  )

/** Ani came on both days; on the second she signed in the row of Budi as well, who has left as a duplicate. */
const duplicated = Effect.gen(function* () {
  const before = yield* Season.seated
  const { ani, budi, office } = before
  yield* Season.setTime("2030-03-06T03:00:00")
  yield* office.startCohort({ ...Season.desk("start"), cohort: Season.weaving })
  yield* office.recordAttendance({
    ...Season.desk("sheet"),
    cohort: Season.weaving,
    records: [
      Season.attended(ani, Season.dates[0]),
      Season.attended(ani, Season.dates[1]),
      Season.attended(budi, Season.dates[0], { mark: "absent", signatures: { given: 0, required: 2 } }),
      Season.attended(budi, Season.dates[1])
    ]
  })
  yield* office.assess({ ...Season.desk("assess"), cohort: Season.weaving })
  yield* office.exit({
    ...Season.desk("exit"),
    cohort: Season.weaving,
    application: Season.app("a-budi"),
    reason: "Duplicate"
  })
  yield* office.allocateBudget({
    ...Season.desk("budget"),
    line: "line-1",
    account: "5.2.2",
    amount: Money.make(Season.idr, Money.minorUnits(1_000_000)),
    basis: Season.citation,
    voucher: Voucher.makeUnsafe("dpa-1")
  })
  return before
})

const prepared = (command: string, list: DisbursementEvent.Id, destinations: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    const { answer } = yield* office.prepareList({
      ...Season.by("preparer", command),
      list,
      cohort: Season.weaving,
      destinations: Object.fromEntries(
        Object.entries(destinations).map(([person, account]) => [person, Redacted.make(account)])
      )
    })
    return answer
  })

/** Up to a list of which the bank paid everything. */
const paid = (list: DisbursementEvent.Id) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    const { content, instructions } = yield* prepared("prepare", list, {})
    yield* office.verifyList({ ...Season.by("verifier", "verify"), list, content })
    yield* office.approveList({ ...Season.by("approver", "approve"), list, content })
    yield* office.releaseList({ ...Season.by("releaser", "release"), list, content })
    yield* office.recordAnswers({
      ...Season.by("cashier", "answers"),
      list,
      answers: instructions.map(({ obligation }) => ({ _tag: "Paid", obligation, reference: `bank/${obligation}` }))
    })
    return instructions
  })

describe("Office, merging", () => {
  it.effect("does not join two who sit in one cohort, so that nobody is paid twice, and changes nothing by it", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      const before = yield* Season.dump
      const merging = office.mergePersons({ ...Season.by("registrar", "merge"), kept: ani, merged: budi, limits: [] })
      const refused = yield* Effect.flip(merging)
      assert.strictEqual(refused._tag, "BothSeated")
      assert.include(refused.message, Season.weaving)
      assert.deepStrictEqual(yield* Season.dump, before)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("is done by nobody who is not appointed to it", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      const before = yield* Season.dump
      const merging = office.mergePersons({ ...Season.desk("merge"), kept: ani, merged: budi, limits: [] })
      assert.strictEqual((yield* Effect.flip(merging))._tag, "NotAuthorised")
      assert.deepStrictEqual(yield* Season.dump, before)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("joins them once one of them has left as a duplicate", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      yield* office.exit({
        ...Season.desk("exit"),
        cohort: Season.weaving,
        application: Season.app("a-budi"),
        reason: "Duplicate"
      })
      const merged = yield* office.mergePersons({
        ...Season.by("registrar", "merge"),
        kept: ani,
        merged: budi,
        limits: []
      })
      assert.deepStrictEqual(
        merged.answer.map(({ events, stream }) => `${stream} ${events.join(" ")}`),
        [`participation/${ani} PersonsMerged`, `participation/${budi} PersonsMerged`, "merger/all MergerRecorded"]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("counts the days of both ids once, and pays them once", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* duplicated
      yield* merge("merge", ani, budi)
      assert.deepStrictEqual(yield* office.find(Season.nik(Season.people.budi.nik)), Option.some(ani))

      const { answer } = yield* office.assess({ ...Season.desk("assess/again"), cohort: Season.weaving })
      // Ani alone earned the first day, both signed on the second: two days, and one person.
      assert.deepStrictEqual(
        answer.map(({ application, claim, person }) => ({
          application: String(application),
          person,
          days: claim._tag === "Determined" ? claim.days : undefined
        })),
        [{ application: "a-ani", person: ani, days: 2 }]
      )
      const { instructions, total } = yield* prepared("prepare", Season.list, { [budi]: Season.account })
      assert.deepStrictEqual(
        instructions.map(({ gross, person }) => [person, Number(gross)]),
        [[ani, 200_000]]
      )
      assert.strictEqual(Number(total.gross), 200_000)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect(
    "holds what was paid under one id against what is owed under the other, and takes the bank's word for both",
    () =>
      Effect.gen(function* () {
        const { ani, budi, office } = yield* duplicated
        const first = yield* paid(Season.list)
        assert.deepStrictEqual(
          first.map(({ gross, person }) => [person, Number(gross)]).toSorted(),
          [
            [ani, 200_000],
            [budi, 100_000]
          ].toSorted()
        )
        yield* merge("merge", ani, budi)
        const { answer } = yield* office.adjust({ ...Season.desk("adjust"), cohort: Season.weaving })
        assert.deepStrictEqual(
          answer.map(({ adjustment, person }) => [person, adjustment?.kind, Number(adjustment?.gross)]),
          [[ani, "overpaid", -100_000]]
        )
        // What comes back from the bank is no longer held against them, whichever id it was paid under.
        const toBudi = first.find(({ person }) => person === budi)!
        yield* office.recordReturn({
          ...Season.by("cashier", "returned"),
          list: Season.list,
          obligation: toBudi.obligation,
          reference: "bank-9",
          reason: "closed account"
        })
        const { answer: after } = yield* office.assess({ ...Season.desk("assess/after"), cohort: Season.weaving })
        assert.deepStrictEqual(
          after.map(({ adjustment, person }) => [person, adjustment?.kind]),
          [[ani, "none"]]
        )
        const { whole } = yield* office.summarise({ programme: Season.programme, currency: Season.idr })
        assert.deepStrictEqual([whole.completion.undetermined, Number(whole.payable.gross)], [1, 200_000])
      }).pipe(Effect.provide(Season.layer))
  )

  it.effect("refuses to approve a list that was prepared under an id that is gone", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* duplicated
      const { content } = yield* prepared("prepare", Season.list, {})
      yield* office.verifyList({ ...Season.by("verifier", "verify"), list: Season.list, content })
      yield* merge("merge", ani, budi)
      const approving = office.approveList({ ...Season.by("approver", "approve"), list: Season.list, content })
      assert.strictEqual((yield* Effect.flip(approving))._tag, "NotOwed")
      const looked = yield* office.list({ cohort: Season.weaving, list: Season.list })
      assert.deepStrictEqual(
        looked.owed.map(({ person }) => person),
        [ani]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("tells, explains and erases a person under every id", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* duplicated
      yield* merge("merge", ani, budi)
      const asked = { actor: Actor.id("auditor"), purpose: "a question" }
      const about = (person: Person.Id) => office.explain({ ...asked, cohort: Season.weaving, about: { person } })
      const applications = (yield* about(budi)).map(({ account }) => account.application)
      assert.deepStrictEqual(applications, ["a-ani", "a-budi"])
      assert.deepStrictEqual(
        (yield* about(ani)).map(({ account }) => account.application),
        applications
      )
      const [own] = yield* about(ani)
      assert.include(own.lines({ audience: "participant", language: "en" }).join("\n"), "one person under two ids")
      for (const person of [ani, budi]) {
        const dossier = yield* office.person({ ...asked, person })
        assert.strictEqual(dossier.person, ani)
        const named = JSON.stringify(dossier.events)
        for (const { birthDate } of [Season.people.ani, Season.people.budi]) assert.include(named, birthDate)
      }
      // Years later both are forgotten at once, by whichever id it is asked for.
      yield* office
        .closeCohort({ ...Season.desk("close"), cohort: Season.weaving })
        .pipe(Effect.catchTag("Unfinished", () => Effect.void))
      yield* Season.setTime("2041-01-01T03:00:00")
      yield* office.callOffCohort({ ...Season.desk("call-off"), cohort: Season.weaving, reason: "over" })
      yield* Season.setTime("2055-01-01T03:00:00")
      const erased = yield* office.erase({
        ...Season.desk("erase"),
        person: budi,
        basis: Season.citation,
        retention: Season.retention
      })
      assert.deepStrictEqual(
        erased.answer.map(({ stream }) => stream).toSorted(),
        [`person/${ani}`, `person/${budi}`].toSorted()
      )
      const vault = yield* Vault.Vault
      assert.deepStrictEqual(yield* vault.erasedAmong([ani, budi]), new Set([ani, budi]))
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("takes attendance, and assesses, under any id of whoever has the seat", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      yield* Season.setTime("2030-02-12T03:00:00")
      yield* Season.receive(
        Season.baking,
        "receive/baking",
        Season.received("citra", 5, { item: "apply/citra/baking" })
      )
      yield* office.admit({ ...Season.desk("admit/baking"), cohort: Season.baking, answerBy: Season.answerBy })
      const citra = yield* Season.personOf("citra")
      // Whoever has the seat in weaving is known by another id from now on.
      yield* merge("merge", citra, budi)
      yield* Season.setTime("2030-03-06T03:00:00")
      yield* office.startCohort({ ...Season.desk("start"), cohort: Season.weaving })
      const sheet = yield* office.recordAttendance({
        ...Season.desk("sheet"),
        cohort: Season.weaving,
        records: Season.dates.flatMap((date) => [Season.attended(ani, date), Season.attended(citra, date)])
      })
      assert.deepStrictEqual(sheet.answer, { kept: 4, known: 0, refused: [] })
      const { answer } = yield* office.assess({
        ...Season.desk("assess/budi"),
        cohort: Season.weaving,
        people: [budi]
      })
      assert.deepStrictEqual(
        answer.map(({ application, person }) => [application, person]),
        [["a-budi", citra]]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("counts seats that were taken under one id where the other applies", () =>
    Effect.gen(function* () {
      const { budi, office } = yield* Season.seated
      const citra = yield* Season.personOf("citra")
      yield* Season.setTime("2030-02-12T03:00:00")
      // An application that stands under the id that is merged afterwards, and one by its number after that.
      const applied = (item: string) =>
        Season.received("citra", 5, { item, household: Option.some(Season.kk("9971050112990001")) })
      yield* Season.receive(Season.baking, "receive/baking", applied("apply/baking"))
      yield* merge("merge", budi, citra)
      const again = yield* Season.receive(Season.baking, "receive/again", applied("apply/baking/again"))
      assert.deepStrictEqual(
        again.answer.done.map(({ outcome }) => outcome),
        ["unchanged"]
      )
      const admitted = yield* office.admit({
        ...Season.desk("admit/baking"),
        cohort: Season.baking,
        answerBy: Season.answerBy
      })
      const [decided] = admitted.answer.determined
      assert.deepStrictEqual(decided?.determination, { _tag: "Refused", reasons: ["one-seat"] })
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("is refused of somebody unknown or erased, of what is merged already, and in circles", () =>
    Effect.gen(function* () {
      const { ani } = yield* Season.seated
      const [citra, dodi] = [yield* Season.personOf("citra"), yield* Season.personOf("dodi")]
      const refused = (kept: Person.Id, merged: Person.Id) =>
        Effect.map(Effect.flip(merge("refused", kept, merged)), ({ _tag }) => _tag)
      const before = yield* Season.dump
      const nobody = Person.id("nobody")
      assert.deepStrictEqual(
        [yield* refused(ani, nobody), yield* refused(nobody, ani), yield* refused(ani, ani)],
        ["UnknownPerson", "UnknownPerson", "NoMerger"]
      )
      assert.deepStrictEqual(yield* Season.dump, before)
      yield* merge("first", citra, dodi)
      assert.deepStrictEqual((yield* merge("first/again", citra, dodi)).answer, [])
      assert.strictEqual(yield* refused(dodi, citra), "PersonMerged")
      assert.strictEqual(yield* refused(dodi, ani), "PersonMerged")
      assert.strictEqual(yield* refused(ani, dodi), "PersonMerged")
      // Whoever goes on may turn out to be somebody else in turn, with everybody who came before.
      yield* merge("second", ani, citra)
      assert.deepStrictEqual(yield* Season.personOf("dodi"), ani)
      assert.strictEqual(yield* refused(citra, ani), "PersonMerged")
      const vault = yield* Vault.Vault
      yield* vault.erase(ani)
      const other = yield* vault.newPerson
      assert.strictEqual(yield* refused(other, ani), "Erased")
    }).pipe(Effect.provide(Season.layer))
  )
})
