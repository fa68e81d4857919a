/**
 * Starts an example: `node start.js medan …` runs `medan/src/main.ts`, as one bundle instead of the thousand modules that
 * it imports, since finding and reading those takes most of a short command's time. The bundle is made at the first
 * start and whenever a file that went into it has changed; it stands in `medan/dist`, is nobody's source, and may be
 * deleted at any time. Plain JavaScript, so that nothing has to be stripped before the first line runs.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { enableCompileCache } from "node:module"
import { dirname, join, relative } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const top = join(dirname(fileURLToPath(import.meta.url)), "..")
const [name] = process.argv.splice(2, 1)
const home = join(top, "examples", name)
const entry = join(home, "src", "main.ts")
const dist = join(home, "dist")

/** What a file looked like when it was read: cheap to ask, and different after every edit. */
const mark = (file) => {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? "gone" : `${stat.mtimeMs}/${stat.size}`
}

const anHour = 60 * 60 * 1000

const isOlder = (file) => Date.now() - statSync(file).mtimeMs > anHour

/** The bundle as it was last made, if no file that went into it has changed since. */
const current = () => {
  try {
    const { node, files, main } = JSON.parse(readFileSync(join(dist, "bundle.json"), "utf8"))
    const isSame =
      node === process.version && Object.entries(files).every(([file, was]) => mark(join(top, file)) === was)
    return isSame && existsSync(join(dist, main)) ? join(dist, main) : undefined
  } catch {
    return undefined
  }
}

/** Packages that read files which stand beside them are left where they are, and so is what a source says of its place. */
const asTheyStand = {
  name: "as-they-stand",
  setup: (build) => {
    build.onResolve({ filter: /^idn-area-data$/ }, async ({ path, pluginData, ...asked }) => {
      if (pluginData === "asked") return undefined
      const found = await build.resolve(path, { ...asked, pluginData: "asked" })
      return { path: pathToFileURL(found.path).href, external: true }
    })
    build.onLoad({ filter: /examples[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
      loader: "ts"
    }))
  }
}

/** Makes the bundle in a folder of its own and names it only when it is whole: whoever starts meanwhile finds one or the other. */
const bundle = async () => {
  const { build } = await import("esbuild")
  const folder = `${process.pid}-${process.hrtime.bigint().toString(36)}`
  const out = join(dist, folder)
  const { metafile } = await build({
    absWorkingDir: top,
    entryPoints: [entry],
    outdir: out,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node22",
    metafile: true,
    logLevel: "error",
    plugins: [asTheyStand],
    chunkNames: "[hash]",
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);'
    }
  })
  // What was installed changes only with the lock file; our own files are asked one by one.
  const own = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"))
  const files = Object.fromEntries(
    [...own, "pnpm-lock.yaml", relative(top, fileURLToPath(import.meta.url))].map((file) => [
      file,
      mark(join(top, file))
    ])
  )
  const made = join(dist, `${folder}.json`)
  writeFileSync(made, JSON.stringify({ node: process.version, main: join(folder, "main.js"), files }))
  renameSync(made, join(dist, "bundle.json"))
  for (const old of readdirSync(dist)) {
    // Somebody who started before may still be reading the one of before.
    if (/^\d+-/.test(old) && old !== folder && isOlder(join(dist, old)))
      rmSync(join(dist, old), { recursive: true, force: true })
  }
  return join(out, "main.js")
}

/** The bundle where there can be one; where nothing may be written, the sources as they are. */
const start = async () => {
  try {
    mkdirSync(dist, { recursive: true })
    enableCompileCache(join(dist, "compiled"))
    return current() ?? (await bundle())
  } catch {
    return entry
  }
}

await import(pathToFileURL(await start()).href)
