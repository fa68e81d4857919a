/**
 * HTML that cannot be injected: whatever is put into a template is text, escaped, unless it is itself a piece of HTML
 * made here. Courses, venues and file names come from other people's files, and a page is printed and sent on.
 *
 * Written here and not taken from a library: the small template tags on npm join plain strings, so that a forgotten
 * escape cannot be told from a trusted piece; here the type tells them apart.
 */

// ---- Models

/** A piece of HTML, complete and safe to place between tags. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What a template accepts: text and numbers are escaped, pieces are placed as they are, lists one after another. */
export type Content = Html | string | number | ReadonlyArray<Content>

// ---- Rules

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/**
 * Text without characters that steer a printer or a reader instead of being read: control characters, and the marks that
 * turn the direction of what follows, with which a name could make the figure beside it read backwards.
 */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " ")

/** Text as it may stand between tags and in quoted attributes. */
export const escape = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (character) => entities[character] ?? "")

/** HTML that the caller vouches for: a stylesheet, a drawing that was serialised by a library. */
export const trusted = (text: string): Html => new Html(text)

/** Nothing. */
export const empty: Html = new Html("")

const write = (content: Content): string =>
  content instanceof Html
    ? content.text
    : typeof content === "object"
      ? content.map(write).join("")
      : escape(String(content))

/** A template: html\`<p>${text}</p>\`. Attributes must be quoted in the template. */
export const html = (parts: TemplateStringsArray, ...contents: ReadonlyArray<Content>): Html =>
  new Html(parts.map((part, index) => part + (index < contents.length ? write(contents[index] ?? "") : "")).join(""))
