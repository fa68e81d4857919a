/**
 * A public scheme for one fiscal year: its cohorts in the order in which they are filled, and the policies that decide
 * in it, pinned by fingerprint so that nobody changes a rule unseen.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Cohort from "./Cohort.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** SHA-256 of a policy's canonical form, 64 hexadecimal digits. */
export const Fingerprint = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("Fingerprint"))
export type Fingerprint = typeof Fingerprint.Type

const repeated = (ids: ReadonlyArray<string>): string | undefined => ids.find((id, index) => ids.indexOf(id) !== index)

/**
 * One programme. The order of `cohorts` is the order of filling: limits of the season count the seats of cohorts that
 * stand earlier. `policies` maps each stage to the fingerprint of its policy. `timeZone` is the IANA name of the zone
 * whose days the programme counts.
 */
export const Programme = Schema.Struct({
  id: Spelling.Name,
  title: Spelling.Sentence,
  organiser: Spelling.Sentence,
  fiscalYear: Schema.Int.check(Schema.isBetween({ minimum: 1900, maximum: 2199 })),
  timeZone: Spelling.Name,
  policies: Schema.Record(Spelling.Name, Fingerprint),
  cohorts: Schema.NonEmptyArray(Cohort.Cohort)
}).check(
  Schema.makeFilter(({ cohorts }) => {
    const id = repeated(cohorts.map((cohort) => cohort.id))
    return id === undefined || `two cohorts are called ${id}`
  })
)
export type Programme = typeof Programme.Type

// ---- Rules

/** The cohort with an id, if the programme has one. */
export const cohort = (programme: Programme, id: string): Option.Option<Cohort.Cohort> =>
  Option.fromNullishOr(programme.cohorts.find((candidate) => candidate.id === id))
