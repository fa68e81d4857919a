/**
 * Nobody checks their own work: whoever prepares, verifies, approves and releases one list are four people. A person
 * who has had one duty on a list keeps to it, also when the list is edited and signed anew. In an emergency a second
 * duty may be let into the same hand, a third never: at least two people answer for every list.
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

/** The person has had two duties on this list; not even an emergency adds a third. */
export class TooManyDuties extends Schema.TaggedError<TooManyDuties>()("TooManyDuties", {
  actor: Actor.Id,
  held: Schema.Array(Authority.Duty),
  asked: Authority.Duty
}) {
  override get message(): string {
    return `${this.actor} has had the duties to ${this.held.join(" and ")} this list and may not ${this.asked} it, in no emergency either: another person must`
  }
}

// ---- Rules

/** The other duties that a person has had, each once, in the order in which they had them. */
export const othersOf = (acted: ReadonlyArray<Acted>, { actor, duty }: Acted): ReadonlyArray<Authority.Duty> => [
  ...new Set(
    acted.filter((before) => before.duty !== duty && Actor.isSame(before.actor, actor)).map((before) => before.duty)
  )
]

/** Whether somebody may take a duty beside those who acted before; `lifted` are duties that one may have had all the same. */
export const check = (
  acted: ReadonlyArray<Acted>,
  next: Acted,
  lifted: ReadonlyArray<Authority.Duty> = []
): Result.Result<void, SamePerson | TooManyDuties> => {
  const { actor, duty: asked } = next
  const held = othersOf(acted, next)
  if (held.length > 1) return Result.fail(new TooManyDuties({ actor, held, asked }))
  const clash = held.find((duty) => !lifted.includes(duty))
  return clash === undefined ? Result.succeed(undefined) : Result.fail(new SamePerson({ actor, held: clash, asked }))
}
