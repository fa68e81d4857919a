/**
 * Where a season's journal is kept: in a file of its own in the folder of results, in a file that is named, or in the
 * memory of one run. The key that opens what is sealed lies elsewhere, so that the folder can be passed on.
 */
import { existsSync, mkdirSync, statSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { type Authority } from "@bina/core"
import { type Journal, type Register, type Vault } from "@bina/core/adapter"
import { Streams } from "@bina/core/journal"
import { Appointments, MemoryStore, Office, PolicyBook } from "@bina/core/office"
import { CivilDate, Text } from "@bina/policy"
import { MasterKey, NodeCrypto, SqliteStore } from "@bina/store-sqlite"
import { OfficeSeason, type Pack } from "@bina/season"
import { Program } from "../Program.ts"
import * as Origin from "./Origin.ts"

// ---- Models

/** A store by where it is. */
export type Place = { readonly _tag: "Memory" } | { readonly _tag: "File"; readonly file: string }

/**
 * What an office is opened for: whose results lie where, in what words to speak, by which policies to decide, and who
 * is appointed besides whoever enters files.
 */
export interface Purpose {
  readonly out: string
  readonly language: Text.Language
  readonly policies: Pack.Policies
  readonly officers?: Authority.Table
}

/** Whether a store is written, or only looked at. */
export type Way = "write" | "look"

/** All that a command to a season needs. */
export type Opened = Office.Office | Journal.Journal | Register.Register | Vault.Vault

// ---- Errors

/** The store cannot be used, or it cannot be where it is asked for. */
export class StoreRefused extends Schema.TaggedError<StoreRefused>()("StoreRefused", { text: Text.Text }) {
  override get message(): string {
    return this.text.en
  }
}

const refuse = (id: string, en: string) => new StoreRefused({ text: { id, en } })

// ---- Rules

/** The name of the file in the folder of results. */
export const file = "season.sqlite"

/** Reads `sqlite:PATH` or `memory`; where nothing is said, a file in the folder of results. */
export const placeOf = (said: Option.Option<string>, out: string): Effect.Effect<Place, StoreRefused> =>
  Effect.suspend(() => {
    const named = Option.getOrElse(said, () => `sqlite:${join(out, file)}`)
    if (named === "memory") return Effect.succeed<Place>({ _tag: "Memory" })
    const path = named.startsWith("sqlite:") ? named.slice("sqlite:".length) : ""
    if (path === "") {
      return Effect.fail(
        refuse("--store berbentuk sqlite:BERKAS atau memory", "--store is written sqlite:PATH or memory")
      )
    }
    const within = relative(resolve(out), resolve(path)).split(sep)
    const isResult =
      within[0] === "cohorts" ||
      within[0] === Origin.heads ||
      ["season.json", "problems.csv", "report.html", Origin.file].includes(within.join("/"))
    return isResult
      ? Effect.fail(
          refuse(
            `penyimpanan ${path} akan tertimpa hasil; pilih berkas lain`,
            `the store ${path} would be replaced by results; choose another file`
          )
        )
      : Effect.succeed<Place>({ _tag: "File", file: path })
  })

/** The file of a store, if it is one. */
export const fileOf = (place: Place): Option.Option<string> =>
  place._tag === "File" ? Option.some(place.file) : Option.none()

/** Why an effect over a store does not come about, besides its own errors. */
type Unusable = StoreRefused | Origin.OriginRefused

/**
 * Opens the store and an office over it for as long as an effect takes. A store that is not there is made, unless results
 * name one; a journal that is not the one that they name is left alone.
 */
export const using =
  (place: Place, purpose: Purpose) =>
  <A, E, R>(
    effect: Effect.Effect<A, E, R>
  ): Effect.Effect<A, Exclude<E, Gone> | Unusable, Exclude<R, Opened> | Program> =>
    Effect.andThen(there(place, purpose.out), overOffice(place, purpose, "write")(effect))

const overOffice =
  (place: Place, purpose: Purpose, way: Way) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.provide(reachable(Effect.andThen(Origin.fits(purpose.out), effect)), layerOf(place, purpose, way))

/** Refuses where results name a journal and there is none. */
const there = (place: Place, out: string): Effect.Effect<void, Origin.OriginRefused> =>
  Effect.suspend(() => {
    if (place._tag === "Memory") return Origin.notGone(out, "memory")
    return existsSync(place.file) ? Effect.void : Origin.notGone(out, place.file)
  })

/** The same over a store that is there already and is only looked at, so that it may lie where nothing can be written. */
export const looking =
  (place: Place, purpose: Purpose) =>
  <A, E, R>(
    effect: Effect.Effect<A, E, R>
  ): Effect.Effect<A, Exclude<E, Gone> | Unusable, Exclude<R, Opened> | Program> =>
    Effect.andThen(existing(place, purpose.out), overOffice(place, purpose, "look")(effect))

/** Opens a store that is there already, without an office: to look at what it holds, or to write what follows from it. */
export const opening =
  (place: Place, purpose: Pick<Purpose, "out" | "language">, way: Way) =>
  <A, E, R>(
    effect: Effect.Effect<A, E, R>
  ): Effect.Effect<A, Exclude<E, Gone> | Unusable, Exclude<R, Exclude<Opened, Office.Office>> | Program> =>
    Effect.andThen(existing(place, purpose.out), Effect.provide(reachable(effect), storeOf(place, purpose, way)))

/** A store that was opened and can no longer be read or written: the disk is full, or the file may not be changed. */
type Gone = Journal.JournalUnavailable | Register.RegisterUnavailable | Vault.VaultUnavailable

const gone: ReadonlySet<string> = new Set<Gone["_tag"]>([
  "JournalUnavailable",
  "RegisterUnavailable",
  "VaultUnavailable"
])

const isGone = (error: unknown): error is Gone =>
  Predicate.hasProperty(error, "_tag") && typeof error._tag === "string" && gone.has(error._tag)

const reachable = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, Exclude<E, Gone> | StoreRefused, R> =>
  Effect.mapError(effect, (error) =>
    isGone(error)
      ? refuse(
          `penyimpanan tidak dapat dibaca atau ditulis lagi (${error.reason}); periksa ruang disk dan izin berkasnya, lalu jalankan lagi: yang sudah tercatat tetap tercatat`,
          `the store can no longer be read or written (${error.reason}); look at the space on the disk and at who may write the file, then run it again: what was recorded stays recorded`
        )
      : (error as Exclude<E, Gone>)
  )

/** Refuses what holds nothing: the memory of another run, or a file that is not there. */
export const existing = (place: Place, out: string): Effect.Effect<void, Unusable> =>
  Effect.suspend(() => {
    if (place._tag === "File" && existsSync(place.file)) return usable(place.file)
    const where = place._tag === "File" ? place.file : "memory"
    return Effect.andThen(
      Origin.notGone(out, where),
      Effect.fail(
        refuse(
          `tidak ada jurnal di ${where}; jalankan {program} dahulu, atau sebutkan --store`,
          `there is no journal in ${where}; run {program} first, or name one with --store`
        )
      )
    )
  })

/**
 * Refuses what is there and is no store: a pipe would be waited for without end, and a file of no bytes would be taken for
 * a journal in which nothing ever happened.
 */
const usable = (file: string): Effect.Effect<void, StoreRefused> =>
  Effect.suspend(() => {
    const status = statSync(file, { throwIfNoEntry: false })
    if (status === undefined) return Effect.void
    if (!status.isFile()) {
      return Effect.fail(
        refuse(
          `penyimpanan ${file} bukan berkas biasa; pilih berkas lain dengan --store`,
          `the store ${file} is no ordinary file; name another one with --store`
        )
      )
    }
    return status.size > 0
      ? Effect.void
      : Effect.fail(
          refuse(
            `penyimpanan ${file} kosong: jurnal yang pernah ada di sana hilang. Kembalikan dari cadangan; kalau memang belum pernah ada, hapus berkas itu`,
            `the store ${file} holds no bytes: whatever journal was there is gone. Bring it back from a backup; if there never was one, delete the file`
          )
        )
  })

const layerOf = (place: Place, purpose: Purpose, way: Way): Layer.Layer<Opened, StoreRefused, Program> => {
  const { admission, allowance } = purpose.policies
  return Office.layer.pipe(
    Layer.provide([
      PolicyBook.layer(PolicyBook.admission(admission), PolicyBook.allowance(allowance)),
      Appointments.layer([...onPaper, ...(purpose.officers ?? [])])
    ]),
    Layer.provideMerge(storeOf(place, purpose, way))
  )
}

/** Who enters files may put together what they come to, and nothing more: no money moves by it. */
const onPaper: Authority.Table = [
  {
    actor: OfficeSeason.clerk,
    task: "prepare",
    lines: "all",
    payers: "all",
    during: { from: CivilDate.makeUnsafe("1945-08-17") },
    ceiling: "none",
    appointment: "season-files"
  }
]

const storeOf = (
  place: Place,
  { language, out }: Pick<Purpose, "language" | "out">,
  way: Way
): Layer.Layer<Exclude<Opened, Office.Office>, StoreRefused, Program> =>
  place._tag === "Memory"
    ? MemoryStore.layerNoDeps(Streams.projection).pipe(Layer.provide(NodeCrypto.layer))
    : Layer.unwrap(fileStore(place.file, out, language, way))

const words = {
  made: { id: "kunci induk dibuat; simpan salinannya di tempat lain", en: "made a master key; keep a copy of" }
} as const

const fileStore = (path: string, out: string, language: Text.Language, way: Way) =>
  Effect.gen(function* () {
    yield* usable(path)
    const { key, source } = yield* MasterKey.find({
      byDefault: join((yield* Program).keys, "master.key"),
      outputs: [out],
      mayMake: !existsSync(path)
    })
    if (source._tag === "File" && source.made) yield* Console.error(`${words.made[language]}: ${source.file}`)
    if (way === "look") return SqliteStore.layerLooking({ file: path, masterKey: key })
    yield* Effect.try({
      try: () => mkdirSync(dirname(resolve(path)), { recursive: true }),
      catch: () => refuse(`penyimpanan ${path} tidak dapat dibuat`, `the store ${path} cannot be made`)
    })
    return SqliteStore.layer({ file: path, masterKey: key })
  }).pipe(
    Effect.mapError(unusable),
    Effect.map((store: Layer.Layer<Exclude<Opened, Office.Office>, SqliteStore.NotOpened | SqliteStore.NotLookedAt>) =>
      store.pipe(Layer.catch((error) => Layer.effectContext(Effect.fail(unusable(error)))))
    )
  )

/** A store that cannot be opened, told. */
export const unusable = (error: Error): StoreRefused =>
  error instanceof StoreRefused
    ? error
    : refuse(`penyimpanan tidak dapat dipakai: ${error.message}`, `the store cannot be used: ${error.message}`)

/** The journal began with another programme: what was announced is amended by an act, not by another file. */
export const changedProgramme = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(
    Effect.catchTag("CommandConflict" as never, () =>
      Effect.fail(
        refuse(
          "programme.json atau aturannya berubah sejak jurnal ini dibuka; pakai --store dan --out lain",
          "programme.json or its rules have changed since this journal was opened; use another --store and --out"
        )
      )
    )
  ) as Effect.Effect<A, Exclude<E, { readonly _tag: "CommandConflict" }> | StoreRefused, R>
