/** Where notices and what is known of each are kept in a database; beside a journal or in one of their own. */
import { Delivery, type Notice, Outbox, type Planner } from "@bina/core/notices"
import type { Moment } from "@bina/core"
import * as Effect from "effect/Effect"
import type * as SqlError from "effect/sql/SqlError"
import * as Stream from "effect/Stream"
import * as Connections from "./Connections.ts"
import * as Insert from "./Insert.ts"
import type * as Migrations from "./Migrations.ts"

// ---- Models

interface Row {
  readonly number: number
  readonly notice: string
  readonly facts: string
  readonly look_at: string | null
}

interface KeptRow extends Row {
  readonly id: Notice.Key
}

// ---- Rules

/** The numbered steps by which the tables of an outbox came to be. Released steps never change. */
export const steps: ReadonlyArray<Migrations.Step> = [
  ({ tableOptions, type: { integer, text } }) => [
    `CREATE TABLE outbox_notices (
       id ${text} NOT NULL PRIMARY KEY,
       number ${integer} NOT NULL UNIQUE,
       notice ${text} NOT NULL,
       facts ${text} NOT NULL,
       look_at ${text},
       worker ${text},
       held_until ${text}
     ) ${tableOptions}`,
    "CREATE INDEX outbox_notices_due ON outbox_notices (look_at, number) WHERE look_at IS NOT NULL",
    `CREATE TABLE outbox_references (reference ${text} NOT NULL PRIMARY KEY, id ${text} NOT NULL) ${tableOptions}`,
    `CREATE TABLE outbox_early_reports (
       reference ${text} NOT NULL,
       report ${text} NOT NULL,
       PRIMARY KEY (reference, report)
     ) ${tableOptions}`,
    `CREATE TABLE outbox_planned (one ${integer} NOT NULL PRIMARY KEY CHECK (one = 1), position ${integer} NOT NULL) ${tableOptions}`,
    "INSERT INTO outbox_planned (one, position) VALUES (1, 0)"
  ]
]

/** How many notices are read, or written, at a time. */
const pageSize = 500

const entryOf = ({ facts, look_at, notice }: Row): Outbox.Entry => ({
  notice: JSON.parse(notice) as Notice.Notice,
  facts: JSON.parse(facts) as ReadonlyArray<Delivery.Fact>,
  lookAt: (look_at ?? undefined) as Moment.Moment | undefined
})

const referenceOf = ({ channel, reference }: Pick<Delivery.Report, "channel" | "reference">): string =>
  JSON.stringify([channel, reference])

/** An outbox over connections. Whatever writes does it in one transaction that no other writer is in. */
export const make = (connections: Connections.Connections): Outbox.Outbox["Service"] => {
  const { dialect, read, write } = connections
  const orUnavailable = Connections.failing(connections, (reason) => new Outbox.OutboxUnavailable({ reason }))
  const locked = <A, E extends { readonly _tag: string }>(effect: Effect.Effect<A, E>) =>
    orUnavailable(Connections.locked(connections, effect))
  const reading = <A>(effect: Effect.Effect<A, SqlError.SqlError>) =>
    orUnavailable(Connections.reading(connections, effect))

  const checkpointOf = (sql: typeof read) =>
    Effect.map(sql<{ readonly position: number }>`SELECT position FROM outbox_planned`, ([row]) =>
      Number(row!.position)
    )

  const one = (key: Notice.Key) =>
    Effect.map(write<Row>`SELECT number, notice, facts, look_at FROM outbox_notices WHERE id = ${key}`, ([row]) =>
      row === undefined ? undefined : entryOf(row)
    )

  const put = (key: Notice.Key, { facts, lookAt }: Pick<Outbox.Entry, "facts" | "lookAt">) =>
    write`UPDATE outbox_notices SET facts = ${JSON.stringify(facts)}, look_at = ${lookAt ?? null} WHERE id = ${key}`

  /** Adds facts to a notice; what was reported before it was accepted joins it now, and has it looked at. */
  const add = (entry: Outbox.Entry, facts: ReadonlyArray<Delivery.Fact>, lookAt: Moment.Moment | undefined) =>
    Effect.gen(function* () {
      const { key } = entry.notice
      const reported: Array<Delivery.Report> = []
      for (const fact of facts) {
        if (fact._tag !== "Accepted") continue
        const reference = referenceOf(fact)
        yield* write`INSERT INTO outbox_references (reference, id) VALUES (${reference}, ${key})
          ON CONFLICT (reference) DO NOTHING`
        const early = yield* write<{ readonly report: string }>`SELECT report FROM outbox_early_reports
          WHERE reference = ${reference}`
        if (early.length > 0) yield* write`DELETE FROM outbox_early_reports WHERE reference = ${reference}`
        reported.push(...early.map(({ report }) => JSON.parse(report) as Delivery.Report))
      }
      const all = [...facts, ...reported.map((report): Delivery.Fact => ({ _tag: "Reported", ...report }))]
      const due = reported.reduce((first, { at }) => (first === undefined || at < first ? at : first), lookAt)
      const now = { notice: entry.notice, facts: Delivery.join(entry.facts, all), lookAt: due }
      yield* put(key, now)
      return now
    })

  const addPlanned = (changes: ReadonlyArray<Planner.Change>) =>
    Effect.gen(function* () {
      const [last] = yield* write<{ readonly number: number }>`SELECT number FROM outbox_notices
        ORDER BY number DESC LIMIT 1`
      const first = Number(last?.number ?? 0) + 1
      const rows = changes.flatMap((change, index) =>
        change._tag === "Planned"
          ? {
              id: change.notice.key,
              number: first + index,
              notice: JSON.stringify(change.notice),
              facts: "[]",
              look_at: change.notice.notBefore
            }
          : []
      )
      yield* Insert.into(connections, "outbox_notices", rows, write`ON CONFLICT (id) DO NOTHING`)
    })

  const held = (key: Notice.Key, { now, worker }: Pick<Outbox.Lease, "now" | "worker">) =>
    Effect.map(
      write`SELECT number FROM outbox_notices WHERE id = ${key} AND worker = ${worker} AND held_until > ${now}`,
      ({ length }) => length === 1
    )

  return {
    checkpoint: reading(checkpointOf(read)),
    plan: ({ at, changes, from, to }) =>
      locked(
        Effect.gen(function* () {
          const position = yield* checkpointOf(write)
          if (position !== from) return yield* new Outbox.PlannedMeanwhile({ position })
          yield* addPlanned(changes)
          for (const change of changes) {
            if (change._tag !== "Ended") continue
            const entry = yield* one(change.key)
            if (entry === undefined) continue
            yield* add(entry, [{ _tag: "Ended", as: change.as, because: change.because, at }], at)
          }
          yield* write`UPDATE outbox_planned SET position = ${to}`
        })
      ),
    lease: ({ now, until, worker }, limit) =>
      locked(
        Effect.gen(function* () {
          const rows = yield* write<KeptRow>`SELECT id, number, notice, facts, look_at FROM outbox_notices
            WHERE look_at <= ${now} AND (held_until IS NULL OR held_until <= ${now})
            ORDER BY look_at, number LIMIT ${limit}`
          const ids = rows.map(({ id }) => id)
          yield* write`UPDATE outbox_notices SET worker = ${worker}, held_until = ${until}
            WHERE id IN (SELECT asked.value FROM ${dialect.asked(write, ids)})`
          return rows.map(entryOf)
        })
      ),
    extend: ({ now, until, worker }, keys) =>
      locked(
        Effect.gen(function* () {
          const rows = yield* write<{ readonly id: Notice.Key }>`SELECT outbox_notices.id
            FROM ${dialect.asked(write, keys)} CROSS JOIN outbox_notices
            WHERE outbox_notices.id = asked.value AND worker = ${worker} AND held_until > ${now}`
          const ids = rows.map(({ id }) => id)
          yield* write`UPDATE outbox_notices SET held_until = ${until}
            WHERE id IN (SELECT asked.value FROM ${dialect.asked(write, ids)})`
          return new Set(ids)
        })
      ),
    learn: (lease, { facts, key, known, lookAt, release }) =>
      locked(
        Effect.gen(function* () {
          const entry = (yield* held(key, lease)) ? yield* one(key) : undefined
          if (entry === undefined) return yield* new Outbox.LeaseLost({ key })
          const now = yield* add(entry, facts, entry.facts.length > known ? lease.now : lookAt)
          if (release) yield* write`UPDATE outbox_notices SET worker = NULL, held_until = NULL WHERE id = ${key}`
          return now
        })
      ),
    report: (report, key) =>
      locked(
        Effect.gen(function* () {
          const reference = referenceOf(report)
          const [row] = yield* write<{ readonly id: Notice.Key }>`SELECT id FROM outbox_references
            WHERE reference = ${reference}`
          const known = key ?? row?.id
          const entry = known === undefined ? undefined : yield* one(known)
          if (entry === undefined) {
            yield* write`INSERT INTO outbox_early_reports (reference, report)
              VALUES (${reference}, ${JSON.stringify(report)}) ON CONFLICT (reference, report) DO NOTHING`
            return "parked" as const
          }
          const facts = Delivery.join(entry.facts, [{ _tag: "Reported", ...report }])
          if (facts.length > entry.facts.length) yield* put(entry.notice.key, { facts, lookAt: report.at })
          return "joined" as const
        })
      ),
    requeue: (key, at) =>
      locked(
        Effect.gen(function* () {
          const entry = yield* one(key)
          if (entry === undefined) return yield* new Outbox.UnknownNotice({ key })
          const after = entry.facts.filter(({ _tag }) => _tag === "Attempted").length
          yield* add(entry, [{ _tag: "Requeued", after, at }], at)
        })
      ),
    entry: (key) =>
      reading(
        Effect.map(read<Row>`SELECT number, notice, facts, look_at FROM outbox_notices WHERE id = ${key}`, ([row]) =>
          row === undefined ? undefined : entryOf(row)
        )
      ),
    entries: Stream.map(
      Connections.pages(
        (last: Row | undefined) =>
          reading(
            read<Row>`SELECT number, notice, facts, look_at FROM outbox_notices
              WHERE number > ${Number(last?.number ?? 0)} ORDER BY number LIMIT ${pageSize}`
          ),
        pageSize
      ),
      entryOf
    )
  }
}
