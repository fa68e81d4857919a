/**
 * Whether a register says what its journal says: every row that the projection makes of the events is there, as it makes
 * it, and no other. Nothing is written. Memory grows with the number of streams, not with their events; only of streams
 * that differ the rows are held.
 */
import { Canonical, Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as EventCodec from "./EventCodec.ts"
import type * as Journal from "./Journal.ts"
import type * as Recorded from "./Recorded.ts"
import type * as Register from "./Register.ts"
import type * as Row from "./Row.ts"
import type * as StreamId from "./StreamId.ts"

// ---- Models

/** What does not fit. `described-otherwise` says that what explains the columns of a table is not what the projection says. */
export const Flaw = Schema.Literals(["row-missing", "row-added", "row-changed", "described-otherwise"])
export type Flaw = typeof Flaw.Type

/**
 * The answer: the same, with how many rows there are; or the first table and key, in their order, where they differ.
 * `unsettled` are streams that were appended to however often they were looked at, and of which nothing is said.
 */
export const RegisterVerification = Schema.TaggedUnion({
  Same: { rows: Schema.Int, unsettled: Schema.Array(Schema.String) },
  Different: { flaw: Flaw, table: Schema.String, key: Schema.String, stream: Schema.String }
})
export type RegisterVerification = typeof RegisterVerification.Type

/** What may go wrong with looking. */
export type Failure =
  | Journal.JournalUnavailable
  | Register.RegisterUnavailable
  | Register.NoSuchTable
  | EventCodec.NotReadable

interface Compared {
  readonly journal: Journal.Journal["Service"]
  readonly register: Register.Register["Service"]
  readonly projection: Row.Projection
}

// ---- Rules

/** How often streams that were appended to meanwhile are looked at again. */
const rounds = 5

/**
 * Compares a register with what its projection makes of the journal.
 *
 * ```ts
 * import { Journal, Register } from "@bina/core/adapter"
 * import { RegisterVerification, Streams } from "@bina/core/journal"
 * import { MemoryStore } from "@bina/core/office"
 * import * as Effect from "effect/Effect"
 *
 * const { projection } = Streams
 * const program = Effect.gen(function* () {
 *   const [journal, register] = [yield* Journal.Journal, yield* Register.Register]
 *   return yield* RegisterVerification.of(journal, register, projection)
 * })
 * Effect.runPromise(Effect.provide(program, MemoryStore.layerJournal(projection))) // Same, no rows
 * ```
 */
export const of = (
  journal: Journal.Journal["Service"],
  register: Register.Register["Service"],
  projection: Row.Projection
): Effect.Effect<RegisterVerification, Failure> =>
  Effect.gen(function* () {
    const compared: Compared = { journal, register, projection }
    const [misdescribed] = yield* register.misdescribed
    if (misdescribed !== undefined)
      return different("described-otherwise", { table: misdescribed, key: "", stream: "" })
    let { position } = yield* journal.head
    const { rows, sums } = yield* sumsOf(compared, byStream(journal.all))
    let differing = differingIn(sums)
    for (let round = 0; round < rounds && differing.length > 0; round++) {
      const grown = yield* grownSince(journal, position)
      const settled = differing.filter((stream) => !grown.has(stream))
      if (settled.length > 0) return yield* firstOf(compared, new Set(settled))
      // What was appended to between one look and the other may differ by that alone.
      position = (yield* journal.head).position
      const again = new Set(differing)
      differing = differingIn((yield* sumsOf(compared, theirs(journal, again), again)).sums)
    }
    const same: RegisterVerification = { _tag: "Same", rows, unsettled: differing }
    return same
  })

type Different = Extract<RegisterVerification, { readonly _tag: "Different" }>

const different = (
  flaw: Flaw,
  { key, stream, table }: Pick<Row.Row, "table" | "key"> & { stream: string }
): Different => ({
  _tag: "Different",
  flaw,
  table,
  key,
  stream
})

type OfStream = readonly [StreamId.Id, ReadonlyArray<Recorded.Recorded>]

const byStream = <E>(events: Stream.Stream<Recorded.Recorded, E>): Stream.Stream<OfStream, E> =>
  Stream.map(
    Stream.groupAdjacentBy(events, ({ stream }) => stream),
    ([stream, events]): OfStream => [stream, events]
  )

const theirs = (journal: Journal.Journal["Service"], streams: ReadonlySet<StreamId.Id>) =>
  Stream.fromIterable(streams).pipe(
    Stream.mapEffect((stream) => Effect.map(journal.read(stream), (events): OfStream => [stream, events])),
    Stream.filter(([, events]) => events.length > 0)
  )

const differingIn = (sums: ReadonlyMap<StreamId.Id, bigint>): ReadonlyArray<StreamId.Id> =>
  [...sums].flatMap(([stream, sum]) => (sum === 0n ? [] : [stream])).toSorted()

/** Adds up the rows that follow from events, and takes off those that are there: what fits comes to nothing. */
const sumsOf = (
  { projection, register }: Compared,
  events: Stream.Stream<OfStream, Journal.JournalUnavailable>,
  only?: ReadonlySet<StreamId.Id>
) =>
  Effect.gen(function* () {
    const sums = new Map<StreamId.Id, bigint>()
    let rows = 0
    const add = (row: Row.Row, sign: bigint): void => {
      sums.set(row.stream, BigInt.asUintN(256, (sums.get(row.stream) ?? 0n) + sign * numberOf(row)))
    }
    yield* Stream.runForEach(events, ([stream, own]) =>
      Effect.map(Effect.fromResult(projection.rowsOf(stream, own)), (made) => {
        for (const row of made) add(row, 1n)
      })
    )
    for (const { name } of projection.tables) {
      yield* Stream.runForEach(register.rows(name), (row) =>
        Effect.sync(() => {
          if (only !== undefined && !only.has(row.stream)) return
          rows += 1
          add(row, -1n)
        })
      )
    }
    return { sums, rows }
  })

/** A row as a number: no two rows that differ in anything have the same. */
const numberOf = ({ key, stream, table, values }: Row.Row): bigint =>
  BigInt(`0x${Digest.ofText(Canonical.encodeUnsafe([table, key, stream, values]))}`)

const grownSince = (journal: Journal.Journal["Service"], position: number) =>
  Effect.map(
    Stream.runCollect(Stream.map(journal.follow(position), ({ event }) => event.stream)),
    (streams) => new Set<StreamId.Id>(streams)
  )

/** The first place, by table and key, where streams that are known to differ do. */
const firstOf = ({ journal, projection, register }: Compared, streams: ReadonlySet<StreamId.Id>) =>
  Effect.gen(function* () {
    const made = new Map<string, Map<string, Row.Row>>(projection.tables.map(({ name }) => [name, new Map()]))
    for (const stream of streams) {
      const events = yield* journal.read(stream)
      // A row may name a stream that is not there: nothing follows from no events.
      if (events.length === 0) continue
      const rows = yield* Effect.fromResult(projection.rowsOf(stream, events))
      for (const row of rows) made.get(row.table)?.set(row.key, row)
    }
    for (const [name, expected] of made) {
      const flaws: Array<Different> = []
      yield* Stream.runForEach(register.rows(name), (row) =>
        Effect.sync(() => {
          const known = expected.get(row.key)
          expected.delete(row.key)
          if (known === undefined) {
            if (streams.has(row.stream)) flaws.push(different("row-added", row))
          } else if (numberOf(known) !== numberOf(row)) flaws.push(different("row-changed", known))
        })
      )
      for (const row of expected.values()) flaws.push(different("row-missing", row))
      const [first] = flaws.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      if (first !== undefined) return first
    }
    // They differed when they were added up, and do no more: somebody mended or made it anew meanwhile.
    const same: RegisterVerification = { _tag: "Same", rows: 0, unsettled: [...streams] }
    return same
  })
