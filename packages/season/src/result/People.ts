/**
 * Random-looking names for people: the flow knows persons and what limits count by ids without meaning, so that no message
 * of a pure function can ever carry an identity number. The ids live as long as one run.
 */
import { Person } from "@bina/core"

// ---- Models

/** Ids given so far. */
export interface People {
  /** The id of whoever holds an identity number; the same number has the same id in every cohort. */
  readonly of: (number: string) => Person.Id
  /** The id of what a limit counts by, as a household. */
  readonly key: (name: string) => (number: string) => string
}

// ---- Rules

/** A register without entries. */
export const make = (): People => {
  const known = new Map<string, string>()
  const id = (prefix: string, number: string): string => {
    const key = `${prefix}/${number}`
    const given = known.get(key) ?? `${prefix}-${known.size + 1}`
    known.set(key, given)
    return given
  }
  return { of: (number) => Person.id(id("person", number)), key: (name) => (number) => id(name, number) }
}
