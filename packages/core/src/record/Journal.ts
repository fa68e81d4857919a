/**
 * The append-only memory of everything that was decided. A service that adapters implement; what each method promises
 * is stated by the numbered laws of the conformance suite (J-1 and on).
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type * as Command from "../words/Command.ts"
import type * as Head from "./Head.ts"
import type * as KeptCommand from "./KeptCommand.ts"
import type * as Recorded from "./Recorded.ts"
import type * as StreamId from "./StreamId.ts"
import type * as Commit from "./Commit.ts"

// ---- Errors

/** The journal cannot be reached or does not answer. Whether a commit under way was kept is not known: repeat it. */
export class JournalUnavailable extends Schema.TaggedError<JournalUnavailable>()("JournalUnavailable", {
  reason: Schema.String
}) {
  override get message(): string {
    return `the journal is unavailable (${this.reason}): repeat the command under its id`
  }
}

/** What the store holds was made by a newer release, or its register by a newer projection: this one must not write. */
export class StoreIsNewer extends Schema.TaggedError<StoreIsNewer>()("StoreIsNewer", {
  what: Schema.Literals(["journal", "register", "vault", "outbox"]),
  store: Schema.Int,
  program: Schema.Int
}) {
  override get message(): string {
    return `the ${this.what} of this store has version ${this.store}, this program knows ${this.program}: use a newer release`
  }
}

/** The register was made by an older projection: it has to be rebuilt before anything is written. */
export class RegisterIsOlder extends Schema.TaggedError<RegisterIsOlder>()("RegisterIsOlder", {
  store: Schema.Int,
  program: Schema.Int
}) {
  override get message(): string {
    return `the register of this store has version ${this.store}, this program writes ${this.program}: rebuild it first`
  }
}

/** Why a commit was not appended. After any of them nothing of it is there. */
export type NotAppended =
  | Commit.NotACommit
  | Commit.StaleVersion
  | Commit.CommandConflict
  | Commit.AlreadyRecorded
  | StoreIsNewer
  | RegisterIsOlder

// ---- Models

/** A stream, from after a version on, or from its beginning. */
export interface Asked {
  readonly stream: StreamId.Id
  readonly after?: number
}

// ---- Service

/**
 * - `append` writes a commit whole or not at all, at the versions expected, in the transaction that also remembers the
 *   command, its children, and changes the register. The same command again answers as the first time and writes
 *   nothing; with other content it is a conflict. What was refused is not remembered. `within` is done once every check
 *   has passed, in that transaction: if it fails nothing is written, and of a commit that is refused or repeated it is
 *   not done at all. It must not append; where the database has to begin the transaction again, it is done again.
 * - `recorded` looks up commands that were appended before.
 * - `commands` gives every command with its items in their order, as they are tied together.
 * - `read` gives the events of a stream in their order, after a version; `readMany` those of many streams at once.
 * - `all` gives every event, by stream and then version; `follow` gives every event once, by position, after a
 *   position. All give what was there when they began and nothing later, and none holds the journal in memory.
 * - `head` is the last position.
 * - `unguarded` names what the store has of its own against changes and has lost; nothing where nothing is missing.
 */
export class Journal extends Context.Service<
  Journal,
  {
    readonly append: <E extends { readonly _tag: string } = never>(
      commit: Commit.Commit,
      within?: Effect.Effect<void, E>
    ) => Effect.Effect<Commit.Appended, NotAppended | JournalUnavailable | E>
    readonly recorded: (
      commands: ReadonlyArray<Command.Id>
    ) => Effect.Effect<ReadonlyMap<Command.Id, Commit.Remembered>, JournalUnavailable>
    readonly read: (
      stream: StreamId.Id,
      after?: number
    ) => Effect.Effect<ReadonlyArray<Recorded.Recorded>, JournalUnavailable>
    readonly readMany: (
      asked: ReadonlyArray<Asked>
    ) => Effect.Effect<ReadonlyMap<StreamId.Id, ReadonlyArray<Recorded.Recorded>>, JournalUnavailable>
    readonly commands: Stream.Stream<KeptCommand.KeptCommand, JournalUnavailable>
    readonly all: Stream.Stream<Recorded.Recorded, JournalUnavailable>
    readonly follow: (after: number) => Stream.Stream<Recorded.Positioned, JournalUnavailable>
    readonly head: Effect.Effect<Head.Head, JournalUnavailable>
    readonly unguarded: Effect.Effect<ReadonlyArray<string>, JournalUnavailable>
  }
>()("@bina/core/Journal") {}
