/**
 * What tests of policies share: generators of policies and of facts that fit them.
 */
export { Choices } from "./Choices.ts"
export * as GeneratedFacts from "./GeneratedFacts.ts"
export * as GeneratedPolicy from "./GeneratedPolicy.ts"
export * as PolicyArbitrary from "./PolicyArbitrary.ts"
export * as Disclosure from "./conformance/Disclosure.ts"
export * as JournalSuite from "./conformance/JournalSuite.ts"
export * as Law from "./conformance/Law.ts"
export * as Store from "./conformance/Store.ts"
export * as Suite from "./conformance/Suite.ts"
export * as HonestStore from "./saboteurs/HonestStore.ts"
export * as JournalSaboteurs from "./saboteurs/JournalSaboteurs.ts"
export * as Saboteur from "./saboteurs/Saboteur.ts"
export * as RegisterSuite from "./conformance/RegisterSuite.ts"
export * as RegisterSaboteurs from "./saboteurs/RegisterSaboteurs.ts"
export * as VaultSuite from "./conformance/VaultSuite.ts"
export * as VaultSaboteurs from "./saboteurs/VaultSaboteurs.ts"
