/**
 * A journal in the memory of one process: what every other journal must do, in its plainest form. It ends with the
 * process.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import * as Chain from "../record/Chain.ts"
import type * as Command from "../words/Command.ts"
import type * as KeptCommand from "../record/KeptCommand.ts"
import type * as Recorded from "../record/Recorded.ts"
import type * as StreamId from "../record/StreamId.ts"
import * as Commit from "../record/Commit.ts"
import * as Journal from "../record/Journal.ts"
import * as Now from "../record/Now.ts"
import type * as Row from "../record/Row.ts"

// ---- Models

/** Everything that is kept. It changes with every append, and only then. */
export interface Memory {
  readonly streams: Map<StreamId.Id, Array<Recorded.Recorded>>
  readonly positions: Array<Recorded.Positioned>
  readonly log: Array<KeptCommand.KeptCommand>
  readonly commands: Map<Command.Id, Commit.Remembered>
}

// ---- Rules

/** Nothing yet. */
export const empty = (): Memory => ({ streams: new Map(), positions: [], log: [], commands: new Map() })

/**
 * A journal over a memory. `write` changes the register, whose `tables` are these; it is called once all of a commit is
 * sure to be kept.
 */
export const make = (
  { commands, log, positions, streams }: Memory,
  write: (changes: ReadonlyArray<Row.Change>) => void,
  tables?: ReadonlyArray<Row.Table>
): Journal.Journal["Service"] => {
  const tipOf = (stream: StreamId.Id): Commit.Tip => {
    const events = streams.get(stream) ?? []
    return { version: events.length, hash: events.at(-1)?.hash ?? Chain.beginning }
  }

  /** What the commit meets: an answer given before, a refusal, or nothing in its way. */
  const met = (
    commit: Commit.Commit
  ): Result.Result<Commit.Appended | undefined, Exclude<Journal.NotAppended, Journal.StoreIsNewer>> =>
    Result.gen(function* () {
      yield* Commit.check(commit, tables)
      const recalled = Commit.recall(commit, commands)
      if (recalled !== undefined) return yield* recalled
      for (const { expected, stream } of Commit.expectations(commit)) {
        const { version } = tipOf(stream)
        if (version !== expected) {
          return yield* Result.fail(new Commit.StaleVersion({ stream, expected, actual: version }))
        }
      }
      return undefined
    })

  const put = (commit: Commit.Commit, at: Recorded.Recorded["appendedAt"]): Commit.Appended => {
    const standing: Commit.JournalTip = {
      position: positions.length,
      positionHash: positions.at(-1)?.positionHash ?? Chain.beginning,
      number: log.length,
      commandHash: log.at(-1)?.hash ?? Chain.beginning
    }
    const tips = new Map(commit.writes.map(({ stream }) => [stream, tipOf(stream)]))
    const added = Commit.added(commit, standing, tips, at)
    for (const positioned of added.events) {
      const { event } = positioned
      // Nobody else holds these lists: what is read is a copy.
      const kept = streams.get(event.stream) ?? []
      if (kept.length === 0) streams.set(event.stream, kept)
      kept.push(event)
      positions.push(positioned)
    }
    for (const kept of added.commands) log.push(kept)
    for (const { command, digest, result } of [commit, ...(commit.children ?? [])]) {
      commands.set(command, { command, digest, result })
    }
    write(commit.rows ?? [])
    return { _tag: "Appended", result: commit.result, versions: Commit.versionsAfter(commit) }
  }

  // What is done within an append may wait: one append after the other, so that nothing comes between checks and writes.
  const turn = Semaphore.makeUnsafe(1)
  const append = <E>(commit: Commit.Commit, within: Effect.Effect<void, E>) =>
    Effect.gen(function* () {
      const at = yield* Now.moment
      const answered = yield* Effect.fromResult(met(commit))
      if (answered !== undefined) return answered
      return yield* Effect.uninterruptibleMask((restore) => Effect.map(restore(within), () => put(commit, at)))
    })

  return Journal.Journal.of({
    append: (commit, within = Effect.void) => Semaphore.withPermits(turn, 1, append(commit, within)),
    recorded: (asked) =>
      Effect.sync(() => new Map(asked.flatMap((id) => (commands.has(id) ? [[id, commands.get(id)!] as const] : [])))),
    read: (stream, after = 0) => Effect.sync(() => (streams.get(stream) ?? []).slice(after)),
    readMany: (asked) =>
      Effect.sync(
        () => new Map(asked.map(({ after = 0, stream }) => [stream, (streams.get(stream) ?? []).slice(after)]))
      ),
    commands: Stream.suspend(() => Stream.fromIterable([...log])),
    all: Stream.suspend(() =>
      Stream.fromIterable([...streams].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, events]) => events))
    ),
    follow: (after) => Stream.suspend(() => Stream.fromIterable(positions.slice(after))),
    head: Effect.sync(() => ({
      position: positions.length,
      hash: positions.at(-1)?.positionHash ?? Chain.beginning
    })),
    unguarded: Effect.succeed([])
  })
}
