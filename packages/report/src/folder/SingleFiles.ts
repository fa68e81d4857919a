/**
 * Files that stand by themselves, not as the results of a season: a regulation, a comparison. They replace files of the
 * same name and nothing else, and never land among the input of a season.
 */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as PlatformError from "effect/PlatformError"
import * as OutputFolder from "./OutputFolder.ts"

// ---- Rules

const unwritable = (folder: string) => (error: PlatformError.PlatformError) =>
  Effect.fail(
    new OutputFolder.OutputRefused({
      folder,
      detail: {
        id: `berkas tidak dapat ditulis (${error.reason._tag})`,
        en: `the file cannot be written (${error.reason._tag})`
      }
    })
  )

/** Whether a folder may take files: one that is not there may, the input of a season may not. */
export const check = Effect.fn("SingleFiles.check")(
  function* (folder: string) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    if (yield* fs.exists(path.join(folder, "programme.json"))) {
      return yield* new OutputFolder.OutputRefused({
        folder,
        detail: {
          id: "folder itu berisi data masukan suatu musim pelatihan",
          en: "that folder holds the input of a season; choose another one with --out"
        }
      })
    }
  },
  (effect, folder) => Effect.catchTag(effect, "PlatformError", unwritable(folder))
)

/** Writes files into a folder, which need not exist. */
export const write = Effect.fn("SingleFiles.write")(
  function* (folder: string, files: ReadonlyArray<OutputFolder.OutputFile>) {
    yield* check(folder)
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    yield* fs.makeDirectory(folder, { recursive: true })
    for (const { path: name, text } of files) yield* fs.writeFileString(path.join(folder, name), text)
  },
  (effect, folder) => Effect.catchTag(effect, "PlatformError", unwritable(folder))
)

/** Writes one file; its folder is made where it is not there. */
export const writeFile = Effect.fn("SingleFiles.writeFile")(function* (file: string, text: string) {
  const path = yield* Path.Path
  yield* write(path.dirname(file), [{ path: path.basename(file), text }])
})
