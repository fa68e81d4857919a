/** A table of shares, cohorts by measures: the less a measure was observed, the darker its cell. */
import * as Plot from "@observablehq/plot"
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import type { Protocol } from "../SeasonReport.ts"
import * as Drawing from "./Drawing.ts"

/** The drawing of the cohorts with at least one day under the protocol; `measures` names the columns, all of them last. */
export const draw = (
  cohorts: ReadonlyArray<{ readonly course: string; readonly protocol: Protocol }>,
  measures: ReadonlyArray<string>,
  { figures, words }: Edition
): Html.Html => {
  const cells = cohorts.flatMap(({ protocol }, row) =>
    [...protocol.kept, protocol.all].map((count, column) => ({
      row,
      column,
      text: figures.share(count, protocol.came),
      missed: protocol.came === 0 ? 0 : 1 - count / protocol.came
    }))
  )
  const names = cohorts.map(({ course }, row) => ({ row, name: Drawing.shorten(course, 22) }))
  const headings = measures.map((name, column) => ({ column, name: Drawing.shorten(name, 18) }))
  return Drawing.draw(
    {
      height: cohorts.length * 32 + 34,
      marginLeft: 158,
      marginRight: 2,
      marginTop: 32,
      marginBottom: 2,
      x: { domain: measures.map((_, column) => column), axis: null, padding: 0.04 },
      y: { ...Drawing.rows(cohorts.length), padding: 0.08 },
      color: { domain: [0, 0.3], range: ["#eef5f3", "#dd9a4f"], clamp: true, type: "linear" },
      marks: [
        Plot.cell(cells, { x: "column", y: "row", fill: "missed" }),
        Plot.text(cells, { x: "column", y: "row", text: "text", fontWeight: 500 }),
        Plot.text(names, { y: "row", text: "name", frameAnchor: "left", dx: -156, textAnchor: "start" }),
        Plot.text(headings, {
          x: "column",
          text: "name",
          frameAnchor: "top",
          dy: -14,
          lineAnchor: "middle",
          fontSize: 11.5,
          fill: Palette.muted
        })
      ]
    },
    words.protocol.plot
  )
}
