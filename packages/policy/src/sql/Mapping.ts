/**
 * Says where the facts of a policy stand in a database: which column is which fact, which table holds the elements of a
 * list, and how a row says "known to be absent" as against "not known". Only names; no value of a row is ever part of
 * a statement.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as Quote from "./Quote.ts"

// ---- Models

/**
 * The column of a leaf. `NULL` is a missing fact, unless the mapping says otherwise.
 *
 * - `present`: the table forbids `NULL` here, so the fact is never missing;
 * - `within`: the table checks the declared bounds or literals (see `checks`), so the statement need not;
 * - for an optional fact, either `set`, a boolean column (true: the value stands in `column`; false: known to be
 *   absent; `NULL`: missing), or `whenNull: "absent"`: a row without a value is known to have none.
 *
 * `present` and `within` are promises of the table and are as good as its constraints. Types: boolean for yes or no; an
 * integer type for numbers and money; `date` for days; a text type for words.
 */
export interface LeafColumn {
  readonly column: string
  readonly present?: boolean
  readonly within?: boolean
  readonly set?: string
  readonly whenNull?: "absent" | "missing"
}

/**
 * The table with the elements of a list, one row each. `key` refers to the key of the case, `position` orders the
 * elements. Of a case without rows the list is empty, unless `known`, a boolean column of the case's own table, is not
 * true: then the list is missing. One of `known` and `present` must be said: an empty list is an answer.
 */
export interface ListTable {
  readonly table: string | ReadonlyArray<string>
  readonly key: string
  readonly position: string
  readonly known?: string
  readonly present?: boolean
  readonly elements: Readonly<Record<string, string | LeafColumn>>
}

/** Where everything stands. `key` identifies a row of `table` and must be unique. */
export interface Mapping {
  readonly table: string | ReadonlyArray<string>
  readonly key: string
  readonly facts: Readonly<Record<string, string | LeafColumn | ListTable>>
  /** Further columns of the table that the result carries along, for grouping and joining. */
  readonly carry?: ReadonlyArray<string>
}

/** A leaf with its column, all names quoted. */
export interface Column {
  readonly leaf: Document.Leaf
  readonly path: string
  readonly value: string
  readonly set: string | undefined
  readonly nullIsAbsent: boolean
  readonly present: boolean
  readonly within: boolean
}

/** A list with its table, all names quoted. */
export interface Elements {
  readonly list: Document.List
  readonly table: string
  readonly key: string
  readonly position: string
  /** The column that tells whether the list is known; none where it always is. */
  readonly known: string | undefined
}

/** A mapping that fits a policy. */
export interface Mapped {
  readonly table: string
  readonly key: string
  readonly carry: ReadonlyArray<string>
  /** Columns by path of the leaf, for what the policy reads. */
  readonly columns: ReadonlyMap<string, Column>
  readonly lists: ReadonlyMap<string, Elements>
}

// ---- Errors

/** The mapping does not fit the policy; every reason is listed. */
export class MappingRefused extends Schema.TaggedError<MappingRefused>()("MappingRefused", {
  policy: Schema.String,
  reasons: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return [`the mapping does not fit policy ${this.policy}:`, ...this.reasons.map((reason) => `  ${reason}`)].join(
      "\n"
    )
  }
}

// ---- Functions

const isList = (value: string | LeafColumn | ListTable): value is ListTable =>
  typeof value === "object" && "elements" in value

const pathOf = (table: string | ReadonlyArray<string>): ReadonlyArray<string> =>
  typeof table === "string" ? [table] : table

/** Holds a mapping against what a policy reads. What the policy does not read may be mapped and is not looked at. */
export const resolve = (analysis: Analysis.Analysis, mapping: Mapping): Result.Result<Mapped, MappingRefused> => {
  const reasons: Array<string> = []
  const quoted = <A>(result: Result.Result<A, Quote.NotWritable>, otherwise: A): A =>
    Result.getOrElse(result, (failure) => {
      reasons.push(failure.message)
      return otherwise
    })
  const name = (text: string): string => quoted(Quote.identifier(text), "")
  const table = (path: string | ReadonlyArray<string>): string => quoted(Quote.qualified(pathOf(path)), "")

  const columns = new Map<string, Column>()
  const leafOf = (leaf: Document.Leaf, path: string, given: string | LeafColumn | ListTable | undefined): void => {
    if (given === undefined) return void reasons.push(`${path} is read, but no column is given for it`)
    if (isList(given)) return void reasons.push(`${path} is no list`)
    const column: LeafColumn = typeof given === "string" ? { column: given } : given
    if (!leaf.optional && (column.set !== undefined || column.whenNull === "absent")) {
      reasons.push(`${path} is never known to be absent: it is not declared optional`)
    }
    if (column.set !== undefined && column.whenNull !== undefined) {
      reasons.push(`${path}: say either "set" or "whenNull"`)
    }
    columns.set(path, {
      leaf,
      path,
      value: name(column.column),
      set: column.set === undefined ? undefined : name(column.set),
      nullIsAbsent: column.whenNull === "absent",
      present: column.present === true || column.whenNull === "absent",
      within: column.within === true
    })
  }

  const given = (facts: Readonly<Record<string, string | LeafColumn | ListTable>>, key: string) =>
    Object.hasOwn(facts, key) ? facts[key] : undefined
  const declaredIn = (facts: Readonly<Record<string, unknown>>, list: string): void => {
    const declared = analysis.declared.get(list)!
    for (const key of Object.keys(facts)) {
      if (!declared.has(key)) reasons.push(`${list === "" ? "" : `${list}.`}${key} is not a fact of the policy`)
    }
  }

  declaredIn(mapping.facts, "")
  for (const leaf of analysis.reads.leaves) leafOf(leaf, leaf.name, given(mapping.facts, leaf.name))
  const lists = new Map<string, Elements>()
  for (const { leaves, list } of analysis.reads.lists) {
    const found = given(mapping.facts, list.name)
    if (found === undefined || !isList(found)) {
      reasons.push(`${list.name} is read, but no table is given for its elements`)
      continue
    }
    if ((found.known === undefined) === (found.present !== true)) {
      reasons.push(`${list.name}: say either "known", the column that tells whether the list is known, or "present"`)
    }
    declaredIn(found.elements, list.name)
    for (const leaf of leaves) leafOf(leaf, `${list.name}.${leaf.name}`, given(found.elements, leaf.name))
    lists.set(list.name, {
      list,
      table: table(found.table),
      key: name(found.key),
      position: name(found.position),
      known: found.known === undefined ? undefined : name(found.known)
    })
  }
  const mapped: Mapped = {
    table: table(mapping.table),
    key: name(mapping.key),
    carry: (mapping.carry ?? []).map(name),
    columns,
    lists
  }
  return reasons.length === 0
    ? Result.succeed(mapped)
    : Result.fail(new MappingRefused({ policy: analysis.document.id, reasons }))
}
