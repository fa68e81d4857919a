/**
 * Enrolments as the facts of single cases, and the status of an enrolment from what the policy answers.
 */
import { CivilDate, type Decision, Money, Policy } from "@bina/policy"
import * as Result from "effect/Result"
import type * as Enrolments from "../work/Enrolments.ts"
import type * as Outcome from "../work/Outcome.ts"
import type * as Order from "../work/Order.ts"
import * as Person from "../work/Person.ts"
import * as EnrolmentPolicy from "./EnrolmentPolicy.ts"

/** The answer of the policy to one case. */
export type Assessment = ReturnType<typeof assess>

/** Decides one case. */
export const assess = (facts: EnrolmentPolicy.Facts) => Policy.decide(EnrolmentPolicy.enrolment, facts)

/** What the policy says of one enrolment, with nothing missing. */
export interface Answer {
  readonly refusal: number
  readonly scale: number
  readonly gross: number
  readonly tax: number
  readonly net: number
  readonly completed: boolean
}

/** Places of the words of the business scale, as the work writes them. */
export const scaleNumbers: Readonly<Record<string, number>> = { larger: 0, micro: 1, small: 2 }

/** A day as civil date, from days since 1970-01-01. */
const civil = (day: number): CivilDate.CivilDate => Result.getOrThrow(CivilDate.fromEpochDay(day))

/** The facts of every enrolment. */
export const casesOf = (from: Enrolments.Enrolments): ReadonlyArray<EnrolmentPolicy.Facts> => {
  const starts = Array.from(from.start, civil)
  const days = starts.map((_, programme) => Person.sessionDays(from, programme).map(civil))
  return Array.from({ length: from.count }, (_, index) => {
    const programme = from.programme[index]!
    return {
      startsOn: starts[programme]!,
      birthDate: civil(from.birth[index]!),
      district: from.district[index]!,
      civilServant: from.civil[index] === 1,
      turnover: Money.minorUnits(from.turnover[index]!),
      priorProgrammes: from.prior[index]!,
      hasTaxId: from.taxId[index] === 1,
      sessions: Person.sessionsOf(from, index).map((session, at) => ({ date: days[programme]![at]!, ...session }))
    }
  })
}

const determined = <A>(outcome: Decision.Outcome<A>): A => {
  if (outcome._tag === "Determined") return outcome.value
  throw new Error(`nothing is missing from the work, but ${JSON.stringify(outcome.missing)} was missed`)
}

/** The values of an answer. @throws when something is missing or invalid, which does not happen in this work. */
export const answerOf = (assessment: Assessment): Answer => {
  if (assessment._tag === "Invalid") throw new Error(`invalid: ${assessment.paths.join(", ")}`)
  const { completed, gross, net, refusal, scale, tax } = assessment.values
  return {
    refusal: determined(refusal),
    scale: scaleNumbers[determined(scale)]!,
    gross: determined(gross),
    tax: determined(tax),
    net: determined(net),
    completed: determined(completed)
  }
}

/** Whom household and budget let through; the order of answers is the order of arrival. */
export const settle = (
  from: Pick<Enrolments.Enrolments, "household" | "programme">,
  host: Order.Host
): ((answer: Answer, index: number) => Outcome.Row) => {
  return ({ completed, gross, net, refusal, scale, tax }, index) => {
    const standing = refusal === 0 ? host(from.programme[index]!, from.household[index]!, gross) : "refused"
    if (standing === "paid") return { status: completed ? 0 : 1, scale, gross, tax, net }
    const status = standing === "household" ? 7 : standing === "budget" ? 8 : refusal
    return { status, scale, gross: 0, tax: 0, net: 0 }
  }
}
