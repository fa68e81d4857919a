/** Notices to be sent, and a clock on which hours pass in seconds, the same for every process that is told when it began. */
import { Cohort, Moment, Person } from "@bina/core"
import { StreamId } from "@bina/core/journal"
import { Delivery, Notice } from "@bina/core/notices"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export const channel = Delivery.Channel.make("provider")

/** What nobody knows the outcome of is made again after two minutes of that clock; nothing is given up. */
export const trying: Delivery.Trying = {
  ...Delivery.usual(channel),
  delays: Array.from({ length: 200 }, () => 5),
  unknownFor: 120,
  reportFor: 365 * 86_400
}

/** So many seconds of that clock are one of ours. */
export const speed = 50

const epoch = Date.parse("2030-03-01T00:00:00Z")

/** Reads `epoch` at the moment `begun`, in milliseconds of the machine, and runs faster from there. */
export const clock = (begun: number): Clock.Clock => {
  const millis = () => Math.floor(epoch + (Date.now() - begun) * speed)
  const nanos = () => BigInt(millis()) * 1_000_000n
  return Object.assign(Object.create(Clock.Clock.defaultValue()) as Clock.Clock, {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos)
  })
}

const beginning = Moment.makeUnsafe("2030-03-01T00:00:00")

/** Notices that are due from the beginning on. */
export const notices = (count: number): ReadonlyArray<Notice.Notice> =>
  Array.from({ length: count }, (_, number) => {
    const cause = { stream: StreamId.of("cohort", "weaving"), version: number + 1 }
    const recipient = { _tag: "Person", person: Person.id(`p-${number}`) } as const
    const kind = "course-completed"
    return {
      key: Notice.keyOf({ cause, kind, recipient }),
      cause,
      kind,
      recipient,
      subject: { cohort: Cohort.id("weaving") },
      notBefore: beginning,
      expires: Moment.makeUnsafe("2039-01-01T00:00:00"),
      isOwed: true
    }
  })
