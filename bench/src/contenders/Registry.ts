/**
 * Everybody who does the work. Each is loaded only in the process that measures it, so that none is slowed or fed by
 * another, and one that cannot be installed on a machine does not keep the others from running.
 */
import type { Contender } from "./Contender.ts"

// ---- Models

export interface Entry {
  /** How it is called on the command line. */
  readonly id: string
  readonly load: () => Promise<Contender>
  /** So slow that the work is done once a round where there are many enrolments, and in one round only at a million. */
  readonly slow?: boolean
  /** The most enrolments that it is asked to decide. */
  readonly most?: number
}

// ---- The contenders

/** In the order in which they are measured: those that are compared with one another stand together. */
export const entries: ReadonlyArray<Entry> = [
  { id: "plain-loop", load: async () => (await import("./PlainLoop.ts")).plainLoop },
  { id: "blocked-loop", load: async () => (await import("./BlockedLoop.ts")).blockedLoop },
  { id: "bina-columns", load: async () => (await import("./BinaColumns.ts")).binaColumns },
  { id: "bina-first-reason", load: async () => (await import("./BinaColumns.ts")).binaFirstReason },
  { id: "bina-columns-nullable", load: async () => (await import("./BinaColumns.ts")).binaColumnsNullable },
  { id: "bina-objects", load: async () => (await import("./BinaObjects.ts")).binaObjects },
  { id: "bina-answers", load: async () => (await import("./BinaObjects.ts")).binaAnswers },
  {
    id: "bina-row-explanations",
    slow: true,
    most: 100_000,
    load: async () => (await import("./BinaObjects.ts")).binaRowExplanations
  },
  { id: "bina-decide", slow: true, most: 100_000, load: async () => (await import("./BinaCases.ts")).binaDecide },
  { id: "bina-explain", slow: true, most: 100_000, load: async () => (await import("./BinaCases.ts")).binaExplain },
  { id: "bina-duckdb", slow: true, load: async () => (await import("./DuckDb.ts")).binaDuckDb },
  { id: "duckdb-rows", slow: true, load: async () => (await import("./DuckDb.ts")).duckDbRows },
  { id: "bina-duckdb-nullable", slow: true, load: async () => (await import("./DuckDb.ts")).binaDuckDbNullable },
  { id: "duckdb-nullable", slow: true, load: async () => (await import("./DuckDb.ts")).duckDbNullable },
  { id: "bina-postgres", slow: true, most: 100_000, load: async () => (await import("./Postgres.ts")).binaPostgres },
  { id: "postgres-rows", slow: true, most: 100_000, load: async () => (await import("./Postgres.ts")).postgresRows },
  {
    id: "bina-postgres-nullable",
    slow: true,
    most: 100_000,
    load: async () => (await import("./Postgres.ts")).binaPostgresNullable
  },
  {
    id: "postgres-nullable",
    slow: true,
    most: 100_000,
    load: async () => (await import("./Postgres.ts")).postgresNullable
  },
  { id: "objects", load: async () => (await import("./OrdinaryObjects.ts")).ordinaryObjects },
  { id: "duckdb-bits", slow: true, load: async () => (await import("./DuckDb.ts")).duckDbBits },
  { id: "postgres-bits", slow: true, most: 100_000, load: async () => (await import("./Postgres.ts")).postgresBits },
  { id: "zen-engine", slow: true, most: 100_000, load: async () => (await import("./Zen.ts")).zen },
  { id: "json-rules-engine", slow: true, most: 100_000, load: async () => (await import("./JsonRules.ts")).jsonRules }
]

/** The hand-written loops; the better of the two is what everything is measured against. */
export const loops: ReadonlySet<string> = new Set(["plain-loop", "blocked-loop"])

/** The entry of an id. */
export const entry = (id: string): Entry => {
  const found = entries.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no contender ${id}: ${entries.map(({ id }) => id).join(", ")}`)
  return found
}
