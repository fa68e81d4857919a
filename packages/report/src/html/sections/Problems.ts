/** What was wrong in the files, by kind: where to look, not what the cells said. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import type { Problem, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

const most = 8

/** The section. */
export const render = ({ problems }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, say, words } = edition
  if (problems.length === 0) return Section.render("problems", edition, Section.nothing(words.problems.none))
  const total = Totals.sum(problems, entries)
  return Section.render(
    "problems",
    edition,
    Table.render({
      id: edition.id("problems-table"),
      caption: words.problems.table,
      columns: [
        Table.text(words.problems.kind),
        Table.number(words.number),
        Table.text(words.problems.effect),
        Table.text(words.problems.files)
      ],
      groups: [
        {
          rows: problems.map((problem) => [
            say(problem.text),
            figures.count(entries(problem)),
            problem.effect === "not-counted"
              ? Html.html`<span class="state bad">${words.problems.notCounted}</span>`
              : Html.html`<span class="state check">${words.problems.warning}</span>`,
            files(problem, edition)
          ])
        }
      ],
      sums: [[words.total, figures.count(total), "", ""]]
    })
  )
}

const entries = ({ files }: Problem): number => Totals.sum(files, ({ count }) => count)

const files = (problem: Problem, { figures, words }: Edition): Html.Html => {
  const shown = problem.files.length > most ? problem.files.slice(0, most - 1) : problem.files
  const hidden = problem.files.length - shown.length
  return Html.html`<ul class="places">${shown.map(
    ({ count, file }) => Html.html`<li><code>${file}</code> <b>${figures.count(count)}</b></li>`
  )}${hidden === 0 ? Html.empty : Html.html`<li>${words.otherCohorts(figures.count(hidden))}</li>`}</ul>`
}
