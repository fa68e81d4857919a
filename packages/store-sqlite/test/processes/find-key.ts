/** Finds or makes a master key, and says a digest of it and which of both it was. */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as MasterKey from "../../src/MasterKey.ts"

const { key, source } = await Effect.runPromise(MasterKey.find({ file: process.argv[2] ?? "", byDefault: "" }))
const digest = createHash("sha256").update(Redacted.value(key)).digest("hex")
process.stdout.write(`${digest} ${source._tag === "File" && source.made ? "made" : "found"}`)
