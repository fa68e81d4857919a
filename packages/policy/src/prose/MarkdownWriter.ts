/**
 * A regulation as Markdown. Lists are lettered `a)`, then `1)`, as regulations letter them.
 */
import { escape, inline, table } from "../text/MarkdownText.ts"
import type * as Regulation from "./Regulation.ts"

// ---- Functions

/** The regulation as a Markdown page. */
export const toMarkdown = ({ fingerprint, policy, sections, title }: Regulation.Regulation): string =>
  [`# ${inline(title)}`, `\`${policy}\` · \`${fingerprint}\``, ...sections.flatMap((section) => written(section, 2))]
    .join("\n\n")
    .concat("\n")

const written = ({ blocks, heading, sections }: Regulation.Section, level: number): ReadonlyArray<string> => [
  `${"#".repeat(Math.min(level, 6))} ${inline(heading)}`,
  ...blocks.flatMap(block),
  ...sections.flatMap((section) => written(section, level + 1))
]

const block = (of: Regulation.Block): ReadonlyArray<string> => {
  if (of.kind === "table") return [`**${inline(of.caption)}**`, table(of.columns, of.rows).join("\n")]
  const text = inline(of.text)
  const numbered = of.number === undefined ? escape(of.text) : `(${of.number}) ${text}`
  const styled = of.style === "lead" ? `**${text}**` : of.style === "note" ? `*${text}*` : numbered
  return [styled, ...(of.items.length === 0 ? [] : [entries(of.items, 0).join("\n")])]
}

const entries = (items: ReadonlyArray<Regulation.Item>, depth: number): ReadonlyArray<string> =>
  items.flatMap(({ items: inside, text }, index) => [
    `${"  ".repeat(depth)}- ${mark(index, depth)} ${inline(text)}`,
    ...entries(inside, depth + 1)
  ])

/** `a)`, `1)`, then `a)` again. */
export const mark = (index: number, depth: number): string =>
  depth % 2 === 0 && index < 26 ? `${String.fromCodePoint(97 + index)})` : `${index + 1})`
