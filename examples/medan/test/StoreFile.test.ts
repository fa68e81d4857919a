/** A store that cannot be used is refused in one sentence, and nobody waits for it. */
import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Journal } from "@bina/core/adapter"
import { Region } from "@bina/indonesia"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { City, Store } from "@bina/cli"
import { policiesIn } from "../src/pack.ts"
import { program } from "../src/program.ts"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"

const { run } = Desk

describe("a store that cannot be used", () => {
  it("is no pipe, which nobody would ever write to, and no file of no bytes, which would be whole", async () => {
    const desk = Desk.season()
    const place = Folder.empty()
    Folder.put(place, "empty.sqlite", "")
    execFileSync("mkfifo", [join(place, "pipe")])
    for (const [file, said] of [
      ["pipe", /pipe is no ordinary file; name another one with --store/],
      ["empty.sqlite", /empty\.sqlite holds no bytes: whatever journal was there is gone/]
    ] as const) {
      for (const words of [[], ["verify"], ["lists"]]) {
        const answer = await run(desk, ...words, "--store", `sqlite:${join(place, file)}`)
        assert.strictEqual(answer.status, 2, words.join(" "))
        assert.match(answer.stderr, said)
      }
    }
    assert.strictEqual(Folder.get(place, "empty.sqlite"), "")
  })

  it("tells what to do when it can no longer be written", async () => {
    const city = Result.getOrThrow(Region.parseCode("1271"))
    const error = await Effect.fail(new Journal.JournalUnavailable({ reason: "database or disk is full" })).pipe(
      Store.using({ _tag: "Memory" }, { out: "out", language: "id", policies: policiesIn(city) }),
      City.inCity(program),
      Effect.flip,
      Effect.runPromise
    )
    assert.match(error.text.id, /tidak dapat dibaca atau ditulis lagi \(database or disk is full\); periksa ruang disk/)
    assert.strictEqual(error._tag, "StoreRefused")
  })
})
