/**
 * Everything that a department keeps, in one file or two: journal, register and vault. Several processes may have it
 * open at once; its disk must be a local one.
 */
import { hash } from "node:crypto"
import { statSync } from "node:fs"
import { resolve } from "node:path"
import { type Crypto, Journal, Register, type Row, Vault, VaultOf, type VaultStorage } from "@bina/core/adapter"
import { Outbox } from "@bina/core/notices"
import { Streams } from "@bina/core/journal"
import { Connections, Dialect, Migrations, type RegisterTables, SqlStore } from "@bina/store-sql"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type * as SqlError from "effect/sql/SqlError"
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

/** Why a store is not looked at. */
export type NotLookedAt = Exclude<NotOpened, RegisterTables.ProjectionRefused> | Migrations.StoreIsOlder

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
    yield* usable(file, patience)
    const tables = yield* SqliteClient.tablesOf(file).pipe(Connections.waiting(patience))
    if (tables.length > 0 && !tables.includes("bina_store")) return yield* new Migrations.NotAStore({ tables })
    const write = yield* SqliteClient.make({ file, mode: "write" }).pipe(Connections.waiting(patience))
    const read = yield* SqliteClient.make({ file, mode: "read" }).pipe(Connections.waiting(patience))
    return { write, read, dialect: Dialect.sqlite, patience, sha256 }
  }).pipe(cannotOpen(file))
}

/** The connections to a file that is there and is not written. */
const connectToLook = (
  path: string,
  patience: Duration.Input = "10 seconds"
): Effect.Effect<Connections.Connections, CannotOpen | SqliteClient.NotDurable, Scope.Scope> => {
  const file = resolve(path)
  return Effect.gen(function* () {
    const isThere = yield* usable(file, patience)
    if (!isThere) return yield* new CannotOpen({ file, reason: "there is no such file" })
    const read = yield* SqliteClient.make({ file, mode: "look" }).pipe(Connections.waiting(patience))
    return { write: read, read, dialect: Dialect.sqlite, patience, sha256 }
  }).pipe(cannotOpen(file))
}

/**
 * Whether a file is there that can be a store. SQLite would wait for a pipe without end; and it takes a file of no bytes
 * for a new one, in which nothing ever happened. A store of another process that is just being made holds none either,
 * so that is waited for.
 */
const usable = (file: string, patience: Duration.Input): Effect.Effect<boolean, CannotOpen> =>
  Effect.try({
    try: () => statSync(file, { throwIfNoEntry: false }),
    catch: () => ({ isMaking: false, reason: "what lies there cannot be looked at" })
  }).pipe(
    Effect.flatMap((status) => {
      if (status === undefined) return Effect.succeed(false)
      if (!status.isFile()) return Effect.fail({ isMaking: false, reason: "it is no ordinary file; name another one" })
      const reason = "it holds no bytes: bring its content back from a backup, or delete it if it never was a store"
      return status.size > 0 ? Effect.succeed(true) : Effect.fail({ isMaking: true, reason })
    }),
    Effect.retry({
      schedule: Schedule.spaced("20 millis").pipe(Schedule.upTo({ duration: patience })),
      while: ({ isMaking }) => isMaking
    }),
    Effect.mapError(({ reason }) => new CannotOpen({ file, reason }))
  )

/** How the parts of a store come about: to be written, or as they are. */
interface Way<E> {
  readonly connect: (
    file: string,
    patience?: Duration.Input
  ) => Effect.Effect<Connections.Connections, E | CannotOpen, Scope.Scope>
  readonly store: (
    connections: Connections.Connections,
    projection?: Row.Projection
  ) => Effect.Effect<SqlStore.Store, E | SqlError.SqlError>
  readonly vault: (
    connections: Connections.Connections
  ) => Effect.Effect<VaultStorage.VaultStorage, E | SqlError.SqlError>
}

const layerBy = <E extends { readonly _tag: string }>(
  way: Way<E>,
  { file, masterKey, patience, projection = Streams.projection, vaultFile = file }: Options
) =>
  Layer.effectContext(
    Effect.gen(function* () {
      const connections = yield* way.connect(file, patience)
      const { journal, register } = yield* way
        .store(connections, projection === "none" ? undefined : projection)
        .pipe(cannotOpen(file))
      const forVault = resolve(vaultFile) === resolve(file) ? connections : yield* way.connect(vaultFile, patience)
      const storage = yield* way.vault(forVault).pipe(cannotOpen(vaultFile))
      const vault = yield* VaultOf.make(storage, masterKey)
      return Context.make(Journal.Journal, journal).pipe(
        Context.add(Register.Register, register),
        Context.add(Vault.Vault, vault)
      )
    })
  )

/** Opens a store, with the cryptography that is provided. */
export const layerNoDeps = (
  options: Options
): Layer.Layer<Journal.Journal | Register.Register | Vault.Vault, NotOpened, Crypto.Crypto> =>
  layerBy<NotOpened>({ connect, store: SqlStore.open, vault: SqlStore.openVault }, options)

/**
 * Opens a store that is there to look at it: nothing of it is written, so it may lie where nothing can be, on a backup or
 * a disc. Whatever would write fails with the error that its port has for an outage; so does opening what is sealed,
 * since nothing is opened that is not written down.
 *
 * ```ts
 * import { SqliteStore } from "@bina/store-sqlite"
 * import * as Redacted from "effect/Redacted"
 *
 * const masterKey = Redacted.make(new Uint8Array(32)) // the one by which the vault was made
 * const backup = SqliteStore.layerLooking({ file: "/mnt/backup/season.sqlite", masterKey })
 * ```
 */
export const layerLooking = (
  options: Options
): Layer.Layer<Journal.Journal | Register.Register | Vault.Vault, NotLookedAt> =>
  layerBy<NotLookedAt>({ connect: connectToLook, store: SqlStore.look, vault: SqlStore.lookAtVault }, options).pipe(
    Layer.provide(NodeCrypto.layer)
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
