/** Journal and register over connections, and the storage of a vault: brought to their shape when they are opened. */
import { type Journal, type Register, type Row, type VaultStorage } from "@bina/core/adapter"
import type { Outbox } from "@bina/core/notices"
import * as Effect from "effect/Effect"
import type * as SqlError from "effect/sql/SqlError"
import type * as Connections from "./Connections.ts"
import * as Migrations from "./Migrations.ts"
import type * as RegisterTables from "./RegisterTables.ts"
import * as SqlOutbox from "./SqlOutbox.ts"
import * as SqlJournal from "./SqlJournal.ts"
import * as SqlRegister from "./SqlRegister.ts"
import * as SqlVaultStorage from "./SqlVaultStorage.ts"

// ---- Models

/** A journal with the register that follows from it. */
export interface Store {
  readonly journal: Journal.Journal["Service"]
  readonly register: Register.Register["Service"]
}

/** Why a database is not opened. */
export type NotOpened =
  | Migrations.NotAStore
  | RegisterTables.ProjectionRefused
  | Journal.StoreIsNewer
  | SqlError.SqlError

// ---- Rules

/**
 * Opens a journal and its register. Without a projection the register is not touched; where the database has one,
 * nothing can be appended then, because it would fall behind.
 */
export const open = (
  connections: Connections.Connections,
  projection?: Row.Projection
): Effect.Effect<Store, NotOpened> =>
  Effect.gen(function* () {
    yield* Migrations.run(connections, "journal", SqlJournal.steps)
    yield* SqlRegister.open(connections, projection)
    return over(connections, projection)
  })

/** The same of a database that is as it is: nothing is brought to another shape, and no table made. */
export const look = (
  connections: Connections.Connections,
  projection?: Row.Projection
): Effect.Effect<Store, Exclude<NotOpened, RegisterTables.ProjectionRefused> | Migrations.StoreIsOlder> =>
  Effect.map(Migrations.check(connections, "journal", SqlJournal.steps), () => over(connections, projection))

const over = (connections: Connections.Connections, projection: Row.Projection | undefined): Store => {
  const journal = SqlJournal.make(connections, SqlRegister.writer(connections, projection))
  return { journal, register: SqlRegister.make(connections, journal, projection) }
}

/** Opens the storage of a vault, in the same database or another one; so many keys at a time are wrapped anew. */
export const openVault = (
  connections: Connections.Connections,
  pageSize?: number
): Effect.Effect<VaultStorage.VaultStorage, NotOpened> =>
  Effect.as(Migrations.run(connections, "vault", SqlVaultStorage.steps), SqlVaultStorage.make(connections, pageSize))

/** The same of a database that is as it is. */
export const lookAtVault = (
  connections: Connections.Connections
): Effect.Effect<
  VaultStorage.VaultStorage,
  Exclude<NotOpened, RegisterTables.ProjectionRefused> | Migrations.StoreIsOlder
> => Effect.map(Migrations.check(connections, "vault", SqlVaultStorage.steps), () => SqlVaultStorage.make(connections))

/** Opens an outbox, in the same database as a journal or another one. */
export const openOutbox = (connections: Connections.Connections): Effect.Effect<Outbox.Outbox["Service"], NotOpened> =>
  Effect.as(Migrations.run(connections, "outbox", SqlOutbox.steps), SqlOutbox.make(connections))
