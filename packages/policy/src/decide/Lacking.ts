/**
 * What is missing to know something: the third value. It is never empty, and what several things lack is the union.
 */

// ---- Models

/** What is missing, by keys of `Analysis.itemOf…`. Never empty. */
export class Lacking {
  readonly items: ReadonlySet<string>
  constructor(items: ReadonlySet<string>) {
    // Otherwise "undetermined" could be taken for an answer.
    if (items.size === 0) throw new Error("undetermined, with nothing missing")
    this.items = items
  }
}

// ---- Functions

/** These things are missing. */
export const lacking = (...items: ReadonlyArray<string>): Lacking => new Lacking(new Set(items))

/** What any of these lack. */
export const union = (parts: ReadonlyArray<unknown>): Lacking =>
  new Lacking(new Set(parts.flatMap((part) => (part instanceof Lacking ? [...part.items] : []))))

/** Whether something is missing to know all of these. */
export const isAny = (values: ReadonlyArray<unknown>): boolean => {
  for (const value of values) if (value instanceof Lacking) return true
  return false
}
