/**
 * Several processes on one file, and processes that are killed: a sample in every test run, the full counts by
 * `pnpm proof`, which reads the figures.
 */
import { type ChildProcess, fork, spawn } from "node:child_process"
import { join } from "node:path"
import { Command } from "@bina/core"
import { Journal, Register } from "@bina/core/adapter"
import { StreamKind, Verification } from "@bina/core/journal"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"
import * as Line from "./Line.ts"
import * as Programs from "./Programs.ts"
import * as Proof from "./Proof.ts"

const ending = (child: ChildProcess) =>
  Effect.callback<void>((resume) => {
    if (child.exitCode !== null || child.signalCode !== null) return resume(Effect.void)
    child.once("exit", () => resume(Effect.void))
  })

/** Processes start faster when they keep what was compiled for one another. */
const environment = (program: string) => ({ ...process.env, NODE_COMPILE_CACHE: join(program, "..", "compiled") })

/** How it went for one process in one round. */
interface Claimed {
  readonly round: number
  readonly seat: string
  readonly rupiah: string
  readonly decisions: number
}

/** What a process says next. */
const next = (child: ChildProcess) =>
  Effect.callback<unknown>((resume) => {
    const gone = () => resume(Effect.die(new Error("a process ended before it answered")))
    child.once("exit", gone)
    child.once("message", (message) => {
      child.off("exit", gone)
      resume(Effect.succeed(message))
    })
  })

const claimants = 16

/** Whoever claims stands by in a process of its own, until the test is over. */
const standingBy = (file: string) =>
  Effect.gen(function* () {
    const [claim] = yield* Programs.of("claim")
    const processes = yield* Effect.acquireRelease(
      Effect.sync(() =>
        Array.from({ length: claimants }, (_, index) => fork(claim, [file, `p${index}`], { env: environment(claim) }))
      ),
      (children) => Effect.sync(() => children.forEach((child) => child.kill("SIGKILL")))
    )
    const heard = yield* Effect.all(processes.map(next), { concurrency: "unbounded" })
    assert.deepStrictEqual(new Set(heard), new Set(["ready"]))
    return processes
  })

/** All claim what one round has once: they are told of it together, and the next begins when all have answered. */
const race = (processes: ReadonlyArray<ChildProcess>, round: number) =>
  Effect.gen(function* () {
    const answers = yield* Effect.all(
      processes.map((child) =>
        Effect.suspend(() => {
          const answer = next(child)
          child.send(round)
          return answer
        })
      ),
      { concurrency: "unbounded" }
    )
    return answers as ReadonlyArray<Claimed>
  })

/** How many budget lines are opened at once. */
const linesAtOnce = 100

/** Opens the budget lines of rounds, each with one rupiah left. */
const openLines = (first: number) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const changes = yield* Effect.forEach(
      Array.from({ length: Math.min(linesAtOnce, Proof.rounds - first) }, (_, index) => first + index),
      (round) => Effect.fromResult(Line.opening(round))
    )
    yield* journal.append({
      ...Given.bare(`lines-${first}`, "lines", 0),
      writes: changes.flat().map(({ write }) => write)
    })
  })

/** Of every round's line: nothing is left, and one claimant has the last rupiah. */
const checkLine = (round: number) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const events = yield* Effect.fromResult(StreamKind.read(Line.kind, yield* journal.read(Line.stream(round))))
    const state = events.reduce(Line.kind.evolve, Line.kind.initial)
    const figures = state._tag === "Unallocated" ? {} : { ...state, holds: undefined, booked: undefined }
    assert.deepInclude(figures, Line.used)
  })

describe("what is there once", () => {
  it.live(
    "L44 of sixteen processes that claim the last seat and the last rupiah of a budget line at once exactly one gets each, every time",
    () =>
      Effect.gen(function* () {
        const file = yield* Given.file
        const winners = { seat: new Set<number>(), rupiah: new Set<number>() }
        let [took, decidedAgain, disputed] = [0, 0, 0]
        yield* Effect.gen(function* () {
          const processes = yield* standingBy(file)
          for (let round = 0; round < Proof.rounds; round++) {
            if (round % linesAtOnce === 0) yield* openLines(round)
            const began = performance.now()
            const claimed = yield* race(processes, round)
            took += performance.now() - began
            for (const [what, refusal] of [
              ["seat", "StaleVersion"],
              ["rupiah", "BudgetExceeded"]
            ] as const) {
              const said = claimed.map((each) => each[what])
              const others = Array.from({ length: claimants - 1 }, () => refusal)
              assert.deepStrictEqual(said.toSorted(), [...others, "won"], `round ${round}, ${what}`)
              winners[what].add(said.indexOf("won"))
            }
            assert.deepStrictEqual(new Set(claimed.map((each) => each.round)), new Set([round]))
            // Whoever saw the rupiah there and came too late has decided as often as it saw it, and was refused then.
            const late = claimed.filter(({ decisions, rupiah }) => rupiah !== "won" && decisions > 0).length
            decidedAgain += late
            disputed += Math.min(1, late)
          }
          for (const child of processes) child.send(-1)
          yield* Effect.all(processes.map(ending), { concurrency: "unbounded" })
        }).pipe(Effect.provide(Given.store(file)))
        const rounds = Array.from({ length: Proof.rounds }, (_, round) => round)
        yield* Effect.gen(function* () {
          yield* Effect.forEach(rounds, checkLine)
          // A seat is one event; a line is opened by two, and the last rupiah is the third.
          const whole = yield* Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal))
          assert.deepInclude(whole, { _tag: "Whole", events: Proof.rounds * 4 })
          assert.lengthOf(yield* Stream.runCollect((yield* Register.Register).rows("cohorts")), Proof.rounds)
        }).pipe(Effect.provide(Given.store(file)))
        // Had they come one after the other, nobody would have seen what somebody else took.
        assert.isAbove(disputed, 0)
        Proof.record("races", {
          rounds: Proof.rounds,
          processes: claimants,
          seatWinners: winners.seat.size,
          rupiahWinners: winners.rupiah.size,
          disputed,
          decidedAgain,
          millisecondsPerRound: took / Proof.rounds
        })
      }),
    Proof.patience
  )
})

/** Lets a process write so many commands and some milliseconds more, then kills it; gives what it acknowledged. */
const killed = (program: string, file: string, name: string, commands: number, milliseconds: number) =>
  Effect.gen(function* () {
    const child = spawn(process.execPath, [program, file, name], { env: environment(program) })
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

/** How many files are written to at the same time, and how many writers one file sees, one after the other. */
const [files, perFile] = [4, 25]

/** Kills several writers of one file, each at another moment; gives how much was acknowledged, and what was kept more. */
const killAll = (program: string, names: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const file = Given.fresh()
    let [acknowledged, more] = [0, 0]
    for (const name of names) {
      // From before the first command to some way into the log, and at any moment of a command.
      const said = yield* killed(program, file, name, Math.floor(Math.random() * 11), Math.random() * 25)
      acknowledged += said.length
      more += yield* check(file, name, said)
    }
    const whole = yield* Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal)).pipe(
      Effect.provide(Layer.fresh(Given.store(file)))
    )
    assert.deepInclude(whole, { _tag: "Whole", events: (acknowledged + more) * 6 })
    return { acknowledged, more }
  })

describe("a writer that is killed", () => {
  it.live(
    "L45 loses nothing that it acknowledged and leaves nothing in part, every time",
    () =>
      Effect.gen(function* () {
        const [write] = yield* Programs.of("write")
        const names = Array.from({ length: Proof.kills }, (_, kill) => `w${kill}`)
        const size = Math.min(perFile, Math.ceil(Proof.kills / files))
        const chunks = Array.from({ length: Math.ceil(names.length / size) }, (_, chunk) =>
          names.slice(chunk * size, (chunk + 1) * size)
        )
        const outcomes = yield* Effect.forEach(chunks, (chunk) => killAll(write, chunk), { concurrency: files })
        const sum = (of: (outcome: (typeof outcomes)[number]) => number) =>
          outcomes.reduce((total, each) => total + of(each), 0)
        assert.isAbove(
          sum(({ acknowledged }) => acknowledged),
          0
        )
        Proof.record("kills", {
          kills: names.length,
          files: chunks.length,
          acknowledged: sum(({ acknowledged }) => acknowledged),
          unacknowledged: sum(({ more }) => more)
        })
      }),
    Proof.patience
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
    Proof.patience
  )
})
