/** What is done with the journal itself: it is verified, and its register made anew. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Journal, Register, Vault } from "@bina/core/adapter"
import { Verification } from "@bina/core/journal"
import type { Text } from "@bina/policy"
import * as Origin from "./Origin.ts"
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

/** The journal is whole, and not what the results beside it came from; the command ends with status 1. */
export class NotTheJournal extends Schema.TaggedError<NotTheJournal>()("NotTheJournal", { detail: Schema.String }) {
  override get message(): string {
    return this.detail
  }
}

/** The vault is not as it was written; the command ends with status 1. Says no number of anybody. */
export class VaultBroken extends Schema.TaggedError<VaultBroken>()("VaultBroken", {
  flaws: Schema.Array(Schema.Struct({ flaw: Schema.String, id: Schema.String }))
}) {
  override get message(): string {
    const named = this.flaws.slice(0, 5).map(({ flaw, id }) => `${flaw} (${id})`)
    return `the vault is broken: ${this.flaws.length} flaws, ${named.join(", ")}${this.flaws.length > 5 ? ", …" : ""}`
  }
}

// ---- Rules

const words = {
  whole: { id: "jurnal utuh", en: "the journal is whole" },
  vault: { id: "brankas utuh", en: "the vault is whole" },
  events: { id: "peristiwa", en: "events" },
  rebuilt: { id: "tabel dibuat kembali dari jurnal", en: "the tables were made anew from the journal" }
} as const

/**
 * Follows both chains of the journal, and checks the vault beside it, which whoever has the master key can; fails with
 * {@link JournalBroken} on the first event that does not fit, with {@link NotTheJournal} where the results came from another
 * one or from more of it, and with {@link VaultBroken} on whatever of the vault does not fit.
 */
export const verify = Effect.fn("Keeping.verify")(function* (request: Request) {
  const { language, out, store } = request
  const looked = Effect.gen(function* () {
    // A store that is named may be a backup, which ends where it was made.
    const against = Option.isNone(store) ? yield* Origin.against(out) : Option.none()
    const found = yield* Verification.of(yield* Journal.Journal)
    return [against, found, yield* (yield* Vault.Vault).check] as const
  })
  const [against, found, flaws] = yield* looked.pipe(Store.opening(yield* Store.placeOf(store, out), request, "look"))
  if (found._tag === "Broken") {
    const { flaw, position, stream, version } = found
    return yield* new JournalBroken({ flaw, position, stream, version })
  }
  if (Option.isSome(against)) return yield* new NotTheJournal({ detail: against.value[language] })
  yield* Console.log(`${words.whole[language]}: ${found.events} ${words.events[language]}, ${found.head.hash}`)
  if (flaws.length > 0) return yield* new VaultBroken({ flaws })
  yield* Console.log(words.vault[language])
})

/** Makes the register anew, while others may go on. */
export const rebuild = Effect.fn("Keeping.rebuild")(function* (request: Request) {
  const { language, out, store } = request
  const remade = Effect.flatMap(Register.Register, (register) => register.rebuild)
  yield* remade.pipe(Store.opening(yield* Store.placeOf(store, out), request, "write"))
  yield* Console.log(words.rebuilt[language])
})
