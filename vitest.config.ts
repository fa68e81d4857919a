import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "bench/test/**/*.test.ts",
      "proof/test/**/*.test.ts"
    ],
    // Reading the same modules anew for each of a hundred files would take longer than most of their tests. So no test
    // may leave anything behind in its process: a variable of the environment, a working folder, a module's own state.
    pool: "forks",
    isolate: false,
    // One process for each core: a core that is left to the one who hands out the files stands idle.
    maxWorkers: "100%",
    globalSetup: ".ci/test-folder.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
