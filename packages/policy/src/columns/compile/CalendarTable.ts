/**
 * Days as `yyyymmdd`, by a table over the years that facts lie in unless they say otherwise.
 */
import * as Result from "effect/Result"
import * as CivilDate from "../../vocabulary/CivilDate.ts"

// ---- Functions

/** The days of the table, counted from 1970-01-01: the years 1900 to 2199. */
export const first = CivilDate.toEpochDay(CivilDate.makeUnsafe("1900-01-01"))
export const last = CivilDate.toEpochDay(CivilDate.makeUnsafe("2199-12-31"))

/** A day as `yyyymmdd`; 0 outside the calendar, where no known day lies. */
export const monthly = (day: number): number =>
  Result.match(CivilDate.fromEpochDay(day), { onFailure: () => 0, onSuccess: CivilDate.toNumber })

let made: Int32Array | undefined

/** `yyyymmdd` of every day from {@link first} to {@link last}; made when it is first needed. */
export const table = (): Int32Array => (made ??= make())

const make = (): Int32Array => {
  const days = new Int32Array(last - first + 1)
  let at = 0
  for (let year = 1900; year <= 2199; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      // A month ends where the next begins.
      const ends = month === 12 ? beginOf(year + 1, 1) : beginOf(year, month + 1)
      for (let day = 1; at < ends - first; day += 1, at += 1) days[at] = year * 10_000 + month * 100 + day
    }
  }
  return days
}

const beginOf = (year: number, month: number): number =>
  CivilDate.toEpochDay(`${year}-${month < 10 ? "0" : ""}${month}-01` as CivilDate.CivilDate)
