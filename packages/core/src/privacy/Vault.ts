/**
 * The one place that knows who is who. It holds a key per person, wrapped by the master key, and turns identity and
 * household numbers into random ids; everything else in the system knows only those ids and sealed values. What each
 * method promises is stated by the numbered laws of the conformance suite (V-1 and on).
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Actor from "../words/Actor.ts"
import * as Command from "../words/Command.ts"
import type * as Commit from "../record/Commit.ts"
import type * as Padding from "./Padding.ts"
import type * as Sealed from "./Sealed.ts"
import * as Moment from "../words/Moment.ts"
import * as Person from "../words/Person.ts"
import type * as Crypto from "./Crypto.ts"
import * as Spelling from "../words/Spelling.ts"

// ---- Models

/** Which number a person or household is looked up by (`nik`, `kk`): the same digits of two kinds are two things. */
export interface Identity {
  readonly kind: string
  readonly number: Redacted.Redacted<string>
}

/** A household, as an opaque id. */
export const Household = Spelling.Name.pipe(Schema.brand("HouseholdId"))
export type Household = typeof Household.Type

/** Values by name. */
export type Values = Readonly<Record<string, Schema.Json>>

/**
 * What is to be sealed in one envelope: whose values, under which command, and how much room such values may need in
 * bytes. Envelopes of the same room are of the same length, whatever is in them.
 */
export interface Opened {
  readonly person: Person.Id
  readonly command: Command.Id
  readonly values: Values
  readonly room: Padding.Room
}

/** An envelope to be opened, and which of its values are asked for; all of them where nothing is said. */
export interface Closed {
  readonly sealed: Sealed.Sealed
  readonly names?: ReadonlySet<string>
}

/** Who opens sealed values, and what for. It is recorded beside whose values they were. */
export interface Reading {
  readonly actor: Actor.Id
  readonly purpose: string
}

/** A record that sealed values of a person were opened: the names of those that were given out, see {@link recordedName}. */
export const Access = Schema.Struct({
  person: Person.Id,
  fields: Schema.Array(Schema.String),
  actor: Actor.Id,
  purpose: Spelling.Name,
  at: Moment.Moment
})
export type Access = typeof Access.Type

/**
 * What one command would have the vault keep. It names people and seals as the vault does, and writes nothing before
 * `keep`, which belongs into the transaction of the append; whoever decides again goes on with the same draft.
 *
 * - `peopleOf` and `householdsOf` look many numbers up at once; a number that nobody has gets an id that is new.
 * - `identify` gives the person whose number it is: the one named, unless it was somebody's already.
 * - `unseal` opens as {@link Vault} does, each envelope once; the record of it is kept with the rest.
 * - `keep` writes the ids and keys among `used` (all, where nothing is said) and every record of access, or nothing:
 *   fails with `Overtaken` where somebody else was given one of the numbers meanwhile.
 */
export interface Draft {
  readonly peopleOf: (
    identities: ReadonlyArray<Identity>
  ) => Effect.Effect<ReadonlyArray<Person.Id>, IndexBroken | VaultUnavailable>
  readonly householdsOf: (
    identities: ReadonlyArray<Identity>
  ) => Effect.Effect<ReadonlyArray<Household>, IndexBroken | VaultUnavailable>
  readonly newPerson: Effect.Effect<Person.Id>
  readonly identify: (person: Person.Id, identity: Identity) => Effect.Effect<Person.Id, IndexBroken | VaultUnavailable>
  readonly seal: Vault["Service"]["seal"]
  readonly unseal: Vault["Service"]["unseal"]
  readonly keep: (
    used?: ReadonlySet<string>
  ) => Effect.Effect<void, Commit.Overtaken | MasterKeyChanged | VaultUnavailable>
}

/** What a check found: a key that does not open, or an entry that was moved, leads to nobody, or to somebody erased. */
export interface Flaw {
  readonly flaw: "key-does-not-open" | "entry-changed" | "entry-to-nobody" | "entry-to-erased"
  /** Whose key it is, or to whom the entry leads. */
  readonly id: string
}

// ---- Errors

/** The vault cannot be reached or does not answer. */
export class VaultUnavailable extends Schema.TaggedError<VaultUnavailable>()("VaultUnavailable", {
  reason: Schema.String
}) {
  override get message(): string {
    return `the vault is unavailable (${this.reason})`
  }
}

/** The person's key was destroyed: what was sealed with it can never be opened again, and nothing more is sealed. */
export class Erased extends Schema.TaggedError<Erased>()("Erased", { person: Person.Id }) {
  override get message(): string {
    return `${this.person} was erased`
  }
}

/** Nobody of this id was ever known to the vault. */
export class UnknownPerson extends Schema.TaggedError<UnknownPerson>()("UnknownPerson", { person: Person.Id }) {
  override get message(): string {
    return `the vault knows nobody called ${this.person}`
  }
}

/** The envelope was changed, or stands where it was not sealed for: under another command or person. */
export class SealBroken extends Schema.TaggedError<SealBroken>()("SealBroken", {
  person: Person.Id,
  command: Command.Id
}) {
  override get message(): string {
    return `the seal of ${this.person} under ${this.command} is broken: the envelope was changed or moved`
  }
}

/** What the vault keeps of a number was changed where it is kept: whose number it is, nobody can say any more. */
export class IndexBroken extends Schema.TaggedError<IndexBroken>()("IndexBroken", {}) {
  override get message(): string {
    return "an entry of the vault's index was moved or changed where it is kept: restore the vault from a copy, and check it"
  }
}

/** The master key is not the one with which this vault was locked. */
export class WrongMasterKey extends Schema.TaggedError<WrongMasterKey>()("WrongMasterKey", {}) {
  override get message(): string {
    return "this is not the master key of this vault: give the one it was made with"
  }
}

/**
 * Another process changed the master key since this vault was opened. What this one would write now, nobody could open
 * afterwards, so nothing was written; what the command was about stands as it stood.
 */
export class MasterKeyChanged extends Schema.TaggedError<MasterKeyChanged>()("MasterKeyChanged", {}) {
  override get message(): string {
    return "the master key of this vault was changed since it was opened: open it again with the new one, and repeat the command"
  }
}

/** The identity number belongs to another person already: two ids of one person are merged, not overwritten. */
export class IdentityTaken extends Schema.TaggedError<IdentityTaken>()("IdentityTaken", {
  person: Person.Id,
  by: Person.Id
}) {
  override get message(): string {
    return `the number given for ${this.person} belongs to ${this.by}: if they are one person, merge them`
  }
}

// ---- Rules

/**
 * How a record of access tells the name of a value that was given out: as it is, where it was asked for by that name;
 * where everything was asked for, only what may be told, for a name that was sealed may be anything (`Spelling.shownName`).
 * The record outlives the person.
 */
export const recordedName = (name: string, names: ReadonlySet<string> | undefined): string =>
  names?.has(name) === true ? name : Spelling.shownName(name)

// ---- Service

/**
 * - `personOf` gives the person of an identity number, a new one where nobody has it; `find` only looks. `newPerson` is
 *   for somebody who cannot be named yet, `identify` names them later.
 * - `householdOf` gives the household of a number.
 * - `seal` and `unseal` work on many envelopes at once; `unseal` gives the values that are asked for and no others, and
 *   leaves a record of who read whose values and why, before it answers.
 * - `draft` does all of this for one command, and keeps it when the command is.
 * - `digest` makes a keyed digest, for content that speaks of people; `digestAll` those of many contents, in their order.
 * - `sign` signs a text with a key that only this vault has.
 * - `erase` destroys a person's key and everything by which they could be found. Again is not an error. `erasedAmong`
 *   says who of some people was erased; `erased` lists everybody.
 * - `check` looks at everything that is kept, and says what was changed: keys that do not open, entries that are not as
 *   the vault wrote them, that lead to nobody or to somebody erased. A key or an entry that was taken away as if it had
 *   never been, and a record of access that was changed, cannot be told from here.
 * - `rotate` wraps all keys anew with another master key; sealed values, ids and digests stay as they are. Of two that
 *   come at once one does it.
 *
 * Whatever works with a key fails with {@link MasterKeyChanged} once another process has changed the master key; what
 * needs none goes on.
 */
export class Vault extends Context.Service<
  Vault,
  {
    readonly personOf: (
      identity: Identity
    ) => Effect.Effect<Person.Id, IndexBroken | MasterKeyChanged | VaultUnavailable>
    readonly find: (identity: Identity) => Effect.Effect<Option.Option<Person.Id>, IndexBroken | VaultUnavailable>
    readonly newPerson: Effect.Effect<Person.Id, MasterKeyChanged | VaultUnavailable>
    readonly identify: (
      person: Person.Id,
      identity: Identity
    ) => Effect.Effect<void, IdentityTaken | UnknownPerson | Erased | IndexBroken | MasterKeyChanged | VaultUnavailable>
    readonly householdOf: (identity: Identity) => Effect.Effect<Household, IndexBroken | VaultUnavailable>
    readonly draft: Effect.Effect<Draft>
    readonly seal: (
      values: ReadonlyArray<Opened>
    ) => Effect.Effect<ReadonlyArray<Sealed.Sealed>, UnknownPerson | Erased | MasterKeyChanged | VaultUnavailable>
    readonly unseal: (
      values: ReadonlyArray<Closed>,
      reading: Reading
    ) => Effect.Effect<ReadonlyArray<Values>, UnknownPerson | Erased | SealBroken | MasterKeyChanged | VaultUnavailable>
    readonly digest: (content: string) => Effect.Effect<Command.Digest, VaultUnavailable>
    readonly digestAll: (
      contents: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<Command.Digest>, VaultUnavailable>
    readonly sign: (text: string) => Effect.Effect<Crypto.Signed, MasterKeyChanged | VaultUnavailable>
    readonly erase: (person: Person.Id) => Effect.Effect<void, UnknownPerson | VaultUnavailable>
    readonly erasedAmong: (people: Iterable<Person.Id>) => Effect.Effect<ReadonlySet<Person.Id>, VaultUnavailable>
    readonly erased: Effect.Effect<ReadonlyArray<Person.Id>, VaultUnavailable>
    readonly accesses: (person: Person.Id) => Effect.Effect<ReadonlyArray<Access>, VaultUnavailable>
    readonly check: Effect.Effect<ReadonlyArray<Flaw>, MasterKeyChanged | VaultUnavailable>
    readonly rotate: (next: Redacted.Redacted<Uint8Array>) => Effect.Effect<void, MasterKeyChanged | VaultUnavailable>
  }
>()("@bina/core/Vault") {}
