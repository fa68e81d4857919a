/** What corrections after payment changed. */
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as AdjustmentsPlot from "../plots/AdjustmentsPlot.ts"
import type { Adjusted, CohortReport, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

const none: Adjusted = { people: 0, gross: 0, tax: 0, net: 0 }

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const corrected = cohorts.filter(
    ({ adjustments: { overpaid, underpaid, unchanged } }) => overpaid.people + underpaid.people + unchanged > 0
  )
  if (corrected.length === 0) return Section.render("adjustments", edition, Section.nothing(words.adjustments.none))
  const totals = Totals.of(corrected)
  const row = (
    name: Html.Content,
    kind: string,
    { gross, net, people, tax }: Adjusted
  ): ReadonlyArray<Html.Content> => [
    name,
    kind,
    figures.count(people),
    figures.signedRupiah(gross),
    figures.signedRupiah(tax),
    figures.signedRupiah(net)
  ]
  const rows = ({ adjustments: { overpaid, underpaid, unchanged }, course }: CohortReport) => {
    const name = Section.name(course)
    return [
      ...(overpaid.people === 0 ? [] : [row(name, words.adjustments.overpaid, overpaid)]),
      ...(underpaid.people === 0 ? [] : [row(name, words.adjustments.underpaid, underpaid)]),
      ...(unchanged === 0 ? [] : [row(name, words.adjustments.unchanged, { ...none, people: unchanged })])
    ]
  }
  const every = corrected.flatMap(({ adjustments }) => [adjustments.overpaid, adjustments.underpaid])
  return Section.render("adjustments", edition, [
    Section.figure(
      AdjustmentsPlot.draw(corrected, edition),
      AdjustmentsPlot.parts(edition),
      Section.finding(
        words.adjustments.finding(figures.rupiah(Math.abs(totals.overpaidNet)), figures.rupiah(totals.underpaidNet))
      )
    ),
    Table.render({
      id: edition.id("adjustments-table"),
      caption: words.adjustments.table,
      columns: [
        Table.text(words.course),
        Table.whole(words.adjustments.kind),
        Table.number(words.adjustments.people),
        Table.number(words.budget.gross),
        Table.number(words.budget.tax),
        Table.number(words.budget.net)
      ],
      groups: [{ rows: corrected.flatMap(rows) }],
      sums: [
        row(words.total, "", {
          people: Totals.sum(every, ({ people }) => people) + totals.unchangedPeople,
          gross: Totals.sum(every, ({ gross }) => gross),
          tax: Totals.sum(every, ({ tax }) => tax),
          net: Totals.sum(every, ({ net }) => net)
        })
      ]
    })
  ])
}
