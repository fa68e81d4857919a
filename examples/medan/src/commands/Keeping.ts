/** What is done with the journal itself: it is verified, and its register made anew. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Journal, Register } from "@bina/core/adapter"
import { Verification } from "@bina/core/journal"
import type { Text } from "@bina/policy"
import * as Store from "./Store.ts"

// ---- Models

/** Which journal, as the command line says it. */
export interface Request {
  readonly out: string
  readonly store: Option.Option<string>
  readonly language: Text.Language
}

// ---- Errors

/** The journal is not as it was written; the command ends with status 1. */
export class JournalBroken extends Schema.TaggedError<JournalBroken>()("JournalBroken", {
  flaw: Schema.String,
  stream: Schema.String,
  version: Schema.Int,
  position: Schema.Int
}) {
  override get message(): string {
    const { flaw, position, stream, version } = this
    const where = stream === "" ? "" : `, ${stream} ${version}`
    return `the journal is broken: ${flaw}${where}${position === 0 ? "" : `, position ${position}`}`
  }
}

// ---- Rules

const words = {
  whole: { id: "jurnal utuh", en: "the journal is whole" },
  events: { id: "peristiwa", en: "events" },
  rebuilt: { id: "tabel dibuat kembali dari jurnal", en: "the tables were made anew from the journal" }
} as const

/** Follows both chains of the journal; fails with {@link JournalBroken} on the first event that does not fit. */
export const verify = Effect.fn("Keeping.verify")(function* (request: Request) {
  const { language, out, store } = request
  const looked = Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal))
  const found = yield* looked.pipe(Store.reading(yield* Store.placeOf(store, out), request))
  if (found._tag === "Broken") {
    const { flaw, position, stream, version } = found
    return yield* new JournalBroken({ flaw, position, stream, version })
  }
  yield* Console.log(`${words.whole[language]}: ${found.events} ${words.events[language]}, ${found.head.hash}`)
})

/** Makes the register anew, while others may go on. */
export const rebuild = Effect.fn("Keeping.rebuild")(function* (request: Request) {
  const { language, out, store } = request
  const remade = Effect.flatMap(Register.Register, (register) => register.rebuild)
  yield* remade.pipe(Store.reading(yield* Store.placeOf(store, out), request))
  yield* Console.log(words.rebuilt[language])
})
