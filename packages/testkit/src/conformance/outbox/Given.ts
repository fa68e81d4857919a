/** What laws of outboxes are tried with: notices that follow from nothing, at moments that the laws choose. */
import { Cohort, Moment, Person } from "@bina/core"
import { StreamId } from "@bina/core/journal"
import { Delivery, Notice, Outbox, type Planner } from "@bina/core/notices"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Law from "../Law.ts"
import type * as Store from "../Store.ts"

// ---- Models

export type Service = Outbox.Outbox["Service"]

// ---- Rules

export const at = Moment.makeUnsafe

/** Noon, and minutes after it. */
export const minute = (after: number): Moment.Moment =>
  at(
    `2030-05-0${1 + Math.floor((720 + after) / 1_440)}T${two(Math.floor(((720 + after) % 1_440) / 60))}:${two(after % 60)}:00`
  )

const two = (value: number): string => String(value).padStart(2, "0")

export const channel = Delivery.Channel.make("letter")

export const reference = (text: string): Delivery.Reference => Delivery.Reference.make(text)

/** The notice of a number, due so many minutes after noon. */
export const notice = (number: number, due = 0): Notice.Notice => {
  const cause = { stream: StreamId.of("cohort", "weaving"), version: number }
  const recipient = { _tag: "Person", person: Person.id(`person-${number}`) } as const
  return {
    key: Notice.keyOf({ cause, kind: "waitlisted", recipient }),
    cause,
    kind: "waitlisted",
    recipient,
    subject: { cohort: Cohort.id("weaving") },
    notBefore: minute(due),
    expires: at("2030-06-01T00:00:00"),
    isOwed: true
  }
}

export const planned = (notice: Notice.Notice): Planner.Change => ({ _tag: "Planned", notice })

export const ended = ({ cause, key }: Notice.Notice): Planner.Change => ({
  _tag: "Ended",
  key,
  as: "superseded",
  because: "moved",
  cause
})

/** Plans these changes after all that was planned. */
export const plan = (outbox: Service, changes: ReadonlyArray<Planner.Change>, now = minute(0)) =>
  Effect.flatMap(outbox.checkpoint, (from) => outbox.plan({ from, to: from + 1, changes, at: now }))

/** A lease of ten minutes. */
export const lease = (worker: string, now: number): Outbox.Lease => ({
  worker,
  now: minute(now),
  until: minute(now + 10)
})

export const attempted = (attempt: number, minutes = 0): Delivery.Fact => ({
  _tag: "Attempted",
  attempt,
  channel,
  isKeyed: false,
  at: minute(minutes)
})

export const accepted = (attempt: number, text: string, minutes = 0): Delivery.Fact => ({
  _tag: "Accepted",
  attempt,
  channel,
  reference: reference(text),
  at: minute(minutes)
})

export const delivered = (text: string, minutes = 5): Delivery.Report => ({
  channel,
  reference: reference(text),
  status: "delivered",
  at: minute(minutes)
})

/** What a worker learned that knew so many facts. */
export const learned = (
  { key }: Notice.Notice,
  known: number,
  facts: ReadonlyArray<Delivery.Fact>,
  more: Partial<Outbox.Learned> = {}
): Outbox.Learned => ({ key, known, facts, lookAt: undefined, release: true, ...more })

/** What stands in an outbox, in short. */
export const standing = (outbox: Service, of: Notice.Notice) =>
  Effect.map(outbox.entry(of.key), (entry) =>
    entry === undefined
      ? "not there"
      : `${entry.facts.map(({ _tag }) => _tag).join(" ")} ${entry.lookAt ?? "over"}`.trim()
  )

/** A law of one outbox. */
export const law = (
  about: { readonly id: string; readonly sentence: string; readonly needs?: Store.Need },
  check: (outbox: Service, store: Store.Store<Outbox.Outbox, void>) => Effect.Effect<void, unknown, Scope.Scope>
): Law.Law<Outbox.Outbox, void> =>
  Law.make<Outbox.Outbox, void>(
    about,
    (make) =>
      Effect.gen(function* () {
        const store = yield* make
        yield* check(outboxOf(yield* Layer.build(store.layer)), store)
      }),
    undefined
  )

export const outboxOf = (context: Context.Context<Outbox.Outbox>): Service => Context.get(context, Outbox.Outbox)
