/**
 * The same work as fast as we know how to write it in JavaScript: everything that depends on the programme alone is
 * computed once, bits are counted by a table, rows are taken in blocks that fit the cache, the first failing rule is
 * found without a branch, and the steps that look back at earlier rows see only the survivors of a block.
 *
 * It is unreadable on purpose: it stands for the limit, not for code that a department should keep.
 */
import * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"
import * as Outcome from "../work/Outcome.ts"
import type { Contender } from "./Contender.ts"

// ---- Tables

const blockSize = 4_096
const thousand = 1_000

/** How many bits are set, for up to fifteen sessions. */
const bitCount = new Uint8Array(1 << 15)
for (let bits = 1; bits < bitCount.length; bits++) bitCount[bits] = bitCount[bits >> 1]! + (bits & 1)

/** The status of the first rule that failed, by the bits of all that failed. */
const firstFailed = Uint8Array.from({ length: 32 }, (_, failed) =>
  failed === 0 ? 0 : 2 + (31 - Math.clz32(failed & -failed))
)

/** What depends on the programme alone. */
interface ByProgramme {
  readonly born18: Int32Array
  readonly born60: Int32Array
  /** Ceilings in thousands of rupiah, which fit in 32 bits. */
  readonly micro: Int32Array
  readonly small: Int32Array
  /** Sessions on days without the protocol. */
  readonly free: Int32Array
  /** Sessions paid at each of the three rates. */
  readonly rated: readonly [Int32Array, Int32Array, Int32Array]
  readonly needed: Int32Array
}

const byProgramme = ({ sessions, start }: Enrolments.Enrolments): ByProgramme => {
  const isNew = (day: number): boolean => day >= Figures.newScale
  const rateOn = (day: number): number => (day >= Figures.thirdRateFrom ? 2 : day >= Figures.secondRateFrom ? 1 : 0)
  const where = (holds: (day: number) => boolean): Int32Array =>
    Int32Array.from(start, (first, p) => {
      let bits = 0
      for (let s = 0; s < sessions[p]!; s++) if (holds(first + Enrolments.sessionEvery * s)) bits |= 1 << s
      return bits
    })
  return {
    born18: Int32Array.from(start, (day) => Figures.yearsEarlier(day, Figures.adult)),
    born60: Int32Array.from(start, (day) => Figures.yearsEarlier(day, Figures.tooOld)),
    micro: Int32Array.from(start, (day) => (isNew(day) ? Figures.microAfter : Figures.microBefore) / thousand),
    small: Int32Array.from(start, (day) => (isNew(day) ? Figures.smallAfter : Figures.smallBefore) / thousand),
    free: where((day) => day < Figures.protocolFrom || day > Figures.protocolThrough),
    rated: [where((day) => rateOn(day) === 0), where((day) => rateOn(day) === 1), where((day) => rateOn(day) === 2)],
    needed: Int32Array.from(sessions, (count) => Math.ceil((count * 4) / 5))
  }
}

// ---- The two passes

/** Rules of one enrolment alone; writes who survives, and says how many. */
const first = (
  begin: number,
  end: number,
  from: Enrolments.Enrolments,
  thousands: Int32Array,
  { born18, born60, micro, small }: ByProgramme,
  into: Outcome.Columns,
  survivors: Int32Array
): number => {
  const { birth, civil, district, prior, programme } = from
  const { gross, net, scale, status, tax } = into
  let alive = 0
  for (let i = begin; i < end; i++) {
    const p = programme[i]!
    const born = birth[i]!
    const sales = thousands[i]!
    const where = district[i]!
    const aboveMicro = (micro[p]! - sales) >>> 31
    const aboveSmall = (small[p]! - sales) >>> 31
    scale[i] = (1 + aboveMicro) & (aboveSmall - 1)
    const failed =
      ((born18[p]! - born) >>> 31) |
      ((born - born60[p]! - 1) >>> 31) |
      (((where - 1) >>> 31) << 1) |
      (((Figures.lastDistrict - where) >>> 31) << 1) |
      (civil[i]! << 2) |
      (aboveSmall << 3) |
      (((Figures.mostEarlier - prior[i]!) >>> 31) << 4)
    status[i] = firstFailed[failed]!
    gross[i] = 0
    tax[i] = 0
    net[i] = 0
    survivors[alive] = i
    alive += (failed - 1) >>> 31
  }
  return alive
}

/** Household, allowance, budget and tax, of the survivors only. */
const second = (
  alive: number,
  from: Enrolments.Enrolments,
  { free, needed, rated: [rated0, rated1, rated2] }: ByProgramme,
  into: Outcome.Columns,
  survivors: Int32Array,
  seated: Int32Array,
  left: Float64Array
): void => {
  const { attended, distanced, household, masked, programme, taxId, washed } = from
  const { gross, net, status, tax } = into
  const [rate0, rate1, rate2] = Figures.rates
  for (let j = 0; j < alive; j++) {
    const i = survivors[j]!
    const p = programme[i]!
    // Two bits a programme: 0, 1 or 2 seats of the household.
    const key = household[i]! * 4 + (p >> 4)
    const shift = (p & 15) << 1
    const counts = seated[key]!
    const third = (counts >>> (shift + 1)) & 1
    seated[key] = counts + ((third ^ 1) << shift)
    const counted = attended[i]! & ((masked[i]! & distanced[i]! & washed[i]!) | free[p]!)
    let owed =
      (bitCount[counted & rated0[p]!]! * rate0 +
        bitCount[counted & rated1[p]!]! * rate1 +
        bitCount[counted & rated2[p]!]! * rate2) |
      0
    owed = Math.min(owed, Figures.cap) & (third - 1)
    const rest = left[p]!
    const over = owed > rest ? 1 : 0
    left[p] = over === 1 ? 0 : rest - owed
    owed &= over - 1
    // An allowance is a whole multiple of 10,000, so that the division by 100 leaves no rest.
    const withheld = (((owed / 100) | 0) * (Figures.percentWithout - taxId[i]!)) & -((Figures.taxedAbove - owed) >>> 31)
    gross[i] = owed
    tax[i] = withheld
    net[i] = owed - withheld
    status[i] = third * 7 + over * 8 + (((bitCount[counted]! - needed[p]!) >>> 31) & (third ^ 1) & (over ^ 1))
  }
}

const decide = (from: Enrolments.Enrolments, thousands: Int32Array, into: Outcome.Columns): void => {
  const known = byProgramme(from)
  const survivors = new Int32Array(blockSize)
  const seated = new Int32Array(from.households * 4)
  const left = Float64Array.from(from.budget)
  for (let begin = 0; begin < from.count; begin += blockSize) {
    const end = Math.min(from.count, begin + blockSize)
    const alive = first(begin, end, from, thousands, known, into, survivors)
    second(alive, from, known, into, survivors, seated, left)
  }
}

export const blockedLoop: Contender = {
  title: "hand-written loop, blocked",
  remark: "branch-free blocks of 4,096 rows, tables by programme; the limit",
  prepare: (enrolments) => {
    const into = Outcome.columns(enrolments.count)
    const thousands = Int32Array.from(enrolments.turnover, (turnover) => turnover / thousand)
    return Promise.resolve({ run: () => decide(enrolments, thousands, into), outcome: () => into })
  }
}
