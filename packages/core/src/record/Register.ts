/**
 * The register as a service: read its rows, or make it anew from the journal. Rows are written by the journal's append
 * alone. What each method promises is stated by the numbered laws of the conformance suite (R-1 and on).
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type * as EventCodec from "./EventCodec.ts"
import type * as Journal from "./Journal.ts"
import type * as Row from "./Row.ts"

// ---- Errors

/** The register cannot be reached or does not answer. */
export class RegisterUnavailable extends Schema.TaggedError<RegisterUnavailable>()("RegisterUnavailable", {
  reason: Schema.String
}) {
  override get message(): string {
    return `the register is unavailable (${this.reason})`
  }
}

/** The projection has no table of this name. */
export class NoSuchTable extends Schema.TaggedError<NoSuchTable>()("NoSuchTable", {
  table: Schema.String,
  tables: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `the register has no table ${this.table}; it has ${this.tables.join(", ") || "none"}`
  }
}

// ---- Models

/** What a rebuild did. */
export interface Rebuilt {
  readonly streams: number
  readonly rows: number
}

// ---- Service

/**
 * - `rows` gives the rows of a table by key.
 * - `rebuild` makes the register beside the one in use, from the events alone, and puts it in its place at once;
 *   whoever reads meanwhile sees the old one or the new one, never half of each, and no append gets lost.
 * - `misdescribed` names the tables whose columns the store explains otherwise than the projection does; none where
 *   nobody meddled, and none where the store explains nothing.
 */
export class Register extends Context.Service<
  Register,
  {
    readonly rows: (table: string) => Stream.Stream<Row.Row, NoSuchTable | RegisterUnavailable>
    readonly misdescribed: Effect.Effect<ReadonlyArray<string>, RegisterUnavailable>
    readonly rebuild: Effect.Effect<Rebuilt, RegisterUnavailable | EventCodec.NotReadable | Journal.StoreIsNewer>
  }
>()("@bina/core/Register") {}
