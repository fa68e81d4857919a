/**
 * Values with a history. Entries follow one another in time without overlap and without a gap that nobody declared:
 * a stretch about which nothing was found is an entry of its own and says so, for the answer there is "unknown", not
 * the neighbour's value.
 */
import * as Schema from "effect/Schema"
import * as CivilDate from "./CivilDate.ts"

// ---- Models

/** A stretch of a history; without `to` it lasts until the next entry begins. */
export interface Entry {
  readonly from: CivilDate.CivilDate
  readonly to?: CivilDate.CivilDate
}

/** What is wrong between two entries of a history: the days `[from, to)` belong to both or to neither. */
export const Flaw = Schema.Struct({
  kind: Schema.Literals(["gap", "overlap"]),
  from: CivilDate.CivilDate,
  to: CivilDate.CivilDate
})
export type Flaw = typeof Flaw.Type

// ---- Functions

/** The gaps and overlaps of a history whose entries stand in the order given; an entry out of order overlaps. */
export const flaws = (entries: ReadonlyArray<Entry>): ReadonlyArray<Flaw> =>
  entries.slice(1).flatMap((entry, index): ReadonlyArray<Flaw> => {
    const before = entries[index]!
    if (entry.from <= before.from) return [{ kind: "overlap", from: entry.from, to: before.to ?? before.from }]
    if (before.to === undefined || before.to === entry.from) return []
    return before.to < entry.from
      ? [{ kind: "gap", from: before.to, to: entry.from }]
      : [{ kind: "overlap", from: entry.from, to: before.to }]
  })

/** The entry in force on a day, if there is one. */
export const entryOn = <E extends Entry>(entries: ReadonlyArray<E>, date: CivilDate.CivilDate): E | undefined => {
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]!
    // An earlier entry may overlap with this one, but the last that has begun decides.
    if (entry.from <= date) return entry.to === undefined || date < entry.to ? entry : undefined
  }
  return undefined
}
