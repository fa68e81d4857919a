/**
 * Every contender does the same work: a thousand enrolments, one checksum. All peers are installed with the workspace:
 * there is none that may be left out.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Registry from "../src/contenders/Registry.ts"
import * as Enrolments from "../src/work/Enrolments.ts"
import * as Outcome from "../src/work/Outcome.ts"

const count = 1_000

describe("the outcome of a thousand enrolments", () => {
  const enrolments = Enrolments.generate(count)

  for (const { id, load } of Registry.entries) {
    it(`by ${id}`, async () => {
      const { close, outcome, run } = await (await load()).prepare(enrolments)
      try {
        await run()
        const made = await outcome()
        assert.strictEqual(Outcome.checksum(made), Outcome.expected.get(count))
        assert.deepStrictEqual(Outcome.totals(made), {
          statuses: [282, 163, 85, 26, 39, 82, 49, 92, 182],
          gross: 488_540_000,
          tax: 25_584_300,
          net: 462_955_700
        })
        // A second run starts from nothing: no seat and no budget is carried over.
        await run()
        assert.strictEqual(Outcome.checksum(await outcome()), Outcome.expected.get(count))
      } finally {
        await close?.()
      }
    })
  }
})
