/**
 * Measures one contender at one size: `node contender.ts ID COUNT once|often`. Prints a {@link Sample}.
 */
import * as Registry from "../contenders/Registry.ts"
import * as Enrolments from "../work/Enrolments.ts"
import * as Outcome from "../work/Outcome.ts"
import type { Sample } from "./Sample.ts"
import * as Time from "./Time.ts"

const often: Time.Patience = { warmUp: 1, leastRuns: 3, mostRuns: 200, milliseconds: 500 }
const once: Time.Patience = { warmUp: 0, leastRuns: 1, mostRuns: 1, milliseconds: 0 }

const [id = "", size = "", how = "often"] = process.argv.slice(2)
const count = Number(size)
const { prepare, remark, title } = await Registry.entry(id).load()
const prepared = await prepare(Enrolments.generate(count))
try {
  const taken = await Time.times(prepared.run, how === "once" ? once : often)
  const checksum = Outcome.checksum(await prepared.outcome())
  const sample: Sample = {
    id,
    title,
    remark,
    count,
    nanoseconds: (Time.median(taken) * 1_000_000) / count,
    fastest: (Math.min(...taken) * 1_000_000) / count,
    runs: taken.length,
    checksum,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024)
  }
  console.log(JSON.stringify(sample))
} finally {
  await prepared.close?.()
}
