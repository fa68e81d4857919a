/**
 * Text as it may stand in Markdown: nothing that an author, a file or a name holds becomes markup, a link, a mention or
 * a line of its own.
 */

/** Text without characters that steer a reader instead of being read, on one line. */
export const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()

/**
 * Text inside a line: a heading, a cell, an entry. Every mark that Markdown reads is escaped; of addresses and mentions,
 * which some readers find in plain text, the sign that makes them so.
 */
export const inline = (text: string): string =>
  plain(text)
    .replace(/[\\`*_{}[\]<>|~#$&]/g, String.raw`\$&`)
    .replace(/:\/\//g, String.raw`:\//`)
    .replace(/\bwww\./gi, (word) => `${word.slice(0, -1)}\\.`)
    .replace(/@/g, "@<!-- -->")

/** Text that begins a line, where a dash or a number would begin a list. */
export const escape = (text: string): string =>
  inline(text).replace(/^([-+=]|\d+[.)])/, (mark) => `${mark.slice(0, -1)}\\${mark.at(-1)}`)

/** A table whose columns line up in plain text too. `numbers` tells which columns hold figures. */
export const table = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  numbers: ReadonlySet<number> = new Set()
): ReadonlyArray<string> => {
  const cells = [columns, ...rows].map((row) => row.map(inline))
  const widths = columns.map((_, index) => Math.max(3, ...cells.map((row) => [...(row[index] ?? "")].length)))
  const line = (row: ReadonlyArray<string>): string =>
    `| ${row
      .map((cell, index) => {
        const space = " ".repeat(widths[index]! - [...cell].length)
        return numbers.has(index) ? `${space}${cell}` : `${cell}${space}`
      })
      .join(" | ")} |`
  const rule = widths.map((width, index) => (numbers.has(index) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)))
  return [line(cells[0]!), `| ${rule.join(" | ")} |`, ...cells.slice(1).map(line)]
}
