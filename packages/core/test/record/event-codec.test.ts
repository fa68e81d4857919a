import { assert, describe, it } from "@effect/vitest"
import { Command, Moment, Person } from "@bina/core"
import { EventCodec, Sealed } from "@bina/core/journal"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const codec = EventCodec.make({
  Moved: {
    fields: { from: Moment.Moment, to: Moment.Moment, why: Schema.optionalKey(Schema.NonEmptyString) },
    upcasters: [
      (data) => ({ from: (data as { readonly old: string }).old, to: (data as { readonly new: string }).new }),
      (data) => ({ ...(data as Schema.JsonObject), why: "unknown" })
    ]
  },
  Closed: { fields: { note: Sealed.Sealed, count: Schema.Int } }
})
const [first, second] = [Moment.makeUnsafe("2020-10-05T08:00:00"), Moment.makeUnsafe("2020-10-06T08:00:00")]
const note: Sealed.Sealed = { _tag: "Sealed", person: Person.id("p1"), command: Command.id("c1"), box: "AAAA" }

const parsed = ({ body, ...encoded }: EventCodec.Encoded): EventCodec.Written => ({
  ...encoded,
  data: JSON.parse(body) as Schema.Json
})

describe("EventCodec", () => {
  it("writes the newest version and reads back what it wrote", () => {
    const written = Result.getOrThrow(codec.write({ _tag: "Moved", from: first, to: second }))
    assert.deepStrictEqual(written, { type: "Moved", version: 3, body: `{"from":"${first}","to":"${second}"}` })
    assert.deepStrictEqual(Result.getOrThrow(codec.read(parsed(written))), { _tag: "Moved", from: first, to: second })
    const closed = Result.getOrThrow(codec.write({ _tag: "Closed", note, count: 2 }))
    assert.deepStrictEqual(Result.getOrThrow(codec.read(parsed(closed))), { _tag: "Closed", note, count: 2 })
    assert.deepStrictEqual(Sealed.within({ deep: [parsed(closed).data] }), [note])
  })

  it("brings every older version up to the newest", () => {
    const old = { type: "Moved", version: 1, data: { old: first, new: second } }
    const expected = { _tag: "Moved" as const, from: first, to: second, why: "unknown" }
    assert.deepStrictEqual(Result.getOrThrow(codec.read(old)), expected)
    assert.deepStrictEqual(
      Result.getOrThrow(codec.read({ ...old, version: 2, data: { from: first, to: second } })),
      expected
    )
  })

  it.each([
    [{ type: "Opened", version: 1, data: {} }, "UnknownEvent"],
    [{ type: "Moved", version: 4, data: { from: first, to: second } }, "UnknownEvent"],
    [{ type: "Moved", version: 0, data: { from: first, to: second } }, "UnknownEvent"],
    [{ type: "Moved", version: 3, data: { from: first } }, "EventDamaged"],
    [{ type: "Moved", version: 3, data: { from: first, to: second, extra: 1 } }, "EventDamaged"],
    [{ type: "Moved", version: 1, data: null }, "EventDamaged"],
    [{ type: "Moved", version: 3, data: [first, second] }, "EventDamaged"]
  ])("refuses what it does not know: %o", (written, tag) => {
    const read = codec.read(written)
    assert.isTrue(Result.isFailure(read) && read.failure._tag === tag)
  })

  it("says where an event is damaged and nothing of what stands there", () => {
    const read = codec.read({ type: "Moved", version: 3, data: { from: "Siti Aminah", to: second } })
    assert.isTrue(Result.isFailure(read))
    if (Result.isFailure(read)) {
      assert.strictEqual(read.failure.message, "the event Moved in version 3 is damaged at from")
      assert.notInclude(JSON.stringify(read.failure), "Siti")
    }
  })

  it("does not write what it could not read", () => {
    const wrong = codec.write({ _tag: "Closed", note, count: 0.5 })
    assert.isTrue(Result.isFailure(wrong))
    const undeclared = codec.write({ _tag: "Reopened" } as never)
    assert.isTrue(Result.isFailure(undeclared))
  })
})
