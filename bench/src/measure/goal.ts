/**
 * Measures what is no contender, in a process of its own: `node goal.ts NAME`. Prints the figures as a line of JSON.
 */
const [name = ""] = process.argv.slice(2)
const goals: Readonly<Record<string, () => Promise<unknown>>> = {
  ratios: async () => (await import("../goals/Ratios.ts")).measure(),
  "one-case": async () => (await import("../goals/OneCase.ts")).measure(),
  "forty-rules": async () => (await import("../goals/FortyRules.ts")).measure(),
  "stream-columns-1m": async () => (await import("../goals/Stream.ts")).measure("columns", 1_000_000),
  "stream-columns-5m": async () => (await import("../goals/Stream.ts")).measure("columns", 5_000_000),
  "stream-objects-5m": async () => (await import("../goals/Stream.ts")).measure("objects", 5_000_000),
  import: async () => (await import("../goals/Import.ts")).measure(),
  keeping: async () => (await import("../goals/Keeping.ts")).measure("office"),
  "keeping-by-hand": async () => (await import("../goals/Keeping.ts")).measure("by-hand"),
  "keeping-one": async () => (await import("../goals/Keeping.ts")).one(),
  season: async () => (await import("../goals/Season.ts")).measure(),
  "reports-10k": async () => (await import("../goals/Reports.ts")).measure(10_000),
  "reports-100k": async () => (await import("../goals/Reports.ts")).measure(100_000)
}
const goal = goals[name]
if (goal === undefined) throw new Error(`no goal ${name}: ${Object.keys(goals).join(", ")}`)
console.log(JSON.stringify(await goal()))
