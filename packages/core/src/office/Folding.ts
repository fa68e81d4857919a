/**
 * What the events of a stream lead to, found once and carried on: a stream is only ever added to, so whoever asks again
 * reads and decodes what came since. Nothing rests on this memory: it is checked against the journal by every append,
 * and what was kept longest unasked goes first.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Recorded from "../record/Recorded.ts"
import type * as StreamId from "../record/StreamId.ts"
import * as Journal from "../record/Journal.ts"

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

interface Kept extends Folded<unknown> {
  readonly hash: Recorded.Hash | undefined
}

/** All that is kept of a stream, by folding, and how much that weighs. */
interface Stream {
  readonly kept: Map<object, Kept>
  weight: number
}

/** What is kept of one journal; the stream that was asked for last stands last. */
interface Memory {
  readonly streams: Map<StreamId.Id, Stream>
  weight: number
}

// ---- Rules

/** How many events may lie behind all that is kept of a journal, besides the stream that was asked for last. */
const atMost = 250_000

/** What is kept of a stream takes some room besides its events. */
const weightOf = ({ version }: Kept): number => version + 4

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
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const memory = memoryOf(journal)
    const known = memory.streams.get(stream)?.kept.get(folding)
    const since = yield* journal.read(stream, known?.version ?? 0)
    // A journal that goes on from something else was replaced meanwhile.
    const isGoingOn = known === undefined || since.length === 0 || since[0]!.previous === known.hash
    const before = isGoingOn ? known : undefined
    const events = isGoingOn ? since : yield* journal.read(stream)
    const value = yield* Effect.fromResult(
      events.length === 0
        ? Result.succeed((before?.value ?? folding.initial) as A)
        : folding.step((before?.value ?? folding.initial) as A, events)
    )
    const version = (before?.version ?? 0) + events.length
    // Of an empty stream nothing is spared.
    if (version > 0) keep(memory, stream, folding, { version, value, hash: events.at(-1)?.hash ?? before?.hash })
    return { version, value }
  })

/** Reads a stream from its beginning again when it is asked for next: it does not stand where it was thought to. */
export const forget = (journal: Journal.Journal["Service"], stream: StreamId.Id): void =>
  drop(memoryOf(journal), stream)

const keep = (memory: Memory, stream: StreamId.Id, folding: object, kept: Kept): void => {
  const own = memory.streams.get(stream) ?? { kept: new Map<object, Kept>(), weight: 0 }
  drop(memory, stream)
  own.kept.set(folding, kept)
  own.weight = Math.max(own.weight, weightOf(kept))
  while (memory.weight > atMost) drop(memory, memory.streams.keys().next().value!)
  memory.streams.set(stream, own)
  memory.weight += own.weight
}

const drop = (memory: Memory, stream: StreamId.Id): void => {
  memory.weight -= memory.streams.get(stream)?.weight ?? 0
  memory.streams.delete(stream)
}
