/**
 * Tables that leave numbers out between their rows, and rows of dated tables that no case reaches.
 */
import * as Diagnostic from "../tree/Diagnostic.ts"
import type * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as IntervalArithmetic from "../search/IntervalArithmetic.ts"
import * as Effort from "../search/Effort.ts"
import * as Solver from "../search/Solver.ts"
import * as AbstractEvaluation from "../search/AbstractEvaluation.ts"
import * as PathCondition from "../search/PathCondition.ts"
import * as AbstractValue from "../search/AbstractValue.ts"

// ---- Gaps between rows

type Literal = Extract<Node.Literal, { readonly unit: "integer" | "money" | "date" }>

/** A number that a condition compares with constants. */
interface Compared {
  readonly value: Node.Node
  readonly literals: ReadonlyArray<Literal>
}

const isNumber = (node: Node.Node): node is Literal =>
  node.kind === "literal" && (node.unit === "integer" || node.unit === "money" || node.unit === "date")

/** What a condition compares with constants; `undefined` where it looks at anything else. */
const comparedIn = (node: Node.Node): ReadonlyArray<Compared> | undefined => {
  switch (node.kind) {
    case "literal":
      return []
    case "not":
    case "and":
    case "or":
    case "at-least-of": {
      const parts = Node.operands(node).map(comparedIn)
      return parts.includes(undefined) ? undefined : parts.flatMap((part) => part!)
    }
    case "compare":
      if (isNumber(node.right)) return [{ value: node.left, literals: [node.right] }]
      return isNumber(node.left) ? [{ value: node.right, literals: [node.left] }] : undefined
    case "member":
      return node.among.every(isNumber)
        ? [{ value: node.operand, literals: node.among as ReadonlyArray<Literal> }]
        : undefined
    default:
      return undefined
  }
}

const countOf = (literal: Literal): number =>
  literal.unit === "date" ? CivilDate.toEpochDay(literal.value) : literal.value

const literalOf = (like: Literal, count: number): Node.Literal =>
  like.unit === "date" ? { ...like, value: IntervalArithmetic.dayOf(count) } : { ...like, value: count }

/** Numbers between two rows for which there is only the last resort; looked for in tables over one number. */
export const gaps = (inquiry: Solver.Inquiry, place: PathCondition.Place): ReadonlyArray<Diagnostic.Diagnostic> => {
  const { node } = place
  if (node.kind !== "cases") return []
  const parts = node.rows.map(({ when }) => comparedIn(when))
  if (parts.includes(undefined)) return []
  const compared = parts.flatMap((part) => part!)
  const shared = new Set(compared.map(({ value }) => inquiry.shared.of(value)))
  const [term] = shared
  if (term === undefined || shared.size > 1) return []
  const like = compared[0]!.literals[0]!
  const left = uncovered(
    inquiry,
    node,
    term,
    compared.flatMap(({ literals }) => literals.map(countOf))
  )
  const undecided = Solver.undecided(place.where, {
    id: "apakah ada angka di antara baris-baris tabel yang tidak tercakup",
    en: "whether numbers between the rows of the table are left out"
  })
  if (left === undefined) return [undecided]
  return left.flatMap((gap) => {
    const { value } = compared[0]!
    const inside: Node.Node = {
      kind: "and",
      operands: [
        { kind: "compare", operator: "at-least", left: value, right: literalOf(like, gap.low) },
        { kind: "compare", operator: "at-most", left: value, right: literalOf(like, gap.high) }
      ]
    }
    const condition = () => place.when(PathCondition.rowTaken(node, node.rows.length, inside))
    const verdict = inquiry.ask(condition)
    if (verdict !== "some") return verdict === "none" ? [] : [undecided]
    const [from, to] = [literalOf(like, gap.low).value, literalOf(like, gap.high).value].map(String)
    const range = from === to ? from : `${from} … ${to}`
    return [
      Diagnostic.warning(
        "table-gap",
        place.where,
        {
          id: `antara baris-baris tabel, ${range} tidak tercakup; yang berlaku nilai selain itu`,
          en: `between the rows of the table, ${range} is left out and falls to the last resort`
        },
        { id: "geser batas salah satu baris, atau tambahkan baris", en: "move the bound of a row, or add a row" },
        inquiry.show(condition)
      )
    ]
  })
}

/** The numbers that no row takes although rows take smaller and larger ones; `undefined` where the budget ended. */
const uncovered = (
  { domain, shared }: Solver.Inquiry,
  node: Node.Of<"cases">,
  term: ReturnType<Solver.Inquiry["shared"]["of"]>,
  constants: ReadonlyArray<number>
): ReadonlyArray<AbstractValue.Interval> | undefined => {
  if (Effort.isSpent(shared.effort)) return undefined
  const index = term.list === undefined ? -1 : 0
  const whole = AbstractValue.interval(new AbstractEvaluation.Evaluation(shared, domain, new Map()).of(term, index))
  if (whole === undefined) return []
  const lows = [...new Set([whole.low, ...constants.flatMap((constant) => [constant, constant + 1])])]
    .filter((low) => whole.low <= low && low <= whole.high)
    .toSorted((a, b) => a - b)
  const cells: Array<AbstractValue.Interval & { readonly covered: boolean }> = []
  for (const [at, low] of lows.entries()) {
    if (Effort.isSpent(shared.effort)) return undefined
    const cell: AbstractValue.Interval = { low, high: (lows[at + 1] ?? whole.high + 1) - 1 }
    const box = new Map([[AbstractEvaluation.slotOf(term, index), AbstractValue.known({ kind: "number", ...cell })]])
    const evaluation = new AbstractEvaluation.Evaluation(shared, domain, box)
    cells.push({
      ...cell,
      covered: node.rows.some(({ when }) => AbstractValue.isYes(evaluation.of(shared.of(when), index)))
    })
  }
  const [first, last] = [cells.findIndex(({ covered }) => covered), cells.findLastIndex(({ covered }) => covered)]
  const found: Array<AbstractValue.Interval> = []
  for (const { covered, high, low } of cells.slice(Math.max(0, first), last + 1)) {
    if (covered) continue
    const before = found.at(-1)
    if (before !== undefined && before.high + 1 === low) found[found.length - 1] = { low: before.low, high }
    else found.push({ low, high })
  }
  return found
}

// ---- Rows of dated tables

type Looked = Node.Of<"band" | "scale">

/** Rows of tables in force on some day that is looked at, into which no number falls. */
export const rows = (
  inquiry: Solver.Inquiry,
  places: ReadonlyArray<PathCondition.Place>
): ReadonlyArray<Diagnostic.Diagnostic> => {
  const looked = places.filter(
    (place): place is PathCondition.Place & { readonly node: Looked } =>
      place.node.kind === "band" || place.node.kind === "scale"
  )
  const names = [...new Set(looked.map(({ node }) => node.table))]
  return names.flatMap((name) => {
    const table = inquiry.analysis.parameters.get(name)!
    const places = looked.filter(({ node }) => node.table === name)
    return table.entries.flatMap((entry, index) =>
      "unknown" in entry ? [] : entryFlaws(inquiry, table, index, entry, places)
    )
  })
}

const entryFlaws = (
  inquiry: Solver.Inquiry,
  table: Document.Parameter,
  index: number,
  entry: Document.Known,
  places: ReadonlyArray<PathCondition.Place & { readonly node: Looked }>
): ReadonlyArray<Diagnostic.Diagnostic> => {
  const until = table.entries[index + 1]?.from
  const day = (value: CivilDate.CivilDate): Node.Node => ({ kind: "literal", unit: "date", value })
  const inForce = (
    { node, when }: PathCondition.Place & { readonly node: Looked },
    ...also: ReadonlyArray<Node.Node>
  ) =>
    when({
      kind: "and",
      operands: [
        { kind: "compare", operator: "at-least", left: node.on, right: day(entry.from) },
        ...(until === undefined
          ? []
          : [{ kind: "compare", operator: "less", left: node.on, right: day(until) } as const]),
        ...also
      ]
    })
  const verdicts = (...also: ReadonlyArray<(operand: Node.Node) => Node.Node>) => {
    let verdict: Solver.Verdict = "none"
    for (const place of places) {
      const own = inquiry.ask(() => inForce(place, ...also.map((make) => make(place.node.operand))))
      if (own === "some") return own
      if (own === "not-decided") verdict = own
    }
    return verdict
  }
  const looked = verdicts()
  if (looked === "not-decided") {
    return [
      Solver.undecided(table.name, {
        id: `apakah tabel sejak ${entry.from} pernah dipakai`,
        en: `whether the table from ${entry.from} is ever looked at`
      })
    ]
  }
  if (looked === "none") return []
  const bounds = boundsOf(entry.value)
  return bounds.flatMap(({ above, upTo }, row): ReadonlyArray<Diagnostic.Diagnostic> => {
    const limits = [
      ...(above === undefined ? [] : [compareWith("more", above, table.unit)]),
      ...(upTo === undefined ? [] : [compareWith("at-most", upTo, table.unit)])
    ]
    const verdict = verdicts(...limits)
    const name = `${row + 1}/${bounds.length}`
    if (verdict === "some") return []
    if (verdict === "not-decided") {
      return [
        Solver.undecided(table.name, {
          id: `apakah baris ${name} sejak ${entry.from} pernah tercapai`,
          en: `whether row ${name} from ${entry.from} is ever reached`
        })
      ]
    }
    return [
      Diagnostic.note(
        "band-unreachable",
        table.name,
        {
          id: `baris ${name} sejak ${entry.from} tidak pernah tercapai dalam batas fakta`,
          en: `row ${name} from ${entry.from} is never reached within the bounds of the facts`
        },
        {
          id: "periksa batas fakta, atau satuan tabel",
          en: "see whether the facts' bounds or the table's unit are wrong"
        },
        places.map((place) => inquiry.show(() => inForce(place))).find((shown) => shown !== undefined)
      )
    ]
  })
}

const boundsOf = (
  value: Document.ParameterValue
): ReadonlyArray<{ readonly above: number | undefined; readonly upTo: number | undefined }> => {
  const rows: ReadonlyArray<{ readonly upTo?: number }> =
    typeof value !== "object" ? [] : "bands" in value ? value.bands : "layers" in value ? value.layers : []
  return rows.map(({ upTo }, index) => ({ above: rows[index - 1]?.upTo, upTo }))
}

const compareWith =
  (operator: Node.Operator, bound: number, unit: Document.ParameterUnit) =>
  (left: Node.Node): Node.Node => {
    const of = unit.kind === "bands" || unit.kind === "layers" ? unit.of : { kind: "integer" as const }
    const right: Node.Node =
      of.kind === "money"
        ? { kind: "literal", unit: "money", currency: of.currency, value: bound }
        : { kind: "literal", unit: "integer", value: bound }
    return { kind: "compare", operator, left, right }
  }
