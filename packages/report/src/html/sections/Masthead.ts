/** The head of the page: whose report it is, of what and when, the language switch, and the contents. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Section from "./Section.ts"

/** The header. */
export const render = (report: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const particulars: ReadonlyArray<readonly [string, Html.Content] | undefined> = [
    report.period && [words.period, figures.period(report.period.from, report.period.through)],
    [words.fiscalYear, String(report.fiscalYear)],
    [words.city, Html.html`${Section.name(report.city.name)} <small>${report.city.code}</small>`],
    [words.season, report.season],
    report.preparedOn && [words.prepared, figures.day(report.preparedOn)]
  ]
  return Html.html`
<header class="masthead">
<p class="department">${Section.name(report.department)}</p>
<p class="kind">${words.report}</p>
<h1>${Section.name(report.title)}</h1>
<dl>${particulars.map((entry) =>
    entry === undefined ? Html.empty : Html.html`<div><dt>${entry[0]}</dt><dd>${entry[1]}</dd></div>`
  )}</dl>
</header>`
}

/** Links to the sections; not printed. */
export const contents = ({ id, words }: Edition): Html.Html => Html.html`
<nav class="contents" aria-label="${words.contents}"><ul>${Section.names.map(
  (name) => Html.html`<li><a href="#${id(name)}">${words[name].title}</a></li>`
)}</ul></nav>`
