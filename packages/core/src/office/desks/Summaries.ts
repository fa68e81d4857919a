/** The figures of a cohort or a whole programme, from what stands in the journal now. */
import { Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Result from "effect/Result"
import type * as Adjustment from "../../flow/allowance/Adjustment.ts"
import * as PayableList from "../../flow/allowance/PayableList.ts"
import * as Owed from "../../streams/entitlement/Owed.ts"
import type * as Admission from "../../flow/admission/Admission.ts"
import * as AttendanceState from "../../streams/attendance/State.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import type * as BudgetLine from "../../flow/programme/BudgetLine.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import * as Summary from "../../flow/report/Summary.ts"
import * as Now from "../../record/Now.ts"
import type * as Moment from "../../words/Moment.ts"
import * as Assessments from "./Assessments.ts"
import * as Claims from "./Claims.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import * as Streams from "../handling/Streams.ts"

// ---- Models

/** Which programme, and the currency of its figures: there may be no cohort yet to take it from. */
export interface Summarise {
  readonly programme: string
  readonly currency: Money.Currency
}

// ---- Rules

/** The figures of every cohort of a programme that was announced, and of all together. */
export const summarise = Effect.fn("Office.summarise")(function* ({ currency, programme }: Summarise) {
  const { cohorts } = yield* CohortDesk.programme(programme, "summarise")
  const at = yield* Now.moment
  const results: Array<{ readonly cohort: Cohort.Id; readonly result: Summary.CohortResult }> = []
  for (const id of cohorts) {
    const { state } = yield* Handling.load(Streams.cohort, Streams.ofCohort(id))
    if (state._tag === "Unannounced") continue
    results.push({ cohort: id, result: yield* ofCohort(state, at) })
  }
  const { cohorts: summaries, whole } = yield* Effect.fromResult(
    Summary.ofCohorts(
      currency,
      results.map(({ result }) => result)
    )
  )
  return { cohorts: results.map(({ cohort }, index) => ({ cohort, summary: summaries[index]! })), whole }
})

const ofCohort = (state: CohortState.Announced, at: Moment.Moment) =>
  Effect.gen(function* () {
    const { cohort } = state
    const mergers = yield* Mergers.known
    const participants = yield* Claims.participantsOf(state, mergers)
    const attendance = yield* Handling.load(Streams.attendance, Streams.ofAttendance(cohort.id))
    const list = yield* Effect.fromResult(listOf(state, participants))
    const adjustments = yield* Effect.forEach(participants, ({ entitlement }) =>
      Assessments.adjustmentOf(entitlement.state)
    )
    const result: Summary.CohortResult = {
      quota: cohort.quota,
      determinations: determinationsOf(state, at),
      tally: {
        people: participants.map(({ ids, person }) => ({
          person,
          days: AttendanceState.daysOf(attendance.state, ids, cohort.schedule, at)
        }))
      },
      completions: participants.map(({ entry: { completion } }) =>
        Option.match(completion, { onNone: () => "undetermined" as const, onSome: ({ standing }) => standing })
      ),
      list,
      line: yield* lineOf(cohort.budgetLine),
      adjustments: adjustments.flatMap((adjustment): ReadonlyArray<Adjustment.Adjustment> =>
        Option.toArray(adjustment)
      ),
      observances: {}
    }
    return result
  })

/** A line as it was allocated; as the cohort announced it while it was not. */
const lineOf = (announced: BudgetLine.BudgetLine) =>
  Effect.map(Handling.load(Streams.budget, Streams.ofBudget(announced.id)), ({ state }): BudgetLine.BudgetLine =>
    state._tag === "Unallocated"
      ? announced
      : { id: state.id, account: state.account, amount: Money.make(state.currency, state.allocated) }
  )

/** What became of every application that is still alive and was decided. */
const determinationsOf = (state: CohortState.Announced, at: Moment.Moment): ReadonlyArray<Admission.Determined> => {
  const positions = new Map(CohortState.waitlist(state, at).map((entry, index) => [entry.application.id, index + 1]))
  return CohortState.inOrder(state).flatMap((entry): ReadonlyArray<Admission.Determined> => {
    const { application, standing } = entry
    const determined = (determination: Admission.Determination) => [{ application, determination }]
    switch (standing._tag) {
      case "Offered":
      case "Accepted":
      case "Exited":
        return determined({ _tag: "Seated" })
      case "Waitlisted":
        return determined({ _tag: "Waitlisted", position: positions.get(application.id) ?? 1 })
      case "Refused":
      case "Undetermined":
      case "Duplicate":
        return determined(standing)
      default:
        return []
    }
  })
}

/** What is owed to everybody who took part, as it was last assessed. */
const listOf = (
  { cohort }: CohortState.Announced,
  participants: ReadonlyArray<Claims.Participant>
): Result.Result<PayableList.PayableList, PayableList.NotListable> => {
  const currency = cohort.dailyTransport.currency
  const entries = participants.flatMap(({ entitlement: { state }, person }) =>
    state._tag === "Unassessed" ? [] : Owed.entryOf(person, currency, state.outcome)
  )
  return PayableList.make({ cohort: cohort.id, currency, entries })
}
