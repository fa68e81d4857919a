/**
 * A store that is wrong in one way, with the law that says so. A law that no saboteur breaks has not been shown to
 * find anything; a suite that lets a saboteur pass is the fault that the saboteur was made for.
 */
import type * as Store from "../conformance/Store.ts"

// ---- Models

/** `wrong` says in words what the store does; `breaks` is the law that names it. */
export interface Saboteur<Services, Given> {
  readonly wrong: string
  readonly breaks: string
  readonly make: Store.Make<Services, Given>
}

// ---- Rules

/** The laws that saboteurs break, each once, in the order in which they first stand: what a suite is shown to find. */
export const broken = (saboteurs: ReadonlyArray<Pick<Saboteur<never, never>, "breaks">>): ReadonlyArray<string> => [
  ...new Set(saboteurs.map(({ breaks }) => breaks))
]
