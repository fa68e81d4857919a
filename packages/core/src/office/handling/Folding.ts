/**
 * What the events of a stream lead to, found once and carried on: a stream is only ever added to, so whoever asks again
 * reads and decodes what came since. Nothing rests on this memory: it is checked against the journal by every append,
 * and what was kept longest unasked goes first. Whoever reads looks whether the journal still ends a stream as it did:
 * one that was replaced by an older copy, under a running program, is read from its beginning again.
 */
import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import type * as Recorded from "../../record/Recorded.ts"
import type * as StreamId from "../../record/StreamId.ts"
import * as Journal from "../../record/Journal.ts"

// ---- Models

/** A way to look at streams. `step` gives a new value and leaves the one before as it was. */
export interface Folding<A, E> {
  readonly initial: A
  readonly step: (value: A, events: ReadonlyArray<Recorded.Recorded>) => Result.Result<A, E>
}

/** A stream as far as it was read. */
export interface Folded<A> {
  readonly version: number
  readonly value: A
}

/**
 * `weight` is how much text the events have that lead to it. The last of them is known again by `last`: by its hash, or
 * where this program appended it and has not read it since, by its command and what it says.
 */
interface Kept extends Folded<unknown> {
  readonly last: Recorded.Hash | Appended
  readonly weight: number
}

/** The last event of an append, as far as whoever appended it knows it. */
export type Appended = Pick<Recorded.Recorded, "command" | "body">

/** All that is kept of a stream, by folding. */
type Stream = Map<object, Kept>

/** What is kept of one journal; the stream that was asked for last stands last. */
interface Memory {
  readonly streams: Map<StreamId.Id, Stream>
  weight: number
}

// ---- Rules

/** How much text may lie behind all that is kept of a journal, besides the stream that was asked for last. */
const atMost = 32_000_000

/** What is kept of a stream takes some room besides its events. */
const ofItself = 400

const weightOf = (stream: Stream | undefined): number => {
  let weight = 0
  for (const kept of stream?.values() ?? []) weight += kept.weight
  return weight
}

const memories = new WeakMap<Journal.Journal["Service"], Memory>()

const memoryOf = (journal: Journal.Journal["Service"]): Memory => {
  const known = memories.get(journal)
  if (known !== undefined) return known
  const memory: Memory = { streams: new Map(), weight: 0 }
  memories.set(journal, memory)
  return memory
}

/** A stream as it stands, seen through a folding. */
export const of = <A, E>(
  stream: StreamId.Id,
  folding: Folding<A, E>
): Effect.Effect<Folded<A>, E | Journal.JournalUnavailable, Journal.Journal> =>
  Effect.map(ofMany([stream], folding), (folded) => folded.get(stream)!)

/** Many streams as they stand, seen through a folding: read at once. */
export const ofMany = <A, E>(
  streams: ReadonlyArray<StreamId.Id>,
  folding: Folding<A, E>
): Effect.Effect<ReadonlyMap<StreamId.Id, Folded<A>>, E | Journal.JournalUnavailable, Journal.Journal> =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const memory = memoryOf(journal)
    const known = new Map<StreamId.Id, Kept>()
    for (const stream of streams) {
      const kept = memory.streams.get(stream)?.get(folding)
      if (kept !== undefined) known.set(stream, kept)
    }
    // Of what is known the last event is read again: by its hash a stream is told from another of that name.
    const since = yield* journal.readMany(
      [...new Set(streams)].map((stream) => ({ stream, after: Math.max(0, (known.get(stream)?.version ?? 0) - 1) }))
    )
    const replaced = [...known].flatMap(([stream, { last }]) => (isLast(since.get(stream)?.[0], last) ? [] : [stream]))
    const anew = replaced.length === 0 ? since : yield* journal.readMany(replaced.map((stream) => ({ stream })))
    for (const stream of replaced) known.delete(stream)
    const folded = new Map<StreamId.Id, Folded<A>>()
    for (const stream of since.keys()) {
      const before = known.get(stream)
      const events = before === undefined ? (anew.get(stream) ?? since.get(stream)!) : since.get(stream)!.slice(1)
      let value = (before?.value ?? folding.initial) as A
      if (events.length > 0) value = yield* Effect.fromResult(folding.step(value, events))
      const version = (before?.version ?? 0) + events.length
      const last = events.at(-1)?.hash ?? before?.last
      folded.set(stream, { version, value })
      // Of an empty stream nothing is spared.
      if (last === undefined) drop(memory, stream)
      else {
        const weight = events.reduce((sum, { body }) => sum + body.length, before?.weight ?? ofItself)
        keep(memory, stream, folding, { version, value, last, weight })
      }
    }
    return folded
  })

const isLast = (event: Recorded.Recorded | undefined, last: Kept["last"]): boolean =>
  event !== undefined &&
  (typeof last === "string" ? event.hash === last : event.command === last.command && event.body === last.body)

/** What this program has just appended to a stream, and to what that leads: nobody needs to read it to know. */
export const append = <A, E>(
  journal: Journal.Journal["Service"],
  stream: StreamId.Id,
  folding: Folding<A, E>,
  { last, length, value, version }: Folded<A> & { readonly last: Appended; readonly length: number }
): void => {
  const memory = memoryOf(journal)
  const weight = (memory.streams.get(stream)?.get(folding)?.weight ?? ofItself) + length
  keep(memory, stream, folding, { version, value, last, weight })
}

/** Reads a stream from its beginning again when it is asked for next: it does not stand where it was thought to. */
export const forget = (journal: Journal.Journal["Service"], stream: StreamId.Id): void =>
  drop(memoryOf(journal), stream)

const keep = (memory: Memory, stream: StreamId.Id, folding: object, kept: Kept): void => {
  const own = memory.streams.get(stream) ?? new Map<object, Kept>()
  drop(memory, stream)
  own.set(folding, kept)
  while (memory.weight > atMost) drop(memory, memory.streams.keys().next().value!)
  memory.streams.set(stream, own)
  memory.weight += weightOf(own)
}

const drop = (memory: Memory, stream: StreamId.Id): void => {
  memory.weight -= weightOf(memory.streams.get(stream))
  memory.streams.delete(stream)
}
