/** What became of the applications, cohort by cohort. */
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import type * as Drawing from "../plots/Drawing.ts"
import * as StackPlot from "../plots/StackPlot.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

const outcomes = ["seated", "waitlisted", "refused", "undetermined", "duplicates"] as const

const colours: Readonly<Record<(typeof outcomes)[number], string>> = {
  seated: Palette.good,
  waitlisted: Palette.waiting,
  refused: Palette.bad,
  undetermined: Palette.open,
  duplicates: Palette.aside
}

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const totals = Totals.of(cohorts)
  const parts: ReadonlyArray<Drawing.Part> = outcomes.map((outcome) => ({
    label: words.applications[outcome],
    colour: colours[outcome]
  }))
  const rows = cohorts.map(({ applications, course, quota }) => ({
    name: course,
    note: `${figures.count(applications.seated)} / ${figures.count(quota)}`,
    values: outcomes.map((outcome) => applications[outcome])
  }))
  return Section.render("applications", edition, [
    Section.figure(
      StackPlot.draw(rows, parts, words.applications.plot, edition),
      parts,
      Section.finding(
        words.applications.finding(
          figures.count(totals.seated),
          figures.count(totals.quota),
          figures.share(totals.seated, totals.quota)
        )
      )
    ),
    Table.render({
      id: edition.id("applications-table"),
      caption: words.applications.table,
      columns: [
        Table.text(words.course),
        Table.number(words.applications.received),
        Table.number(words.applications.quota),
        ...outcomes.map((outcome) => Table.number(words.applications[outcome]))
      ],
      groups: [
        {
          rows: cohorts.map(({ applications, course, quota }) => [
            Section.name(course),
            figures.count(applications.received),
            figures.count(quota),
            ...outcomes.map((outcome) => figures.count(applications[outcome]))
          ])
        }
      ],
      sums: [
        [
          words.total,
          figures.count(totals.received),
          figures.count(totals.quota),
          ...outcomes.map((outcome) => figures.count(totals[outcome]))
        ]
      ]
    })
  ])
}
