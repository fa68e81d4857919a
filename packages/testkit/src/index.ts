/**
 * What tests of policies share: generators of policies and of facts that fit them.
 */
export { Choices } from "./Choices.ts"
export * as GeneratedFacts from "./GeneratedFacts.ts"
export * as GeneratedPolicy from "./GeneratedPolicy.ts"
export * as PolicyArbitrary from "./PolicyArbitrary.ts"
