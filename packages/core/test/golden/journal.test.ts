/**
 * A journal that was written by this format when it was frozen is read for ever: its chains hold, every event is known,
 * it leads to the register that it led to, and its answers are given again. People and numbers in it are invented. To
 * write another one (before a release only): `BINA_GOLDEN=write vitest run packages/core/test/golden`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Journal, MemoryJournal, type Row } from "@bina/core/adapter"
import { type EventCodec, type KeptCommand, type Recorded, Streams, Verification } from "@bina/core/journal"
import { Office } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Everything from "../office/Everything.ts"
import * as Season from "../office/Season.ts"

/** A journal as lines of text, with the rows that it led to. */
interface Golden {
  readonly commands: ReadonlyArray<KeptCommand.KeptCommand>
  readonly events: ReadonlyArray<Recorded.Positioned>
  readonly rows: ReadonlyArray<Row.Row>
}

const file = fileURLToPath(new URL("journal-1.jsonl", import.meta.url))

const write = ({ commands, events, rows }: Golden): void => {
  const lines = [
    ...commands.map((command) => ({ command })),
    ...events.map((event) => ({ event })),
    ...rows.map((row) => ({ row }))
  ]
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""))
}

const read = (): Golden => {
  const lines = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly command?: never; readonly event?: never; readonly row?: never })
  return {
    commands: lines.flatMap(({ command }) => command ?? []),
    events: lines.flatMap(({ event }) => event ?? []),
    rows: lines.flatMap(({ row }) => row ?? [])
  }
}

/** The journal of the file, in memory. */
const opened = ({ commands, events }: Golden) => {
  const memory = MemoryJournal.empty()
  for (const kept of commands) {
    const { answer, command, digest } = kept
    memory.log.push(kept)
    memory.commands.set(command, { command, digest, result: JSON.parse(answer) })
  }
  for (const positioned of events) {
    const { event } = positioned
    memory.positions.push(positioned)
    memory.streams.set(event.stream, [...(memory.streams.get(event.stream) ?? []), event])
  }
  return { memory, journal: MemoryJournal.make(memory, () => {}) }
}

const rowsOf = ({ streams }: MemoryJournal.Memory): ReadonlyArray<Row.Row> =>
  [...streams]
    .flatMap(([stream, events]) => Result.getOrThrow(Streams.projection.rowsOf(stream, events)))
    .toSorted((a, b) => (`${a.table} ${a.key}` < `${b.table} ${b.key}` ? -1 : 1))

const made = Effect.gen(function* () {
  yield* Everything.run(yield* Office.Office)
  const journal = yield* Journal.Journal
  const golden = {
    commands: yield* Stream.runCollect(journal.commands),
    events: yield* Stream.runCollect(journal.follow(0)),
    rows: []
  }
  return { ...golden, rows: rowsOf(opened(golden).memory) }
}).pipe(Effect.provide(Season.layer))

describe("A journal of the first format", () => {
  it.effect.runIf(process.env["BINA_GOLDEN"] === "write")("is written", () => Effect.map(made, write))

  it.effect("is whole, and leads to the register that it led to", () =>
    Effect.gen(function* () {
      const golden = read()
      const { journal, memory } = opened(golden)
      const last = golden.events.at(-1)!
      assert.deepStrictEqual(yield* Verification.of(journal, { position: last.position, hash: last.positionHash }), {
        _tag: "Whole",
        events: golden.events.length,
        head: { position: last.position, hash: last.positionHash }
      })
      assert.deepStrictEqual(rowsOf(memory), golden.rows)
    })
  )

  it("has every event of this release, and each can be read", () => {
    const { events } = read()
    const kinds = [
      Streams.programme,
      Streams.cohort,
      Streams.attendance,
      Streams.participation,
      Streams.entitlement,
      Streams.budget,
      Streams.disbursement,
      Streams.policy,
      Streams.person,
      Streams.merger
    ]
    for (const { event } of events) {
      const { codec } = kinds.find(({ name }) => event.stream.startsWith(`${name}/`))!
      const read: (written: EventCodec.Written) => Result.Result<unknown, EventCodec.NotReadable> = codec.read
      const known = read({ type: event.type, version: event.shape, data: JSON.parse(event.body) })
      assert.isTrue(Result.isSuccess(known), `${event.stream} ${event.type} ${event.shape}`)
    }
    assert.isAbove(new Set(events.map(({ event }) => event.type)).size, 40)
  })

  it("keeps answers as version and data", () => {
    for (const { answer } of read().commands) assert.hasAllKeys(JSON.parse(answer), ["version", "data"])
  })
})
