/**
 * A `SqlClient` over the SQLite that Node brings along. Every connection writes ahead into a log and waits until what
 * it commits is on the disk; a file or a build of SQLite that gives less is refused.
 */
import { existsSync, statSync } from "node:fs"
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as SqlClient from "effect/sql/SqlClient"
import type * as SqlConnection from "effect/sql/SqlConnection"
import * as SqlError from "effect/sql/SqlError"
import * as Statement from "effect/sql/Statement"

// ---- Models

/**
 * `write` has one connection, used in turn; `read` gives each transaction a connection of its own and writes nothing.
 * `look` is `read` for a file that is not to be written at all, and may lie where nothing can be.
 */
export interface Options {
  readonly file: string
  readonly mode: "read" | "write" | "look"
}

// ---- Errors

/** What is committed would not be safe against a loss of power: acknowledged decisions could be gone. */
export class NotDurable extends Schema.TaggedError<NotDurable>()("NotDurable", {
  file: Schema.String,
  setting: Schema.String,
  wanted: Schema.String,
  found: Schema.String
}) {
  override get message(): string {
    return `${this.file} would not keep what it acknowledges: ${this.setting} is ${this.found}, and has to be ${this.wanted}; use a file on a local disk`
  }
}

// ---- Rules

/** How long SQLite itself waits for a lock, in milliseconds. The program stands still meanwhile, so it is short. */
const busyTimeout = 20

/** How many statements are kept prepared. */
const keptStatements = 200

/** Only what SQLite means by the code is passed on; its message might quote what somebody wrote. */
const failed = (cause: unknown, operation: string): SqlError.SqlError => {
  const { errcode: errno, errstr } = cause as { readonly errcode?: number; readonly errstr?: string }
  const message = errstr ?? "the driver refused it"
  return new SqlError.SqlError({
    reason: SqlError.classifySqliteError({ errno, message }, { message, operation })
  })
}

const attempt = <A>(operation: string, run: () => A): Effect.Effect<A, SqlError.SqlError> =>
  Effect.try({ try: run, catch: (cause) => failed(cause, operation) })

const bound = (value: unknown): SQLInputValue => (typeof value === "boolean" ? Number(value) : (value as SQLInputValue))

/** A database that is open, and a look at whether what it reads still is what lies there. */
interface Opened {
  readonly db: DatabaseSync
  readonly recheck?: () => void
}

/** A connection over a database that is open. */
const connectionOf = ({ db, recheck }: Opened): SqlConnection.Connection & { readonly db: DatabaseSync } => {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    // The one that was used last stands last.
    prepared.delete(sql)
    prepared.set(sql, statement)
    if (prepared.size > keptStatements) prepared.delete(prepared.keys().next().value!)
    return statement
  }
  type Rows = ReadonlyArray<never>
  const allOf = (statement: StatementSync, params: ReadonlyArray<unknown>): unknown => {
    const rows = statement.all(...params.map(bound))
    recheck?.()
    return rows
  }
  const execute: SqlConnection.Connection["execute"] = (sql, params, transform) =>
    attempt("execute", () => {
      const rows = allOf(prepare(sql), params) as Rows
      return transform === undefined ? rows : transform(rows)
    })
  const values: SqlConnection.Connection["executeValues"] = (sql, params) =>
    attempt("executeValues", () => {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return allOf(statement, params) as ReadonlyArray<ReadonlyArray<unknown>>
    })
  return {
    db,
    execute,
    executeRaw: (sql, params) => execute(sql, params, undefined),
    executeUnprepared: (sql, params, transform) =>
      attempt("execute", () => {
        const rows = allOf(db.prepare(sql), params) as Rows
        return transform === undefined ? rows : transform(rows)
      }),
    executeValues: values,
    executeValuesUnprepared: values,
    // All rows at once: who has many asks for them by pages.
    executeStream: (sql, params, transform) => Stream.fromIterableEffect(execute(sql, params, transform))
  }
}

const settings = (mode: Options["mode"]): ReadonlyArray<string> => [
  "PRAGMA synchronous = FULL",
  // A disk may keep for itself what it was told to write; macOS alone has to be told so.
  "PRAGMA fullfsync = ON",
  "PRAGMA checkpoint_fullfsync = ON",
  // What is deleted is overwritten: a destroyed key must not stand in a free page.
  "PRAGMA secure_delete = ON",
  ...(mode === "write" ? [] : ["PRAGMA query_only = ON"])
]

/**
 * The names of the tables of a file, without changing anything in it; none where there is no such file. Opening it to
 * write would already set how it is written.
 */
export const tablesOf = (file: string): Effect.Effect<ReadonlyArray<string>, SqlError.SqlError> =>
  attempt("open", () => {
    if (!existsSync(file)) return []
    const db = new DatabaseSync(file, { readOnly: true, timeout: busyTimeout })
    try {
      return db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .all()
        .map(({ name }) => String(name))
    } finally {
      db.close()
    }
  })

const databaseOf = ({ file, mode }: Options): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: busyTimeout })
  try {
    // What is only looked at is read as it was written; the statement finds out whether it can be read at all.
    db.prepare(mode === "look" ? "SELECT count(*) FROM sqlite_schema" : "PRAGMA journal_mode = WAL").get()
    for (const setting of settings(mode)) db.exec(setting)
  } catch (cause) {
    db.close()
    throw cause
  }
  return db
}

/**
 * What SQLite says where it may read a file and may not put the log of its writers beside it: that the folder is not to be
 * written, or only, where the whole disc is not, that it cannot open it.
 */
const unlogged: ReadonlySet<unknown> = new Set([1_544, 14])

const isLogged = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

const busy = { errcode: 5, errstr: "database is locked" }

/**
 * A file that lies where nothing can be written. Who writes it elsewhere leaves no lock that can be seen from here, so it
 * is looked at again after each reading: what was read of a file that changed is not given out.
 */
const immutable = (file: string): Opened => {
  const stateOf = () => {
    const { ino, mtimeNs, size } = statSync(file, { bigint: true })
    return `${ino} ${mtimeNs} ${size}`
  }
  const before = stateOf()
  const recheck = () => {
    if (isLogged(file) || stateOf() !== before) throw busy
  }
  const url = pathToFileURL(file)
  url.searchParams.set("immutable", "1")
  return { db: new DatabaseSync(url, { readOnly: true }), recheck }
}

const opened = (options: Options) =>
  Effect.map(
    Effect.acquireRelease(
      attempt("open", (): Opened => {
        try {
          return { db: databaseOf(options) }
        } catch (cause) {
          const { errcode } = cause as { readonly errcode?: number }
          const isLast = options.mode !== "look" || !unlogged.has(errcode) || isLogged(options.file)
          if (isLast) throw cause
          return immutable(options.file)
        }
      }),
      ({ db }) => Effect.sync(() => db.close())
    ),
    connectionOf
  )

const pragma = (sql: SqlClient.SqlClient, name: string) =>
  Effect.map(sql<Record<string, unknown>>`PRAGMA ${sql.literal(name)}`, ([row]) => String(Object.values(row ?? {})[0]))

/** Looks at what the connection of a client really does, whatever it was asked for. */
export const checkDurability = (
  sql: SqlClient.SqlClient,
  file: string
): Effect.Effect<void, NotDurable | SqlError.SqlError> =>
  Effect.gen(function* () {
    const mode = yield* pragma(sql, "journal_mode")
    if (mode !== "wal") {
      return yield* new NotDurable({ file, setting: "journal_mode", wanted: "wal", found: mode })
    }
    const levels = ["off", "normal", "full", "extra"]
    const level = levels[Number(yield* pragma(sql, "synchronous"))] ?? "unknown"
    if (level !== "full" && level !== "extra") {
      return yield* new NotDurable({ file, setting: "synchronous", wanted: "full", found: level })
    }
  })

/**
 * Opens a client, which closes with the scope. A lock that is held while it opens is an error of the kind that is
 * waited for: see `Connections.waiting` of `@bina/store-sql`.
 */
export const make = (
  options: Options
): Effect.Effect<SqlClient.SqlClient, NotDurable | SqlError.SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const connection = yield* opened(options)
    const acquirers = SqlClient.makeSqliteAcquirers({
      connection: Effect.succeed(connection),
      semaphore: Semaphore.makeUnsafe(1),
      isTransaction: ({ db }) => db.isTransaction
    })
    const sql = yield* SqlClient.make({
      ...acquirers,
      // A transaction that only reads may take long: it has its own connection, so that it keeps nobody waiting.
      ...(options.mode === "write" ? {} : { transactionAcquirer: opened(options) }),
      driver: "node-sqlite",
      compiler: Statement.makeCompilerSqlite(),
      prepareTransactionControls: true,
      beginTransaction: options.mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN",
      spanAttributes: [["db.system.name", "sqlite"]]
    })
    if (options.mode !== "look") yield* checkDurability(sql, options.file)
    return sql
  }).pipe(Effect.provide(Reactivity.layer))
