/**
 * The quick form, a step of the checks: at 100,000 enrolments, is `decideMany` still about as fast against the
 * hand-written loop as when the page was written? Only the ratio within this run is looked at, and only the fastest run
 * of each: a slow or a busy machine changes little.
 */
import * as Recorded from "../page/Recorded.ts"
import * as Rounds from "./Rounds.ts"

const count = 100_000
const rounds = 3

/** How much slower it may have become, against the recorded ratio, before the check fails. */
const factor = 2

const loops = ["plain-loop", "blocked-loop"]
const columns = ["bina-columns", "bina-kernels"]

const ratioOf = (figures: ReadonlyArray<Rounds.Figure>, id: string): number | undefined => {
  const fastest = (of: (id: string) => boolean): number | undefined => {
    const runs = figures.filter((each) => each.count === count && of(each.id)).map((each) => each.fastest)
    return runs.length === 0 ? undefined : Math.min(...runs)
  }
  const loop = fastest((each) => loops.includes(each))
  const figure = fastest((each) => each === id)
  return loop === undefined || figure === undefined ? undefined : figure / loop
}

/** Measures, and says whether all is well. A ratio that cannot be formed is not well. */
export const run = async (say: (line: string) => void): Promise<boolean> => {
  const recorded = Recorded.read()
  const { figures } = await Rounds.measure({ count, rounds, ids: [...loops, ...columns] }, say)
  const verdicts = columns.map((id) => {
    const now = ratioOf(figures, id)
    const then = recorded === undefined ? undefined : ratioOf(recorded.figures, id)
    if (now === undefined || then === undefined) {
      say(`FAIL  ${id}: ${now === undefined ? "was not measured" : "has no recorded ratio: run pnpm bench first"}`)
      return false
    }
    const isFine = now <= factor * then
    const limit = (factor * then).toFixed(2)
    say(
      `${isFine ? "ok   " : "FAIL "} ${id}: ${now.toFixed(2)} × the loop; at most ${limit} (recorded ${then.toFixed(2)})`
    )
    return isFine
  })
  return verdicts.every(Boolean)
}
