/**
 * Which column is which. The names must be exactly those of the kind of sheet, in any order: a sheet with a column more
 * or less is another form, and guessing what it means would decide about people.
 */
import * as Result from "effect/Result"
import * as Cell from "./Cell.ts"
import type * as Csv from "./Csv.ts"
import * as ReadingError from "./ReadingError.ts"

// ---- Models

/** Reads a cell of a row by the name of its column. */
export type Reader<Name extends string> = (row: Csv.Row, column: Name) => string

// ---- Rules

/** Finds every column of a kind of sheet; columns without a name at the end of the line are passed over. */
export const match = <Name extends string>(
  file: string,
  names: ReadonlyArray<Name>,
  header: ReadonlyArray<string>
): Result.Result<Reader<Name>, ReadingError.UnknownColumns> => {
  const known = new Map(names.map((name) => [Cell.fold(name), name]))
  const places = new Map<Name, number>()
  const repeated: Array<Name> = []
  const unknown: Array<number> = []
  header.forEach((cell, index) => {
    const name = known.get(Cell.fold(cell))
    if (name !== undefined && places.has(name)) repeated.push(name)
    else if (name !== undefined) places.set(name, index)
    else if (Cell.tidy(cell) !== "") unknown.push(index + 1)
  })
  const missing = names.filter((name) => !places.has(name))
  return missing.length + repeated.length + unknown.length > 0
    ? Result.fail(new ReadingError.UnknownColumns({ file, missing, repeated, unknown: unknown.slice(0, 10) }))
    : Result.succeed((row, column) => row.cells[places.get(column)!]!)
}
