/**
 * Lists as SQL: one pass over the table of the elements gives every count, sum and extreme, and how many elements are
 * undetermined; the value is `NULL` as soon as an element that could matter is.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Node from "../../tree/Node.ts"
import * as Dialect from "../Dialect.ts"
import * as MissingMask from "./MissingMask.ts"
import type * as Piece from "../Piece.ts"
import type { Scope, Value } from "./Value.ts"

// ---- Models

// ---- Functions

/** Whether the list itself is missing; a constant where it never is. */
export const unknown = ({ mapped, pieces }: Scope, list: string): Piece.Piece => {
  const { known } = mapped.lists.get(list)!
  return known === undefined ? pieces.sql`FALSE` : pieces.sql`${pieces.column("", known)} IS NOT TRUE`
}

/** A value where the list is known. */
export const known = ({ mapped, pieces }: Scope, list: string, value: Piece.Piece): Piece.Piece => {
  const column = mapped.lists.get(list)!.known
  return column === undefined ? value : pieces.sql`CASE WHEN ${pieces.column("", column)} THEN ${value} END`
}

/** The number of elements for which a condition holds. */
export const number = ({ pieces }: Scope, list: string, when?: Piece.Piece): Piece.Piece =>
  pieces.aggregate(list, "0", when === undefined ? pieces.sql`count(*)` : pieces.sql`count(*) FILTER (WHERE ${when})`)

/** A mask of all elements together. */
const together = ({ pieces }: Scope, list: string, mask: MissingMask.Mask): MissingMask.Mask =>
  MissingMask.map(mask, (piece) => pieces.aggregate(list, "0", pieces.sql`bit_or(${piece})`))

/** What a value over a list lacks: the list itself, or what the elements lack while the value is open. */
const lacking = (
  scope: Scope,
  list: string,
  value: Piece.Piece,
  elements: MissingMask.Mask,
  missing: MissingMask.Mask
): MissingMask.Mask => {
  const { mapped, pieces } = scope
  const isOpen = pieces.sql`${value} IS NULL`
  if (mapped.lists.get(list)!.known === undefined) {
    return MissingMask.canBe(elements)
      ? MissingMask.choose(pieces, [{ when: isOpen, mask: elements }], MissingMask.none)
      : MissingMask.none
  }
  const rows = [
    { when: unknown(scope, list), mask: missing },
    ...(MissingMask.canBe(elements) ? [{ when: isOpen, mask: elements }] : [])
  ]
  return MissingMask.choose(pieces, rows, MissingMask.none)
}

/** The SQL of a value over a list; `inside` translates a part for an element. */
export const fold = (
  node: Node.Fold,
  scope: Scope,
  inside: (node: Node.Node) => Value,
  missing: MissingMask.Mask
): Value => {
  const { pieces } = scope
  const { list } = node
  const where = inside(node.where)
  const canBeOpen = MissingMask.canBe(where.lacks)
  const holding = number(scope, list, where.value)
  const made = (value: Piece.Piece, elements: MissingMask.Mask): Value => {
    const given = known(scope, list, value)
    return { value: given, lacks: lacking(scope, list, given, elements, missing) }
  }
  const whereOpen = pieces.sql`${where.value} IS NULL`
  const whereLacks = together(scope, list, where.lacks)
  switch (node.kind) {
    case "count": {
      if (!canBeOpen) return made(holding, MissingMask.none)
      const open = number(scope, list, whereOpen)
      return made(pieces.sql`CASE WHEN ${open} = 0 THEN ${holding} END`, whereLacks)
    }
    case "some": {
      if (!canBeOpen) return made(pieces.sql`(${holding} > 0)`, MissingMask.none)
      const open = number(scope, list, whereOpen)
      return made(pieces.sql`CASE WHEN ${holding} > 0 THEN TRUE WHEN ${open} = 0 THEN FALSE END`, whereLacks)
    }
    case "every": {
      const failing = number(scope, list, pieces.sql`NOT ${where.value}`)
      if (!canBeOpen) return made(pieces.sql`(${failing} = 0)`, MissingMask.none)
      const open = number(scope, list, whereOpen)
      return made(pieces.sql`CASE WHEN ${failing} > 0 THEN FALSE WHEN ${open} = 0 THEN TRUE END`, whereLacks)
    }
    case "sum":
    case "least":
    case "greatest":
      return added(node, scope, where, inside(node.of), missing)
  }
}

/** Whether a value fits in 32 bits whatever stands in the tables: a figure of the policy itself does, a fact may be wrong. */
const isSmall = (node: Node.Node, { parameters }: Analysis.Analysis): boolean =>
  node.kind === "parameter" &&
  parameters
    .get(node.name)!
    .entries.every((entry) => "unknown" in entry || Math.abs(entry.value as number) <= 2_147_483_647)

const added = (
  node: Extract<Node.Fold, { readonly kind: "sum" | "least" | "greatest" }>,
  scope: Scope,
  where: Value,
  of: Value,
  missing: MissingMask.Mask
): Value => {
  const { analysis, pieces } = scope
  const { list } = node
  const elements = MissingMask.choose(
    pieces,
    [
      { when: where.value, mask: of.lacks },
      ...(MissingMask.canBe(where.lacks) ? [{ when: pieces.sql`${where.value} IS NULL`, mask: where.lacks }] : [])
    ],
    MissingMask.none
  )
  const canBeOpen = MissingMask.canBe(elements)
  const open = number(
    scope,
    list,
    pieces.sql`${where.value} IS NOT FALSE AND (${where.value} IS NULL OR ${of.value} IS NULL)`
  )
  const settled = (value: Piece.Piece): Piece.Piece =>
    known(scope, list, canBeOpen ? pieces.sql`CASE WHEN ${open} = 0 THEN ${value} END` : value)
  if (node.kind === "sum") {
    const declared = analysis.facts.get(list)
    const most = declared?.kind === "list" ? declared.maxLength : 0
    // Engines add up 32 bits in 64, and 64 bits in decimals or 128.
    const each = isSmall(node.of, analysis) ? pieces.sql`(${of.value})::integer` : of.value
    // A list that is too long is refused; its sum must not overflow before that.
    const sum = pieces.aggregate(
      list,
      "0",
      pieces.sql`CASE WHEN count(*) <= ${Dialect.number(most)} THEN COALESCE(sum(${each}) FILTER (WHERE ${where.value}), 0) END::bigint`
    )
    const value = settled(sum)
    return { value, lacks: lacking(scope, list, value, together(scope, list, elements), missing) }
  }
  const extreme = pieces.aggregate(
    list,
    "NULL",
    pieces.sql`${node.kind === "least" ? "min" : "max"}(${of.value}) FILTER (WHERE ${where.value})`
  )
  const set = settled(pieces.sql`(${number(scope, list, where.value)} > 0)`)
  return {
    value: extreme,
    set,
    lacks: lacking(scope, list, set, together(scope, list, elements), missing)
  }
}
