/** Stores on real files, and what is written into them. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Actor, Command } from "@bina/core"
import { type Commit, type Row } from "@bina/core/adapter"
import { type Recorded, StreamId } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { SqliteStore } from "@bina/store-sqlite"

const newFolder = (): string => mkdtempSync(join(process.env["BINA_TEST_FOLDER"] ?? tmpdir(), "bina-store-"))

/** A folder that is gone after the test. */
export const folder = Effect.acquireRelease(Effect.sync(newFolder), (path) =>
  Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

/** A file in a folder that is gone after the run. */
export const fresh = (): string => join(newFolder(), "store.sqlite")

/** A file that is not there yet. */
export const file = Effect.map(folder, (path) => join(path, "store.sqlite"))

export const masterKey = Redacted.make(new Uint8Array(32).fill(7))

const digest = Command.digest("digest")
const actor = Actor.id("officer-1")

export const stream = (key: string): StreamId.Id => StreamId.of("cohort", key)

/** A commit of events to one stream, with the row that follows from it. */
export const commit = (command: string, key: string, expected: number, events = 1): Commit.Commit => ({
  command: Command.id(command),
  digest,
  actor,
  result: { command },
  writes: [
    {
      stream: stream(key),
      expected,
      events: Array.from({ length: events }, (_, index) => ({
        type: "Counted",
        version: 1,
        body: `{"number":${expected + index + 1}}`
      })) as unknown as Commit.Write["events"]
    }
  ],
  rows: [{ _tag: "Upsert", ...rowOf(stream(key), expected + events) }]
})

/** The same without a row, for a store without a register. */
export const bare = (command: string, key: string, expected: number, events = 1): Commit.Commit => ({
  ...commit(command, key, expected, events),
  rows: []
})

export const rowOf = (stream: StreamId.Id, events: number): Row.Row => ({
  table: "cohorts",
  key: stream,
  stream,
  values: { events, is_large: events > 2, since: "2020-09-14", note: null }
})

/** How many events every cohort has. */
export const projection: Row.Projection = {
  version: 1,
  tables: [
    {
      name: "cohorts",
      text: "one row per cohort",
      columns: [
        { name: "events", kind: "integer", isNullable: false, text: "how many events it has" },
        { name: "is_large", kind: "boolean", isNullable: false, text: "whether these are more than two" },
        { name: "since", kind: "date", isNullable: false, text: "the first day" },
        { name: "note", kind: "text", isNullable: true, text: "what somebody noted" }
      ]
    }
  ],
  rowsOf: (stream: StreamId.Id, events: ReadonlyArray<Recorded.Recorded>) =>
    Result.succeed([rowOf(stream, events.length)])
}

/** The layer over a file. */
export const store = (file: string, options: Partial<SqliteStore.Options> = {}) =>
  SqliteStore.layer({ file, masterKey, projection, ...options })

/** Looks into a file, or changes it, behind the store's back. */
export const raw = <A>(file: string, use: (db: DatabaseSync) => A): A => {
  const db = new DatabaseSync(file)
  try {
    return use(db)
  } finally {
    db.close()
  }
}

/** A refusal of tests. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", { reason: Schema.String }) {
  override get message(): string {
    return this.reason
  }
}
