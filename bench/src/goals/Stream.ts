/**
 * A stream of enrolments, as columns or as objects, of which only one chunk is in memory at a time: how much memory the
 * whole process holds at most, and whether twice the enrolments take twice the time.
 */
import * as Many from "@bina/policy/Many"
import * as Cases from "../bina/Cases.ts"
import * as EnrolmentPolicy from "../bina/EnrolmentPolicy.ts"
import * as InOrder from "../bina/InOrder.ts"
import * as BinaColumns from "../contenders/BinaColumns.ts"
import * as BinaObjects from "../contenders/BinaObjects.ts"
import * as Time from "../measure/Time.ts"
import * as Enrolments from "../work/Enrolments.ts"
import * as Outcome from "../work/Outcome.ts"

/** How a stream was decided. */
export interface Stream {
  /** Nanoseconds an enrolment, without the time to generate it: the median of the pieces. */
  readonly nanoseconds: number
  /** The most memory that the process held. */
  readonly megabytes: number
  readonly checksum: string
}

const chunk = 16_384

/** Decides one piece; says how much time that took, and the outcome. */
type Decide = (piece: Enrolments.Enrolments) => readonly [number, Outcome.Outcome]

const columns = (): Decide => {
  let memory: InOrder.Memory | undefined
  return (piece) => {
    const began = performance.now()
    memory ??= InOrder.begin(piece)
    const { outcome, run } = BinaColumns.prepare(piece, BinaColumns.fastest)
    run(memory)
    return [performance.now() - began, outcome() as Outcome.Outcome]
  }
}

const objects = (): Decide => {
  let memory: InOrder.Memory | undefined
  const many = Many.compileMany(EnrolmentPolicy.enrolment, { nullable: [] })
  return (piece) => {
    const cases = Cases.casesOf(piece)
    const began = performance.now()
    memory ??= InOrder.begin(piece)
    const rows = BinaObjects.rowsOf(many.chunks(cases), piece, memory)
    return [performance.now() - began, Outcome.ofRows(rows)]
  }
}

/** Decides so many enrolments. @throws when the checksum is not the expected one. */
export const measure = (form: "columns" | "objects", total: number): Promise<Stream> => {
  const decide = form === "columns" ? columns() : objects()
  let sum = Outcome.beginning
  const nanoseconds: Array<number> = []
  for (const piece of Enrolments.pieces(total, chunk)) {
    const [taken, outcome] = decide(piece)
    nanoseconds.push((taken * 1_000_000) / piece.count)
    sum = Outcome.more(sum, outcome)
  }
  const checksum = Outcome.written(sum)
  if (checksum !== Outcome.expected.get(total)) throw new Error(`checksum ${checksum} of a stream of ${total}`)
  return Promise.resolve({
    nanoseconds: Time.median(nanoseconds),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    checksum
  })
}
