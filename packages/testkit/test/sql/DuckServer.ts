/**
 * A DuckDB in memory for a test. Nothing is fetched at run time.
 */
import { DuckDBInstance } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Server } from "./PostgresServer.ts"

const start = async () => {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false"
  })
  const connection = await instance.connect()
  const query: Server["query"] = async (text) => (await connection.runAndReadAll(text)).getRowObjectsJson()
  return { query, stop: () => connection.closeSync() }
}

/** An engine for the life of a scope. */
export const make = Effect.map(
  Effect.acquireRelease(
    Effect.promise(() => start()),
    ({ stop }) => Effect.sync(stop)
  ),
  ({ query }) => ({ query })
)
