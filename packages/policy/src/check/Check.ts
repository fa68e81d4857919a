/**
 * Looks for flaws that a person should settle: what keeps a policy from being used, what makes it doubtful — rules and
 * figures without a citation or with an uncertain one, stretches of time about which nothing is known, figures past
 * their review date, names that nothing uses — and what its rules say without meaning it: branches that nobody takes,
 * requirements that nobody or everybody meets, bounds that do nothing or raise what they were to keep, tables with gaps.
 *
 * The last are decided over all cases, with a case that shows each; what cannot be decided within the budget is
 * reported as not decided, never as fine.
 */
import * as Result from "effect/Result"
import * as Analysis from "../tree/Analysis.ts"
import * as Diagnostic from "../tree/Diagnostic.ts"
import * as Document from "../tree/Document.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import * as PolicyJson from "../tree/PolicyJson.ts"
import * as DeadBranches from "./DeadBranches.ts"
import * as CapsAndFloors from "./CapsAndFloors.ts"
import * as Effort from "../search/Effort.ts"
import * as Solver from "../search/Solver.ts"
import * as PathCondition from "../search/PathCondition.ts"
import * as Overlaps from "./Overlaps.ts"
import * as Requirements from "./Requirements.ts"
import * as TableGaps from "./TableGaps.ts"

export { type Budgets } from "../search/Solver.ts"

// ---- Models

/** How to look. */
export interface Options extends Solver.Budgets {
  /** The day on which somebody looks: review dates are compared with it. No clock is read. */
  readonly on: CivilDate.CivilDate
}

// ---- Functions

/** The findings for a document: errors of the analysis, doubts, and what its rules do to all cases. */
export const check = (document: Document.Document, options: Options): ReadonlyArray<Diagnostic.Diagnostic> => {
  const analysis = Analysis.analyse(document)
  return [
    ...analysis.diagnostics,
    ...doubts(document, options),
    // A policy that cannot be made has no cases.
    ...(analysis.diagnostics.some(({ severity }) => severity === "error") ? [] : caseFindings(analysis, options))
  ]
}

const doubts = (document: Document.Document, options: Options): ReadonlyArray<Diagnostic.Diagnostic> => [
  ...document.rules.flatMap(ruleFindings),
  ...document.parameters.flatMap((parameter) => parameterFindings(parameter, options)),
  ...document.duties.flatMap(dutyFindings),
  ...textFindings(document),
  ...unusedFindings(document)
]

/** As {@link check}, for parsed JSON of unknown origin. */
export const checkJson = (
  input: unknown,
  options: Options
): Result.Result<ReadonlyArray<Diagnostic.Diagnostic>, PolicyJson.NotAPolicy> =>
  Result.map(PolicyJson.decodeStructure(input), (document) => check(document, options))

const caseFindings = (analysis: Analysis.Analysis, options: Options): ReadonlyArray<Diagnostic.Diagnostic> => {
  const inquiry = Solver.begin(analysis, options)
  const places = PathCondition.of(analysis.document)
  const branches = DeadBranches.flaws(inquiry, places)
  const reached = places.filter((place) => !branches.isDead(place))
  const found = onceEach([
    ...Requirements.flaws(inquiry),
    ...Overlaps.flaws(inquiry),
    ...branches.found,
    ...reached.flatMap((place) => CapsAndFloors.flaws(inquiry, place)),
    ...reached.flatMap((place) => TableGaps.gaps(inquiry, place)),
    ...TableGaps.rows(inquiry, reached)
  ])
  return Effort.isSpent(inquiry.shared.effort) ? onceARule(found) : found
}

/** Once the budget of the whole has ended, every later question is open: a rule says so once, not for each of them. */
const onceARule = (found: ReadonlyArray<Diagnostic.Diagnostic>): ReadonlyArray<Diagnostic.Diagnostic> => {
  const open = new Map<string, number>()
  for (const { code, where } of found) if (code === "not-decided") open.set(where, (open.get(where) ?? 0) + 1)
  const said = new Set<string>()
  return found.flatMap((each) => {
    if (each.code !== "not-decided") return [each]
    if (said.has(each.where)) return []
    said.add(each.where)
    const questions = open.get(each.where)!
    return [questions === 1 ? each : Solver.undecidedOf(each.where, questions)]
  })
}

/** An expression used twice in one rule is found twice. */
const onceEach = (found: ReadonlyArray<Diagnostic.Diagnostic>): ReadonlyArray<Diagnostic.Diagnostic> => [
  ...new Map(found.map((each) => [`${each.code} ${each.where} ${each.message.en}`, each])).values()
]

const cited = (where: string, citation: Citation.Citation | undefined): ReadonlyArray<Diagnostic.Diagnostic> => {
  if (citation === undefined) {
    return [
      Diagnostic.warning(
        "citation-missing",
        where,
        { id: "tanpa dasar hukum", en: "it has no citation" },
        { id: "sebutkan peraturan dan pasalnya", en: "name the instrument and article" }
      )
    ]
  }
  return citation.confidence === "uncertain"
    ? [
        Diagnostic.warning(
          "citation-uncertain",
          where,
          {
            id: `dasar hukumnya belum pasti (${citation.instrument})`,
            en: `its citation is uncertain (${citation.instrument})`
          },
          { id: "cocokkan dengan naskah resmi", en: "confirm it against the official text" }
        )
      ]
    : []
}

const ruleFindings = (rule: Document.Rule): ReadonlyArray<Diagnostic.Diagnostic> => cited(rule.name, rule.citation)

const parameterFindings = (parameter: Document.Parameter, { on }: Options): ReadonlyArray<Diagnostic.Diagnostic> => [
  ...parameter.entries.flatMap((entry) =>
    "unknown" in entry ? [gap(parameter.name, entry)] : cited(`${parameter.name} from ${entry.from}`, entry.citation)
  ),
  ...(parameter.reviewBy !== undefined && parameter.reviewBy <= on
    ? [
        Diagnostic.warning(
          "review-due",
          parameter.name,
          { id: `harus ditinjau sebelum ${parameter.reviewBy}`, en: `it was to be reviewed by ${parameter.reviewBy}` },
          { id: "periksa nilainya lalu perbarui tanggal tinjau", en: "confirm its value and set a new review date" }
        )
      ]
    : [])
]

const dutyFindings = (duty: Document.Duty): ReadonlyArray<Diagnostic.Diagnostic> => [
  ...duty.periods.flatMap(({ citation, from }) => cited(`${duty.name} from ${from}`, citation)),
  ...duty.unknown.map((entry) => gap(duty.name, entry))
]

const gap = (where: string, { from, to, unknown }: Document.Unknown): Diagnostic.Diagnostic =>
  Diagnostic.warning(
    "gap",
    where,
    {
      id: `tidak diketahui sejak ${from}${to === undefined ? "" : ` sampai sebelum ${to}`} (${unknown})`,
      en: `nothing is known from ${from}${to === undefined ? "" : ` to before ${to}`}: ${unknown}`
    },
    { id: "cari peraturan yang berlaku pada masa itu", en: "find what was in force in that time" }
  )

const textFindings = (document: Document.Document) => {
  const { duties, facts, parameters, rules, texts } = document
  const paths = facts.flatMap((fact) => [
    fact.name,
    ...(fact.kind === "list" ? fact.elements.map(({ name }) => `${fact.name}.${name}`) : [])
  ])
  const names = (named: ReadonlyArray<{ readonly name: string }>) => named.map(({ name }) => name)
  const nameless = [
    ...paths.filter((path) => !Object.hasOwn(texts.facts, path)),
    ...names(parameters).filter((name) => !Object.hasOwn(texts.parameters, name)),
    ...names(duties).filter((name) => !Object.hasOwn(texts.duties, name)),
    ...names(rules).filter((name) => !Object.hasOwn(texts.rules, name))
  ].map((where) =>
    Diagnostic.warning(
      "text-missing",
      where,
      { id: "tanpa nama dalam dua bahasa", en: "it has no text in both languages" },
      { id: "tulis teksnya", en: "write its text" }
    )
  )
  const unsaid = Document.requirementsOf(document).filter((name) => !Object.hasOwn(texts.refusals ?? {}, name))
  return [
    ...nameless,
    ...unsaid.map((where) =>
      Diagnostic.warning(
        "text-missing",
        where,
        {
          id: "tidak menyebut apa yang dikatakan bila tidak terpenuhi",
          en: "it does not say what is told where it is not met"
        },
        { id: "tulis alasan penolakannya (`refusal`)", en: "write its reason of refusal (`refusal`)" }
      )
    )
  ]
}

const unusedFindings = (document: Document.Document): ReadonlyArray<Diagnostic.Diagnostic> => {
  const nodes = Analysis.treesOf(document).flatMap(Analysis.nodesOf)
  const used = new Set([
    ...nodes.flatMap((node) => ("name" in node ? [node.name] : "table" in node ? [node.table] : [])),
    ...(document.answers.kind === "requirements" ? document.answers.rules : [])
  ])
  return [...document.rules, ...document.parameters, ...document.duties]
    .filter(({ name }) => !used.has(name))
    .map(({ name }) =>
      Diagnostic.warning(
        "unused",
        name,
        { id: "tidak dipakai oleh aturan atau jawaban mana pun", en: "no rule and no answer uses it" },
        { id: "pakai atau hapus", en: "use it or remove it" }
      )
    )
}
