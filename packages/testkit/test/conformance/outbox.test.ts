import { MemoryOutbox } from "@bina/core/notices"
import { HonestStore, OutboxSaboteurs, OutboxSuite } from "@bina/testkit"
import * as Conformance from "@bina/testkit/Vitest"
import { proof } from "./Proof.ts"

proof(OutboxSuite.suite, () => HonestStore.outbox(), OutboxSaboteurs.saboteurs)

Conformance.outbox("memory", () => MemoryOutbox.layer)
