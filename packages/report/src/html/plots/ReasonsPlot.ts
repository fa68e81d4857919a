/** How often each reason of refusal was given, most frequent first. */
import * as Plot from "@observablehq/plot"
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import * as Drawing from "./Drawing.ts"

/** The drawing of counts in the order given. */
export const draw = (
  counts: ReadonlyArray<{ readonly label: string; readonly count: number }>,
  { figures, words }: Edition
): Html.Html => {
  const data = counts.map(({ label, count }, row) => ({ row, count, name: Drawing.shorten(label, 70) }))
  return Drawing.draw(
    {
      height: data.length * Drawing.rowHeight + 8,
      marginLeft: 2,
      marginRight: 34,
      marginTop: 2,
      marginBottom: 6,
      x: { axis: null, zero: true },
      y: Drawing.rows(data.length),
      marks: [
        Plot.barX(data, { x: "count", y: "row", fill: Palette.bad, ...Drawing.barInsets }),
        Plot.text(data, { text: "name", y: "row", frameAnchor: "left", dy: Drawing.labelShift }),
        Plot.text(data, {
          text: ({ count }: { readonly count: number }) => figures.count(count),
          x: "count",
          y: "row",
          dx: 6,
          dy: 9.5,
          textAnchor: "start",
          fontWeight: 600
        })
      ]
    },
    words.reasons.plot
  )
}
