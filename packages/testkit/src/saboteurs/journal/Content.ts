/** Journals that break the laws of what is kept of an event, and of hashes (J-22 to J-29). */
import { Actor, Moment } from "@bina/core"
import { Chain } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "J-22",
    "Keeps bodies in a JSON type of a database, which spaces them anew.",
    Sabotage.reading((event) => ({
      ...event,
      body: event.body.replaceAll('":', '": ')
    }))
  ),
  Sabotage.saboteur(
    "J-22",
    "Normalises the characters of a body.",
    Sabotage.reading((event) => ({ ...event, body: event.body.normalize("NFC") }))
  ),
  Sabotage.saboteur(
    "J-23",
    "Keeps the newest shape instead of the shape given.",
    Sabotage.reading((event) => ({ ...event, shape: 1 }))
  ),
  Sabotage.saboteur(
    "J-24",
    "Keeps moments to the second.",
    Sabotage.reading((event) => ({
      ...event,
      knownAt: event.knownAt === null ? null : Moment.makeUnsafe(event.knownAt.slice(0, 19))
    }))
  ),
  Sabotage.saboteur(
    "J-24",
    "Says that a source knew of an event when it was appended.",
    Sabotage.reading((event) => ({
      ...event,
      knownAt: event.knownAt ?? event.appendedAt
    }))
  ),
  Sabotage.saboteur(
    "J-25",
    "Says when an event was appended by the clock on the wall in Medan.",
    Sabotage.reading((event) => ({
      ...event,
      appendedAt: Result.getOrThrow(Moment.fromOffset(`${event.appendedAt}-07:00`))
    }))
  ),
  Sabotage.saboteur(
    "J-26",
    "Ties each event to nothing.",
    Sabotage.reading((event) => {
      const alone = { ...event, previous: Chain.beginning }
      return { ...alone, hash: Chain.hashOf(alone) }
    })
  ),
  Sabotage.saboteur(
    "J-26",
    "Hashes an event without its actor.",
    Sabotage.reading((event) => ({
      ...event,
      hash: Chain.hashOf({ ...event, actor: Actor.id("anybody") })
    }))
  ),
  Sabotage.saboteur(
    "J-27",
    "Ties each position to the first one.",
    Sabotage.ofFollowed((followed) =>
      followed.map((each) => ({
        ...each,
        positionHash: Chain.positionHashOf(Chain.beginning, { ...each, event: each.event.hash })
      }))
    )
  ),
  Sabotage.saboteur("J-28", "Counts commands instead of events in its head.", (honest, { commands }) => ({
    ...honest,
    head: Effect.map(honest.head, ({ hash, position }) => ({ hash, position: Math.min(position, commands.size) }))
  })),
  Sabotage.saboteur("J-29", "Loses its end between two readings.", (honest, { positions }) => ({
    ...honest,
    all: Stream.filter(honest.all, ({ hash }) => positions.length < 6 || hash !== positions.at(-1)?.event.hash)
  }))
]
