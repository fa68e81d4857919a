/**
 * The folder of results. It is built beside its place and moved there only when it is whole, so that a failed run leaves
 * what was there before. `season.json` says whose results a folder holds: those of another season, or files that are no
 * results at all, are not replaced without being told to; a folder that holds a season's input never is.
 */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type * as PlatformError from "effect/PlatformError"
import * as Schema from "effect/Schema"
import { Text } from "@bina/policy"
import { SeasonJson } from "@bina/season"
import * as Lists from "../lists/Lists.ts"

// ---- Models

/** A file to write; `path` is relative to the folder, with `/`. */
export interface OutputFile {
  readonly path: string
  readonly text: string
}

/** Where results go and whose they are; `store` is the file of the journal, which may lie in the folder and is no result. */
export interface Target {
  readonly folder: string
  readonly season: string
  readonly force: boolean
  readonly store: Option.Option<string>
}

// ---- Errors

/** The folder holds something that this run must not replace, or cannot be written. */
export class OutputRefused extends Schema.TaggedError<OutputRefused>()("OutputRefused", {
  folder: Schema.String,
  detail: Text.Text
}) {
  get text(): Text.Text {
    return {
      id: `hasil tidak ditulis ke ${this.folder}: ${this.detail.id}`,
      en: `nothing was written to ${this.folder}: ${this.detail.en}`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

// ---- Rules

const marker = Schema.decodeUnknownOption(Schema.fromJsonString(SeasonJson.Marker))

const refusal = (folder: string) => (id: string, en: string) => new OutputRefused({ folder, detail: { id, en } })

/** The folder of the lists by cohort. */
const lists = "cohorts"

/** Looks that the results will not land on the files that they are made from, whatever force is asked for. */
export const apart = Effect.fn("OutputFolder.apart")(
  function* (folder: string, input: string) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const refuse = refusal(folder)
    if (folder.trim() === "") return yield* refuse("nama foldernya kosong", "its name is empty")
    const target = path.resolve(folder)
    const place = (yield* fs.exists(target)) ? yield* fs.realPath(target) : target
    const source = yield* fs.realPath(path.resolve(input))
    const within = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}${path.sep}`)
    if (within(place, path.join(source, lists)) || within(source, path.join(place, lists))) {
      return yield* refuse(
        "hasil akan menimpa data masukan musim pelatihan",
        "the results would replace the input of the season; choose another one with --out"
      )
    }
  },
  (effect, folder) => Effect.catchTag(effect, "PlatformError", unwritable(folder))
)

/** What lies among the lists and is none of ours: a scan, a note. It would go with the lists when they are replaced. */
const strangers = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const place = path.join(folder, lists)
  if (!(yield* fs.exists(place))) return []
  const entries = yield* fs.readDirectory(place, { recursive: true })
  return yield* Effect.filter(entries, (entry) => {
    const parts = entry.split(path.sep)
    if (parts.length === 2) return Effect.succeed(!Lists.files.some((file) => file === parts[1]))
    return parts.length > 2
      ? Effect.succeed(true)
      : Effect.map(fs.stat(path.join(place, entry)), ({ type }) => type !== "Directory")
  })
})

/** Looks whether a season may be written to a folder; asked before anything is computed, and again before writing. */
export const check = Effect.fn("OutputFolder.check")(
  function* ({ folder, force, season, store }: Target) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const refuse = refusal(folder)
    if (!(yield* fs.exists(folder))) return
    if ((yield* fs.stat(folder)).type !== "Directory") {
      return yield* refuse("itu berkas, bukan folder", "it is a file, not a folder")
    }
    const own = new Set(
      Option.toArray(store).flatMap((file) => ["", "-wal", "-shm"].map((end) => `${path.resolve(file)}${end}`))
    )
    const names = (yield* fs.readDirectory(folder)).filter((name) => !own.has(path.resolve(folder, name)))
    if (names.includes("programme.json")) {
      return yield* refuse(
        "folder itu berisi data masukan suatu musim pelatihan",
        "that folder holds the input of a season; choose another one with --out"
      )
    }
    if (names.length === 0 || force) return
    const held = names.includes(SeasonJson.file)
      ? marker(yield* fs.readFileString(path.join(folder, SeasonJson.file)))
      : Option.none()
    if (Option.isNone(held)) {
      return yield* refuse(
        "folder itu tidak kosong dan bukan hasil dari program ini; pakai --force untuk tetap menulis",
        "it is not empty and holds no results of this program; use --force to write all the same"
      )
    }
    if (held.value.season !== season) {
      return yield* refuse(
        `folder itu berisi hasil musim ${held.value.season}; pakai --force untuk menggantinya`,
        `it holds the results of the season ${held.value.season}; use --force to replace them`
      )
    }
    const others = yield* strangers(folder)
    if (others.length > 0) {
      return yield* refuse(
        `di dalam ${lists}/ ada ${others.length} berkas yang bukan hasil program ini; pindahkan, atau pakai --force`,
        `${lists}/ holds ${others.length} files that are no results of this program; move them, or use --force`
      )
    }
  },
  (effect, { folder }) => Effect.catchTag(effect, "PlatformError", unwritable(folder))
)

/**
 * Writes the files. Each entry at the top of the folder is exchanged by renaming; when an exchange fails, those before it
 * are taken back. Files at the top that are not ours stay.
 */
export const write = Effect.fn("OutputFolder.write")(
  function* (to: Target, files: ReadonlyArray<OutputFile>) {
    yield* check(to)
    const { folder } = to
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const target = path.resolve(folder)
    yield* fs.makeDirectory(path.dirname(target), { recursive: true })
    const work = yield* fs.makeTempDirectoryScoped({ directory: path.dirname(target), prefix: ".bina-" })
    const [fresh, old] = [path.join(work, "new"), path.join(work, "old")]
    for (const { path: name, text } of files) {
      const file = path.join(fresh, name)
      yield* fs.makeDirectory(path.dirname(file), { recursive: true })
      yield* fs.writeFileString(file, text)
    }
    if (!(yield* fs.exists(target))) return yield* fs.rename(fresh, target)
    yield* fs.makeDirectory(old)
    // The marker comes last: until it is there, a folder does not claim to hold these results.
    const names = (yield* fs.readDirectory(fresh)).toSorted(
      (a, b) => Number(a === SeasonJson.file) - Number(b === SeasonJson.file)
    )
    yield* exchange(names, { fresh, old, target })
  },
  Effect.scoped,
  (effect, { folder }) => Effect.catchTag(effect, "PlatformError", unwritable(folder))
)

interface Places {
  readonly fresh: string
  readonly old: string
  readonly target: string
}

const exchange = (
  [name, ...rest]: ReadonlyArray<string>,
  places: Places
): Effect.Effect<void, PlatformError.PlatformError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    if (name === undefined) return
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const [fresh, old, target] = [places.fresh, places.old, places.target].map((place) => path.join(place, name))
    const had = yield* fs.exists(target!)
    if (had) yield* fs.rename(target!, old!)
    const restore = had ? fs.rename(old!, target!) : Effect.void
    yield* fs.rename(fresh!, target!).pipe(Effect.tapError(() => restore))
    const back = Effect.andThen(fs.rename(target!, fresh!), restore)
    yield* exchange(rest, places).pipe(Effect.tapError(() => back))
  })

const unwritable = (folder: string) => (error: PlatformError.PlatformError) =>
  Effect.fail(
    new OutputRefused({
      folder,
      detail: {
        id: `folder tidak dapat ditulis (${error.reason._tag})`,
        en: `the folder cannot be written (${error.reason._tag})`
      }
    })
  )
