/**
 * Every law that a policy cites, once, with its title, the days on which it was signed and came into force, and how
 * sure the citation is.
 */
import type * as Document from "../tree/Document.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type { Voice } from "./Article.ts"
import type * as Regulation from "./Regulation.ts"

// ---- Functions

/** The citations of a document in order of first use. */
export const citationsOf = ({ duties, parameters, rules }: Document.Document): ReadonlyArray<Citation.Citation> => {
  const cited: ReadonlyArray<{ readonly citation?: Citation.Citation } | Document.Unknown> = [
    ...rules,
    ...parameters.flatMap(({ entries }) => entries),
    ...duties.flatMap(({ periods }) => periods)
  ]
  const found = new Map<string, Citation.Citation>()
  for (const one of cited) {
    if ("citation" in one && one.citation !== undefined) found.set(JSON.stringify(one.citation), one.citation)
  }
  return [...found.values()]
}

/** The section of sources, if anything is cited. */
export const sections = (
  citations: ReadonlyArray<Citation.Citation>,
  { grammar, style }: Pick<Voice, "grammar" | "style">
): ReadonlyArray<Regulation.Section> => {
  const { parts, tables } = grammar
  if (citations.length === 0) return []
  return [
    {
      heading: parts.sources,
      blocks: [
        {
          kind: "table",
          caption: tables.cited,
          columns: [
            tables.instrument,
            tables.article,
            tables.title,
            tables.signedOn,
            tables.inForceFrom,
            tables.confidence
          ],
          rows: citations.map(({ article, confidence, inForceFrom, instrument, signedOn, title }) => [
            instrument,
            article ?? "–",
            title,
            signedOn === undefined ? "–" : style.day(signedOn),
            inForceFrom === undefined ? "–" : style.day(inForceFrom),
            tables.confidences[confidence]
          ])
        }
      ],
      sections: []
    }
  ]
}
