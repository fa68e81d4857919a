/** Journals that are wrong in one way each. Every law of journals has one at least. */
import { Actor, Chain, Command, Commit, Journal, type MemoryJournal, Moment, type Recorded } from "@bina/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type * as Store from "../conformance/Store.ts"
import * as HonestStore from "./HonestStore.ts"
import type * as Saboteur from "./Saboteur.ts"

// ---- Models

type JournalOf = Journal.Journal["Service"]

type Change = HonestStore.Change<JournalOf, MemoryJournal.Memory>

// ---- Rules

const saboteur = (
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
const reading =
  (change: (event: Recorded.Recorded) => Recorded.Recorded): Change =>
  (honest) => ({
    ...honest,
    read: (stream, after) => Effect.map(honest.read(stream, after), (events) => events.map(change)),
    all: Stream.map(honest.all, change),
    follow: (after) => Stream.map(honest.follow(after), (each) => ({ ...each, event: change(each.event) }))
  })

/** Changes every commit before it is appended. */
const appending =
  (change: (commit: Commit.Commit) => Commit.Commit): Change =>
  (honest) => ({ ...honest, append: (commit) => honest.append(change(commit)) })

/** Appends again without looking: at whatever version the streams have. */
const atAnyVersion = (commit: Commit.Commit, { streams }: MemoryJournal.Memory): Commit.Commit => ({
  ...commit,
  writes: commit.writes.map((write) => ({ ...write, expected: streams.get(write.stream)?.length ?? 0 }))
})

const ofFollowed =
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

const inStreams: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  saboteur("J-1", "Its head begins at 1.", (honest) => ({
    ...honest,
    head: Effect.map(honest.head, ({ hash, position }) => ({ hash, position: position === 0 ? 1 : position }))
  })),
  saboteur("J-2", "Drops the last event of a longer write.", (honest) => ({
    ...honest,
    read: (stream, after) =>
      Effect.map(honest.read(stream, after), (events) => (events.length > 3 ? events.slice(0, -1) : events))
  })),
  saboteur("J-2", "Gives a stream latest first.", (honest) => ({
    ...honest,
    read: (stream, after) => Effect.map(honest.read(stream, after), (events) => events.toReversed())
  })),
  saboteur("J-3", "Gives the event at the version after which it should read.", (honest) => ({
    ...honest,
    read: (stream, after = 0) => honest.read(stream, Math.max(0, after - 1))
  })),
  saboteur("J-4", "Takes a stream without events for an outage.", (honest) => ({
    ...honest,
    read: (stream, after) =>
      Effect.filterOrFail(
        honest.read(stream, after),
        ({ length }) => length > 0 || after !== undefined,
        () => new Journal.JournalUnavailable({ reason: "not found" })
      )
  })),
  saboteur("J-5", "Drops the last write of several.", (honest) => ({
    ...honest,
    append: (commit) =>
      honest.append(commit.writes.length > 2 ? { ...commit, writes: commit.writes.slice(0, -1) } : commit)
  })),
  saboteur("J-5", "Answers the versions expected instead of the new ones.", (honest) => ({
    ...honest,
    append: (commit) =>
      Effect.map(honest.append(commit), (appended) => ({
        ...appended,
        versions: new Map(commit.writes.map(({ expected, stream }) => [stream, expected]))
      }))
  })),
  saboteur("J-6", "Ignores the version expected: the last writer wins.", (honest, memory) => ({
    ...honest,
    append: (commit) => Effect.suspend(() => honest.append(atAnyVersion(commit, memory)))
  })),
  saboteur("J-6", "Refuses only what is behind, not what is ahead.", (honest, memory) => ({
    ...honest,
    append: (commit) =>
      Effect.suspend(() => {
        const isBehind = commit.writes.some(
          ({ expected, stream }) => expected < (memory.streams.get(stream)?.length ?? 0)
        )
        return honest.append(isBehind ? commit : atAnyVersion(commit, memory))
      })
  })),
  saboteur(
    "J-7",
    "Does not look at the streams that are only to be looked at.",
    appending((commit) => ({ ...commit, checks: [] }))
  ),
  saboteur("J-8", "Writes what it can of a commit that is refused.", (honest) => ({
    ...honest,
    append: (commit) =>
      Effect.catchTag(honest.append(commit), "StaleVersion", (stale) => {
        const first = commit.writes.find(({ stream }) => stream !== stale.stream)
        if (first === undefined) return Effect.fail(stale)
        const half = {
          ...commit,
          command: Command.id(`${commit.command}/half`),
          writes: [first],
          checks: [],
          children: []
        }
        return Effect.andThen(Effect.ignore(honest.append(half)), Effect.fail(stale))
      })
  })),
  saboteur("J-9", "Puts two writes to one stream together instead of refusing them.", (honest) => ({
    ...honest,
    append: (commit) => {
      const [first, second] = commit.writes
      return first === undefined || second === undefined || first.stream !== second.stream
        ? honest.append(commit)
        : honest.append({ ...commit, writes: [{ ...first, events: [...first.events, ...second.events] }] })
    }
  }))
]

const inCommands: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  saboteur("J-10", "Forgets which commands it carried out.", (honest, { commands }) => ({
    ...honest,
    append: (commit) => Effect.tap(honest.append(commit), () => Effect.sync(() => commands.delete(commit.command)))
  })),
  saboteur(
    "J-10",
    "Looks at versions before it looks whether the command was given before.",
    (honest, { streams }) => ({
      ...honest,
      append: (commit) =>
        Effect.flatMap(honest.append(commit), (appended) => {
          const stale = Commit.expectations(commit).find(
            ({ expected, stream }) => (streams.get(stream)?.length ?? 0) > expected
          )
          return appended._tag === "Appended" || stale === undefined
            ? Effect.succeed(appended)
            : Effect.fail(new Commit.StaleVersion({ ...stale, actual: streams.get(stale.stream)?.length ?? 0 }))
        })
    })
  ),
  saboteur("J-11", "Does not compare the digests of a command given twice.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.suspend(() => honest.append({ ...commit, digest: commands.get(commit.command)?.digest ?? commit.digest }))
  })),
  saboteur("J-12", "Remembers a refusal, and refuses the command for ever.", (honest) => {
    const refused = new Map<string, Commit.StaleVersion>()
    return {
      ...honest,
      append: (commit) => {
        const before = refused.get(commit.command)
        if (before !== undefined) return Effect.fail(before)
        return Effect.tapError(honest.append(commit), (error) =>
          Effect.sync(() => (error._tag === "StaleVersion" ? refused.set(commit.command, error) : undefined))
        )
      }
    }
  }),
  saboteur("J-12", "Records the command before it looks at the versions.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.tapError(honest.append(commit), ({ _tag }) =>
        Effect.sync(() => (_tag === "StaleVersion" ? commands.set(commit.command, commit) : undefined))
      )
  })),
  saboteur("J-13", "Forgets the items of a bulk command.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.tap(honest.append(commit), () =>
        Effect.sync(() => {
          for (const { command } of commit.children ?? []) commands.delete(command)
        })
      )
  })),
  saboteur("J-14", "Leaves out the items that it knows already.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.suspend(() =>
        honest.append({ ...commit, children: (commit.children ?? []).filter(({ command }) => !commands.has(command)) })
      )
  })),
  saboteur("J-15", "Remembers a command by its events alone.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.tap(honest.append(commit), () =>
        Effect.sync(() => (commit.writes.length === 0 ? commands.delete(commit.command) : undefined))
      )
  })),
  saboteur("J-16", "Keeps a result of nothing as one of an empty list.", (honest) => ({
    ...honest,
    recorded: (commands) =>
      Effect.map(
        honest.recorded(commands),
        (known) => new Map([...known].map(([id, each]) => [id, { ...each, result: each.result ?? [] }]))
      )
  }))
]

const inOrder: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  saboteur(
    "J-17",
    "Skips an event when following.",
    ofFollowed((followed) => followed.filter(({ position }) => position !== 4))
  ),
  saboteur(
    "J-17",
    "Delivers an event twice when following.",
    ofFollowed((followed) => followed.flatMap((each) => (each.position === 3 ? [each, each] : [each])))
  ),
  saboteur(
    "J-18",
    "Numbers the events of a commit by the name of their stream.",
    appending((commit) => ({
      ...commit,
      writes: commit.writes.toSorted((a, b) => (a.stream < b.stream ? -1 : 1))
    }))
  ),
  saboteur(
    "J-18",
    "Follows latest first.",
    ofFollowed((followed) =>
      followed.map((each, index) => ({ ...each, event: followed[followed.length - 1 - index]!.event }))
    )
  ),
  saboteur("J-19", "Gives the event at the position after which it should follow.", (honest) => ({
    ...honest,
    follow: (after) => honest.follow(Math.max(0, after - 1))
  })),
  saboteur("J-20", "Follows on for as long as something is appended.", (honest, { positions }) => ({
    ...honest,
    follow: (after) =>
      Stream.unfold(after, (at) =>
        Effect.sync(() => (positions[at] === undefined ? undefined : ([positions[at], at + 1] as const)))
      )
  })),
  saboteur("J-21", "Gives all events in the order of their positions.", (honest) => ({
    ...honest,
    all: Stream.map(honest.follow(0), ({ event }) => event)
  })),
  saboteur("J-21", "Sorts the names of streams without regard to case.", (honest) => ({
    ...honest,
    all: Stream.unwrap(
      Effect.map(Stream.runCollect(honest.all), (events) =>
        Stream.fromIterable(events.toSorted((a, b) => (a.stream.toLowerCase() < b.stream.toLowerCase() ? -1 : 1)))
      )
    )
  }))
]

const inContent: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  saboteur(
    "J-22",
    "Keeps bodies in a JSON type of a database, which spaces them anew.",
    reading((event) => ({
      ...event,
      body: event.body.replaceAll('":', '": ')
    }))
  ),
  saboteur(
    "J-22",
    "Normalises the characters of a body.",
    reading((event) => ({ ...event, body: event.body.normalize("NFC") }))
  ),
  saboteur(
    "J-23",
    "Keeps the newest shape instead of the shape given.",
    reading((event) => ({ ...event, shape: 1 }))
  ),
  saboteur(
    "J-24",
    "Keeps moments to the second.",
    reading((event) => ({
      ...event,
      knownAt: event.knownAt === null ? null : Moment.makeUnsafe(event.knownAt.slice(0, 19))
    }))
  ),
  saboteur(
    "J-24",
    "Says that a source knew of an event when it was appended.",
    reading((event) => ({
      ...event,
      knownAt: event.knownAt ?? event.appendedAt
    }))
  ),
  saboteur(
    "J-25",
    "Says when an event was appended by the clock on the wall in Medan.",
    reading((event) => ({
      ...event,
      appendedAt: Result.getOrThrow(Moment.fromOffset(`${event.appendedAt}-07:00`))
    }))
  ),
  saboteur(
    "J-26",
    "Ties each event to nothing.",
    reading((event) => {
      const alone = { ...event, previous: Chain.beginning }
      return { ...alone, hash: Chain.hashOf(alone) }
    })
  ),
  saboteur(
    "J-26",
    "Hashes an event without its actor.",
    reading((event) => ({
      ...event,
      hash: Chain.hashOf({ ...event, actor: Actor.id("anybody") })
    }))
  ),
  saboteur(
    "J-27",
    "Ties each position to the first one.",
    ofFollowed((followed) =>
      followed.map((each) => ({
        ...each,
        positionHash: Chain.positionHashOf(Chain.beginning, each.position, each.event.hash)
      }))
    )
  ),
  saboteur("J-28", "Counts commands instead of events in its head.", (honest, { commands }) => ({
    ...honest,
    head: Effect.map(honest.head, ({ hash, position }) => ({ hash, position: Math.min(position, commands.size) }))
  })),
  saboteur("J-29", "Loses its end between two readings.", (honest, { positions }) => ({
    ...honest,
    all: Stream.filter(honest.all, ({ hash }) => positions.length < 6 || hash !== positions.at(-1)?.event.hash)
  }))
]

/** Looks at versions first and writes later, as a store without a transaction does. */
const looksThenWrites: Change = (honest, memory) => ({
  ...honest,
  append: (commit) =>
    Effect.gen(function* () {
      if (Result.isFailure(Commit.check(commit)) || memory.commands.has(commit.command))
        return yield* honest.append(commit)
      for (const { expected, stream } of Commit.expectations(commit)) {
        const actual = memory.streams.get(stream)?.length ?? 0
        if (actual !== expected) return yield* new Commit.StaleVersion({ stream, expected, actual })
      }
      yield* Effect.yieldNow
      return yield* honest.append({ ...atAnyVersion(commit, memory), checks: [] })
    })
})

const inRaces: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  saboteur(
    "J-30",
    "Puts a stream back as it read it, with its own events behind: an update is lost.",
    (honest, memory) => ({
      ...honest,
      append: (commit) =>
        Effect.gen(function* () {
          const stale = Commit.expectations(commit).some(
            ({ expected, stream }) => (memory.streams.get(stream)?.length ?? 0) !== expected
          )
          if (stale) return yield* honest.append(commit)
          yield* Effect.yieldNow
          for (const { expected, stream } of commit.writes) {
            memory.streams.set(stream, (memory.streams.get(stream) ?? []).slice(0, expected))
          }
          return yield* honest.append(commit)
        })
    })
  ),
  saboteur("J-31", "Looks at versions first and writes later.", looksThenWrites),
  saboteur("J-32", "Looks first whether it knows a command, and remembers it later.", (honest, { commands }) => ({
    ...honest,
    append: (commit) =>
      Effect.gen(function* () {
        const isKnown = commands.has(commit.command)
        yield* Effect.yieldNow
        if (isKnown || !commands.has(commit.command)) return yield* honest.append(commit)
        return yield* new Commit.StaleVersion({ stream: commit.writes[0]?.stream ?? "", expected: 0, actual: 1 })
      })
  })),
  saboteur("J-33", "Locks streams in the order in which a commit names them.", (honest) => {
    const locks = new Map<string, Semaphore.Semaphore>()
    const lockOf = (stream: string) => {
      if (!locks.has(stream)) locks.set(stream, Semaphore.makeUnsafe(1))
      return locks.get(stream)!
    }
    return {
      ...honest,
      append: (commit) =>
        commit.writes.reduce(
          (inner, { stream }) => Semaphore.withPermit(lockOf(stream))(Effect.andThen(Effect.yieldNow, inner)),
          honest.append(commit)
        )
    }
  }),
  saboteur("J-34", "Writes one stream after the other, without a transaction.", (honest) => ({
    ...honest,
    append: (commit) =>
      Effect.gen(function* () {
        const [first, ...others] = commit.writes
        if (first === undefined || others.length === 0 || Result.isFailure(Commit.check(commit)))
          return yield* honest.append(commit)
        const part = { ...commit, command: Command.id(`${commit.command}/part`), writes: [first], children: [] }
        const begun = yield* honest.append(part)
        yield* Effect.sleep(2)
        const rest = yield* honest.append({ ...commit, writes: others, checks: [] })
        return { ...rest, versions: new Map([...begun.versions, ...rest.versions]) }
      })
  })),
  saboteur(
    "J-35",
    "Keeps the first thousand events of a write.",
    appending((commit) => ({
      ...commit,
      writes: commit.writes.map((write) => ({ ...write, events: write.events.slice(0, 1_000) as never }))
    }))
  )
]

const inKeeping: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  saboteur(
    "J-36",
    "Keeps bodies in a form of its own.",
    (honest) => honest,
    ({ dump }) => ({
      dump: Effect.map(dump!, (kept) => kept.map((each) => String(each).replaceAll('":', '": ').replaceAll(",", ", ")))
    })
  ),
  saboteur(
    "J-37",
    "Keeps everything in memory.",
    (honest) => honest,
    () => ({
      reopen: () => HonestStore.journal().layer
    })
  ),
  saboteur(
    "J-37",
    "Remembers commands in memory alone.",
    (honest) => honest,
    () => {
      const forgetful = HonestStore.journal((honest, { commands }) => {
        commands.clear()
        return honest
      })
      return { layer: forgetful.layer, reopen: forgetful.reopen! }
    }
  ),
  saboteur("J-38", "Answers as if nothing were there when it cannot look.", (honest) => ({
    ...honest,
    read: (stream, after) => Effect.orElseSucceed(honest.read(stream, after), () => [])
  })),
  saboteur("J-38", "Follows nothing when it cannot look.", (honest) => ({
    ...honest,
    follow: (after) => Stream.catchCause(honest.follow(after), () => Stream.empty)
  }))
]

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<Saboteur.Saboteur<Journal.Journal, void>> = [
  ...inStreams,
  ...inCommands,
  ...inOrder,
  ...inContent,
  ...inRaces,
  ...inKeeping
]
