/**
 * What the value of a node is measured in. Units are checked before a policy exists: money never meets a count, and
 * rupiah never meet dollars.
 */
import * as Schema from "effect/Schema"
import * as Money from "../vocabulary/Money.ts"

// ---- Models

/**
 * `text` is a closed set of words (the literals that can occur), `code` an open vocabulary compared only with
 * literals, `token` an opaque text that knows only equality.
 */
export type Unit =
  | { readonly kind: "boolean" | "integer" | "ratio" | "date" | "code" | "token" }
  | { readonly kind: "money"; readonly currency: Money.Currency }
  | { readonly kind: "text"; readonly literals: ReadonlyArray<string> }

/** The unit of a dated value or of a column of a dated table. */
export const NumberUnit = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("integer") }),
  Schema.Struct({ kind: Schema.Literal("money"), currency: Money.Currency })
])
export type NumberUnit = typeof NumberUnit.Type

// ---- Functions

/** Whether values of the two units may stand in each other's place. */
export const agree = (a: Unit, b: Unit): boolean =>
  a.kind === b.kind && (a.kind !== "money" || a.currency === (b as { readonly currency?: string }).currency)

/** A unit in words, for diagnostics. */
export const describe = (unit: Unit): string => (unit.kind === "money" ? `money in ${unit.currency}` : unit.kind)
