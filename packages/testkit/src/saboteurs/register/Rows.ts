/** Registers that break the laws of rows. */
import { MemoryRegister, Register, type Row } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("R-1", "Has no table before its first row.", ({ journal, register }, { tables }) => ({
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
  Sabotage.saboteur(
    "R-2",
    "Writes rows some time after the commit.",
    Sabotage.appending((commit, { journal }, { tables }) =>
      Effect.tap(journal.append({ ...commit, rows: [] }), () =>
        Effect.forkDetach(
          Effect.andThen(
            Effect.sleep(1_000),
            Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? []))
          )
        )
      )
    )
  ),
  Sabotage.saboteur(
    "R-2",
    "Forgets the stream of a row.",
    Sabotage.reading((row) => ({ ...row, stream: "none/none" as Row.Row["stream"] }))
  ),
  Sabotage.saboteur(
    "R-3",
    "Writes rows before the transaction.",
    Sabotage.appending((commit, { journal }, { tables }) =>
      Effect.andThen(
        Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? [])),
        journal.append(commit)
      )
    )
  ),
  Sabotage.saboteur(
    "R-3",
    "Writes the rows of a repeated command again.",
    Sabotage.appending((commit, { journal }, { tables }) =>
      Effect.tap(journal.append(commit), () => Effect.sync(() => MemoryRegister.write(tables, commit.rows ?? [])))
    )
  ),
  Sabotage.saboteur(
    "R-4",
    "Keeps an old value where the new row has none.",
    Sabotage.changing((rows, { tables }) =>
      rows.map((row) => {
        if (row._tag === "Delete") return row
        const before = tables.get(row.table)?.get(row.key)?.values ?? {}
        const values = Object.entries(row.values).map(([name, value]) => [name, value ?? before[name] ?? null] as const)
        return { ...row, values: Object.fromEntries(values) }
      })
    )
  ),
  Sabotage.saboteur(
    "R-5",
    "Never removes a row.",
    Sabotage.changing((rows) => rows.filter(({ _tag }) => _tag === "Upsert"))
  ),
  Sabotage.saboteur(
    "R-5",
    "Removes every row whose key begins alike.",
    Sabotage.changing((rows, { tables }) =>
      rows.flatMap((row): ReadonlyArray<Row.Change> =>
        row._tag === "Upsert"
          ? [row]
          : [...(tables.get(row.table)?.keys() ?? [])]
              .filter((key) => key.startsWith(row.key))
              .map((key) => ({ ...row, key }))
      )
    )
  ),
  Sabotage.saboteur("R-6", "Gives rows as a dictionary orders words.", ({ journal, register }) => ({
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
  Sabotage.saboteur(
    "R-7",
    "Reads yes and no back as numbers.",
    Sabotage.reading(
      Sabotage.withValues((values) =>
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, typeof value === "boolean" ? Number(value) : value])
        )
      )
    )
  ),
  Sabotage.saboteur(
    "R-7",
    "Keeps an empty text as none.",
    Sabotage.reading(Sabotage.withValues((values) => ({ ...values, note: values["note"] || null })))
  ),
  Sabotage.saboteur(
    "R-8",
    "Tells rows apart by their key alone.",
    Sabotage.changing((rows) =>
      rows.filter((row, index) => rows.findIndex(({ key }) => key === row.key) === index || row._tag === "Delete")
    )
  ),
  Sabotage.saboteur("R-9", "Shows a table that is not there as an empty one.", ({ journal, register }) => ({
    journal,
    register: {
      ...register,
      rows: (table) => Stream.catchTag(register.rows(table), "NoSuchTable", () => Stream.empty)
    }
  })),
  Sabotage.saboteur(
    "R-10",
    "Leaves out rows of tables that it does not have.",
    Sabotage.changing((rows, { tables }) => rows.filter(({ table }) => tables.has(table)))
  ),
  Sabotage.saboteur(
    "R-11",
    "Writes all rows first and removes others afterwards.",
    Sabotage.changing((rows) => [
      ...rows.filter(({ _tag }) => _tag === "Upsert"),
      ...rows.filter(({ _tag }) => _tag === "Delete")
    ])
  )
]
