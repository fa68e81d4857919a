/**
 * Writes a planned statement: step by step, each step a query over the one before that adds the pieces of one level, or
 * joins the values of one pass over a list. Every piece has a name of its own, so steps need no aliases. DuckDB gets
 * one common table expression a step. PostgreSQL gets them nested, so that a condition on the key still reaches the
 * table's index; its planner would say a named piece again at each use, which the `WITH fence` that nobody reads
 * prevents (`OFFSET 0` would, too, but would keep conditions out).
 */
import type * as Mapping from "../Mapping.ts"
import * as CommonSubexpressions from "./CommonSubexpressions.ts"
import type * as Quote from "../Quote.ts"
import * as Piece from "../Piece.ts"

// ---- Models

/** A column of the result. */
export interface Output {
  readonly name: string
  readonly piece: Piece.Piece
  readonly comment?: string
}

type Reference = (piece: Piece.Piece) => string | undefined

// ---- Functions

/** The text of a piece; what has a name is called by it. */
const write = (piece: Piece.Piece, reference: Reference): string => reference(piece) ?? writeParts(piece, reference)

const writeParts = (piece: Piece.Piece, reference: Reference): string =>
  piece.parts.map((part) => (typeof part === "string" ? part : write(part, reference))).join("")

const withEmpty = (name: string, { origin }: Piece.Piece): string =>
  origin.kind === "aggregate" && origin.empty !== "NULL" ? `COALESCE(${name}, ${origin.empty})` : name

/** Names of one level after the other. */
const levels = (
  named: ReadonlyArray<CommonSubexpressions.Named>
): ReadonlyArray<ReadonlyArray<CommonSubexpressions.Named>> =>
  [...new Set(named.map(({ level }) => level))]
    .toSorted((a, b) => a - b)
    .map((level) => named.filter((one) => one.level === level))

/** The statement for the outputs over a mapped table. */
export const statement = (dialect: Quote.Dialect, mapped: Mapping.Mapped, outputs: ReadonlyArray<Output>): string => {
  const common = CommonSubexpressions.make(outputs.map(({ piece }) => piece))
  const writer = new Writer(dialect, mapped, common)
  for (const { named, passes } of common.levels) {
    for (const pass of passes) writer.join(pass)
    writer.add(named)
  }
  return writer.finish(outputs)
}

/** A statement while it is written. */
class Writer {
  private readonly nested: boolean
  private readonly mapped: Mapping.Mapped
  private readonly common: CommonSubexpressions.Levels
  private readonly defined = new Set<number>()
  private readonly expressions: Array<string> = []
  private steps = 0
  /** What the next step reads from: the name of the last one, or in PostgreSQL the last one itself. */
  private last: string

  constructor(dialect: Quote.Dialect, mapped: Mapping.Mapped, common: CommonSubexpressions.Levels) {
    this.nested = dialect === "postgresql"
    this.mapped = mapped
    this.common = common
    const columns = [
      `${Piece.row}.${mapped.key} AS k0`,
      ...mapped.carry.map((name, index) => `${Piece.row}.${name} AS c${index}`),
      ...common.columns.map((one) => this.column(Piece.row, one))
    ]
    this.last = this.step(`SELECT ${columns.join(", ")} FROM ${mapped.table} AS ${Piece.row}`)
    this.settle(common.columns)
  }

  private readonly reference: Reference = (piece) =>
    this.defined.has(piece.id)
      ? `x${piece.id}`
      : piece.origin.kind === "deferred" && this.nested
        ? this.deferred(piece)
        : undefined

  private settle(named: ReadonlyArray<CommonSubexpressions.Named>): void {
    for (const { piece } of named) this.defined.add(piece.id)
  }

  private define({ name, piece }: CommonSubexpressions.Named): string {
    return `${writeParts(piece, this.reference)} AS ${name}`
  }

  private column(alias: string, { name, piece }: CommonSubexpressions.Named): string {
    return `${alias}.${piece.origin.kind === "column" ? piece.origin.name : ""} AS ${name}`
  }

  /** Makes a step of a query, and says how the next one reads from it. */
  private step(query: string, fenced = false): string {
    const name = `s${(this.steps += 1)}`
    if (this.nested) return `(${fenced ? "WITH fence AS (SELECT 1) " : ""}${query}) AS ${name}`
    this.expressions.push(`${name} AS (${query})`)
    return name
  }

  /** A subquery inside a CASE is computed only where the case is taken. */
  private deferred(piece: Piece.Piece): string {
    const named = CommonSubexpressions.within(piece, this.common)
    const from = levels(named).map((level, depth) => {
      const text = `(SELECT ${level.map((one) => this.define(one)).join(", ")} OFFSET 0) AS d${depth}`
      this.settle(level)
      return depth === 0 ? ` FROM ${text}` : ` CROSS JOIN LATERAL ${text}`
    })
    const text = writeParts(piece, this.reference)
    for (const { piece: one } of named) this.defined.delete(one.id)
    return named.length === 0 ? text : `(SELECT ${text}${from.join("")})`
  }

  /** Pieces of one level. */
  add(named: ReadonlyArray<CommonSubexpressions.Named>): void {
    if (named.length === 0) return
    this.last = this.step(`SELECT *, ${named.map((one) => this.define(one)).join(", ")}\nFROM ${this.last}`, true)
    this.settle(named)
  }

  /** The values of one pass over a list. Where its elements look at the row, PostgreSQL walks them row by row. */
  join(pass: CommonSubexpressions.Pass): void {
    const { key, table } = this.mapped.lists.get(pass.list)!
    const columns = pass.columns.map((one) => this.column(Piece.element, one))
    const outer = pass.outer.map((piece) => `x${piece.id} AS x${piece.id}`)
    const rowByRow = this.nested && pass.outer.length > 0
    const from = `FROM ${table} AS ${Piece.element}`
    const keyed = `${Piece.element}.${key} AS ek`
    let elements = this.step(
      rowByRow
        ? `SELECT ${[...outer, ...columns].join(", ")} ${from} WHERE ${Piece.element}.${key} = k0`
        : pass.outer.length > 0
          ? `SELECT s.*, ${[keyed, ...columns].join(", ")} ${from} JOIN ${this.last} AS s ON s.k0 = ${Piece.element}.${key}`
          : `SELECT ${[keyed, ...columns].join(", ")} ${from}`
    )
    this.settle(pass.columns)
    for (const level of levels(pass.elements)) {
      elements = this.step(`SELECT *, ${level.map((one) => this.define(one)).join(", ")} FROM ${elements}`, true)
      this.settle(level)
    }
    const values = pass.values.map((one) => this.define(one)).join(",\n  ")
    const grouped = this.step(
      rowByRow ? `SELECT ${values}\nFROM ${elements}` : `SELECT ek,\n  ${values}\nFROM ${elements} GROUP BY ek`
    )
    for (const { piece } of [...pass.columns, ...pass.elements]) this.defined.delete(piece.id)

    const [rows, joined] = ["r", "g"]
    const left = this.nested ? this.last : `${this.last} AS ${rows}`
    const filled = pass.values.map(({ name, piece }) => `${withEmpty(`${joined}.${name}`, piece)} AS ${name}`)
    const kept = ["k0", ...this.mapped.carry.map((_, index) => `c${index}`), ...[...this.defined].map((id) => `x${id}`)]
    this.last = this.step(
      rowByRow
        ? `SELECT ${[...kept, ...pass.values.map(({ name, piece }) => `${withEmpty(name, piece)} AS ${name}`)].join(", ")}\nFROM ${left} CROSS JOIN LATERAL ${grouped}`
        : `SELECT ${[...kept, ...filled].join(", ")}\nFROM ${left} LEFT JOIN (SELECT * FROM ${grouped}) AS ${joined} ON ek = k0`
    )
    this.settle(pass.values)
  }

  finish(outputs: ReadonlyArray<Output>): string {
    const { carry, key } = this.mapped
    const columns = [
      `k0 AS ${key}`,
      ...carry.map((name, index) => `c${index} AS ${name}`),
      ...outputs.map(
        ({ comment, name, piece }) =>
          `${comment === undefined ? "" : `${comment} `}${write(piece, this.reference)} AS ${name}`
      )
    ]
    const query = `SELECT\n  ${columns.join(",\n  ")}\nFROM ${this.last}`
    return this.nested ? query : `WITH ${this.expressions.join(",\n")}\n${query}`
  }
}
