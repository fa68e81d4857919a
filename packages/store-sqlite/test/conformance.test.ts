/** The embedded store on real files, held against every law of the ports; whoever reads figures is given its tables. */
import { assert, describe, it } from "@effect/vitest"
import { JournalSuite, OutboxSuite, RegisterSuite, Suite, VaultSuite } from "@bina/testkit"
import * as Conformance from "@bina/testkit/Vitest"
import * as Effect from "effect/Effect"
import * as Conforming from "./Conforming.ts"
import * as Proof from "./Proof.ts"

Conformance.journal("SQLite", Conforming.journal)
Conformance.register("SQLite", Conforming.register)
Conformance.vault("SQLite", Conforming.vault)
Conformance.outbox("SQLite", Conforming.outbox)

describe.runIf(Proof.isRead)("the tables to be published", () => {
  const suites = [
    Suite.run(JournalSuite.suite, Conforming.journal),
    Suite.run(RegisterSuite.suite, Conforming.register),
    Suite.run(VaultSuite.suite, Conforming.vault),
    Suite.run(OutboxSuite.suite, Conforming.outbox)
  ]
  it.effect.each(suites)(
    "say that every law is kept",
    (suite) =>
      Effect.gen(function* () {
        const report = yield* suite
        assert.deepStrictEqual(
          report.lines.filter(({ _tag }) => _tag !== "Kept"),
          []
        )
        Proof.record("suite", { port: report.port, laws: report.lines.length, table: Suite.table(report) })
      }),
    Proof.patience
  )
})
