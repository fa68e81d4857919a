/** How much of each budget line the payable lists take, and which lists are above theirs. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import * as BudgetPlot from "../plots/BudgetPlot.ts"
import type { Choice, CohortReport, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { words } = edition
  return Section.render("budget", edition, [
    Section.figure(
      BudgetPlot.draw(cohorts, edition),
      BudgetPlot.parts(edition),
      Section.finding(extremes(cohorts, edition))
    ),
    Table.render({
      id: edition.id("budget-table"),
      caption: words.budget.table,
      columns: [
        Table.text(words.course),
        Table.text(words.budget.payer),
        Table.number(words.budget.line),
        Table.number(words.budget.gross),
        Table.number(words.budget.tax),
        Table.number(words.budget.net),
        Table.number(words.budget.absorption),
        Table.number(words.budget.left),
        Table.text(words.budget.list)
      ],
      groups: [{ rows: cohorts.map((cohort) => row(cohort, edition)) }],
      sums: sums(cohorts, edition)
    }),
    Html.html`<p class="note">${words.budget.totalNote}</p>`,
    ...cohorts.filter(({ payment }) => payment.budget.choices.length > 0).map((cohort) => choices(cohort, edition))
  ])
}

/** What the department can choose between for a list above its line. */
const choices = ({ course, id, payment }: CohortReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  return Html.html`${Table.render({
    id: edition.id(`choices-${id}`),
    caption: words.budget.choices(course),
    columns: [
      Table.text(words.budget.choice),
      Table.number(words.budget.paid),
      Table.number(words.budget.total),
      Table.number(words.budget.residue)
    ],
    groups: [
      {
        rows: payment.budget.choices.map((choice) => [
          choiceText(choice, edition),
          figures.count(choice.paid),
          figures.count(choice.total),
          figures.count(choice.residue)
        ])
      }
    ]
  })}<p class="note">${words.budget.choicesNote}</p>`
}

const choiceText = (choice: Choice, { figures, words }: Edition): string => {
  switch (choice.kind) {
    case "registration-order":
      return words.budget.registrationOrder(figures.count(choice.unpaid))
    case "per-day":
      return words.budget.perDay(figures.rupiah(choice.perDay))
    case "whole-days":
      return words.budget.wholeDays(figures.count(choice.days))
    case "postponed":
      return words.budget.postponed(figures.rupiah(choice.shortage))
  }
}

const row = ({ course, payer, payment }: CohortReport, edition: Edition): ReadonlyArray<Html.Content> => {
  const { figures } = edition
  const { budget, gross, net, tax } = payment
  return [
    Section.name(course),
    Html.html`${payer} <small>${budget.account}</small>`,
    figures.count(budget.line),
    figures.count(gross),
    figures.count(tax),
    figures.count(net),
    figures.share(gross, budget.line),
    signed(budget.line - gross, figures.count),
    state(payment, edition)
  ]
}

/** What is left of the line; a shortage stands out. */
const signed = (left: number, count: (value: number) => string): Html.Content =>
  left < 0 ? Html.html`<span class="bad">${count(left)}</span>` : count(left)

const state = ({ budget, undetermined }: CohortReport["payment"], { figures, words }: Edition): Html.Html =>
  Html.html`${
    budget.withinBudget
      ? Html.html`<span class="state good">${words.budget.within}</span>`
      : Html.html`<span class="state bad">${words.budget.over}</span>`
  }${
    undetermined === 0
      ? Html.empty
      : Html.html` <span class="state open">${words.budget.incomplete(figures.count(undetermined))}</span>`
  }`

/** One sum for each payer, where there are several, and one of all. */
const sums = (
  cohorts: ReadonlyArray<CohortReport>,
  { figures, words }: Edition
): ReadonlyArray<ReadonlyArray<Html.Content>> => {
  const payers = [...new Set(cohorts.map(({ payer }) => payer))]
  const line = (name: string, some: ReadonlyArray<CohortReport>): ReadonlyArray<Html.Content> => {
    const totals = Totals.of(some)
    return [
      name,
      "",
      figures.count(totals.line),
      figures.count(totals.gross),
      figures.count(totals.tax),
      figures.count(totals.net),
      figures.share(totals.gross, totals.line),
      signed(totals.line - totals.gross, figures.count),
      ""
    ]
  }
  return [
    ...(payers.length < 2
      ? []
      : payers.map((payer) =>
          line(
            words.budget.ofPayer(payer),
            cohorts.filter((cohort) => cohort.payer === payer)
          )
        )),
    line(words.budget.ofAll, cohorts)
  ]
}

const extremes = (cohorts: ReadonlyArray<CohortReport>, { figures, words }: Edition): string => {
  const measured = cohorts
    .filter(({ payment }) => payment.budget.line > 0)
    .map(({ course, payment }) => ({ course, gross: payment.gross, line: payment.budget.line }))
    // a/b against c/d as a·d against c·b: exact, and without division.
    .toSorted((left, right) =>
      compare(BigInt(right.gross) * BigInt(left.line), BigInt(left.gross) * BigInt(right.line))
    )
  const [high, low] = [measured[0], measured.at(-1)]
  return high === undefined || low === undefined || high === low
    ? ""
    : words.budget.finding(
        high.course,
        figures.share(high.gross, high.line),
        low.course,
        figures.share(low.gross, low.line)
      )
}

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0)
