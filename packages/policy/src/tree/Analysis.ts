/**
 * Looks at a whole document before it may be used: every name known and declared once, every unit and range right,
 * every history without overlap or undeclared gap. What it finds as errors keeps the policy from being made.
 */
import * as Ratio from "../vocabulary/Ratio.ts"
import * as Diagnostic from "./Diagnostic.ts"
import type * as Document from "./Document.ts"
import * as History from "./History.ts"
import * as Node from "./Node.ts"
import * as Range from "./Range.ts"
import type * as ValueType from "./ValueType.ts"
import * as Typing from "./Typing.ts"

// ---- Models

/** What later faces need to know of a document, computed once. */
export interface Analysis {
  readonly document: Document.Document
  readonly diagnostics: ReadonlyArray<Diagnostic.Diagnostic>
  /** Leaves and lists by path, in schema order; an element's leaf under the list's name and its own. */
  readonly facts: ReadonlyMap<string, Document.Fact>
  readonly rules: ReadonlyMap<string, Document.Rule>
  readonly parameters: ReadonlyMap<string, Document.Parameter>
  readonly duties: ReadonlyMap<string, Document.Duty>
  /** What some rule or output reads, in schema order. Only these are looked at in facts. */
  readonly reads: Reads
  /** Names that may stand in facts: at the top under "", in elements under the list's name. */
  readonly declared: ReadonlyMap<string, ReadonlySet<string>>
  /** The place of each thing that can be missing: facts in schema order, then parameters, then duties. */
  readonly order: ReadonlyMap<string, number>
  /** The type of every node of the document; see {@link typeOf}. */
  readonly nodes: ReadonlyMap<Node.Node, ValueType.Typed>
}

/** What a policy reads: nothing else of a case, and no other dated value, can change its answer. */
export interface Reads {
  readonly leaves: ReadonlyArray<Document.Leaf>
  /** Each list with those of its elements' facts that are read: none where only its length is. */
  readonly lists: ReadonlyArray<{ readonly list: Document.List; readonly leaves: ReadonlyArray<Document.Leaf> }>
  readonly parameters: ReadonlyArray<Document.Parameter>
  readonly duties: ReadonlyArray<Document.Duty>
}

// ---- Functions

/** Every node of a tree, parents before children. */
export const nodesOf = (node: Node.Node): ReadonlyArray<Node.Node> => [node, ...Node.operands(node).flatMap(nodesOf)]

/** The trees of a document: the bodies of its rules, then its outputs. */
export const treesOf = ({ answers, rules }: Document.Document): ReadonlyArray<Node.Node> => [
  ...rules.map(({ body }) => body),
  ...(answers.kind === "outputs" ? answers.outputs.map(({ value }) => value) : [])
]

/** The words that a tree names. */
export const wordsIn = (node: Node.Node): ReadonlyArray<string> =>
  nodesOf(node)
    .flatMap((part) => (part.kind === "member" ? part.among : part.kind === "literal" ? [part] : []))
    .flatMap((literal) => (literal.unit === "text" ? [literal.value] : []))

/** Every word that a policy can name, each once: of its facts, its trees and its tables of bands. */
export const wordsOf = (document: Document.Document): ReadonlyArray<string> => {
  const leaves = document.facts.flatMap((fact) => (fact.kind === "list" ? fact.elements : [fact]))
  const values = document.parameters.flatMap(({ entries }) =>
    entries.flatMap((entry) => ("unknown" in entry ? [] : [entry.value]))
  )
  const bands = values.flatMap((value) => (typeof value === "object" && "bands" in value ? value.bands : []))
  return [
    ...new Set([
      ...leaves.flatMap((leaf) => (leaf.kind === "text" ? leaf.literals : [])),
      ...treesOf(document).flatMap(wordsIn),
      ...bands.flatMap(({ value }) => (typeof value === "string" ? [value] : []))
    ])
  ]
}

/** The facts that a tree names, and the lists that it walks. */
export const pathsOf = (node: Node.Node): ReadonlyArray<string> => nodesOf(node).flatMap(pathIn)

const pathIn = (node: Node.Node): ReadonlyArray<string> =>
  node.kind === "fact" ? [node.path] : "list" in node ? [node.list] : []

/** What can be missing at a node itself, before its operands. */
const itemIn = (node: Node.Node): string | undefined => {
  if (node.kind === "fact") return itemOfFact(node.path)
  if ("list" in node) return itemOfFact(node.list)
  if (node.kind === "parameter") return itemOfParameter(node.name)
  if (node.kind === "duty") return itemOfDuty(node.name)
  return "table" in node ? itemOfParameter(node.table) : undefined
}

/** Everything that can be missing behind a tree, also through the rules that it names, each once. */
export const itemsBehind = (node: Node.Node, rules: ReadonlyMap<string, Document.Rule>): ReadonlySet<string> => {
  const items = new Set<string>()
  const seen = new Set<string>()
  const walk = (part: Node.Node): void => {
    const item = itemIn(part)
    if (item !== undefined) items.add(item)
    if (part.kind === "rule" && !seen.has(part.name)) {
      seen.add(part.name)
      const rule = rules.get(part.name)
      if (rule !== undefined) walk(rule.body)
    }
    Node.operands(part).forEach(walk)
  }
  walk(node)
  return items
}

/** An age of two constants would be undetermined with nothing to ask for, or no rule at all. */
const constantAges = (document: Document.Document): ReadonlyArray<Diagnostic.Diagnostic> => {
  const constant = new Set<string>()
  const found: Array<Diagnostic.Diagnostic> = []
  const isConstant = (node: Node.Node, where: string): boolean => {
    const inside = Node.operands(node).map((operand) => isConstant(operand, where))
    const reads = node.kind === "rule" ? !constant.has(node.name) : itemIn(node) !== undefined
    if (reads || inside.includes(false)) return false
    if (node.kind === "age") {
      found.push(
        Diagnostic.error(
          "wrong-unit",
          where,
          { id: "umur dihitung dari dua tanggal tetap", en: "an age is computed from two constant days" },
          { id: "pakai fakta untuk salah satunya", en: "use a fact for one of them" }
        )
      )
    }
    return true
  }
  for (const { body, name } of document.rules) if (isConstant(body, name)) constant.add(name)
  const { answers } = document
  if (answers.kind === "outputs") for (const { name, value } of answers.outputs) isConstant(value, name)
  return found
}

const factsByPath = (facts: ReadonlyArray<Document.Fact>): ReadonlyArray<readonly [string, Document.Fact]> =>
  facts.flatMap((fact) => [
    [fact.name, fact] as const,
    ...(fact.kind === "list" ? fact.elements.map((leaf) => [`${fact.name}.${leaf.name}`, leaf] as const) : [])
  ])

const repeated = (names: ReadonlyArray<string>): ReadonlySet<string> => {
  const seen = new Set<string>()
  return new Set(names.filter((name) => seen.size === seen.add(name).size))
}

const duplicates = (names: ReadonlyArray<string>): ReadonlyArray<Diagnostic.Diagnostic> =>
  [...repeated(names)].map((name) =>
    Diagnostic.error(
      "duplicate-name",
      name,
      { id: `nama "${name}" dipakai dua kali`, en: `the name "${name}" is used twice` },
      { id: "beri nama yang berbeda", en: "give one of them another name" }
    )
  )

const badHistory = (where: string, reason: string): Diagnostic.Diagnostic =>
  Diagnostic.error(
    "bad-history",
    where,
    { id: `riwayatnya tidak dapat dipakai (${reason})`, en: `its history cannot be used: ${reason}` },
    { id: "perbaiki tanggal atau nilainya", en: "mend its dates or values" }
  )

const badBounds = (facts: ReadonlyMap<string, Document.Fact>): ReadonlyArray<Diagnostic.Diagnostic> =>
  [...facts].flatMap(([path, fact]) =>
    ("least" in fact && fact.least > fact.most) || ("earliest" in fact && fact.earliest > fact.latest)
      ? [
          Diagnostic.error(
            "empty-bounds",
            path,
            { id: "batas bawahnya di atas batas atas", en: "its lower bound lies above its upper bound" },
            { id: "tukar kedua batas itu", en: "exchange the two bounds" }
          )
        ]
      : []
  )

/** Through rules, too, hand-written trees stay far below this; what follows a deeper one would exhaust the stack. */
export const maxDepth = 500

/** How many nodes lie within one another, through the rules that they name. */
const depthOf = (node: Node.Node, rules: ReadonlyMap<string, number>): number =>
  1 +
  Node.operands(node).reduce(
    (most, operand) => Math.max(most, depthOf(operand, rules)),
    node.kind === "rule" ? (rules.get(node.name) ?? 0) : 0
  )

const tooDeep = (where: string): Diagnostic.Diagnostic =>
  Diagnostic.error(
    "too-deep",
    where,
    {
      id: `aturannya bertingkat lebih dari ${maxDepth}, aturan yang dirujuknya ikut dihitung`,
      en: `it is nested deeper than ${maxDepth}, the rules that it names counted`
    },
    { id: "pecah rangkaian aturan itu", en: "part that chain of rules" }
  )

/** Analyses a document whose structure has been decoded. */
export const analyse = (document: Document.Document): Analysis => {
  const diagnostics: Array<Diagnostic.Diagnostic> = []
  const report = (diagnostic: Diagnostic.Diagnostic) => void diagnostics.push(diagnostic)
  const facts = new Map(factsByPath(document.facts))
  const parameters = new Map(document.parameters.map((parameter) => [parameter.name, parameter]))
  const duties = new Map(document.duties.map((duty) => [duty.name, duty]))
  const types = new Map<string, ValueType.Typed>()
  const nodes = new Map<Node.Node, ValueType.Typed>()

  for (const parameter of document.parameters) {
    for (const reason of History.parameterFlaws(parameter)) report(badHistory(parameter.name, reason))
  }
  for (const duty of document.duties)
    for (const reason of History.dutyFlaws(duty)) report(badHistory(duty.name, reason))
  for (const list of [
    factsByPath(document.facts).map(([path]) => path),
    ...[document.parameters, document.duties, document.rules].map((named) => named.map(({ name }) => name))
  ]) {
    for (const found of duplicates(list)) report(found)
  }
  for (const found of badBounds(facts)) report(found)

  const failed = new Set<string>()
  const scope = { facts, rules: types, failed, parameters, duties, set: [], nodes, report }
  const depths = new Map<string, number>()
  for (const rule of document.rules) {
    const depth = depthOf(rule.body, depths)
    depths.set(rule.name, depth)
    if (depth > maxDepth) {
      // Said once: what names such a rule lies deeper still.
      if (!nodesOf(rule.body).some((node) => node.kind === "rule" && failed.has(node.name))) report(tooDeep(rule.name))
      failed.add(rule.name)
      continue
    }
    const typed = typeOfRule(rule, { ...scope, where: rule.name })
    if (typed === undefined) failed.add(rule.name)
    else types.set(rule.name, typed)
  }
  checkAnswers(document.answers, types, scope)
  const rules = new Map(document.rules.map((rule) => [rule.name, rule]))
  for (const found of constantAges(document)) report(found)

  return {
    document,
    diagnostics,
    facts,
    rules,
    parameters,
    duties,
    reads: readsOf(document),
    declared: new Map([
      ["", new Set(document.facts.map(({ name }) => name))],
      ...listsOf(document).map((list) => [list.name, new Set(list.elements.map(({ name }) => name))] as const)
    ]),
    order: new Map(
      [
        ...[...facts.keys()].map(itemOfFact),
        ...document.parameters.map(({ name }) => itemOfParameter(name)),
        ...document.duties.map(({ name }) => itemOfDuty(name))
      ].map((item, index) => [item, index])
    ),
    nodes
  }
}

/** The unit and range of a node, as they were found when the policy was made. The node is one of the document. */
export const typeOf = (node: Node.Node, { nodes }: Analysis): ValueType.Typed => nodes.get(node)!

/** The keys under which what is missing is collected. */
export const itemOfFact = (path: string): string => `fact:${path}`
export const itemOfParameter = (name: string): string => `parameter:${name}`
export const itemOfDuty = (name: string): string => `duty:${name}`

const listsOf = ({ facts }: Document.Document): ReadonlyArray<Document.List> =>
  facts.flatMap((fact) => (fact.kind === "list" ? [fact] : []))

const readsOf = (document: Document.Document): Reads => {
  const nodes = treesOf(document).flatMap(nodesOf)
  const paths = new Set([
    ...nodes.flatMap(pathIn),
    ...document.rules.flatMap((rule) => (rule.kind === "each" ? [rule.list] : []))
  ])
  const looked = new Set(
    nodes.flatMap((node) => (node.kind === "parameter" ? [node.name] : "table" in node ? [node.table] : []))
  )
  const stood = new Set(nodes.flatMap((node) => (node.kind === "duty" ? [node.name] : [])))
  return {
    leaves: document.facts.flatMap((fact) => (fact.kind !== "list" && paths.has(fact.name) ? [fact] : [])),
    lists: listsOf(document)
      .map((list) => ({ list, leaves: list.elements.filter(({ name }) => paths.has(`${list.name}.${name}`)) }))
      .filter(({ leaves, list }) => leaves.length > 0 || paths.has(list.name)),
    parameters: document.parameters.filter(({ name }) => looked.has(name)),
    duties: document.duties.filter(({ name }) => stood.has(name))
  }
}

const typeOfRule = (rule: Document.Rule, scope: ValueType.Scope): ValueType.Typed | undefined => {
  const typed = Typing.typeOf(rule.body, rule.kind === "each" ? { ...scope, element: rule.list } : scope)
  if (typed === undefined) return undefined
  if (rule.kind === "each" && scope.facts.get(rule.list)?.kind !== "list") {
    scope.report(unknown(rule.name, "unknown-list", rule.list))
    return undefined
  }
  const expected = rule.kind === "amount" ? "money" : rule.kind === "quantity" ? undefined : "boolean"
  const fits = expected === undefined ? typed.unit.kind !== "money" : typed.unit.kind === expected
  if (!fits || typed.optional || typed.each !== undefined) {
    scope.report(
      Diagnostic.error(
        "wrong-unit",
        rule.name,
        { id: `isi aturan jenis ${rule.kind} tidak cocok`, en: `the body does not fit a rule of kind ${rule.kind}` },
        { id: "ganti jenis aturan atau isinya", en: "change the kind of the rule or its body" }
      )
    )
    return undefined
  }
  return rule.kind === "each" ? { ...typed, each: rule.list } : typed
}

const checkAnswers = (
  answers: Document.Answers,
  types: ReadonlyMap<string, ValueType.Typed>,
  scope: Omit<ValueType.Scope, "where">
): void => {
  if (answers.kind === "requirements") {
    for (const found of duplicates(answers.rules)) scope.report(found)
    for (const name of answers.rules) {
      const typed = types.get(name)
      if (scope.failed.has(name)) continue
      if (typed === undefined || typed.unit.kind !== "boolean" || typed.each !== undefined) {
        scope.report(unknown("answers", "unknown-rule", name))
      }
    }
    return
  }
  for (const found of duplicates(answers.outputs.map(({ name }) => name))) scope.report(found)
  for (const { name, value } of answers.outputs) {
    const typed = Typing.typeOf(value, { ...scope, where: name })
    if (typed?.ratios?.some(({ denominator, numerator }) => !isRatio(numerator) || !isRatio(denominator)) === true) {
      scope.report(
        Diagnostic.error(
          "overflow",
          name,
          {
            id: `pecahannya dapat melampaui ${Ratio.limit}`,
            en: `the parts of its fraction could exceed ${Ratio.limit}`
          },
          { id: "nyatakan batas fakta yang lebih sempit", en: "declare narrower bounds for the facts" }
        )
      )
    }
    if (typed?.optional === true) {
      scope.report(
        Diagnostic.error(
          "wrong-unit",
          name,
          {
            id: "keluaran tidak boleh berupa nilai yang mungkin tidak ada",
            en: "an output may not be possibly absent"
          },
          { id: "pakai `if-set`", en: "use `if-set`" }
        )
      )
    }
  }
}

const isRatio = (part: Range.Range): boolean => Range.magnitude(part) <= BigInt(Ratio.limit)

const unknown = (where: string, code: Diagnostic.Code, name: string): Diagnostic.Diagnostic =>
  Diagnostic.error(
    code,
    where,
    { id: `nama "${name}" tidak dikenal di sini`, en: `the name "${name}" is not known here` },
    { id: "perbaiki ejaannya", en: "mend its spelling" }
  )
