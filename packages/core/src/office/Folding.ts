/**
 * What the events of a stream lead to, found once and carried on: a stream is only ever added to, so whoever asks again
 * reads and decodes what came since. Nothing rests on this memory: it is checked against the journal by every append,
 * and what was kept longest unasked goes first.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Recorded from "../journal/Recorded.ts"
import type * as StreamId from "../journal/StreamId.ts"
import * as Journal from "../ports/Journal.ts"

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

/** What is kept of one journal, by folding and stream; what was asked for last stands last. */
interface Memory {
  readonly kept: Map<StreamId.Id, Map<object, Kept>>
  weight: number
}

// ---- Rules

/** How many events may lie behind all that is kept of a journal. */
const atMost = 250_000

/** A stream that is kept weighs something even when it is empty. */
const weightOf = ({ version }: Kept): number => version + 4

const memories = new WeakMap<Journal.Journal["Service"], Memory>()

const memoryOf = (journal: Journal.Journal["Service"]): Memory => {
  const known = memories.get(journal)
  if (known !== undefined) return known
  const memory: Memory = { kept: new Map(), weight: 0 }
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
    const known = memory.kept.get(stream)?.get(folding)
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
    keep(memory, stream, folding, { version, value, hash: events.at(-1)?.hash ?? before?.hash })
    return { version, value }
  })

/** Reads a stream from its beginning again when it is asked for next: it does not stand where it was thought to. */
export const forget = (journal: Journal.Journal["Service"], stream: StreamId.Id): void =>
  drop(memoryOf(journal), stream)

const keep = (memory: Memory, stream: StreamId.Id, folding: object, kept: Kept): void => {
  const own = memory.kept.get(stream) ?? new Map<object, Kept>()
  const before = own.get(folding)
  own.set(folding, kept)
  memory.weight += weightOf(kept) - (before === undefined ? 0 : weightOf(before))
  memory.kept.delete(stream)
  memory.kept.set(stream, own)
  for (const oldest of memory.kept.keys()) {
    if (memory.weight <= atMost) break
    drop(memory, oldest)
  }
}

const drop = (memory: Memory, stream: StreamId.Id): void => {
  for (const kept of memory.kept.get(stream)?.values() ?? []) memory.weight -= weightOf(kept)
  memory.kept.delete(stream)
}
