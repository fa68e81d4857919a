/**
 * Duties that hold in some stretches of time: the health protocol of a city in 2020 to 2022. Outside its periods a
 * duty does not hold, except in stretches that are declared unknown: there the answer is "unknown", not the
 * neighbour's.
 */
import * as Schema from "effect/Schema"
import * as Document from "../tree/Document.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Dated from "../vocabulary/Dated.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Expression from "./Expression.ts"

// ---- Models

/** A period in force, half-open. */
export interface PeriodFrom {
  readonly from: CivilDate.CivilDateText
  readonly to?: CivilDate.CivilDateText
  readonly citation?: Citation.Citation
}

/** A stretch about which nothing was found. */
export interface UnknownFrom {
  readonly from: CivilDate.CivilDateText
  readonly to?: CivilDate.CivilDateText
  readonly unknown: string
}

/** Whether a duty holds on a day. */
export type Standing = "in-force" | "not-in-force" | "unknown"

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

// ---- Rules

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
    return new Expression.BooleanExpression(
      { kind: "duty", name: this.document.name, on: date.node },
      [...new Set([...date.uses, this.use])]
    )
  }
}

/** What keeps a duty from being used: stretches that share a day. Gaps are no flaw: there it is not in force. */
export const flaws = (duty: Document.Duty): ReadonlyArray<string> =>
  Dated.flaws([...duty.periods, ...duty.unknown].toSorted((a, b) => (a.from < b.from ? -1 : 1)))
    .filter(({ kind }) => kind === "overlap")
    .map(({ from, to }) => `two stretches claim ${from} to ${to}`)

const decode = Schema.decodeUnknownSync(Document.Duty, { onExcessProperty: "error" })

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
    readonly unknown?: ReadonlyArray<UnknownFrom>
  }
): Duty => {
  const document = decode({ name, periods: options.periods, unknown: options.unknown ?? [] })
  const [reason] = flaws(document)
  if (reason !== undefined) throw new DutyRefused({ duty: name, reason })
  return new Duty(document, options.text)
}

/** Whether the duty holds on a day, as data. */
export const standingOn = (duty: Document.Duty, date: CivilDate.CivilDate): Standing => {
  const covers = (entry: Dated.Entry) => entry.from <= date && (entry.to === undefined || date < entry.to)
  if (duty.periods.some(covers)) return "in-force"
  return duty.unknown.some(covers) ? "unknown" : "not-in-force"
}
