/**
 * Writes that come at the same time share a transaction, and so the wait for the disk: each is answered once all of
 * them are kept, and what one of them is refused for holds up none of the others.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import type * as SqlError from "effect/sql/SqlError"

// ---- Models

/** Runs a transaction, from its beginning as often as it takes. */
export type Run<F> = <A>(transaction: Effect.Effect<A, SqlError.SqlError>) => Effect.Effect<A, F>

interface Waiting<F> {
  readonly write: Effect.Effect<Effect.Effect<void>, SqlError.SqlError>
  readonly refuse: (exit: Exit.Exit<never, F>) => Effect.Effect<boolean>
}

// ---- Rules

/** How many share a transaction at most. */
const atMost = 500

/** Runs writes, those that come while others wait or are under way with one another. */
export const make = <F>(run: Run<F>) => {
  let waiting: Array<Waiting<F>> = []
  let isUnderWay = false

  const next: Effect.Effect<void> = Effect.gen(function* () {
    // Whoever is about to come comes now.
    yield* Effect.yieldNow
    for (;;) {
      const batch = waiting.slice(0, atMost)
      if (batch.length === 0) {
        // Nothing comes between looking and saying so.
        isUnderWay = false
        return
      }
      waiting = waiting.slice(atMost)
      const exit = yield* Effect.exit(run(Effect.forEach(batch, ({ write }) => write)))
      yield* Exit.isSuccess(exit)
        ? Effect.forEach(exit.value, (answer) => answer, { discard: true })
        : Effect.forEach(batch, ({ refuse }) => refuse(Exit.failCause(exit.cause)), { discard: true })
    }
  })

  return <A, E>(write: Effect.Effect<Result.Result<A, E>, SqlError.SqlError>): Effect.Effect<A, E | F> =>
    Effect.gen(function* () {
      const answer = yield* Deferred.make<A, E | F>()
      waiting.push({
        write: Effect.map(write, (result) =>
          Effect.asVoid(
            Deferred.done(answer, Result.isSuccess(result) ? Exit.succeed(result.success) : Exit.fail(result.failure))
          )
        ),
        refuse: (exit) => Deferred.done(answer, exit)
      })
      if (!isUnderWay) {
        isUnderWay = true
        // Nobody who goes away takes the others along.
        yield* Effect.forkDetach(next)
      }
      return yield* Deferred.await(answer)
    })
}
