/**
 * A cache: the program of a policy for each layout of columns that it meets, compiled once.
 *
 * There is one back end, generated code. Where it may not be used, there is no program: the rows are decided one by one,
 * by the evaluation that decides a single case.
 */
import * as Analysis from "../../tree/Analysis.ts"
import * as Columns from "../Columns.ts"
import { Environment, type Found } from "./RunArrays.ts"
import * as GeneratedLoop from "./GeneratedLoop.ts"
import * as LowerAnswers from "../compile/LowerAnswers.ts"
import * as Schedule from "../compile/Schedule.ts"
import * as Ir from "../compile/Ir.ts"

// ---- Models

interface Entry {
  readonly plan: LowerAnswers.Plan
  shared?: GeneratedLoop.Compiled
  rows?: GeneratedLoop.Compiled
}

/** What was compiled for a policy. */
export interface Cache {
  readonly analysis: Analysis.Analysis
  readonly codegen: boolean
  readonly vocabulary: ReadonlyArray<string>
  readonly entries: Map<string, Entry>
}

/** Decides rows into the arrays that are kept. */
type Run = (kept: ReadonlyArray<Columns.Numbers>, from: number, to: number, only: Int32Array | undefined) => void

/** A program with the arrays of one batch. */
export interface Prepared {
  readonly plan: LowerAnswers.Plan
  readonly environment: Environment
  /** Not there where no code is generated: each row is then decided as a case. */
  readonly run: Run | undefined
}

// ---- Functions

/** Nothing compiled yet. */
export const cacheOf = (analysis: Analysis.Analysis, codegen: boolean): Cache => ({
  analysis,
  codegen,
  vocabulary: Analysis.wordsOf(analysis.document),
  entries: new Map()
})

/** Prepares a policy for a batch; what the shared table alone decides is computed here, once. */
export const prepare = (cache: Cache, columns: Columns.Columns): Prepared => {
  const { analysis } = cache
  const key = layoutOf(columns)
  const entry: Entry = cache.entries.get(key) ?? { plan: LowerAnswers.make(analysis, cache.vocabulary, columns) }
  cache.entries.set(key, entry)
  const places = new Map(columns.words.map((word, place) => [word, place]))
  const { rows, shared } = entry.plan.programs
  if (!cache.codegen || isTooLong(rows) || (shared !== undefined && isTooLong(shared))) {
    return { plan: entry.plan, environment: new Environment(analysis, columns, places, []), run: undefined }
  }
  const hoisted: Array<Columns.Numbers> = []
  if (shared !== undefined) {
    const environment = new Environment(analysis, columns, places, [])
    for (const root of shared.roots) hoisted.push(room(root, columns.shared!.rows, environment))
    runner(entry, "shared", shared, environment)(hoisted, 0, columns.shared!.rows, undefined)
  }
  const environment = new Environment(analysis, columns, places, hoisted)
  return { plan: entry.plan, environment, run: runner(entry, "rows", rows, environment) }
}

const room = ({ list, term }: Schedule.Root, rows: number, environment: Environment): Columns.Numbers => {
  if (list !== undefined) return new Int32Array(environment.starts("shared", list)?.[rows] ?? rows)
  return Ir.isSmall(term) ? new Int32Array(rows) : new Float64Array(rows)
}

/** A loop of more terms than this would need more of the stack than there may be, and no engine would optimise it. */
const mostInLoop = 10_000

const isTooLong = (program: Schedule.Program): boolean => Schedule.sizeOf(program) > mostInLoop

const runner = (
  entry: Entry,
  side: Schedule.Program["side"],
  program: Schedule.Program,
  environment: Environment
): Run => {
  const compiled = (entry[side] ??= GeneratedLoop.compile(program, environment))
  const found: ReadonlyArray<Found> = compiled.needs.map((need) => environment.find(need))
  return (kept, from, to, only) => compiled.run(found, kept, from, to, only)
}

/** Columns of one layout have the same leaves on the same sides in arrays of the same types. */
const layoutOf = (columns: Columns.Columns): string => {
  const type = (column: Columns.Numbers | undefined) => (column === undefined ? undefined : Columns.typeOf(column))
  const leaf = ({ known, set, values }: Columns.Leaf) => [type(values), type(known), type(set)]
  const table = ({ leaves, lists }: Columns.Table) => [
    Object.entries(leaves).map(([name, column]) => [name, leaf(column)]),
    Object.entries(lists).map(([name, { known, leaves: elements, offsets }]) => [
      name,
      offsets !== undefined,
      type(known),
      Object.entries(elements).map(([element, column]) => [element, leaf(column)])
    ])
  ]
  const { shared } = columns
  return JSON.stringify([table(columns), shared === undefined ? undefined : [type(shared.of), table(shared)]])
}
