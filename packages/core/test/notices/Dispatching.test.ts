import { assert, describe, it } from "@effect/vitest"
import { Moment, Person } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import { type Recorded, StreamId } from "@bina/core/journal"
import { Delivery, Dispatching, MemoryOutbox, Notice, Notifier, Outbox, Planning } from "@bina/core/notices"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"
import * as Told from "./Told.ts"

const whatsapp = Delivery.Channel.make("whatsapp")
const mail = Delivery.Channel.make("mail")

type Send = (message: Notifier.Message, turn: number) => Effect.Effect<Notifier.Accepted, Notifier.NotAccepted>

const taken: Send = ({ key }) =>
  Effect.succeed({ reference: Delivery.Reference.make(`ref-${key.slice(0, 8)}`), isDuplicate: false })

/** An office that tells people by these ways, and what was handed to each. */
const given = (ways: Readonly<Record<string, Send>>) => {
  const outbox = MemoryOutbox.make(MemoryOutbox.empty())
  const sent: Array<string> = []
  const notifiers = new Map(
    Object.entries(ways).map(([name, send]) => [
      Delivery.Channel.make(name),
      {
        isKeyed: false,
        send: (message: Notifier.Message) => {
          sent.push(`${name} ${message.kind} ${message.key.slice(0, 6)}`)
          return send(message, sent.length)
        }
      }
    ])
  )
  const context = Context.make(Outbox.Outbox, outbox).pipe(Context.add(Notifier.Notifiers, notifiers))
  return { outbox, sent, context }
}

const render: Dispatching.Render<never, never> = (notice) =>
  Effect.succeed({
    _tag: "Message",
    message: {
      key: notice.key,
      kind: notice.kind,
      cohort: notice.subject.cohort,
      to: Redacted.make("somewhere"),
      language: "id",
      subject: Redacted.make("subject"),
      text: Redacted.make("text"),
      template: { name: notice.kind, version: 1, parameters: Redacted.make([]) }
    }
  })

const notice = (number: number): Notice.Notice => {
  const cause = { stream: StreamId.of("cohort", "weaving"), version: number }
  const recipient = { _tag: "Person", person: Person.id(`p-${number}`) } as const
  return {
    key: Notice.keyOf({ cause, kind: "waitlisted", recipient }),
    cause,
    kind: "waitlisted",
    recipient,
    subject: { cohort: Told.weaving },
    notBefore: Told.at("1970-01-01T00:00:00"),
    expires: Told.at("1970-02-01T00:00:00"),
    isOwed: true
  }
}

const plan = (outbox: Outbox.Outbox["Service"], ...notices: ReadonlyArray<Notice.Notice>) =>
  Effect.flatMap(outbox.checkpoint, (from) =>
    outbox.plan({
      from,
      to: from + 1,
      at: Told.at("1970-01-01T00:00:00"),
      changes: notices.map((one) => ({ _tag: "Planned", notice: one }))
    })
  )

const options = (...channels: readonly [Delivery.Channel, ...Array<Delivery.Channel>]): Dispatching.Options => ({
  worker: "w-1",
  atOnce: 50,
  callFor: Duration.seconds(20),
  trying: Delivery.usual(...channels)
})

const stateOf = (outbox: Outbox.Outbox["Service"], of: Notice.Notice, now: string) =>
  Effect.map(outbox.entry(of.key), (entry) =>
    Delivery.stateOf(entry!.facts, of, Moment.makeUnsafe(now), Delivery.usual(whatsapp, mail))
  )

describe("Dispatching", () => {
  it.effect("sends each notice once, and what one provider does stops none of the others", () => {
    const { context, outbox, sent } = given({
      whatsapp: (message, turn) =>
        turn === 2 ? Effect.fail(new Notifier.RecipientRejected({ code: "131026" })) : taken(message, turn),
      mail: taken
    })
    return Effect.gen(function* () {
      yield* plan(outbox, notice(1), notice(2), notice(3))
      assert.deepStrictEqual(yield* Dispatching.turn(render, options(whatsapp, mail)), { sent: 2, failed: 1, ended: 0 })
      assert.deepStrictEqual(yield* Dispatching.turn(render, options(whatsapp, mail)), { sent: 1, failed: 0, ended: 0 })
      assert.deepStrictEqual(yield* Dispatching.turn(render, options(whatsapp, mail)), { sent: 0, failed: 0, ended: 0 })
      assert.deepStrictEqual(
        sent.map((line) => line.split(" ")[0]),
        ["whatsapp", "whatsapp", "whatsapp", "mail"]
      )
    }).pipe(Effect.provideContext(context))
  })

  it.effect("does not send again what may have been sent, until a report says so or a day has passed", () => {
    const { context, outbox, sent } = given({ whatsapp: () => Effect.never, mail: taken })
    return Effect.gen(function* () {
      yield* plan(outbox, notice(1))
      const turn = yield* Effect.forkChild(Dispatching.turn(render, options(whatsapp)))
      yield* TestClock.adjust("21 seconds")
      assert.deepStrictEqual(yield* Fiber.join(turn), { sent: 0, failed: 1, ended: 0 })
      yield* TestClock.adjust("10 hours")
      assert.deepStrictEqual(yield* Dispatching.turn(render, options(whatsapp)), { sent: 0, failed: 0, ended: 0 })
      assert.strictEqual(sent.length, 1)
      const report = { channel: whatsapp, reference: Delivery.Reference.make("late"), status: "delivered" } as const
      yield* outbox.report({ ...report, at: Told.at("1970-01-01T09:00:00") }, notice(1).key)
      assert.strictEqual((yield* stateOf(outbox, notice(1), "1970-01-01T12:00:00"))._tag, "Delivered")
      yield* TestClock.adjust("20 hours")
      yield* Dispatching.turn(render, options(whatsapp))
      assert.strictEqual(sent.length, 1)
    }).pipe(Effect.provideContext(context))
  })

  it.effect("takes over within a minute what a worker left that died, and does not repeat its attempt", () => {
    const { context, outbox, sent } = given({ whatsapp: () => Effect.never })
    return Effect.gen(function* () {
      yield* plan(outbox, notice(1), notice(2))
      // It dies in the middle of its first call; the second notice it never came to.
      const dying = yield* Effect.forkChild(Dispatching.turn(render, options(whatsapp)))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(dying)
      assert.strictEqual(sent.length, 1)
      yield* TestClock.adjust("60 seconds")
      const other = yield* Effect.forkChild(Dispatching.turn(render, { ...options(whatsapp), worker: "w-2" }))
      yield* TestClock.adjust("21 seconds")
      yield* Fiber.join(other)
      assert.strictEqual(new Set(sent).size, 2)
      assert.strictEqual(sent.length, 2)
    }).pipe(Effect.provideContext(context))
  })

  it.effect("does not send what became untrue while it was being made ready", () => {
    const { context, outbox, sent } = given({ whatsapp: taken })
    return Effect.gen(function* () {
      yield* plan(outbox, notice(1))
      const slow: Dispatching.Render<never, never> = (one, channel) =>
        Effect.gen(function* () {
          const from = yield* outbox.checkpoint
          const change = { _tag: "Ended", key: one.key, as: "superseded", because: "moved", cause: one.cause } as const
          yield* Effect.orDie(outbox.plan({ from, to: from + 1, changes: [change], at: one.notBefore }))
          return yield* render(one, channel)
        }).pipe(Effect.orDie)
      assert.deepStrictEqual(yield* Dispatching.turn(slow, options(whatsapp)), { sent: 0, failed: 0, ended: 1 })
      assert.deepStrictEqual(sent, [])
      assert.strictEqual((yield* stateOf(outbox, notice(1), "1970-01-01T00:00:01"))._tag, "Superseded")
    }).pipe(Effect.provideContext(context))
  })

  it.effect("is not stopped by a carrier that is at fault, and does not send again what it may have sent", () => {
    const { context, outbox, sent } = given({
      whatsapp: (message, turn) => (turn === 1 ? Effect.die("a fault") : taken(message, turn))
    })
    return Effect.gen(function* () {
      yield* plan(outbox, notice(1), notice(2))
      assert.deepStrictEqual(yield* Dispatching.turn(render, options(whatsapp)), { sent: 1, failed: 1, ended: 0 })
      assert.deepStrictEqual(yield* Dispatching.turn(render, options(whatsapp)), { sent: 0, failed: 0, ended: 0 })
      assert.strictEqual(sent.length, 2)
    }).pipe(Effect.provideContext(context))
  })

  it.effect("eight workers send nothing twice", () => {
    const { context, outbox, sent } = given({
      whatsapp: (message, turn) => Effect.andThen(Effect.yieldNow, taken(message, turn))
    })
    return Effect.gen(function* () {
      yield* plan(outbox, ...Array.from({ length: 60 }, (_, index) => notice(index + 1)))
      yield* Effect.forEach(
        Array.from({ length: 8 }, (_, index) => `w-${index}`),
        (worker) => Effect.repeat(Dispatching.turn(render, { ...options(whatsapp), worker, atOnce: 3 }), { times: 9 }),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(sent.length, 60)
      assert.strictEqual(new Set(sent).size, 60)
    }).pipe(Effect.provideContext(context))
  })
})

describe("Keeping an outbox up with its journal", () => {
  const keys = (outbox: Outbox.Outbox["Service"]) =>
    Effect.map(Stream.runCollect(outbox.entries), (entries) => entries.map((entry) => entry.notice.key))

  it.effect("plans each event once, whoever plans and whenever it begins", () =>
    Effect.gen(function* () {
      const events = Told.journal(Told.seated)
      const { journal, memory } = Told.journalOf(events)
      const outbox = MemoryOutbox.make(MemoryOutbox.empty())
      const context = Context.make(Journal.Journal, journal).pipe(Context.add(Outbox.Outbox, outbox))
      const [one, other] = [Planning.make(), Planning.make()].map((plan) => Effect.provideContext(plan, context))
      assert.strictEqual(yield* one!, events.length)
      const first = yield* keys(outbox)
      assert.strictEqual(first.length, 6)
      yield* other!
      assert.deepStrictEqual(yield* keys(outbox), first)

      // More happens; both hear it, and it is planned once.
      const more = Told.journal([...Told.seated, Told.sheet("2030-03-12T10:00:00", "2030-03-12", "absent", 0)]).at(-1)!
      const hash = "0".repeat(64) as Recorded.Hash
      memory.positions.push({ position: events.length + 1, positionHash: hash, commit: hash, event: more })
      yield* Effect.all([one!, other!], { concurrency: "unbounded" })
      assert.strictEqual((yield* keys(outbox)).length, 8)
    })
  )

  it.effect("loses nothing when the outbox was away, or went back in time", () =>
    Effect.gen(function* () {
      const { journal } = Told.journalOf(Told.journal(Told.seated))
      const memory = MemoryOutbox.empty()
      let isAway = true
      const honest = MemoryOutbox.make(memory)
      const outbox: Outbox.Outbox["Service"] = {
        ...honest,
        plan: (plan) =>
          Effect.suspend((): ReturnType<typeof honest.plan> =>
            isAway ? Effect.fail(new Outbox.OutboxUnavailable({ reason: "away" })) : honest.plan(plan)
          )
      }
      const context = Context.make(Journal.Journal, journal).pipe(Context.add(Outbox.Outbox, outbox))
      const catchUp = Effect.provideContext(Planning.make(), context)
      assert.strictEqual((yield* Effect.flip(catchUp))._tag, "OutboxUnavailable")
      isAway = false
      yield* catchUp
      assert.strictEqual((yield* keys(outbox)).length, 6)

      memory.kept.clear()
      memory.checkpoint = 0
      yield* catchUp
      assert.strictEqual((yield* keys(outbox)).length, 6)
    })
  )
})
