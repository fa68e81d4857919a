/** Rows of people split into parts: one stacked bar for each cohort, every part with its number where it has room. */
import * as Plot from "@observablehq/plot"
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"
import * as Drawing from "./Drawing.ts"

// ---- Models

/** A bar: its name, what stands at its right end, and the length of each part. */
export interface Row {
  readonly name: string
  readonly note: string
  readonly values: ReadonlyArray<number>
}

// ---- Rules

/** The drawing of rows whose values are in the order of `parts`. */
export const draw = (
  rows: ReadonlyArray<Row>,
  parts: ReadonlyArray<Drawing.Part>,
  description: string,
  { figures }: Edition
): Html.Html => {
  const longest = Math.max(1, ...rows.map(({ values }) => values.reduce((total, value) => total + value, 0)))
  const pieces = rows.flatMap(({ values }, row) => {
    let from = 0
    return values.flatMap((value, index) => {
      const part = parts[index]
      if (part === undefined || value === 0) return []
      const piece = { row, from, to: from + value, middle: from + value / 2, value, colour: part.colour }
      from += value
      return [piece]
    })
  })
  const labels = rows.map(({ name, note }, row) => ({ row, name: Drawing.shorten(name), note }))
  return Drawing.draw(
    {
      height: rows.length * Drawing.rowHeight + 8,
      marginLeft: 2,
      marginRight: 4,
      marginTop: 2,
      marginBottom: 6,
      x: { domain: [0, longest], axis: null },
      y: Drawing.rows(rows.length),
      marks: [
        Plot.barX(pieces, { x1: "from", x2: "to", y: "row", fill: "colour", insetRight: 1.5, ...Drawing.barInsets }),
        Plot.text(
          pieces.filter(({ value }) => value / longest > 0.04),
          {
            text: ({ value }: { readonly value: number }) => figures.count(value),
            x: "middle",
            y: "row",
            dy: 9.5,
            fontSize: 11.5,
            fontWeight: 600,
            fill: ({ colour }: { readonly colour: string }) => readable(colour)
          }
        ),
        Plot.text(labels, { text: "name", y: "row", frameAnchor: "left", dy: Drawing.labelShift }),
        Plot.text(labels, {
          text: "note",
          y: "row",
          frameAnchor: "right",
          dy: Drawing.labelShift,
          fill: Palette.muted
        })
      ]
    },
    description
  )
}

const dark: ReadonlySet<string> = new Set([Palette.good, Palette.bad, Palette.open])

const readable = (colour: string): string => (dark.has(colour) ? Palette.paper : Palette.ink)
