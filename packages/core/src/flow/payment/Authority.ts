/**
 * Who may do what with a list, and who may review what was decided about an application, as the decrees of appointment
 * say: this officer verifies, on these lines, for these treasuries, from this day on, up to this amount. What the table
 * does not say is not allowed, so an empty one allows nothing; what is unlimited must be spelled out, for a limit that was
 * forgotten reads like one that was never meant. An appointment is held by the id as the table spells it; a table in which
 * two ids are read alike gives neither of them anything, for nobody can say whose it is.
 */
import { CivilDate, CivilInterval, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** The four duties on a list in their order, each of another person: see `SegregationOfDuties`. */
export const Duty = Schema.Literals(["prepare", "verify", "approve", "release"])
export type Duty = typeof Duty.Type

/**
 * A duty, or `record`: to enter what the bank answered, or what somebody gave back. Recording moves no money, yet an
 * answer that is invented frees a budget line, so nobody records without being appointed either. `answer` is to answer
 * objections to what was decided about an application, `override` to order a seat, or none, by hand; `merge` is to say
 * that two ids are one person, which concerns all lines and payers.
 */
export const Task = Schema.Literals([...Duty.literals, "record", "answer", "override", "merge"])
export type Task = typeof Task.Type

/** Names of budget lines or payers; `all` must be spelled. */
export const Scope = Schema.Union([Schema.Literal("all"), Schema.NonEmptyArray(Spelling.Name)])
export type Scope = typeof Scope.Type

/** The greatest gross of a list, in its currency; `none` must be spelled. */
export const Ceiling = Schema.Union([Schema.Literal("none"), Money.Money])
export type Ceiling = typeof Ceiling.Type

/** One appointment; `appointment` names the document by which it was made, and events say under which they acted. */
export const Grant = Schema.Struct({
  actor: Actor.Id,
  task: Task,
  lines: Scope,
  payers: Scope,
  during: CivilInterval.CivilInterval,
  ceiling: Ceiling,
  appointment: Spelling.Name
})
export type Grant = typeof Grant.Type

/** All appointments. No two ids in it may be read alike. */
export const Table = Schema.Array(Grant).check(
  Schema.makeFilter((grants: ReadonlyArray<Grant>) => {
    const pair = Actor.lookAlikes(grants.map(({ actor }) => actor))
    return pair === undefined || `${pair[0]} and ${pair[1]} are read alike: one officer has one id`
  })
)
export type Table = typeof Table.Type

/** What is asked of a table. `on` is the day in the programme's zone, `total` the gross of the list. */
export interface Question {
  readonly actor: Actor.Id
  readonly task: Task
  readonly line: string
  readonly payer: string
  readonly on: CivilDate.CivilDate
  readonly total: Money.Money
}

/** Which part of the table stood in the way, the first in the order in which they are looked at. */
export const Obstacle = Schema.Literals([
  "ambiguous",
  "spelt-otherwise",
  "not-appointed",
  "other-line",
  "other-payer",
  "other-day",
  "above-ceiling"
])
export type Obstacle = typeof Obstacle.Type

// ---- Errors

/** The table does not allow it. */
export class NotAuthorised extends Schema.TaggedError<NotAuthorised>()("NotAuthorised", {
  actor: Actor.Id,
  task: Task,
  line: Schema.String,
  payer: Schema.String,
  on: CivilDate.CivilDate,
  total: Money.Money,
  obstacle: Obstacle
}) {
  override get message(): string {
    const { actor, line, on, payer, task, total } = this
    const why = {
      ambiguous: "stands in the table under two ids that are read alike",
      "spelt-otherwise": "is written otherwise in the table of appointments",
      "not-appointed": "holds no appointment for it",
      "other-line": `is appointed for other budget lines than ${line}`,
      "other-payer": `is appointed for other payers than ${payer}`,
      "other-day": `is not appointed on ${on}`,
      "above-ceiling": `is not appointed for as much as ${total.currency} ${total.amount}`
    }[this.obstacle]
    return `${actor} may not ${task} here: the officer ${why}; let somebody do it who is, or enter the appointment`
  }
}

// ---- Rules

/** The first grant that allows what is asked; fails with {@link NotAuthorised} when none does. */
export const grantFor = (table: Table, question: Question): Result.Result<Grant, NotAuthorised> => {
  const { actor, line, on, payer, task, total } = question
  const steps: ReadonlyArray<readonly [Obstacle, (grant: Grant) => boolean]> = [
    ["not-appointed", (grant) => grant.actor === actor && grant.task === task],
    ["other-line", ({ lines }) => includes(lines, line)],
    ["other-payer", ({ payers }) => includes(payers, payer)],
    ["other-day", ({ during }) => CivilInterval.contains(during, on)],
    ["above-ceiling", ({ ceiling }) => reaches(ceiling, total)]
  ]
  const alike = likeIn(table, actor)
  if (alike.length > 1) return Result.fail(new NotAuthorised({ ...question, obstacle: "ambiguous" }))
  if (alike.length === 1 && alike[0] !== actor) {
    return Result.fail(new NotAuthorised({ ...question, obstacle: "spelt-otherwise" }))
  }
  let left = table
  for (const [obstacle, allows] of steps) {
    left = left.filter(allows)
    if (left.length === 0) return Result.fail(new NotAuthorised({ ...question, obstacle }))
  }
  return Result.succeed(left[0]!)
}

/** Allows any one of the tasks, in their order; fails with what stood in the way of the last. */
export const grantForAny = (
  table: Table,
  tasks: readonly [Task, ...Array<Task>],
  question: Omit<Question, "task">
): Result.Result<Grant, NotAuthorised> => {
  const [first, ...others] = tasks
  return others.reduce(
    (found, task) => (Result.isSuccess(found) ? found : grantFor(table, { ...question, task })),
    grantFor(table, { ...question, task: first })
  )
}

/** The ids of a table by their readings; a table is asked over and over. */
const readings = new WeakMap<Table, ReadonlyMap<string, ReadonlySet<Actor.Id>>>()

/** The ids in a table that are read like this one. */
const likeIn = (table: Table, actor: Actor.Id): ReadonlyArray<Actor.Id> => {
  let known = readings.get(table)
  if (known === undefined) {
    const made = new Map<string, Set<Actor.Id>>()
    for (const { actor: id } of table) {
      for (const reading of Actor.readingsOf(id)) made.set(reading, (made.get(reading) ?? new Set()).add(id))
    }
    known = made
    readings.set(table, known)
  }
  const found = Actor.readingsOf(actor).flatMap((reading) => [...(known.get(reading) ?? [])])
  return [...new Set(found)]
}

const includes = (scope: Scope, name: string): boolean => scope === "all" || scope.includes(name)

/** A ceiling in another currency says nothing about this one, so it does not reach. */
const reaches = (ceiling: Ceiling, { amount, currency }: Money.Money): boolean =>
  ceiling === "none" || (ceiling.currency === currency && amount <= ceiling.amount)
