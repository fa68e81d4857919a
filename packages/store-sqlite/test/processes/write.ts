/**
 * Appends without end until it is killed. Each command writes to two streams, has two items and changes rows; what was
 * acknowledged is said at once.
 */
import { writeSync } from "node:fs"
import { flushCompileCache } from "node:module"
import { Command } from "@bina/core"
import { type Commit, Journal } from "@bina/core/adapter"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Given from "../Given.ts"

const [, , file = "", name = ""] = process.argv

const commitOf = (number: number): Commit.Commit => {
  const command = `${name}-${number}`
  const [a, b] = ["a", "b"].map((side) => Given.commit(command, `${name}-${side}`, number * 3, 3))
  const items = ["1", "2"].map((item) => ({ ...a!, command: Command.id(`${command}/${item}`) }))
  return {
    ...a!,
    writes: [...a!.writes, ...b!.writes],
    rows: [...(a!.rows ?? []), ...(b!.rows ?? [])],
    children: items.map(({ command, digest, result }) => ({ command, digest, result }))
  }
}

await Effect.runPromise(
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    // Whoever is killed would leave nothing compiled for those that start after it.
    flushCompileCache()
    writeSync(1, "ready\n")
    for (let number = 0; ; number++) {
      yield* journal.append(commitOf(number))
      writeSync(1, `${name}-${number}\n`)
    }
  }).pipe(
    Effect.provide(
      SqliteStore.layer({ file, masterKey: Given.masterKey, projection: Given.projection, patience: "60 seconds" })
    )
  )
)
