/**
 * By what a finding is known from the visit in which it was made to the sanction to which it leads. The id is made where
 * the finding is made, on a device without a network too, so that one that is sent twice is still one.
 */
import * as Schema from "effect/Schema"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** One id for one finding, in every inspection of an office. One finding leads to one measure, whatever becomes of it. */
export const Id = Spelling.Name.pipe(Schema.brand("FindingId"))
export type Id = typeof Id.Type
