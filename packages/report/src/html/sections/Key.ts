/** The season in eight figures, and what somebody has to act on. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"

/** The tiles. */
export const tiles = (report: SeasonReport, { figures, id, words }: Edition): Html.Html => {
  const totals = Totals.of(report.cohorts)
  const { count, rupiah, share, signedRupiah } = figures
  const key = words.key
  const lists = report.cohorts.length
  const adjusted = totals.overpaidPeople + totals.underpaidPeople
  return Html.html`
<section class="key" aria-labelledby="${id("key")}">
<h2 id="${id("key")}">${key.title}</h2>
<dl class="tiles">
${tile(key.applications, count(totals.received), key.applicationsNote(lists, count(lists)))}
${tile(key.seated, count(totals.seated), key.seatedNote(count(totals.quota)), gauge(totals.seated, totals.quota))}
${tile(
  key.completed,
  count(totals.completed),
  key.completedNote(share(totals.completed, totals.seated)),
  gauge(totals.completed, totals.seated)
)}
${tile(
  key.days,
  count(totals.qualifyingDays),
  key.daysNote(share(totals.qualifyingDays, totals.plannedDays)),
  gauge(totals.qualifyingDays, totals.plannedDays)
)}
${sum(key.net, rupiah(totals.net), key.netNote(rupiah(totals.gross), rupiah(totals.tax)))}
${tile(
  key.absorption,
  share(totals.absorbed, totals.line),
  key.absorptionNote(rupiah(totals.absorbed), rupiah(totals.line)),
  gauge(totals.absorbed, totals.line)
)}
${tile(
  key.within,
  key.withinValue(count(totals.listsWithin), count(lists)),
  totals.listsWithin === lists ? key.withinAll : key.withinNote(rupiah(totals.shortage))
)}
${sum(
  key.adjustment,
  signedRupiah(totals.overpaidNet + totals.underpaidNet),
  key.adjustmentNote(adjusted, count(adjusted))
)}
</dl>
</section>`
}

const tile = (name: string, value: string, note: string, bar: Html.Html = Html.empty): Html.Html =>
  Html.html`<div><dt>${name}</dt><dd class="value">${value}</dd>${bar}<dd class="note">${note}</dd></div>`

/** A tile for a sum of money, which has more digits and so is set smaller. */
const sum = (name: string, value: string, note: string): Html.Html =>
  Html.html`<div><dt>${name}</dt><dd class="value money">${value}</dd><dd class="note">${note}</dd></div>`

/** A thin bar for a share; the figure beside it says the same, so that it is left out for screen readers. */
const gauge = (part: number, whole: number): Html.Html =>
  whole <= 0
    ? Html.empty
    : Html.html`<dd class="gauge" aria-hidden="true"><i style="width:${Math.min(100, Math.round((100 * part) / whole))}%"></i></dd>`

/** What is left open, each with a link to where it stands. */
export const attention = (report: SeasonReport, { figures, id, words }: Edition): Html.Html => {
  const totals = Totals.of(report.cohorts)
  const { count, rupiah } = figures
  const say = words.attention
  const dropped = Totals.sum(
    report.problems.filter(({ effect }) => effect === "not-counted"),
    ({ files }) => Totals.sum(files, (file) => file.count)
  )
  const people = (number: number, net: number, phrase: typeof say.overpaid): ReadonlyArray<string> =>
    number === 0 ? [] : [phrase(number, count(number), rupiah(Math.abs(net)))]
  const items: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    [
      "budget",
      report.cohorts
        .filter(({ payment }) => !payment.budget.withinBudget)
        .map(({ course, payment }) => say.overBudget(course, rupiah(payment.budget.shortage)))
    ],
    [
      "unresolved",
      report.cohorts
        .filter(({ payment }) => payment.undetermined > 0)
        .map(({ course, payment }) => say.incomplete(course, payment.undetermined, count(payment.undetermined)))
    ],
    [
      "unresolved",
      totals.undetermined === 0 ? [] : [say.undetermined(totals.undetermined, count(totals.undetermined))]
    ],
    ["adjustments", people(totals.overpaidPeople, totals.overpaidNet, say.overpaid)],
    ["adjustments", people(totals.underpaidPeople, totals.underpaidNet, say.underpaid)],
    ["problems", dropped === 0 ? [] : [say.notCounted(dropped, count(dropped))]]
  ]
  const lines = items.flatMap(([section, sentences]) => sentences.map((sentence) => ({ section, sentence })))
  return Html.html`
<section class="attention${lines.length === 0 ? " clear" : ""}" aria-labelledby="${id("attention")}">
<h2 id="${id("attention")}">${say.title}</h2>
${
  lines.length === 0
    ? Html.html`<p>${say.none}</p>`
    : Html.html`<ul>${lines.map(
        ({ section, sentence }) => Html.html`<li><a href="#${id(section)}">${sentence}</a></li>`
      )}</ul>`
}
</section>`
}
