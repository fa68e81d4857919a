/**
 * A vault over any storage: all that is secret about it happens here, so an adapter only keeps what it is given.
 *
 * Keys of people, and the three of the vault itself (for index entries, for digests, for signatures), are random and
 * wrapped by the master key. Changing the master key wraps them anew and touches nothing else. Which master key it is
 * stands beside them as a lock, so that a process which still has the one of before writes nothing that it wrapped.
 */
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Semaphore from "effect/Semaphore"
import * as Command from "../words/Command.ts"
import type * as Sealed from "./Sealed.ts"
import * as Person from "../words/Person.ts"
import * as Now from "../record/Now.ts"
import * as CheckOf from "./CheckOf.ts"
import * as DraftOf from "./DraftOf.ts"
import * as IndexOf from "./IndexOf.ts"
import * as Padding from "./Padding.ts"
import * as Vault from "./Vault.ts"
import * as Crypto from "./Crypto.ts"
import * as VaultStorage from "./VaultStorage.ts"

// ---- Rules

/** More than work with keys at once. */
const everybody = 1_000_000

/**
 * Opens a vault, or makes one where the storage is empty. Fails with {@link Vault.WrongMasterKey} when the storage is
 * locked with another master key, before anything is written; the key is 32 random bytes.
 */
export const make = (
  storage: VaultStorage.VaultStorage,
  masterKey: Redacted.Redacted<Uint8Array>
): Effect.Effect<Vault.Vault["Service"], Vault.WrongMasterKey | Vault.VaultUnavailable, Crypto.Crypto> =>
  Effect.gen(function* () {
    const crypto = yield* Crypto.Crypto
    if (Redacted.value(masterKey).length !== 32) return yield* new Vault.WrongMasterKey()
    const mastering = (key: Redacted.Redacted<Uint8Array>) =>
      Effect.map(crypto.mac(Redacted.value(key), [["lock"]]), ([lock]) => ({ key, lock: lock! }))
    let master = yield* mastering(masterKey)

    const wrapAll = (keys: ReadonlyArray<DraftOf.OwnedKey>, { key: under, lock } = master) =>
      Effect.map(
        crypto.close(
          keys.map(({ key, owner }) => ({
            key: Redacted.value(under),
            bytes: key,
            bound: VaultStorage.boundTo(owner)
          }))
        ),
        (wrapped) => keys.map(({ owner }, place): VaultStorage.LockedKey => ({ owner, wrapped: wrapped[place]!, lock }))
      )
    const wrap = (owner: string, key: Crypto.Key) => Effect.map(wrapAll([{ owner, key }]), ([wrapped]) => wrapped!)
    const unwrapAll = (keys: ReadonlyArray<VaultStorage.WrappedKey>) =>
      crypto.open(
        keys.map(({ owner, wrapped }) => ({
          key: Redacted.value(master.key),
          box: wrapped,
          bound: VaultStorage.boundTo(owner)
        }))
      )
    const unwrap = (key: VaultStorage.WrappedKey) =>
      Effect.flatMap(unwrapAll([key]), ([opened]) =>
        Option.isSome(opened!) ? Effect.succeed(opened.value) : Effect.fail(new Vault.WrongMasterKey())
      )
    const ownKey = (owner: string, newKey: Effect.Effect<Crypto.Key> = crypto.newKey) =>
      Effect.gen(function* () {
        const kept = yield* storage.key(owner)
        if (Option.isSome(kept) && kept.value._tag === "Kept") {
          return yield* unwrap({ owner, wrapped: kept.value.wrapped })
        }
        return yield* unwrap({ owner, wrapped: yield* storage.addKey(yield* wrap(owner, yield* newKey)) })
      })
    const keyAtOpening = (owner: string) =>
      Effect.catchTag(ownKey(owner), "MasterKeyChanged", () => Effect.fail(new Vault.WrongMasterKey()))
    // A key that does not open was wrapped anew by another process since we began, or changed in the storage.
    const notOpening = (reason: string) =>
      Effect.flatMap(storage.lock, (lock) =>
        Effect.fail(
          Option.contains(lock, master.lock) ? new Vault.VaultUnavailable({ reason }) : new Vault.MasterKeyChanged()
        )
      )
    // Whoever works with a key that the master key wraps shares this; a rotation has it alone, so that nobody of this
    // process is refused because of it. The door keeps newcomers from making it wait for ever.
    const sharers = Semaphore.makeUnsafe(everybody)
    const door = Latch.makeUnsafe(true)
    const sharing = <A, E>(work: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.andThen(Latch.await(door), Semaphore.withPermits(sharers, 1, work))
    const alone = <A, E>(work: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.ensuring(
        Effect.andThen(Latch.close(door), Semaphore.withPermits(sharers, everybody, work)),
        Latch.open(door)
      )

    let lock = yield* storage.lock
    if (Option.isNone(lock)) {
      // A vault of an earlier release has keys and no lock: it gets that of the master key that opens them.
      if (Option.isSome(yield* storage.key(VaultStorage.ownKeys.index))) yield* keyAtOpening(VaultStorage.ownKeys.index)
      lock = Option.some(yield* storage.addLock(master.lock))
    }
    if (!Option.contains(lock, master.lock)) return yield* new Vault.WrongMasterKey()
    const ownKeyAtOpening = (owner: string) =>
      Effect.gen(function* () {
        // Whoever made another one would know nobody any more, or find no command again.
        const isMissing =
          Option.isNone(yield* storage.key(owner)) &&
          (yield* storage.keysAfter("")).some((key) => !VaultStorage.isOwnKey(key.owner))
        return isMissing
          ? yield* new Vault.VaultUnavailable({ reason: `its key ${owner} was taken away: restore it from a copy` })
          : yield* keyAtOpening(owner)
      })
    const indexKey = yield* ownKeyAtOpening(VaultStorage.ownKeys.index)
    const digestKey = yield* ownKeyAtOpening(VaultStorage.ownKeys.digest)

    const keysOf = (people: ReadonlyArray<Person.Id>) =>
      Effect.gen(function* () {
        const asked = [...new Set(people)]
        const kept = yield* storage.keys(asked.filter((person) => !VaultStorage.isOwnKey(person)))
        const wrapped: Array<VaultStorage.WrappedKey> = []
        for (const person of asked) {
          const keeping = kept.get(person)
          if (keeping === undefined) return yield* new Vault.UnknownPerson({ person })
          if (keeping._tag === "Destroyed") return yield* new Vault.Erased({ person })
          wrapped.push({ owner: person, wrapped: keeping.wrapped })
        }
        const opened = yield* unwrapAll(wrapped)
        const keys = new Map<Person.Id, Crypto.Key>()
        for (const [place, person] of asked.entries()) {
          const key = opened[place]!
          if (Option.isNone(key))
            return yield* notOpening("the key of a person does not open: it was changed where it is kept")
          keys.set(person, key.value)
        }
        return keys as ReadonlyMap<Person.Id, Crypto.Key>
      }).pipe(sharing)
    const index = IndexOf.make(crypto, indexKey)

    const sealAll = (values: ReadonlyArray<Vault.Opened>, keys: ReadonlyMap<Person.Id, Crypto.Key>) =>
      Effect.map(
        crypto.close(
          values.map(({ command, person, room, values: facts }) => ({
            key: keys.get(person)!,
            bytes: Padding.fill(facts, room),
            bound: VaultStorage.sealBoundTo(person, command)
          }))
        ),
        (boxes) =>
          values.map(({ command, person }, place): Sealed.Sealed => ({
            _tag: "Sealed",
            person,
            command,
            box: boxes[place]!
          }))
      )
    const openAll = (asked: ReadonlyArray<Vault.Closed>, keys: ReadonlyMap<Person.Id, Crypto.Key>) =>
      Effect.map(
        crypto.open(
          asked.map(({ sealed: { box, command, person } }) => ({
            key: keys.get(person)!,
            box,
            bound: VaultStorage.sealBoundTo(person, command)
          }))
        ),
        (opened) =>
          // What opened with the key of the person, only this vault can have closed.
          opened.map((bytes, place) =>
            Option.map(bytes, (text) => only(JSON.parse(crypto.textOf(text)) as Vault.Values, asked[place]!.names))
          )
      )
    const placeOf = (what: IndexOf.What, identity: Vault.Identity) =>
      Effect.map(index.of(what, [identity]), ([place]) => place!)
    const entryOf = (what: IndexOf.What, at: string, id: string) =>
      Effect.map(index.entriesOf(what, [{ index: at, id }]), ([entry]) => entry!)
    const idOf = (what: IndexOf.What, at: string, led: VaultStorage.Led) =>
      Effect.map(index.idsOf(what, [{ index: at, led }]), ([id]) => id!)
    const digestAll = (contents: ReadonlyArray<string>) =>
      Effect.map(
        crypto.mac(
          digestKey,
          contents.map((content) => [content])
        ),
        (digests) => digests.map((digest) => Command.digest(digest))
      )
    let isRotating = false

    return Vault.Vault.of({
      draft: Effect.sync(() =>
        DraftOf.make({
          crypto,
          storage,
          index,
          keysOf,
          wrapAll,
          lock: () => master.lock,
          seal: sealAll,
          open: openAll,
          now: Now.moment,
          isRotating: () => isRotating
        })
      ),
      personOf: (identity) =>
        Effect.gen(function* () {
          const at = yield* placeOf("person", identity)
          const known = yield* storage.entry(at)
          if (Option.isSome(known)) return Person.id(yield* idOf("person", at, known.value))
          const person = yield* crypto.newId
          const key = yield* wrap(person, yield* crypto.newKey)
          const led = yield* storage.addPerson(key, yield* entryOf("person", at, person))
          return Person.id(yield* idOf("person", at, led))
        }).pipe(sharing),
      find: (identity) =>
        Effect.gen(function* () {
          const at = yield* placeOf("person", identity)
          const known = yield* storage.entry(at)
          return Option.isSome(known) ? Option.some(Person.id(yield* idOf("person", at, known.value))) : Option.none()
        }),
      newPerson: Effect.gen(function* () {
        const person = yield* crypto.newId
        yield* storage.addKey(yield* wrap(person, yield* crypto.newKey))
        return Person.id(person)
      }).pipe(sharing),
      identify: (person, identity) =>
        Effect.gen(function* () {
          yield* keysOf([person])
          const at = yield* placeOf("person", identity)
          const led = yield* storage.addEntry(yield* entryOf("person", at, person))
          const by = Person.id(yield* idOf("person", at, led))
          if (by !== person) return yield* new Vault.IdentityTaken({ person, by })
        }),
      householdOf: (identity) =>
        Effect.gen(function* () {
          const at = yield* placeOf("household", identity)
          const known = yield* storage.entry(at)
          const led = Option.isSome(known)
            ? known.value
            : yield* storage.addEntry(yield* entryOf("household", at, yield* crypto.newId))
          return Vault.Household.make(yield* idOf("household", at, led))
        }),
      seal: (values) =>
        Effect.gen(function* () {
          const keys = yield* keysOf(values.map(({ person }) => person))
          return yield* sealAll(values, keys)
        }),
      unseal: (asked, reading) =>
        Effect.gen(function* () {
          const keys = yield* keysOf(asked.map(({ sealed }) => sealed.person))
          const opened = (yield* openAll(asked, keys)).map((values, index) => ({
            person: asked[index]!.sealed.person,
            names: asked[index]!.names,
            values
          }))
          // Recorded before anything is given out: an answer that was cut off was an access all the same.
          yield* storage.addAccess(accessesOf(opened, reading, yield* Now.moment))
          return yield* Effect.forEach(opened, ({ person, values }, index) =>
            Option.isSome(values)
              ? Effect.succeed(values.value)
              : Effect.fail(new Vault.SealBroken({ person, command: asked[index]!.sealed.command }))
          )
        }),
      digest: (content) => Effect.map(digestAll([content]), ([digest]) => digest!),
      digestAll,
      sign: (text) =>
        Effect.gen(function* () {
          const key = yield* Effect.catchTag(
            ownKey(VaultStorage.ownKeys.signing, crypto.newSigningKey),
            "WrongMasterKey",
            () => notOpening("the signing key does not open: it was changed where it is kept")
          )
          return yield* crypto.sign(key, text)
        }).pipe(sharing),
      erase: (person) =>
        Effect.gen(function* () {
          if (VaultStorage.isOwnKey(person) || Option.isNone(yield* storage.key(person)))
            return yield* new Vault.UnknownPerson({ person })
          yield* storage.destroy(person)
        }),
      erasedAmong: (people) =>
        Effect.map(
          storage.keys([...new Set(people)]),
          (kept) => new Set([...kept].flatMap(([owner, { _tag }]) => (_tag === "Destroyed" ? [Person.id(owner)] : [])))
        ),
      erased: Effect.map(storage.destroyed, (people) => people.map(Person.id)),
      accesses: storage.accesses,
      check: Effect.gen(function* () {
        const found = yield* CheckOf.make({ storage, index, unwrapAll })
        // Whatever another process has wrapped anew meanwhile does not open, and is whole.
        if (!Option.contains(yield* storage.lock, master.lock)) return yield* new Vault.MasterKeyChanged()
        return found
      }).pipe(sharing),
      rotate: (next) =>
        Effect.gen(function* () {
          if (Redacted.value(next).length !== 32) {
            return yield* new Vault.VaultUnavailable({ reason: "a master key is 32 bytes" })
          }
          const following = yield* mastering(next)
          isRotating = true
          yield* storage
            .rewrap({ from: master.lock, to: following.lock }, (key) =>
              Effect.flatMap(unwrap(key), (opened) =>
                Effect.map(wrapAll([{ owner: key.owner, key: opened }], following), ([again]) => again!.wrapped)
              )
            )
            .pipe(
              Effect.catchTag("WrongMasterKey", () =>
                notOpening("a key does not open: it was changed where it is kept")
              )
            )
          master = following
        }).pipe(
          Effect.ensuring(
            Effect.sync(() => {
              isRotating = false
            })
          ),
          alone
        )
    })
  })

const only = (values: Vault.Values, names: ReadonlySet<string> | undefined): Vault.Values =>
  names === undefined ? values : Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))

const accessesOf = (
  opened: ReadonlyArray<{
    readonly person: Person.Id
    readonly names: Vault.Closed["names"] | undefined
    readonly values: Option.Option<Vault.Values>
  }>,
  { actor, purpose }: Vault.Reading,
  at: Vault.Access["at"]
): ReadonlyArray<Vault.Access> => {
  const fields = new Map<Person.Id, Set<string>>()
  for (const { names, person, values } of opened) {
    const read = fields.get(person) ?? new Set()
    for (const name of Object.keys(Option.getOrElse(values, () => ({})))) read.add(Vault.recordedName(name, names))
    fields.set(person, read)
  }
  return [...fields].map(([person, read]) => ({ person, fields: [...read].toSorted(), actor, purpose, at }))
}
