/**
 * Random sequences of commands to a cohort, for laws that must hold whatever happens. Moments go on and now and then
 * back; ids are few, so that commands meet; most commands fit the state, and many do not.
 */
import type { Decision } from "@bina/policy"
import * as fc from "fast-check"
import * as HashMap from "effect/HashMap"
import { type Completion, Moment } from "../../src/index.ts"
import { CohortState } from "../../src/journal.ts"
import type { Application } from "../../src/index.ts"
import type { CohortCommand } from "../../src/journal.ts"
import { schedule } from "../Given.ts"
import { appId, application, cohort, command, facts, read, household, minute, officer, terms } from "./Season.ts"

type Command = CohortCommand.Command

// ---- Models

/** One step: which command, about whom, and numbers that choose the rest. */
export interface Step {
  readonly name: Command["_tag"]
  readonly row: number
  readonly a: number
  readonly b: number
}

/** A sequence, and whether a household may have one seat only. */
export interface Sequence {
  readonly quota: number
  readonly isLimited: boolean
  readonly steps: ReadonlyArray<Step>
}

export const rows = 7
const sessions = 2

// ---- Generators

const often: ReadonlyArray<readonly [Command["_tag"], number]> = [
  ["ReceiveApplication", 6],
  ["Admit", 6],
  ["SupplyFacts", 3],
  ["PromoteWaitlist", 3],
  ["Accept", 8],
  ["Decline", 2],
  ["Lapse", 2],
  ["Withdraw", 2],
  ["Object", 2],
  ["AnswerObjection", 2],
  ["Override", 3],
  ["Start", 2],
  ["MoveSession", 1],
  ["CancelSession", 1],
  ["RecordCompletion", 5],
  ["Exit", 2],
  ["OpenRegistration", 1],
  ["Announce", 1],
  ["Close", 1],
  ["CallOff", 1]
]

const step: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(...often.map(([name, weight]) => ({ arbitrary: fc.constant(name), weight }))),
  row: fc.integer({ min: 1, max: rows }),
  a: fc.nat(11),
  b: fc.nat(11)
})

/** Begins open, filled or running, with a few applications, so that most of it is about seats and days. */
export const sequence: fc.Arbitrary<Sequence> = fc
  .record({
    quota: fc.integer({ min: 1, max: 3 }),
    isLimited: fc.boolean(),
    begun: fc.integer({ min: 0, max: 3 }),
    steps: fc.array(step, { maxLength: 40, size: "max" })
  })
  .map(({ begun, isLimited, quota, steps }) => {
    const first = (name: Step["name"], row = 1, b = 1): Step => ({ name, row, a: 5, b })
    const open = [
      first("Announce"),
      first("OpenRegistration"),
      ...[1, 2, 3, 4].map((row) => first("ReceiveApplication", row))
    ]
    const filled = [...open, { ...first("Admit"), a: 1 }]
    const running = [...filled, first("Start"), first("Accept")]
    const completed = [...running, first("RecordCompletion", 1, 1)]
    const start = [open, filled, running, completed][begun]!
    return { quota, isLimited, steps: [...start, ...steps] }
  })

// ---- Rules

const lacks: Decision.Decision = { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "birthDate" }] }
const decisions: ReadonlyArray<Decision.Decision> = [
  { _tag: "Eligible" },
  { _tag: "Eligible" },
  { _tag: "Eligible" },
  { _tag: "Ineligible", reasons: ["over-age"] },
  lacks,
  { _tag: "Invalid", paths: ["birthDate"] }
]

/** Two rows in seven are of one person, one has none, one no household. */
const applied = (row: number, isKnown: boolean): Application.Application =>
  application(row, {
    person: row === 6 ? "p1" : row === 5 && !isKnown ? undefined : `p${row}`,
    household: row === 4 && !isKnown ? undefined : `h${row % 3}`,
    minute: (row * 5) % rows
  })

/** What is decided of everybody who could be, and of whom a decision would be idle; the numbers choose. */
const decidedOf = (state: CohortState.State, { a, b }: Step): ReadonlyArray<CohortCommand.PolicyAnswer> =>
  state._tag === "Unannounced"
    ? []
    : CohortState.inOrder(state)
        .filter(({ standing }) => standing._tag === "Received" || b % 2 === 0)
        .map(({ application: { id, row } }) => ({
          application: id,
          decision: decisions[(a + row) % decisions.length]!,
          facts: read(row + (b % 3))
        }))

/** How much was attended, or now and then that a day is open. */
const completionOf = ({ a, b }: Step): Completion.Completion =>
  b % 6 === 0
    ? { _tag: "Undetermined", dates: [schedule(sessions)[a % sessions]!] }
    : { _tag: "Rated", rate: { numerator: (b % 5) * 8, denominator: 32 } }

const named = (name: Command["_tag"], given: object, at: Moment.Moment): Command => command(name, given as never, at)

/** The command of a step, the `index`th, as the state stands. */
export const commandOf = (
  state: CohortState.State,
  given: Step,
  index: number,
  { isLimited, quota }: Pick<Sequence, "isLimited" | "quota">
): Command => {
  const { a, b, name, row } = given
  const at = minute(100 + index * 10 - (b === 0 ? 35 : 0))
  const target = rowFor(state, given)
  const id = appId(`a${target}`)
  const about = { application: id }
  const seats = terms({ limits: isLimited ? [household()] : [], answerBy: minute(100 + index * 10 + a * 20) })
  const days = schedule(sessions + 2)
  switch (name) {
    case "Announce":
      return named(name, { programme: "recovery-2020", cohort: cohort(quota, sessions) }, at)
    case "ReceiveApplication":
      return named(name, { application: applied(row, b > 8), facts: facts(row + (b > 7 ? 100 : 0)) }, at)
    case "Admit":
      return named(name, { decided: decidedOf(state, given), terms: seats }, at)
    case "PromoteWaitlist":
      return named(name, { terms: seats }, at)
    case "SupplyFacts": {
      const { keys, person } = applied(row, true)
      const decision = decisions[a % decisions.length]!
      return named(name, { ...about, person, keys, facts: facts(row + 200 + a), decision, terms: seats }, at)
    }
    case "Object":
      return named(name, { ...about, grounds: facts(300 + a) }, at)
    case "AnswerObjection":
      return named(name, { ...about, answer: a % 2 === 0 ? "upheld" : "rejected", reason: "point 4" }, at)
    case "Override":
      return named(
        name,
        {
          ...about,
          order: a % 2 === 0 ? "admit" : "refuse",
          reason: "letter 12",
          until: minute(110 + (index + b) * 10)
        },
        at
      )
    case "MoveSession":
      return named(name, { from: days[a % days.length]!, to: days[b % days.length]!, reason: "flood" }, at)
    case "CancelSession":
      return named(name, { date: days[a % days.length]!, reason: "flood" }, at)
    case "RecordCompletion":
      return named(name, { ...about, completion: completionOf(given) }, at)
    case "Exit":
      return named(name, { ...about, reason: reasons[a % reasons.length] }, at)
    case "CallOff":
      return named(name, { reason: "no trainer" }, at)
    case "OpenRegistration":
    case "Start":
    case "Close":
      return named(name, {}, at)
    case "Withdraw":
    case "Accept":
    case "Decline":
    case "Lapse":
      return named(name, about, at)
  }
}

/** Where a command belongs to; the rest may fall on anything. */
const fitting: Partial<Record<Command["_tag"], (entry: CohortState.Entry) => boolean>> = {
  Accept: ({ standing }) => standing._tag === "Offered",
  Decline: ({ standing }) => standing._tag === "Offered",
  Lapse: ({ standing }) => standing._tag === "Offered",
  SupplyFacts: ({ standing }) => standing._tag === "Undetermined",
  AnswerObjection: ({ objection }) => objection._tag === "Some" && objection.value.answered._tag === "None",
  RecordCompletion: CohortState.tookPart,
  Exit: CohortState.tookPart
}

/** Mostly an application that the command fits, where there is one; now and then whichever the step says. */
const rowFor = (state: CohortState.State, { b, name, row }: Step): number => {
  const fits = fitting[name]
  if (fits === undefined || state._tag === "Unannounced" || b % 5 === 0) return row
  const rows = CohortState.inOrder(state)
    .filter(fits)
    .map(({ application }) => application.row)
  return rows[b % rows.length] ?? row
}

const reasons = ["Completed", "Withdrew", "Ineligible", "Removed", "Deceased", "Duplicate", "Moved"] as const

/** Commands that bring any cohort that has not ended to its close, one at a time; nothing when it is closed. */
export const towardsClose = (state: CohortState.State): Command | undefined => {
  if (state._tag === "Unannounced")
    return named("Announce", { programme: "recovery-2020", cohort: cohort() }, minute(1))
  const far = Moment.makeUnsafe("2020-12-01T08:00:00")
  const [answerBy, afterwards] = [Moment.makeUnsafe("2020-12-01T09:00:00"), Moment.makeUnsafe("2020-12-01T10:00:00")]
  const entries = CohortState.inOrder(state)
  const is = (tag: CohortState.Standing["_tag"]) =>
    entries.find(({ standing }) => standing._tag === tag)?.application.id
  switch (state.stage) {
    case "Announced":
      return named("OpenRegistration", {}, far)
    case "Open":
    case "Filled":
    case "Running": {
      const due = entries.filter(({ standing }) => standing._tag === "Received")
      const decided = due.map(({ application: { id }, facts }) => ({ application: id, decision: decisions[0]!, facts }))
      if (due.some((entry) => CohortState.orderAt(entry, far) === undefined) || state.stage === "Open") {
        return named("Admit", { decided, terms: terms({ answerBy }) }, far)
      }
      if (state.stage === "Filled") return named("Start", {}, far)
      const objected = entries.find(
        (entry) =>
          entry.objection._tag === "Some" &&
          entry.objection.value.answered._tag === "None" &&
          !CohortState.isEnded(entry)
      )
      if (objected !== undefined) {
        return named("AnswerObjection", { application: objected.application.id, answer: "rejected", reason: "x" }, far)
      }
      const offered = is("Offered")
      if (offered !== undefined) return named("Lapse", { application: offered }, afterwards)
      const left = entries.find(
        ({ completion, standing }) => standing._tag === "Accepted" && completion._tag === "None"
      )
      if (left === undefined) return named("Close", {}, far)
      const completion = { _tag: "Rated", rate: { numerator: 32, denominator: 32 } }
      return named("RecordCompletion", { application: left.application.id, completion }, far)
    }
    case "Closed":
    case "CalledOff":
      return undefined
  }
}

/** The application of a row, where there is one. */
export const entryOf = (state: CohortState.State, row: number): CohortState.Entry | undefined =>
  state._tag === "Unannounced"
    ? undefined
    : HashMap.toValues(state.entries).find((entry) => entry.application.row === row)

export { officer }
