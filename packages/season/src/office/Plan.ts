/**
 * A cohort of `programme.json` as the office announces it, and how the things of a season are called there. A store may
 * hold many seasons, so the name of every thing begins with that of its season.
 */
import * as Result from "effect/Result"
import { Cohort, Moment, Schedule } from "@bina/core"
import { DisbursementEvent } from "@bina/core/journal"
import { Money, Ratio } from "@bina/policy"
import type * as Pack from "../Pack.ts"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"

// ---- Rules

/** A cohort's name in the journal. Neither part of it can hold a dot. */
export const cohortId = (season: string, cohort: string): Cohort.Id => Cohort.id(`${season}.${cohort}`)

/** The list of a cohort. */
export const listId = (season: string, cohort: string): DisbursementEvent.Id =>
  DisbursementEvent.Id.make(`${season}.${cohort}`)

/** What the office announces. An excused day counts as absent: the season has no rule that leaves it out. */
export const cohortOf = (
  { currency, trade }: Pick<Pack.Shape, "currency" | "trade">,
  season: string,
  cohort: ProgrammeFile.Cohort
): Cohort.Cohort => {
  const money = (amount: number) => Money.make(currency, Money.minorUnits(amount))
  const { budgetLine, course, lessonHoursPerSession, maxPerPerson, partners, payer, quota, venue } = cohort
  const id = cohortId(season, cohort.id)
  return {
    id,
    course,
    trade: trade(cohort),
    venue,
    partners,
    payer,
    quota,
    registrationOpens: cohort.registrationOpens,
    schedule: Result.getOrThrow(Schedule.make(cohort.sessions)),
    lessonHoursPerSession,
    minimumAttendance: Result.getOrThrow(Ratio.fromText(cohort.minimumAttendance)),
    excused: "as-absent",
    dailyTransport: money(cohort.dailyTransport),
    ...(maxPerPerson === null ? {} : { cap: money(maxPerPerson) }),
    budgetLine: { id, account: budgetLine.account, amount: money(budgetLine.amount) }
  }
}

/** On paper everybody had answered; the moment only has to lie ahead of any run. */
export const answerBy = Moment.makeUnsafe("2999-12-31T00:00:00")
