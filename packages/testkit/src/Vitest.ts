/**
 * The suites as tests of vitest, one test for each law. It stands apart from the rest of the kit, which needs no test
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
import { describe, it } from "vitest"
import * as JournalSuite from "./conformance/JournalSuite.ts"
import * as RegisterSuite from "./conformance/RegisterSuite.ts"
import type * as Store from "./conformance/Store.ts"
import type * as Suite from "./conformance/Suite.ts"
import * as VaultSuite from "./conformance/VaultSuite.ts"

// ---- Rules

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
