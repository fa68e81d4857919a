/**
 * Fills many cohorts from columns: the very determinations of `Admission.fill`, for as many applications as memory
 * holds, or as a stream brings piece by piece. A policy has been decided for every row; this walks the rows in order
 * and remembers, as little as it can, who holds a seat.
 *
 * Rows stand in the order in which they are determined: within a cohort in order of registration. Where a limit counts
 * across the season, one cohort stands after the other, as they are filled; else cohorts may be mixed.
 */
import { type Columns, Decisions } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { SeatCounter } from "./SeatCounter.ts"

// ---- Models

/** What stands in `determination` for a row. */
export const determination = { seated: 0, waitlisted: 1, refused: 2, undetermined: 3, duplicate: 4 } as const

/** A limit over columns: at most so many seats for a key, which is a number below `keys`. */
export interface Limit {
  readonly scope: "season" | "cohort"
  readonly atMost: number
  readonly keys: number
}

/**
 * Quotas by cohort, and the limits in their order; no more than 32. With `persons`, who applied is looked at: numbers
 * below it; without, everybody is known and nobody applies twice.
 */
export interface Terms {
  readonly quotas: ArrayLike<number>
  readonly limits: ReadonlyArray<Limit>
  readonly persons?: number
}

/** Applications as columns. */
export interface Applications {
  /** What the policy answered: `Decisions.status`. */
  readonly status: Uint8Array
  /** The cohort of each row, a place in the quotas. */
  readonly cohort: Columns.Numbers
  /** For each limit the key of each row; −1 where it is missing. */
  readonly keys: ReadonlyArray<Columns.Numbers>
  /** Where persons are looked at: who each row is; −1 where nobody can be named. */
  readonly person?: Columns.Numbers
  /** The number of the first row, where earlier pieces came before. */
  readonly firstRow?: number
}

/** Applications that were looked at: see {@link check}. */
export interface Checked extends Applications {
  readonly "~checked": true
}

/**
 * What became of each row. Bit `k` of `reached` is set where limit `k` has no seat left for the key, also where the
 * policy refuses for reasons of its own. `related` is the place on the waitlist, from 1, of somebody who waits, and the
 * row of the first application of a duplicate; of all others it means nothing.
 */
export interface Determinations {
  readonly determination: Uint8Array
  readonly reached: Uint8Array | Int32Array
  readonly related: Int32Array
}

/** Cohorts while they are filled. It changes with every row. */
export interface Filling {
  readonly terms: Terms
  readonly free: Int32Array
  readonly waiting: Int32Array
  readonly counters: ReadonlyArray<SeatCounter>
  /** The first row of a person in a cohort, plus one. */
  readonly first: Int32Array | undefined
}

// ---- Errors

/** What keeps columns from being filled from. */
export class NotFillableColumns extends Schema.TaggedError<NotFillableColumns>()("NotFillableColumns", {
  reason: Schema.String
}) {
  override get message(): string {
    return `the applications cannot be determined: ${this.reason}`
  }
}

// ---- Rules

/** Counters that one limit, or duplicates, may need; beyond that fill cohort by cohort. */
const mostCounters = 2 ** 30

const refuse = (reason: string) => Result.fail(new NotFillableColumns({ reason }))

/** Begins with empty cohorts. Fails where a limit makes no sense or would need more counters than memory should hold. */
export const begin = (terms: Terms): Result.Result<Filling, NotFillableColumns> => {
  const { limits, persons, quotas } = terms
  const cohorts = quotas.length
  if (limits.length > 32) return refuse("there are more than 32 limits")
  if ((persons ?? 0) * cohorts > mostCounters) return refuse("there are too many persons and cohorts at once")
  for (const { atMost, keys, scope } of limits) {
    if (!(Number.isSafeInteger(atMost) && atMost >= 1)) return refuse("a limit allows no seat")
    if (keys * (scope === "season" ? 1 : cohorts) > mostCounters) {
      return refuse("a limit counts too many keys and cohorts at once")
    }
  }
  return Result.succeed({
    terms,
    free: Int32Array.from(quotas, (quota) => Math.min(quota, 2 ** 31 - 1)),
    waiting: new Int32Array(cohorts),
    counters: limits.map((limit) => new SeatCounter(limit, cohorts)),
    first: persons === undefined ? undefined : new Int32Array(persons * cohorts)
  })
}

/** Looks at columns once, so that filling need not: each row has a cohort, a person and keys that the terms know. */
export const check = (
  { limits, persons, quotas }: Terms,
  applications: Applications
): Result.Result<Checked, NotFillableColumns> => {
  const { cohort, keys, person, status } = applications
  const rows = status.length
  if (!isWithin(cohort, rows, 0, quotas.length)) return refuse("a row names no cohort that has a quota")
  if (keys.length !== limits.length) return refuse("there must be one column of keys for each limit")
  for (const [nth, limit] of limits.entries()) {
    if (!isWithin(keys[nth]!, rows, -1, limit.keys)) return refuse(`a row names no key that limit ${nth} counts`)
  }
  if ((person === undefined) !== (persons === undefined)) return refuse("persons are looked at, or they are not")
  if (person !== undefined && !isWithin(person, rows, -1, persons!)) return refuse("a row names no person")
  return Result.succeed({ ...applications, "~checked": true })
}

const isWithin = (column: Columns.Numbers, rows: number, low: number, end: number): boolean => {
  if (column.length < rows) return false
  for (let row = 0; row < rows; row += 1) if (!(column[row]! >= low && column[row]! < end)) return false
  return true
}

/** Columns for what becomes of so many rows. */
export const allocate = ({ limits }: Terms, rows: number): Determinations => ({
  determination: new Uint8Array(rows),
  reached: limits.length <= 8 ? new Uint8Array(rows) : new Int32Array(rows),
  related: new Int32Array(rows)
})

/**
 * Determines the rows `from` up to `to`, or those that stand in `only[from]` up to `only[to]`; call it once for each row,
 * in order. Whoever the policy refuses takes no seat, so a caller who does not ask for the reasons of limits may leave
 * them out with `only`, as long as nobody applies twice.
 *
 * Says how many were seated; with `seats`, their rows stand there from its beginning, in order: what is owed is decided
 * for them alone. It needs room for one row more than are looked at.
 */
export const fill = (
  { counters, first, free, waiting }: Filling,
  { cohort, firstRow = 0, keys, person, status }: Checked,
  { determination: determined, reached, related }: Determinations,
  from: number,
  to: number,
  only?: Int32Array,
  seats?: Int32Array
): number => {
  const cohorts = free.length
  const most = counters.length
  // The first limit is mostly the only one: what it reads is kept at hand.
  const { atMost, counts, mask, step, stride, width } = counters[0] ?? unlimited
  const [half, within, key] = [5 - width, (1 << (5 - width)) - 1, keys[0] ?? cohort]
  let seated = 0
  for (let place = from; place < to; place += 1) {
    const row = only === undefined ? place : only[place]!
    const here = cohort[row]! | 0
    const answer = status[row]! | 0
    let lacks = 0
    if (first !== undefined) {
      const who = person![row]!
      const before = who < 0 ? 0 : first[who * cohorts + here]!
      lacks = who < 0 ? 1 : 0
      if (before > 0) {
        determined[row] = determination.duplicate
        related[row] = before - 1
        reached[row] = 0
        continue
      }
      if (who >= 0) first[who * cohorts + here] = firstRow + row + 1
    }
    // Without branches: whom a limit refuses cannot be foreseen, and a wrong guess costs more than all the rest.
    const which = key[row]! | 0
    const isMissing = which >>> 31
    const at = (Math.imul(which + isMissing, stride) + Math.imul(here, step)) | 0
    const shift = (at & within) << width
    const held = counts[at >> half]! | 0
    let bits = ((atMost - 1 - ((held >>> shift) & mask)) >>> 31) & (isMissing - 1)
    lacks |= isMissing
    for (let nth = 1; nth < most; nth += 1) {
      const state = counters[nth]!.look(keys[nth]![row]!, here)
      bits |= (state & SeatCounter.full) << nth
      lacks |= state >> 1
    }
    const room = free[here]! | 0
    const used = (room - 1) >>> 31
    const outcome = outcomes[(answer << 3) | (used << 2) | ((bits === 0 ? 0 : 1) << 1) | lacks]! | 0
    const seat = (outcome - 1) >>> 31
    free[here] = room - seat
    counts[at >> half] = held + (seat << shift)
    for (let nth = 1; nth < most; nth += 1) counters[nth]!.add(keys[nth]![row]!, here, seat)
    determined[row] = outcome
    reached[row] = bits
    if (seats !== undefined) seats[seated] = row
    seated = (seated + seat) | 0
    if (outcome === determination.waitlisted) related[row] = waiting[here]! += 1
  }
  return seated
}

/** Where there is no limit: one counter for everybody, which reads as 0. */
const unlimited = { atMost: 1, counts: new Int32Array(1), mask: 0, step: 0, stride: 0, width: 5 }

/**
 * The determination by what the policy answered, whether the quota is used up, a limit reached, something missing.
 * Whatever is no answer of requirements seats nobody.
 */
const outcomes = Uint8Array.from({ length: 256 << 3 }, (_, state) => {
  const [answer, used, reached, lacks] = [state >> 3, state & 4, state & 2, state & 1]
  if (answer >= Decisions.status.invalid) return determination.undetermined
  if (answer === Decisions.status.ineligible || reached !== 0) return determination.refused
  if (answer === Decisions.status.undetermined || lacks !== 0) return determination.undetermined
  return used === 0 ? determination.seated : determination.waitlisted
})
