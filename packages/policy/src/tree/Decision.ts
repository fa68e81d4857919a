/**
 * What a policy answers. Three values and a fourth for facts that cannot be what they claim to be: nothing is ever yes
 * or no by default.
 */
import * as Schema from "effect/Schema"

// ---- Models

/** Something that was needed and is not known: a fact by path, a parameter or a duty by name. */
export const Item = Schema.TaggedUnion({
  MissingFact: { path: Schema.String },
  MissingParameter: { name: Schema.String },
  MissingDuty: { name: Schema.String }
})
export type Item = typeof Item.Type

/** Why a requirement is not met: the rule's name. Its text and citation stand in the policy. */
export const Reason = Schema.String
export type Reason = typeof Reason.Type

/**
 * The answer of a policy of requirements. `Ineligible` as soon as one requirement is false, with every false one, in
 * policy order; else `Undetermined` as soon as one is, with everything that is missing; `Invalid` when a fact that the
 * policy reads lies outside its declaration, is `null`, or is not declared: then nothing else is said.
 */
export const Decision = Schema.TaggedUnion({
  Eligible: {},
  Ineligible: { reasons: Schema.NonEmptyArray(Reason) },
  Undetermined: { missing: Schema.NonEmptyArray(Item) },
  Invalid: { paths: Schema.NonEmptyArray(Schema.String) }
})
export type Decision = typeof Decision.Type

/** A value, or everything that is missing to know it. */
export type Outcome<A> =
  | { readonly _tag: "Determined"; readonly value: A }
  | { readonly _tag: "Undetermined"; readonly missing: readonly [Item, ...Array<Item>] }

/** The answer of a policy of outputs: each value three-valued, or `Invalid` as a whole. */
export type Assessment<Outputs> =
  | { readonly _tag: "Assessed"; readonly values: { readonly [K in keyof Outputs]: Outcome<Outputs[K]> } }
  | { readonly _tag: "Invalid"; readonly paths: readonly [string, ...Array<string>] }

/** The answer of a policy that was read from JSON, whose types are not known here. */
export type Answer = Decision | Assessment<Readonly<Record<string, unknown>>>

/** The name of an item, as lists and tables show it. */
export const nameOf = (item: Item): string => (item._tag === "MissingFact" ? item.path : item.name)
