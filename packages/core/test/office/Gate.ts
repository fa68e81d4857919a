/** Desks that decide at the same time from what each of them saw, before any of them appends. */
import { Journal } from "@bina/core/adapter"
import { Streams } from "@bina/core/journal"
import { MemoryStore } from "@bina/core/office"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"

/** How many come at once, who of them has arrived, and how often somebody was late. */
export interface Gate {
  parties: number
  arrived: number
  late: number
  readonly opened: Deferred.Deferred<void>
}

export const gate = (parties: number): Gate => ({ parties, arrived: 0, late: 0, opened: Deferred.makeUnsafe() })

/** A store in which, once the gate is set, nobody appends before all have decided from what they saw. */
export const gated = (at: { gate?: Gate }) =>
  Layer.effect(
    Journal.Journal,
    Effect.map(Journal.Journal, (journal) =>
      Journal.Journal.of({
        ...journal,
        append: (commit, within) =>
          Effect.gen(function* () {
            const { gate } = at
            if (gate !== undefined && gate.arrived < gate.parties) {
              gate.arrived += 1
              if (gate.arrived === gate.parties) yield* Deferred.succeed(gate.opened, undefined)
              yield* Deferred.await(gate.opened)
            }
            return yield* journal.append(commit, within).pipe(
              Effect.tapError((error) =>
                Effect.sync(() => {
                  if (gate !== undefined && error._tag === "StaleVersion") gate.late += 1
                })
              )
            )
          })
      })
    )
  ).pipe(Layer.provideMerge(MemoryStore.layer(Streams.projection)))

/** Whoever was late waits a little; the clock of a test only moves when it is told. */
export const ticking = Effect.forkChild(Effect.forever(Effect.andThen(Effect.yieldNow, TestClock.adjust("20 millis"))))

export const atOnce = <A, E, R>(commands: ReadonlyArray<Effect.Effect<A, E, R>>) =>
  Effect.forEach(commands, Effect.result, { concurrency: "unbounded" })
