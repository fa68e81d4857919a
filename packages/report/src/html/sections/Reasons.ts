/** Why applications were refused. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import * as ReasonsPlot from "../plots/ReasonsPlot.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = (report: SeasonReport, edition: Edition): Html.Html => {
  const { figures, say, words } = edition
  const { refused } = Totals.of(report.cohorts)
  const known = new Map(report.reasons.map((reason) => [reason.code, reason]))
  const tallies = Totals.tally(
    report,
    report.reasons.map(({ code }) => code),
    (cohort) => cohort.refusals
  ).map((tally) => {
    const reason = known.get(tally.code)
    // A code without words is shown as it is rather than left out: the counts must add up.
    return { ...tally, label: reason === undefined ? tally.code : say(reason.text), citation: reason?.citation ?? "" }
  })
  const first = tallies[0]
  if (first === undefined) return Section.render("reasons", edition, Section.nothing(words.reasons.none))
  return Section.render("reasons", edition, [
    Section.figure(
      ReasonsPlot.draw(tallies, edition),
      [],
      Section.finding(
        words.reasons.finding(first.label, figures.count(first.count), figures.share(first.count, refused))
      )
    ),
    Table.render({
      id: edition.id("reasons-table"),
      caption: words.reasons.table,
      columns: [
        Table.text(words.reasons.reason),
        Table.number(words.reasons.times),
        Table.number(words.reasons.shareOfRefused),
        Table.text(words.where)
      ],
      groups: [
        {
          rows: tallies.map(({ citation, cohorts, count, label }) => [
            Html.html`${label}${citation === "" ? Html.empty : Html.html` <small>${citation}</small>`}`,
            figures.count(count),
            figures.share(count, refused),
            Section.places(cohorts, edition)
          ])
        }
      ]
    })
  ])
}
