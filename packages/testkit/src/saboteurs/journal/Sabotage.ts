/** How journals are sabotaged: what the saboteurs of one port share. */
import type { Commit, Journal, MemoryJournal } from "@bina/core/adapter"
import type { Recorded } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as Store from "../../conformance/Store.ts"
import * as HonestStore from "../HonestStore.ts"
import type * as Saboteur from "../Saboteur.ts"

// ---- Models

export type JournalOf = Journal.Journal["Service"]

/** A journal that is wrong in one way. */
export type One = Saboteur.Saboteur<Journal.Journal, void>

/** What is changed of an honest journal. */
export type Change = HonestStore.Change<JournalOf, MemoryJournal.Memory>

// ---- Rules

/** An honest store with one change; `more` changes the ways into it. */
export const saboteur = (
  breaks: string,
  wrong: string,
  change: Change,
  more: (honest: Store.Store<Journal.Journal, void>) => Partial<Store.Store<Journal.Journal, void>> = () => ({})
): Saboteur.Saboteur<Journal.Journal, void> => ({
  breaks,
  wrong,
  make: () => {
    const store = HonestStore.journal(change)
    return { ...store, ...more(store) }
  }
})

/** Changes every event as it is read, wherever it is read. */
export const reading =
  (change: (event: Recorded.Recorded) => Recorded.Recorded): Change =>
  (honest) => ({
    ...honest,
    read: (stream, after) => Effect.map(honest.read(stream, after), (events) => events.map(change)),
    all: Stream.map(honest.all, change),
    follow: (after) => Stream.map(honest.follow(after), (each) => ({ ...each, event: change(each.event) }))
  })

/** Changes every commit before it is appended. */
export const appending =
  (change: (commit: Commit.Commit) => Commit.Commit): Change =>
  (honest) => ({ ...honest, append: (commit) => honest.append(change(commit)) })

/** Appends again without looking: at whatever version the streams have. */
export const atAnyVersion = (commit: Commit.Commit, { streams }: MemoryJournal.Memory): Commit.Commit => ({
  ...commit,
  writes: commit.writes.map((write) => ({ ...write, expected: streams.get(write.stream)?.length ?? 0 }))
})

/** Changes what following gives. */
export const ofFollowed =
  (change: (followed: ReadonlyArray<Recorded.Positioned>) => ReadonlyArray<Recorded.Positioned>): Change =>
  (honest) => ({
    ...honest,
    follow: (after) =>
      Stream.unwrap(
        Effect.map(Stream.runCollect(honest.follow(0)), (followed) =>
          Stream.fromIterable(change(followed).slice(after))
        )
      )
  })
