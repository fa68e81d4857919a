/** The code blocks of a document, with the place where each stands. */

/** A fenced block: its info string (`ts`, `sh`), and the text without what a comment puts before each line. */
export interface Fence {
  /** The document, by its path from the top of the workspace. */
  readonly document: string
  /** The line of the document on which the text begins, from 1. */
  readonly line: number
  readonly info: string
  readonly text: string
}

/** A fence opens with at least three backticks, perhaps indented, perhaps behind the asterisk of a comment. */
const opening = /^(?<before>\s*(?:\* ?)?\s*)(?<ticks>`{3,})(?<info>[^`]*)$/

/** Every fenced block of a text. A fence that is never closed runs to the end, as readers of Markdown have it. */
export const fencesOf = (document: string, text: string): ReadonlyArray<Fence> => {
  const fences: Array<Fence> = []
  let open: { before: string; ticks: string; info: string; line: number; lines: Array<string> } | undefined
  const close = (): void => {
    if (open !== undefined) {
      fences.push({ document, line: open.line, info: open.info, text: `${open.lines.join("\n")}\n` })
    }
    open = undefined
  }
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (open === undefined) {
      const found = opening.exec(raw)?.groups
      if (found === undefined) continue
      const { before = "", info = "", ticks = "" } = found
      open = { before, ticks, info: info.trim(), line: index + 2, lines: [] }
    } else if (raw.replace(/^\s*(?:\* ?)?\s*/, "").trimEnd() === open.ticks) {
      close()
    } else {
      // An empty line of a comment is shorter than what stands before the text.
      open.lines.push(raw.startsWith(open.before) ? raw.slice(open.before.length) : raw.replace(/^\s*\*?\s?/, ""))
    }
  }
  close()
  return fences
}

/** The JSDoc comments of a source file alone, every other line emptied so that line numbers stay. */
export const commentsOf = (source: string): string => {
  let inside = false
  return source
    .split(/\r?\n/)
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) inside = !line.includes("*/")
      else if (inside && line.includes("*/")) inside = false
      else if (inside) return line
      return ""
    })
    .join("\n")
}

/** The text outside of fences, line numbers kept: where links are looked for. */
export const proseOf = (text: string): string => {
  const lines = text.split(/\r?\n/)
  for (const { line, text: block } of fencesOf("", text)) {
    const length = block.split("\n").length - 1
    for (let index = line - 2; index < line + length; index++) if (index < lines.length) lines[index] = ""
  }
  return lines.join("\n").replaceAll(/`[^`\n]*`/g, "``")
}
