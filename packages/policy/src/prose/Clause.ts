/**
 * Conditions in words: short ones inside a sentence, long ones as lists. Denying a comparison turns it round, denying
 * "all" gives "not all": in three values as in two, since an open question stays open either way.
 */
import type * as Node from "../tree/Node.ts"
import { comparedAs, factLabel, literal, noun } from "./Noun.ts"
import { filterOf, type Laid, listLabel, type Place, plain, type Speaker } from "./Speaker.ts"

// ---- Functions

const opposites: Readonly<Record<Node.Operator, Node.Operator>> = {
  equal: "not-equal",
  "not-equal": "equal",
  less: "at-least",
  "at-least": "less",
  more: "at-most",
  "at-most": "more"
}

/** Conditions that are one short phrase. */
const atoms: ReadonlySet<Node.Kind> = new Set<Node.Kind>(["fact", "literal", "rule", "compare", "member", "duty"])

/** So many short conditions may stand in one sentence. */
const mostInline = 2

const isAtom = (node: Node.Node): boolean => atoms.has(node.kind) || (node.kind === "not" && isAtom(node.operand))

/** A condition inside a sentence; `yes` is false where it is denied. */
export const clause = (node: Node.Node, yes: boolean, speaker: Speaker, at: Place): string => {
  const { clauses } = speaker.grammar
  const { names } = speaker
  switch (node.kind) {
    case "fact":
      return clauses.holds(factLabel(node.path, speaker), yes)
    case "literal":
      return clauses.constant((node.value === true) === yes)
    case "rule": {
      const article = names.article(node.name)
      return article.each === undefined
        ? clauses.articleMet(article, yes)
        : clauses.elementMeets(listLabel(article.each, speaker), article, yes)
    }
    case "not":
      return clause(node.operand, !yes, speaker, at)
    case "set":
      return clause(node.operand, yes, speaker, at)
    case "compare":
      return compared(node, yes, speaker, at)
    case "member": {
      const path = node.operand.kind === "fact" ? node.operand.path : undefined
      const words = node.among.map((word) => literal(word, speaker, path))
      return clauses.among(speaker.noun(node.operand, at), words, yes)
    }
    case "duty":
      return clauses.duty(names.duty(node.name), speaker.noun(node.on, at), yes)
    case "some":
      return clauses.some(listLabel(node.list, speaker), filterOf(node.where, node.list, speaker), yes)
    case "every":
      return clauses.every(
        listLabel(node.list, speaker),
        speaker.clause(node.where, true, { element: node.list, nested: false }),
        yes
      )
    case "and":
    case "or":
      return inline(node, yes, speaker, at) ?? clauses.paragraphMet(speaker.paragraphOf(node, "condition", at), yes)
    case "at-least-of":
      return node.operands.length === 1
        ? clause(node.operands[0]!, yes, speaker, at)
        : clauses.paragraphMet(speaker.paragraphOf(node, "condition", at), yes)
    case "if-set":
      return presence(node, yes, speaker, at) ?? clauses.paragraphMet(speaker.paragraphOf(node, "condition", at), yes)
    // Its paragraph is a list of branches or a table, so it says something else than this.
    case "choose":
    case "cases":
      return clauses.paragraphMet(speaker.paragraphOf(node, "condition", at), yes)
    case "plus":
    case "minus":
    case "times":
    case "at-most":
    case "at-least":
    case "ratio":
    case "share":
    case "age":
    case "days-between":
    case "plus-days":
    case "parameter":
    case "band":
    case "scale":
    case "count":
    case "sum":
    case "least":
    case "greatest":
      throw new TypeError(`a value (${node.kind}) is no condition`)
  }
}

const compared = (node: Node.Of<"compare">, yes: boolean, speaker: Speaker, at: Place): string => {
  const { left, operator, right } = node
  const { nouns } = speaker.grammar
  const side = (side: Node.Node, other: Node.Node): string =>
    side.kind === "literal"
      ? literal(side, speaker, other.kind === "fact" ? other.path : undefined)
      : noun(side, speaker, at)
  const unit = (other: Node.Node, text: string): string =>
    other.kind === "age" ? nouns.years(text) : other.kind === "days-between" ? nouns.days(text) : text
  return speaker.grammar.clauses.compare(
    comparedAs(left, speaker),
    yes ? operator : opposites[operator],
    side(left, right),
    right.kind === "literal" ? unit(left, side(right, left)) : side(right, left)
  )
}

type Joined = Node.Of<"and" | "or">

/** Denied, "all" becomes "one is not" and "one" becomes "none is". */
const joinedBy = ({ kind }: Joined, yes: boolean): "and" | "or" => (yes === (kind === "and") ? "and" : "or")

const inline = (node: Joined, yes: boolean, speaker: Speaker, at: Place): string | undefined => {
  const [first, ...others] = node.operands
  if (others.length === 0) return clause(first!, yes, speaker, at)
  if (node.operands.length > mostInline || !node.operands.every(isAtom) || at.nested) return undefined
  const parts = node.operands.map((operand) => clause(operand, yes, speaker, at))
  return speaker.grammar.clauses[joinedBy(node, yes)](parts)
}

/** Where a value is needed: "it is set and …", where it may be absent: "it is absent, or else …". */
const presence = (
  { no, operand, yes: then }: Node.Of<"if-set">,
  yes: boolean,
  speaker: Speaker,
  at: Place
): string | undefined => {
  if (no.kind !== "literal" || !isAtom(then)) return undefined
  const { clauses } = speaker.grammar
  const isSet = (set: boolean) => clauses.isSet(speaker.noun(operand, at), set)
  const rest = clause(then, yes, speaker, at)
  return (no.value === true) === yes ? clauses.orElse(isSet(false), rest) : clauses.and([isSet(true), rest])
}

/** Lists inside lists go no deeper than this. */
const deepest = 2

/** "If this, then that", as it is made of "or" and "not". */
export const implication = (
  node: Node.Node
): { readonly condition: Node.Node; readonly consequence: Node.Node } | undefined => {
  if (node.kind !== "or" || node.operands.length !== 2) return undefined
  const [first, consequence] = node.operands
  return first!.kind === "not" ? { condition: first.operand, consequence: consequence! } : undefined
}

/** A condition at the end of a sentence, where a list may follow. */
export const laidClause = (node: Node.Node, yes: boolean, speaker: Speaker, at: Place, depth = 0): Laid => {
  const { clauses, lists } = speaker.grammar
  const deeper = (of: Node.Node, holds: boolean) => laidClause(of, holds, speaker, at, depth + 1)
  if (node.kind === "not") return laidClause(node.operand, !yes, speaker, at, depth)
  const implied = yes ? implication(node) : undefined
  if (implied !== undefined) {
    const rest = laidClause(implied.consequence, true, speaker, at, depth)
    const said = (holds: boolean) => clause(implied.condition, holds, speaker, at)
    // At the top the sentence has said "if" already.
    return {
      ...rest,
      text: depth === 0 ? clauses.orElse(said(false), rest.text) : clauses.ifThen(said(true), rest.text)
    }
  }
  const short = node.kind === "and" || node.kind === "or" ? inline(node, yes, speaker, at) : undefined
  if (short !== undefined || depth >= deepest) return plain(short ?? clause(node, yes, speaker, at))
  switch (node.kind) {
    case "and":
    case "or": {
      const join = joinedBy(node, yes)
      return {
        text: join === "and" ? lists.allOf : lists.anyOf,
        items: node.operands.map((operand) => deeper(operand, yes)),
        join: lists[join]
      }
    }
    case "at-least-of": {
      if (node.operands.length === 1) return laidClause(node.operands[0]!, yes, speaker, at, depth)
      const { number } = speaker.style
      return {
        text: lists.atLeastOf(number(node.least), number(node.operands.length), yes),
        items: node.operands.map((operand) => deeper(operand, true)),
        join: lists.and
      }
    }
    case "choose":
      return {
        text: lists.firstHolds,
        items: [
          under(clause(node.when, true, speaker, at), deeper(node.yes, yes), clauses.ifThen),
          under("", deeper(node.no, yes), (_, rest) => clauses.otherwise(rest))
        ],
        join: lists.or
      }
    case "if-set": {
      if (presence(node, yes, speaker, at) !== undefined) return plain(clause(node, yes, speaker, at))
      const operand = speaker.noun(node.operand, at)
      return {
        text: lists.firstHolds,
        items: [
          under(clauses.isSet(operand, true), deeper(node.yes, yes), clauses.ifThen),
          under(clauses.isSet(operand, false), deeper(node.no, yes), clauses.ifThen)
        ],
        join: lists.or
      }
    }
    // One phrase says it, or a paragraph of its own does.
    default:
      return plain(clause(node, yes, speaker, at))
  }
}

const under = (condition: string, rest: Laid, join: (condition: string, rest: string) => string): Laid => ({
  ...rest,
  text: join(condition, rest.text)
})
