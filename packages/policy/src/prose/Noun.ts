/**
 * Values in words. Sums and products are said as written arithmetic; a part that is itself such stands in parentheses
 * where it is short, and in a paragraph of its own where it is not.
 */
import * as Analysis from "../tree/Analysis.ts"
import * as Node from "../tree/Node.ts"
import { filterOf, isSame, type Laid, listLabel, type Place, plain, type Speaker } from "./Speaker.ts"

// ---- Functions

/** A constant as a value; `path` is the fact with which it is compared. */
export const literal = (node: Node.Literal, speaker: Speaker, path?: string): string => {
  const { grammar, names, style } = speaker
  switch (node.unit) {
    case "boolean":
      return grammar.nouns.yesNo(node.value)
    case "integer":
      return style.number(node.value)
    case "money":
      return style.money(node.value, node.currency)
    case "ratio":
      return style.ratio(node.value)
    case "date":
      return style.day(node.value)
    case "text":
      return grammar.nouns.quoted(names.word(node.value, path))
  }
}

/** A fact as a noun; one of an element says so where a fact of the case bears the same name. */
export const factNoun = (path: string, speaker: Speaker): string => {
  const { grammar, names } = speaker
  return grammar.nouns.the(factLabel(path, speaker, names.fact(path)))
}

/** A fact's label without an article. */
export const factLabel = (path: string, speaker: Speaker, label = speaker.names.fact(path)): string =>
  speaker.names.isShared(path)
    ? speaker.grammar.nouns.ofElement(label, listLabel(Node.pathOf(path).list!, speaker))
    : label

const compound: ReadonlySet<Node.Kind> = new Set<Node.Kind>([
  "plus",
  "minus",
  "times",
  "at-most",
  "at-least",
  "ratio",
  "share",
  "scale",
  "sum",
  "least",
  "greatest",
  "count",
  "days-between",
  "plus-days"
])

/** Values of this size can stand in parentheses. */
const mostNodes = 4

/** A value as a part of another: in parentheses where it has parts of its own. */
const part = (node: Node.Node, speaker: Speaker, at: Place): string => {
  if (!compound.has(node.kind) || isWholeCount(node)) return speaker.noun(node, at)
  return at.nested || Analysis.nodesOf(node).length > mostNodes
    ? speaker.grammar.nouns.paragraphValue(speaker.paragraphOf(node, "value", at))
    : `(${speaker.noun(node, { ...at, nested: true })})`
}

const isWholeCount = (node: Node.Node): boolean =>
  node.kind === "count" && node.where.kind === "literal" && node.where.value === true

/** Arithmetic is read from left to right, so that its first part needs no parentheses where it is of the same rank. */
const ranks: { readonly [K in Node.Kind]?: ReadonlyArray<Node.Kind> } = {
  plus: ["plus", "minus", "times"],
  minus: ["plus", "minus", "times"],
  times: ["times"],
  "at-most": ["plus", "minus", "times"],
  "at-least": ["plus", "minus", "times"]
}

/** The first part of arithmetic, or what a bound limits. */
const first = (of: Node.Node, kind: Node.Kind, speaker: Speaker, at: Place): string =>
  ranks[kind]!.includes(of.kind) && Analysis.nodesOf(of).length <= 2 * mostNodes
    ? speaker.noun(of, at)
    : part(of, speaker, at)

/** A value in words, inside a sentence. */
export const noun = (node: Node.Node, speaker: Speaker, at: Place): string => {
  const { grammar, names } = speaker
  const { nouns } = grammar
  const say = (of: Node.Node) => part(of, speaker, at)
  switch (node.kind) {
    case "fact":
      return factNoun(node.path, speaker)
    case "literal":
      return literal(node, speaker)
    case "rule":
      return Analysis.typeOf(node, speaker.analysis).unit.kind === "boolean"
        ? nouns.whether(speaker.clause(node, true, at))
        : nouns.articleValue(names.article(node.name))
    case "set":
      return speaker.noun(node.operand, at)
    case "plus":
      return nouns.plus(node.operands.map((of, index) => (index === 0 ? first(of, node.kind, speaker, at) : say(of))))
    case "minus":
      return nouns.minus(first(node.left, node.kind, speaker, at), say(node.right))
    case "times":
      return nouns.times(first(node.left, node.kind, speaker, at), say(node.right))
    case "at-most":
      return nouns.atMost(first(node.operand, node.kind, speaker, at), say(node.bound))
    case "at-least":
      return nouns.atLeast(first(node.operand, node.kind, speaker, at), say(node.bound))
    case "ratio":
      return nouns.ratio(say(node.numerator), say(node.denominator))
    case "share":
      return nouns.share(say(node.ratio), say(node.operand), node.rounding)
    case "age":
      return nouns.age(say(node.birth), say(node.on))
    case "days-between":
      return nouns.daysBetween(say(node.from), say(node.to))
    case "plus-days":
      return daysLater(node, say, speaker)
    case "parameter":
      return nouns.parameter(names.parameter(node.name), say(node.on))
    case "band":
      return nouns.band(names.parameter(node.table), say(node.operand), say(node.on))
    case "scale":
      return nouns.scale(names.parameter(node.table), say(node.operand), say(node.on), node.rounding)
    case "count":
      return nouns.count(listLabel(node.list, speaker), filterOf(node.where, node.list, speaker))
    case "sum":
    case "least":
    case "greatest": {
      const of = part(node.of, speaker, { element: node.list, nested: at.nested })
      return nouns[node.kind](of, listLabel(node.list, speaker), filterOf(node.where, node.list, speaker))
    }
    case "if-set":
      return bounded(node, speaker, at) ?? nouns.paragraphValue(speaker.paragraphOf(node, "value", at))
    case "choose":
    case "cases":
      return nouns.paragraphValue(speaker.paragraphOf(node, "value", at))
    case "not":
    case "and":
    case "or":
    case "at-least-of":
    case "compare":
    case "member":
    case "duty":
    case "some":
    case "every":
      return nouns.whether(speaker.clause(node, true, at))
  }
}

const daysLater = (
  node: Node.Of<"plus-days">,
  say: (of: Node.Node) => string,
  { grammar: { nouns }, style }: Speaker
): string => {
  const { date, days } = node
  return days.kind === "literal" && typeof days.value === "number" && days.value < 0
    ? nouns.daysBefore(say(date), style.number(-days.value))
    : nouns.daysAfter(say(date), say(days))
}

/** "At most the cap, where one is set": the one use of an optional value that has a phrase of its own. */
const bounded = ({ no, operand, yes }: Node.Of<"if-set">, speaker: Speaker, at: Place): string | undefined => {
  if (yes.kind !== "at-most" && yes.kind !== "at-least") return undefined
  if (!isSame(yes.operand, no) || !isSame(yes.bound, { kind: "set", operand })) return undefined
  const { nouns } = speaker.grammar
  const joined = yes.kind === "at-most" ? nouns.atMostIfSet : nouns.atLeastIfSet
  return joined(first(no, yes.kind, speaker, at), part(operand, speaker, at))
}

/** A value at the end of a sentence, where a list may follow: what is chosen under which condition. */
export const laidNoun = (node: Node.Node, speaker: Speaker, at: Place): Laid => {
  const { clauses, lists } = speaker.grammar
  if (node.kind === "choose") {
    const items = branches(node, speaker, at)
    return { text: lists.firstOf, items, join: lists.or }
  }
  if (node.kind === "if-set" && bounded(node, speaker, at) === undefined) {
    const operand = speaker.noun(node.operand, at)
    return {
      text: lists.firstOf,
      items: [
        plain(clauses.ifThen(clauses.isSet(operand, true), speaker.noun(node.yes, at))),
        plain(clauses.ifThen(clauses.isSet(operand, false), speaker.noun(node.no, at)))
      ],
      join: lists.or
    }
  }
  return plain(speaker.noun(node, at))
}

/** A choice whose other branch is again a choice is one list. */
const branches = ({ no, when, yes }: Node.Of<"choose">, speaker: Speaker, at: Place): ReadonlyArray<Laid> => {
  const { clauses } = speaker.grammar
  return [
    plain(clauses.ifThen(speaker.clause(when, true, at), speaker.noun(yes, at))),
    ...(no.kind === "choose" ? branches(no, speaker, at) : [plain(clauses.otherwise(speaker.noun(no, at)))])
  ]
}

/** Whether a node is compared as a number, a day or a word. */
export const comparedAs = (node: Node.Node, { analysis }: Speaker): "number" | "day" | "word" => {
  const { kind } = Analysis.typeOf(node, analysis).unit
  return kind === "date" ? "day" : kind === "text" || kind === "code" || kind === "token" ? "word" : "number"
}
