/**
 * Native `Arbitrary` values over the generators: policies with facts that fit them. What is drawn is an array of
 * integers, so failures shrink to a small one and replay.
 */
import type { Policy } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import { Choices } from "./Choices.ts"
import * as GeneratedFacts from "./GeneratedFacts.ts"
import * as GeneratedPolicy from "./GeneratedPolicy.ts"

// ---- Models

/** A policy, complete facts for it, and the same facts with some keys gone. */
export interface Sample {
  readonly policy: Policy.Foreign
  readonly complete: GeneratedFacts.Facts
  readonly partial: GeneratedFacts.Facts
  /** Further choices for the property itself. */
  readonly choices: Choices
}

// ---- Rules

const numbers = Arbitrary.array(Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }))), {
  minLength: 100,
  maxLength: 400
})

/** Choices for any generator that draws from them. */
export const choices: Arbitrary.Arbitrary<Choices> = Arbitrary.map(numbers, (drawn) => new Choices(drawn))

/** A policy with facts. */
export const sample: Arbitrary.Arbitrary<Sample> = Arbitrary.map(
  Arbitrary.all({ forPolicy: choices, forFacts: choices }),
  ({ forFacts, forPolicy }) => {
    const policy = GeneratedPolicy.make(forPolicy)
    const complete = GeneratedFacts.complete(policy.document.facts, forFacts)
    return { policy, complete, partial: GeneratedFacts.forget(complete, forFacts), choices: forFacts }
  }
)
