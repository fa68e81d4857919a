/** How well the health protocol was observed, where it was in force. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import * as ProtocolPlot from "../plots/ProtocolPlot.ts"
import type { Protocol, SeasonReport } from "../SeasonReport.ts"
import * as Totals from "../Totals.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = ({ cohorts, measures }: SeasonReport, edition: Edition): Html.Html => {
  const { figures, language, words } = edition
  const names = [...measures.map((name) => name[language]), words.protocol.all]
  const rows = cohorts.flatMap(({ course, sessions }) => {
    const protocol = Totals.protocol(sessions)
    return protocol === undefined ? [] : [{ course, protocol }]
  })
  const whole = Totals.protocol(cohorts.flatMap(({ sessions }) => sessions))
  if (whole === undefined) return Section.render("protocol", edition, Section.nothing(words.protocol.none))
  const cells = (protocol: Protocol): ReadonlyArray<string> => [
    figures.count(protocol.came),
    ...[...protocol.kept, protocol.all].map(figures.count)
  ]
  return Section.render("protocol", edition, [
    Section.figure(
      ProtocolPlot.draw(rows, names, edition),
      [],
      [Section.finding(least(whole, names, edition)), Html.html`<p class="note">${words.protocol.legend}</p>`]
    ),
    Table.render({
      id: edition.id("protocol-table"),
      caption: words.protocol.table,
      columns: [
        Table.text(words.course),
        Table.number(words.protocol.came),
        ...names.map((name) => Table.number(name))
      ],
      groups: [{ rows: rows.map(({ course, protocol }) => [Section.name(course), ...cells(protocol)]) }],
      sums: [[words.total, ...cells(whole)]]
    })
  ])
}

/** The single measure that was missed most often. */
const least = ({ came, kept }: Protocol, names: ReadonlyArray<string>, { figures, words }: Edition): string => {
  const [first] = kept.map((count, measure) => ({ count, name: names[measure]! })).toSorted((a, b) => a.count - b.count)
  return first === undefined || came === 0 ? "" : words.protocol.finding(first.name, figures.share(first.count, came))
}
