/** The random sequences of commands, counted. */
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["packages/core/test/**/*.test.ts"],
    setupFiles: ["packages/core/test/counted-sequences.ts"],
    testTimeout: 600_000
  }
})
