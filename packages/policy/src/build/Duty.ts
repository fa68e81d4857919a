/**
 * Duties that hold in some stretches of time: the health protocol of a city in 2020 to 2022. Outside its periods a
 * duty does not hold, except in stretches that are declared unknown: there the answer is "unknown", not the
 * neighbour's.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Expression from "./Expression.ts"
import type * as Parameter from "./Parameter.ts"

// ---- Models

/** A period in force, half-open. */
export interface PeriodFrom {
  readonly from: CivilDate.CivilDateText
  readonly to?: CivilDate.CivilDateText
  readonly citation?: Citation.Citation
}

// ---- Errors

/** Two stretches of a duty claim the same day, or a stretch is empty. */
export class DutyRefused extends Schema.TaggedError<DutyRefused>()("DutyRefused", {
  duty: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `duty ${this.duty}: ${this.reason}`
  }
}

// ---- Functions

/** A dated duty. */
export class Duty {
  readonly document: Document.Duty
  readonly text: Text.Text
  private readonly use: Expression.Use
  constructor(document: Document.Duty, text: Text.Text) {
    this.document = document
    this.text = text
    this.use = { kind: "duty", duty: document, text }
  }
  /** Whether the duty is in force on a day; undetermined in a declared gap. */
  inForceOn(date: Expression.DateExpression): Expression.BooleanExpression {
    return new Expression.BooleanExpression({ kind: "duty", name: this.document.name, on: date.node }, [
      ...new Set([...date.uses, this.use])
    ])
  }
}

const decode = Schema.decodeUnknownResult(Document.Duty, { onExcessProperty: "error" })

/**
 * A duty with its periods; without any it is never in force, which is what a city without such a rule has.
 *
 * @throws {DutyRefused} when stretches share a day.
 */
export const make = (
  name: string,
  options: {
    readonly text: Text.Text
    readonly periods: ReadonlyArray<PeriodFrom>
    readonly unknown?: ReadonlyArray<Parameter.UnknownFrom>
  }
): Duty => {
  const decoded = decode({ name, periods: options.periods, unknown: options.unknown ?? [] })
  if (Result.isFailure(decoded)) throw new DutyRefused({ duty: name, reason: decoded.failure.message })
  const [reason] = History.dutyFlaws(decoded.success)
  if (reason !== undefined) throw new DutyRefused({ duty: name, reason })
  return new Duty(decoded.success, options.text)
}
