/**
 * The dated values and duties of a policy as schedules: every stretch with its value, citation and how sure the
 * citation is, what is not known, and what holds before the first and after the last.
 */
import type * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Unit from "../tree/Unit.ts"
import * as Citation from "../vocabulary/Citation.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import type { Voice } from "./Article.ts"
import * as Regulation from "./Regulation.ts"

type Cells = ReadonlyArray<string>

// ---- Functions

/** The section of schedules, if the policy has any. */
export const sections = (document: Document.Document, voice: Voice): ReadonlyArray<Regulation.Section> => {
  const inside = [
    ...document.parameters.map((parameter) => ofParameter(parameter, voice)),
    ...document.duties.map((duty) => ofDuty(duty, voice))
  ]
  return inside.length === 0 ? [] : [{ heading: voice.grammar.parts.schedules, blocks: [], sections: inside }]
}

const note = (text: string): Regulation.Paragraph => Regulation.paragraph("note", text)

const ofParameter = (parameter: Document.Parameter, voice: Voice): Regulation.Section => {
  const { grammar, names, style } = voice
  const { parts, tables } = grammar
  const schedule = names.parameter(parameter.name)
  const { after, reviewBy, unit } = parameter
  const middle = isTable(unit) ? [tables.above, tables.upTo, unit.kind === "layers" ? tables.rate : tables.value] : []
  return {
    heading: parts.scheduleHeading(schedule),
    blocks: [
      {
        kind: "table",
        caption: tables.byTime,
        columns: [
          tables.from,
          tables.through,
          ...(isTable(unit) ? middle : [tables.value]),
          tables.basis,
          tables.confidence
        ],
        rows: History.stretches(parameter).flatMap(({ entry, from }, index, all) => {
          if (entry === undefined) return []
          const stretch = [style.day(from), through(all[index + 1]?.from, voice)]
          return valuesOf(entry, unit, voice).map((cells) => [...stretch, ...cells, ...basisOf(entry, voice)])
        })
      },
      note(
        [
          ...(unit.kind === "bands" ? [parts.bands] : unit.kind === "layers" ? [parts.layers] : []),
          parts.before(style.day(parameter.entries[0]!.from)),
          after === "extends" ? parts.extends : parts.refuses(style.day(after.refusesFrom)),
          ...(reviewBy === undefined ? [] : [parts.reviewBy(style.day(reviewBy))])
        ].join(" ")
      )
    ],
    sections: []
  }
}

const isTable = (unit: Document.ParameterUnit) => unit.kind === "bands" || unit.kind === "layers"

const through = (to: CivilDate.CivilDate | undefined, { grammar, style }: Voice): string =>
  to === undefined ? grammar.tables.onwards : style.lastDay(to)

/** The cells between the dates and the basis: one row, or one for each row of a table. */
const valuesOf = (
  entry: Document.Parameter["entries"][number],
  unit: Document.ParameterUnit,
  voice: Voice
): ReadonlyArray<Cells> => {
  const { style } = voice
  if ("unknown" in entry) {
    const cell = voice.grammar.tables.unknown(entry.unknown)
    return [isTable(unit) ? ["–", "–", cell] : [cell]]
  }
  const { value } = entry
  if (typeof value === "number") return [[figure(value, unit, voice)]]
  if ("numerator" in value) return [[style.ratio(value)]]
  const of = "of" in unit ? unit.of : undefined
  return "bands" in value
    ? rowed(value.bands, of, voice, (band) => bandValue(band.value, unit, voice))
    : rowed(value.layers, of, voice, (layer) => style.ratio(layer.rate))
}

const figure = (value: number, unit: Document.ParameterUnit | Unit.NumberUnit | undefined, { style }: Voice): string =>
  unit?.kind === "money" ? style.money(value, unit.currency) : style.number(value)

const bandValue = (value: number | string, unit: Document.ParameterUnit, voice: Voice): string =>
  typeof value === "string"
    ? voice.grammar.nouns.quoted(voice.names.word(value))
    : figure(value, unit.kind === "bands" && unit.gives.kind !== "text" ? unit.gives : undefined, voice)

const rowed = <R extends { readonly upTo?: number }>(
  rows: ReadonlyArray<R>,
  of: Unit.NumberUnit | undefined,
  voice: Voice,
  last: (row: R) => string
): ReadonlyArray<Cells> =>
  rows.map((row, index) => {
    const above = rows[index - 1]?.upTo
    return [
      above === undefined ? "–" : figure(above, of, voice),
      row.upTo === undefined ? voice.grammar.tables.onwards : figure(row.upTo, of, voice),
      last(row)
    ]
  })

const basisOf = (entry: { readonly citation?: Citation.Citation } | Document.Unknown, voice: Voice): Cells => {
  const { confidences, noBasis } = voice.grammar.tables
  const citation = "citation" in entry ? entry.citation : undefined
  if (citation !== undefined) return [Citation.short(citation), confidences[citation.confidence]]
  return ["unknown" in entry ? "–" : noBasis, "–"]
}

const ofDuty = (duty: Document.Duty, voice: Voice): Regulation.Section => {
  const { grammar, names, style } = voice
  const { parts, tables } = grammar
  const schedule = names.duty(duty.name)
  const stretches = History.standings(duty).flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
  const table: Regulation.Table = {
    kind: "table",
    caption: tables.byTime,
    columns: [tables.from, tables.through, tables.standing, tables.basis, tables.confidence],
    rows: stretches.map((stretch) => [
      style.day(stretch.from),
      through(stretch.to, voice),
      "unknown" in stretch ? tables.unknown(stretch.unknown) : tables.inForce,
      ...basisOf(stretch, voice)
    ])
  }
  return {
    heading: parts.scheduleHeading(schedule),
    blocks: stretches.length === 0 ? [note(parts.never)] : [table, note(parts.outside)],
    sections: []
  }
}
