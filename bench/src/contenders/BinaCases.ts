/**
 * The work with Bina, one enrolment at a time: `decide`, which an office calls when somebody applies, and `explain`,
 * which it calls when somebody asks why. Every figure of the work's outcome is taken from the answer.
 */
import { Policy } from "@bina/policy"
import * as Cases from "../bina/Cases.ts"
import * as EnrolmentPolicy from "../bina/EnrolmentPolicy.ts"
import * as Order from "../work/Order.ts"
import * as Outcome from "../work/Outcome.ts"
import type { Contender } from "./Contender.ts"

const contender = (
  title: string,
  remark: string,
  decide: (facts: EnrolmentPolicy.Facts) => Cases.Assessment
): Contender => ({
  title,
  remark,
  prepare: (enrolments) => {
    const cases = Cases.casesOf(enrolments)
    let rows: ReadonlyArray<Outcome.Row> = []
    return Promise.resolve({
      run: () => {
        const settle = Cases.settle(enrolments, Order.host(enrolments))
        rows = cases.map((facts, index) => settle(Cases.answerOf(decide(facts)), index))
      },
      outcome: () => Outcome.ofRows(rows)
    })
  }
})

export const binaDecide = contender("Bina, decide", "objects, one case at a time, three values", Cases.assess)

export const binaExplain = contender(
  "Bina, explain",
  "objects, one case at a time, with every step, figure and citation",
  (facts) => Policy.explain(EnrolmentPolicy.enrolment, facts).answer
)
