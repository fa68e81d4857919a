/**
 * Stores that keep every law, in memory that outlives the layer: the laws that need to open a store again, to look
 * into it, or to lose it, can be tried on them. Saboteurs are made from these by changing one thing.
 */
import { Journal, MemoryJournal } from "@bina/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Store from "../conformance/Store.ts"
import * as Interception from "../fault/Interception.ts"

// ---- Models

type JournalOf = Journal.Journal["Service"]

/** Replaces a service by another over the same memory. */
export type Change<Service, Memory> = (service: Service, memory: Memory) => Service

// ---- Rules

/** A journal, as it is or changed. */
export const journal = (
  change: Change<JournalOf, MemoryJournal.Memory> = (honest) => honest
): Store.Store<Journal.Journal, void> => {
  const memory = MemoryJournal.empty()
  let isAway = false
  const layer = () =>
    Layer.sync(Journal.Journal, () =>
      change(
        Interception.away(
          MemoryJournal.make(memory, () => {}),
          () => isAway,
          new Journal.JournalUnavailable({ reason: "it was switched off" })
        ),
        memory
      )
    )
  return {
    layer: layer(),
    reopen: layer,
    dump: Effect.sync(() => memory.positions.map(({ event }) => JSON.stringify(event.body) + event.body)),
    outage: Effect.sync(() => {
      isAway = true
    })
  }
}
