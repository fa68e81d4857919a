/** What an office refuses leaves every table of its file as it was: journal, register, vault, and what stands beside. */
import { DatabaseSync } from "node:sqlite"
import { Requests } from "@bina/core/office"
import { assert, describe, it } from "@effect/vitest"
import { SqliteStore } from "@bina/store-sqlite"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Given from "./Given.ts"
import * as OfficeSeason from "./OfficeSeason.ts"

const { basis, cohort, money, outline, policies, programme, weaving } = OfficeSeason

/** Every row of every table, with its place, and how the tables are made, as text. */
const tablesOf = (database: DatabaseSync): string => {
  const tables = database.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all()
  const rows = tables
    .filter(({ sql }) => String(sql).startsWith("CREATE TABLE"))
    .map(({ name }) => [name, database.prepare(`SELECT * FROM "${String(name)}"`).all()])
  return JSON.stringify([tables, rows], (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value))
}

type Season = Effect.Success<ReturnType<typeof OfficeSeason.run>>
type Refused = readonly [tag: string, asked: OfficeSeason.Asked, actor?: string]

/** For each kind of request some that cannot be done after the season, as far into it as it goes before it is refused. */
const refusedBy = ({ ani, content, list }: Season): Readonly<Record<Requests.Method, ReadonlyArray<Refused>>> => {
  const reason = "x"
  const nowhere = { cohort: "nowhere" }
  const ofAni = { cohort: weaving, application: "a-ani" }
  const ofBudi = { cohort: weaving, application: "a-budi" }
  const nobody = { cohort: weaving, application: "a-nobody" }
  const late = { answerBy: "2030-01-01T00:00:00" }
  const supplied = { ...ofAni, answerBy: "2030-12-01T00:00:00", keys: {} }
  const unsigned = { list, content: "0".repeat(64) }
  const amounts = { gross: 1, tax: 0, net: 1 }
  const known = { nik: { kind: "nik", number: "9971050101010101" } }
  const other = OfficeSeason.application("a-budi", "long") as OfficeSeason.Asked
  const strangers = { list: "list-2", cohort: weaving, destinations: { stranger: "x" } }
  return {
    openProgramme: [
      ["UnknownZone", { outline: { ...outline, id: "p", timeZone: "Nowhere/Town" }, policies, cohorts: ["c"] }]
    ],
    amendPolicy: [
      [
        "UnknownPolicy",
        {
          programme,
          stage: "admission",
          policy: "0".repeat(64),
          legalBasis: basis,
          effectiveFrom: "2030-06-01T00:00:00"
        }
      ]
    ],
    scheduleCohort: [["AlreadyAnnounced", { programme, cohort: { ...cohort, quota: 3 } }]],
    receiveApplications: [
      ["NotAnnounced", { ...nowhere, applications: [other] }],
      [
        "UndeclaredFacts",
        {
          cohort: weaving,
          applications: [
            { ...other, identity: known.nik },
            { ...other, command: "b", facts: { shoeSize: 40 } }
          ]
        }
      ]
    ],
    withdraw: [["UnknownApplication", nobody]],
    admit: [["NoTimeToAnswer", { cohort: weaving, ...late }]],
    supplyFacts: [
      ["UnknownApplication", { ...supplied, application: "a-nobody", identity: known.nik, facts: {} }],
      ["AlreadyKnown", { ...supplied, identity: known.nik, facts: { resident: false } }]
    ],
    receiveObjection: [["WrongStanding", { ...ofAni, grounds: "something personal" }]],
    answerObjection: [["NotAuthorised", { ...ofBudi, answer: "rejected", reason }]],
    override: [["OverrideEnded", { ...ofBudi, order: "admit", reason, until: "2030-01-01T00:00:00" }, "to-override"]],
    promoteWaitlist: [["NoTimeToAnswer", { cohort: weaving, ...late }]],
    promoteWaitlists: [["NoTimeToAnswer", { cohorts: [weaving], ...late }]],
    recheckEligibility: [["NotAnnounced", { ...nowhere, on: "2030-06-01" }]],
    acceptSeat: [["UnknownApplication", nobody]],
    declineSeat: [["WrongStanding", ofAni]],
    lapseSeat: [["WrongStanding", ofAni]],
    acceptSeats: [["NotAnnounced", { ...nowhere, applications: ["a-ani"] }]],
    declineSeats: [["NotAnnounced", { ...nowhere, applications: ["a-ani"] }]],
    lapseSeats: [["NotAnnounced", { ...nowhere, applications: ["a-ani"] }]],
    startCohort: [["NotAnnounced", nowhere]],
    moveSession: [["NoSession", { cohort: weaving, from: "2030-05-01", to: "2030-05-02", reason }]],
    cancelSession: [["NoSession", { cohort: weaving, date: "2030-05-01", reason }]],
    recordAttendance: [["NotAnnounced", { ...nowhere, records: [] }]],
    correctAttendance: [["NotAnnounced", { ...nowhere, records: [] }]],
    exit: [["NotCompleted", { ...ofAni, reason: "Completed" }]],
    recordCompletions: [["NotAnnounced", nowhere]],
    closeCohort: [["Unfinished", { cohort: weaving }]],
    callOffCohort: [["NotAnnounced", { ...nowhere, reason }]],
    assess: [["NotYetKnown", { cohort: weaving, knownAt: "2030-12-01T00:00:00" }]],
    allocateBudget: [
      ["CurrencyMismatch", { line: "line-1", account: "5.2.2", amount: money(1, "USD"), basis, voucher: "dpa-2" }]
    ],
    prepareList: [["DestinationOfStranger", strangers, "to-prepare"]],
    verifyList: [["ContentChanged", unsigned, "to-verify"]],
    approveList: [["ContentChanged", unsigned, "to-approve"]],
    releaseList: [
      ["ContentChanged", unsigned, "to-release"],
      ["NotAuthorised", { list, content }]
    ],
    rejectList: [["ContentChanged", { ...unsigned, reason }, "to-release"]],
    requestGlass: [
      [
        "ContentChanged",
        {
          ...unsigned,
          officer: "x",
          step: "release",
          lifts: [{ _tag: "Authority" }],
          until: "2030-12-01T00:00:00",
          reason
        },
        "to-verify"
      ]
    ],
    breakGlass: [["NoSuchGlass", { list, content, glass: 1 }, "to-verify"]],
    cancelList: [["NotAuthorised", { list, reason }]],
    recordPayment: [["NotOnThisList", { list, obligation: "x", reference: "x" }, "to-record"]],
    recordReturn: [["NotOnThisList", { list, obligation: "x", reference: "x", reason }, "to-record"]],
    recordAnswers: [
      ["NotAtThisStage", { list: "list-2", answers: [{ _tag: "Paid", obligation: "x", reference: "x" }] }, "to-record"]
    ],
    settleList: [["NotAtThisStage", { list }, "to-record"]],
    adjust: [["NotYetKnown", { cohort: weaving, knownAt: "2030-12-01T00:00:00" }]],
    recordRepayment: [
      ["NotOwedBack", { cohort: weaving, person: ani, currency: "IDR", amounts, voucher: "v" }, "to-record"]
    ],
    closeProgramme: [["CohortsLeft", { programme }]],
    mergePersons: [["UnknownPerson", { kept: ani, merged: "nobody", limits: [] }, "to-merge"]],
    erase: [["StillInvolved", { person: ani, basis, retention: { rules: [], holds: [] } }]]
  }
}

describe("An office over a file, refusing each of its requests", () => {
  it.effect("leaves every table as it was", () =>
    Effect.gen(function* () {
      const file = Given.fresh()
      yield* Effect.gen(function* () {
        const database = new DatabaseSync(file, { readOnly: true })
        const empty = tablesOf(database)
        const season = yield* OfficeSeason.run("short")
        const before = tablesOf(database)
        assert.notStrictEqual(before, empty)
        const refusals = Object.entries(refusedBy(season))
        assert.deepStrictEqual(refusals.map(([method]) => method).toSorted(), Object.keys(Requests.byMethod).toSorted())
        for (const [method, all] of refusals) {
          for (const [tag, asked, actor] of all) {
            for (const turn of ["first", "again"]) {
              const given = yield* Effect.exit(OfficeSeason.ask(method, `refused/${method}/${tag}`, asked, actor))
              if (Exit.isSuccess(given)) return assert.fail(`${method} was not refused with ${tag}`)
              const refused = Cause.squash(given.cause) as { readonly _tag: string; readonly message: string }
              assert.strictEqual(refused._tag, tag, `${method}, ${turn}: ${refused.message}`)
              assert.strictEqual(tablesOf(database), before, `${method} ${tag}, ${turn}`)
            }
          }
        }
        database.close()
      }).pipe(Effect.provide(OfficeSeason.over(SqliteStore.layer({ file, masterKey: Given.masterKey }))))
    })
  )
})
