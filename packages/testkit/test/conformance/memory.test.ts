/** The adapters in memory, as any adapter is held against the suites, and the laws of the whole that this shows. */
import { MemoryOutbox } from "@bina/core/notices"
import { MemoryStore } from "@bina/core/office"
import { assert, describe, it } from "@effect/vitest"
import { JournalSuite, type Law, RegisterSuite, type Store } from "@bina/testkit"
import * as Conformance from "@bina/testkit/Vitest"
import * as Effect from "effect/Effect"

Conformance.journal("memory", () => MemoryStore.layer())
Conformance.register("memory", (projection) => MemoryStore.layer(projection))
Conformance.vault("memory", () => MemoryStore.layerVault)
Conformance.outbox("memory", () => MemoryOutbox.layer)

/** Tries a law many times: each time its inputs and the order of its fibers may be others. */
const tried = <Services, Given>(
  laws: ReadonlyArray<Law.Law<Services, Given>>,
  id: string,
  make: Store.Make<Services, Given>,
  times: number
) =>
  Effect.gen(function* () {
    const law = laws.find((each) => each.id === id)
    assert.isDefined(law)
    for (let time = 0; time < times; time += 1) yield* law!.check(make)
  })

describe("the stores in memory", () => {
  it.effect("L41 a register made anew from the journal equals the one that was kept", () =>
    tried(RegisterSuite.laws, "R-12", (projection) => MemoryStore.layer(projection), 30)
  )

  it.effect("L44 of many fibers that claim the last seat at once exactly one gets it", () =>
    tried(JournalSuite.laws, "J-31", () => MemoryStore.layer(), 10)
  )
})
