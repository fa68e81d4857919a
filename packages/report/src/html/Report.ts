/**
 * The printed report of a season: one page that needs nothing but itself. Both languages stand in it and two radio
 * buttons choose which one is seen and printed; there is no script, no font and no address in it, and its own policy
 * forbids a browser to load any.
 *
 * Importing this module loads the drawing library (about a tenth of a second): import it when a report is wanted.
 */
import type { Text } from "@bina/policy"
import * as Edition from "./Edition.ts"
import * as Html from "./Html.ts"
import type { SeasonReport } from "./SeasonReport.ts"
import * as Adjustments from "./sections/Adjustments.ts"
import * as Applications from "./sections/Applications.ts"
import * as Attendance from "./sections/Attendance.ts"
import * as Basis from "./sections/Basis.ts"
import * as Budget from "./sections/Budget.ts"
import * as Cohorts from "./sections/Cohorts.ts"
import * as Completion from "./sections/Completion.ts"
import * as Key from "./sections/Key.ts"
import * as Masthead from "./sections/Masthead.ts"
import * as Problems from "./sections/Problems.ts"
import * as Protocol from "./sections/Protocol.ts"
import * as Reasons from "./sections/Reasons.ts"
import * as Section from "./sections/Section.ts"
import * as Unresolved from "./sections/Unresolved.ts"
import { stylesheet } from "./Stylesheet.ts"

// ---- Models

export interface Options {
  /** The language that is shown first. */
  readonly language: Text.Language
}

// ---- Rules

const languages: ReadonlyArray<Text.Language> = ["id", "en"]

const sections: Readonly<Record<Section.Name, (report: SeasonReport, edition: Edition.Edition) => Html.Html>> = {
  cohorts: Cohorts.render,
  budget: Budget.render,
  applications: Applications.render,
  reasons: Reasons.render,
  attendance: Attendance.render,
  protocol: Protocol.render,
  completion: Completion.render,
  adjustments: Adjustments.render,
  unresolved: Unresolved.render,
  problems: Problems.render,
  basis: Basis.render
}

/** Nothing may be loaded, sent, framed or run; the page's own styles apply. */
const security = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The page as text of an HTML file, UTF-8. The same report and language give the same text. */
export const render = (report: SeasonReport, { language }: Options): string => {
  const first = Edition.of(language)
  return Html.html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${security}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${first.words.report}: ${report.title}</title>
<style>${Html.trusted(stylesheet)}</style>
</head>
<body>
${languages.map(
  (choice) =>
    Html.html`<input type="radio" name="language" id="show-${choice}" class="switch"${Html.trusted(choice === language ? " checked" : "")}>`
)}
<div class="switches">${languages.map(
    (choice) => Html.html`<label for="show-${choice}" lang="${choice}">${Edition.wordings[choice].language}</label>`
  )}</div>
${languages.map((choice) => main(report, Edition.of(choice)))}
</body>
</html>
`.text
}

const main = (report: SeasonReport, edition: Edition.Edition): Html.Html => Html.html`
<main class="edition" id="edition-${edition.language}" lang="${edition.language}">
${Masthead.render(report, edition)}
${
  report.cohorts.length === 0
    ? [Section.nothing(edition.words.noCohorts), Problems.render(report, edition), Basis.render(report, edition)]
    : [
        Key.tiles(report, edition),
        Key.attention(report, edition),
        Masthead.contents(edition),
        Section.names.map((name) => sections[name](report, edition))
      ]
}
</main>`
