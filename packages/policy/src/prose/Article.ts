/**
 * One article: what its author wrote leads, then the numbered paragraphs that say how it is computed, then where it
 * comes from. Paragraphs that others refer to follow in the order in which they were first referred to.
 */
import * as Analysis from "../tree/Analysis.ts"
import * as Canonical from "../tree/Canonical.ts"
import type * as Document from "../tree/Document.ts"
import * as Exceptions from "../tree/Exceptions.ts"
import type * as Node from "../tree/Node.ts"
import * as Clause from "./Clause.ts"
import type { Grammar } from "./Grammar.ts"
import type { Names } from "./Names.ts"
import * as Noun from "./Noun.ts"
import type * as Regulation from "./Regulation.ts"
import { type Laid, listLabel, type Place, type Speaker } from "./Speaker.ts"
import type { Style } from "../text/Style.ts"

// ---- Models

/** The language, its figures and the names of one policy. */
export interface Voice {
  readonly grammar: Grammar
  readonly names: Names
  readonly style: Style
  readonly analysis: Analysis.Analysis
}

interface Referred {
  readonly node: Node.Node
  readonly kind: "condition" | "value"
  readonly at: Place
  readonly number: number
}

// ---- Functions

/** The paragraphs of a rule. */
export const ofRule = (rule: Document.Rule, voice: Voice): ReadonlyArray<Regulation.Block> =>
  draft(voice, (speaker) => opening(rule, speaker), rule.body, rule.kind === "each" ? rule.list : undefined)

/** The paragraphs of an output that is no rule. */
export const ofValue = (node: Node.Node, voice: Voice): ReadonlyArray<Regulation.Block> =>
  draft(voice, (speaker) => valueOpening(node, speaker), node, undefined)

const draft = (
  voice: Voice,
  first: (speaker: Speaker) => Laid,
  body: Node.Node,
  element: string | undefined
): ReadonlyArray<Regulation.Block> => {
  const referred: Array<Referred> = []
  const numbers = new Map<string, number>()
  let writing = 1
  const speaker: Speaker = {
    ...voice,
    noun: (node, at) => Noun.noun(node, speaker, at),
    clause: (node, yes, at) => Clause.clause(node, yes, speaker, at),
    paragraphOf: (node, kind, { element: list }) => {
      const key = `${list ?? ""} ${kind} ${Canonical.encodeUnsafe(node)}`
      const known = numbers.get(key)
      // A kind that is only ever said by its paragraph would be met if it is met.
      if (known === writing) throw new TypeError(`paragraph ${known} (${node.kind}) says nothing but itself`)
      if (known !== undefined) return known
      const number = numbers.size + 2
      numbers.set(key, number)
      const at = list === undefined ? { nested: false } : { nested: false, element: list }
      referred.push({ node, kind, at, number })
      return number
    }
  }
  const at: Place = element === undefined ? { nested: false } : { nested: false, element }
  const blocks: Array<Regulation.Block> = [...paragraphs(first(speaker), body, 1, speaker, at)]
  // What a paragraph refers to is added to the end while it is written.
  for (let index = 0; index < referred.length; index += 1) {
    const { at: place, kind, node, number } = referred[index]!
    writing = number
    blocks.push(...paragraphs(referredOpening(node, kind, speaker, place), node, number, speaker, place))
  }
  return referred.length > 0 ? blocks : blocks.map(unnumbered)
}

const unnumbered = (block: Regulation.Block): Regulation.Block => {
  if (block.kind === "table") return block
  const { number: _number, ...rest } = block
  return rest
}

const paragraphs = (
  laid: Laid,
  node: Node.Node,
  number: number,
  speaker: Speaker,
  at: Place
): ReadonlyArray<Regulation.Block> => [
  { kind: "paragraph", style: "text", number, ...punctuated(laid, ".") },
  ...(node.kind === "cases" && laid.items.length === 0 ? [casesTable(node, number, speaker, at)] : [])
]

/** A sentence and its list: entries end with a semicolon, the last one as the sentence does. */
export const punctuated = ({ items, join, text }: Laid, end: string): Regulation.Item => {
  if (items.length === 0) return { text: /[.:]$/.test(text) ? text : `${text}${end}`, items: [] }
  const word = join === undefined ? "" : ` ${join}`
  return {
    text,
    items: items.map((item, index) =>
      punctuated(item, index === items.length - 1 ? end : index === items.length - 2 ? `;${word}` : ";")
    )
  }
}

const begun = (laid: Laid, begin: (rest: string) => string): Laid => ({ ...laid, text: begin(laid.text) })

const opening = (rule: Document.Rule, speaker: Speaker): Laid => {
  const { openings } = speaker.grammar
  const { body } = rule
  const general = generalRule(rule, speaker)
  if (general !== undefined) return general
  if (body.kind === "cases")
    return { text: openings.byTable(rule.kind === "each" ? label(rule.list, speaker) : undefined), items: [] }
  if (rule.kind === "each") {
    const at: Place = { nested: false, element: rule.list }
    return begun(Clause.laidClause(body, true, speaker, at), (rest) => openings.each(label(rule.list, speaker), rest))
  }
  if (rule.kind === "requires") return requirement(body, speaker)
  if (rule.kind === "amount") return begun(Noun.laidNoun(body, speaker, { nested: false }), openings.amount)
  return valueOpening(body, speaker)
}

/** What holds in general, and a list of the exceptions with what holds in each. */
const generalRule = ({ body, name }: Document.Rule, speaker: Speaker): Laid | undefined => {
  const exceptions = Exceptions.of(name, body)
  if (exceptions === undefined || body.kind !== "cases") return undefined
  const { openings } = speaker.grammar
  const at: Place = { nested: false }
  return {
    text: openings.general(valueOf(body.otherwise, speaker, at)),
    items: exceptions.map(({ rule, value }) => ({
      text: openings.exception(speaker.names.article(rule), valueOf(value, speaker, at)),
      items: []
    }))
  }
}

/** A value as a cell of a table or an entry of a list. */
const valueOf = (value: Node.Node, speaker: Speaker, at: Place): string =>
  value.kind === "literal" && value.unit === "boolean"
    ? speaker.grammar.nouns.yesNo(value.value)
    : isBoolean(value, speaker)
      ? speaker.clause(value, true, at)
      : speaker.noun(value, at)

const requirement = (body: Node.Node, speaker: Speaker): Laid => {
  const { openings } = speaker.grammar
  const at: Place = { nested: false }
  const implied = Clause.implication(body)
  if (implied === undefined) return begun(Clause.laidClause(body, true, speaker, at), openings.requires)
  const condition = speaker.clause(implied.condition, true, at)
  const rest = Clause.laidClause(implied.consequence, true, speaker, at)
  return begun(rest, (text) => openings.requiresOnly(condition, text))
}

const valueOpening = (node: Node.Node, speaker: Speaker): Laid => {
  const { openings } = speaker.grammar
  const at: Place = { nested: false }
  if (node.kind === "cases") return { text: openings.byTable(), items: [] }
  return isBoolean(node, speaker)
    ? begun(Clause.laidClause(node, true, speaker, at), openings.yesNo)
    : begun(Noun.laidNoun(node, speaker, at), openings.quantity)
}

const referredOpening = (node: Node.Node, kind: "condition" | "value", speaker: Speaker, at: Place): Laid => {
  const { openings } = speaker.grammar
  const list = at.element === undefined ? undefined : label(at.element, speaker)
  if (node.kind === "cases") return { text: openings.byTable(list), items: [] }
  return kind === "condition"
    ? begun(Clause.laidClause(node, true, speaker, at), (rest) => openings.condition(rest, list))
    : begun(Noun.laidNoun(node, speaker, at), (rest) => openings.value(rest, list))
}

const label = (list: string, speaker: Speaker): string => listLabel(list, speaker)

const isBoolean = (node: Node.Node, { analysis }: Speaker): boolean =>
  Analysis.typeOf(node, analysis).unit.kind === "boolean"

const casesTable = (node: Node.Of<"cases">, number: number, speaker: Speaker, at: Place): Regulation.Table => {
  const { tables } = speaker.grammar
  const cell = (value: Node.Node): string => valueOf(value, speaker, at)
  return {
    kind: "table",
    caption: tables.cases(number),
    columns: [tables.row, tables.when, tables.outcome],
    rows: [
      ...node.rows.map(({ value, when }, index) => [
        speaker.style.number(index + 1),
        speaker.clause(when, true, at),
        cell(value)
      ]),
      [speaker.style.number(node.rows.length + 1), tables.otherwise, cell(node.otherwise)]
    ]
  }
}
