import { defineConfig } from "tsup"

// Every module is an entry: whoever emits declarations has to be able to name the types that it infers, by `modules/*`.
export default defineConfig({
  entry: ["src/**/*.ts"],
  format: "esm",
  target: "node22",
  sourcemap: true,
  clean: true,
  dts: false
})
