import { HonestStore, RegisterSaboteurs, RegisterSuite } from "@bina/testkit"
import { proof } from "./Proof.ts"

proof(RegisterSuite.suite, (projection) => HonestStore.register(projection), RegisterSaboteurs.saboteurs)
