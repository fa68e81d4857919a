/**
 * One statement that decides every row of a table as `decide` decides one case: where a population outgrows one
 * machine, the rules go to the database engine, not the data to us.
 *
 * ```ts
 * import { Citation, Fact, Policy, Rule } from "@bina/policy"
 * import * as Sql from "@bina/policy/Sql"
 * import * as Result from "effect/Result"
 * import * as Schema from "effect/Schema"
 *
 * const Applicant = Schema.Struct({
 *   birthDate: Fact.date({ text: { id: "tanggal lahir", en: "date of birth" } }),
 *   startsOn: Fact.date({ open: true, text: { id: "hari pertama", en: "first day" } })
 * })
 * const notice = Citation.make({ instrument: "Announcement 1/2020", title: "Trainings", confidence: "sourced" })
 * const eligibility = Policy.make("example/eligibility", Applicant, (f) =>
 *   Policy.allOf(
 *     Rule.requires("under-age", f.birthDate.ageOn(f.startsOn).isAtLeast(18), {
 *       citation: notice,
 *       text: { id: "Berumur paling sedikit 18 tahun.", en: "At least 18 years old." },
 *       refusal: { id: "Belum berumur 18 tahun.", en: "Younger than 18." }
 *     })
 *   )
 * )
 *
 * const { text } = Result.getOrThrow(
 *   Sql.toSql(eligibility, "postgresql", {
 *     table: "applicants",
 *     key: "id",
 *     facts: { birthDate: "birth_date", startsOn: { column: "starts_on", present: true } }
 *   })
 * )
 * const view = `CREATE VIEW decided AS\n${text}`
 * ```
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Analysis from "../tree/Analysis.ts"
import * as Node from "../tree/Node.ts"
import * as Fingerprint from "../tree/Fingerprint.ts"
import * as AnswerColumns from "./translate/AnswerColumns.ts"
import * as FactColumns from "./translate/FactColumns.ts"
import * as Dialect from "./Dialect.ts"
import * as Mapping from "./Mapping.ts"
import * as PrintStatement from "./print/PrintStatement.ts"
import * as Quote from "./Quote.ts"
import * as Piece from "./Piece.ts"
import * as Translate from "./translate/Translate.ts"

// ---- Models

/** A statement and the names of its columns, in order. */
export interface Statement {
  /** One SELECT without a semicolon: to be run, or to be the body of a view. */
  readonly text: string
  /** The key and the columns carried along, then those of the answer. */
  readonly columns: ReadonlyArray<string>
}

/** A condition that keeps a column within the declaration of its fact, for a constraint of its table. */
export interface ColumnCheck {
  readonly path: string
  /** The table, quoted. */
  readonly table: string
  /** The condition, for `CHECK (…)`. */
  readonly condition: string
}

// ---- Errors

/** Two columns of the result would have one name; DuckDB does not tell capitals from small letters. */
export class RepeatedColumn extends Schema.TaggedError<RepeatedColumn>()("RepeatedColumn", { column: Schema.String }) {
  override get message(): string {
    return `two columns of the result would be called ${this.column}: rename the output or the column that is carried`
  }
}

/** Why no statement can be written. */
export type NotTranslatable = Mapping.MappingRefused | Quote.NotWritable | RepeatedColumn

// ---- Functions

/**
 * The statement that decides every row of a mapped table.
 *
 * A policy of requirements gives `status` (`Eligible`, `Ineligible`, `Undetermined`, `Invalid`), `reasons` in policy
 * order and `missing` in our order, both arrays of text. A policy of outputs gives for each output a column of its name
 * and `<name>_missing`; a fraction is `<name>_numerator` and `<name>_denominator`; an `each` rule is an array of
 * booleans in the order of positions with `<name>_each_missing`, what each element lacks joined by commas. Both give
 * `invalid_paths`, and where it is not empty nothing else is said. Numbers and money are 64 bits wide.
 *
 * Fails when the mapping leaves out a fact that is read, names one that is not declared, or a name or word cannot be
 * written.
 */
export const toSql = <F, A>(
  policy: Policy<F, A>,
  dialect: Quote.Dialect,
  mapping: Mapping.Mapping
): Result.Result<Statement, NotTranslatable> =>
  Result.gen(function* () {
    const { document } = policy
    const analysis = analysisOf(policy)
    const mapped = yield* Mapping.resolve(analysis, mapping)
    for (const word of Analysis.wordsOf(document)) yield* Quote.literal(word)
    const scope = Translate.begin(analysis, mapped, Dialect.of(dialect), new Piece.Pieces())
    const outputs = AnswerColumns.columns(document.answers, scope)
    for (const { name } of outputs) yield* Quote.identifier(name.slice(1, -1))
    const columns = [mapping.key, ...(mapping.carry ?? []), ...outputs.map(({ name }) => name.slice(1, -1))]
    const lower = columns.map((name) => name.toLowerCase())
    const repeated = columns.find((_, index) => lower.indexOf(lower[index]!) !== index)
    if (repeated !== undefined) return yield* Result.fail(new RepeatedColumn({ column: repeated }))
    return { text: `${heading(policy)}\n${PrintStatement.statement(dialect, mapped, outputs)}`, columns }
  })

/** Which policy this is, at the head of the statement. */
const heading = <F, A>(policy: Policy<F, A>): string =>
  Quote.comment(`policy ${policy.document.id}, ${Fingerprint.of(policy)}`)

/**
 * What a mapping promises with `present` and `within`, as conditions for constraints of the tables: with them the
 * promise is kept by the database. One condition a fact that promises something.
 */
export const checks = <F, A>(
  policy: Policy<F, A>,
  dialect: Quote.Dialect,
  mapping: Mapping.Mapping
): Result.Result<ReadonlyArray<ColumnCheck>, Mapping.MappingRefused> =>
  Result.map(Mapping.resolve(analysisOf(policy), mapping), (mapped) =>
    [...mapped.columns.values()].flatMap((column) => checkOf(column, mapped, Dialect.of(dialect)))
  )

const checkOf = (
  column: Mapping.Column,
  mapped: Mapping.Mapped,
  dialect: Dialect.Dialect
): ReadonlyArray<ColumnCheck> => {
  const { path, present, set, value, within } = column
  const { list } = Node.pathOf(path)
  const bare = new Piece.Pieces().sql`${value}`
  const allowed = within ? FactColumns.fits(new Piece.Pieces(), dialect, bare, column.leaf) : undefined
  const conditions = [
    ...(present && !column.nullIsAbsent ? [`${set ?? value} IS NOT NULL`] : []),
    ...(within && set !== undefined ? [`${set} = (${value} IS NOT NULL)`] : []),
    ...(allowed === undefined ? [] : [`(${value} IS NULL OR ${flat(allowed)})`])
  ]
  return conditions.length === 0
    ? []
    : [
        {
          path,
          table: list === undefined ? mapped.table : mapped.lists.get(list)!.table,
          condition: conditions.join(" AND ")
        }
      ]
}

const flat = (piece: Piece.Piece): string =>
  piece.parts.map((part) => (typeof part === "string" ? part : flat(part))).join("")
