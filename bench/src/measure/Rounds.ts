/**
 * Measures contenders side by side: in every round each of them once, one after the other and each in a process of its
 * own, so that whatever else the machine does falls on all of them alike.
 */
import * as Registry from "../contenders/Registry.ts"
import * as Outcome from "../work/Outcome.ts"
import * as Child from "./Child.ts"
import type { Sample } from "./Sample.ts"
import * as Time from "./Time.ts"

// ---- Models

/** What the rounds of one contender at one size came to. */
export interface Figure {
  readonly id: string
  readonly title: string
  readonly remark: string
  readonly count: number
  /** Nanoseconds an enrolment: the median of the rounds, and the least and the most. */
  readonly nanoseconds: number
  readonly least: number
  readonly most: number
  /** The fastest single run of all rounds. */
  readonly fastest: number
  /** Each round, in order. */
  readonly taken: ReadonlyArray<number>
  readonly megabytes: number
  readonly checksum: string
}

/** A contender that could not be measured on this machine, and why. */
export interface Absent {
  readonly id: string
  readonly count: number
  readonly reason: string
}

export interface Measured {
  readonly figures: ReadonlyArray<Figure>
  readonly absent: ReadonlyArray<Absent>
}

/** How often, and who. */
export interface Plan {
  readonly count: number
  readonly rounds: number
  readonly ids: ReadonlyArray<string>
}

// ---- Errors

/** A contender did other work than the others: no figure of the run can be trusted to compare like with like. */
export class WrongChecksum extends Error {
  override readonly name = "WrongChecksum"
}

// ---- Rules

/** How a sample is taken: in a process of its own, unless a test says otherwise. */
export type Take = (id: string, count: number, how: "once" | "often") => Promise<Child.Outcome<Sample>>

/** The way that figures are measured. */
export const inItsOwnProcess: Take = (id, count, how) =>
  Child.run<Sample>("measure/contender.ts", [id, String(count), how])

/** From here on a slow contender does the work once, in one round. */
const manyEnrolments = 1_000_000
const severalEnrolments = 100_000

/**
 * Measures by plan.
 *
 * @throws {WrongChecksum} as soon as a contender's outcome is not the expected one.
 */
export const measure = async (
  { count, ids, rounds }: Plan,
  say: (line: string) => void,
  take: Take = inItsOwnProcess
): Promise<Measured> => {
  const samples = new Map<string, Array<Sample>>()
  const absent: Array<Absent> = []
  for (let round = 0; round < rounds; round++) {
    for (const id of ids) {
      const { most = count, slow = false } = Registry.entry(id)
      const isDone =
        count > most || absent.some((each) => each.id === id) || (slow && round > 0 && count >= manyEnrolments)
      if (isDone) continue
      const how = slow && count >= severalEnrolments ? "once" : "often"
      const outcome = await take(id, count, how)
      if (!outcome.ok) {
        absent.push({ id, count, reason: outcome.reason })
        say(`  ${id} at ${count}: not measured: ${outcome.reason}`)
        continue
      }
      const { checksum, nanoseconds } = outcome.value
      const expected = Outcome.expected.get(count)
      if (checksum !== expected) {
        throw new WrongChecksum(`${id} at ${count}: checksum ${checksum}, expected ${expected ?? "another size"}`)
      }
      samples.set(id, [...(samples.get(id) ?? []), outcome.value])
      say(`  ${id} at ${count}: ${nanoseconds.toFixed(1)} ns (round ${round + 1})`)
    }
  }
  const figures = ids.flatMap((id) => {
    const [first, ...others] = samples.get(id) ?? []
    return first === undefined ? [] : [figureOf(first, others)]
  })
  return { figures, absent }
}

const figureOf = (first: Sample, others: ReadonlyArray<Sample>): Figure => {
  const { checksum, count, id, remark, title } = first
  const taken = [first, ...others].map(({ nanoseconds }) => nanoseconds)
  return {
    id,
    title,
    remark,
    count,
    nanoseconds: Time.median(taken),
    least: Math.min(...taken),
    most: Math.max(...taken),
    fastest: Math.min(first.fastest, ...others.map(({ fastest }) => fastest)),
    taken,
    megabytes: Math.max(first.megabytes, ...others.map(({ megabytes }) => megabytes)),
    checksum
  }
}

/** The two hand-written loops at a size: the better of them is what the others are measured against. */
export const loopsOf = (figures: ReadonlyArray<Figure>, count: number): ReadonlyArray<Figure> =>
  figures.filter((figure) => figure.count === count && Registry.loops.has(figure.id))

/**
 * How many times as long one takes as the best of others: the ratio within each round, and of those the median, so that
 * a round in which the machine did something else as well counts as any other. Nothing without others.
 */
export const ratioOf = ({ taken }: Figure, others: ReadonlyArray<Figure>): number | undefined =>
  others.length === 0
    ? undefined
    : Time.median(
        taken.map((each, round) => each / Math.min(...others.map((other) => other.taken[round] ?? other.nanoseconds)))
      )
