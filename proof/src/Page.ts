/** Writes `docs/proof.md` from a recorded run. No figure on the page is typed by hand. */
import type { Machine } from "./Machine.ts"
import type { Recorded, Saboteurs } from "./Recorded.ts"

// ---- Rules

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n")

const count = (value: number): string => value.toLocaleString("en-GB")

const duration = (seconds: number): string =>
  seconds < 90 ? `${seconds.toFixed(0)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`

const sum = (of: ReadonlyArray<number>): number => of.reduce((total, each) => total + each, 0)

/** What is asked for where nothing is said. */
export const full = { rounds: 10_000, kills: 1_000, dispatchers: 500, times: 5 } as const

const summary = (recorded: Recorded): string => {
  const { disclosure, dispatchers, kills, races, saboteurs, seconds, sequences, suites, tampering } = recorded
  const laws = sum(suites.map(({ laws }) => laws))
  const broken = sum(saboteurs.map(({ saboteurs }) => saboteurs))
  return table(
    ["shown", "how often", "what came of it", "took"],
    [
      [
        "races (L44)",
        `${count(races.rounds)} rounds of ${races.processes} processes`,
        "one seat and one rupiah to exactly one process, every time",
        duration(seconds.processes)
      ],
      [
        "kills (L45)",
        `${count(kills.kills)} writers on ${count(kills.files)} files`,
        `${count(kills.acknowledged)} commands acknowledged, all there whole; none in part; every chain verifies`,
        "with the races"
      ],
      [
        "senders killed",
        `${count(dispatchers.kills)} workers, ${count(dispatchers.notices)} notices`,
        `every notice sent; ${count(dispatchers.twice)} twice by a provider without keys, none by one with them`,
        duration(seconds.dispatchers)
      ],
      ["tampering (L42)", `${tampering.found.length} kinds of change`, "each found", duration(seconds.tampering)],
      [
        "disclosure (L43)",
        `a season by the ports, an office, the season of Medan; ${disclosure.planted.length} planted leaks`,
        "nothing found but what was planted",
        duration(seconds.disclosure)
      ],
      ["laws of the ports", `${laws} laws`, "all kept on SQLite", duration(seconds.conformance)],
      ["broken stores", `${broken} saboteurs`, "each found by the law that it breaks", duration(seconds.saboteurs)],
      [
        "lives of stages",
        `${count(sequences.sequences)} random sequences, ${sequences.tests} tests run ${sequences.times === 1 ? "once" : `${sequences.times} times`}`,
        "all properties held",
        duration(seconds.sequences)
      ]
    ]
  )
}

const races = ({ races }: Recorded): string =>
  `${races.processes} processes have one file open. In every round all are told at once to claim the last seat of a stream, and the
last rupiah of a budget line of which all but one is reserved; the next round begins when all have answered. The seat is one
append that expects an empty stream; the rupiah goes through the decider of budgets and the office's handling of commands.
Exactly one process won each of ${count(races.rounds)} seats and each of ${count(races.rounds)} rupiahs, and the journal says the same afterwards. Who
wins is chance: ${races.seatWinners} of the ${races.processes} won a seat at least once, ${races.rupiahWinners} a rupiah.

The races are real: in ${count(races.disputed)} rounds at least one process saw the rupiah free, decided to take it, and came too late;
that happened ${count(races.decidedAgain)} times. Each of these then decided anew and was refused with \`BudgetExceeded\`. A round took
${races.millisecondsPerRound.toFixed(0)} ms.`

const kills = ({ kills }: Recorded): string =>
  `A process appends without end: each command writes three events to each of two streams, changes rows of the register and
answers for two items. It says what was acknowledged and is killed with \`SIGKILL\` at a random moment, ${count(kills.kills)} times. Every one
of ${count(kills.acknowledged)} acknowledged commands was there whole: its events, its rows, its items. ${count(kills.unacknowledged)} more were there whole although the
writer had not lived to say so; none was there in part. The chain of each of ${count(kills.files)} files verified.

This shows that a process may end at any moment. That power may fail as well rests on \`synchronous = full\`, which every
connection checks, and on the disk.`

const dispatchers = ({ dispatchers }: Recorded): string =>
  `${dispatchers.workers} workers send notices from one outbox, on a clock that runs fifty times as fast. One after the other is killed with
\`SIGKILL\`, ${count(dispatchers.kills)} in all, at any point: before it keeps the attempt, in the call, before it keeps what came of it. Each of
${count(dispatchers.notices)} notices was sent. A provider that takes keys was given ${count(dispatchers.again)} of them again and sent none twice; one
without keys sent ${count(dispatchers.twice)} twice, at most one for each worker killed. No worker gave the provider a notice that
another one was giving it.`

const list = (names: ReadonlyArray<string>): string => names.map((name) => `- ${name}`).join("\n")

const saboteurTable = (saboteurs: ReadonlyArray<Saboteurs>): string =>
  table(
    ["port", "laws", "saboteurs", "found by the law that names them"],
    saboteurs.map(({ laws, port, saboteurs }) => [port, String(laws), String(saboteurs), String(saboteurs)])
  )

const countsOf = ({ counts }: Recorded): string => {
  const asked = `\`--rounds ${counts.rounds} --kills ${counts.kills} --dispatchers ${counts.dispatchers} --times ${counts.times}\``
  const isFull = (Object.keys(full) as ReadonlyArray<keyof typeof full>).every((name) => counts[name] >= full[name])
  return isFull
    ? `This page is of a full run (${asked}).`
    : `This page is of a **shorter run** (${asked}); a full one has ${count(full.rounds)} rounds, ${count(full.kills)} writers and ${count(full.dispatchers)} senders killed, and runs the random sequences ${full.times} times.`
}

const commands = `\`\`\`sh
npx pnpm@12 proof                             # the full counts; writes this page
npx pnpm@12 proof --rounds 500 --kills 100    # a shorter run; the page says so
npx pnpm@12 proof --page                      # writes this page again, from what is recorded
npx pnpm@12 test                              # a sample: 200 rounds, 20 and 12 kills, everything else as here
\`\`\``

const machineOf = ({ cores, gibibytes, load, node, processor, sqlite, system, versions }: Machine): string =>
  [
    `${processor}, ${cores} cores, ${gibibytes} GiB, ${system}; Node ${node}, SQLite ${sqlite}.`,
    `${Object.entries(versions)
      .map(([name, version]) => `\`${name}\` ${version}`)
      .join(", ")}.`,
    `\nLoad at the end of the run: ${load.toFixed(1)} processes on average over a quarter of an hour, the sixteen of the proof among\n` +
      "them. Times are those of one machine under that load."
  ].join("\n")

/** The page. */
export const page = (recorded: Recorded): string =>
  `${[
    "# Proof",
    "What the embedded store does when many come at once, when it is killed, when somebody changes its file, and what it gives\n" +
      "away. The page is written by the run itself; a run in which one test fails writes no page.",
    summary(recorded),
    countsOf(recorded),
    commands,
    "## Races",
    races(recorded),
    "## Kills",
    kills(recorded),
    "## Senders killed",
    dispatchers(recorded),
    "## Tampering",
    "The triggers that forbid changes are dropped first; then the file is changed, with other hashes made anew as a forger would\n" +
      "who has read this library. `Verification` found each of these:",
    list(recorded.tampering.found),
    `It found nothing ${recorded.tampering.clean.map((name) => name.replace(/^not /, "")).join(", nor ")}.`,
    "## Disclosure",
    "The database, its log, spans, logs and errors of a small season are searched for a name, an identity number, a family card,\n" +
      "a telephone, an account, a day of birth and a temperature, in clear in any spelling, encoded, or as a hash that anybody can\n" +
      "make. Nothing was found. Then a leak is planted, and seen where it stands:",
    list(recorded.disclosure.planted),
    "The office, asked for everything that it can do, and the season of Medan, run by its command on the embedded store, are\n" +
      "searched in the same way:",
    list(recorded.disclosure.elsewhere),
    "## Broken stores",
    "A suite that finds nothing proves nothing until it has been seen to find something. Each of these stores is wrong in one way,\n" +
      "and the law that names the fault finds it.",
    saboteurTable(recorded.saboteurs),
    "## The laws on SQLite",
    "As the conformance suites of `@bina/testkit` report them; [writing an adapter](writing-an-adapter.md) shows how to run them on\n" +
      "another store.",
    ...recorded.suites.map(({ table }) => table.trim()),
    "## Machine and versions",
    machineOf(recorded.machine)
  ].join("\n\n")}\n`
