/** Journals that break the laws of the store beneath them (J-36 to J-38). */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "J-36",
    "Keeps bodies in a form of its own.",
    (honest) => honest,
    ({ dump }) => ({
      dump: Effect.map(dump!, (kept) => kept.map((each) => String(each).replaceAll('":', '": ').replaceAll(",", ", ")))
    })
  ),
  Sabotage.saboteur(
    "J-37",
    "Keeps everything in memory.",
    (honest) => honest,
    () => ({
      reopen: () => HonestStore.journal().layer
    })
  ),
  Sabotage.saboteur(
    "J-37",
    "Remembers commands in memory alone.",
    (honest) => honest,
    () => {
      const forgetful = HonestStore.journal((honest, { commands }) => {
        commands.clear()
        return honest
      })
      return { layer: forgetful.layer, reopen: forgetful.reopen! }
    }
  ),
  Sabotage.saboteur("J-38", "Answers as if nothing were there when it cannot look.", (honest) => ({
    ...honest,
    read: (stream, after) => Effect.orElseSucceed(honest.read(stream, after), () => [])
  })),
  Sabotage.saboteur("J-38", "Follows nothing when it cannot look.", (honest) => ({
    ...honest,
    follow: (after) => Stream.catchCause(honest.follow(after), () => Stream.empty)
  }))
]
