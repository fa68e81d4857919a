/** The season's regulation as a page. */
import { type Text } from "@bina/policy"
import * as Prose from "@bina/policy/Prose"
import * as Html from "./Html.ts"
import * as Page from "./Page.ts"

/** The page in one language; the fragments are escaped by the library. */
export const render = (title: string, regulations: ReadonlyArray<Prose.Regulation>, language: Text.Language): string =>
  Page.render(title, [
    {
      language,
      name: language,
      content: Html.html`<header class="masthead"><h1>${title}</h1></header>${regulations.map((regulation) =>
        Html.trusted(Prose.toHtml(regulation, { level: 2 }))
      )}`
    }
  ])
