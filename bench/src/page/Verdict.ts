/**
 * The goals that were set before the measuring, each with what was measured and whether it is met. A goal that is
 * missed says by how much; why is written beside it by hand, where we know.
 */
import * as Rounds from "../measure/Rounds.ts"
import type { Goal, Recorded } from "./Recorded.ts"

// ---- Models

export interface Verdict {
  readonly measure: string
  readonly goal: string
  readonly measured: string
  readonly verdict: string
}

// ---- Rules

const million = 1_000_000

/** Two decimals below ten, none above. */
export const number = (value: number): string =>
  Math.abs(value) < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en-GB")

const judge = (measure: string, goal: string, most: number, value: number | string, unit: string): Verdict =>
  typeof value === "string"
    ? { measure, goal, measured: value, verdict: "not measured" }
    : {
        measure,
        goal,
        measured: `${number(value)} ${unit}`,
        verdict: value <= most ? "met" : `**missed**: ${number(value / most)} × the goal`
      }

/** A contender at a size, or why there is no figure of it. */
const of = ({ absent, figures }: Recorded, id: string, count: number): Rounds.Figure | string =>
  figures.find((each) => each.id === id && each.count === count) ??
  absent.find((each) => each.id === id && each.count === count)?.reason ??
  "not in this run"

/** How many times as long one takes as another, or the best of others. */
const ratio = (one: Rounds.Figure | string, others: Rounds.Figure | string | ReadonlyArray<Rounds.Figure>) =>
  typeof one === "string"
    ? one
    : typeof others === "string"
      ? others
      : (Rounds.ratioOf(one, [others].flat()) ?? "no hand-written loop in this run")

/** The fastest run: what a goal in absolute time asks for does not depend on other work on the machine. */
const microseconds = (one: Rounds.Figure | string): number | string =>
  typeof one === "string" ? one : one.fastest / 1_000

const figure = <A>(goal: Goal<A>, read: (figures: A) => number): number | string =>
  "figures" in goal ? read(goal.figures) : goal.reason

/** Every goal, in the order in which they were set. */
export const verdicts = (recorded: Recorded): ReadonlyArray<Verdict> => {
  const loop = Rounds.loopsOf(recorded.figures, million)
  const at = (id: string, count = million) => of(recorded, id, count)
  const { fortyRules, import: imported, oneCase, season, streamFive, streamObjects, streamOne } = recorded.goals
  const explained = ((all, decided) =>
    typeof all === "string" ? all : typeof decided === "string" ? decided : all.fastest - decided.fastest)(
    at("bina-row-explanations", 100_000),
    at("bina-columns", 100_000)
  )
  // A million take PostgreSQL many minutes.
  const sql = (engine: "duckdb" | "postgres", presence: "" | "-nullable"): number | string => {
    const count = engine === "duckdb" ? million : 100_000
    return ratio(
      at(`bina-${engine}${presence}`, count),
      at(`${engine}-${presence === "" ? "rows" : "nullable"}`, count)
    )
  }
  const [one, five] = [streamOne, streamFive].map((goal) => figure(goal, ({ nanoseconds }) => nanoseconds))
  const linear = typeof one === "number" && typeof five === "number" ? five / one : "not in this run"
  return [
    judge(
      "`decideMany`, the whole work, facts declared present",
      "≤ 1.25 × loop",
      1.25,
      ratio(at("bina-columns"), loop),
      "×"
    ),
    judge(
      "the same, nullable facts, shown beside",
      "≤ 1.25 × loop",
      1.25,
      ratio(at("bina-columns-nullable"), loop),
      "×"
    ),
    judge(
      "every rule kept as a bit for every row, against the first that refuses only",
      "≤ 1.2 × without",
      1.2,
      ratio(at("bina-columns"), at("bina-first-reason")),
      "×"
    ),
    judge("the whole trace of `explain` as an object for every row", "≤ 500 ns", 500, explained, "ns"),
    judge(
      "answer, and text and citation of each rule that refuses, as objects for every row (the five requirements)",
      "≤ 500 ns",
      500,
      figure(oneCase, ({ tellRow }) => tellRow * 1_000),
      "ns"
    ),
    judge(
      "one `decide`, warm (whole work, ten sessions a case)",
      "≤ 6 µs",
      6,
      figure(oneCase, ({ decide }) => decide),
      "µs"
    ),
    judge(
      "one `decide`, warm (the five requirements alone)",
      "≤ 1.5 µs",
      1.5,
      figure(oneCase, (f) => f.decideRequirements),
      "µs"
    ),
    judge(
      "one `explain`, warm (whole work, ten sessions a case)",
      "≤ 30 µs",
      30,
      figure(oneCase, ({ explain }) => explain),
      "µs"
    ),
    judge(
      "one `explain`, warm (the five requirements alone)",
      "≤ 6 µs",
      6,
      figure(oneCase, (f) => f.explainRequirements),
      "µs"
    ),
    judge(
      "objects → columns → decisions → objects, 100 k",
      "≤ 1.0 µs",
      1,
      microseconds(at("bina-objects", 100_000)),
      "µs"
    ),
    judge("objects → columns → decisions → objects, 1 M", "≤ 1.3 µs", 1.3, microseconds(at("bina-objects")), "µs"),
    judge(
      "5 M rows streamed as columns, the whole process",
      "≤ 400 MB",
      400,
      figure(streamFive, (f) => f.megabytes),
      "MB"
    ),
    judge(
      "5 M rows streamed as objects, the whole process",
      "≤ 400 MB",
      400,
      figure(streamObjects, (f) => f.megabytes),
      "MB"
    ),
    {
      measure: "5 M rows streamed as columns, time a row, with binding and checking",
      goal: "none set",
      measured: typeof five === "number" ? `${number(five)} ns` : "not in this run",
      verdict: "—"
    },
    judge("5 M rows streamed: time a row against 1 M", "linear (≤ 1.2 ×)", 1.2, linear, "×"),
    judge("`toSql`, DuckDB, facts present, against hand-written", "≤ 1.1 ×", 1.1, sql("duckdb", ""), "×"),
    judge("`toSql`, PostgreSQL, facts present, against hand-written, 100 k", "≤ 1.1 ×", 1.1, sql("postgres", ""), "×"),
    judge(
      "`toSql`, DuckDB, nullable, against hand-written of the same meaning",
      "≤ 1.1 ×",
      1.1,
      sql("duckdb", "-nullable"),
      "×"
    ),
    judge(
      "`toSql`, PostgreSQL, nullable, against hand-written of the same meaning, 100 k",
      "≤ 1.1 ×",
      1.1,
      sql("postgres", "-nullable"),
      "×"
    ),
    judge(
      "compiling a policy of 40 rules: making it, warm",
      "≤ 5 ms",
      5,
      figure(fortyRules, ({ later }) => later),
      "ms"
    ),
    judge(
      "compiling a policy of 40 rules: its loop over columns, warm",
      "≤ 5 ms",
      5,
      figure(fortyRules, (f) => f.laterCompiled),
      "ms"
    ),
    judge(
      "the same two for the first policy of a process",
      "≤ 5 ms",
      5,
      figure(fortyRules, (f) => f.first + f.firstCompiled),
      "ms"
    ),
    judge(
      "importing `@bina/policy` as published, above `effect/Schema`",
      "≤ 25 ms",
      25,
      figure(imported, (f) => f.publishedAbove),
      "ms"
    ),
    judge(
      "the season of Medan, from files to reports, first run",
      "≤ 1.5 s",
      1.5,
      figure(season, ({ first }) => first / 1_000),
      "s"
    ),
    judge(
      "the same again, with nothing new",
      "≤ 0.8 s",
      0.8,
      figure(season, ({ again }) => again / 1_000),
      "s"
    ),
    judge(
      "`medan --help`",
      "≤ 0.25 s",
      0.25,
      figure(season, ({ help }) => help / 1_000),
      "s"
    )
  ]
}
