/** The tests that mutants of `tree`, `build` and `decide` have to survive: those of the policy that stand by its side. */
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: [
      "packages/policy/test/{answers,building,canonical,checking,exceptions,hostile,reading,reads,refusal,refused-documents,the-tree,vocabulary}.test.ts"
    ],
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
