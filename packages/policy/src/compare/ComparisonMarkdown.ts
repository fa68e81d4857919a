/**
 * A comparison as Markdown for a pull request or a meeting: what changes in one sentence, then tables. It holds counts
 * and sums, never a case.
 */
import type * as Text from "../vocabulary/Text.ts"
import { escape, inline, table } from "../text/MarkdownText.ts"
import * as Style from "../text/Style.ts"
import type * as Comparison from "./Comparison.ts"

// ---- Models

/** A table of the caller's, which stands after the library's own; `numbers` are the columns that hold figures. */
export interface FurtherTable {
  readonly heading: string
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly numbers?: ReadonlyArray<number>
}

/**
 * The language; a heading, paragraphs below it and tables at the end; names of states, dimensions and outputs that the
 * library does not know (`seated`); how many reasons are shown (default 10); how a country writes money.
 */
export interface Words extends Style.Options {
  readonly language: Text.Language
  readonly title?: string
  readonly states?: Readonly<Record<string, Text.Text>>
  readonly dimensions?: Readonly<Record<string, Text.Text>>
  readonly outputs?: Readonly<Record<string, Text.Text>>
  readonly reasons?: Readonly<Record<string, Text.Text>>
  readonly top?: number
  readonly intro?: ReadonlyArray<string>
  readonly tables?: ReadonlyArray<FurtherTable>
}

// ---- Functions

const text = (id: string, en: string): Text.Text => ({ id, en })

const knownStates: Readonly<Record<string, Text.Text>> = {
  eligible: text("memenuhi syarat", "eligible"),
  ineligible: text("tidak memenuhi syarat", "not eligible"),
  undetermined: text("belum dapat diputuskan", "undetermined"),
  invalid: text("data tidak sah", "facts not valid"),
  assessed: text("terhitung", "assessed")
}

const words = {
  title: text("Perbandingan dua skenario", "Comparison of two scenarios"),
  changed: text("{changed} dari {cases} kasus berubah.", "{changed} of {cases} cases change."),
  same: text("Tidak ada yang berubah pada {cases} kasus.", "Nothing changes in {cases} cases."),
  sums: text(
    "{output}: {before} menjadi {after}, selisih {difference} pada kasus yang terhitung di kedua sisi.",
    "{output}: {before} becomes {after}; the difference is {difference} over the cases determined on both sides."
  ),
  open: text(
    "{open} kasus belum dapat dihitung pada salah satu sisi dan tidak termasuk dalam selisih.",
    "{open} cases are undetermined on one side and are not part of the difference."
  ),
  transitions: text("Putusan", "Decisions"),
  before: text("Sebelum", "Before"),
  after: text("Sesudah", "After"),
  cases: text("Kasus", "Cases"),
  changedColumn: text("Berubah", "Changed"),
  movement: text("Siapa yang bertambah dan berkurang", "Who gains and who loses"),
  direction: text("Arah", "Direction"),
  winners: text("bertambah", "gain"),
  losers: text("berkurang", "lose"),
  unchanged: text("tetap", "unchanged"),
  undecided: text("belum terhitung", "undetermined"),
  difference: text("Selisih", "Difference"),
  reasons: text("Alasan penolakan", "Reasons of refusal"),
  missing: text("Yang belum diketahui", "Not yet known"),
  name: text("Nama", "Name"),
  meaning: text("Arti", "Meaning"),
  gained: text("Timbul", "Gained"),
  lost: text("Hilang", "Lost"),
  more: text("dan {count} lainnya", "and {count} more"),
  total: text("Jumlah", "Total"),
  scenarios: text("Skenario", "Scenarios"),
  policy: text("Kebijakan", "Policy"),
  fingerprint: text("Sidik", "Fingerprint")
} as const

/** The comparison in one language. The same comparison always gives the same text. */
export const toMarkdown = (comparison: Comparison.Comparison, options: Words): string => {
  const writer = writerOf(comparison, options)
  return [
    `## ${inline(options.title ?? writer.say(words.title))}`,
    ...(options.intro ?? []).map(escape),
    lead(comparison, writer),
    ...transitions(comparison, writer),
    ...movements(comparison, writer),
    ...mentions(words.reasons, comparison.reasons, writer),
    ...mentions(words.missing, comparison.missing, writer),
    ...groups(comparison, writer),
    ...(options.tables ?? []).flatMap(({ columns, heading, numbers, rows }) =>
      section(heading, table(columns, rows, new Set(numbers)))
    ),
    ...scenarios(comparison, writer)
  ]
    .join("\n\n")
    .concat("\n")
}

interface Writer {
  readonly options: Words
  readonly say: (text: Text.Text) => string
  readonly count: (value: number) => string
  readonly sum: (value: bigint) => string
  readonly signed: (value: bigint) => string
  readonly state: (state: string) => string
  readonly meaning: (name: string) => string
}

const writerOf = ({ measure, texts }: Comparison.Comparison, options: Words): Writer => {
  const { language } = options
  const style = Style.of(language, options)
  const currency = measure?.currency
  // A country's own way is asked for sums that a number holds; larger ones are written plainly rather than rounded.
  const sum = (value: bigint): string =>
    currency === undefined
      ? style.number(value)
      : Number.isSafeInteger(Number(value))
        ? style.money(Number(value), currency)
        : `${currency} ${style.number(value)}`
  const named = (known: Readonly<Record<string, Text.Text>> | undefined, name: string): string | undefined =>
    known !== undefined && Object.hasOwn(known, name) ? known[name]![language] : undefined
  return {
    options,
    say: (of) => of[language],
    count: style.number,
    sum,
    signed: (value) => (value > 0n ? `+${sum(value)}` : sum(value)),
    state: (state) => named(options.states, state) ?? named(knownStates, state) ?? state,
    meaning: (name) => named(options.reasons, name) ?? named(texts, name) ?? "–"
  }
}

const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

const outputOf = ({ measure }: Comparison.Comparison, { options, say }: Writer): string => {
  const output = measure?.output ?? ""
  const known = options.outputs
  return known !== undefined && Object.hasOwn(known, output) ? say(known[output]!) : output
}

const lead = (comparison: Comparison.Comparison, writer: Writer): string => {
  const { cases, changed, sums } = comparison
  const { count, say, signed, sum } = writer
  const counts = { cases: count(cases), changed: count(changed) }
  return [
    filled(say(changed === 0 ? words.same : words.changed), counts),
    ...(sums === undefined
      ? []
      : [
          filled(say(words.sums), {
            output: outputOf(comparison, writer),
            before: sum(sums.before),
            after: sum(sums.after),
            difference: signed(sums.difference)
          })
        ]),
    ...(sums === undefined || sums.open === 0 ? [] : [filled(say(words.open), { open: count(sums.open) })])
  ]
    .map(escape)
    .join(" ")
}

const section = (heading: string, lines: ReadonlyArray<string>): ReadonlyArray<string> => [
  `### ${inline(heading)}`,
  lines.join("\n")
]

const transitions = ({ transitions: rows }: Comparison.Comparison, writer: Writer): ReadonlyArray<string> => {
  const { count, say, state } = writer
  if (rows.length === 0) return []
  return section(
    say(words.transitions),
    table(
      [say(words.before), say(words.after), say(words.cases)],
      rows.map(({ after, before, cases }) => [state(before), state(after), count(cases)]),
      new Set([2])
    )
  )
}

const movements = (comparison: Comparison.Comparison, writer: Writer): ReadonlyArray<string> => {
  const { sums } = comparison
  const { count, say, signed } = writer
  if (sums === undefined) return []
  const { losers, open, unchanged, winners } = sums
  return section(
    `${say(words.movement)}: ${outputOf(comparison, writer)}`,
    table(
      [say(words.direction), say(words.cases), say(words.difference)],
      [
        [say(words.winners), count(winners.cases), signed(winners.sum)],
        [say(words.losers), count(losers.cases), signed(losers.sum)],
        [say(words.unchanged), count(unchanged), signed(0n)],
        [say(words.undecided), count(open), "–"]
      ],
      new Set([1, 2])
    )
  )
}

const mentions = (
  heading: Text.Text,
  all: ReadonlyArray<Comparison.Mention>,
  { count, meaning, options, say }: Writer
): ReadonlyArray<string> => {
  if (all.length === 0) return []
  const shown = all.slice(0, options.top ?? 10)
  const rest = all.length - shown.length
  return [
    ...section(
      say(heading),
      table(
        [say(words.name), say(words.meaning), say(words.gained), say(words.lost)],
        shown.map(({ gained, lost, name }) => [name, meaning(name), count(gained), count(lost)]),
        new Set([2, 3])
      )
    ),
    ...(rest === 0 ? [] : [filled(say(words.more), { count: count(rest) })])
  ]
}

const groups = (comparison: Comparison.Comparison, writer: Writer): ReadonlyArray<string> => {
  const { count, options, say, signed, sum } = writer
  const { measure } = comparison
  return Object.entries(comparison.groups).flatMap(([dimension, rows]) => {
    const known = options.dimensions
    const name = known !== undefined && Object.hasOwn(known, dimension) ? say(known[dimension]!) : dimension
    const cells = (key: string, cases: number, changed: number, sums: Comparison.Sums | undefined) => [
      key,
      count(cases),
      count(changed),
      ...(sums === undefined ? [] : [sum(sums.before), sum(sums.after), signed(sums.difference), count(sums.open)])
    ]
    const figures = [say(words.before), say(words.after), say(words.difference), say(words.undecided)]
    return section(
      measure === undefined ? name : `${name}: ${outputOf(comparison, writer)}`,
      table(
        [name, say(words.cases), say(words.changedColumn), ...(measure === undefined ? [] : figures)],
        [
          ...rows.map(({ cases, changed, key, sums }) => cells(key, cases, changed, sums)),
          cells(say(words.total), comparison.cases, comparison.changed, comparison.sums)
        ],
        new Set([1, 2, 3, 4, 5, 6])
      )
    )
  })
}

const scenarios = ({ after, before }: Comparison.Comparison, { say }: Writer): ReadonlyArray<string> =>
  section(
    say(words.scenarios),
    table(
      ["", say(words.policy), say(words.fingerprint)],
      [
        [say(words.before), before.policy, before.fingerprint],
        [say(words.after), after.policy, after.fingerprint]
      ]
    )
  )
