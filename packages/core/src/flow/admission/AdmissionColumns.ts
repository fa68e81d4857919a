/**
 * Fills many cohorts from columns: the very determinations of `Admission.fill`, for as many applications as memory
 * holds, or as a stream brings piece by piece. A policy has been decided for every row; this walks the rows in order
 * and remembers, as little as it can, who holds a seat.
 *
 * Rows stand in the order in which they are determined: within a cohort in order of registration. Where a limit counts
 * across the season, one cohort stands after the other, as they are filled; else cohorts may be mixed.
 */
import { Columns, Decisions } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { SeatCounter } from "./SeatCounter.ts"

// ---- Models

/**
 * What stands in `determination` for a row. `undecided` stands in columns that were allocated, until their rows are
 * determined, and stays where `only` leaves a row out: nobody is seated because nobody asked.
 */
export const determination = {
  seated: 0,
  waitlisted: 1,
  refused: 2,
  undetermined: 3,
  duplicate: 4,
  undecided: 255
} as const

/** A limit over columns: at most so many seats for a key, which is a whole number below `keys`. */
export interface Limit {
  readonly scope: "season" | "cohort"
  readonly atMost: number
  readonly keys: number
}

/**
 * Quotas by cohort, and the limits in their order; no more than 32. Persons are whole numbers below `persons`; where it
 * is `"distinct"`, the caller vouches that everybody is known and nobody applies twice, and nobody looks.
 */
export interface Terms {
  readonly quotas: ArrayLike<number>
  readonly limits: ReadonlyArray<Limit>
  readonly persons: number | "distinct"
}

/** Applications as columns. */
export interface Applications {
  /** What the policy answered: `Decisions.status`. */
  readonly status: Uint8Array
  /** The cohort of each row, a place in the quotas. */
  readonly cohort: Columns.Numbers
  /** For each limit the key of each row; −1 where it is missing. */
  readonly keys: ReadonlyArray<Columns.Numbers>
  /** Unless persons are distinct: who each row is; −1 where nobody can be named. */
  readonly person?: Columns.Numbers
  /** The number of the first row, where earlier pieces came before. */
  readonly firstRow?: number
}

/** Applications that {@link check} looked at. A copy of them was not looked at. */
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

/** How far the cohorts of a season have come: the one at hand, and 1 for each that was left behind. */
interface Season {
  at: number
  readonly left: Uint8Array
}

/** Cohorts while they are filled. It changes with every row. */
export interface Filling {
  readonly terms: Terms
  readonly free: Int32Array
  readonly waiting: Int32Array
  readonly counters: ReadonlyArray<SeatCounter>
  /** The first row of a person in a cohort, plus one. */
  readonly first: Int32Array | undefined
  /** Where a limit counts across the season. */
  readonly season: Season | undefined
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

/** Counters that one limit, or duplicates, may need, which is half a gibibyte; beyond that fill cohort by cohort. */
const mostCounters = 2 ** 27

const refuse = (reason: string) => Result.fail(new NotFillableColumns({ reason }))

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const isSeasonal = ({ scope }: Limit): boolean => scope === "season"

const tooMany = (what: string, counters: number) =>
  refuse(`${what} would need ${counters} counters, and memory is kept below ${mostCounters}: fill cohort by cohort`)

/** Begins with empty cohorts. Fails where the terms make no sense or would need more counters than memory should hold. */
export const begin = (terms: Terms): Result.Result<Filling, NotFillableColumns> => {
  const { limits, persons, quotas } = terms
  const cohorts = quotas.length
  for (let cohort = 0; cohort < cohorts; cohort += 1) {
    if (!isCount(quotas[cohort])) return refuse(`cohort ${cohort} has a quota of ${quotas[cohort]}`)
  }
  if (persons !== "distinct") {
    if (!isCount(persons)) return refuse(`${persons} is no number of persons`)
    if (persons * cohorts > mostCounters) return tooMany(`${persons} persons in ${cohorts} cohorts`, persons * cohorts)
  }
  if (limits.length > 32) return refuse(`there are ${limits.length} limits, and room for 32`)
  for (const [nth, { atMost, keys, scope }] of limits.entries()) {
    if (scope !== "season" && scope !== "cohort") return refuse(`limit ${nth} counts in "${String(scope)}"`)
    if (!(isCount(atMost) && atMost >= 1)) return refuse(`limit ${nth} allows ${atMost} seats`)
    if (!isCount(keys)) return refuse(`limit ${nth} counts ${keys} keys`)
    const counters = keys * (scope === "season" ? 1 : cohorts)
    if (counters > mostCounters) return tooMany(`limit ${nth}`, counters)
  }
  return Result.succeed({
    terms,
    free: Int32Array.from(quotas, (quota) => Math.min(quota, 2 ** 31 - 1)),
    waiting: new Int32Array(cohorts),
    counters: limits.map((limit) => new SeatCounter(limit, cohorts)),
    first: persons === "distinct" ? undefined : new Int32Array(persons * cohorts),
    season: limits.some(isSeasonal) && cohorts > 1 ? { at: -1, left: new Uint8Array(cohorts) } : undefined
  })
}

/** Applications that were looked at, and for which terms. Copies are not among them. */
const looked = new WeakMap<Checked, Terms>()

/**
 * Looks at columns once, so that filling need not: each row has a cohort, a person and keys that the terms know, and
 * cohorts follow one another where a limit counts across the season. The columns must not change afterwards, apart from
 * `status`: whatever stands there, only who is eligible is seated.
 */
export const check = (terms: Terms, applications: Applications): Result.Result<Checked, NotFillableColumns> => {
  const { limits, persons, quotas } = terms
  const { cohort, firstRow = 0, keys, person, status } = applications
  const rows = status.length
  if (!(status instanceof Uint8Array)) return refuse("`status` is no Uint8Array")
  if (!(isCount(firstRow) && firstRow + rows < 2 ** 31)) return refuse(`\`firstRow\` is ${firstRow}`)
  if (keys.length !== limits.length)
    return refuse(`there are ${keys.length} columns of keys for ${limits.length} limits`)
  if ((person === undefined) !== (persons === "distinct")) {
    return refuse(
      person === undefined ? "persons are looked at, and there are none" : "persons are distinct, and looked at"
    )
  }
  const wrong =
    flawOf("cohort", cohort, rows, 0, quotas.length) ??
    limits.map((limit, nth) => flawOf(`key of limit ${nth}`, keys[nth]!, rows, -1, limit.keys)).find(isThere) ??
    (person === undefined ? undefined : flawOf("person", person, rows, -1, persons as number)) ??
    (limits.some(isSeasonal) ? orderFlaw(cohort, quotas.length, 0, rows) : undefined)
  if (wrong !== undefined) return refuse(wrong)
  const checked: Checked = { ...applications, "~checked": true }
  looked.set(checked, terms)
  return Result.succeed(checked)
}

const isThere = (flaw: string | undefined): flaw is string => flaw !== undefined

const flawOf = (what: string, column: Columns.Numbers, rows: number, low: number, end: number): string | undefined => {
  if (!Columns.isNumbers(column)) return `the column of each ${what} is no array of numbers`
  if (column.length < rows) return `there are ${rows} rows, and a ${what} for ${column.length}`
  for (let row = 0; row < rows; row += 1) {
    const value = column[row]!
    if (!(value >= low && value < end && Number.isInteger(value))) {
      return `row ${row} has the ${what} ${value}, and whole numbers from ${low} up to ${end - 1} are known`
    }
  }
  return undefined
}

/** What is wrong with the order of rows, where one cohort must stand after the other. */
const orderFlaw = (
  cohort: Columns.Numbers,
  cohorts: number,
  from: number,
  to: number,
  only?: Int32Array,
  season: Season = { at: -1, left: new Uint8Array(cohorts) }
): string | undefined => {
  for (let place = from; place < to; place += 1) {
    const row = only === undefined ? place : only[place]!
    const here = cohort[row]!
    if (here === season.at) continue
    if (season.left[here] === 1) {
      return `row ${row} comes back to cohort ${here}; a limit counts across the season, so fill one after the other`
    }
    if (season.at >= 0) season.left[season.at] = 1
    season.at = here
  }
  return undefined
}

/**
 * Counts seats that are held already, of cohorts that were filled elsewhere, before anything is filled: for each limit
 * the key of each seat. Only limits of the season look at them; the others need no column. Fails where a seat cannot be
 * counted, because its key is missing.
 */
export const hold = (
  { counters, terms: { limits } }: Filling,
  seats: number,
  keys: ReadonlyArray<Columns.Numbers | undefined>
): Result.Result<void, NotFillableColumns> => {
  if (!isCount(seats)) return refuse(`${seats} is no number of seats`)
  for (const [nth, limit] of limits.entries()) {
    if (!isSeasonal(limit)) continue
    const column = keys[nth]
    if (column === undefined) return refuse(`limit ${nth} counts across the season, and the seats have no keys for it`)
    const wrong = flawOf(`key of limit ${nth}`, column, seats, 0, limit.keys)
    if (wrong !== undefined) return refuse(wrong)
  }
  limits.forEach((limit, nth) => {
    if (!isSeasonal(limit)) return
    const counter = counters[nth]!
    for (let seat = 0; seat < seats; seat += 1) {
      const key = keys[nth]![seat]!
      // A counter has room for no more than the limit, and more make no difference.
      if (counter.look(key, 0) === 0) counter.add(key, 0, 1)
    }
  })
  return Result.succeed(undefined)
}

/** Columns for what becomes of so many rows. */
export const allocate = ({ limits }: Terms, rows: number): Determinations => ({
  determination: new Uint8Array(rows).fill(determination.undecided),
  reached: limits.length <= 8 ? new Uint8Array(rows) : new Int32Array(rows),
  related: new Int32Array(rows)
})

/**
 * Determines the rows `from` up to `to`, or those that stand in `only[from]` up to `only[to]`; call it once for each row,
 * in order. Whoever the policy refuses takes no seat, so a caller who does not ask for the reasons of limits may leave
 * them out with `only`, as long as nobody applies twice; they stay `undecided`.
 *
 * Says how many were seated; with `seats`, their rows stand there from its beginning, in order: what is owed is decided
 * for them alone. It needs room for as many rows as are looked at.
 *
 * @throws {RangeError} when rows are asked for that are not there, or a column has no room for them.
 * @throws {TypeError} when the applications were not checked for these terms, or a season's cohorts are mixed.
 */
export const fill = (
  filling: Filling,
  applications: Checked,
  into: Determinations,
  from: number,
  to: number,
  only?: Int32Array,
  seats?: Int32Array
): number => {
  assertFillable(filling, applications, into, from, to, only, seats)
  const { counters, first, free, waiting } = filling
  const { cohort, firstRow = 0, keys, person, status } = applications
  const { determination: determined, reached, related } = into
  const cohorts = free.length
  const most = counters.length
  // The first limit is mostly the only one: what it reads is kept at hand.
  const { atMost, counts, mask, step, stride, width } = counters[0] ?? unlimited()
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
const unlimited = () => ({ atMost: 1, counts: new Int32Array(1), mask: 0, step: 0, stride: 0, width: 5 })

/** Looks once, so that the loop need not. */
const assertFillable = (
  { season, terms }: Filling,
  applications: Checked,
  { determination: determined, reached, related }: Determinations,
  from: number,
  to: number,
  only: Int32Array | undefined,
  seats: Int32Array | undefined
): void => {
  const of = looked.get(applications)
  if (of === undefined) throw new TypeError("these applications were not checked, or are a copy: check them")
  if (of !== terms && !isAlike(of, terms)) throw new TypeError("these applications were checked for other terms")
  const rows = applications.status.length
  Columns.assertRows(rows, from, to, only)
  const room = Math.min(determined.length, reached.length, related.length)
  if (room < rows) throw new RangeError(`the columns have room for ${room} rows, and ${rows} are needed`)
  if (terms.limits.length > 8 && reached instanceof Uint8Array) {
    throw new TypeError("`reached` has room for 8 limits: allocate columns for these terms")
  }
  if (seats !== undefined && seats.length < to - from) {
    throw new RangeError(`\`seats\` has room for ${seats.length} rows, and ${to - from} are looked at`)
  }
  if (season === undefined) return
  const wrong = orderFlaw(applications.cohort, terms.quotas.length, from, to, only, season)
  if (wrong !== undefined) throw new TypeError(wrong)
}

/** Whether what was checked for some terms is right for others. */
const isAlike = (a: Terms, b: Terms): boolean =>
  a.quotas.length === b.quotas.length &&
  a.persons === b.persons &&
  a.limits.length === b.limits.length &&
  a.limits.every(({ keys, scope }, nth) => b.limits[nth]!.keys === keys && b.limits[nth]!.scope === scope)

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
