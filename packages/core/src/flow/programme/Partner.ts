/**
 * Who carries a cohort besides the people who attend it: each partner with the part it plays, so that a report can say
 * who trained, who certified and whose money it was.
 */
import * as Schema from "effect/Schema"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/**
 * `organiser` answers for the cohort, `trainer` teaches, `host` gives the room, `certifier` examines, `employer` takes
 * people on, `funder` pays.
 */
export const Role = Schema.Literals(["organiser", "trainer", "host", "certifier", "employer", "funder"])
export type Role = typeof Role.Type

/** One partner in one role; an organisation that plays two parts stands in the list twice. */
export const Partner = Schema.Struct({ name: Spelling.Name, role: Role })
export type Partner = typeof Partner.Type

// ---- Rules

/** The partners that play a part, in the order given. */
export const withRole = (partners: ReadonlyArray<Partner>, role: Role): ReadonlyArray<Partner> =>
  partners.filter((partner) => partner.role === role)
