/**
 * Takes the time of something that is done again and again.
 */

// ---- Models

/** When to stop repeating: after enough runs and enough time, or after too many runs. */
export interface Patience {
  readonly warmUp: number
  readonly leastRuns: number
  readonly mostRuns: number
  readonly milliseconds: number
}

// ---- Rules

/** The middle value; of an even number, the mean of the two in the middle. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** How many milliseconds each run took, without those that only warm up. */
export const times = async (run: () => unknown, patience: Patience): Promise<ReadonlyArray<number>> => {
  for (let i = 0; i < patience.warmUp; i++) await run()
  const taken: Array<number> = []
  const began = performance.now()
  while (
    taken.length < patience.leastRuns ||
    (taken.length < patience.mostRuns && performance.now() - began < patience.milliseconds)
  ) {
    const before = performance.now()
    await run()
    taken.push(performance.now() - before)
  }
  return taken
}
