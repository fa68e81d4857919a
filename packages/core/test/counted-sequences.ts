/**
 * Read before the tests when figures are wanted (`pnpm proof`): counts the random sequences that fast-check tried, and
 * is as strict about failures as it is by itself.
 */
import { appendFileSync } from "node:fs"
import { configureGlobal, defaultReportMessage } from "fast-check"

const file = process.env["BINA_PROOF_FIGURES"]

if (file !== undefined) {
  configureGlobal({
    reporter: (details) => {
      if (details.failed) throw new Error(defaultReportMessage(details))
      appendFileSync(file, `${JSON.stringify({ name: "sequences", figures: { tried: details.numRuns } })}\n`)
    }
  })
}
