/**
 * The columns that answer: a status with reasons and missing facts, or values each with what it lacks, and the paths of
 * facts that cannot be what they claim. Arrays are made only in the rows that need them.
 */
import * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Citation from "../../vocabulary/Citation.ts"
import * as FactColumns from "./FactColumns.ts"
import * as ListAggregates from "./ListAggregates.ts"
import * as MissingMask from "./MissingMask.ts"
import type * as PrintStatement from "../print/PrintStatement.ts"
import * as Quote from "../Quote.ts"
import type * as Piece from "../Piece.ts"
import * as Translate from "./Translate.ts"
import * as Value from "./Value.ts"

// ---- Models

/** A path with the condition that its facts are wrong. */
interface Wrong {
  readonly path: string
  readonly when: Piece.Piece
}

// ---- Functions

/** The name of what can be missing, by place. */
const namesOf = ({ order }: Analysis.Analysis): ReadonlyArray<string> =>
  [...order.keys()].map((key) => key.slice(key.indexOf(":") + 1))

/** The names of a mask's things, in order. */
const missingNames = (scope: Value.Scope, mask: MissingMask.Mask): Piece.Piece => {
  const { analysis, dialect, pieces } = scope
  const names = namesOf(analysis)
  const chosen = dialect.chosen(
    pieces,
    MissingMask.places(pieces, mask).map(({ missing, place }) => ({
      when: missing,
      text: FactColumns.text(names[place]!)
    }))
  )
  return dialect.defers && scope.element === undefined ? pieces.defer(chosen) : chosen
}

/** A list of texts where a condition holds, else an empty one. */
const only = ({ dialect, pieces }: Value.Scope, when: Piece.Piece | undefined, texts: Piece.Piece): Piece.Piece =>
  when === undefined ? texts : pieces.sql`CASE WHEN ${when} THEN ${texts} ELSE ${dialect.emptyTexts} END`

/** Every fact that the policy reads with the condition that it is wrong, in schema order. */
const wrongs = (scope: Value.Scope): ReadonlyArray<Wrong> => {
  const { analysis, mapped, pieces } = scope
  const { leaves, lists } = analysis.reads
  const found: ReadonlyArray<Wrong> = [
    ...leaves.flatMap(({ name }) => {
      const { wrong } = Value.leafOf(scope, name)
      return wrong === undefined ? [] : [{ path: name, when: wrong }]
    }),
    ...lists.flatMap(({ leaves: inside, list }): ReadonlyArray<Wrong> => {
      const { known } = mapped.lists.get(list.name)!
      const isKnown = known === undefined ? [] : [pieces.column("", known)]
      const length = ListAggregates.number(scope, list.name)
      const tooLong = pieces.sql`${length} > ${String(list.maxLength)}`
      return [
        { path: list.name, when: pieces.sql`(${pieces.list(" AND ", [...isKnown, tooLong])})` },
        ...inside.flatMap(({ name }) => {
          const { wrong } = Value.leafOf(scope, `${list.name}.${name}`)
          if (wrong === undefined) return []
          const some = pieces.sql`${ListAggregates.number(scope, list.name, wrong)} > 0`
          const fits = pieces.sql`${length} <= ${String(list.maxLength)}`
          return [
            { path: `${list.name}.${name}`, when: pieces.sql`(${pieces.list(" AND ", [...isKnown, fits, some])})` }
          ]
        })
      ]
    })
  ]
  const place = ({ path }: Wrong) => Value.placeOf(scope, Analysis.itemOfFact(path))
  return found.toSorted((a, b) => place(a) - place(b))
}

/** The columns of a policy's answer. */
export const columns = (answers: Document.Answers, scope: Value.Scope): ReadonlyArray<PrintStatement.Output> => {
  const { dialect, pieces } = scope
  const found = wrongs(scope)
  const invalid =
    found.length === 0
      ? undefined
      : pieces.sql`(${pieces.list(
          " OR ",
          found.map(({ when }) => when)
        )})`
  const valid = (when?: Piece.Piece): Piece.Piece | undefined => {
    const parts = [
      ...(when === undefined ? [] : [when]),
      ...(invalid === undefined ? [] : [pieces.sql`${invalid} IS NOT TRUE`])
    ]
    return parts.length === 0 ? undefined : pieces.list(" AND ", parts)
  }
  const paths: PrintStatement.Output = {
    name: '"invalid_paths"',
    piece:
      invalid === undefined
        ? pieces.sql`${dialect.emptyTexts}`
        : only(
            scope,
            invalid,
            dialect.chosen(
              pieces,
              found.map(({ path, when }) => ({ when, text: FactColumns.text(path) }))
            )
          )
  }
  return answers.kind === "requirements"
    ? [...requirements(answers.rules, scope, invalid, valid), paths]
    : [...answers.outputs.flatMap(({ name, value }) => output(name, value, scope, valid)), paths]
}

const requirements = (
  rules: ReadonlyArray<string>,
  scope: Value.Scope,
  invalid: Piece.Piece | undefined,
  valid: (when?: Piece.Piece) => Piece.Piece | undefined
): ReadonlyArray<PrintStatement.Output> => {
  const { analysis, dialect, pieces } = scope
  const values = rules.map((name) => ({ name, value: Translate.ruleOf(name, scope) }))
  const all = pieces.sql`(${pieces.list(
    " AND ",
    values.map(({ value }) => value.value)
  )})`
  const mask = MissingMask.union(
    pieces,
    values.map(({ value }) => value.lacks)
  )
  const reasons = dialect.chosen(
    pieces,
    values.map(({ name, value }) => {
      const { citation } = analysis.rules.get(name)!
      return {
        when: pieces.sql`NOT ${value.value}`,
        text: FactColumns.text(name),
        ...(citation === undefined ? {} : { comment: Quote.comment(Citation.short(citation)) })
      }
    })
  )
  const status = pieces.join([
    "CASE",
    ...(invalid === undefined ? [] : [" WHEN ", invalid, " THEN 'Invalid'"]),
    " WHEN ",
    all,
    " THEN 'Eligible' WHEN NOT ",
    all,
    " THEN 'Ineligible' ELSE 'Undetermined' END"
  ])
  return [
    { name: '"status"', piece: status },
    { name: '"reasons"', piece: only(scope, valid(pieces.sql`NOT ${all}`), reasons) },
    {
      name: '"missing"',
      piece: MissingMask.canBe(mask)
        ? only(scope, valid(pieces.sql`${all} IS NULL`), missingNames(scope, mask))
        : pieces.sql`${dialect.emptyTexts}`
    }
  ]
}

const output = (
  name: string,
  node: Document.Rule["body"],
  scope: Value.Scope,
  valid: (when?: Piece.Piece) => Piece.Piece | undefined
): ReadonlyArray<PrintStatement.Output> => {
  const { analysis, dialect, pieces } = scope
  const rule = node.kind === "rule" ? analysis.rules.get(node.name)! : undefined
  if (rule?.kind === "each") return eachOutput(name, rule, scope, valid)
  const answer = Translate.translate(node, scope)
  const { denominator, lacks, value } = answer
  // Both parts of a fraction are known, or neither is given.
  const known = denominator === undefined ? undefined : pieces.sql`${value} IS NOT NULL AND ${denominator} IS NOT NULL`
  const isValid = known === undefined ? valid() : valid(known)
  const citation = rule?.citation
  const comment = citation === undefined ? {} : { comment: Quote.comment(Citation.short(citation)) }
  const given = (part: Piece.Piece, suffix: string): PrintStatement.Output => ({
    name: `"${name}${suffix}"`,
    piece: isValid === undefined ? part : pieces.sql`CASE WHEN ${isValid} THEN ${part} END`,
    ...comment
  })
  return [
    ...(denominator === undefined
      ? [given(value, "")]
      : [given(value, "_numerator"), given(denominator, "_denominator")]),
    {
      name: `"${name}_missing"`,
      piece: MissingMask.canBe(lacks)
        ? only(scope, valid(Value.isOpen(pieces, answer)), missingNames(scope, lacks))
        : pieces.sql`${dialect.emptyTexts}`
    }
  ]
}

/** One answer an element, in the order of positions, and beside it what each lacks, joined by commas. */
const eachOutput = (
  name: string,
  rule: Extract<Document.Rule, { readonly kind: "each" }>,
  scope: Value.Scope,
  valid: (when?: Piece.Piece) => Piece.Piece | undefined
): ReadonlyArray<PrintStatement.Output> => {
  const { dialect, mapped, pieces } = scope
  const inside = { ...scope, element: rule.list }
  const { lacks, value } = Translate.ruleOf(rule.name, inside)
  const { known, position } = mapped.lists.get(rule.list)!
  const ordered = (each: Piece.Piece, empty: string): Piece.Piece =>
    pieces.aggregate(rule.list, empty, pieces.sql`array_agg(${each} ORDER BY ${pieces.column(rule.list, position)})`)
  const each = MissingMask.canBe(lacks)
    ? pieces.sql`array_to_string(${missingNames(inside, lacks)}, ',')`
    : pieces.sql`''::text`
  const there = valid(pieces.sql`${known === undefined ? "TRUE" : pieces.column("", known)} IS TRUE`)
  const missing = valid(pieces.sql`${known === undefined ? "TRUE" : pieces.column("", known)} IS NOT TRUE`)
  return [
    { name: `"${name}"`, piece: pieces.sql`CASE WHEN ${there!} THEN ${ordered(value, dialect.emptyBooleans)} END` },
    {
      name: `"${name}_each_missing"`,
      piece: pieces.sql`CASE WHEN ${there!} THEN ${ordered(each, dialect.emptyTexts)} END`
    },
    {
      name: `"${name}_missing"`,
      piece: only(
        scope,
        missing,
        dialect.chosen(pieces, [{ when: pieces.sql`TRUE`, text: FactColumns.text(rule.list) }])
      )
    }
  ]
}
