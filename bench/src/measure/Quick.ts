/**
 * The quick form, a step of the checks: is Bina still about as fast against the hand-written loop as when the page was
 * written? It fails where something has become twice as slow, and where a ratio cannot be formed.
 */
import type { Ratios } from "../goals/Ratios.ts"
import * as Recorded from "../page/Recorded.ts"
import * as Child from "./Child.ts"

/** How much slower it may have become, against the recorded ratio, before the check fails. */
const factor = 2

/** One line for each recorded ratio, and whether all is well. */
export const compare = (
  recorded: Ratios,
  now: Ratios
): { readonly lines: ReadonlyArray<string>; readonly ok: boolean } => {
  const lines = Object.entries(recorded).map(([id, then]) => {
    const ratio = now[id] ?? Number.NaN
    const most = factor * then
    const figures = `${ratio.toFixed(2)} × by hand; at most ${most.toFixed(2)} (recorded ${then.toFixed(2)})`
    return `${ratio <= most ? "ok   " : "FAIL "} ${id}: ${figures}`
  })
  return { lines, ok: lines.length > 0 && lines.every((line) => line.startsWith("ok")) }
}

/** Other work on the machine may weigh on one side alone for a while, so that it takes several measurements to fail. */
const attempts = 3

/** Measures, and says whether all is well. */
export const run = async (say: (line: string) => void): Promise<boolean> => {
  const recorded = Recorded.read()?.goals.ratios
  if (recorded === undefined || !("figures" in recorded)) {
    say("FAIL  there are no recorded ratios: run pnpm bench first")
    return false
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outcome = await Child.run<Ratios>("measure/goal.ts", ["ratios"])
    if (!outcome.ok) {
      say(`FAIL  not measured: ${outcome.reason}`)
      return false
    }
    const { lines, ok } = compare(recorded.figures, outcome.value)
    lines.forEach(say)
    if (ok) return true
  }
  return false
}
