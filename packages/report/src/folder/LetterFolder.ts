/**
 * Letters among results. Officers complete them by hand, so a letter that is there and says something else is never
 * replaced without being told to: it may have been signed. Told to, the folder is replaced as a whole, for a letter of a
 * sanction that is none any more must not lie beside the others.
 */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as PlatformError from "effect/PlatformError"
import * as OutputFolder from "./OutputFolder.ts"

// ---- Models

/** The folder of the letters within results. */
export const folder = "letters"

// ---- Rules

/** Looks that results will not fall among input or the results of a season, nor on letters that say something else. */
export const check = Effect.fn("LetterFolder.check")(
  function* (
    { force, input, out }: { readonly out: string; readonly input: ReadonlyArray<string>; readonly force: boolean },
    files: ReadonlyArray<OutputFolder.OutputFile>
  ) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const refuse = (id: string, en: string) => new OutputFolder.OutputRefused({ folder: out, detail: { id, en } })
    for (const name of [...input, "programme.json", "season.json"]) {
      if (yield* fs.exists(path.join(out, name))) {
        return yield* refuse(
          `folder itu berisi ${name}; pilih folder lain dengan --out`,
          `that folder holds ${name}; choose another one with --out`
        )
      }
    }
    const place = path.join(out, folder)
    if (force || !(yield* fs.exists(place))) return
    const fresh = new Map(files.map(({ path, text }) => [path, text]))
    for (const name of yield* fs.readDirectory(place, { recursive: true })) {
      const file = path.join(place, name)
      if ((yield* fs.stat(file)).type === "Directory") continue
      if (fresh.get(`${folder}/${name}`) !== (yield* fs.readFileString(file))) {
        return yield* refuse(
          `di dalam ${folder}/ ada surat yang isinya lain, mungkin sudah diisi; pindahkan, atau pakai --force`,
          `${folder}/ holds a letter that says something else, perhaps completed by hand; move it, or use --force`
        )
      }
    }
  },
  (effect, { out }) => Effect.catchTag(effect, "PlatformError", unwritable(out))
)

/** Writes results, the letters as a whole; asks {@link check} first. */
export const write = Effect.fn("LetterFolder.write")(
  function* (
    target: { readonly out: string; readonly input: ReadonlyArray<string>; readonly force: boolean },
    files: ReadonlyArray<OutputFolder.OutputFile>
  ) {
    yield* check(target, files)
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const { out } = target
    yield* fs.makeDirectory(out, { recursive: true })
    yield* fs.remove(path.join(out, folder), { recursive: true, force: true })
    for (const { path: name, text } of files) {
      const file = path.join(out, name)
      yield* fs.makeDirectory(path.dirname(file), { recursive: true })
      yield* fs.writeFileString(file, text)
    }
  },
  (effect, { out }) => Effect.catchTag(effect, "PlatformError", unwritable(out))
)

const unwritable = (out: string) => (error: PlatformError.PlatformError) =>
  Effect.fail(
    new OutputFolder.OutputRefused({
      folder: out,
      detail: {
        id: `folder tidak dapat ditulis (${error.reason._tag})`,
        en: `the folder cannot be written (${error.reason._tag})`
      }
    })
  )
