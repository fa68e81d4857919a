/**
 * What tests of policies, programmes and adapters share: the laws of every port with the stores that break them, given
 * / when / then for deciders, services that fail on purpose, and generators of policies, facts and invented data. The
 * suites as tests of vitest stand apart, in `@bina/testkit/Vitest`.
 */
export { Choices } from "./Choices.ts"
export * as GeneratedFacts from "./GeneratedFacts.ts"
export * as GeneratedPolicy from "./GeneratedPolicy.ts"
export * as PolicyArbitrary from "./PolicyArbitrary.ts"
export * as PlainData from "./invented/PlainData.ts"
export * as ProgrammeArbitrary from "./invented/ProgrammeArbitrary.ts"
export * as PersonArbitrary from "./invented/PersonArbitrary.ts"
export * as AttendanceArbitrary from "./invented/AttendanceArbitrary.ts"
export * as DeciderSpec from "./specification/DeciderSpec.ts"
export * as Interception from "./fault/Interception.ts"
export * as Faulty from "./fault/Faulty.ts"
export * as Law from "./conformance/Law.ts"
export * as Store from "./conformance/Store.ts"
export * as Suite from "./conformance/Suite.ts"
export * as Expect from "./conformance/Expect.ts"
export * as Disclosure from "./conformance/Disclosure.ts"
export * as JournalSuite from "./conformance/JournalSuite.ts"
export * as RegisterSuite from "./conformance/RegisterSuite.ts"
export * as VaultSuite from "./conformance/VaultSuite.ts"
export * as HonestStore from "./saboteurs/HonestStore.ts"
export * as Saboteur from "./saboteurs/Saboteur.ts"
export * as JournalSaboteurs from "./saboteurs/JournalSaboteurs.ts"
export * as RegisterSaboteurs from "./saboteurs/RegisterSaboteurs.ts"
export * as VaultSaboteurs from "./saboteurs/VaultSaboteurs.ts"
