/** Outboxes that are wrong in one way each. Every law of outboxes has one at least. */
import { Moment } from "@bina/core"
import { MemoryOutbox, type Notice, type Outbox, type Planner } from "@bina/core/notices"
import * as Effect from "effect/Effect"
import type * as Store from "../conformance/Store.ts"
import * as HonestStore from "./HonestStore.ts"
import type * as Saboteur from "./Saboteur.ts"

// ---- Models

type Service = Outbox.Outbox["Service"]

type One = Saboteur.Saboteur<Outbox.Outbox, void>

// ---- Rules

const saboteur = (
  breaks: string,
  wrong: string,
  change: (honest: Service, memory: MemoryOutbox.Memory) => Partial<Service>,
  more: (honest: Store.Store<Outbox.Outbox, void>) => Partial<Store.Store<Outbox.Outbox, void>> = () => ({})
): One => ({
  breaks,
  wrong,
  make: () => {
    const store = HonestStore.outbox((honest, memory) => ({ ...honest, ...change(honest, memory) }))
    return { ...store, ...more(store) }
  }
})

/** Changes the memory before a call. */
const before = <A, E>(change: () => void, call: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    change()
    return call
  })

/** The same notice under a key of its own. */
const again = ({ _tag, notice }: Extract<Planner.Change, { readonly _tag: "Planned" }>): Planner.Change => ({
  _tag,
  notice: { ...notice, key: notice.key.replace(/^./, (first) => (first === "f" ? "e" : "f")) as Notice.Key }
})

const long = Moment.makeUnsafe("2099-01-01T00:00:00")

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<One> = [
  saboteur("O-1", "begins at the end of some other journal", (_, memory) => {
    if (memory.kept.size === 0 && memory.checkpoint === 0) memory.checkpoint = 12
    return {}
  }),
  saboteur("O-2", "plans twice what it was told once", (honest) => ({
    plan: (plan) =>
      honest.plan({
        ...plan,
        changes: plan.changes.flatMap((change) => (change._tag === "Planned" ? [change, again(change)] : [change]))
      })
  })),
  saboteur("O-2", "forgets how far was planned", (honest, memory) => ({
    plan: (plan) => Effect.tap(honest.plan(plan), () => Effect.sync(() => (memory.checkpoint = plan.from)))
  })),
  saboteur("O-3", "takes a plan from wherever it comes", (honest, memory) => ({
    plan: (plan) => before(() => (memory.checkpoint = plan.from), honest.plan(plan))
  })),
  saboteur("O-4", "begins a notice anew that is planned again", (honest, { kept }) => ({
    plan: (plan) =>
      before(() => {
        for (const change of plan.changes) if (change._tag === "Planned") kept.delete(change.notice.key)
      }, honest.plan(plan))
  })),
  saboteur("O-5", "sends what was superseded when its time comes, for it does not look before", (honest, { kept }) => ({
    plan: (plan) => {
      const due = new Map([...kept].map(([key, { entry }]) => [key, entry.lookAt]))
      return Effect.tap(honest.plan(plan), () =>
        Effect.sync(() => {
          for (const [key, lookAt] of due) kept.get(key)!.entry = { ...kept.get(key)!.entry, lookAt }
        })
      )
    }
  })),
  saboteur("O-5", "keeps nothing of an ending", (honest) => ({
    plan: (plan) => honest.plan({ ...plan, changes: plan.changes.filter(({ _tag }) => _tag === "Planned") })
  })),
  saboteur(
    "O-6",
    "loses on a crash what it was told",
    () => ({}),
    () => ({ reopen: () => MemoryOutbox.layer })
  ),
  saboteur("O-7", "sends before the time has come", (honest) => ({
    lease: (lease, limit) => honest.lease({ ...lease, now: long }, limit)
  })),
  saboteur("O-7", "takes as much as there is", (honest) => ({ lease: (lease) => honest.lease(lease, 1_000) })),
  saboteur("O-8", "lets every worker have everything", (honest, { kept }) => ({
    lease: (lease, limit) =>
      before(
        () => {
          for (const one of kept.values()) one.held = undefined
        },
        honest.lease(lease, limit)
      )
  })),
  saboteur("O-9", "never takes back what a dead worker holds", (honest) => ({
    lease: (lease, limit) => honest.lease({ ...lease, until: long }, limit)
  })),
  saboteur("O-10", "believes whoever comes, lease or not", (honest, { kept }) => ({
    learn: (lease, learned) =>
      before(
        () => {
          kept.get(learned.key)!.held = { worker: lease.worker, until: long }
        },
        honest.learn(lease, learned)
      )
  })),
  saboteur("O-11", "extends for anybody who asks", (honest) => ({
    extend: (lease, keys) => Effect.map(honest.extend(lease, keys), () => new Set(keys))
  })),
  saboteur("O-12", "looks at everything again at once", (honest) => ({
    learn: (lease, learned) => honest.learn(lease, { ...learned, lookAt: lease.now })
  })),
  saboteur("O-13", "keeps a fact as often as it hears it", (honest, { kept }) => ({
    learn: (lease, learned) =>
      Effect.tap(honest.learn(lease, learned), () =>
        Effect.sync(() => {
          const one = kept.get(learned.key)!
          one.entry = { ...one.entry, facts: [...one.entry.facts, ...learned.facts] }
        })
      )
  })),
  saboteur("O-14", "takes a worker's word over what it heard meanwhile", (honest) => ({
    learn: (lease, learned) => honest.learn(lease, { ...learned, known: 1_000 })
  })),
  saboteur("O-15", "joins a report with whatever was sent first", (honest, { kept }) => ({
    report: (report, key) => honest.report({ ...report }, key ?? ([...kept.keys()].at(-1) as never))
  })),
  saboteur("O-16", "looks again at each report, new or not", (honest, { byReference, kept }) => ({
    report: (report, key) =>
      Effect.tap(honest.report(report, key), () =>
        Effect.sync(() => {
          const one = kept.get(byReference.get(JSON.stringify([report.channel, report.reference])) ?? ("" as never))
          if (one !== undefined) one.entry = { ...one.entry, lookAt: report.at }
        })
      )
  })),
  saboteur("O-17", "throws away a report that comes too early", (honest, { parked }) => ({
    report: (report, key) => Effect.tap(honest.report(report, key), () => Effect.sync(() => parked.clear()))
  })),
  saboteur("O-18", "knows a notice only by the provider's reference", (honest) => ({
    report: (report) => honest.report(report)
  })),
  saboteur("O-19", "says that it tries again, and does not", (honest) => ({
    requeue: (key) => Effect.asVoid(Effect.as(honest.entry(key), undefined))
  })),
  saboteur("O-20", "says that there is nothing when it cannot look", (honest) => ({
    lease: (lease, limit) => Effect.catchTag(honest.lease(lease, limit), "OutboxUnavailable", () => Effect.succeed([])),
    entry: (key) => Effect.catchTag(honest.entry(key), "OutboxUnavailable", () => Effect.as(Effect.void, undefined))
  }))
]
