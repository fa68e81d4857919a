/** Journals that break the laws of commands as they are kept, and of reading many streams at once (J-42 to J-44). */
import { Command } from "@bina/core"
import { Chain } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("J-42", "Leaves out the streams that nobody wrote to.", (honest) => ({
    ...honest,
    readMany: (asked) =>
      Effect.map(honest.readMany(asked), (found) => new Map([...found].filter(([, events]) => events.length > 0)))
  })),
  Sabotage.saboteur("J-42", "Reads many streams from their beginning, whatever was asked.", (honest) => ({
    ...honest,
    readMany: (asked) => honest.readMany(asked.map(({ stream }) => ({ stream })))
  })),
  Sabotage.saboteur("J-43", "Gives commands without their items.", (honest) => ({
    ...honest,
    commands: Stream.filter(honest.commands, ({ parent }) => parent === null)
  })),
  Sabotage.saboteur("J-43", "Hashes a command without its answer.", (honest) => ({
    ...honest,
    commands: Stream.map(honest.commands, (kept) => ({
      ...kept,
      hash: Chain.commandHashOf(Chain.beginning, { ...kept, answer: "" })
    }))
  })),
  Sabotage.saboteur("J-43", "Gives every command the id of the first.", (honest) => ({
    ...honest,
    commands: Stream.map(honest.commands, (kept) => ({ ...kept, command: Command.id("one") }))
  })),
  Sabotage.saboteur(
    "J-44",
    "Ties positions to no command.",
    Sabotage.ofFollowed((followed) => followed.map((each) => ({ ...each, commit: Chain.beginning })))
  )
]
