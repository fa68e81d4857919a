/** The gross allowance of each cohort as a bar, its budget line as a mark across it. */
import * as Plot from "@observablehq/plot"
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import type { CohortReport } from "../SeasonReport.ts"
import * as Drawing from "./Drawing.ts"

/** The kinds of bar and mark, for the legend. */
export const parts = ({ words }: Edition): ReadonlyArray<Drawing.Part> => [
  { label: words.budget.grossBar, colour: Palette.good },
  { label: words.budget.overBar, colour: Palette.bad },
  { label: words.budget.lineMark, colour: Palette.ink, line: true }
]

/** The drawing; cohorts in the report's order. */
export const draw = (cohorts: ReadonlyArray<CohortReport>, { figures, words }: Edition): Html.Html => {
  const data = cohorts.map(({ course, payment }, row) => ({
    row,
    name: Drawing.shorten(course),
    within: Math.min(payment.gross, payment.budget.line),
    gross: payment.gross,
    line: payment.budget.line,
    share: figures.share(payment.gross, payment.budget.line),
    withinBudget: payment.budget.withinBudget
  }))
  return Drawing.draw(
    {
      height: data.length * Drawing.rowHeight + 48,
      marginLeft: 6,
      marginRight: 14,
      marginTop: 2,
      marginBottom: 40,
      x: {
        label: words.budget.millions,
        labelAnchor: "right",
        labelArrow: "none",
        ticks: 6,
        tickFormat: (value: number) => figures.decimal(value / 1_000_000),
        nice: true,
        zero: true
      },
      y: Drawing.rows(data.length),
      marks: [
        Plot.gridX({ ticks: 6, stroke: Palette.rule, strokeOpacity: 1 }),
        Plot.barX(data, { x1: 0, x2: "within", y: "row", fill: Palette.good, ...Drawing.barInsets }),
        Plot.barX(
          data.filter(({ gross, line }) => gross > line),
          { x1: "line", x2: "gross", y: "row", fill: Palette.bad, ...Drawing.barInsets }
        ),
        Plot.tickX(data, {
          x: "line",
          y: "row",
          stroke: Palette.ink,
          strokeWidth: 2.5,
          insetTop: 19,
          insetBottom: 0
        }),
        Plot.text(data, {
          text: "name",
          y: "row",
          frameAnchor: "left",
          dx: 5,
          dy: Drawing.labelShift,
          fill: Palette.ink,
          ...halo
        }),
        Plot.text(data, {
          text: "share",
          y: "row",
          frameAnchor: "right",
          dx: 10,
          dy: Drawing.labelShift,
          fill: (d: { readonly withinBudget: boolean }) => (d.withinBudget ? Palette.ink : Palette.bad),
          fontWeight: 600,
          ...halo
        }),
        Plot.ruleX([0], { stroke: Palette.ink })
      ]
    },
    words.budget.plot
  )
}

/** Names stay legible where a grid line passes behind them. */
const halo = { stroke: Palette.paper, strokeWidth: 4 } as const
