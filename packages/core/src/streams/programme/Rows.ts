/**
 * The row of the register that tells of a programme: from its state alone.
 */
import * as Option from "effect/Option"
import * as Row from "../../record/Row.ts"
import type * as StreamId from "../../record/StreamId.ts"
import * as ProgrammeState from "./State.ts"

// ---- Tables

const programmes: Row.Table = {
  name: "programmes",
  text: "One row a programme.",
  columns: [
    Row.column("programme", "text", "Its id."),
    Row.column("title", "text", "Its title."),
    Row.column("organiser", "text", "Who answers for it."),
    Row.column("kind", "text", "The kind over which limits of a lifetime count."),
    Row.column("fiscal_year", "integer", "The budget year."),
    Row.column("time_zone", "text", "IANA name of the zone whose days count."),
    Row.column("stage", "text", "Drafted, Open or Closed."),
    Row.column("cohorts", "integer", "How many cohorts it has."),
    Row.nullable("admission_policy", "text", "Fingerprint of the newest policy of admission."),
    Row.nullable("allowance_policy", "text", "Fingerprint of the newest policy of allowance.")
  ]
}

/** The tables that tell of programmes. */
export const tables: ReadonlyArray<Row.Table> = [programmes]

// ---- Rows

const orNull = <A extends Row.Value>(value: Option.Option<A>): Row.Value => Option.getOrNull(value)

/** The row of a programme. */
export const of = (stream: StreamId.Id, state: ProgrammeState.State): ReadonlyArray<Row.Row> => {
  if (state._tag === "Undrafted") return []
  const { cohorts, outline, stage } = state
  const policy = (of: string) => orNull(Option.map(ProgrammeState.latest(state, of), (pinned): string => pinned.policy))
  return [
    Row.make(stream, "programmes", {
      programme: outline.id,
      title: outline.title,
      organiser: outline.organiser,
      kind: outline.kind,
      fiscal_year: outline.fiscalYear,
      time_zone: outline.timeZone,
      stage,
      cohorts: cohorts.length,
      admission_policy: policy("admission"),
      allowance_policy: policy("allowance")
    })
  ]
}
