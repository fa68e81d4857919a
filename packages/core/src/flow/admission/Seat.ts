/**
 * A place in a cohort that somebody holds. Seats are what quota and limits count: a refused or waiting application
 * holds none.
 */
import * as Schema from "effect/Schema"
import * as Cohort from "../programme/Cohort.ts"
import * as Person from "../../words/Person.ts"
import * as Application from "./Application.ts"

// ---- Models

/** One seat, with the keys by which cohorts filled later count it. */
export const Seat = Schema.Struct({
  cohort: Cohort.Id,
  application: Application.Id,
  person: Person.Id,
  keys: Schema.Record(Schema.String, Application.Key)
})
export type Seat = typeof Seat.Type
