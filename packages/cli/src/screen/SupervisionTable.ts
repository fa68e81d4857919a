/** How many establishments of each district stand on which step. No name and no number stands here. */
import Table from "cli-table3"
import type { Text } from "@bina/policy"
import type { SupervisionResult } from "@bina/season"

// ---- Rules

const words = {
  district: { id: "Kecamatan", en: "District" },
  none: { id: "tanpa sanksi", en: "no sanction" },
  all: { id: "Jumlah", en: "Total" }
} as const

/** The table, districts by name, steps in the order of their ladder. */
export const render = (
  { establishments, ladder }: SupervisionResult.SupervisionResult,
  language: Text.Language
): string => {
  const steps = [undefined, ...ladder.steps.map(({ step }) => step)]
  const counts = (of: ReadonlyArray<SupervisionResult.Outcome>) => [
    ...steps.map((step) => of.filter(({ current }) => current?.step === step).length),
    of.length
  ]
  const byDistrict = Map.groupBy(establishments, ({ establishment }) => establishment.district)
  const table = new Table({
    style: { head: [], border: [] },
    colAligns: ["left", ...steps.map(() => "right" as const), "right"],
    wordWrap: true,
    colWidths: [null, ...steps.map(() => 13), null]
  })
  table.push(
    [
      words.district[language],
      words.none[language],
      ...ladder.steps.map(({ text }) => text[language]),
      words.all[language]
    ],
    ...[...byDistrict]
      .toSorted(([a], [b]) => a.localeCompare(b, "id"))
      .map(([district, group]) => [district, ...counts(group)]),
    [words.all[language], ...counts(establishments)]
  )
  return table.toString()
}
