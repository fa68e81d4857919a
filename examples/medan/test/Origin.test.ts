/** Results name their journal: one that is gone, cut off or exchanged is not begun anew in silence. */
import { copyFileSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Desk from "./Desk.ts"
import * as Folder from "./Folder.ts"

const { run } = Desk

const store = (desk: Desk.Desk): string => join(desk.out, "season.sqlite")

const release = async (desk: Desk.Desk): Promise<string> => {
  for (const [step, officer] of [
    ["verify", "budi"],
    ["approve", "citra"]
  ] as const) {
    assert.strictEqual((await run(desk, "lists", step, "satu", "--as", officer)).status, 0)
  }
  const released = await run(desk, "lists", "release", "satu", "--as", "dedi")
  assert.strictEqual(released.status, 0, released.stderr)
  return released.stdout
}

/** Every command that would go on with the journal, or begin one. */
const commands = [[], ["lists"], ["explain", "1271000000000001"], ["history", "satu"]]

const refused = async (desk: Desk.Desk, said: RegExp, ...words: ReadonlyArray<string>): Promise<void> => {
  for (const command of commands) {
    const answer = await run(desk, ...command, ...words)
    assert.strictEqual(answer.status, 2, command.join(" "))
    assert.match(answer.stderr, said)
  }
}

const verified = async (desk: Desk.Desk, status: number, said: RegExp): Promise<void> => {
  const answer = await run(desk, "verify")
  assert.strictEqual(answer.status, status)
  assert.match(answer.stderr, said)
}

describe("the journal that results came from", () => {
  it("is named by them, and at each release", async () => {
    const desk = Desk.season()
    await run(desk)
    const origin = JSON.parse(Folder.get(desk.out, "journal.json"))
    assert.hasAllKeys(origin, ["epoch", "position", "hash"])
    assert.match(origin.hash, /^[0-9a-f]{64}$/)
    assert.match(await release(desk), /where the journal ends now; keep a copy somewhere else: .*heads/)
    const [head] = readdirSync(join(desk.out, "heads"))
    const { position, signature } = JSON.parse(Folder.get(desk.out, `heads/${head}`))
    assert.strictEqual(head, `season-of-a-test.satu-${position}.json`)
    assert.isAbove(position, origin.position)
    assert.isString(signature)
    const again = await run(desk)
    assert.strictEqual(again.status, 0, again.stderr)
    assert.strictEqual(JSON.parse(Folder.get(desk.out, "journal.json")).epoch, origin.epoch)
    assert.strictEqual((await run(desk, "verify")).status, 0)
  })

  it("is missed when it is gone, and nothing is signed or released a second time", async () => {
    const desk = Desk.season()
    await run(desk)
    await release(desk)
    const results = Folder.get(desk.out, "season.json")
    rmSync(store(desk))
    const said = /there is no journal in .*season\.sqlite, and .*journal\.json names one; bring it back from a backup/
    await refused(desk, said)
    await verified(desk, 2, said)
    await refused(desk, /there is no journal in memory, and .*journal\.json names one/, "--store", "memory")
    assert.notInclude(readdirSync(desk.out), "season.sqlite")
    assert.strictEqual(Folder.get(desk.out, "season.json"), results)
    // Also when only what the release left is still there.
    rmSync(join(desk.out, "journal.json"))
    await refused(desk, /heads.*season-of-a-test\.satu-\d+\.json names one/)
    assert.strictEqual((await run({ ...desk, out: join(Folder.empty(), "anew") })).status, 0)
  })

  it("is told from another one, and from a copy of before the release", async () => {
    const [desk, other] = [Desk.season(), Desk.season()]
    await run(desk)
    const backup = join(Folder.empty(), "backup.sqlite")
    copyFileSync(store(desk), backup)
    await release(desk)
    copyFileSync(backup, store(desk))
    const cutOff = /heads.*names a journal up to position \d+: the end of this journal is gone/
    await refused(desk, cutOff)
    await verified(desk, 1, cutOff)
    await run(other)
    copyFileSync(store(other), store(desk))
    const another = /journal\.json names a journal up to position \d+: this is not that journal/
    await refused(desk, another)
    await verified(desk, 1, another)
  })

  it("is not guessed from what does not read", async () => {
    const desk = Desk.season()
    await run(desk)
    Folder.put(desk.out, "journal.json", "{}")
    await refused(desk, /journal\.json does not read as what names a journal; bring that file back/)
  })
})
