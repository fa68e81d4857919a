import { HonestStore, JournalSaboteurs, JournalSuite } from "@bina/testkit"
import { proof } from "./Proof.ts"

proof(JournalSuite.suite, () => HonestStore.journal(), JournalSaboteurs.saboteurs)
