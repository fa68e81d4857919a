/**
 * Nobody checks their own work: whoever prepares, verifies, approves and releases one list are four people. A person
 * who has had one duty on a list keeps to it, also when the list is edited and signed anew.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Authority from "./Authority.ts"

// ---- Models

/** Somebody had a duty on the list. */
export interface Acted {
  readonly duty: Authority.Duty
  readonly actor: Actor.Id
}

/** Two duties that one person may have on a list, where that was said explicitly; the order does not matter. */
export const Pair = Schema.Tuple([Authority.Duty, Authority.Duty]).check(
  Schema.makeFilter(([a, b]: readonly [Authority.Duty, Authority.Duty]) => a !== b || `${a} is no pair of duties`)
)
export type Pair = typeof Pair.Type

// ---- Errors

/** The person has had another duty on this list. */
export class SamePerson extends Schema.TaggedError<SamePerson>()("SamePerson", {
  actor: Actor.Id,
  held: Authority.Duty,
  asked: Authority.Duty
}) {
  override get message(): string {
    return `${this.actor} has had the duty to ${this.held} this list and may not ${this.asked} it: another person must`
  }
}

// ---- Rules

/** Whether somebody may take a duty beside those who acted before; a pair that was lifted is allowed to coincide. */
export const check = (
  acted: ReadonlyArray<Acted>,
  next: Acted,
  lifted: ReadonlyArray<Pair> = []
): Result.Result<void, SamePerson> => {
  const clash = acted.find(
    ({ actor, duty }) =>
      actor === next.actor &&
      duty !== next.duty &&
      !lifted.some((pair) => pair.includes(duty) && pair.includes(next.duty))
  )
  return clash === undefined
    ? Result.succeed(undefined)
    : Result.fail(new SamePerson({ actor: next.actor, held: clash.duty, asked: next.duty }))
}
