/**
 * A simulation as Markdown: what is otherwise, what that changes for people and, by cohort, for budgets.
 */
import * as Option from "effect/Option"
import { SeasonComparison } from "@bina/core"
import { type Text } from "@bina/policy"
import * as Compare from "@bina/policy/Compare"
import type { Pack, Simulation } from "@bina/season"

// ---- Models

/** The budget of a cohort under both scenarios, in whole units of its currency; `open` counts whoever's sum nobody knows. */
export interface BudgetRow {
  readonly cohort: string
  readonly course: string
  readonly line: number
  readonly before: number
  readonly after: number
  readonly open: number
}

// ---- Rules

/** Names of states, dimensions and outputs that only the season knows. */
export const vocabulary = {
  states: {
    [SeasonComparison.states.Seated]: { id: "mendapat kursi", en: "seated" },
    [SeasonComparison.states.Waitlisted]: { id: "daftar tunggu", en: "waitlisted" },
    [SeasonComparison.states.Refused]: { id: "ditolak", en: "refused" },
    [SeasonComparison.states.Undetermined]: { id: "belum dapat ditentukan", en: "undetermined" },
    [SeasonComparison.states.Duplicate]: { id: "pendaftaran kedua", en: "second application" }
  },
  dimensions: { [SeasonComparison.dimension]: { id: "Angkatan", en: "Cohort" } },
  outputs: {
    net: { id: "Uang transport bersih", en: "Transport allowance, net" },
    gross: { id: "Uang transport bruto", en: "Transport allowance, gross" }
  }
} as const

export const words = {
  title: { id: "Simulasi", en: "Simulation" },
  otherwise: { id: "Yang berubah", en: "What is otherwise" },
  transport: {
    id: "Uang transport sehari menjadi {price} di semua angkatan",
    en: "Daily transport money becomes {price} in all cohorts"
  },
  household: {
    id: "Batas per kartu keluarga dalam satu angkatan menjadi {count}",
    en: "The limit for a household in a cohort becomes {count}"
  },
  noHousehold: {
    id: "Batas per kartu keluarga dalam satu angkatan dihapus",
    en: "The limit for a household in a cohort is removed"
  },
  note: {
    id: "Kursi dibagikan ulang menurut urutan pendaftaran. Hari pelatihan dari orang yang baru mendapat kursi tidak pernah dicatat, sehingga uangnya belum dapat dihitung dan tidak termasuk dalam selisih.",
    en: "Seats are given out anew in order of registration. Nobody recorded the days of those who gain a seat, so that their money is undetermined and not part of any difference."
  },
  budget: { id: "Uang bruto dan pagu", en: "Gross allowance and budget lines" },
  cohort: { id: "Angkatan", en: "Cohort" },
  line: { id: "Pagu", en: "Budget line" },
  before: { id: "Sebelum", en: "Before" },
  after: { id: "Sesudah", en: "After" },
  left: { id: "Sisa pagu sesudahnya", en: "Left afterwards" },
  open: { id: "Belum terhitung", en: "Undetermined" }
} as const

/** What was asked, a sentence each. */
export const changes = (
  { change }: Simulation.Simulation,
  city: Pick<Pack.Shape, "money">,
  language: Text.Language
): ReadonlyArray<string> => [
  ...Option.toArray(
    Option.map(change.transport, (price) => words.transport[language].replace("{price}", city.money(price, language)))
  ),
  ...Option.toArray(
    Option.map(change.household, (count) =>
      count === "none" ? words.noHousehold[language] : words.household[language].replace("{count}", String(count))
    )
  )
]

/** Budget lines beside what both scenarios ask of them. Sums of a season are far below what a number holds. */
export const budgets = ({ gross, programme }: Simulation.Simulation): ReadonlyArray<BudgetRow> =>
  programme.cohorts.map(({ budgetLine, course, id }) => {
    const group = gross.groups[SeasonComparison.dimension]?.find(({ key }) => key === id)
    return {
      cohort: id,
      course,
      line: budgetLine.amount,
      before: Number(group?.sums?.before ?? 0n),
      after: Number(group?.sums?.after ?? 0n),
      open: group?.sums?.open ?? 0
    }
  })

/** The whole text in one language. */
export const of = (
  simulation: Simulation.Simulation,
  city: Pick<Pack.Shape, "money">,
  language: Text.Language
): string => {
  const money = (amount: number) => (amount < 0 ? `−${city.money(-amount, language)}` : city.money(amount, language))
  return Compare.toMarkdown(simulation.net, {
    ...vocabulary,
    language,
    title: `${words.title[language]}: ${simulation.programme.title}`,
    money: (amount) => money(amount),
    intro: [...changes(simulation, city, language), words.note[language]],
    tables: [
      {
        heading: words.budget[language],
        columns: (["cohort", "line", "before", "after", "left", "open"] as const).map((name) => words[name][language]),
        rows: budgets(simulation).map(({ after, before, cohort, line, open }) => [
          cohort,
          money(line),
          money(before),
          money(after),
          money(line - after),
          String(open)
        ]),
        numbers: [1, 2, 3, 4, 5]
      }
    ]
  }).trimEnd()
}
