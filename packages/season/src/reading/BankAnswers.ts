/**
 * What a bank answered to a list, as its file says. A row says who by their number; where it stands means nothing.
 */

// ---- Models

/** One row: whose payment it is about, and what became of it. */
export type Row = { readonly line: number; readonly number: string; readonly reference: string } & (
  | { readonly _tag: "Paid" }
  | { readonly _tag: "Returned"; readonly reason: string }
)
