/**
 * What one warm `decide` and one warm `explain` cost: of the whole work, whose facts include the sessions of a course,
 * and of its five requirements alone.
 */
import { Policy } from "@bina/policy"
import * as Cases from "../bina/Cases.ts"
import * as EnrolmentPolicy from "../bina/EnrolmentPolicy.ts"
import * as Time from "../measure/Time.ts"
import * as Enrolments from "../work/Enrolments.ts"

/** Microseconds a case, of the fastest run: a thousand cases are done before other work on the machine comes between. */
export interface OneCase {
  readonly decide: number
  readonly explain: number
  readonly decideRequirements: number
  readonly explainRequirements: number
}

const patience: Time.Patience = { warmUp: 30, leastRuns: 20, mostRuns: 400, milliseconds: 2_000 }

/** Measures them over a thousand different cases. */
export const measure = async (): Promise<OneCase> => {
  const cases = Cases.casesOf(Enrolments.generate(1_000))
  const each = async (of: (facts: EnrolmentPolicy.Facts) => { readonly _tag?: string }): Promise<number> => {
    let answered = 0
    const taken = await Time.times(() => {
      for (const facts of cases) if (of(facts) !== undefined) answered++
    }, patience)
    if (answered < cases.length) throw new Error("not every case was answered")
    return (Math.min(...taken) * 1_000) / cases.length
  }
  return {
    decide: await each((facts) => Policy.decide(EnrolmentPolicy.enrolment, facts)),
    explain: await each((facts) => Policy.explain(EnrolmentPolicy.enrolment, facts).answer),
    decideRequirements: await each((facts) => Policy.decide(EnrolmentPolicy.eligibility, facts)),
    explainRequirements: await each((facts) => Policy.explain(EnrolmentPolicy.eligibility, facts).answer)
  }
}
