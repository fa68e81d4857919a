/**
 * The tables of an office's register, for people who point a tool at them. People stand in them as opaque ids; nothing
 * that is sealed is among the columns. Money is whole minor units of the currency beside it; moments are UTC.
 */
import type * as Row from "../record/Row.ts"
import * as AttendanceRows from "../streams/attendance/Rows.ts"
import * as CohortRows from "../streams/cohort/Rows.ts"
import * as DisbursementRows from "../streams/disbursement/Rows.ts"
import * as EntitlementRows from "../streams/entitlement/Rows.ts"
import * as ProgrammeRows from "../streams/programme/Rows.ts"

// ---- Models

/** Grows with every change of tables or rows: see `Row.Projection`. */
export const version = 1

/** All tables, in the order of the flow. */
export const tables: ReadonlyArray<Row.Table> = [
  ...ProgrammeRows.tables,
  ...CohortRows.tables,
  ...AttendanceRows.tables,
  ...EntitlementRows.tables,
  ...DisbursementRows.tables
]
