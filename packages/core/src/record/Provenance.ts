/**
 * From which journal something was made, and how far that had come: kept with what was made, so that nobody goes on from
 * it with another journal, or with one whose end is gone.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Chain from "./Chain.ts"
import * as Head from "./Head.ts"
import type * as Journal from "./Journal.ts"
import * as Recorded from "./Recorded.ts"

// ---- Models

/** `epoch` is the hash of the journal's first position: no two journals share it, and no later event changes it. */
export const Provenance = Schema.Struct({ epoch: Recorded.Hash, ...Head.Head.fields })
export type Provenance = typeof Provenance.Type

/** What speaks against a journal: it began otherwise, ends earlier, or had something else where it ended then. */
export type Mismatch = "another-journal" | "cut-off" | "changed"

// ---- Rules

const hashAt = (journal: Journal.Journal["Service"], position: number) =>
  Effect.map(
    Stream.runHead(journal.follow(position - 1)),
    Option.flatMap((found) => (found.position === position ? Option.some(found.positionHash) : Option.none()))
  )

/** The journal as it is now; an empty one has the hash of the {@link Chain.beginning} as its epoch. */
export const of = (journal: Journal.Journal["Service"]): Effect.Effect<Provenance, Journal.JournalUnavailable> =>
  Effect.gen(function* () {
    const head = yield* journal.head
    return { epoch: Option.getOrElse(yield* hashAt(journal, 1), () => Chain.beginning), ...head }
  })

/** What speaks against a journal being the one that is named, grown since or not; without an epoch only its end is asked. */
export const mismatch = (
  journal: Journal.Journal["Service"],
  { epoch, hash, position }: Head.Head & { readonly epoch?: Recorded.Hash }
): Effect.Effect<Option.Option<Mismatch>, Journal.JournalUnavailable> =>
  Effect.gen(function* () {
    if (position === 0) return Option.none()
    const first = yield* hashAt(journal, 1)
    if (epoch !== undefined && Option.isSome(first) && first.value !== epoch) return Option.some("another-journal")
    const there = yield* hashAt(journal, position)
    if (Option.isNone(there)) return Option.some("cut-off")
    return there.value === hash ? Option.none() : Option.some("changed")
  })
