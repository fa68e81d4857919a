/**
 * One cohort's attendance: a column of marks for each session day, and a line at the days that qualify. All cohorts are
 * drawn to one scale, so that the small drawings can be compared.
 */
import * as Plot from "@observablehq/plot"
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import type { CohortReport, SessionReport } from "../SeasonReport.ts"
import * as Drawing from "./Drawing.ts"

/** What an attendance list can say of a person on a day. */
export type Mark = "present" | "partial" | "excused" | "absent" | "unrecorded"

const marks: ReadonlyArray<readonly [Mark, string]> = [
  ["present", Palette.good],
  ["partial", Palette.waiting],
  ["excused", Palette.excused],
  ["absent", Palette.bad],
  ["unrecorded", Palette.open]
]

/** The marks that occur at all: a column of zeros tells nobody anything. */
export const occurring = (cohorts: ReadonlyArray<CohortReport>): ReadonlyArray<Mark> =>
  marks.map(([mark]) => mark).filter((mark) => cohorts.some(({ sessions }) => sessions.some((day) => day[mark] > 0)))

/** The marks that occur and their colours, for the legend. */
export const parts = (cohorts: ReadonlyArray<CohortReport>, { words }: Edition): ReadonlyArray<Drawing.Part> => {
  const shown = occurring(cohorts)
  return [
    ...marks
      .filter(([mark]) => shown.includes(mark))
      .map(([mark, colour]) => ({ label: words.attendance[mark], colour })),
    { label: words.attendance.qualifying, colour: Palette.ink, line: true }
  ]
}

/** The drawing of one cohort; `most` is the greatest number of people of any cohort. */
export const draw = (cohort: CohortReport, most: number, { figures, words }: Edition): Html.Html => {
  const { sessions } = cohort
  const pieces = sessions.flatMap((session, day) => {
    let from = 0
    return marks.flatMap(([mark, colour]) => {
      const value = session[mark]
      if (value === 0) return []
      const piece = { day, from, to: from + value, colour }
      from += value
      return [piece]
    })
  })
  const every = Math.ceil(sessions.length / 12)
  const days = sessions.map(({ qualifying }, day) => ({ day, qualifying }))
  return Drawing.draw(
    {
      width: 300,
      height: 168,
      marginLeft: 28,
      marginRight: 2,
      marginTop: 8,
      marginBottom: 38,
      x: {
        domain: days.map(({ day }) => day),
        label: null,
        padding: 0.18,
        tickSize: 0,
        ticks: days.filter(({ day }) => day % every === 0).map(({ day }) => day),
        tickFormat: (day: number) => tick(sessions, day, every, figures)
      },
      y: { domain: [0, Math.max(1, most)], label: null, ticks: 4, tickSize: 0, tickFormat: figures.decimal },
      style: { fontSize: "12px" },
      marks: [
        Plot.gridY({ ticks: 4, stroke: Palette.rule, strokeOpacity: 1 }),
        Plot.barY(pieces, { x: "day", y1: "from", y2: "to", fill: "colour", insetTop: 1 }),
        Plot.tickY(days, { x: "day", y: "qualifying", stroke: Palette.paper, strokeWidth: 5, inset: -2 }),
        Plot.tickY(days, { x: "day", y: "qualifying", stroke: Palette.ink, strokeWidth: 2.5, inset: -2 }),
        Plot.ruleY([0], { stroke: Palette.ink })
      ]
    },
    words.attendance.plot(cohort.course)
  )
}

/** The day of the month, with the month below it where it begins. */
const tick = (
  sessions: ReadonlyArray<SessionReport>,
  day: number,
  every: number,
  figures: Edition["figures"]
): string => {
  const date = sessions[day]?.date
  if (date === undefined) return ""
  const before = sessions[day - every]?.date
  const dayOfMonth = figures.count(Number(date.slice(8, 10)))
  return before?.slice(0, 7) === date.slice(0, 7) ? dayOfMonth : `${dayOfMonth}\n${figures.shortMonth(date)}`
}
