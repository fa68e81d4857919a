/** Net adjustments: what was overpaid to the left of zero, what is still owed to the right. */
import * as Plot from "@observablehq/plot"
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import type { CohortReport } from "../SeasonReport.ts"
import * as Drawing from "./Drawing.ts"

/** The two directions, for the legend. */
export const parts = ({ words }: Edition): ReadonlyArray<Drawing.Part> => [
  { label: words.adjustments.overpaid, colour: Palette.bad },
  { label: words.adjustments.underpaid, colour: Palette.good }
]

/** The drawing of the cohorts with at least one adjustment. */
export const draw = (cohorts: ReadonlyArray<CohortReport>, { figures, words }: Edition): Html.Html => {
  const bars = cohorts.flatMap(({ adjustments }, row) =>
    [adjustments.overpaid, adjustments.underpaid].flatMap(({ net }) =>
      net === 0 ? [] : [{ row, net, colour: net < 0 ? Palette.bad : Palette.good }]
    )
  )
  const names = cohorts.map(({ course, adjustments }, row) => ({
    row,
    name: Drawing.shorten(course),
    note: figures.signedRupiah(adjustments.overpaid.net + adjustments.underpaid.net)
  }))
  return Drawing.draw(
    {
      height: cohorts.length * Drawing.rowHeight + 48,
      marginLeft: 14,
      marginRight: 14,
      marginTop: 2,
      marginBottom: 40,
      x: {
        label: words.budget.millions,
        labelAnchor: "right",
        labelArrow: "none",
        ticks: 5,
        tickFormat: (value: number) => figures.decimal(value / 1_000_000),
        nice: true,
        zero: true
      },
      y: Drawing.rows(cohorts.length),
      marks: [
        Plot.gridX({ ticks: 5, stroke: Palette.rule, strokeOpacity: 1 }),
        Plot.barX(bars, { x1: 0, x2: "net", y: "row", fill: "colour", ...Drawing.barInsets }),
        Plot.ruleX([0], { stroke: Palette.ink }),
        Plot.text(names, { text: "name", y: "row", frameAnchor: "left", dx: -12, dy: Drawing.labelShift, ...halo }),
        Plot.text(names, {
          text: "note",
          y: "row",
          frameAnchor: "right",
          dx: 10,
          dy: Drawing.labelShift,
          fontWeight: 600,
          ...halo
        })
      ]
    },
    words.adjustments.plot
  )
}

/** Names stay legible where a grid line passes behind them. */
const halo = { fill: Palette.ink, stroke: Palette.paper, strokeWidth: 4 } as const
