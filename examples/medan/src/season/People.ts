/**
 * Random-looking names for people: the flow knows persons and households by ids without meaning, so that no message of
 * a pure function can ever carry an identity number. The ids live as long as one run.
 */
import { Person } from "@bina/core"

// ---- Models

/** Ids given so far. */
export interface People {
  /** The id of whoever holds an identity number; the same number has the same id in every cohort. */
  readonly of: (nik: string) => Person.Id
  /** The id of a household. */
  readonly household: (number: string) => string
}

// ---- Rules

/** A register without entries. */
export const make = (): People => {
  const ids = (prefix: string) => {
    const known = new Map<string, string>()
    return (key: string): string => {
      const id = known.get(key) ?? `${prefix}-${known.size + 1}`
      known.set(key, id)
      return id
    }
  }
  const [person, household] = [ids("person"), ids("household")]
  return { of: (nik) => Person.id(person(nik)), household }
}
