/**
 * The two ways to a database: one connection for what is written, in turn, and others for what is read, which no writer
 * keeps waiting. Where a lock is held, both ask again for a while before they give up.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Chain } from "@bina/core/journal"
import * as SqlClient from "effect/sql/SqlClient"
import type * as SqlError from "effect/sql/SqlError"
import type * as Dialect from "./Dialect.ts"

// ---- Models

/** `patience` is how long a lock is waited for; `sha256` is the runtime's own, where it has one. */
export interface Connections {
  readonly write: SqlClient.SqlClient
  readonly read: SqlClient.SqlClient
  readonly dialect: Dialect.Dialect
  readonly patience: Duration.Input
  readonly sha256?: Chain.Sha256
}

// ---- Rules

const isLocked = ({ reason }: SqlError.SqlError): boolean =>
  reason._tag === "LockTimeoutError" || reason._tag === "DeadlockError" || reason._tag === "SerializationError"

/**
 * Asks again while another process holds the lock, at growing intervals that differ from process to process. What is
 * retried must be a whole transaction.
 */
export const waiting =
  (patience: Duration.Input) =>
  <A, E, R>(effect: Effect.Effect<A, E | SqlError.SqlError, R>): Effect.Effect<A, E | SqlError.SqlError, R> =>
    Effect.retry(effect, {
      schedule: Schedule.min([Schedule.exponential("2 millis"), Schedule.spaced("60 millis")]).pipe(
        Schedule.jittered,
        Schedule.upTo({ duration: patience })
      ),
      while: (error) => isSqlError(error) && isLocked(error)
    })

const isSqlError = (error: unknown): error is SqlError.SqlError =>
  (error as { readonly _tag?: unknown } | null)?._tag === "SqlError"

/** Runs a transaction that no other writer is in, from its beginning. It is not left half done when interrupted. */
export const locked = <A, E, R>(
  { dialect, patience, write }: Connections,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError.SqlError, R> =>
  write
    .withTransaction(effect)
    .pipe(Effect.provideService(SqlClient.BeginTransaction, dialect.begin), waiting(patience))

/** Reads once. */
export const reading = <A, E, R>(
  { patience }: Connections,
  effect: Effect.Effect<A, E | SqlError.SqlError, R>
): Effect.Effect<A, E | SqlError.SqlError, R> => waiting(patience)(effect)

/**
 * Rows by pages, the next one asked for from the last row of the page before; it holds one page at a time. Between
 * pages others get their turn: a database in the same process answers without ever waiting.
 */
export const pages = <A, E, R>(
  page: (last: A | undefined) => Effect.Effect<ReadonlyArray<A>, E, R>,
  size: number
): Stream.Stream<A, E, R> =>
  Stream.paginate(undefined as A | undefined, (last) =>
    Effect.map(
      Effect.andThen(Effect.yieldNow, page(last)),
      (rows) => [rows, rows.length < size ? Option.none() : Option.some(rows.at(-1))] as const
    )
  )

/** Runs effects on a connection of their own that sees the database as it was at first, until the scope closes. */
export const snapshot = ({
  dialect,
  patience,
  read
}: Connections): Effect.Effect<
  <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>,
  SqlError.SqlError,
  Scope.Scope
> =>
  Effect.gen(function* () {
    const connection = yield* read.reserve
    yield* Effect.acquireRelease(
      waiting(patience)(connection.executeUnprepared(dialect.beginReading, [], undefined)),
      () => Effect.ignore(connection.executeUnprepared("ROLLBACK", [], undefined))
    )
    return (effect) => Effect.provideService(effect, read.transactionService, [connection, 0])
  })

/** Turns what the database fails with into the error of a port, told without what stood in the rows. */
export const failing =
  <F>({ dialect }: Pick<Connections, "dialect">, fail: (reason: string) => F) =>
  <A, E extends { readonly _tag: string }, R>(
    effect: Effect.Effect<A, E, R>
  ): Effect.Effect<A, Exclude<E, SqlError.SqlError> | F, R> =>
    Effect.mapError(effect, (error) =>
      isSqlError(error) ? fail(dialect.reasonOf(error)) : (error as Exclude<E, SqlError.SqlError>)
    )
