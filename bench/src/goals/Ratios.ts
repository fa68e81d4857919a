/**
 * How many times as long as the same work written by hand Bina takes, measured so that a busy machine changes little:
 * in one process, all of them in turn, each round with ratios of its own, of which the median is taken. Both sides of
 * a ratio are measured within the same moment, and against a loop over data of the same kind.
 *
 * There are few enough enrolments to stay in the cache, so that these ratios are not those of the page; they are
 * compared only with one another, from one day to the next.
 */
import * as Registry from "../contenders/Registry.ts"
import * as Time from "../measure/Time.ts"
import * as Enrolments from "../work/Enrolments.ts"
import * as Outcome from "../work/Outcome.ts"

/** By the id of the contender. */
export type Ratios = Readonly<Record<string, number>>

interface Race {
  readonly count: number
  readonly byHand: string
  readonly ids: ReadonlyArray<string>
}

const races: ReadonlyArray<Race> = [
  { count: 10_000, byHand: "blocked-loop", ids: ["bina-columns", "bina-columns-nullable"] },
  { count: 1_000, byHand: "objects", ids: ["bina-objects", "bina-decide"] }
]
const warmUp = 10
const rounds = 40

/** The fastest of three runs: whatever went before has left the cache as it pleased. */
const milliseconds = async (run: () => unknown): Promise<number> => {
  const taken = await Time.times(run, { warmUp: 0, leastRuns: 3, mostRuns: 3, milliseconds: 0 })
  return Math.min(...taken)
}

const run = async ({ byHand, count, ids }: Race): Promise<Ratios> => {
  const enrolments = Enrolments.generate(count)
  const prepare = async (id: string) => (await Registry.entry(id).load()).prepare(enrolments)
  const loop = await prepare(byHand)
  const all = await Promise.all(ids.map(async (id) => ({ id, ratios: new Array<number>(), ...(await prepare(id)) })))
  for (let round = 0; round < warmUp + rounds; round++) {
    const least = await milliseconds(loop.run)
    for (const each of all) {
      const ratio = (await milliseconds(each.run)) / least
      if (round >= warmUp) each.ratios.push(ratio)
    }
  }
  for (const { id, outcome } of all) {
    const checksum = Outcome.checksum(await outcome())
    if (checksum !== Outcome.expected.get(count)) throw new Error(`${id}: checksum ${checksum}`)
  }
  return Object.fromEntries(all.map(({ id, ratios }) => [id, Time.median(ratios)]))
}

/** Measures them. @throws when a checksum is not the expected one. */
export const measure = async (): Promise<Ratios> => {
  const all: Record<string, number> = {}
  for (const race of races) Object.assign(all, await run(race))
  return all
}
