/**
 * Everything that a department keeps, in one file or two: journal, register and vault. Several processes may have it
 * open at once; its disk must be a local one.
 */
import { hash } from "node:crypto"
import { resolve } from "node:path"
import { type Crypto, Journal, Register, type Row, Vault, VaultOf } from "@bina/core/adapter"
import { Outbox } from "@bina/core/notices"
import { Streams } from "@bina/core/journal"
import { Connections, Dialect, Migrations, type RegisterTables, SqlStore } from "@bina/store-sql"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as NodeCrypto from "./NodeCrypto.ts"
import * as SqliteClient from "./SqliteClient.ts"

// ---- Models

/**
 * Without a `projection` the register is that of an office; a program that has other streams names its own, and one that
 * writes to no register says `"none"`. `vaultFile` keeps the vault apart, for instance where backups of it are kept otherwise. `patience` is how long a lock
 * of another process is waited for; 10 seconds where nothing is said.
 */
export interface Options {
  readonly file: string
  readonly projection?: Row.Projection | "none"
  readonly masterKey: Redacted.Redacted<Uint8Array>
  readonly vaultFile?: string
  readonly patience?: Duration.Input
}

// ---- Errors

/** The file cannot be used; what it holds was left as it is. */
export class CannotOpen extends Schema.TaggedError<CannotOpen>()("CannotOpen", {
  file: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `${this.file} cannot be opened as a store: ${this.reason}`
  }
}

/** Why a store is not opened. */
export type NotOpened =
  | CannotOpen
  | SqliteClient.NotDurable
  | Migrations.NotAStore
  | RegisterTables.ProjectionRefused
  | Journal.StoreIsNewer
  | Vault.WrongMasterKey
  | Vault.VaultUnavailable

// ---- Rules

const sha256 = (text: string): string => hash("sha256", text)

const cannotOpen =
  (file: string) =>
  <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
    Connections.failing({ dialect: Dialect.sqlite }, (reason) => new CannotOpen({ file, reason }))(effect)

/** The connections to a file, which is made where it is not there. They close with the scope. */
export const connect = (
  path: string,
  patience: Duration.Input = "10 seconds"
): Effect.Effect<Connections.Connections, CannotOpen | SqliteClient.NotDurable | Migrations.NotAStore, Scope.Scope> => {
  // SQLite takes some names for other things than files, and some for files with settings of their own.
  const file = resolve(path)
  return Effect.gen(function* () {
    const tables = yield* SqliteClient.tablesOf(file).pipe(Connections.waiting(patience))
    if (tables.length > 0 && !tables.includes("bina_store")) return yield* new Migrations.NotAStore({ tables })
    const write = yield* SqliteClient.make({ file, mode: "write" }).pipe(Connections.waiting(patience))
    const read = yield* SqliteClient.make({ file, mode: "read" }).pipe(Connections.waiting(patience))
    return { write, read, dialect: Dialect.sqlite, patience, sha256 }
  }).pipe(cannotOpen(file))
}

/** Opens a store, with the cryptography that is provided. */
export const layerNoDeps = (
  options: Options
): Layer.Layer<Journal.Journal | Register.Register | Vault.Vault, NotOpened, Crypto.Crypto> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const { file, masterKey, patience, vaultFile = file } = options
      const { projection = Streams.projection } = options
      const connections = yield* connect(file, patience)
      const { journal, register } = yield* SqlStore.open(
        connections,
        projection === "none" ? undefined : projection
      ).pipe(cannotOpen(file))
      const forVault = resolve(vaultFile) === resolve(file) ? connections : yield* connect(vaultFile, patience)
      const storage = yield* SqlStore.openVault(forVault).pipe(cannotOpen(vaultFile))
      const vault = yield* VaultOf.make(storage, masterKey)
      return Context.make(Journal.Journal, journal).pipe(
        Context.add(Register.Register, register),
        Context.add(Vault.Vault, vault)
      )
    })
  )

/**
 * Opens a store with all that an office needs; a file that is not there is made.
 *
 * ```ts
 * import { SqliteStore } from "@bina/store-sqlite"
 * import * as Redacted from "effect/Redacted"
 *
 * const masterKey = Redacted.make(crypto.getRandomValues(new Uint8Array(32))) // see MasterKey for one that lasts
 * const store = SqliteStore.layer({ file: "season.sqlite", masterKey })
 * ```
 */
export const layer = (options: Options): Layer.Layer<Journal.Journal | Register.Register | Vault.Vault, NotOpened> =>
  layerNoDeps(options).pipe(Layer.provide(NodeCrypto.layer))

/**
 * Opens the outbox of an office, in the file of its store or in one of its own. It needs no key: it holds nothing that
 * identifies anybody.
 *
 * ```ts
 * import { SqliteStore } from "@bina/store-sqlite"
 *
 * const outbox = SqliteStore.layerOutbox({ file: "season.sqlite" })
 * ```
 */
export const layerOutbox = ({
  file,
  patience
}: Pick<Options, "file" | "patience">): Layer.Layer<
  Outbox.Outbox,
  Exclude<NotOpened, Vault.WrongMasterKey | Vault.VaultUnavailable>
> =>
  Layer.effect(
    Outbox.Outbox,
    Effect.flatMap(connect(file, patience), (connections) => cannotOpen(file)(SqlStore.openOutbox(connections)))
  )
