/**
 * What needs memory from row to row, as window functions: seats in the order of registration, with the quota and the
 * limits that count across people, and a budget line that is paid in strict order.
 *
 * Seats can be written so as long as at most one key is counted within the cohort besides the person. Before the quota
 * is used up, the first so many open applications of a key take seats and the rest of the key is refused, whoever else
 * applies; afterwards nobody sits down and the counts stand still. With two counted keys (a household and an employer)
 * each refusal changes what the other key has left, and no window sees that: such a cohort is filled by
 * `Admission.fill`, row by row.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Dialect from "./Dialect.ts"
import * as Quote from "./Quote.ts"
import type * as Statement from "./ToSql.ts"
import * as Piece from "./Piece.ts"

// ---- Models

/**
 * A limit: at most `atMost` seats for one value of `column`. `fact` is the name under which the key goes missing;
 * `earlier` a column with the number of seats that this row's key already holds in cohorts filled before (a limit of
 * the season).
 */
export interface SeatLimit {
  readonly reason: string
  readonly fact: string
  readonly column: string
  readonly atMost: number
  readonly earlier?: string
}

/**
 * Applications with the answer of the eligibility policy, one row each: the columns that `toSql` gives under the names
 * `status`, `reasons`, `missing` and `invalid_paths`, the cohort, the quota of the cohort, and what gives the order of
 * registration, which must tell any two rows of a cohort apart. A text column sorts by its collation: let moments be a
 * timestamp, or of the collation `C`.
 */
export interface Seats {
  readonly table: string | ReadonlyArray<string>
  readonly key: string
  readonly cohort: string
  readonly quota: string
  readonly order: readonly [string, ...Array<string>]
  /** The column with the person, `NULL` where nobody can be named, and the name under which it goes missing. */
  readonly person: { readonly column: string; readonly fact: string }
  readonly limits: ReadonlyArray<SeatLimit>
}

/** Claims on budget lines, one row each: `amount` is what the line holds, `gross` what is claimed. */
export interface Claims {
  readonly table: string | ReadonlyArray<string>
  readonly key: string
  readonly line: string
  readonly amount: string
  readonly gross: string
  readonly order: readonly [string, ...Array<string>]
}

// ---- Errors

/** More than one key besides the person is counted: no window function fills such a cohort. */
export class SeveralKeys extends Schema.TaggedError<SeveralKeys>()("SeveralKeys", {
  columns: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `limits count ${this.columns.join(" and ")}, each of which changes the other: fill the cohort row by row`
  }
}

// ---- Functions

const names = <K extends string>(
  columns: Readonly<Record<K, string>>
): Result.Result<Readonly<Record<K, string>>, Quote.NotWritable> =>
  Result.map(
    Result.all(
      Object.entries<string>(columns).map(([name, column]) =>
        Result.map(Quote.identifier(column), (quoted) => [name, quoted] as const)
      )
    ),
    (entries) => Object.fromEntries(entries) as Readonly<Record<K, string>>
  )

const pathOf = (table: string | ReadonlyArray<string>): ReadonlyArray<string> =>
  typeof table === "string" ? [table] : table

const text = (piece: Piece.Piece): string =>
  piece.parts.map((part) => (typeof part === "string" ? part : text(part))).join("")

/** The words whose condition holds and that a list does not hold yet, in order. */
const added = (
  dialect: Dialect.Dialect,
  to: string,
  rows: ReadonlyArray<{ readonly when: string; readonly word: string }>
): string => {
  const pieces = new Piece.Pieces()
  const once = rows.filter(({ word }, index) => rows.findIndex((row) => row.word === word) === index)
  const conditions = once.map(({ word }) => ({
    text: word,
    when: pieces.join([
      `(${rows
        .filter((row) => row.word === word)
        .map(({ when }) => when)
        .join(" OR ")}) AND NOT (${word} = ANY(${to}))`
    ])
  }))
  return rows.length === 0 ? to : `${to} || ${text(dialect.chosen(pieces, conditions))}`
}

/**
 * Fills cohorts in order: for each application `determination` (`Seated`, `Waitlisted`, `Refused`, `Undetermined`,
 * `Duplicate`), its place on the waitlist, and `reasons`, `missing` and `invalid_paths` as `Admission.fill` gives them.
 */
export const seats = (
  name: Quote.Dialect,
  request: Seats
): Result.Result<Statement.Statement, Quote.NotWritable | SeveralKeys> =>
  Result.gen(function* () {
    const dialect = Dialect.of(name)
    const { limits, person } = request
    const counted = [...new Set(limits.map(({ column }) => column).filter((column) => column !== person.column))]
    if (counted.length > 1) return yield* Result.fail(new SeveralKeys({ columns: counted }))

    const table = yield* Quote.qualified(pathOf(request.table))
    const { cohort, key, quota, who } = yield* names({
      key: request.key,
      cohort: request.cohort,
      quota: request.quota,
      who: person.column
    })
    const order = (yield* Result.all(request.order.map(Quote.identifier))).join(", ")
    const group = counted[0] === undefined ? "NULL" : yield* Quote.identifier(counted[0])
    const who_ = yield* Quote.literal(person.fact)
    const rules: Array<{
      readonly own: boolean
      readonly column: string
      readonly reason: string
      readonly fact: string
      readonly room: string
    }> = []
    for (const { atMost, column, earlier, fact, reason } of limits) {
      const held = earlier === undefined ? "0" : `COALESCE(${yield* Quote.identifier(earlier)}, 0)`
      rules.push({
        own: column === person.column,
        column: yield* Quote.identifier(column),
        reason: yield* Quote.literal(reason),
        fact: yield* Quote.literal(fact),
        // How many more may sit down. A person applies once in a cohort, so only earlier seats count for one.
        room: `(${Dialect.number(atMost)} - ${held})`
      })
    }
    const shared = rules.filter(({ own }) => !own)
    const keysKnown = rules.map(({ column }) => `${column} IS NOT NULL`)
    const alone = rules.filter(({ own }) => own).map(({ room }) => `${room} > 0`)
    const open = [`"status" = 'Eligible'`, "again = 1", `${who} IS NOT NULL`, ...keysKnown, ...alone].join(" AND ")
    const room = shared.length === 0 ? undefined : `LEAST(${shared.map((rule) => rule.room).join(", ")})`
    const full = (rule: (typeof rules)[number]): string =>
      `${rule.column} IS NOT NULL AND ${rule.own ? "0" : "seated_before"} >= ${rule.room}`
    const limited = rules.map((rule) => ({ when: full(rule), word: rule.reason }))
    const lacking = [
      ...rules.map(({ column, fact }) => ({ when: `${column} IS NULL`, word: fact })),
      { when: `${who} IS NULL`, word: who_ }
    ]
    const empty = dialect.emptyTexts
    const size = name === "postgresql" ? "cardinality" : "len"
    const statement = `WITH w1 AS (SELECT *,
  CASE WHEN ${who} IS NULL THEN 1 ELSE row_number() OVER (PARTITION BY ${cohort}, ${who} ORDER BY ${order}) END AS again
FROM ${table}),
w2 AS (SELECT *, (${open}) IS TRUE AS is_open FROM w1),
w3 AS (SELECT *, is_open${
      room === undefined
        ? ""
        : ` AND sum(CASE WHEN is_open THEN 1 ELSE 0 END) OVER (PARTITION BY ${cohort}, ${group} ORDER BY ${order} ROWS UNBOUNDED PRECEDING) <= ${room}`
    } AS passes FROM w2),
w4 AS (SELECT *, passes AND sum(CASE WHEN passes THEN 1 ELSE 0 END) OVER (PARTITION BY ${cohort} ORDER BY ${order} ROWS UNBOUNDED PRECEDING) <= ${quota} AS is_seated FROM w3),
w5 AS (SELECT *, COALESCE(sum(CASE WHEN is_seated THEN 1 ELSE 0 END) OVER (PARTITION BY ${cohort}, ${group} ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS seated_before FROM w4),
w6 AS (SELECT *,
  ${added(dialect, '"reasons"', limited)} AS all_reasons,
  ${added(dialect, '"missing"', lacking)} AS all_missing
FROM w5),
w7 AS (SELECT *, CASE WHEN again > 1 THEN 'Duplicate' WHEN "status" = 'Invalid' THEN 'Undetermined' WHEN ${size}(all_reasons) > 0 THEN 'Refused'
  WHEN ${size}(all_missing) > 0 OR "status" IS DISTINCT FROM 'Eligible' THEN 'Undetermined' WHEN is_seated THEN 'Seated' ELSE 'Waitlisted' END AS determined
FROM w6)
SELECT ${key} AS ${key}, ${cohort} AS ${cohort}, determined AS "determination",
  CASE WHEN determined = 'Waitlisted' THEN sum(CASE WHEN determined = 'Waitlisted' THEN 1 ELSE 0 END) OVER (PARTITION BY ${cohort} ORDER BY ${order} ROWS UNBOUNDED PRECEDING) END::bigint AS "position",
  CASE WHEN determined = 'Refused' THEN all_reasons ELSE ${empty} END AS "reasons",
  CASE WHEN determined = 'Undetermined' THEN all_missing ELSE ${empty} END AS "missing",
  CASE WHEN determined = 'Undetermined' THEN "invalid_paths" ELSE ${empty} END AS "invalid_paths"
FROM w7`
    const columns = [request.key, request.cohort, "determination", "position", "reasons", "missing", "invalid_paths"]
    return { text: statement, columns }
  })

/**
 * Pays claims in strict order: in full up to the first whom the rest of the line does not cover, and nobody after.
 * Gives `paid` beside `total`, `within_budget` and `shortage` of the whole list. A claim whose gross is not known is
 * not on the list: nothing is paid for it, and it takes nothing from the line.
 */
export const budget = (request: Claims): Result.Result<Statement.Statement, Quote.NotWritable> =>
  Result.gen(function* () {
    const table = yield* Quote.qualified(pathOf(request.table))
    const { amount, gross, key, line } = yield* names({
      key: request.key,
      line: request.line,
      amount: request.amount,
      gross: request.gross
    })
    const order = (yield* Result.all(request.order.map(Quote.identifier))).join(", ")
    const statement = `WITH w1 AS (SELECT *,
  sum(${gross}) OVER (PARTITION BY ${line} ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS so_far,
  COALESCE(sum(${gross}) OVER (PARTITION BY ${line}), 0)::bigint AS all_claims
FROM ${table})
SELECT ${key} AS ${key}, ${line} AS ${line},
  CASE WHEN ${gross} IS NOT NULL THEN CASE WHEN so_far <= ${amount} THEN ${gross} ELSE 0 END END AS "paid",
  all_claims AS "total", all_claims <= ${amount} AS "within_budget", GREATEST(all_claims - ${amount}, 0) AS "shortage"
FROM w1`
    return { text: statement, columns: [request.key, request.line, "paid", "total", "within_budget", "shortage"] }
  })
