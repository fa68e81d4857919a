/**
 * What importing `@bina/policy` costs above importing `effect/Schema` alone, which whoever uses it has imported anyway:
 * each time in a fresh process. The package is measured as published (built); the workspace runs its sources, which
 * Node has to strip of types each time.
 */
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

/** Milliseconds, the fastest of several fresh processes; the last two are differences to the first. */
export interface Import {
  readonly schema: number
  readonly publishedAbove: number
  readonly sourcesAbove: number
}

const rounds = 11
const policy = join(import.meta.dirname, "..", "..", "..", "packages", "policy")

const importing = (specifier: string): number => {
  const program =
    "const before = performance.now(); " +
    `await import(${JSON.stringify(specifier)}); console.log(performance.now() - before)`
  const { status, stderr, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: import.meta.dirname,
    encoding: "utf8"
  })
  if (status !== 0) throw new Error(`import of ${specifier} failed: ${stderr}`)
  return Number(stdout)
}

/** Builds the package and measures, interleaved. */
export const measure = (): Promise<Import> => {
  const tsup = join(import.meta.dirname, "..", "..", "..", "node_modules", ".bin", "tsup")
  const built = spawnSync(tsup, ["--silent"], { cwd: policy, encoding: "utf8" })
  if (built.status !== 0) throw new Error(`the package could not be built: ${built.stdout}${built.stderr}`)
  const published = pathToFileURL(join(policy, "dist", "index.js")).href
  const taken = Array.from({ length: rounds }, () => {
    const schema = importing("effect/Schema")
    return { schema, published: importing(published), sources: importing("@bina/policy") }
  })
  const least = (of: keyof (typeof taken)[number]): number => Math.min(...taken.map((each) => each[of]))
  return Promise.resolve({
    schema: least("schema"),
    publishedAbove: least("published") - least("schema"),
    sourcesAbove: least("sources") - least("schema")
  })
}
