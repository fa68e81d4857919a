/**
 * What a season of supervision is read into and decided by: a register of establishments, visits and reports as their
 * files say it, and what one city says of them. Nothing that two cities share stands here.
 */
import type * as Option from "effect/Option"
import type { Calendar, Ladder, Moment, PeriodicReport } from "@bina/core"
import type { CivilDate, Text } from "@bina/policy"
import type * as Form from "../reading/Form.ts"
import type * as SupervisionResult from "./SupervisionResult.ts"

// ---- Models

/** What is known of the size of an establishment; amounts in whole units of the currency. */
export interface Size {
  readonly workers: Option.Option<number>
  readonly investment: Option.Option<number>
  readonly annualSales: Option.Option<number>
}

/** A row of the register. `number` is that under which the state knows it; what cannot be read is not known. */
export interface Establishment extends Size {
  readonly line: number
  readonly number: string
  readonly name: string
  readonly trade: Option.Option<string>
  readonly district: string
  /** Whether it owes periodic reports. */
  readonly reports: Option.Option<boolean>
}

/** What an officer decided of a visit. */
export type Verdict = "compliant" | "violation" | "waived"

/** A visit. `breaches`: items that were found not to be kept; `isWhole`: whether every item could be read. */
export interface Visit {
  readonly line: number
  readonly number: string
  readonly on: Option.Option<CivilDate.CivilDate>
  readonly officer: string
  readonly assignment: string
  readonly breaches: ReadonlyArray<Text.Text>
  readonly isWhole: boolean
  readonly verdict: Option.Option<Verdict>
}

/** A report that came: for which period, and when, in UTC. */
export interface Receipt {
  readonly line: number
  readonly number: string
  readonly due: Option.Option<CivilDate.CivilDate>
  readonly at: Option.Option<Moment.Moment>
}

/** How each file is read. */
export interface Forms {
  readonly establishments: Form.Form<Establishment>
  readonly visits: Form.Form<Visit>
  readonly reports: Form.Form<Receipt>
}

/** What the files call what the rules have something to say about, for problems. */
export interface Columns {
  readonly number: string
  readonly on: string
  readonly verdict: string
  readonly due: string
}

/** A text of its own: what it is called, and what stands in it. */
export interface Letter {
  readonly path: string
  readonly text: string
}

/** What a city says of its supervision. */
export interface Shape {
  readonly forms: Forms
  readonly columns: Columns
  /** Under which names the number of an establishment and its reports stand in the outcome: `nib`, `iomki`. */
  readonly names: { readonly number: string; readonly reports: string }
  readonly ladder: Ladder.Ladder
  readonly calendar: Calendar.Calendar
  /** The duty to report, for how many periods from the first day in the file, and what its neglect leads to. */
  readonly reports: {
    readonly duty: PeriodicReport.Duty
    readonly neglect: PeriodicReport.Neglect
    readonly weeks: number
  }
  /** The scales of an establishment, each under its own name: two laws may give two. */
  readonly scales: (size: Size) => Readonly<Record<string, string>>
  /** The letters that sanctions call for. */
  readonly letters: (result: SupervisionResult.SupervisionResult) => ReadonlyArray<Letter>
}
