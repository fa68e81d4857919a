/** The gross allowance of each cohort before and after a change as two bars, its budget line as a mark across them. */
import * as Plot from "@observablehq/plot"
import type * as Figures from "../Figures.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import * as Drawing from "./Drawing.ts"

// ---- Models

/** One cohort, in whole rupiah. */
export interface Row {
  readonly name: string
  readonly before: number
  readonly after: number
  readonly line: number
}

// ---- Rules

/** The height of one cohort: its name, and two bars below it. */
const rowHeight = 58

/** The drawing; cohorts in the order given, the difference at the right of each name. */
export const draw = (
  rows: ReadonlyArray<Row>,
  figures: Figures.Figures,
  words: { readonly axis: string; readonly description: string }
): Html.Html => {
  const data = rows.map(({ after, before, line, name }, row) => ({
    row,
    name: Drawing.shorten(name, 40),
    before,
    after,
    line,
    over: after > line,
    difference: figures.signedRupiah(after - before)
  }))
  return Drawing.draw(
    {
      height: data.length * rowHeight + 48,
      marginLeft: 6,
      marginRight: 14,
      marginTop: 2,
      marginBottom: 40,
      x: {
        label: words.axis,
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
        Plot.barX(data, { x: "before", y: "row", fill: Palette.waiting, insetTop: 22, insetBottom: 19 }),
        Plot.barX(data, {
          x: "after",
          y: "row",
          fill: ({ over }: { readonly over: boolean }) => (over ? Palette.bad : Palette.good),
          insetTop: 38,
          insetBottom: 3
        }),
        Plot.tickX(data, { x: "line", y: "row", stroke: Palette.ink, strokeWidth: 2.5, insetTop: 19, insetBottom: 0 }),
        Plot.text(data, {
          text: "name",
          y: "row",
          frameAnchor: "left",
          dx: 5,
          dy: -18,
          fill: Palette.ink,
          ...halo
        }),
        Plot.text(data, {
          text: "difference",
          y: "row",
          frameAnchor: "right",
          dx: 10,
          dy: -18,
          fill: Palette.ink,
          fontWeight: 600,
          ...halo
        }),
        Plot.ruleX([0], { stroke: Palette.ink })
      ]
    },
    words.description
  )
}

/** Names stay legible where a grid line passes behind them. */
const halo = { stroke: Palette.paper, strokeWidth: 4 } as const
