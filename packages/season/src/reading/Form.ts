/**
 * What one kind of sheet looks like: its columns, which of them may be shown when something is wrong, and what a row
 * says. A form never refuses a sheet; what it cannot read of a row is reported, and the row may still say the rest.
 */
import type * as Option from "effect/Option"
import type * as Problem from "./Problem.ts"

// ---- Models

/** A row before anybody asks what it means. */
export interface Row<Column extends string = string> {
  /** The line of the file on which it begins, the column names being line 1. */
  readonly line: number
  /** The cell as it is written. */
  readonly written: (column: Column) => string
  /** Notes what is wrong with a cell; what it should have said stays a gap. */
  readonly gap: (fault: Problem.Fault, column: Column) => Option.Option<never>
}

/**
 * A kind of sheet. The value of a cell is shown in a problem only where its column is named in `shown`: a list of what is
 * harmless, not of what is personal, so that a column that nobody thought of is masked.
 */
export interface Form<Entry, Column extends string = string> {
  readonly columns: ReadonlyArray<Column>
  readonly shown: Readonly<Partial<Record<Column, Problem.Shown>>>
  read(row: Row<Column>): Option.Option<Entry>
}
