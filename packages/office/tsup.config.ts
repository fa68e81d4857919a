import { readFileSync } from "node:fs"
import { defineConfig } from "tsup"

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly exports: Readonly<Record<string, string>>
}

export default defineConfig({
  entry: Object.values(manifest.exports),
  format: "esm",
  target: "node22",
  sourcemap: true,
  clean: true,
  dts: false
})
