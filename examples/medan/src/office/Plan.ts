/**
 * A cohort of `programme.json` as the office announces it, and how the things of a season are called there. A store may
 * hold many seasons, so the name of every thing begins with that of its season.
 */
import * as Result from "effect/Result"
import { Cohort, Moment, Schedule } from "@bina/core"
import { DisbursementEvent } from "@bina/core/journal"
import { Money, Ratio } from "@bina/policy"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as Payment from "../season/Payment.ts"

// ---- Rules

/** A cohort's name in the journal. Neither part of it can hold a dot. */
export const cohortId = (season: string, cohort: string): Cohort.Id => Cohort.id(`${season}.${cohort}`)

/** The list of a cohort. */
export const listId = (season: string, cohort: string): DisbursementEvent.Id =>
  DisbursementEvent.Id.make(`${season}.${cohort}`)

const rupiah = (amount: number): Money.Money => Money.make(Payment.rupiah, Money.minorUnits(amount))

/** What the office announces. An excused day counts as absent: the season has no rule that leaves it out. */
export const cohortOf = (season: string, cohort: ProgrammeFile.Cohort): Cohort.Cohort => {
  const { budgetLine, course, kbli, lessonHoursPerSession, maxPerPerson, partners, payer, quota, venue } = cohort
  const id = cohortId(season, cohort.id)
  return {
    id,
    course,
    trade: { scheme: "KBLI", version: kbli.version, code: kbli.code },
    venue,
    partners,
    payer,
    quota,
    registrationOpens: cohort.registrationOpens,
    schedule: Result.getOrThrow(Schedule.make(cohort.sessions)),
    lessonHoursPerSession,
    minimumAttendance: Result.getOrThrow(Ratio.fromText(cohort.minimumAttendance)),
    excused: "as-absent",
    dailyTransport: rupiah(cohort.dailyTransport),
    ...(maxPerPerson === null ? {} : { cap: rupiah(maxPerPerson) }),
    budgetLine: { id, account: budgetLine.account, amount: rupiah(budgetLine.amount) }
  }
}

/** On paper everybody had answered; the moment only has to lie ahead of any run. */
export const answerBy = Moment.makeUnsafe("2999-12-31T00:00:00")
