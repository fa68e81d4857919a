/**
 * Pieces of SQL that share their parts, by hash-consing. A piece is text with other pieces inside; two equal pieces are
 * one, so that a rule used five times is one piece with five uses, and `CommonSubexpressions` can decide which pieces
 * are computed once under a name.
 */

// ---- Models

/** Where a piece may be evaluated: in a row of the case's table (`""`), or in an element of the list of that name. */
export type Scope = string

/** A piece of SQL. `parts` are text that is safe as it stands, and further pieces. */
export interface Piece {
  /** Pieces are numbered as they are made, so parts come before what they are part of. */
  readonly id: number
  readonly scope: Scope
  readonly parts: ReadonlyArray<string | Piece>
  /** How dear the piece's own step is; a comparison or a sum is 1. */
  readonly cost: number
  /**
   * A column of a table; a value over all elements of a list, which is `empty` where it has none; or something that
   * few rows need, and that shares nothing with what all rows do.
   */
  readonly origin:
    | { readonly kind: "expression" }
    | { readonly kind: "deferred" }
    | { readonly kind: "column"; readonly name: string }
    | { readonly kind: "aggregate"; readonly list: string; readonly empty: string }
}

/** The alias of the case's table, and that of a list's. */
export const row = "t"
export const element = "e"

// ---- Functions

/** Makes pieces for one statement. */
export class Pieces {
  private readonly known = new Map<string, Piece>()

  /** An expression from text and pieces: ``sql`(${a} + ${b})` ``. Strings that are put in are SQL, not data. */
  readonly sql = (texts: TemplateStringsArray, ...inside: ReadonlyArray<string | Piece>): Piece =>
    this.join(texts.flatMap((text, index) => (index < inside.length ? [text, inside[index]!] : [text])))

  /** As `sql`, for a step that costs as much as ten comparisons. */
  readonly dear = (texts: TemplateStringsArray, ...inside: ReadonlyArray<string | Piece>): Piece =>
    this.join(
      texts.flatMap((text, index) => (index < inside.length ? [text, inside[index]!] : [text])),
      10
    )

  /** An expression from a list of parts. */
  join(parts: ReadonlyArray<string | Piece>, cost = 1): Piece {
    const scopes = parts.flatMap((part) => (typeof part === "string" || part.scope === "" ? [] : [part.scope]))
    return this.intern(scopes[0] ?? "", parts, { kind: "expression" }, cost)
  }

  /** Something that few rows need. */
  defer(piece: Piece): Piece {
    return this.intern(piece.scope, [piece], { kind: "deferred" })
  }

  /** Parts with something between them. */
  list(separator: string, parts: ReadonlyArray<string | Piece>): Piece {
    return this.join(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])))
  }

  /** A column, whose name is already quoted. */
  column(scope: Scope, name: string): Piece {
    return this.intern(scope, [`${scope === "" ? row : element}.${name}`], { kind: "column", name })
  }

  /** A value over all elements of a list. */
  aggregate(list: string, empty: string, over: Piece): Piece {
    return this.intern("", [over], { kind: "aggregate", list, empty })
  }

  private intern(scope: Scope, parts: ReadonlyArray<string | Piece>, origin: Piece["origin"], cost = 1): Piece {
    const key = `${origin.kind} ${origin.kind === "aggregate" ? `${origin.list} ${origin.empty}` : scope} ${JSON.stringify(
      parts.map((part) => (typeof part === "string" ? part : part.id))
    )}`
    const found = this.known.get(key)
    if (found !== undefined) return found
    const piece: Piece = { id: this.known.size, scope, parts, cost, origin }
    this.known.set(key, piece)
    return piece
  }
}
