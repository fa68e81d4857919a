/**
 * A simulation as a page in both languages: what is otherwise, who gains, how the lists stand beside their budget lines.
 *
 * Importing this module loads the drawing library (about a tenth of a second): import it when a page is wanted.
 */
import type { Text } from "@bina/policy"
import type * as Compare from "@bina/policy/Compare"
import type { Pack, Simulation } from "@bina/season"
import * as SimulationText from "../text/SimulationText.ts"
import * as Edition from "./Edition.ts"
import * as Figures from "./Figures.ts"
import * as Html from "./Html.ts"
import * as Page from "./Page.ts"
import * as Palette from "./Palette.ts"
import * as ComparisonPlot from "./plots/ComparisonPlot.ts"
import * as Section from "./sections/Section.ts"
import * as Table from "./sections/Table.ts"

// ---- Rules

const words = {
  applications: { id: "Pendaftaran", en: "Applications" },
  changed: { id: "Yang berubah", en: "That change" },
  winners: { id: "Menerima lebih banyak", en: "Receive more" },
  losers: { id: "Menerima lebih sedikit", en: "Receive less" },
  difference: { id: "Selisih uang bersih", en: "Difference, net" },
  open: { id: "Belum dapat dihitung", en: "Undetermined" },
  figures: { id: "Perbandingan dalam angka", en: "The comparison in figures" },
  axis: { id: "juta rupiah", en: "million rupiah" },
  plot: {
    id: "Uang bruto tiap angkatan sebelum dan sesudah perubahan, dengan garis pagu",
    en: "Gross allowance of each cohort before and after the change, with its budget line"
  },
  beforeBar: { id: "sebelum", en: "before" },
  afterBar: { id: "sesudah, dalam pagu", en: "after, within budget" },
  overBar: { id: "sesudah, melebihi pagu", en: "after, above budget" },
  lineMark: { id: "pagu", en: "budget line" },
  finding: {
    id: "{over} dari {all} daftar melebihi pagunya sesudah perubahan, {was} sebelumnya.",
    en: "{over} of {all} lists exceed their budget line after the change, {was} before."
  },
  decisions: { id: "Putusan", en: "Decisions" },
  reasons: { id: "Alasan penolakan", en: "Reasons of refusal" },
  reason: { id: "Alasan", en: "Reason" },
  gained: { id: "Timbul", en: "Gained" },
  lost: { id: "Hilang", en: "Lost" },
  count: { id: "Pendaftaran", en: "Applications" },
  total: { id: "Jumlah", en: "Total" },
  noPersonalData: {
    id: "Halaman ini hanya berisi angka: tanpa nama dan tanpa nomor identitas.",
    en: "This page holds figures only: no name and no identity number."
  }
} as const

/** The page; the given language is shown first. */
export const render = (
  simulation: Simulation.Simulation,
  city: Pick<Pack.Shape, "money">,
  language: Text.Language
): string => {
  const other: Text.Language = language === "id" ? "en" : "id"
  const edition = (choice: Text.Language): Page.Edition => ({
    language: choice,
    name: Edition.wordings[choice].language,
    content: content(simulation, city, choice)
  })
  return Page.render(`${SimulationText.words.title[language]}: ${simulation.programme.title}`, [
    edition(language),
    edition(other)
  ])
}

const content = (
  simulation: Simulation.Simulation,
  city: Pick<Pack.Shape, "money">,
  language: Text.Language
): Html.Html => {
  const { net, programme } = simulation
  const figures = Figures.of(language)
  const say = (text: Text.Text): string => text[language]
  const { after, before, note, title } = SimulationText.words
  return Html.html`
<header class="masthead">
<p class="department">${Section.name(programme.department)}</p>
<p class="kind">${say(title)}</p>
<h1>${Section.name(programme.title)}</h1>
<dl><div><dt>${say(SimulationText.words.otherwise)}</dt><dd>${SimulationText.changes(simulation, city, language).join("; ")}</dd></div></dl>
</header>
${tiles(net, language, figures)}
<section id="budget-${language}"><header><h2>${say(SimulationText.words.budget)}</h2><p class="lead">${say(note)}</p></header>
${budget(simulation, language, figures)}</section>
<section id="decisions-${language}"><header><h2>${say(words.decisions)}</h2></header>
${Table.render({
  id: `decisions-table-${language}`,
  caption: say(words.decisions),
  columns: [Table.text(say(before)), Table.text(say(after)), Table.number(say(words.count))],
  groups: [
    {
      rows: net.transitions.map((transition) => [
        stateOf(transition.before, language),
        stateOf(transition.after, language),
        figures.count(transition.cases)
      ])
    }
  ]
})}
${reasons(net, language, figures)}
<p class="note">${say(words.noPersonalData)}</p></section>`
}

const stateOf = (state: string, language: Text.Language): string =>
  (SimulationText.vocabulary.states as Readonly<Record<string, Text.Text>>)[state]?.[language] ?? state

const tiles = ({ cases, changed, sums }: Compare.Comparison, language: Text.Language, figures: Figures.Figures) => {
  const tile = (name: Text.Text, value: string, kind = "value") =>
    Html.html`<div><dt>${name[language]}</dt><dd class="${kind}">${value}</dd></div>`
  const movement = (of: Compare.Movement) => figures.signedRupiah(Number(of.sum))
  return Html.html`
<section class="key" aria-labelledby="figures-${language}"><h2 id="figures-${language}">${words.figures[language]}</h2>
<dl class="tiles">
${tile(words.applications, figures.count(cases))}
${tile(words.changed, figures.count(changed))}
${
  sums === undefined
    ? Html.empty
    : [
        tile(words.difference, figures.signedRupiah(Number(sums.difference)), "value money"),
        tile(words.open, figures.count(sums.open)),
        tile(words.winners, figures.count(sums.winners.cases)),
        tile(words.winners, movement(sums.winners), "value money"),
        tile(words.losers, figures.count(sums.losers.cases)),
        tile(words.losers, movement(sums.losers), "value money")
      ]
}
</dl></section>`
}

const budget = (simulation: Simulation.Simulation, language: Text.Language, figures: Figures.Figures) => {
  const rows = SimulationText.budgets(simulation)
  const say = (text: Text.Text): string => text[language]
  const texts = SimulationText.words
  const over = (of: "before" | "after") => figures.count(rows.filter((row) => row[of] > row.line).length)
  const sum = (of: "line" | "before" | "after" | "open") => rows.reduce((total, row) => total + row[of], 0)
  const finding = say(words.finding)
    .replace("{over}", over("after"))
    .replace("{all}", figures.count(rows.length))
    .replace("{was}", over("before"))
  return [
    Section.figure(
      ComparisonPlot.draw(
        rows.map((row) => ({ ...row, name: row.course })),
        figures,
        { axis: say(words.axis), description: say(words.plot) }
      ),
      [
        { label: say(words.beforeBar), colour: Palette.waiting },
        { label: say(words.afterBar), colour: Palette.good },
        { label: say(words.overBar), colour: Palette.bad },
        { label: say(words.lineMark), colour: Palette.ink, line: true }
      ],
      Section.finding(finding)
    ),
    Table.render({
      id: `budget-table-${language}`,
      caption: say(texts.budget),
      columns: [
        Table.text(say(texts.cohort)),
        ...([texts.line, texts.before, texts.after, texts.left, texts.open] as const).map((text) =>
          Table.number(say(text))
        )
      ],
      groups: [
        {
          rows: rows.map(({ after, before, course, line, open }) => [
            Section.name(course),
            figures.rupiah(line),
            figures.rupiah(before),
            figures.rupiah(after),
            line < after
              ? Html.html`<span class="bad">${figures.rupiah(line - after)}</span>`
              : figures.rupiah(line - after),
            figures.count(open)
          ])
        }
      ],
      sums: [
        [
          say(words.total),
          figures.rupiah(sum("line")),
          figures.rupiah(sum("before")),
          figures.rupiah(sum("after")),
          "–",
          figures.count(sum("open"))
        ]
      ]
    })
  ]
}

const reasons = ({ reasons: mentions, texts }: Compare.Comparison, language: Text.Language, figures: Figures.Figures) =>
  mentions.length === 0
    ? Html.empty
    : Table.render({
        id: `reasons-table-${language}`,
        caption: words.reasons[language],
        columns: [
          Table.text(words.reason[language]),
          Table.number(words.gained[language]),
          Table.number(words.lost[language])
        ],
        groups: [
          {
            rows: mentions.map(({ gained, lost, name }) => [
              Html.html`${texts[name]?.[language] ?? name} <small><code>${name}</code></small>`,
              figures.count(gained),
              figures.count(lost)
            ])
          }
        ]
      })
