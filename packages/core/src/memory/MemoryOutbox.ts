/**
 * An outbox in the memory of one process: what every other outbox must do, in its plainest form. It ends with the process.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Delivery from "../notices/Delivery.ts"
import type * as Notice from "../notices/Notice.ts"
import * as Outbox from "../notices/Outbox.ts"
import type * as Moment from "../words/Moment.ts"

// ---- Models

interface Kept {
  entry: Outbox.Entry
  held: { readonly worker: string; readonly until: Moment.Moment } | undefined
}

/** Everything that is kept. */
export interface Memory {
  checkpoint: number
  readonly kept: Map<Notice.Key, Kept>
  readonly byReference: Map<string, Notice.Key>
  readonly parked: Map<string, ReadonlyArray<Delivery.Report>>
}

// ---- Rules

const referenceOf = ({ channel, reference }: Pick<Delivery.Report, "channel" | "reference">): string =>
  JSON.stringify([channel, reference])

/** Nothing yet. */
export const empty = (): Memory => ({ checkpoint: 0, kept: new Map(), byReference: new Map(), parked: new Map() })

/** An outbox over a memory. Each method runs in one turn, so no two of them meet half-way. */
export const make = (memory: Memory): Outbox.Outbox["Service"] => {
  const { byReference, kept, parked } = memory

  const add = (one: Kept, facts: ReadonlyArray<Delivery.Fact>, lookAt: Moment.Moment | undefined): void => {
    const reported: Array<Delivery.Fact> = []
    for (const fact of facts) {
      if (fact._tag !== "Accepted") continue
      const reference = referenceOf(fact)
      byReference.set(reference, one.entry.notice.key)
      for (const report of parked.get(reference) ?? []) reported.push({ _tag: "Reported", ...report })
      parked.delete(reference)
    }
    const all = Delivery.join(one.entry.facts, [...facts, ...reported])
    const due = reported.reduce<Moment.Moment | undefined>(
      (first, { at }) => (first === undefined || at < first ? at : first),
      lookAt
    )
    one.entry = { notice: one.entry.notice, facts: all, lookAt: due }
  }

  return {
    checkpoint: Effect.sync(() => memory.checkpoint),
    plan: ({ at, changes, from, to }) =>
      Effect.suspend(() => {
        if (memory.checkpoint !== from) {
          return Effect.fail(new Outbox.PlannedMeanwhile({ position: memory.checkpoint }))
        }
        memory.checkpoint = to
        for (const change of changes) {
          if (change._tag === "Planned") {
            const { notice } = change
            if (!kept.has(notice.key)) {
              kept.set(notice.key, { entry: { notice, facts: [], lookAt: notice.notBefore }, held: undefined })
            }
          } else {
            const one = kept.get(change.key)
            if (one !== undefined) add(one, [{ _tag: "Ended", as: change.as, because: change.because, at }], at)
          }
        }
        return Effect.void
      }),
    lease: ({ now, until, worker }, limit) =>
      Effect.sync(() => {
        const due = [...kept.values()].filter(
          ({ entry: { lookAt }, held }) =>
            lookAt !== undefined && lookAt <= now && (held === undefined || held.until <= now)
        )
        const given = due
          .toSorted((a, b) => (a.entry.lookAt! < b.entry.lookAt! ? -1 : a.entry.lookAt! > b.entry.lookAt! ? 1 : 0))
          .slice(0, limit)
        for (const one of given) one.held = { worker, until }
        return given.map(({ entry }) => entry)
      }),
    extend: ({ now, until, worker }, keys) =>
      Effect.sync(() => {
        const still = keys.filter((key) => holds(kept.get(key), worker, now))
        for (const key of still) kept.get(key)!.held = { worker, until }
        return new Set(still)
      }),
    learn: ({ now, worker }, { facts, key, known, lookAt, release }) =>
      Effect.suspend(() => {
        const one = kept.get(key)
        if (one === undefined || !holds(one, worker, now)) return Effect.fail(new Outbox.LeaseLost({ key }))
        add(one, facts, one.entry.facts.length > known ? now : lookAt)
        if (release) one.held = undefined
        return Effect.succeed(one.entry)
      }),
    report: (report, key) =>
      Effect.sync(() => {
        const reference = referenceOf(report)
        const known = key ?? byReference.get(reference)
        const one = known === undefined ? undefined : kept.get(known)
        if (one === undefined) {
          parked.set(reference, [...(parked.get(reference) ?? []), report])
          return "parked"
        }
        const before = one.entry.facts.length
        add(one, [{ _tag: "Reported", ...report }], one.entry.lookAt)
        if (one.entry.facts.length > before) one.entry = { ...one.entry, lookAt: report.at }
        return "joined"
      }),
    requeue: (key, at) =>
      Effect.suspend(() => {
        const one = kept.get(key)
        if (one === undefined) return Effect.fail(new Outbox.UnknownNotice({ key }))
        const after = one.entry.facts.filter(({ _tag }) => _tag === "Attempted").length
        add(one, [{ _tag: "Requeued", after, at }], at)
        return Effect.void
      }),
    entry: (key) => Effect.sync(() => kept.get(key)?.entry),
    entries: Stream.suspend(() => Stream.fromIterable([...kept.values()].map(({ entry }) => entry)))
  }
}

const holds = (one: Kept | undefined, worker: string, now: Moment.Moment): boolean =>
  one?.held !== undefined && one.held.worker === worker && one.held.until > now

/** The outbox as a layer. */
export const layer: Layer.Layer<Outbox.Outbox> = Layer.sync(Outbox.Outbox, () => make(empty()))
