/** The policies that decided, so that a figure can be traced to the rules behind it. */
import type { Edition } from "../Edition.ts"
import * as Html from "../Html.ts"
import type { SeasonReport } from "../SeasonReport.ts"
import * as Section from "./Section.ts"
import * as Table from "./Table.ts"

/** The section. */
export const render = ({ policies }: SeasonReport, edition: Edition): Html.Html =>
  Section.render("basis", edition, [
    policies.length === 0
      ? Section.nothing(edition.words.nothing)
      : Table.render({
          id: edition.id("basis-table"),
          caption: edition.words.basis.table,
          columns: [Table.text(edition.words.basis.policy), Table.text(edition.words.basis.fingerprint)],
          groups: [
            {
              rows: policies.map(({ fingerprint, name }) => [name, Html.html`<code class="hash">${fingerprint}</code>`])
            }
          ]
        }),
    Html.html`<p class="note">${edition.words.noPersonalData}</p>`
  ])
