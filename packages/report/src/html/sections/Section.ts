/** What sections are made of: a heading with its lead, a plot with legend and finding, a name from a file. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import type * as Drawing from "../plots/Drawing.ts"
import type { Heading } from "../Wording.ts"

// ---- Rules

/** The names of the sections in their order: element ids, and keys of their wording. */
export const names = [
  "cohorts",
  "budget",
  "applications",
  "reasons",
  "attendance",
  "protocol",
  "completion",
  "adjustments",
  "unresolved",
  "problems",
  "basis"
] as const
export type Name = (typeof names)[number]

/** A section under its heading. */
export const render = (name: Name, edition: Edition, content: Html.Content): Html.Html => {
  const heading: Heading = edition.words[name]
  const id = edition.id(name)
  return Html.html`
<section id="${id}" class="${name}" aria-labelledby="${id}-title">
<header><h2 id="${id}-title">${heading.title}</h2>
<p class="lead">${heading.lead}</p></header>
${content}
</section>`
}

/** A drawing with what it shows in a sentence and what its colours mean. */
export const figure = (
  drawing: Html.Html,
  parts: ReadonlyArray<Drawing.Part>,
  finding: Html.Content
): Html.Html => Html.html`
<figure><div class="drawing">${drawing}</div>
<figcaption>${finding}${legend(parts)}</figcaption></figure>`

/** The colours of a drawing and what they mean. */
export const legend = (parts: ReadonlyArray<Drawing.Part>): Html.Html =>
  parts.length === 0
    ? Html.empty
    : Html.html`<ul class="legend">${parts.map(
        ({ colour, label, line = false }) =>
          Html.html`<li><i class="${line ? "line" : "area"}" style="background:${colour}"></i>${label}</li>`
      )}</ul>`

/** A sentence under a drawing. */
export const finding = (sentence: string): Html.Html => Html.html`<p class="finding">${sentence}</p>`

/** A sentence in the place of a table that has no rows. */
export const nothing = (sentence: string): Html.Html => Html.html`<p class="nothing">${sentence}</p>`

/** A name as a file gives it: Indonesian, and of a direction of its own. */
export const name = (text: string): Html.Html => Html.html`<bdi lang="id">${text}</bdi>`

/** Cohorts with a count each, most telling first: at most six, then how many others. */
export const places = (
  cohorts: ReadonlyArray<{ readonly course: string; readonly count: number }>,
  { figures, words }: Edition
): Html.Html => {
  const sorted = cohorts.toSorted((left, right) => right.count - left.count)
  const shown = sorted.length > 7 ? sorted.slice(0, 6) : sorted
  const hidden = sorted.length - shown.length
  return Html.html`<ul class="places">${shown.map(
    ({ course, count }) => Html.html`<li>${name(course)} <b>${figures.count(count)}</b></li>`
  )}${hidden === 0 ? Html.empty : Html.html`<li>${words.otherCohorts(figures.count(hidden))}</li>`}</ul>`
}
