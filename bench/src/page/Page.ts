/**
 * Writes `docs/benchmarks.md` from a recorded run. Nothing on the page is typed by hand but the remarks on goals that
 * are missed.
 */
import * as Rounds from "../measure/Rounds.ts"
import type { Machine } from "./Machine.ts"
import * as Missed from "./Missed.ts"
import type { Recorded } from "./Recorded.ts"
import * as Verdict from "./Verdict.ts"

// ---- Rules

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n")

const nanoseconds = (value: number): string =>
  value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en-GB")

const size = (count: number): string =>
  count >= 1_000_000 ? `${count / 1_000_000} M` : `${(count / 1_000).toLocaleString("en-GB")} k`

const sizesOf = (figures: ReadonlyArray<Rounds.Figure>): ReadonlyArray<number> =>
  [...new Set(figures.map(({ count }) => count))].toSorted((a, b) => a - b)

const sizeTable = (figures: ReadonlyArray<Rounds.Figure>, count: number): string => {
  const here = figures.filter((figure) => figure.count === count).toSorted((a, b) => a.nanoseconds - b.nanoseconds)
  const loops = Rounds.loopsOf(figures, count)
  const rows = here.map((figure) => [
    figure.title,
    nanoseconds(figure.nanoseconds),
    figure.taken.length === 1 ? "one round" : `${nanoseconds(figure.least)}–${nanoseconds(figure.most)}`,
    ((ratio) => (ratio === undefined ? "" : `${Verdict.number(ratio)} ×`))(Rounds.ratioOf(figure, loops)),
    String(figure.megabytes),
    `\`${figure.checksum}\``
  ])
  return [
    `### ${size(count)} enrolments`,
    table(["contender", "ns an enrolment", "least–most", "× best loop", "peak MB", "checksum"], rows)
  ].join("\n\n")
}

const contenders = (figures: ReadonlyArray<Rounds.Figure>): string => {
  const titles = new Map(figures.map(({ remark, title }) => [title, remark]))
  return [...titles].map(([title, remark]) => `- **${title}**: ${remark}.`).join("\n")
}

const absences = ({ absent }: Recorded): string =>
  absent.length === 0
    ? "Every contender could be installed and run on this machine."
    : [
        "Not measured on this machine:",
        "",
        ...absent.map(({ count, id, reason }) => `- \`${id}\`, ${size(count)}: ${reason}`)
      ].join("\n")

const machineOf = ({ cores, gibibytes, node, processor, system, v8, versions }: Machine): string =>
  [
    `${processor}, ${cores} cores, ${gibibytes} GiB, ${system}; Node ${node} (V8 ${v8}).`,
    Object.entries(versions)
      .map(([name, version]) => `\`${name}\` ${version}`)
      .join(", ") + "."
  ].join("\n")

/** The page. */
export const page = (recorded: Recorded): string =>
  `${[
    "# Benchmarks",
    "> Written by `pnpm bench`; do not edit. Absolute times are those of one machine on one day. What counts is the ratio to\n" +
      "> the hand-written loop in the same run.",
    "## The work",
    "Enrolments in trainings, from a fixed seed: who may join (age, domicile, employment, business scale under the law of\n" +
      "the day, earlier programmes), at most two of a household, which sessions count under a dated duty, an allowance by\n" +
      "dated rates with a cap, a budget in strict order of arrival, tax, completion. Half the cases fail some rule. Each\n" +
      "contender starts from its own form of the data in memory (or in its tables) and ends with its own form of the\n" +
      "outcome; making that form is not timed, unless a line says so. **A contender whose checksum over all outcomes is not\n" +
      "the expected one stops the run**, so that every figure below is of the same work.",
    "In every round each contender runs once in a process of its own, one after the other; a run is repeated inside the\n" +
      "process and its median taken, then the median over rounds. Contenders slower than about 10 µs an enrolment do the\n" +
      "work once a round, and at 1 M in one round only.",
    "```sh\npnpm bench          # everything; writes this page\npnpm bench --quick  # 100 k, under half a minute; fails when decideMany has become twice as slow against the loop\n```",
    "## Goals",
    "Set before anything was measured. `loop` is the better of the two hand-written loops at 1 M, in the same run.",
    table(
      ["measure", "goal", "measured", "verdict"],
      Verdict.verdicts(recorded).map(({ goal, measure, measured, verdict }) => [measure, goal, measured, verdict])
    ),
    Missed.remarks,
    "## Figures",
    ...sizesOf(recorded.figures).map((count) => sizeTable(recorded.figures, count)),
    "## Who is who",
    contenders(recorded.figures),
    absences(recorded),
    "## Machine and versions",
    machineOf(recorded.machine)
  ].join("\n\n")}\n`
