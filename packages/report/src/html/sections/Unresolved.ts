/** What waits for an officer: applications without a decision, and payable lists with people left out. */
import type { Edition } from "../Edition.ts"
import type * as Html from "../Html.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = (report: SeasonReport, edition: Edition): Html.Html =>
  Section.render("unresolved", edition, [cases(report, edition), lists(report, edition)])

const cases = (report: SeasonReport, edition: Edition): Html.Html => {
  const { figures, say, words } = edition
  const known = new Map(report.facts.map((fact) => [fact.code, fact]))
  const tallies = Totals.tally(
    report,
    report.facts.map(({ code }) => code),
    (cohort) => cohort.missing
  )
  if (tallies.length === 0) return Section.nothing(words.unresolved.noCases)
  return Table.render({
    id: edition.id("cases-table"),
    caption: words.unresolved.casesTable,
    columns: [
      Table.text(words.unresolved.fact),
      Table.number(words.number),
      Table.text(words.where),
      Table.text(words.unresolved.remedy)
    ],
    groups: [
      {
        rows: tallies.map(({ code, cohorts, count }) => {
          const fact = known.get(code)
          return [
            fact === undefined ? code : say(fact.name),
            figures.count(count),
            Section.places(cohorts, edition),
            fact?.remedy === undefined ? "–" : say(fact.remedy)
          ]
        })
      }
    ]
  })
}

const lists = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const incomplete = cohorts.filter(({ payment }) => payment.undetermined > 0)
  if (incomplete.length === 0) return Section.nothing(words.unresolved.allComplete)
  return Table.render({
    id: edition.id("lists-table"),
    caption: words.unresolved.listsTable,
    columns: [
      Table.text(words.course),
      Table.number(words.unresolved.payees),
      Table.number(words.unresolved.missingDays)
    ],
    groups: [
      {
        rows: incomplete.map(({ course, payment }) => [
          Section.name(course),
          figures.count(payment.payees),
          figures.count(payment.undetermined)
        ])
      }
    ]
  })
}
