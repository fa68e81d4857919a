/**
 * Cases that nothing can be asked about.
 */
import * as Schema from "effect/Schema"

/** Facts that cannot be what they claim: nothing can be said of such a case. */
export class FactsRefused extends Schema.TaggedError<FactsRefused>()("FactsRefused", {
  paths: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `the case cannot be decided; not valid: ${this.paths.join(", ")}`
  }
}
