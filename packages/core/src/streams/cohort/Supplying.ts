/** How an application gets what it lacked: it is decided anew at its place, and nobody else is. */
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortEvent from "./Event.ts"
import * as CohortFilling from "./Filling.ts"
import * as CohortState from "./State.ts"

// ---- Errors

/** Supplying completes what is missing; what is known is changed by an objection only. */
export class AlreadyKnown extends Schema.TaggedError<AlreadyKnown>()("AlreadyKnown", {
  application: Application.Id,
  names: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `of ${this.application} ${this.names.join(", ")} is known already and would change: supply only what is missing, or object`
  }
}

// ---- Rules

/** Completes an undetermined application and decides it anew, at its place; nobody else is decided. */
export const supply = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"SupplyFacts">
): CohortEvent.Following<
  CohortApplications.UnknownApplication | CohortApplications.WrongStanding | AlreadyKnown | CohortFilling.NotFilled
> =>
  Result.flatMap(
    CohortApplications.entryOf(state, command.application),
    (entry): CohortEvent.Following<CohortApplications.WrongStanding | AlreadyKnown | CohortFilling.NotFilled> => {
      const { actor, at, decision, facts, keys, person, terms } = command
      const { id } = entry.application
      const decided = [{ application: id, decision, facts: { open: facts.open, digest: facts.digest } }]
      const isKnown = CaseFacts.isSame(entry.facts, facts)
      if (entry.standing._tag !== "Undetermined") {
        return isKnown ? CohortEvent.nothing : CohortApplications.wrongStanding(entry, "SupplyFacts", "Undetermined")
      }
      if (isKnown) return CohortFilling.fill(state, { decided, terms, at, actor })

      const [name, ...names] = changed(entry.application, person, keys, terms.personFact)
      if (name !== undefined) {
        return Result.fail(new AlreadyKnown({ application: id, names: [name, ...names] }))
      }
      const supplied: CohortEvent.Event = {
        _tag: "FactsSupplied",
        application: { ...entry.application, person, keys },
        facts,
        at,
        actor
      }
      const completed = CohortState.evolve(state, supplied)
      if (completed._tag === "Unannounced") return CohortEvent.nothing
      return Result.map(CohortFilling.fill(completed, { decided, terms, at, actor }), (events) => [supplied, ...events])
    }
  )

/** What was known and would be something else, or would be known no longer. */
const changed = (
  before: Application.Application,
  person: Application.Applicant,
  keys: Application.Application["keys"],
  personFact: string
): ReadonlyArray<string> => [
  ...(before.person._tag === "Known" && !Equal.equals(before.person, person) ? [personFact] : []),
  ...Object.entries(before.keys).flatMap(([name, key]) =>
    key._tag === "Known" && !Equal.equals(key, keys[name]) ? [name] : []
  )
]
