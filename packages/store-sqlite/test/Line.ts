/** Budget lines of which one rupiah is left. */
import { Actor } from "@bina/core"
import { BudgetDecider, BudgetEvent, BudgetState, StreamId, type StreamKind } from "@bina/core/journal"
import { Handling } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

export const actor = Actor.id("treasurer-1")

/** A line without rows: who races reads the journal. */
export const kind: StreamKind.StreamKind<BudgetState.State, BudgetEvent.Event> = {
  name: "budget",
  codec: BudgetEvent.codec,
  initial: BudgetState.initial,
  evolve: BudgetState.evolve,
  rows: () => []
}

/** The line of a round. */
export const stream = (round: number): StreamId.Id => StreamId.of("budget", `line-${round}`)

const command = Schema.decodeUnknownSync(BudgetDecider.Command)
const given = { currency: "IDR", actor, at: "2020-11-02T08:00:00" }
const { decide } = BudgetDecider.decider

const allocated = 125_000_000

const allocate = (round: number) =>
  command({
    _tag: "Allocate",
    line: `line-${round}`,
    account: "5.2.2.03",
    amount: allocated,
    basis: { instrument: "DPA 2020", title: "An invented budget document", confidence: "uncertain" },
    voucher: "dpa-1",
    ...given
  })

const reserve = command({
  _tag: "Reserve",
  holds: [{ obligation: "earlier", amount: allocated - 1 }],
  voucher: "list-1",
  ...given
})

/** How it stands when the last rupiah is gone. */
export const used = { stage: "Open", allocated, reserved: allocated - 1, committed: 1, spent: 0 }

/** What makes the line of a round: money is allocated, and all but one rupiah reserved. */
export const opening = (round: number) =>
  Result.gen(function* () {
    const first = yield* decide(kind.initial, allocate(round))
    const second = yield* decide(first.reduce(kind.evolve, kind.initial), reserve)
    const line = { kind, stream: stream(round), version: 0, state: kind.initial }
    return yield* Handling.change(line, [...first, ...second])
  })

/** Somebody commits a rupiah of the line of a round. Says through `decided` each time that it could be had. */
export const claim = (round: number, claimant: string, decided: () => void) =>
  Effect.gen(function* () {
    const loaded = yield* Handling.load(kind, stream(round))
    const holds = [{ obligation: `of-${claimant}`, amount: 1 }]
    const events = yield* Effect.fromResult(
      decide(loaded.state, command({ _tag: "Commit", holds, voucher: `list-of-${claimant}`, ...given }))
    )
    decided()
    return { changes: yield* Effect.fromResult(Handling.change(loaded, events)), answer: 1 }
  })
