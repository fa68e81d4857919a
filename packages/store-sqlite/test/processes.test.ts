/**
 * Several processes on one file, and processes that are killed. A small sample is tried here; `BINA_PROOF=full` tries
 * 10,000 rounds and 1,000 kills, and prints figures.
 */
import { type ChildProcess, fork, spawn } from "node:child_process"
import { Command, Journal, Register, Verification } from "@bina/core"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"
import * as Programs from "./Programs.ts"

const isFull = process.env["BINA_PROOF"] === "full"
const counts = isFull ? { rounds: 10_000, kills: 1_000 } : { rounds: 20, kills: 20 }
const patience = isFull ? 6 * 3_600_000 : 300_000

const ending = (child: ChildProcess) =>
  Effect.callback<void>((resume) => {
    if (child.exitCode !== null || child.signalCode !== null) return resume(Effect.void)
    child.once("exit", () => resume(Effect.void))
  })

/** What a process says, one message at a time. */
const messages = (child: ChildProcess) => {
  const said: Array<unknown> = []
  let waiting: ((message: unknown) => void) | undefined
  child.on("message", (message) => {
    const resume = waiting
    waiting = undefined
    if (resume === undefined) said.push(message)
    else resume(message)
  })
  return Effect.callback<unknown>((resume) => {
    if (said.length > 0) return resume(Effect.succeed(said.shift()))
    waiting = (message) => resume(Effect.succeed(message))
  })
}

const claimants = 16

describe("the last seat", () => {
  it.live(
    "L44 of sixteen processes that claim it at once exactly one wins, every time",
    () =>
      Effect.gen(function* () {
        const file = yield* Given.file
        const [claim] = yield* Programs.of("claim")
        const processes = yield* Effect.acquireRelease(
          Effect.sync(() => Array.from({ length: claimants }, (_, index) => fork(claim, [file, `p${index}`]))),
          (children) => Effect.sync(() => children.forEach((child) => child.kill("SIGKILL")))
        )
        const heard = processes.map(messages)
        const all = Effect.all(heard, { concurrency: "unbounded" })
        assert.deepStrictEqual(new Set(yield* all), new Set(["ready"]))
        const winners = new Map<number, number>()
        const began = performance.now()
        for (let round = 0; round < counts.rounds; round++) {
          for (const child of processes) child.send(round)
          const said = yield* all
          const tags = said.map((each) => (each as readonly [number, string])[1])
          assert.lengthOf(
            tags.filter((tag) => tag === "Appended"),
            1,
            `round ${round}: ${tags.join()}`
          )
          assert.lengthOf(
            tags.filter((tag) => tag === "StaleVersion"),
            claimants - 1,
            `round ${round}: ${tags.join()}`
          )
          const winner = tags.indexOf("Appended")
          winners.set(winner, (winners.get(winner) ?? 0) + 1)
        }
        const took = performance.now() - began
        for (const child of processes) child.send(-1)
        yield* Effect.all(processes.map(ending), { concurrency: "unbounded" })
        yield* Effect.gen(function* () {
          const journal = yield* Journal.Journal
          assert.deepInclude(yield* Verification.of(journal), { _tag: "Whole", events: counts.rounds })
          assert.lengthOf(yield* Stream.runCollect((yield* Register.Register).rows("cohorts")), counts.rounds)
        }).pipe(Effect.provide(Given.store(file)))
        yield* Effect.log(
          `${counts.rounds} rounds of ${claimants} processes, ${winners.size} of them won some, ${(took / counts.rounds).toFixed(1)} ms a round`
        )
      }),
    patience
  )
})

/** Lets a process write so many commands and a few milliseconds more, then kills it; gives what it acknowledged. */
const killed = (program: string, file: string, name: string, commands: number, milliseconds: number) =>
  Effect.gen(function* () {
    const child = spawn(process.execPath, [program, file, name])
    let said = ""
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
    let complained = ""
    child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()))
    while (said.split("\n").length < commands + 2 && child.exitCode === null) yield* Effect.sleep("2 millis")
    yield* Effect.sleep(milliseconds)
    child.kill("SIGKILL")
    yield* ending(child)
    assert.strictEqual(child.signalCode, "SIGKILL", complained)
    return said.split("\n").slice(1, -1)
  })

/** Of a writer that was killed: everything acknowledged is there, and nothing is there in part. */
const check = (file: string, name: string, acknowledged: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    // One more than was acknowledged may have been kept.
    const ids = Array.from({ length: acknowledged.length + 2 }, (_, number) => `${name}-${number}`)
    const known = yield* journal.recorded(ids.flatMap((id) => [id, `${id}/1`, `${id}/2`]).map(Command.id))
    const kept = ids.filter((id) => known.has(Command.id(id))).length
    assert.deepStrictEqual(acknowledged, ids.slice(0, acknowledged.length))
    assert.isAtLeast(kept, acknowledged.length)
    assert.isAtMost(kept, acknowledged.length + 1)
    assert.strictEqual(known.size, kept * 3)
    const rows = yield* Stream.runCollect((yield* Register.Register).rows("cohorts"))
    for (const side of ["a", "b"]) {
      const stream = Given.stream(`${name}-${side}`)
      assert.strictEqual((yield* journal.read(stream)).length, kept * 3)
      assert.strictEqual(rows.find((row) => row.stream === stream)?.values["events"], kept === 0 ? undefined : kept * 3)
    }
    return kept - acknowledged.length
  }).pipe(Effect.provide(Layer.fresh(Given.store(file))))

/** How many writers one file sees one after the other. */
const perFile = 25

describe("a writer that is killed", () => {
  it.live(
    "L45 loses nothing that it acknowledged and leaves nothing in part, every time",
    () =>
      Effect.gen(function* () {
        const [write] = yield* Programs.of("write")
        let [file, acknowledgedInAll, unacknowledged] = ["", 0, 0]
        for (let kill = 0; kill < counts.kills; kill++) {
          if (kill % perFile === 0) file = Given.fresh()
          // From before the first command to some way into the log, and at any moment of a command.
          const acknowledged = yield* killed(write, file, `w${kill}`, (kill * 3) % 11, (kill * 7) % 23)
          acknowledgedInAll += acknowledged.length
          unacknowledged += yield* check(file, `w${kill}`, acknowledged)
          if (kill % perFile === perFile - 1 || kill === counts.kills - 1) {
            const whole = yield* Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal)).pipe(
              Effect.provide(Layer.fresh(Given.store(file)))
            )
            assert.strictEqual(whole._tag, "Whole")
          }
        }
        assert.isAbove(acknowledgedInAll, 0)
        yield* Effect.log(
          `${counts.kills} kills: ${acknowledgedInAll} commands acknowledged, all there; ${unacknowledged} kept without having been acknowledged, whole`
        )
      }),
    patience
  )
})

describe("several processes", () => {
  it.live(
    "make one store when they come first at once, and append all they have",
    () =>
      Effect.gen(function* () {
        const file = yield* Given.file
        const [write] = yield* Programs.of("write")
        const acknowledged = yield* Effect.all(
          ["x", "y", "z"].map((name) => killed(write, file, name, 5, 3)),
          { concurrency: "unbounded" }
        )
        let kept = 0
        for (const [index, name] of ["x", "y", "z"].entries()) {
          assert.isAbove(acknowledged[index]!.length, 0)
          kept += acknowledged[index]!.length + (yield* check(file, name, acknowledged[index]!))
        }
        const found = yield* Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal)).pipe(
          Effect.provide(Given.store(file))
        )
        assert.deepInclude(found, { _tag: "Whole", events: kept * 6 })
      }),
    patience
  )
})
