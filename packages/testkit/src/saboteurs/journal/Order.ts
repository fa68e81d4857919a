/** Journals that break the laws of the whole order (J-17 to J-21). */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "J-17",
    "Skips an event when following.",
    Sabotage.ofFollowed((followed) => followed.filter(({ position }) => position !== 4))
  ),
  Sabotage.saboteur(
    "J-17",
    "Delivers an event twice when following.",
    Sabotage.ofFollowed((followed) => followed.flatMap((each) => (each.position === 3 ? [each, each] : [each])))
  ),
  Sabotage.saboteur(
    "J-18",
    "Numbers the events of a commit by the name of their stream.",
    Sabotage.appending((commit) => ({
      ...commit,
      writes: commit.writes.toSorted((a, b) => (a.stream < b.stream ? -1 : 1))
    }))
  ),
  Sabotage.saboteur(
    "J-18",
    "Follows latest first.",
    Sabotage.ofFollowed((followed) =>
      followed.map((each, index) => ({ ...each, event: followed[followed.length - 1 - index]!.event }))
    )
  ),
  Sabotage.saboteur("J-19", "Gives the event at the position after which it should follow.", (honest) => ({
    ...honest,
    follow: (after) => honest.follow(Math.max(0, after - 1))
  })),
  Sabotage.saboteur("J-20", "Follows on for as long as something is appended.", (honest, { positions }) => ({
    ...honest,
    follow: (after) =>
      Stream.unfold(after, (at) =>
        Effect.sync(() => (positions[at] === undefined ? undefined : ([positions[at], at + 1] as const)))
      )
  })),
  Sabotage.saboteur("J-21", "Gives all events in the order of their positions.", (honest) => ({
    ...honest,
    all: Stream.map(honest.follow(0), ({ event }) => event)
  })),
  Sabotage.saboteur("J-21", "Sorts the names of streams without regard to case.", (honest) => ({
    ...honest,
    all: Stream.unwrap(
      Effect.map(Stream.runCollect(honest.all), (events) =>
        Stream.fromIterable(events.toSorted((a, b) => (a.stream.toLowerCase() < b.stream.toLowerCase() ? -1 : 1)))
      )
    )
  }))
]
