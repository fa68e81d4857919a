/** The cohorts as planned, in the order in which they are filled. */
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  return Section.render(
    "cohorts",
    edition,
    Table.render({
      id: edition.id("cohorts-table"),
      caption: words.cohorts.table,
      columns: [
        Table.text(words.course),
        Table.text(words.cohorts.venue),
        Table.whole(words.cohorts.dates),
        Table.number(words.cohorts.days),
        Table.number(words.applications.quota),
        Table.text(words.budget.payer)
      ],
      groups: [
        {
          rows: cohorts.map(({ course, endsOn, payer, quota, sessions, startsOn, venue }) => [
            Section.name(course),
            Section.name(venue),
            figures.period(startsOn, endsOn),
            figures.count(sessions.length),
            figures.count(quota),
            payer
          ])
        }
      ]
    })
  )
}
