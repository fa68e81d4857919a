/**
 * What is published as code: the index and each face apart, in as few files as their sharing allows, for what an import
 * costs is mostly files. Every other path of `exports` is there so that declarations of users' code can name its types;
 * its code is that of the index, by its own names, so that no module exists twice.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { pathToFileURL } from "node:url"
import { defineConfig } from "tsup"

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly exports: Readonly<Record<string, string>>
}

const inIndex = new Set(
  [...readFileSync("src/index.ts", "utf8").matchAll(/export \* as \w+ from "\.\/([\w/]+\.ts)"/g)].map(
    ([, path]) => `./src/${path}`
  )
)

const index = join("dist", "index.js")

const byTheirNames = async (): Promise<void> => {
  const namespaces = (await import(pathToFileURL(index).href)) as Readonly<Record<string, object>>
  for (const [entry, source] of Object.entries(manifest.exports)) {
    if (!inIndex.has(source)) continue
    const name = entry.slice("./".length)
    const file = source.replace("./src/", "dist/").replace(/\.ts$/, ".js")
    const from = relative(dirname(file), index)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      `import { ${name} as all } from "${from.startsWith(".") ? from : `./${from}`}"\n` +
        `export const { ${Object.keys(namespaces[name]!).join(", ")} } = all\n`
    )
  }
}

export default defineConfig({
  entry: Object.values(manifest.exports).filter((source) => !inIndex.has(source)),
  format: "esm",
  target: "node22",
  sourcemap: true,
  clean: true,
  dts: false,
  onSuccess: byTheirNames
})
