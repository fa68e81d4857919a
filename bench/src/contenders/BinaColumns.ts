/**
 * The work with Bina over columns. Policies say who may join, for every row, and what is owed, for those who have a seat;
 * between and after them come the two steps that look from row to row. Everything goes block by block, so
 * that a block is still in the cache when the next step needs it.
 */
import type { Policy } from "@bina/policy"
import { type Columns, type Decisions } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import * as Result from "effect/Result"
import * as BinaColumns from "../bina/Columns.ts"
import * as Cases from "../bina/Cases.ts"
import * as EnrolmentPolicy from "../bina/EnrolmentPolicy.ts"
import * as InOrder from "../bina/InOrder.ts"
import type * as Enrolments from "../work/Enrolments.ts"
import type { Contender, Prepared } from "./Contender.ts"

// ---- Models

/** Rows of a block. */
const blockSize = 4_096

/** How the columns are decided. */
export interface Way {
  readonly presence: BinaColumns.Presence
  /** Whether every row keeps all reasons against it, or only the first. */
  readonly reasons: "all" | "first"
}

/** Who may join: decides rows, and says which rule refuses each, and its scale. */
interface Standing {
  readonly run: (from: number, to: number) => void
  /** 0 where no rule refuses. */
  readonly answers: Uint8Array
  /** Writes the status of rows as far as it is known before anything is paid. */
  readonly write: (from: number, to: number, reached: ArrayLike<number>, status: Uint8Array) => void
  readonly scale: () => ArrayLike<number>
}

// ---- Answers

/** Policies as they were compiled: a stream of pieces compiles once. */
const compiled = new Map<string, unknown>()

/** Binds a policy to columns and makes room for its answers. */
const bound = <F, A>(policy: Policy.Policy<F, A>, columns: Columns.Columns) => {
  const key = policy.document.id
  const many = (compiled.get(key) as Many.Many<F, A> | undefined) ?? Many.compileMany(policy)
  compiled.set(key, many)
  const batch = Result.getOrThrow(many.bind(columns))
  return { batch, into: batch.allocate() }
}

/** The columns of a policy of outputs. */
export const outputsOf = (decisions: Decisions.Decisions): Decisions.Outputs => {
  if (decisions.kind !== "outputs") throw new Error("the policy answers with requirements")
  return decisions
}

/** The column of a plain output. */
export const valuesOf = (decisions: Decisions.Decisions, name: string): Int32Array | Float64Array | Uint8Array => {
  const output = outputsOf(decisions).outputs[name]
  if (output === undefined || output.kind === "each" || output.kind === "ratio") throw new Error(`${name} is no value`)
  return output.values
}

/** The scale as the work writes it, from the places of its words. */
const scalesOf = (decisions: Decisions.Decisions): ArrayLike<number> => {
  const written = outputsOf(decisions).texts.map((text) => Cases.scaleNumbers[text] ?? 255)
  return Uint8Array.from(valuesOf(decisions, "scale"), (place) => written[place]!)
}

/** The status by the bits of all that stands against an enrolment: five rules, and the household. */
const statusOf = Uint8Array.from({ length: 64 }, (_, bits) => (bits === 0 ? 0 : 2 + (31 - Math.clz32(bits & -bits))))

const allReasons = (columns: Columns.Columns): Standing => {
  const eligibility = bound(EnrolmentPolicy.eligibility, columns)
  const scale = bound(EnrolmentPolicy.scale, columns)
  if (eligibility.into.kind !== "requirements") throw new Error("eligibility answers with requirements")
  const reasons = eligibility.into.reasons[0]!
  return {
    run: (from, to) => {
      eligibility.batch.run({ from, to, into: eligibility.into })
      scale.batch.run({ from, to, into: scale.into })
    },
    answers: eligibility.into.status,
    write: (from, to, reached, status) => {
      for (let row = from; row < to; row++) status[row] = statusOf[reasons[row]! | (reached[row]! << 5)]!
    },
    scale: () => scalesOf(scale.into)
  }
}

const firstReason = (columns: Columns.Columns): Standing => {
  const { batch, into } = bound(EnrolmentPolicy.standing, columns)
  const refusal = valuesOf(into, "refusal")
  const answers = new Uint8Array(columns.rows)
  return {
    run: (from, to) => {
      batch.run({ from, to, into })
      for (let row = from; row < to; row++) answers[row] = refusal[row] === 0 ? 0 : 1
    },
    answers,
    write: (from, to, reached, status) => {
      for (let row = from; row < to; row++) status[row] = refusal[row]! | ((answers[row]! - 1) & (reached[row]! * 7))
    },
    scale: () => scalesOf(into)
  }
}

// ---- The work

/** The whole work over some enrolments, going on from what a memory holds. */
export interface Work extends Pick<Prepared, "outcome"> {
  readonly run: (memory: InOrder.Memory) => void
}

/** Prepares the whole work over some enrolments. */
export const prepare = (from: Enrolments.Enrolments, way: Way): Work => {
  const columns = BinaColumns.columnsOf(from, way.presence)
  const standing = way.reasons === "all" ? allReasons(columns) : firstReason(columns)
  const { batch, into } = bound(EnrolmentPolicy.allowance, columns)
  const status = new Uint8Array(from.count)
  const seats = new Int32Array(blockSize + 1)
  const completed = valuesOf(into, "completed")
  const [gross, tax, net] = ["gross", "tax", "net"].map((name) => valuesOf(into, name)) as [
    Int32Array,
    Int32Array,
    Int32Array
  ]
  const { admit, pay, reached, unpaid } = InOrder.over(from, standing.answers)
  const run = (memory: InOrder.Memory): void => {
    for (let begin = 0; begin < from.count; begin += blockSize) {
      const end = Math.min(from.count, begin + blockSize)
      standing.run(begin, end)
      const taken = admit(memory, begin, end, seats)
      standing.write(begin, end, reached, status)
      for (const column of [gross, tax, net]) column.fill(0, begin, end)
      batch.run({ only: seats, from: 0, to: taken, into })
      pay(memory, seats, taken, gross)
      for (let place = 0; place < taken; place++) {
        const row = seats[place]!
        const isUnpaid = unpaid[row]!
        status[row] = (isUnpaid << 3) | ((isUnpaid | completed[row]!) ^ 1)
        tax[row]! *= isUnpaid ^ 1
        net[row]! *= isUnpaid ^ 1
      }
    }
  }
  return { run, outcome: () => ({ status, gross, tax, net, scale: standing.scale() }) }
}

const contender = (title: string, remark: string, way: Way): Contender => ({
  title,
  remark,
  prepare: (enrolments) => {
    const { outcome, run } = prepare(enrolments, way)
    return Promise.resolve({ run: () => run(InOrder.begin(enrolments)), outcome })
  }
})

/** Over facts that are always there. */
export const fastest: Way = { presence: "present", reasons: "all" }

export const binaColumns = contender(
  "Bina, decideMany",
  "typed arrays and bitsets, facts declared present, generated code; every row keeps every rule against it as bits; seats and budget in a loop of the benchmark",
  fastest
)

export const binaFirstReason = contender(
  "Bina, decideMany, first reason only",
  "the same, without the reasons: of each row only the first rule that refuses",
  { ...fastest, reasons: "first" }
)

export const binaColumnsNullable = contender(
  "Bina, decideMany, nullable",
  "the same as the first, where every fact says of itself whether it is known",
  { ...fastest, presence: "nullable" }
)
