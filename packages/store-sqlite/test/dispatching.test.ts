/**
 * Workers that send notices and are killed at any moment, between the attempt, the call and the record of it: a sample
 * in every test run, many by `pnpm proof`.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Delivery, Dispatching, Outbox } from "@bina/core/notices"
import { Moment } from "@bina/core"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"
import * as Programs from "./Programs.ts"
import * as Proof from "./Proof.ts"
import * as Sending from "./Sending.ts"

const workers = 4

const ended = (child: ChildProcess) =>
  Effect.callback<void>((resume) => {
    if (child.exitCode !== null || child.signalCode !== null) return resume(Effect.void)
    child.once("exit", () => resume(Effect.void))
  })

interface Sent {
  readonly states: ReadonlySet<Delivery.State["_tag"]>
  /** Calls by notice, as the provider saw them begin and end, and what it sent. */
  readonly calls: ReadonlyArray<readonly [what: string, worker: string, key: string, at: string]>
  readonly messages: ReadonlyArray<string>
}

/** Lets workers send so many notices, kills some of them one after the other, and waits until nothing is left to send. */
const sending = (kind: "keyed" | "plain", count: number, kills: number) =>
  Effect.gen(function* () {
    const [program] = yield* Programs.of("dispatch")
    const [file, place] = [yield* Given.file, yield* Given.folder]
    const begun = String(Date.now())
    const store = Layer.fresh(SqliteStore.layerOutbox({ file, patience: "60 seconds" }))
    const at = Moment.makeUnsafe("2030-03-01T00:00:00")
    const changes = Sending.notices(count).map((notice) => ({ _tag: "Planned", notice }) as const)
    yield* Effect.flatMap(Outbox.Outbox, (outbox) => outbox.plan({ from: 0, to: 1, changes, at })).pipe(
      Effect.provide(store)
    )

    let number = 0
    const complaints: Array<string> = []
    const started = () => {
      const child = spawn(process.execPath, [program, file, `w${number++}`, place, kind, begun], {
        env: { ...process.env, NODE_COMPILE_CACHE: join(program, "..", "compiled") }
      })
      child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()))
      return child
    }
    const running = yield* Effect.acquireRelease(
      Effect.sync(() => Array.from({ length: workers }, started)),
      (children) => Effect.sync(() => children.forEach((child) => child.kill("SIGKILL")))
    )
    for (let kill = 0; kill < kills; kill++) {
      const index = kill % workers
      const child = running[index]!
      // From before it has begun to some way into its work.
      yield* Effect.sleep(60 + Math.random() * 120)
      child.kill("SIGKILL")
      yield* ended(child)
      assert.strictEqual(child.signalCode, "SIGKILL", complaints.join(""))
      running[index] = started()
    }

    const states = Effect.gen(function* () {
      const outbox = yield* Outbox.Outbox
      const now = Moment.makeUnsafe("2030-06-01T00:00:00")
      const entries = yield* Stream.runCollect(outbox.entries)
      return new Set(entries.map(({ facts, notice }) => Delivery.stateOf(facts, notice, now, Sending.trying)._tag))
    }).pipe(Effect.provide(store))
    let came = yield* states
    while (came.size > 1 || !came.has("Accepted")) {
      assert.strictEqual(complaints.join(""), "")
      yield* Effect.sleep("100 millis")
      came = yield* states
    }
    const log = existsSync(join(place, "calls")) ? readFileSync(join(place, "calls"), "utf8") : ""
    const sent: Sent = {
      states: came,
      calls: log
        .trimEnd()
        .split("\n")
        .map((line) => line.split(" ") as unknown as Sent["calls"][number]),
      messages: readdirSync(place).flatMap((name) => /^sent-([0-9a-f]{64})/.exec(name)?.[1] ?? [])
    }
    return sent
  })

/** A third of a lease on this machine's clock: so long a process may stand still without anybody taking over. */
const third = (Dispatching.leaseSeconds * 1_000) / Sending.speed / 3

/** No notice is given to the provider by somebody while another one, who has not stood still since, is giving it. */
const neverTwiceAtOnce = ({ calls }: Sent): void => {
  const ends = new Set(calls.flatMap(([what, worker, key]) => (what === "ends" ? [`${worker} ${key}`] : [])))
  const open = new Map<string, { readonly worker: string; readonly at: number }>()
  for (const [what, worker, key, at] of calls) {
    const other = open.get(key)
    if (what === "ends" && other?.worker === worker) open.delete(key)
    // Whoever was killed in a call never ended it, and another one goes on.
    if (what !== "begins") continue
    const isGiving = other !== undefined && ends.has(`${other.worker} ${key}`) && Number(at) < other.at + third
    assert.isFalse(isGiving, `${key} by two at once`)
    open.set(key, { worker, at: Number(at) })
  }
}

describe("workers that are killed", () => {
  it.live(
    "lose no notice, and somebody is sent one twice only where the provider knows no keys and once a kill at most",
    () =>
      Effect.gen(function* () {
        const kills = Proof.dispatchers
        const count = 40 + kills * 10
        const everybody = new Set(Sending.notices(count).map(({ key }) => key as string))

        const keyed = yield* sending("keyed", count, Math.ceil(kills / 2))
        assert.deepStrictEqual(new Set(keyed.messages), everybody)
        assert.lengthOf(keyed.messages, count)
        neverTwiceAtOnce(keyed)

        const plain = yield* sending("plain", count, Math.floor(kills / 2))
        assert.deepStrictEqual(new Set(plain.messages), everybody)
        const twice = plain.messages.length - count
        assert.isAtMost(twice, Math.floor(kills / 2))
        neverTwiceAtOnce(plain)

        Proof.record("dispatchers", {
          kills,
          workers,
          notices: 2 * count,
          again: keyed.calls.filter(([what]) => what === "begins").length - count,
          twice
        })
      }),
    Proof.patience
  )

  it.live(
    "are followed by others within a minute of their clock",
    () =>
      Effect.gen(function* () {
        const [program] = yield* Programs.of("dispatch")
        const [file, place] = [yield* Given.file, yield* Given.folder]
        const begun = Date.now()
        const { currentTimeMillisUnsafe: now } = Sending.clock(begun)
        const store = SqliteStore.layerOutbox({ file, patience: "60 seconds" })
        const moment = () => Moment.makeUnsafe(new Date(now()).toISOString().slice(0, 19))
        yield* Effect.gen(function* () {
          const outbox = yield* Outbox.Outbox
          const [notice] = Sending.notices(1)
          yield* outbox.plan({ from: 0, to: 1, changes: [{ _tag: "Planned", notice: notice! }], at: moment() })
          // Somebody holds it, has kept an attempt, and is heard of no more.
          const until = Moment.makeUnsafe(new Date(now() + 60_000).toISOString().slice(0, 19))
          yield* outbox.lease({ worker: "gone", now: moment(), until }, 1)
          const attempted = {
            _tag: "Attempted",
            attempt: 1,
            channel: Sending.channel,
            isKeyed: true,
            at: moment()
          } as const
          const learned = { key: notice!.key, known: 0, facts: [attempted], lookAt: moment(), release: false }
          yield* outbox.learn({ worker: "gone", now: moment() }, learned)
          const held = now()
          const child = spawn(process.execPath, [program, file, "next", place, "keyed", String(begun)])
          yield* Effect.addFinalizer(() => Effect.sync(() => child.kill("SIGKILL")))
          for (;;) {
            const entry = yield* outbox.entry(notice!.key)
            const accepted = entry?.facts.find(({ _tag }) => _tag === "Accepted")
            if (accepted !== undefined) {
              const took = (Date.parse(`${accepted.at}Z`) - held) / 1_000
              // The rest of the lease, the delay of a second attempt, and what the process needs to start and look.
              assert.isAtLeast(took, 55)
              return
            }
            yield* Effect.sleep("5 millis")
          }
        }).pipe(Effect.provide(store))
      }).pipe(Effect.timeout("60 seconds")),
    Proof.patience
  )
})
