import { HonestStore, OutboxSaboteurs, OutboxSuite } from "@bina/testkit"
import { proof } from "./Proof.ts"

proof(OutboxSuite.suite, () => HonestStore.outbox(), OutboxSaboteurs.saboteurs)
