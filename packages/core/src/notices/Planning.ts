/**
 * Keeps an outbox up with its journal: hears what was appended since, and writes what follows into the outbox together
 * with how far it came. It stands apart from every command, so it costs the way of money nothing and may begin in the
 * middle of a season.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import * as Journal from "../record/Journal.ts"
import * as Now from "../record/Now.ts"
import type * as Recorded from "../record/Recorded.ts"
import * as Outbox from "./Outbox.ts"
import * as Planner from "./Planner.ts"

// ---- Models

/** Brings the outbox up to the end of the journal, and says at which position that was. */
export type CatchUp = Effect.Effect<
  number,
  Planner.NotPlannable | Journal.JournalUnavailable | Outbox.OutboxUnavailable,
  Journal.Journal | Outbox.Outbox
>

/** So many events at most are written into the outbox at once. */
const batch = 500

/** What a planner heard and the outbox does not have yet, from after `from`. */
interface Heard {
  readonly from: number
  readonly events: ReadonlyArray<readonly [position: number, changes: ReadonlyArray<Planner.Change>]>
}

// ---- Functions

/**
 * A planner that keeps an outbox up. It remembers what it heard, so it begins with the whole journal once and goes on
 * from there; what others have planned meanwhile is heard and not written again. What could not be written is written
 * first when it is asked again, and an outbox that went back in time is planned from the beginning.
 */
export const make = (timing: Planner.Timing = Planner.usual): CatchUp => {
  const oneAtATime = Semaphore.makeUnsafe(1)
  let planner = Planner.make(timing)
  let position = 0
  let unwritten: Heard = { from: 0, events: [] }

  const hear = (events: ReadonlyArray<Recorded.Positioned>): Effect.Effect<void, Planner.NotPlannable> =>
    Effect.suspend(() => {
      for (const { event, position: at } of events) {
        const changes = planner.hear(event)
        if (Result.isFailure(changes)) return Effect.fail(changes.failure)
        position = at
        unwritten = { from: unwritten.from, events: [...unwritten.events, [at, changes.success]] }
      }
      return Effect.void
    })

  const write: Effect.Effect<void, Outbox.OutboxUnavailable, Outbox.Outbox> = Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const from = yield* outbox.checkpoint
    if (from < unwritten.from) {
      planner = Planner.make(timing)
      position = 0
      unwritten = { from: 0, events: [] }
      return
    }
    if (from < position) {
      const changes = unwritten.events.flatMap(([at, changesOf]) => (at > from ? changesOf : []))
      const at = yield* Now.moment
      yield* Effect.catchTag(outbox.plan({ from, to: position, changes, at }), "PlannedMeanwhile", () => write)
    }
    unwritten = { from: position, events: [] }
  })

  const catchUp: CatchUp = Effect.gen(function* () {
    const journal = yield* Journal.Journal
    yield* write
    const begun = position
    yield* journal.follow(begun).pipe(
      Stream.grouped(batch),
      Stream.runForEach((events) => Effect.andThen(hear(events), write))
    )
    // Where the outbox went back meanwhile, what was heard is heard again.
    return position < begun ? yield* catchUp : position
  })
  return oneAtATime.withPermits(1)(catchUp)
}
