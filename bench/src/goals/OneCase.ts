/**
 * What one warm `decide` and one warm `explain` cost: of the whole work, whose facts include the sessions of a course,
 * and of its five requirements alone; and what it costs to tell of a row of columns which requirements refuse it.
 */
import { Policy } from "@bina/policy"
import * as Many from "@bina/policy/Many"
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
  /** The answer of a row, with name, text and citation of each requirement that refuses it, as objects. */
  readonly tellRow: number
}

/** The columns of cases, and what is told of one row after the other. */
const telling = (cases: ReadonlyArray<EnrolmentPolicy.Facts>) => {
  const { eligibility } = EnrolmentPolicy
  const batch = Many.compileMany(eligibility, { nullable: [] }).encode(cases)
  const grounds = new Map(
    eligibility.document.rules.map(({ citation, name }) => [
      name,
      { rule: name, text: eligibility.document.texts.rules[name], citation }
    ])
  )
  return () => {
    const decisions = batch.run()
    return Array.from({ length: batch.rows }, (_, row) => {
      const answer = batch.answer(decisions, row)
      return { answer, grounds: answer._tag === "Ineligible" ? answer.reasons.map((name) => grounds.get(name)) : [] }
    })
  }
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
  const tell = telling(cases)
  let refused = 0
  const told = await Time.times(() => {
    refused = tell().filter(({ grounds }) => grounds.length > 0).length
  }, patience)
  if (refused === 0) throw new Error("nobody was refused")
  return {
    decide: await each((facts) => Policy.decide(EnrolmentPolicy.enrolment, facts)),
    explain: await each((facts) => Policy.explain(EnrolmentPolicy.enrolment, facts).answer),
    decideRequirements: await each((facts) => Policy.decide(EnrolmentPolicy.eligibility, facts)),
    explainRequirements: await each((facts) => Policy.explain(EnrolmentPolicy.eligibility, facts).answer),
    tellRow: (Math.min(...told) * 1_000) / cases.length
  }
}
