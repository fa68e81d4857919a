/** Who came, day by day: a small drawing for each cohort, all to one scale, and the table of every day. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import * as AttendancePlot from "../plots/AttendancePlot.ts"
import type { CohortReport, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const held = cohorts.filter(({ sessions }) => sessions.length > 0)
  if (held.length === 0) return Section.render("attendance", edition, Section.nothing(words.attendance.none))
  const marks = AttendancePlot.occurring(held)
  const most = Math.max(...held.flatMap(({ sessions }) => sessions.map(Totals.people)))
  return Section.render("attendance", edition, [
    Section.legend(AttendancePlot.parts(held, edition)),
    Html.html`<div class="multiples">${held.map((cohort) => multiple(cohort, most, edition))}</div>`,
    Table.render({
      id: edition.id("attendance-table"),
      caption: words.attendance.table,
      columns: [
        Table.text(words.attendance.date),
        ...marks.map((mark) => Table.number(words.attendance[mark])),
        Table.number(words.attendance.presentShare),
        Table.number(words.attendance.qualifying)
      ],
      groups: held.map(({ course, sessions }) => ({
        heading: Section.name(course),
        rows: sessions.map((session) => [
          figures.day(session.date),
          ...marks.map((mark) => figures.count(session[mark])),
          figures.share(session.present, Totals.people(session)),
          figures.count(session.qualifying)
        ])
      }))
    })
  ])
}

const multiple = (cohort: CohortReport, most: number, edition: Edition): Html.Html => {
  const present = Totals.sum(cohort.sessions, ({ present }) => present)
  const planned = Totals.sum(cohort.sessions, Totals.people)
  const days = cohort.sessions.length
  return Html.html`
<figure><figcaption><strong>${Section.name(cohort.course)}</strong>
<span>${edition.words.attendance.summary(edition.figures.share(present, planned), days)}</span></figcaption>
<div class="drawing">${AttendancePlot.draw(cohort, most, edition)}</div></figure>`
}
