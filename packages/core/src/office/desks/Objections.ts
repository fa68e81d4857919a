/**
 * What people say against a decision, and what officers order by hand against the rules.
 */
import * as Effect from "effect/Effect"
import * as CohortApplications from "../../streams/cohort/Applications.ts"
import type * as CohortCommand from "../../streams/cohort/Command.ts"
import type * as Authority from "../../flow/payment/Authority.ts"
import * as Acting from "../handling/Acting.ts"
import * as Applications from "./Applications.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import * as Padding from "../../privacy/Padding.ts"
import type * as Requests from "../Requests.ts"
import * as Sealing from "../handling/Sealing.ts"

// ---- Rules

/** Receives an objection to what was decided. */
export const receiveObjection = Effect.fn("Office.receiveObjection")((request: Requests.Of<"receiveObjection">) =>
  Sealing.drafting((draft) =>
    Handling.handle(
      Acting.order("receiveObjection", request),
      Acting.Happened,
      Effect.gen(function* () {
        const { actor, application, cohort, command } = request
        const desk = yield* CohortDesk.open(cohort, "receiveObjection")
        const entry = yield* Effect.fromResult(CohortApplications.entryOf(desk.state, application))
        const known = Applications.holderOf(entry, yield* Applications.erasedOf([entry]))
        const holder = known ?? (yield* draft.newPerson)
        const values = { grounds: Disclosure.plain(request.grounds) }
        const [sealed] = yield* Sealing.close(command, [{ person: holder, values }], Padding.ofText, draft)
        const digest = yield* Sealing.digest({ application, ...values })
        const grounds = { open: {}, sealed: sealed!, digest }
        const { changes } = yield* CohortDesk.decide(desk, { _tag: "Object", application, grounds, at: desk.at, actor })
        // Of what is said again nothing is kept, so nobody is made for it.
        const used = new Set<string>(changes.length === 0 ? [] : [holder])
        return { changes, answer: Acting.happened(changes), within: [draft.keep(used)] }
      })
    )
  )
)

/** Answers an objection; upheld, the application waits for a new decision. By somebody who is appointed to `answer`. */
export const answerObjection = Effect.fn("Office.answerObjection")((request: Requests.Of<"answerObjection">) => {
  const { answer, application, basis, reason } = request
  const said = { application, answer, reason, ...(basis === undefined ? {} : { basis }) }
  return reviewing("answerObjection", request, "answer", (acted) => ({ _tag: "AnswerObjection", ...said, ...acted }))
})

/**
 * Orders a seat, or none, by hand; it outranks what is computed until it ends. By somebody who is appointed to
 * `override`.
 */
export const override = Effect.fn("Office.override")((request: Requests.Of<"override">) => {
  const { application, order, reason, until } = request
  const said = { application, order, reason, until }
  return reviewing("override", request, "override", (acted) => ({ _tag: "Override", ...said, ...acted }))
})

// ---- What both share

type Reviewed = Pick<CohortCommand.Of<"Override">, "at" | "actor" | "appointment">

/** What is said against a decision, by somebody who is appointed for it; that they did not take it the cohort sees. */
const reviewing = <C extends CohortCommand.Of<"AnswerObjection"> | CohortCommand.Of<"Override">>(
  method: string,
  request: Requests.Of<"answerObjection"> | Requests.Of<"override">,
  task: Authority.Task,
  commandOf: (acted: Reviewed) => C
) =>
  Handling.handle(
    Acting.order(method, request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, cohort } = request
      const desk = yield* CohortDesk.open(cohort, method)
      const appointment = yield* CohortDesk.appointed(desk, actor, task)
      const { changes } = yield* CohortDesk.decide(desk, commandOf({ at: desk.at, actor, appointment }))
      return { changes, answer: Acting.happened(changes) }
    })
  )
