import type { Decider } from "@bina/core/journal"
import { assert, describe, it } from "@effect/vitest"
import { DeciderSpec } from "@bina/testkit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

class Taken extends Schema.TaggedError<Taken>()("Taken", { by: Schema.String }) {}
class Closed extends Schema.TaggedError<Closed>()("Closed", {}) {}

type Event = { readonly _tag: "SeatTaken"; readonly by: string } | { readonly _tag: "SeatFreed" }
type Command = { readonly _tag: "Take"; readonly by: string } | { readonly _tag: "Free" }

const seat: Decider.Decider<string | undefined, Command, Event, Taken | Closed> = {
  initial: undefined,
  decide: (holder, command) => {
    if (command._tag === "Free") return Result.succeed(holder === undefined ? [] : [{ _tag: "SeatFreed" }])
    return holder === undefined
      ? Result.succeed([{ _tag: "SeatTaken", by: command.by }])
      : Result.fail(new Taken({ by: holder }))
  },
  evolve: (_, event) => (event._tag === "SeatTaken" ? event.by : undefined)
}

const taken: Event = { _tag: "SeatTaken", by: "a" }

describe("DeciderSpec", () => {
  it("lets pass what is as specified, and gives the state or the refusal", () => {
    assert.strictEqual(DeciderSpec.given(seat, []).when({ _tag: "Take", by: "a" }).thenEvents(taken), "a")
    assert.strictEqual(DeciderSpec.given(seat, []).when({ _tag: "Free" }).thenNothing(), undefined)
    assert.strictEqual(DeciderSpec.given(seat, [taken]).when({ _tag: "Take", by: "b" }).thenRefused("Taken").by, "a")
    assert.isTrue(Result.isSuccess(DeciderSpec.given(seat, [taken]).when({ _tag: "Free" }).result))
  })

  const take = () => DeciderSpec.given(seat, []).when({ _tag: "Take", by: "b" })
  const again = () => DeciderSpec.given(seat, [taken]).when({ _tag: "Take", by: "b" })
  it.each<readonly [string, () => unknown]>([
    ["another event", () => take().thenEvents(taken)],
    ["an event more", () => take().thenEvents({ _tag: "SeatTaken", by: "b" }, taken)],
    ["nothing where events follow", () => take().thenNothing()],
    ["a refusal where events follow", () => take().thenRefused("Taken")],
    ["another refusal", () => again().thenRefused("Closed")],
    ["events where it is refused", () => again().thenEvents(taken)],
    ["nothing where it is refused", () => again().thenNothing()]
  ])("throws at %s", (_, specified) => {
    assert.throws(specified, DeciderSpec.NotAsSpecified, /expected/)
  })
})
