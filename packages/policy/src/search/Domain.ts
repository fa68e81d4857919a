/**
 * What the facts of a case can be: everything that a policy declares, or only some of them, or those of a given case.
 *
 * Numbers and days are all of those within their bounds. Of an open vocabulary only the words that the rules name
 * matter, and one that they do not; of tokens, only which are the same.
 */
import * as Option from "effect/Option"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Case from "../decide/Case.ts"
import * as IntervalArithmetic from "./IntervalArithmetic.ts"
import * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import type * as SharedTree from "./SharedTree.ts"

// ---- Models

/** The name of one fact of a case: a path, or for an element `list#0.leaf`; `*` stands for every element. */
export type Key = string

// ---- Functions

export const keyOf = (path: string, index: number): Key => {
  const { list, name } = Node.pathOf(path)
  return list === undefined ? path : `${list}#${index === AbstractEvaluation.alike ? "*" : index}.${name}`
}

/** Lists up to two elements are looked at element by element. */
const explicit = 2

/** Words that matter beside those of the policy: in further trees, and the tokens of a case. */
export interface Also {
  readonly trees?: ReadonlyArray<Node.Node>
  readonly tokens?: ReadonlySet<string>
}

/** Every case that a policy declares. */
export const open = (
  analysis: Analysis.Analysis,
  { tokens: known = new Set(), trees = [] }: Also = {}
): AbstractEvaluation.Domain => {
  const named = new Set([...Analysis.treesOf(analysis.document), ...trees].flatMap(Analysis.wordsIn))
  const tokens = [...analysis.facts.entries()]
    .map(([path, leaf]) => (leaf.kind !== "token" ? 0 : Node.pathOf(path).list === undefined ? 1 : explicit + 1))
    .reduce((total, count) => total + count, 0)
  const fresh = Array.from({ length: Math.max(2, tokens) + known.size }, (_, index) => letter(index))
  const opaque = new Set([...known, ...fresh.filter((word) => !known.has(word))])
  const leaves = new Map<string, AbstractValue.Possible>()
  return {
    leaf: (path) => {
      const known = leaves.get(path)
      if (known !== undefined) return known
      const leaf = ofLeaf(analysis.facts.get(path) as Document.Leaf, named, opaque)
      leaves.set(path, leaf)
      return leaf
    },
    length: (list) => {
      const declared = analysis.facts.get(list) as Document.List
      return AbstractValue.known({ kind: "number", low: 0, high: declared.maxLength })
    },
    explicit
  }
}

/** Letters first; any one character is a token. */
const letter = (index: number): string => String.fromCharCode((index < 26 ? 97 : 0x4e00) + index)

const ofLeaf = (
  leaf: Document.Leaf,
  named: ReadonlySet<string>,
  opaque: ReadonlySet<string>
): AbstractValue.Possible => ({
  values: valuesOf(leaf, named, opaque),
  absent: leaf.optional,
  lacks: false
})

const valuesOf = (
  leaf: Document.Leaf,
  named: ReadonlySet<string>,
  opaque: ReadonlySet<string>
): AbstractValue.Values | undefined => {
  switch (leaf.kind) {
    case "boolean":
      return { kind: "boolean", yes: true, no: true }
    case "integer":
    case "money":
      return AbstractValue.number(leaf.least, leaf.most)
    case "date":
      return AbstractValue.number(IntervalArithmetic.epochDay(leaf.earliest), IntervalArithmetic.epochDay(leaf.latest))
    case "text":
      return AbstractValue.words(new Set(leaf.literals))
    case "code": {
      const other = Array.from({ length: named.size + 1 }, (_, index) => letter(index)).find((word) => !named.has(word))
      return AbstractValue.words(new Set([...[...named].filter(({ length }) => length <= leaf.maxLength), other!]))
    }
    case "token":
      return AbstractValue.words(opaque)
  }
}

/**
 * No longer lists than can matter. Where a list is only asked whether some or every element satisfies a condition, one
 * element for each of these questions shows whatever a longer list shows.
 */
export const shortened = (
  domain: AbstractEvaluation.Domain,
  root: SharedTree.SharedNode
): AbstractEvaluation.Domain => {
  const folds = foldsOf(root, new Map())
  return {
    ...domain,
    length: (list) => {
      const length = domain.length(list)
      const asked = folds.get(list)
      const most = asked === undefined || asked.computed ? Infinity : asked.questions
      if (length.values?.kind !== "number" || length.values.low > 0 || most > domain.explicit) return length
      return { ...length, values: AbstractValue.number(0, Math.min(length.values.high, most)) }
    }
  }
}

interface Folds {
  questions: number
  computed: boolean
}

/** How each list is looked at in a question, each term once. */
const foldsOf = (
  term: SharedTree.SharedNode,
  found: Map<string, Folds>,
  seen: Set<SharedTree.SharedNode> = new Set()
): ReadonlyMap<string, Folds> => {
  if (seen.has(term)) return found
  seen.add(term)
  if ("list" in term.node) {
    const folds = found.get(term.node.list) ?? { questions: 0, computed: false }
    found.set(term.node.list, folds)
    if (term.node.kind === "some" || term.node.kind === "every") folds.questions += 1
    else folds.computed = true
  }
  for (const input of term.inputs) foldsOf(input, found, seen)
  return found
}

/** Only these facts are there; the others are missing. */
export const only = (domain: AbstractEvaluation.Domain, keys: ReadonlySet<Key>): AbstractEvaluation.Domain => ({
  ...domain,
  leaf: (path, index) => (keys.has(keyOf(path, index)) ? domain.leaf(path, index) : AbstractValue.lacking),
  length: (list) => (keys.has(list) ? domain.length(list) : AbstractValue.lacking)
})

/** The facts of a case as they are; what `frees` says can be anything that is declared, the rest is missing. */
export const around = (
  domain: AbstractEvaluation.Domain,
  analysis: Analysis.Analysis,
  facts: Case.Facts,
  frees: (path: string, index: number) => boolean
): AbstractEvaluation.Domain => ({
  leaf: (path, index) => {
    if (frees(path, index)) return domain.leaf(path, index)
    const { list, name } = Node.pathOf(path)
    const holder = list === undefined ? facts : (facts[list] as ReadonlyArray<Case.Facts> | undefined)?.[index]
    return holder !== undefined && Object.hasOwn(holder, name)
      ? pointOf(analysis.facts.get(path) as Document.Leaf, holder[name])
      : AbstractValue.lacking
  },
  length: (list) => {
    if (!Object.hasOwn(facts, list)) return frees(list, -1) ? domain.length(list) : AbstractValue.lacking
    const { length } = facts[list] as ReadonlyArray<unknown>
    return AbstractValue.known({ kind: "number", low: length, high: length })
  },
  explicit: Math.max(explicit, ...Object.values(facts).map((value) => (Array.isArray(value) ? value.length : 0)))
})

/** One value of a declared fact, as a case holds it. */
export const pointOf = (leaf: Document.Leaf, value: unknown): AbstractValue.Possible => {
  if (Option.isOption(value)) return Option.isNone(value) ? AbstractValue.absent : pointOf(leaf, value.value)
  if (typeof value === "boolean") return AbstractValue.known({ kind: "boolean", yes: value, no: !value })
  if (typeof value === "string" && leaf.kind !== "date")
    return AbstractValue.known({ kind: "words", among: new Set([value]) })
  const number = typeof value === "string" ? IntervalArithmetic.epochDay(value as CivilDate.CivilDate) : Number(value)
  return AbstractValue.known({ kind: "number", low: number, high: number })
}

/** The tokens that a case holds. */
export const tokensOf = (analysis: Analysis.Analysis, facts: Case.Facts): ReadonlySet<string> =>
  new Set(
    [...analysis.facts].flatMap(([path, leaf]) => {
      if (leaf.kind !== "token") return []
      const { list, name } = Node.pathOf(path)
      const holders = list === undefined ? [facts] : ((facts[list] ?? []) as ReadonlyArray<Case.Facts>)
      return holders.flatMap((holder) => {
        const value = holder[name]
        const plain = Option.isOption(value) ? Option.getOrUndefined(value) : value
        return typeof plain === "string" ? [plain] : []
      })
    })
  )
