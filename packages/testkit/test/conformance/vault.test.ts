import { HonestStore, VaultSaboteurs, VaultSuite } from "@bina/testkit"
import { proof } from "./Proof.ts"

proof(VaultSuite.suite, (masterKey) => HonestStore.vault(masterKey), VaultSaboteurs.saboteurs)
