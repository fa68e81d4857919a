/** How well the health protocol was observed, where it was in force. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import * as ProtocolPlot from "../plots/ProtocolPlot.ts"
import type { Protocol, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = ({ cohorts }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, words } = edition
  const rows = cohorts.flatMap(({ course, sessions }) => {
    const protocol = Totals.protocol(sessions)
    return protocol === undefined ? [] : [{ course, protocol }]
  })
  const whole = Totals.protocol(cohorts.flatMap(({ sessions }) => sessions))
  if (whole === undefined) return Section.render("protocol", edition, Section.nothing(words.protocol.none))
  const cells = (protocol: Protocol): ReadonlyArray<string> => [
    figures.count(protocol.came),
    ...ProtocolPlot.measures.map((measure) => figures.count(protocol[measure]))
  ]
  return Section.render("protocol", edition, [
    Section.figure(
      ProtocolPlot.draw(rows, edition),
      [],
      [Section.finding(least(whole, edition)), Html.html`<p class="note">${words.protocol.legend}</p>`]
    ),
    Table.render({
      id: edition.id("protocol-table"),
      caption: words.protocol.table,
      columns: [
        Table.text(words.course),
        Table.number(words.protocol.came),
        ...ProtocolPlot.measures.map((measure) => Table.number(words.protocol[measure]))
      ],
      groups: [{ rows: rows.map(({ course, protocol }) => [Section.name(course), ...cells(protocol)]) }],
      sums: [[words.total, ...cells(whole)]]
    })
  ])
}

/** The single measure that was missed most often. */
const least = (protocol: Protocol, { figures, words }: Edition): string => {
  const [first] = ProtocolPlot.measures
    .filter((measure) => measure !== "all")
    .toSorted((left, right) => protocol[left] - protocol[right])
  return first === undefined || protocol.came === 0
    ? ""
    : words.protocol.finding(words.protocol[first], figures.share(protocol[first], protocol.came))
}
