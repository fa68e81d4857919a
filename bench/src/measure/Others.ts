/**
 * How much other work the machine does: looked at while nothing of the benchmark runs, so that the page can say whether
 * anything else ran instead of claiming that nothing did.
 */
import { cpus } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"

/** Long enough for a clock that ticks a hundred times a second, short enough to be asked before every process. */
const milliseconds = 500

const ticks = () => {
  let [busy, all] = [0, 0]
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq
    all += times.user + times.nice + times.sys + times.irq + times.idle
  }
  return { busy, all }
}

/** The share of all processors, 0 to 1, that others keep busy. */
export const look = async (): Promise<number> => {
  const before = ticks()
  await sleep(milliseconds)
  const after = ticks()
  return (after.busy - before.busy) / Math.max(1, after.all - before.all)
}
