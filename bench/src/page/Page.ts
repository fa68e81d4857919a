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
    nanoseconds(figure.fastest),
    ((ratio) => (ratio === undefined ? "" : `${Verdict.number(ratio)} ×`))(Rounds.ratioOf(figure, loops)),
    String(figure.megabytes),
    `\`${figure.checksum}\``
  ])
  return [
    `### ${size(count)} enrolments`,
    table(["contender", "ns an enrolment", "least–most", "fastest run", "× best loop", "peak MB", "checksum"], rows)
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

const machineOf = ({ cores, gibibytes, load, node, processor, system, v8, versions }: Machine): string =>
  [
    `${processor}, ${cores} cores, ${gibibytes} GiB, ${system}; Node ${node} (V8 ${v8}).`,
    Object.entries(versions)
      .map(([name, version]) => `\`${name}\` ${version}`)
      .join(", ") + ".",
    `\nLoad at the end of the run: ${load.toFixed(1)} processes on average over a quarter of an hour; what is above one is other\n` +
      "work on the same machine, or the threads of a peer."
  ].join("\n")

const ratiosOf = ({ goals: { ratios } }: Recorded): string =>
  "reason" in ratios
    ? `Not recorded: ${ratios.reason}.`
    : table(
        ["contender", "× the same work by hand"],
        Object.entries(ratios.figures).map(([id, ratio]) => [`\`${id}\``, `${Verdict.number(ratio)} ×`])
      )

const work = `Enrolments in trainings, generated from a fixed seed. Each is decided by eleven rules: who may join (age, domicile,
employment, business scale under the law of the day, earlier programmes), at most two of a household in a programme, which
sessions count under a dated health duty, an allowance by dated rates with a cap, each programme's budget in strict order of
arrival, tax, completion. An enrolment has ten sessions on average; seven of ten pass the rules about the person, three are
paid and completed. Figures and ordinances are invented.

Each contender starts from its own form of the data (typed arrays, objects, tables) and ends with its own form of the outcome:
status, scale, gross, tax and net of every enrolment. Making the first form and reading the last is not timed, unless a line
says so; nor is binding columns, which checks them once (the streams below include it). **A contender whose checksum over all
outcomes is not the expected one stops the run**, so that all figures are of the same work.`

const method = `In every round each contender runs in a process of its own, one after the other, those that are compared with one another
side by side. A run is warmed up and repeated inside the process and its median taken; figures are medians over rounds, ratios
the median of the ratios within each round. Slow contenders (SQL, one case at a time, rule engines) do the work once a round from
100 k on, without warming up, and at 1 M in one round only; PostgreSQL, the rule engines and \`decide\` are left out at 1 M to keep
the run short.

Goals in absolute time (µs, ms) are judged by the fastest run, not the median. That was decided when medians turned out to measure
the other work on the machine: it favours whatever is judged by it. Medians stand in the tables below.`

/** Below this, what others do is the system's own housekeeping. */
const quiet = 0.03

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`

/** What ran besides, from what was looked at; nobody writes by hand that nothing did. */
const othersOf = ({ others }: Recorded): string => {
  if (others === undefined || others.length === 0) {
    return (
      "**How much other work the machine did was not recorded in this run.** The load at its end, at the foot of this page, says that\n" +
      "there was some."
    )
  }
  const sorted = others.toSorted((a, b) => a - b)
  const [median, most] = [sorted[sorted.length >> 1]!, sorted.at(-1)!]
  const busy = sorted.filter((share) => share > quiet).length
  const looked =
    `before each of the ${others.length} processes, while nothing of the benchmark ran, others kept ${percent(median)} of the processors\n` +
    `busy (median), and ${percent(most)} at most`
  return busy === 0
    ? `**Nothing else ran**: ${looked}.`
    : `**Other work ran as well**: ${looked}; ${busy} times it was more than ${percent(quiet)}.`
}

const caution = `The machine is a virtual one, and what its host does shows. Take a ratio of contenders that write much memory as right to about a
fifth. While everything stays in the cache, in the table of \`--quick\` below, columns cost as much as the loop.`

const commands = `\`\`\`sh
npx pnpm@12 bench              # everything, some twenty minutes; writes this page
npx pnpm@12 bench --rounds 1   # the same with one round of each
npx pnpm@12 bench --quick      # the table below again; fails when a ratio has doubled
npx pnpm@12 bench --page       # writes this page again, from what is recorded
\`\`\``

const quick = `The checks run \`bench --quick\`: a few thousand enrolments in one process, Bina and the same work by hand in turn (columns against
the blocked loop, objects against ordinary object code), the median ratio of forty rounds. It fails when one of these has
doubled in three measurements. They stay in the cache and are no figures for the page; they are compared with each other only.`

/** The page. */
export const page = (recorded: Recorded): string =>
  `${[
    "# Benchmarks",
    "What Bina costs beside what one would use instead: hand-written loops, ordinary objects, rule engines, SQL. What counts\n" +
      "is the ratio within a run; absolute times are those of one machine on one day. The page is written by the run itself.",
    "## Goals",
    "Set before anything was measured, but for those of one `decide` and one `explain`, which were set again after the first\n" +
      "measurement (2 µs and 8 µs before, for either); 1 M enrolments where nothing else is said. `loop` is the better of the\n" +
      "two hand-written loops over columns.",
    table(
      ["measure", "goal", "measured", "verdict"],
      Verdict.verdicts(recorded).map(({ goal, measure, measured, verdict }) => [measure, goal, measured, verdict])
    ),
    "### Why goals are missed",
    Missed.remarks,
    "## The work",
    work,
    "## How it is measured",
    method,
    othersOf(recorded),
    caution,
    commands,
    quick,
    ratiosOf(recorded),
    "## Figures",
    ...sizesOf(recorded.figures).map((count) => sizeTable(recorded.figures, count)),
    "## Who is who",
    contenders(recorded.figures),
    absences(recorded),
    "## Machine and versions",
    machineOf(recorded.machine)
  ].join("\n\n")}\n`
