/**
 * A debt to one person: what was owed and not yet on its way when a list was approved. It has an id that no other debt
 * ever has and amounts that never change, so that a payment is matched by key and nothing is paid for twice.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Person from "../../words/Person.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Unique over all lists and budget lines. */
export const Id = Spelling.bounded(1_000).pipe(Schema.brand("ObligationId"))
export type Id = typeof Id.Type

/** Whether amounts can be paid out: nothing of them is owed by the person, and something is owed to somebody. */
export const isPayable = ({ gross, net }: Amounts.Amounts): boolean => gross >= 0 && net >= 0 && gross + net > 0

/**
 * Amounts in minor units. `gross` burdens the budget line, `net` goes to the person and `tax` to the tax office; where
 * an earlier tax was too high, `tax` is negative and `net` more than `gross`.
 */
export const Obligation = Schema.Struct({ id: Id, person: Person.Id, ...Amounts.fields }).check(
  Schema.makeFilter((amounts: Amounts.Amounts) => Amounts.ties(amounts)),
  Schema.makeFilter((amounts: Amounts.Amounts) => isPayable(amounts) || "an obligation owes something and asks nothing")
)
export type Obligation = typeof Obligation.Type

// ---- Rules

const read = Spelling.reader(Id, { kind: "obligation id", allowed: Spelling.allowed(1_000), isPersonal: true })

/**
 * An obligation id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))
