/** Registers that are wrong in one way each. Every law of registers has one at least. */
import { type Commit, type Journal, MemoryRegister, Register, type Row } from "@bina/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import type * as RegisterSuite from "../conformance/RegisterSuite.ts"
import type * as Store from "../conformance/Store.ts"
import * as HonestStore from "./HonestStore.ts"
import type * as Saboteur from "./Saboteur.ts"

// ---- Models

type One = Saboteur.Saboteur<RegisterSuite.Services, Row.Projection>

type Change = HonestStore.Change<HonestStore.Both, HonestStore.Memory>

// ---- Rules

const saboteur = (
  breaks: string,
  wrong: string,
  change: Change,
  more: (
    honest: Store.Store<RegisterSuite.Services, Row.Projection>
  ) => Partial<Store.Store<RegisterSuite.Services, Row.Projection>> = () => ({})
): One => ({
  breaks,
  wrong,
  make: (projection) => {
    const store = HonestStore.register(projection, change)
    return { ...store, ...more(store) }
  }
})

/** Changes every row as it is read. */
const reading =
  (change: (row: Row.Row) => Row.Row): Change =>
  ({ journal, register }) => ({
    journal,
    register: { ...register, rows: (table) => Stream.map(register.rows(table), change) }
  })

/** Changes what a commit does to the rows. */
const changing =
  (change: (rows: ReadonlyArray<Row.Change>, memory: HonestStore.Memory) => ReadonlyArray<Row.Change>): Change =>
  ({ journal, register }, memory) => ({
    register,
    journal: {
      ...journal,
      append: (commit) => Effect.suspend(() => journal.append({ ...commit, rows: change(commit.rows ?? [], memory) }))
    }
  })

/** Appends in a way of its own. */
const appending =
  (
    append: (
      commit: Commit.Commit,
      honest: HonestStore.Both,
      memory: HonestStore.Memory
    ) => ReturnType<Journal.Journal["Service"]["append"]>
  ): Change =>
  (honest, memory) => ({
    register: honest.register,
    journal: { ...honest.journal, append: (commit) => append(commit, honest, memory) }
  })

/** Makes the register anew in a way of its own. */
const rebuilding =
  (
    rebuild: (honest: HonestStore.Both, memory: HonestStore.Memory) => Register.Register["Service"]["rebuild"]
  ): Change =>
  (honest, memory) => ({
    journal: honest.journal,
    register: { ...honest.register, rebuild: rebuild(honest, memory) }
  })

const atOnceGone = ({ projection, tables }: HonestStore.Memory): void => {
  for (const [name, table] of MemoryRegister.empty(projection)) tables.set(name, table)
}

/** By another projection, or other events. */
const rebuiltBy = (
  { events, projection, tables }: HonestStore.Memory,
  rowsOf: Row.Projection["rowsOf"],
  streams = events.streams
) => MemoryRegister.make(tables, { ...projection, rowsOf }, { streams }).rebuild

const withValues =
  (change: (values: Row.Row["values"]) => Record<string, Row.Value>): ((row: Row.Row) => Row.Row) =>
  (row) => ({ ...row, values: change(row.values) })

const inRows: ReadonlyArray<One> = [
  saboteur("R-1", "Has no table before its first row.", ({ journal, register }, { tables }) => ({
    journal,
    register: {
      ...register,
      rows: (name) =>
        Stream.suspend(() =>
          [...tables.values()].every(({ size }) => size === 0)
            ? Stream.fail(new Register.NoSuchTable({ table: name, tables: [] }))
            : register.rows(name)
        )
    }
  })),
  saboteur(
    "R-2",
    "Writes rows some time after the commit.",
    appending((commit, { journal }, { tables }) =>
      Effect.tap(journal.append({ ...commit, rows: [] }), () =>
        Effect.forkDetach(
          Effect.andThen(
            Effect.sleep(50),
            Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? []))
          )
        )
      )
    )
  ),
  saboteur(
    "R-2",
    "Forgets the stream of a row.",
    reading((row) => ({ ...row, stream: "none/none" as Row.Row["stream"] }))
  ),
  saboteur(
    "R-3",
    "Writes rows before the transaction.",
    appending((commit, { journal }, { tables }) =>
      Effect.andThen(
        Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? [])),
        journal.append(commit)
      )
    )
  ),
  saboteur(
    "R-3",
    "Writes the rows of a repeated command again.",
    appending((commit, { journal }, { tables }) =>
      Effect.tap(journal.append(commit), () => Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? [])))
    )
  ),
  saboteur(
    "R-4",
    "Keeps an old value where the new row has none.",
    changing((rows, { tables }) =>
      rows.map((row) => {
        if (row._tag === "Delete") return row
        const before = tables.get(row.table)?.get(row.key)?.values ?? {}
        const values = Object.entries(row.values).map(([name, value]) => [name, value ?? before[name] ?? null] as const)
        return { ...row, values: Object.fromEntries(values) }
      })
    )
  ),
  saboteur(
    "R-5",
    "Never removes a row.",
    changing((rows) => rows.filter(({ _tag }) => _tag === "Upsert"))
  ),
  saboteur(
    "R-5",
    "Removes every row whose key begins alike.",
    changing((rows, { tables }) =>
      rows.flatMap((row): ReadonlyArray<Row.Change> =>
        row._tag === "Upsert"
          ? [row]
          : [...(tables.get(row.table)?.keys() ?? [])]
              .filter((key) => key.startsWith(row.key))
              .map((key) => ({ ...row, key }))
      )
    )
  ),
  saboteur("R-6", "Gives rows as a dictionary orders words.", ({ journal, register }) => ({
    journal,
    register: {
      ...register,
      rows: (table) =>
        Stream.unwrap(
          Effect.map(Stream.runCollect(register.rows(table)), (rows) =>
            Stream.fromIterable(rows.toSorted((a, b) => a.key.localeCompare(b.key, "en")))
          )
        )
    }
  })),
  saboteur(
    "R-7",
    "Reads yes and no back as numbers.",
    reading(
      withValues((values) =>
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, typeof value === "boolean" ? Number(value) : value])
        )
      )
    )
  ),
  saboteur(
    "R-7",
    "Keeps an empty text as none.",
    reading(withValues((values) => ({ ...values, note: values["note"] || null })))
  ),
  saboteur(
    "R-8",
    "Tells rows apart by their key alone.",
    changing((rows) =>
      rows.filter((row, index) => rows.findIndex(({ key }) => key === row.key) === index || row._tag === "Delete")
    )
  ),
  saboteur("R-9", "Shows a table that is not there as an empty one.", ({ journal, register }) => ({
    journal,
    register: {
      ...register,
      rows: (table) => Stream.catchTag(register.rows(table), "NoSuchTable", () => Stream.empty)
    }
  })),
  saboteur(
    "R-10",
    "Leaves out rows of tables that it does not have.",
    changing((rows, { tables }) => rows.filter(({ table }) => tables.has(table)))
  ),
  saboteur(
    "R-11",
    "Writes all rows first and removes others afterwards.",
    changing((rows) => [
      ...rows.filter(({ _tag }) => _tag === "Upsert"),
      ...rows.filter(({ _tag }) => _tag === "Delete")
    ])
  )
]

const inRebuilding: ReadonlyArray<One> = [
  saboteur(
    "R-12",
    "Makes the rows of a stream from its latest events alone.",
    rebuilding((_, memory) => rebuiltBy(memory, (stream, events) => memory.projection.rowsOf(stream, events.slice(-3))))
  ),
  saboteur(
    "R-13",
    "Keeps the rows that it does not make anew.",
    rebuilding(({ register }, { tables }) =>
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
  saboteur(
    "R-13",
    "Says that it made the register anew, and does nothing.",
    rebuilding((_, { events, tables }) =>
      Effect.sync(() => ({
        streams: events.streams.size,
        rows: [...tables.values()].reduce((sum, { size }) => sum + size, 0)
      }))
    )
  ),
  saboteur(
    "R-14",
    "Passes over events that it cannot read.",
    rebuilding((_, memory) =>
      rebuiltBy(memory, (stream, events) =>
        Result.succeed(Result.getOrElse(memory.projection.rowsOf(stream, events), () => []))
      )
    )
  ),
  saboteur(
    "R-14",
    "Empties the register before it reads the events.",
    rebuilding(({ register }, memory) => Effect.suspend(() => (atOnceGone(memory), register.rebuild)))
  ),
  saboteur(
    "R-15",
    "Puts the new register in place as it stood when the reading began.",
    rebuilding((_, memory) =>
      Effect.suspend(() => {
        const streams = new Map(memory.events.streams)
        return Effect.andThen(Effect.sleep(1), rebuiltBy(memory, memory.projection.rowsOf, streams))
      })
    )
  ),
  saboteur(
    "R-16",
    "Makes the register anew in its own place.",
    rebuilding(({ register }, memory) =>
      Effect.suspend(() => {
        atOnceGone(memory)
        return Effect.andThen(Effect.yieldNow, register.rebuild)
      })
    )
  ),
  saboteur(
    "R-17",
    "Writes rows after the transaction, in no order.",
    appending((commit, { journal }, { tables }) =>
      Effect.tap(journal.append({ ...commit, rows: [] }), () =>
        Effect.andThen(
          Effect.sleep(commit.writes[0]?.expected === 0 ? 30 : 1),
          Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? []))
        )
      )
    )
  ),
  saboteur("R-18", "Gives a page of a thousand rows.", ({ journal, register }) => ({
    journal,
    register: { ...register, rows: (table) => Stream.take(register.rows(table), 1_000) }
  })),
  saboteur(
    "R-19",
    "Keeps rows in memory.",
    (honest) => honest,
    () => ({
      reopen: (projection) => HonestStore.register(projection).layer
    })
  ),
  saboteur("R-20", "Writes to the register of an older projection.", ({ journal, register }, memory) => {
    memory.version = Math.max(memory.version, memory.projection.version)
    return { journal, register }
  }),
  saboteur("R-21", "Writes to the register of a newer projection.", ({ journal, register }, memory) => {
    memory.version = Math.min(memory.version, memory.projection.version)
    return { journal, register }
  }),
  saboteur("R-22", "Shows an empty table when it cannot look.", ({ journal, register }) => ({
    journal,
    register: {
      ...register,
      rows: (table) => Stream.catchTag(register.rows(table), "RegisterUnavailable", () => Stream.empty)
    }
  }))
]

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<One> = [...inRows, ...inRebuilding]
