/** Registers that break the laws of making anew, of many at once, and of the store beneath. */
import { MemoryRegister, type Row } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "R-12",
    "Makes the rows of a stream from its latest events alone.",
    Sabotage.rebuilding((_, memory) =>
      Sabotage.rebuiltBy(memory, (stream, events) => memory.projection.rowsOf(stream, events.slice(-3)))
    )
  ),
  Sabotage.saboteur(
    "R-13",
    "Keeps the rows that it does not make anew.",
    Sabotage.rebuilding(({ register }, { tables }) =>
      Effect.suspend(() => {
        const before = [...tables.values()].flatMap((table) => [...table.values()])
        return Effect.tap(register.rebuild, () =>
          Effect.sync(() => {
            const stale = before.filter(({ key, table }) => !tables.get(table)?.has(key))
            MemoryRegister.write(
              tables,
              stale.map((row) => ({ _tag: "Upsert", ...row }))
            )
          })
        )
      })
    )
  ),
  Sabotage.saboteur(
    "R-13",
    "Says that it made the register anew, and does nothing.",
    Sabotage.rebuilding((_, { events, tables }) =>
      Effect.sync(() => ({
        streams: events.streams.size,
        rows: [...tables.values()].reduce((sum, { size }) => sum + size, 0)
      }))
    )
  ),
  Sabotage.saboteur(
    "R-14",
    "Passes over events that it cannot read.",
    Sabotage.rebuilding((_, memory) =>
      Sabotage.rebuiltBy(memory, (stream, events) =>
        Result.succeed(Result.getOrElse(memory.projection.rowsOf(stream, events), () => []))
      )
    )
  ),
  Sabotage.saboteur(
    "R-14",
    "Empties the register before it reads the events.",
    Sabotage.rebuilding(({ register }, memory) => Effect.suspend(() => (Sabotage.atOnceGone(memory), register.rebuild)))
  ),
  Sabotage.saboteur(
    "R-15",
    "Puts the new register in place as it stood when the Sabotage.reading began.",
    Sabotage.rebuilding((_, memory) =>
      Effect.suspend(() => {
        const streams = new Map(memory.events.streams)
        return Effect.andThen(Effect.sleep(1), Sabotage.rebuiltBy(memory, memory.projection.rowsOf, streams))
      })
    )
  ),
  Sabotage.saboteur(
    "R-16",
    "Makes the register anew in its own place.",
    Sabotage.rebuilding(({ register }, memory) =>
      Effect.suspend(() => {
        Sabotage.atOnceGone(memory)
        return Effect.andThen(Effect.yieldNow, register.rebuild)
      })
    )
  ),
  Sabotage.saboteur("R-17", "Writes the rows of an earlier commit over those of a later one.", (honest, memory) => {
    let before: ReadonlyArray<Row.Change> = []
    const late = Sabotage.changing((rows) => {
      const both = [...rows, ...before]
      before = rows
      return both
    })
    return late(honest, memory)
  }),
  Sabotage.saboteur("R-18", "Gives a page of a thousand rows.", ({ journal, register }) => ({
    journal,
    register: { ...register, rows: (table) => Stream.take(register.rows(table), 1_000) }
  })),
  Sabotage.saboteur(
    "R-19",
    "Keeps rows in memory.",
    (honest) => honest,
    () => ({
      reopen: (projection) => HonestStore.register(projection).layer
    })
  ),
  Sabotage.saboteur("R-20", "Writes to the register of an older projection.", ({ journal, register }, memory) => {
    memory.version = Math.max(memory.version, memory.projection.version)
    return { journal, register }
  }),
  Sabotage.saboteur("R-21", "Writes to the register of a newer projection.", ({ journal, register }, memory) => {
    memory.version = Math.min(memory.version, memory.projection.version)
    return { journal, register }
  }),
  Sabotage.saboteur("R-22", "Shows an empty table when it cannot look.", ({ journal, register }) => ({
    journal,
    register: {
      ...register,
      rows: (table) => Stream.catchTag(register.rows(table), "RegisterUnavailable", () => Stream.empty)
    }
  }))
]
