/**
 * The steps of a list that officers take at their desks, put to the office. What each is called follows from the list,
 * the officer and the content that is signed, so that a step that is taken again does nothing; where it says "before",
 * it had been taken.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Actor, Authority, Moment, Person } from "@bina/core"
import { DisbursementCommand, type DisbursementEvent, DisbursementState } from "@bina/core/journal"
import { Office, type Requests } from "@bina/core/office"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as Pack from "../Pack.ts"
import * as Accounts from "./Accounts.ts"
import * as Days from "./Days.ts"
import * as Intake from "./Intake.ts"
import * as Names from "./Names.ts"
import * as Plan from "./Plan.ts"
import * as Standing from "./Standing.ts"

// ---- Models

/** Who takes a step with the list of which cohort. */
export interface Step {
  readonly season: string
  readonly cohort: ProgrammeFile.Cohort["id"]
  readonly officer: Actor.Id
}

/** A duty after the first: a signature under content that somebody else prepared. */
export type Signature = Exclude<Authority.Duty, "prepare">

/** An emergency: who is to take which step, in spite of what, until when and why. */
export interface Emergency {
  readonly officer: Actor.Id
  readonly duty: Signature
  readonly lifts: readonly [DisbursementEvent.Lift, ...Array<DisbursementEvent.Lift>]
  readonly until: Moment.Moment
  readonly reason: string
}

/** Whether the step was taken now or stood before, and the content that it is about. */
export interface Taken {
  readonly isBefore: boolean
  readonly content: DisbursementEvent.Content
}

// ---- Looking

/** The list of a cohort, as it stands. */
export const look = Effect.fn("Duties.look")(function* ({ cohort, season }: Omit<Step, "officer">) {
  const office = yield* Office.Office
  return yield* office.list({ cohort: Plan.cohortId(season, cohort), list: Plan.listId(season, cohort) })
})

/** Whether what was signed no longer stands, though the content is the same. */
export const isUndone = (state: DisbursementState.State): boolean => {
  const stage = DisbursementState.stageOf(state)
  return stage === "Rejected" || stage === "Cancelled"
}

// ---- Steps

const nameOf = ({ cohort, officer, season }: Step, step: string, ...content: ReadonlyArray<unknown>) =>
  Effect.map(Names.digest([officer, ...content]), (digest) => Names.command(season, cohort, "lists", step, digest))

/** Prepares the list of a cohort, or makes its next edition of what is owed now; accounts come from the roster. */
export const prepare = Effect.fn("Duties.prepare")(function* (
  { identities }: Pick<Pack.Shape, "identities">,
  step: Step,
  { cohort, roster }: Pick<SeasonFolder.CohortFiles, "cohort" | "roster">
) {
  const office = yield* Office.Office
  const { beside, owed, state } = yield* look(step)
  const seated = yield* Standing.applicationsOfParticipants(Plan.cohortId(step.season, cohort.id))
  const { applied } = yield* Intake.matching({ identities }, step.season, { cohort, roster })
  const rows = applied.flatMap(({ applicant, key }) => (seated.has(key) ? [applicant] : []))
  const people = new Map<string, Person.Id>()
  for (const { number } of rows) {
    if (Option.isNone(number.known)) continue
    const person = yield* office.find({ kind: identities.person, number: Redacted.make(number.known.value) })
    if (Option.isSome(person)) people.set(number.known.value, person.value)
  }
  const listed = new Set<string>(owed.map(({ person }) => person))
  const accounts = Accounts.of(rows, people)
  const destinations = Object.fromEntries(Object.entries(accounts).filter(([person]) => listed.has(person)))
  // Whoever prepares what somebody else prepared, or what was sent back, answers for it from then on.
  const anew = isUndone(state) || (state._tag === "Listed" && state.signed[0]?.actor !== step.officer)
  const base = state._tag === "Unprepared" ? "first" : DisbursementState.contentOf(state).slice(0, 16)
  const edition = yield* Names.digest([step.officer, owed, beside, destinations, anew])
  const { answer, isRepeated } = yield* office.prepareList({
    command: Names.command(step.season, step.cohort, "lists", "prepare", base, edition),
    actor: step.officer,
    cohort: Plan.cohortId(step.season, cohort.id),
    list: Plan.listId(step.season, cohort.id),
    destinations,
    despite: Days.despite,
    anew
  })
  const taken: Taken = { isBefore: isRepeated || !answer.isNew, content: answer.content }
  return taken
})

/**
 * Signs the content of a list. One that was sent back or given up is signed by nobody, also not by whoever had signed it:
 * the office would answer as the first time.
 */
export const sign = Effect.fn("Duties.sign")(function* (
  step: Step,
  duty: Signature,
  content: DisbursementEvent.Content
) {
  const office = yield* Office.Office
  const request = {
    command: yield* nameOf(step, duty, content),
    actor: step.officer,
    list: Plan.listId(step.season, step.cohort),
    content
  }
  const methods = { verify: office.verifyList, approve: office.approveList, release: office.releaseList }
  const { answer, isRepeated } = yield* methods[duty](request)
  const taken: Taken = { isBefore: isRepeated || answer.length === 0, content }
  return taken
})

/** Asks that the glass be broken for an officer: names whatever stands between them and a step with this content. */
export const requestGlass = Effect.fn("Duties.requestGlass")(function* (
  step: Step,
  { lifts, officer, reason, duty, until }: Emergency,
  list: DisbursementState.Listed
) {
  const office = yield* Office.Office
  const content = DisbursementState.contentOf(list)
  const { answer, isRepeated } = yield* office.requestGlass({
    command: yield* nameOf(step, "request-glass", content, officer, duty, reason, until),
    actor: step.officer,
    list: list.id,
    content,
    officer,
    step: duty,
    lifts,
    until,
    reason
  })
  const taken: Taken = { isBefore: isRepeated || answer.length === 0, content }
  return taken
})

/** Breaks the glass that somebody else asked for. */
export const breakGlass = Effect.fn("Duties.breakGlass")(function* (
  step: Step,
  glass: number,
  list: DisbursementState.Listed
) {
  const office = yield* Office.Office
  const content = DisbursementState.contentOf(list)
  const command = yield* nameOf(step, "break-glass", content, glass)
  const { answer, isRepeated } = yield* office.breakGlass({
    command,
    actor: step.officer,
    list: list.id,
    content,
    glass
  })
  const taken: Taken = { isBefore: isRepeated || answer.length === 0, content }
  return taken
})

/** Sends a list back to whoever prepares, or gives it up. */
export const undo = Effect.fn("Duties.undo")(function* (
  step: Step,
  way: "reject" | "cancel",
  reason: string,
  content: DisbursementEvent.Content
) {
  const office = yield* Office.Office
  const request = {
    command: yield* nameOf(step, way, content, reason),
    actor: step.officer,
    list: Plan.listId(step.season, step.cohort),
    reason
  }
  const { answer, isRepeated } =
    way === "reject" ? yield* office.rejectList({ ...request, content }) : yield* office.cancelList(request)
  const taken: Taken = { isBefore: isRepeated || answer.length === 0, content }
  return taken
})

/** Records what the bank answered; what is recorded already is no news. */
export const recordAnswers = Effect.fn("Duties.recordAnswers")(function* (
  step: Step,
  answers: ReadonlyArray<Requests.BankAnswer>,
  list: DisbursementState.Listed
) {
  const office = yield* Office.Office
  const content = DisbursementState.contentOf(list)
  const { answer } = yield* office.recordAnswers({
    command: yield* nameOf(step, "answers", content, answers),
    actor: step.officer,
    list: list.id,
    answers
  })
  // Each row was joined to how the list stood; somebody who recorded meanwhile is heard of.
  const [conflict] = answer.conflicts
  if (conflict !== undefined) return yield* new DisbursementCommand.AnswerConflict(conflict)
  const taken: Taken = { isBefore: answer.done.every(({ isNew }) => !isNew), content }
  return taken
})

/** Says that nothing more is expected of a list. */
export const settle = Effect.fn("Duties.settle")(function* (step: Step, list: DisbursementState.Listed) {
  const office = yield* Office.Office
  const content = DisbursementState.contentOf(list)
  const { answer, isRepeated } = yield* office.settleList({
    command: yield* nameOf(step, "settle", content),
    actor: step.officer,
    list: list.id
  })
  const taken: Taken = { isBefore: isRepeated || answer.length === 0, content }
  return taken
})
