/** A season in which every command of the office is given at least once, in an order in which each is accepted. */
import { Moment, Voucher } from "@bina/core"
import { type Office } from "@bina/core/office"
import { Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Season from "./Season.ts"

const { app, by, desk, weaving, baking } = Season

/** What the grounds of an objection say; it stands nowhere in clear. */
export const grounds = "Dodi Sihombing says that his birthday was misread"

/** Runs it with an office that may be a disguised one, and gives what later tests ask about. */
export const run = (office: Office.Office["Service"]) =>
  Effect.gen(function* () {
    const { ani, budi, prepared } = yield* Season.releasedSeason
    const { content } = prepared.answer
    const list = Season.list

    // Objections, orders by hand, and what is missing.
    yield* office.receiveObjection({
      ...desk("object"),
      cohort: weaving,
      application: app("a-dodi"),
      grounds: Redacted.make(grounds)
    })
    yield* office.answerObjection({
      ...by("reviewer", "answer"),
      cohort: weaving,
      application: app("a-dodi"),
      answer: "rejected",
      reason: "the register agrees with the form"
    })
    yield* office.override({
      ...by("head", "override"),
      cohort: weaving,
      application: app("a-dodi"),
      order: "admit",
      reason: "decided by the head of department",
      until: Season.at("2030-06-01T00:00:00")
    })
    yield* office.exit({ ...desk("exit"), cohort: weaving, application: app("a-budi"), reason: "Moved" })
    yield* office.promoteWaitlist({ ...desk("promote"), cohort: weaving, answerBy: Season.at("2030-03-10T00:00:00") })
    yield* office.promoteWaitlists({
      ...desk("promote/all"),
      cohorts: [weaving, baking],
      answerBy: Season.at("2030-03-10T00:00:00")
    })
    yield* office.recheckEligibility({ ...desk("recheck"), cohort: weaving, on: Season.day("2030-07-01") })
    yield* Season.setTime("2030-03-12T03:00:00")
    yield* office.lapseSeat({ ...desk("lapse"), cohort: weaving, application: app("a-citra") })

    yield* Season.receive(
      baking,
      "receive/baking",
      Season.received("citra", 1, {
        item: "apply/baking/citra",
        identity: Option.none(),
        facts: { birthDate: Season.people.citra.birthDate, occupation: "job-seeker", hasTaxId: false }
      }),
      Season.received("dodi", 2, { item: "apply/baking/dodi" })
    )
    const answerBy = Season.at("2030-03-30T00:00:00")
    yield* office.admit({ ...desk("admit/baking"), cohort: baking, answerBy })
    yield* office.supplyFacts({
      ...desk("supply"),
      cohort: baking,
      application: app("a-citra"),
      answerBy,
      identity: Option.some(Season.nik(Season.people.citra.nik)),
      keys: {},
      facts: { resident: true }
    })
    const nobody = { cohort: baking, applications: [app("a-nobody")] }
    yield* office.acceptSeats({ ...desk("accept/many"), ...nobody })
    yield* office.declineSeats({ ...desk("decline/many"), ...nobody })
    yield* office.lapseSeats({ ...desk("lapse/many"), ...nobody })
    yield* office.declineSeat({ ...desk("decline"), cohort: baking, application: app("a-citra") })
    yield* office.withdraw({ ...desk("withdraw"), cohort: baking, application: app("a-dodi") })
    const [first, second] = Season.dates
    yield* office.moveSession({
      ...desk("move"),
      cohort: baking,
      from: first,
      to: Season.day("2030-03-11"),
      reason: "flood"
    })
    yield* office.cancelSession({ ...desk("cancel"), cohort: baking, date: second, reason: "flood" })
    yield* office.callOffCohort({ ...desk("call-off"), cohort: baking, reason: "flood" })

    // The bank answers; what comes back stands on a second list, which is given up.
    const [toAni, toBudi] = prepared.answer.instructions
    const bank = { list, reference: "bank" }
    yield* office.recordPayment({ ...by("cashier", "pay/ani"), ...bank, obligation: toAni!.obligation })
    yield* office.recordPayment({ ...by("cashier", "pay/budi"), ...bank, obligation: toBudi!.obligation })
    yield* office.recordReturn({
      ...by("cashier", "return/budi"),
      list,
      reference: "bank-9",
      obligation: toBudi!.obligation,
      reason: "account closed"
    })
    yield* office.recordAnswers({
      ...by("cashier", "answers"),
      list,
      answers: [{ _tag: "Paid", ...toAni!, reference: "bank" }]
    })
    yield* office.settleList({ ...by("cashier", "settle"), list })
    const again = Season.secondList
    const edition = yield* office.prepareList({ ...by("preparer", "prepare/2"), list: again, cohort: weaving })
    const seen = { list: again, content: edition.answer.content }
    yield* office.requestGlass({
      ...by("verifier", "glass"),
      ...seen,
      officer: by("cashier", "x").actor,
      step: "verify",
      lifts: [{ _tag: "Authority" }],
      until: Moment.makeUnsafe("2030-03-13T03:00:00"),
      reason: "the verifier is ill"
    })
    yield* office.breakGlass({ ...by("approver", "glass/2"), ...seen, glass: 1 })
    yield* office.rejectList({ ...by("verifier", "reject"), ...seen, reason: "wait for the account" })
    yield* office.cancelList({ ...by("preparer", "cancel/2"), list: again, reason: "paid in cash" })

    // A correction takes a day from Ani, who pays it back.
    yield* Season.setTime("2030-03-20T03:00:00")
    yield* office.correctAttendance({
      ...desk("correct"),
      cohort: weaving,
      records: [
        {
          ...Season.attended(ani, second, {
            signatures: { given: 1, required: 2 },
            knownAt: Season.at("2030-03-19T03:00:00")
          }),
          reason: "signed by somebody else"
        }
      ]
    })
    yield* office.adjust({ ...desk("adjust"), cohort: weaving })
    yield* office.recordRepayment({
      ...by("cashier", "repay"),
      cohort: weaving,
      person: ani,
      currency: Season.idr,
      amounts: { gross: Money.minorUnits(100_000), tax: Money.minorUnits(5_000), net: Money.minorUnits(95_000) },
      voucher: Voucher.makeUnsafe("sts-1")
    })
    yield* office.recordCompletions({ ...desk("complete"), cohort: weaving })
    yield* office.closeCohort({ ...desk("close"), cohort: weaving })
    yield* office.amendPolicy({
      ...desk("amend"),
      programme: Season.programme,
      stage: "admission",
      policy: Season.stricterAdmission.fingerprint,
      legalBasis: Season.citation,
      effectiveFrom: Season.at("2030-06-01T00:00:00")
    })
    yield* office.closeProgramme({ ...desk("close/programme"), programme: Season.programme })
    yield* office.mergePersons({
      ...by("registrar", "merge"),
      kept: yield* Season.personOf("dodi"),
      merged: budi,
      limits: []
    })
    yield* Season.setTime("2041-01-01T03:00:00")
    yield* office.erase({ ...desk("erase"), person: budi, basis: Season.citation, retention: Season.retention })
    return { ani, budi, content }
  })

/** The methods that are no commands: they append nothing. */
export const reads = [
  "perform",
  "list",
  "summarise",
  "replay",
  "replaySeats",
  "explain",
  "receipt",
  "find",
  "person",
  "eraseAgain"
]
