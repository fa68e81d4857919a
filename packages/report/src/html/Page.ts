/**
 * A page by itself in the look of the season's report, with one edition for each language or with one alone. It loads
 * nothing and runs nothing.
 */
import type { Text } from "@bina/policy"
import * as Html from "./Html.ts"
import { stylesheet } from "./Stylesheet.ts"

// ---- Models

/** The content of a page in one language. */
export interface Edition {
  readonly language: Text.Language
  readonly name: string
  readonly content: Html.Html
}

// ---- Rules

const security = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** What a regulation needs besides the report's styles. */
const further = `
.regulation h2 { margin-top: 44px; } .regulation h3 { margin: 26px 0 6px; font-size: 17px; }
.regulation h4, .regulation h5 { margin: 22px 0 6px; font-size: 15px; }
.regulation p { max-width: 52em; margin: 6px 0; } .regulation .lead { color: var(--ink); font-weight: 600; }
.regulation ol { max-width: 50em; margin: 4px 0; padding-left: 26px; } .regulation table { margin-top: 14px; }
.regulation .source { color: var(--muted); overflow-wrap: anywhere; }
`

/** The page; the first edition is the one that is shown first. */
export const render = (title: string, editions: readonly [Edition, ...Array<Edition>]): string =>
  Html.html`<!doctype html>
<html lang="${editions[0].language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${security}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${Html.trusted(stylesheet + further)}</style>
</head>
<body>
${editions.map(
  ({ language }, index) =>
    Html.html`<input type="radio" name="language" id="show-${language}" class="switch"${Html.trusted(index === 0 ? " checked" : "")}>`
)}
<div class="switches">${
    editions.length === 1
      ? Html.empty
      : editions.map(
          ({ language, name }) => Html.html`<label for="show-${language}" lang="${language}">${name}</label>`
        )
  }</div>
${editions.map(
  ({ content, language }) =>
    Html.html`<main class="edition" id="edition-${language}" lang="${language}">${content}</main>`
)}
</body>
</html>
`.text
