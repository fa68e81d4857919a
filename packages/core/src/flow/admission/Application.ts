/**
 * A request to join a cohort, as far as admission needs it: its place in the order of registration, and the key facts
 * by which people are told apart and limits are counted. Everything else about the applicant is a fact of the
 * eligibility policy and stays there.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Identifies an application within its cohort. */
export const Id = Spelling.Name.pipe(Schema.brand("ApplicationId"))
export type Id = typeof Id.Type

/** A key fact: known, or missing because it was not given or is not well formed. Two missing keys are never equal. */
export const Key = Schema.TaggedUnion({ Known: { value: Spelling.Name }, Missing: {} })
export type Key = typeof Key.Type

/** Who applies: a person, or nobody that we can name. */
export const Applicant = Schema.TaggedUnion({ Known: { value: Person.Id }, Missing: {} })
export type Applicant = typeof Applicant.Type

/**
 * One application. `registeredAt`, then `row` (the row of the form or file), give the order of registration. `keys`
 * names every key fact that a limit may count, for example `household`.
 */
export const Application = Schema.Struct({
  id: Id,
  registeredAt: Moment.Moment,
  row: Schema.Int,
  person: Applicant,
  keys: Schema.Record(Schema.String, Key)
})
export type Application = typeof Application.Type

// ---- Rules

const read = Spelling.reader(Id, { kind: "application id", allowed: Spelling.allowed(100) })

/**
 * An application id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))

/** A key that is not known. */
export const missing = { _tag: "Missing" } as const

/** A key that is known. */
export const known = <A extends string>(value: A): { readonly _tag: "Known"; readonly value: A } => ({
  _tag: "Known",
  value
})

/** Earlier, equal or later in the order of registration: negative, zero or positive. */
export const compare = (
  a: Pick<Application, "registeredAt" | "row">,
  b: Pick<Application, "registeredAt" | "row">
): number => (a.registeredAt < b.registeredAt ? -1 : a.registeredAt > b.registeredAt ? 1 : a.row - b.row)
