/**
 * What a run shows of a cohort: counts and sums, and what an officer must know before signing. No name and no number of
 * a person ever stands here.
 */
import Table from "cli-table3"
import type { Text } from "@bina/policy"
import { Headings } from "@bina/report"
import { type Pack, SeasonResult } from "@bina/season"

// ---- Rules

const words = {
  applications: { id: "Pendaftar", en: "Applied" },
  seated: { id: "Kursi", en: "Seated" },
  waitlisted: { id: "Menunggu", en: "Waiting" },
  refused: { id: "Ditolak", en: "Refused" },
  undetermined: { id: "Belum pasti", en: "Undetermined" },
  duplicates: { id: "Ganda", en: "Duplicates" },
  days: { id: "Hari dibayar", en: "Paid days" },
  gross: { id: "Bruto", en: "Gross" },
  net: { id: "Neto", en: "Net" },
  line: { id: "Pagu", en: "Budget" },
  completed: { id: "Lulus", en: "Completed" }
} as const

/** The table of a cohort, with notes below it where the list is incomplete or refused. */
export const render = (
  result: SeasonResult.CohortResult,
  city: Pick<Pack.Shape, "money" | "texts">,
  language: Text.Language
): string => {
  const { cohort, totals } = result
  const say = (name: keyof typeof words) => words[name][language]
  const money = (amount: number) => city.money(amount, language)
  const table = new Table({ style: { head: [], border: [] }, colAligns: Array.from({ length: 6 }, () => "right") })
  table.push(
    [
      {
        colSpan: 6,
        hAlign: "left",
        content: `${cohort.course} (${cohort.id}) · ${cohort.venue.name} · ${cohort.startsOn} – ${cohort.sessions.at(-1)}`
      }
    ],
    [say("applications"), say("seated"), say("waitlisted"), say("refused"), say("undetermined"), say("duplicates")],
    [
      result.applications.length,
      ...(["Seated", "Waitlisted", "Refused", "Undetermined", "Duplicate"] as const).map((tag) =>
        SeasonResult.count(result, tag)
      )
    ],
    [say("days"), say("gross"), Headings.columnOfTax(city.texts)[language], say("net"), say("line"), say("completed")],
    [
      totals.qualifyingDays,
      money(totals.gross),
      money(totals.tax),
      money(totals.net),
      money(result.budget.line),
      totals.completed
    ]
  )
  const notes = Headings.notes(result, city).map((note) => `! ${note[language]}`)
  return [table.toString(), ...notes].join("\n")
}
