/**
 * The suites as tests of vitest, one test for each law, and tables of cases, one test for each. It stands apart from the rest of the kit, which needs no test
 * runner: everything else runs the laws by `Suite.run`.
 *
 * ```ts
 * import { MemoryStore } from "@bina/core/office"
 * import * as Conformance from "@bina/testkit/Vitest"
 *
 * Conformance.journal("memory", () => MemoryStore.layer())
 * Conformance.register("memory", (projection) => MemoryStore.layer(projection))
 * Conformance.vault("memory", () => MemoryStore.layerVault)
 * ```
 */
import * as Effect from "effect/Effect"
import type { Policy } from "@bina/policy"
import * as Cases from "@bina/policy/Cases"
import { assert, describe, it } from "vitest"
import * as JournalSuite from "./conformance/JournalSuite.ts"
import * as OutboxSuite from "./conformance/OutboxSuite.ts"
import * as RegisterSuite from "./conformance/RegisterSuite.ts"
import type * as Store from "./conformance/Store.ts"
import type * as Suite from "./conformance/Suite.ts"
import * as VaultSuite from "./conformance/VaultSuite.ts"

// ---- Functions

/** One test for each law of any suite. A law that needs what the store does not have is skipped, by its name. */
export const suite = <Services, Given>(
  { laws, port }: Suite.Suite<Services, Given>,
  name: string,
  make: Store.Make<Services, Given>
): void => {
  describe(`${port}: ${name}`, () => {
    for (const { check, id, sentence } of laws) {
      it(`${id} ${sentence}`, { timeout: 60_000 }, (test) =>
        Effect.runPromise(
          Effect.catchTag(check(make), "LawNotTried", ({ message }) => Effect.sync(() => test.skip(message)))
        )
      )
    }
  })
}

/** The laws of journals. */
export const journal = (name: string, make: JournalSuite.Make): void => suite(JournalSuite.suite, name, make)

/** The laws of registers. `make` is given the projection that the register has to be made by. */
export const register = (name: string, make: RegisterSuite.Make): void => suite(RegisterSuite.suite, name, make)

/** The laws of vaults. `make` is given the master key that the vault has to be locked with. */
export const vault = (name: string, make: VaultSuite.Make): void => suite(VaultSuite.suite, name, make)

/** The laws of outboxes. */
export const outbox = (name: string, make: OutboxSuite.Make): void => suite(OutboxSuite.suite, name, make)

/**
 * One test for each case of a table (CSV text), and one that fails for each row or column that cannot be used. A case
 * that is decided otherwise than expected shows its explanation.
 *
 * ```ts
 * import { Fact, Policy, Rule } from "@bina/policy"
 * import * as Conformance from "@bina/testkit/Vitest"
 * import * as Schema from "effect/Schema"
 *
 * const Facts = Schema.Struct({ resident: Fact.boolean({ text: { id: "penduduk", en: "resident" } }) })
 * const policy = Policy.make("example/residents", Facts, (f) =>
 *   Policy.allOf(
 *     Rule.requires("not-resident", f.resident, {
 *       text: { id: "Penduduk kota ini.", en: "Lives in the city." },
 *       refusal: { id: "Bukan penduduk kota ini.", en: "Does not live in the city." }
 *     })
 *   )
 * )
 *
 * Conformance.cases(policy, "case,resident,expect\nLives elsewhere,no,ineligible: not-resident")
 * ```
 */
export const cases = <F, A>(policy: Policy.Policy<F, A>, csv: string, language: "id" | "en" = "en"): void => {
  const read = Cases.read(policy, Cases.fromCsv(csv))
  describe(`cases of ${policy.document.id}`, () => {
    for (const each of read.cases) {
      it(`row ${each.row}: ${each.name}`, () => {
        const tried = Cases.tried(policy, each)
        assert.isTrue(tried.agrees, `\n${Cases.told(policy, tried, { language }).join("\n")}\n`)
      })
    }
    for (const fault of read.faults) {
      const told = Cases.toldFault(fault, language)
      it(`${told}`, () => assert.fail(told))
    }
  })
}
