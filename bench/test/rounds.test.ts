import { assert, describe, it } from "@effect/vitest"
import * as Rounds from "../src/measure/Rounds.ts"
import type { Sample } from "../src/measure/Sample.ts"
import * as Outcome from "../src/work/Outcome.ts"

const count = 1_000
const right = Outcome.expected.get(count)!

const sample = (id: string, nanoseconds: number, checksum = right): Sample => ({
  id,
  title: id,
  remark: "invented",
  count,
  nanoseconds,
  fastest: nanoseconds / 2,
  runs: 3,
  checksum,
  megabytes: 100
})

/** Takes what it is given, one after the other. */
const taking = (...samples: ReadonlyArray<Sample | string>): Rounds.Take => {
  const left = [...samples]
  return () => {
    const next = left.shift()!
    return Promise.resolve(
      typeof next === "string" ? { ok: false, reason: next } : { ok: true, value: next, milliseconds: 1 }
    )
  }
}

const quietly = (): void => undefined

describe("rounds", () => {
  it("take the median over rounds, which go from one contender to the next", async () => {
    const [a, b] = ["plain-loop", "objects"]
    const take = taking(
      sample(a!, 10),
      sample(b!, 100),
      sample(a!, 30),
      sample(b!, 90),
      sample(a!, 11),
      sample(b!, 500)
    )
    const { figures } = await Rounds.measure({ count, rounds: 3, ids: [a!, b!] }, quietly, take)
    assert.deepStrictEqual(
      figures.map(({ fastest, id, least, most, nanoseconds, taken }) => [
        id,
        nanoseconds,
        least,
        most,
        fastest,
        taken.length
      ]),
      [
        [a, 11, 10, 30, 5, 3],
        [b, 100, 90, 500, 45, 3]
      ]
    )
  })

  it("stop at a wrong checksum", async () => {
    const take = taking(sample("plain-loop", 10), sample("objects", 1, "00000000"))
    const failure = await Rounds.measure({ count, rounds: 1, ids: ["plain-loop", "objects"] }, quietly, take).then(
      () => undefined,
      (error: unknown) => error
    )
    assert.instanceOf(failure, Rounds.WrongChecksum)
    assert.include((failure as Error).message, "objects at 1000: checksum 00000000")
  })

  it("go on without a contender that cannot run, and say why", async () => {
    const take = taking("Error: it is not installed", sample("objects", 100), sample("objects", 100))
    const measured = await Rounds.measure({ count, rounds: 2, ids: ["zen-engine", "objects"] }, quietly, take)
    assert.deepStrictEqual(measured.absent, [{ id: "zen-engine", count, reason: "Error: it is not installed" }])
    assert.deepStrictEqual(
      measured.figures.map(({ id }) => id),
      ["objects"]
    )
  })

  it("measure against the better of the hand-written loops, within each round", async () => {
    const ids = ["plain-loop", "blocked-loop", "objects"]
    const times = [40, 20, 60, 10, 20, 50, 400, 200, 400]
    const take = taking(...times.map((time, nth) => sample(ids[nth % 3]!, time)))
    const { figures } = await Rounds.measure({ count, rounds: 3, ids }, quietly, take)
    const loops = Rounds.loopsOf(figures, count)
    assert.strictEqual(loops.length, 2)
    // Three, five and two times as long.
    assert.strictEqual(Rounds.ratioOf(figures[2]!, loops), 3)
    assert.isUndefined(Rounds.ratioOf(figures[2]!, Rounds.loopsOf(figures, 10_000)))
  })
})
