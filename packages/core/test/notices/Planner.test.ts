import { assert, describe, it } from "@effect/vitest"
import type { Recorded } from "@bina/core/journal"
import { type Notice, Planner } from "@bina/core/notices"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Told from "./Told.ts"

const { golden } = Told

const planned = (events: ReadonlyArray<Recorded.Recorded>) => Result.getOrThrow(Planner.plan(events))

describe("Planning a journal", () => {
  it("comes to the same notices however often and in whatever pieces it is heard", () => {
    const whole = planned(golden)
    assert.deepStrictEqual(planned(golden), whole)
    const planner = Planner.make()
    const keys = golden.flatMap((event) =>
      Result.getOrThrow(planner.hear(event)).flatMap((change) => (change._tag === "Planned" ? [change.notice.key] : []))
    )
    assert.deepStrictEqual(
      keys,
      whole.map(({ notice }) => notice.key)
    )
    assert.isAbove(whole.length, 20)
  })

  it("never takes back what it planned when more happens", () => {
    fc.assert(
      fc.property(fc.nat({ max: golden.length }), (length) => {
        const some = planned(golden.slice(0, length))
        const all = planned(golden)
        assert.deepStrictEqual(
          some.map(({ notice }) => notice),
          all.slice(0, some.length).map(({ notice }) => notice)
        )
      })
    )
  })

  it("is not moved by events that tell nobody anything", () => {
    const silent = new Set(["policy", "budget", "participation"])
    const rest = golden.filter(({ stream }) => !silent.has(stream.slice(0, stream.indexOf("/"))))
    assert.isBelow(rest.length, golden.length)
    assert.deepStrictEqual(planned(rest), planned(golden))
  })

  it("tells nobody the same thing twice, and names an event that is there", () => {
    const notices = planned(golden).map(({ notice }) => notice)
    assert.strictEqual(new Set(notices.map(({ key }) => key)).size, notices.length)
    const places = new Set(golden.map(({ stream, version }) => `${stream} ${version}`))
    for (const { cause, expires, notBefore } of notices) {
      assert.isTrue(places.has(`${cause.stream} ${cause.version}`))
      assert.isTrue(notBefore < expires)
    }
  })

  it("reaches every kind but those that the journal has no event for", () => {
    const kinds = new Set<Notice.Kind>(planned(golden).map(({ notice }) => notice.kind))
    for (const kind of ["application-received", "seat-offered", "session-reminder", "payment-released"] as const) {
      assert.isTrue(kinds.has(kind), kind)
    }
  })

  it("stops where it was not let hear the journal from its beginning", () => {
    const heard = Planner.plan(golden.filter(({ stream }) => !stream.startsWith("programme/")))
    assert.strictEqual(Result.isFailure(heard) && heard.failure._tag, "ProgrammeNotHeard")
  })

  it("stops at an event that this release does not know", () => {
    const [first, ...others] = golden
    const heard = Planner.plan([{ ...first!, type: "SomethingNew" }, ...others])
    assert.isTrue(Result.isFailure(heard))
  })
})

describe("What somebody is told", () => {
  it("is when their seat lapses, and what is told ends with their answer", () => {
    assert.deepStrictEqual(Told.told(Told.seated), [
      "application-received, 2030-01-10T01:00:00",
      "seat-offered, 2030-02-01T01:00:00, settled: answered",
      "seat-lapsing, 2030-02-09T10:00:00, settled: answered",
      // Four in the afternoon before, in Jakarta.
      "session-reminder, 2030-03-12, 2030-03-11T09:00:00",
      "session-reminder, 2030-03-13, 2030-03-12T09:00:00",
      "session-reminder, 2030-03-15, 2030-03-14T09:00:00"
    ])
  })

  it("is what is missing, until it comes", () => {
    const missing = { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "domicile" }], invalid: [] }
    const said = [...Told.begun, Told.received, Told.determined("2030-02-01T01:00:00", missing)]
    assert.deepStrictEqual(Told.told(said).at(-1), "facts-missing, 2030-02-01T01:00:00")
    assert.deepStrictEqual(
      Told.told([...said, Told.supplied])[1],
      "facts-missing, 2030-02-01T01:00:00, settled: supplied"
    )
  })

  it("is the last decision and none before it", () => {
    const said = [
      ...Told.begun,
      Told.received,
      Told.determined("2030-02-01T01:00:00", { _tag: "Waitlisted", position: 1 }),
      Told.offered("2030-02-05T01:00:00", "2030-02-10T10:00:00")
    ]
    assert.deepStrictEqual(Told.told(said).slice(1), [
      "waitlisted, 2030-02-01T01:00:00, superseded: decided-anew",
      "waitlist-promoted, 2030-02-05T01:00:00",
      "seat-lapsing, 2030-02-09T10:00:00"
    ])
  })

  it("is a session that moved, and its old reminder is not", () => {
    const moved: Told.Said = [
      "2030-03-10T01:00:00",
      Told.cohort,
      { _tag: "SessionMoved", from: "2030-03-12", to: "2030-03-14", reason: "flood" }
    ]
    const again: Told.Said = [
      "2030-03-10T02:00:00",
      Told.cohort,
      { _tag: "SessionMoved", from: "2030-03-14", to: "2030-03-16", reason: "flood" }
    ]
    assert.deepStrictEqual(Told.told([...Told.seated, moved, again]).slice(3), [
      "session-reminder, 2030-03-12, 2030-03-11T09:00:00, superseded: moved",
      "session-reminder, 2030-03-13, 2030-03-12T09:00:00",
      "session-reminder, 2030-03-15, 2030-03-14T09:00:00",
      "session-moved, 2030-03-14, 2030-03-10T01:00:00, superseded: moved",
      "session-reminder, 2030-03-14, 2030-03-13T09:00:00, superseded: moved",
      "session-moved, 2030-03-16, 2030-03-10T02:00:00",
      "session-reminder, 2030-03-16, 2030-03-15T09:00:00"
    ])
  })

  it("is an absence, until it is corrected, and once that nothing more may be missed", () => {
    const absent = Told.sheet("2030-03-12T10:00:00", "2030-03-12", "absent", 0)
    const present = Told.sheet("2030-03-12T11:00:00", "2030-03-12", "present", 2)
    assert.deepStrictEqual(Told.told([...Told.seated, absent]).slice(6), [
      "absence-noted, 2030-03-12, 2030-03-12T10:00:00",
      "completion-at-risk, 2030-03-12T10:00:00"
    ])
    assert.deepStrictEqual(Told.told([...Told.seated, absent, present]).slice(6), [
      "absence-noted, 2030-03-12, 2030-03-12T10:00:00, superseded: corrected",
      "completion-at-risk, 2030-03-12T10:00:00, superseded: corrected"
    ])
  })

  it("waits for the morning, unless the morning is too late", () => {
    const late = "2030-02-05T14:30:00" // half past nine in the evening in Jakarta
    const said = [...Told.begun, Told.received]
    assert.deepStrictEqual(
      Told.told([...said, Told.offered(late, "2030-02-20T10:00:00")])[1],
      "seat-offered, 2030-02-06T00:00:00"
    )
    assert.deepStrictEqual(
      Told.told([...said, Told.offered(late, "2030-02-05T23:00:00")])[1],
      "seat-offered, 2030-02-05T14:30:00"
    )
  })

  it("is nothing any more once they are erased, and nothing to somebody who cannot be named", () => {
    const erased: Told.Said = [
      "2030-02-04T01:00:00",
      "person/person-ani",
      {
        _tag: "PersonErased",
        person: Told.ani,
        basis: { instrument: "request", title: "request", confidence: "sourced" }
      }
    ]
    const open = Told.told([...Told.seated, erased]).filter((line) => !/settled|superseded/.test(line))
    assert.deepStrictEqual(open, [])
    const [moment, stream, event] = Told.received
    const nameless = { ...(event["application"] as object), person: { _tag: "Missing" } }
    assert.deepStrictEqual(Told.told([...Told.begun, [moment, stream, { ...event, application: nameless }]]), [])
  })
})
