/** Where a vault keeps wrapped keys, index entries and records of access in a database. */
import { Commit, Vault, type VaultStorage } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as SqlError from "effect/sql/SqlError"
import * as Connections from "./Connections.ts"
import * as Insert from "./Insert.ts"
import type * as Migrations from "./Migrations.ts"
import * as Together from "./Together.ts"

// ---- Models

interface KeyRow {
  readonly owner: string
  readonly wrapped: string | null
}

interface AccessRow extends Omit<Vault.Access, "fields"> {
  readonly fields: string
}

// ---- Rules

/** The numbered steps by which the vault's tables came to be. Released steps never change. */
export const steps: ReadonlyArray<Migrations.Step> = [
  ({ insertOnly, tableOptions, type: { integer, text } }) => [
    // A key that was destroyed leaves its owner behind, without it.
    `CREATE TABLE vault_keys (owner ${text} NOT NULL PRIMARY KEY, wrapped ${text}) ${tableOptions}`,
    `CREATE TABLE vault_index (entry ${text} NOT NULL PRIMARY KEY, id ${text} NOT NULL, tag ${text} NOT NULL) ${tableOptions}`,
    "CREATE INDEX vault_index_of_id ON vault_index (id)",
    `CREATE TABLE vault_accesses (
       number ${integer} NOT NULL PRIMARY KEY,
       person ${text} NOT NULL,
       fields ${text} NOT NULL,
       actor ${text} NOT NULL,
       purpose ${text} NOT NULL,
       at ${text} NOT NULL
     ) ${tableOptions}`,
    "CREATE INDEX vault_accesses_of_person ON vault_accesses (person)",
    ...insertOnly("vault_accesses", "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM vault_accesses)")
  ],
  // Which master key wraps the keys: one row.
  ({ tableOptions, type: { integer, text } }) => [
    `CREATE TABLE vault_lock (one ${integer} NOT NULL PRIMARY KEY CHECK (one = 1), lock ${text} NOT NULL) ${tableOptions}`
  ],
  // Few are erased, and each head that is exported names them.
  () => ["CREATE INDEX vault_keys_destroyed ON vault_keys (owner) WHERE wrapped IS NULL"]
]

/** Storage in a database that was brought to its shape; so many keys at a time are wrapped anew or looked at. */
export const make = (connections: Connections.Connections, pageSize = 500): VaultStorage.VaultStorage => {
  const { dialect, read, write } = connections
  const unavailable = (reason: string) => new Vault.VaultUnavailable({ reason })
  const orUnavailable = Connections.failing(connections, unavailable)
  const reading = <A>(effect: Effect.Effect<A, SqlError.SqlError>) =>
    orUnavailable(Connections.reading(connections, effect))

  const keyOf = (sql: typeof read, owner: string) =>
    Effect.map(sql<KeyRow>`SELECT owner, wrapped FROM vault_keys WHERE owner = ${owner}`, ([row]) =>
      Option.map(Option.fromNullishOr(row), ({ wrapped }) => keepingOf(wrapped))
    )
  const entryOf = (sql: typeof read, index: string) =>
    Effect.map(sql<VaultStorage.Led>`SELECT id, tag FROM vault_index WHERE entry = ${index}`, ([row]) =>
      Option.fromNullishOr(row)
    )

  const lockOf = (sql: typeof read) =>
    Effect.map(sql<{ readonly lock: string }>`SELECT lock FROM vault_lock`, ([row]) =>
      Option.map(Option.fromNullishOr(row), ({ lock }) => lock)
    )
  /** Writes, within a transaction, where the lock is the one that is expected, and nothing where it is not. */
  const underLock = <A, E, F>(lock: string, writing: Effect.Effect<Result.Result<A, E>, F>) =>
    Effect.flatMap(lockOf(write), (found): Effect.Effect<Result.Result<A, E | Vault.MasterKeyChanged>, F> =>
      Option.contains(found, lock) ? writing : Effect.succeed(Result.fail(new Vault.MasterKeyChanged()))
    )

  const addKey = ({ owner, wrapped }: VaultStorage.WrappedKey) =>
    Effect.gen(function* () {
      yield* write`INSERT INTO vault_keys (owner, wrapped) VALUES (${owner}, ${wrapped}) ON CONFLICT (owner) DO NOTHING`
      const kept = yield* keyOf(write, owner)
      return Option.isSome(kept) && kept.value._tag === "Kept"
        ? Result.succeed(kept.value.wrapped)
        : Result.fail(unavailable("a key that was destroyed is not made again"))
    })
  const addEntry = ({ id, index, tag }: VaultStorage.Entry) =>
    Effect.gen(function* () {
      yield* write`INSERT INTO vault_index (entry, id, tag) VALUES (${index}, ${id}, ${tag})
        ON CONFLICT (entry) DO NOTHING`
      return Option.getOrElse(yield* entryOf(write, index), (): VaultStorage.Led => ({ id, tag }))
    })
  const locked = <A, E extends { readonly _tag: string }>(effect: Effect.Effect<A, E>) =>
    orUnavailable(Connections.locked(connections, effect))
  const together = Together.make<Vault.VaultUnavailable>((transaction) => locked(transaction))
  const afterErasure = Connections.waiting(connections.patience)(dialect.afterErasure(write))

  const entriesOf = (sql: typeof read, indexes: ReadonlyArray<string>) =>
    Effect.map(
      sql<VaultStorage.Entry>`SELECT vault_index.entry AS "index", vault_index.id, vault_index.tag
        FROM ${dialect.asked(sql, indexes)} CROSS JOIN vault_index WHERE vault_index.entry = asked.value`,
      (rows) => rows.map(({ index, ...led }) => [index, led] as const)
    )
  const addAccesses = (accesses: ReadonlyArray<Vault.Access>) =>
    Effect.gen(function* () {
      const [last] = yield* write<{ readonly number: number }>`SELECT number FROM vault_accesses
        ORDER BY number DESC LIMIT 1`
      const first = (last?.number ?? 0) + 1
      const rows = accesses.map(({ fields, ...access }, index) => ({
        number: first + index,
        ...access,
        fields: JSON.stringify(fields)
      }))
      yield* Insert.into(connections, "vault_accesses", rows)
    })

  const rewrap = <E>(
    { from, to }: VaultStorage.Change,
    wrapAgain: (key: VaultStorage.WrappedKey) => Effect.Effect<string, E>
  ) =>
    Effect.gen(function* () {
      if (!Option.contains(yield* lockOf(write), from)) return yield* new Vault.MasterKeyChanged()
      yield* write`UPDATE vault_lock SET lock = ${to}`
      let last = ""
      for (;;) {
        const keys = yield* write<{ readonly owner: string; readonly wrapped: string }>`SELECT owner, wrapped
          FROM vault_keys WHERE owner > ${last} AND wrapped IS NOT NULL ORDER BY owner LIMIT ${pageSize}`
        const again = yield* Effect.forEach(keys, (key) =>
          Effect.map(wrapAgain(key), (wrapped) => ({ owner: key.owner, wrapped }))
        )
        yield* Insert.into(
          connections,
          "vault_keys",
          again,
          write`ON CONFLICT (owner) DO UPDATE SET wrapped = excluded.wrapped`
        )
        if (keys.length < pageSize) return
        last = keys.at(-1)!.owner
      }
    })

  return {
    lock: reading(lockOf(read)),
    addLock: (lock) =>
      locked(
        Effect.gen(function* () {
          yield* write`INSERT INTO vault_lock (one, lock) VALUES (1, ${lock}) ON CONFLICT (one) DO NOTHING`
          return Option.getOrElse(yield* lockOf(write), () => lock)
        })
      ),
    key: (owner) => reading(keyOf(read, owner)),
    addKey: (key) => together(underLock(key.lock, addKey(key))),
    entry: (index) => reading(entryOf(read, index)),
    addEntry: (entry) => together(Effect.map(addEntry(entry), Result.succeed)),
    addPerson: (key, entry) =>
      together(
        underLock(
          key.lock,
          Effect.gen(function* () {
            const led = yield* addEntry(entry)
            return led.id === key.owner ? Result.map(yield* addKey(key), () => led) : Result.succeed(led)
          })
        )
      ),
    keys: (owners) =>
      reading(
        Effect.map(
          read<KeyRow>`SELECT vault_keys.owner, vault_keys.wrapped
            FROM ${dialect.asked(read, owners)} CROSS JOIN vault_keys WHERE vault_keys.owner = asked.value`,
          (rows) => new Map(rows.map(({ owner, wrapped }) => [owner, keepingOf(wrapped)]))
        )
      ),
    entries: (indexes) => reading(Effect.map(entriesOf(read, indexes), (rows) => new Map(rows))),
    keysAfter: (owner) =>
      reading(read<VaultStorage.WrappedKey>`SELECT owner, wrapped FROM vault_keys
        WHERE owner > ${owner} AND wrapped IS NOT NULL ORDER BY owner LIMIT ${pageSize}`),
    entriesAfter: (index) =>
      reading(read<VaultStorage.Entry>`SELECT entry AS "index", id, tag FROM vault_index
        WHERE entry > ${index} ORDER BY entry LIMIT ${pageSize}`),
    addAll: (added) =>
      orUnavailable(
        Connections.locked(
          connections,
          Effect.gen(function* () {
            if (!Option.contains(yield* lockOf(write), added.lock)) return yield* new Vault.MasterKeyChanged()
            const taken = yield* entriesOf(
              write,
              added.entries.map(({ index }) => index)
            )
            if (taken.length > 0) return yield* new Commit.Overtaken()
            yield* Insert.into(
              connections,
              "vault_keys",
              added.keys.map(({ owner, wrapped }) => ({ owner, wrapped }))
            )
            yield* Insert.into(
              connections,
              "vault_index",
              added.entries.map(({ id, index, tag }) => ({ entry: index, id, tag }))
            )
            yield* addAccesses(added.accesses)
          })
        )
      ),
    destroy: (owner) =>
      Effect.andThen(
        locked(
          Effect.gen(function* () {
            yield* write`INSERT INTO vault_keys (owner, wrapped) VALUES (${owner}, ${null})
              ON CONFLICT (owner) DO UPDATE SET wrapped = excluded.wrapped`
            yield* write`DELETE FROM vault_index WHERE id = ${owner}`
          })
        ),
        Effect.mapError(afterErasure, (error) =>
          unavailable(
            `${dialect.reasonOf(error)}; the key is destroyed, and may still stand in the log while others read: erase again when they have ended`
          )
        )
      ),
    destroyed: reading(
      Effect.map(read<KeyRow>`SELECT owner FROM vault_keys WHERE wrapped IS NULL ORDER BY owner`, (rows) =>
        rows.map(({ owner }) => owner)
      )
    ),
    rewrap: (change, wrapAgain) =>
      Effect.andThen(
        Connections.locked(connections, rewrap(change, wrapAgain)).pipe(
          Effect.mapError((error) => (isOfDatabase(error) ? unavailable(dialect.reasonOf(error)) : error))
        ),
        // It is done: whoever heard of an error now would believe that the old key still opens the vault.
        Effect.ignore(afterErasure)
      ),
    addAccess: (accesses) => locked(addAccesses(accesses)),
    accesses: (person) =>
      reading(
        Effect.map(
          read<AccessRow>`SELECT person, fields, actor, purpose, at FROM vault_accesses
            WHERE person = ${person} ORDER BY number`,
          (rows) => rows.map(({ fields, ...row }) => ({ ...row, fields: JSON.parse(fields) as ReadonlyArray<string> }))
        )
      )
  }
}

const keepingOf = (wrapped: string | null): VaultStorage.Keeping =>
  wrapped === null ? { _tag: "Destroyed" } : { _tag: "Kept", wrapped }

const isOfDatabase = (error: unknown): error is SqlError.SqlError =>
  (error as { readonly _tag?: unknown } | null)?._tag === "SqlError"
