/**
 * A regulation as a fragment of HTML: no styles, no scripts, no addresses, every text escaped. It can be placed in any
 * page; classes tell an author's own words (`lead`) from generated ones (`text`) and from notes (`note`).
 */
import { plain } from "../text/MarkdownText.ts"
import type * as Regulation from "./Regulation.ts"

// ---- Models

/** The level of the title's heading, 1 to 4 (default 1); sections stand below it. */
export interface HtmlOptions {
  readonly level?: 1 | 2 | 3 | 4
}

// ---- Functions

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

const escape = (text: string): string => plain(text).replace(/[&<>"']/g, (character) => entities[character]!)

/** The regulation as one `article` element. */
export const toHtml = (regulation: Regulation.Regulation, { level = 1 }: HtmlOptions = {}): string => {
  const { fingerprint, language, policy, sections, title } = regulation
  return [
    `<article class="regulation" lang="${language}">`,
    heading(title, level),
    `<p class="source"><code>${escape(policy)}</code> <code>${escape(fingerprint)}</code></p>`,
    ...sections.flatMap((section) => written(section, level + 1)),
    "</article>",
    ""
  ].join("\n")
}

const heading = (text: string, level: number): string => {
  const element = `h${Math.min(level, 6)}`
  return `<${element}>${escape(text)}</${element}>`
}

const written = (section: Regulation.Section, level: number): ReadonlyArray<string> => [
  "<section>",
  heading(section.heading, level),
  ...section.blocks.map((block) => (block.kind === "table" ? table(block) : paragraph(block))),
  ...section.sections.flatMap((inside) => written(inside, level + 1)),
  "</section>"
]

const paragraph = ({ items, number, style, text }: Regulation.Paragraph): string => {
  const numbered = number === undefined ? escape(text) : `(${number}) ${escape(text)}`
  return `<p class="${style}">${numbered}</p>${list(items, 0)}`
}

const list = (items: ReadonlyArray<Regulation.Item>, depth: number): string =>
  items.length === 0
    ? ""
    : `\n<ol type="${depth % 2 === 0 ? "a" : "1"}">${items
        .map((item) => `\n<li>${escape(item.text)}${list(item.items, depth + 1)}</li>`)
        .join("")}\n</ol>`

const table = ({ caption, columns, rows }: Regulation.Table): string =>
  [
    "<table>",
    `<caption>${escape(caption)}</caption>`,
    `<thead><tr>${columns.map((column) => `<th scope="col">${escape(column)}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`),
    "</tbody>",
    "</table>"
  ].join("\n")
