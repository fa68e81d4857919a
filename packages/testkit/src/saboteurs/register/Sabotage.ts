/** How registers are sabotaged: what the saboteurs of one port share. */
import { type Commit, type Journal, MemoryRegister, type Register, type Row } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as RegisterSuite from "../../conformance/RegisterSuite.ts"
import type * as Store from "../../conformance/Store.ts"
import * as HonestStore from "../HonestStore.ts"
import type * as Saboteur from "../Saboteur.ts"

// ---- Models

/** A journal and register that are wrong in one way. */
export type One = Saboteur.Saboteur<RegisterSuite.Services, Row.Projection>

/** What is changed of an honest journal and its register. */
export type Change = HonestStore.Change<HonestStore.Both, HonestStore.Memory>

// ---- Rules

/** An honest store with one change; `more` changes the ways into it. */
export const saboteur = (
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
export const reading =
  (change: (row: Row.Row) => Row.Row): Change =>
  ({ journal, register }) => ({
    journal,
    register: { ...register, rows: (table) => Stream.map(register.rows(table), change) }
  })

/** Changes what a commit does to the rows. */
export const changing =
  (change: (rows: ReadonlyArray<Row.Change>, memory: HonestStore.Memory) => ReadonlyArray<Row.Change>): Change =>
  ({ journal, register }, memory) => ({
    register,
    journal: {
      ...journal,
      append: (commit) => Effect.suspend(() => journal.append({ ...commit, rows: change(commit.rows ?? [], memory) }))
    }
  })

/** Appends in a way of its own. */
export const appending =
  (
    append: (
      commit: Commit.Commit,
      honest: HonestStore.Both,
      memory: HonestStore.Memory
    ) => Effect.Effect<Commit.Appended, Journal.NotAppended | Journal.JournalUnavailable>
  ): Change =>
  (honest, memory) => ({
    register: honest.register,
    journal: { ...honest.journal, append: (commit) => append(commit, honest, memory) }
  })

/** Makes the register anew in a way of its own. */
export const rebuilding =
  (
    rebuild: (honest: HonestStore.Both, memory: HonestStore.Memory) => Register.Register["Service"]["rebuild"]
  ): Change =>
  (honest, memory) => ({
    journal: honest.journal,
    register: { ...honest.register, rebuild: rebuild(honest, memory) }
  })

/** Empties the register. */
export const atOnceGone = ({ projection, tables }: HonestStore.Memory): void => {
  for (const [name, table] of MemoryRegister.empty(projection)) tables.set(name, table)
}

/** By another projection, or other events. */
export const rebuiltBy = (
  { events, projection, tables }: HonestStore.Memory,
  rowsOf: Row.Projection["rowsOf"],
  streams = events.streams
) => MemoryRegister.make(tables, { ...projection, rowsOf }, { streams }).rebuild

/** Changes the values of a row. */
export const withValues =
  (change: (values: Row.Row["values"]) => Record<string, Row.Value>): ((row: Row.Row) => Row.Row) =>
  (row) => ({ ...row, values: change(row.values) })
