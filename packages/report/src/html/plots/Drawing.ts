/**
 * Draws Observable Plot marks to SVG text without a browser. The page carries the drawing; it carries no script.
 */
import * as Plot from "@observablehq/plot"
import { parseHTML } from "linkedom"
import * as Html from "../Html.ts"
import * as Palette from "../Palette.ts"

// ---- Models

/** What is used of the element that a plot returns; the DOM's own types are for browsers. */
interface Drawn {
  readonly outerHTML: string
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
}

/** One kind of thing in a drawing and its colour, for legends and stacked bars. */
export interface Part {
  readonly label: string
  readonly colour: string
  /** Drawn as a line across bars, not as an area. */
  readonly line?: boolean
}

// ---- Rules

const { document } = parseHTML("<!doctype html><html><body></body></html>")

/** The height of one labelled bar: a line of text above, the bar below. */
export const rowHeight = 44
/** From a row's middle up to its label. */
export const labelShift = -11
/** The bar's insets within its row. */
export const barInsets = { insetTop: 22, insetBottom: 3 } as const
/** Drawings are made for a column of this width and scale down with it. */
export const width = 560

/** A drawing; `description` is what a screen reader says in its place. */
export const draw = (options: Plot.PlotOptions, description: string): Html.Html => {
  const drawn = Plot.plot({
    document,
    width,
    ...options,
    style: { fontFamily: "inherit", fontSize: "13px", color: Palette.ink, background: "none", ...style(options) }
  }) as unknown as Drawn
  drawn.setAttribute("role", "img")
  drawn.setAttribute("aria-label", Html.plain(description))
  // Inline SVG needs no namespaces, and without them the page holds no address at all.
  return Html.trusted(drawn.outerHTML.replace(/ xmlns(:xlink)?="[^"]*"/g, ""))
}

const style = (options: Plot.PlotOptions): Record<string, string> =>
  typeof options.style === "object" && options.style !== null ? { ...(options.style as Record<string, string>) } : {}

/** A name that fits a drawing; the table beside it has it whole. */
export const shorten = (name: string, length = 44): string => {
  const characters = [...Html.plain(name)]
  return characters.length <= length
    ? characters.join("")
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`
}

/** The rows of a bar plot are told apart by position, for two courses may have one name. */
export const rows = (count: number): { readonly domain: ReadonlyArray<number>; readonly axis: null } => ({
  domain: Array.from({ length: count }, (_, index) => index),
  axis: null
})
