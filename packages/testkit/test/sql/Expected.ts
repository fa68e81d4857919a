/**
 * What a statement must answer: the row that a decision becomes, and the rows of a statement as plain JSON.
 */
import { Decision, Policy } from "@bina/policy"
import type * as PostgresServer from "./PostgresServer.ts"

// ---- Models

export type Row = Readonly<Record<string, unknown>>

// ---- Rules

/** The rows of a statement; numbers stay exact, for none leaves the safe integers. */
export const rows = async (
  dialect: "postgresql" | "duckdb",
  text: string,
  query: PostgresServer.Server["query"]
): Promise<ReadonlyArray<Row>> => {
  const json = dialect === "duckdb" ? "to_json" : "to_jsonb"
  const found = await query(`SELECT CAST(${json}(answer) AS text) AS answer FROM (${text}) AS answer ORDER BY id`)
  return found.map(({ answer }) => JSON.parse(answer as string) as Row)
}

const names = (items: ReadonlyArray<Decision.Item>): ReadonlyArray<string> => items.map(Decision.nameOf)

/** The row that a decision must become. */
export const of = (policy: Policy.Foreign, facts: Row): Row => {
  const answer = Policy.decide(policy, facts)
  const invalid_paths = answer._tag === "Invalid" ? answer.paths : []
  if (policy.document.answers.kind === "requirements") {
    return {
      status: answer._tag,
      reasons: answer._tag === "Ineligible" ? answer.reasons : [],
      missing: answer._tag === "Undetermined" ? names(answer.missing) : [],
      invalid_paths
    }
  }
  const values = answer._tag === "Assessed" ? answer.values : undefined
  return Object.assign(
    {},
    ...policy.document.answers.outputs.map(({ name, value }) => {
      const outcome = values?.[name] as Decision.Outcome<unknown> | undefined
      const rule = value.kind === "rule" ? policy.document.rules.find((rule) => rule.name === value.name) : undefined
      const missing = outcome?._tag === "Undetermined" ? names(outcome.missing) : []
      const given = outcome?._tag === "Determined" ? outcome.value : null
      if (rule?.kind !== "each") return { [name]: given, [`${name}_missing`]: missing }
      const lines = given as ReadonlyArray<Decision.Outcome<boolean>> | null
      return {
        [name]: lines?.map((line) => (line._tag === "Determined" ? line.value : null)) ?? null,
        [`${name}_each_missing`]:
          lines?.map((line) => (line._tag === "Undetermined" ? names(line.missing).join(",") : "")) ?? null,
        [`${name}_missing`]: missing
      }
    }),
    { invalid_paths }
  ) as Row
}
