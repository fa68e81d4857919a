/**
 * A law of a port: an id that is never used again for something else, one sentence, and a check that fails readably.
 * Each check makes its own stores, so laws do not depend on each other or on their order.
 */
import type * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Expect from "./Expect.ts"
import * as Store from "./Store.ts"

// ---- Models

/** `needs` is the way into the store without which the law cannot be tried. */
export interface Law<Services, Given> {
  readonly id: string
  readonly sentence: string
  readonly needs: Store.Need | undefined
  /** Holds a store against the law. Runs by the real clock, and for `seconds` at most (30). */
  readonly check: (make: Store.Make<Services, Given>, seconds?: number) => Effect.Effect<void, LawBroken | LawNotTried>
}

// ---- Errors

/** The store does not keep the law. */
export class LawBroken extends Schema.TaggedError<LawBroken>()("LawBroken", {
  law: Schema.String,
  sentence: Schema.String,
  found: Schema.String
}) {
  override get message(): string {
    return `${this.law} is broken (${this.sentence}): ${this.found}`
  }
}

/** The store does not have the way in that the law needs. */
export class LawNotTried extends Schema.TaggedError<LawNotTried>()("LawNotTried", {
  law: Schema.String,
  needs: Schema.Literals(["reopen", "beside", "dump", "outage", "tamper"])
}) {
  override get message(): string {
    return `${this.law} was not tried: the store has no ${this.needs}`
  }
}

// ---- Rules

/** A law whose check makes its own stores: several of them, or one that it opens again. */
export const make = <Services, Given>(
  { id, needs, sentence }: Pick<Law<Services, Given>, "id" | "sentence"> & { readonly needs?: Store.Need },
  check: (make: Effect.Effect<Store.Store<Services, Given>, LawNotTried>) => Effect.Effect<void, unknown, Scope.Scope>,
  given: Given
): Law<Services, Given> => ({
  id,
  sentence,
  needs,
  check: (makeStore, seconds = 30) => {
    const broken = (found: string) => new LawBroken({ law: id, sentence, found })
    const making = Effect.suspend(() => {
      const store = Store.of(makeStore(given))
      return needs === undefined || store[needs] !== undefined
        ? Effect.succeed(store)
        : Effect.fail(new LawNotTried({ law: id, needs }))
    })
    return check(making).pipe(
      Effect.scoped,
      Effect.timeoutOption(`${seconds} seconds`),
      Effect.catchCause((cause) => Effect.fail(notTriedIn(cause) ?? broken(foundIn(cause)))),
      Effect.filterOrFail(Option.isSome, () => broken(`it did not end within ${seconds} seconds`)),
      Effect.asVoid,
      Effect.provideService(Clock.Clock, Clock.Clock.defaultValue())
    )
  }
})

const failuresOf = (cause: Cause.Cause<unknown>): ReadonlyArray<unknown> =>
  cause.reasons.flatMap((reason) => (reason._tag === "Fail" ? [reason.error] : []))

const notTriedIn = (cause: Cause.Cause<unknown>): LawNotTried | undefined =>
  failuresOf(cause).find((failure) => failure instanceof LawNotTried)

const foundIn = (cause: Cause.Cause<unknown>): string =>
  failuresOf(cause).find((failure) => failure instanceof Expect.Finding)?.found ?? `it ${Expect.describe(cause)}`
