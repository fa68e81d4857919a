/**
 * The programs that tests start many times, each as one file: read piece by piece, a program takes longer to start than
 * to do its work.
 */
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import { build } from "tsup"
import * as Given from "./Given.ts"

const source = (name: string): string => fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url))

/** Puts programs of the folder `processes` together; gives the path of each. They are gone after the test. */
export const of = <const Names extends ReadonlyArray<string>>(...names: Names) =>
  Effect.gen(function* () {
    const outDir = yield* Given.folder
    yield* Effect.promise(() =>
      build({
        entry: names.map(source),
        outDir,
        outExtension: () => ({ js: ".mjs" }),
        format: "esm",
        target: "node22",
        noExternal: [/./],
        removeNodeProtocol: false,
        splitting: false,
        config: false,
        silent: true,
        dts: false
      })
    )
    return names.map((name) => join(outDir, `${name}.mjs`)) as { readonly [Index in keyof Names]: string }
  })
