/** Who completed the course. */
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import type * as Drawing from "../plots/Drawing.ts"
import * as StackPlot from "../plots/StackPlot.ts"
import type { Completion, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

const ends = ["completed", "notCompleted", "undetermined"] as const

const colours: Readonly<Record<(typeof ends)[number], string>> = {
  completed: Palette.good,
  notCompleted: Palette.excused,
  undetermined: Palette.open
}

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const totals = Totals.of(cohorts)
  const whole: Completion = {
    completed: totals.completed,
    notCompleted: totals.notCompleted,
    undetermined: totals.completionUndetermined
  }
  // Nobody undetermined is the rule; a column and a colour appear only for the exception.
  const shown = ends.filter((end) => end !== "undetermined" || whole.undetermined > 0)
  const parts: ReadonlyArray<Drawing.Part> = shown.map((end) => ({
    label: words.completion[end],
    colour: colours[end]
  }))
  const cells = (completion: Completion): ReadonlyArray<string> => [
    figures.count(seated(completion)),
    ...shown.map((end) => figures.count(completion[end])),
    figures.share(completion.completed, seated(completion))
  ]
  const rows = cohorts.map(({ completion, course }) => ({
    name: course,
    note: figures.share(completion.completed, seated(completion)),
    values: shown.map((end) => completion[end])
  }))
  return Section.render("completion", edition, [
    Section.figure(
      StackPlot.draw(rows, parts, words.completion.plot, edition),
      parts,
      Section.finding(
        words.completion.finding(
          figures.count(whole.completed),
          figures.count(seated(whole)),
          figures.share(whole.completed, seated(whole))
        )
      )
    ),
    Table.render({
      id: edition.id("completion-table"),
      caption: words.completion.table,
      columns: [
        Table.text(words.course),
        Table.number(words.applications.seated),
        ...shown.map((end) => Table.number(words.completion[end])),
        Table.number(words.share)
      ],
      groups: [{ rows: cohorts.map(({ completion, course }) => [Section.name(course), ...cells(completion)]) }],
      sums: [[words.total, ...cells(whole)]]
    })
  ])
}

const seated = ({ completed, notCompleted, undetermined }: Completion): number =>
  completed + notCompleted + undetermined
