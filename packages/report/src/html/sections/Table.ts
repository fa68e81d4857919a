/** Tables as every section writes them: a caption, headings with scope, numbers in columns, sums below. */
import * as Html from "../Html.ts"

// ---- Models

/** A column; the first one of a table heads its rows. */
export interface Column {
  readonly heading: string
  /** `whole` is text that stays on one line. */
  readonly kind: "text" | "whole" | "number"
}

/** Rows under a heading of their own, or under none. */
export interface Group {
  readonly heading?: Html.Content
  readonly rows: ReadonlyArray<ReadonlyArray<Html.Content>>
}

export interface Table {
  /** An element id that is unique on the page. */
  readonly id: string
  readonly caption: string
  readonly columns: ReadonlyArray<Column>
  readonly groups: ReadonlyArray<Group>
  readonly sums?: ReadonlyArray<ReadonlyArray<Html.Content>>
}

// ---- Rules

export const text = (heading: string): Column => ({ heading, kind: "text" })
export const whole = (heading: string): Column => ({ heading, kind: "whole" })
export const number = (heading: string): Column => ({ heading, kind: "number" })

/** The table, in a region that scrolls sideways on narrow screens. */
export const render = ({ id, caption, columns, groups, sums = [] }: Table): Html.Html => Html.html`
<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table>
<caption id="${id}">${caption}</caption>
<thead><tr>${columns.map(({ heading, kind }) => Html.html`<th scope="col" class="${kind}">${heading}</th>`)}</tr></thead>
${groups.map((group) => body(group, columns))}
${sums.length === 0 ? Html.empty : Html.html`<tfoot>${sums.map((cells) => row(cells, columns))}</tfoot>`}
</table>
</div>`

const body = (
  { heading, rows }: Group,
  columns: ReadonlyArray<Column>
): Html.Html => Html.html`<tbody class="${heading === undefined ? "plain" : "grouped"}">
${
  heading === undefined
    ? Html.empty
    : Html.html`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${heading}</th></tr>`
}${rows.map((cells) => row(cells, columns))}</tbody>`

const row = (
  cells: ReadonlyArray<Html.Content>,
  columns: ReadonlyArray<Column>
): Html.Html => Html.html`<tr>${cells.map((cell, index) =>
  index === 0
    ? Html.html`<th scope="row">${cell}</th>`
    : Html.html`<td class="${columns[index]?.kind ?? "text"}">${cell}</td>`
)}</tr>
`
