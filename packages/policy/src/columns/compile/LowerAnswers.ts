/**
 * Lowers what a policy answers: the terms that are wanted, the roots of everything else, and the arrays that keep them.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import type * as Node from "../../tree/Node.ts"
import type * as Columns from "../Columns.ts"
import * as Decisions from "../Decisions.ts"
import * as Lower from "./Lower.ts"
import * as ThreeValued from "./ThreeValued.ts"
import * as Schedule from "./Schedule.ts"
import * as Ir from "./Ir.ts"
import { isAlways, isNever } from "./IrBuilder.ts"

// ---- Models

/** Programs for columns of one layout, and how their answers are kept. */
export interface Plan {
  readonly programs: Schedule.Programs
  readonly roots: ReadonlyArray<Schedule.Root>
  /** The answers' columns, and the arrays of the roots in their order. */
  readonly allocate: (rows: number, starts: (list: string) => Int32Array | undefined) => Decisions.Decisions
  readonly kept: (decisions: Decisions.Decisions) => ReadonlyArray<Columns.Numbers>
}

// ---- Functions

/** Plans a policy over columns of one layout. */
export const make = (
  analysis: Analysis.Analysis,
  vocabulary: ReadonlyArray<string>,
  columns: Columns.Columns
): Plan => {
  const lowering = new Lower.Lowering(analysis, vocabulary, columns)
  const made = lowered(analysis, lowering)
  return { ...made, programs: Schedule.divide(lowering.terms, made.roots) }
}

const lowered = (analysis: Analysis.Analysis, lowering: Lower.Lowering): Made => {
  const { answers } = analysis.document
  return answers.kind === "requirements"
    ? requirements(answers.rules, lowering)
    : outputs(answers.outputs, analysis, lowering)
}

type Made = Omit<Plan, "programs">

const undecided = (rows: number): Uint8Array => new Uint8Array(rows).fill(Decisions.status.undecided)

const requirements = (rules: ReadonlyArray<string>, lowering: Lower.Lowering): Made => {
  const { terms } = lowering
  const answers = rules.map((name) => lowering.rule(name) as ThreeValued.Answer)
  const some = (of: ReadonlyArray<Ir.Term>) => ThreeValued.folded(of, terms.no, (a, b) => terms.or(a, b))
  const refused = some(answers.map(({ no }) => no))
  const open = some(answers.map(({ no, yes }) => terms.not(terms.or(yes, no))))
  const { ineligible, undetermined } = Decisions.status
  const unrefused = terms.select(open, terms.constant(undetermined), terms.no)
  const status = terms.select(refused, terms.constant(ineligible), unrefused)
  const words = Array.from({ length: Math.ceil(rules.length / 32) }, (_, word) =>
    answers.slice(word * 32, word * 32 + 32).reduce((bits, { no }, place) => terms.mark(bits, no, place), terms.no)
  )
  return {
    roots: [status, ...words].map((term) => ({ term })),
    allocate: (rows) => ({
      kind: "requirements",
      status: undecided(rows),
      reasons: words.map(() => new Int32Array(rows))
    }),
    kept: (decisions) => {
      const { reasons, status: column } = decisions as Decisions.Requirements
      return [column, ...reasons]
    }
  }
}

/** One output: its roots, its columns, and the arrays of its roots in their order. */
interface Part {
  readonly roots: ReadonlyArray<Schedule.Root>
  readonly allocate: (rows: number, starts: (list: string) => Int32Array | undefined) => Decisions.Output
}

/** The arrays of an output, in the order of its roots. */
const arraysOf = (output: Decisions.Output): ReadonlyArray<Columns.Numbers> => {
  const arrays =
    output.kind === "each"
      ? [output.holds, output.determinedFor, output.determined]
      : output.kind === "ratio"
        ? [output.numerator, output.denominator, output.determined]
        : [output.values, output.determined]
  return arrays.filter((array) => array !== undefined)
}

const outputs = (
  declared: ReadonlyArray<{ readonly name: string; readonly value: Node.Node }>,
  analysis: Analysis.Analysis,
  lowering: Lower.Lowering
): Made => {
  const parts = declared.map(({ name, value }) => {
    const rule = value.kind === "rule" ? analysis.rules.get(value.name)! : undefined
    return [name, rule?.kind === "each" ? each(rule, lowering) : single(lowering.node(value), lowering)] as const
  })
  return {
    roots: [{ term: lowering.terms.constant(Decisions.status.assessed) }, ...parts.flatMap(([, { roots }]) => roots)],
    allocate: (rows, starts) => ({
      kind: "outputs",
      status: undecided(rows),
      outputs: Object.fromEntries(parts.map(([name, { allocate }]) => [name, allocate(rows, starts)])),
      texts: lowering.facts.vocabulary
    }),
    kept: (decisions) => {
      const { outputs: columns, status } = decisions as Decisions.Outputs
      return [status, ...parts.flatMap(([name]) => arraysOf(columns[name]!))]
    }
  }
}

const numbers = (term: Ir.Term) => (rows: number) => (Ir.isSmall(term) ? new Int32Array(rows) : new Float64Array(rows))

/** Whether each row is known; nothing where it always is. */
const determination = (known: Ir.Term) =>
  isAlways(known)
    ? { roots: [], allocate: () => undefined }
    : { roots: [{ term: known }], allocate: (rows: number) => new Uint8Array(rows) }

const single = (lowered: ThreeValued.Lowered, { terms }: Lower.Lowering): Part => {
  if (lowered.kind === "ratio") {
    const { denominator, known, numerator } = lowered
    const determined = determination(known)
    return {
      roots: [{ term: numerator }, { term: denominator }, ...determined.roots],
      allocate: (rows) => ({
        kind: "ratio",
        numerator: numbers(numerator)(rows),
        denominator: numbers(denominator)(rows),
        determined: determined.allocate(rows)
      })
    }
  }
  if (lowered.kind === "answer") {
    const determined = determination(terms.or(lowered.yes, lowered.no))
    return {
      roots: [{ term: lowered.yes }, ...determined.roots],
      allocate: (rows) => ({ kind: "boolean", values: new Uint8Array(rows), determined: determined.allocate(rows) })
    }
  }
  const { known, unit, value } = lowered as ThreeValued.Value
  const determined = determination(known)
  return {
    roots: [{ term: value }, ...determined.roots],
    allocate: (rows) => ({ kind: unit, values: numbers(value)(rows), determined: determined.allocate(rows) })
  }
}

const each = (rule: Extract<Document.Rule, { readonly kind: "each" }>, lowering: Lower.Lowering): Part => {
  const { terms } = lowering
  const listed = lowering.facts.listed(rule.list)
  const determined = determination(listed)
  const base = { kind: "each", list: rule.list } as const
  if (isNever(listed)) {
    return {
      roots: [{ term: terms.no }, ...determined.roots],
      allocate: (rows) => ({
        ...base,
        holds: new Int32Array(rows),
        determinedFor: undefined,
        determined: determined.allocate(rows),
        starts: undefined
      })
    }
  }
  const { no, yes } = lowering.rule(rule.name) as ThreeValued.Answer
  const known = terms.or(yes, no)
  const words = [yes, ...(isAlways(known) ? [] : [known])].map((term) => ({
    term: terms.and(terms.packed(term), lowering.facts.span(rule.list)),
    list: rule.list
  }))
  return {
    roots: [...words, ...determined.roots],
    allocate: (rows, starts) => {
      const first = starts(rule.list)
      const room = first === undefined ? rows : first[rows]!
      return {
        ...base,
        holds: new Int32Array(room),
        determinedFor: isAlways(known) ? undefined : new Int32Array(room),
        determined: determined.allocate(rows),
        starts: first
      }
    }
  }
}
