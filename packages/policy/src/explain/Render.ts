/**
 * An explanation in words, for the one who asks: a participant reads the answer and its reasons, an officer also the
 * facts and figures behind every rule, an auditor the whole tree with fingerprint, dates and citations.
 */
import type { Policy } from "../tree/Policy.ts"
import * as Document from "../tree/Document.ts"
import * as Exceptions from "../tree/Exceptions.ts"
import * as Citation from "../vocabulary/Citation.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Decision from "../tree/Decision.ts"
import type * as Explain from "./Explain.ts"
import { hows, kinds, words } from "./Wording.ts"

// ---- Models

/** Who reads. */
export type Audience = "participant" | "officer" | "auditor"

/** For whom, in which language, and how a country writes money and days (default: `IDR 750.000` and ISO days). */
export interface Options {
  readonly audience: Audience
  readonly language: Text.Language
  readonly money?: (amount: number, currency: string) => string
  readonly date?: (day: string) => string
}

// ---- Functions

/** The lines of a rendering, without colours. Join them with line feeds. */
export const render = <F, A>(
  policy: Policy<F, A>,
  explanation: Explain.Explanation<A>,
  options: Options
): ReadonlyArray<string> => {
  const writer: Writer = { texts: policy.document.texts, document: policy.document, options }
  const answer = explanation.answer as Decision.Answer
  const lead = [...answerLines(answer, explanation, writer)]
  if (options.audience === "participant") return lead
  if (options.audience === "officer")
    return [...lead, ...explanation.rules.flatMap((rule) => officerLines(rule, writer))]
  return [
    `${say(words.policy, writer)}: ${explanation.policy}`,
    `${say(words.fingerprint, writer)}: ${explanation.fingerprint}`,
    ...lead,
    ...explanation.rules.flatMap((rule) => auditorLines(rule, writer))
  ]
}

interface Writer {
  readonly texts: Document.Texts
  readonly document: Document.Document
  readonly options: Options
}

const say = (text: Text.Text, { options }: Writer): string => text[options.language]

const named = (texts: Readonly<Record<string, Text.Text>>, name: string, writer: Writer): string => {
  // `constructor` is a name like any other.
  return Object.hasOwn(texts, name) ? say(texts[name]!, writer) : name
}

const ruleText = (name: string, writer: Writer): string => named(writer.texts.rules, name, writer)

/** The text of a rule before a colon: without the full stop. */
const ruleLabel = (name: string, writer: Writer): string => ruleText(name, writer).replace(/\.$/, "")

const basisOf = (citation: Citation.Citation | undefined, writer: Writer): string =>
  citation === undefined ? "" : ` (${say(words.basis, writer)}: ${Citation.short(citation)})`

const itemText = (item: Decision.Item, writer: Writer): string => {
  const name = Decision.nameOf(item)
  const { duties, facts, parameters } = writer.texts
  return named(item._tag === "MissingFact" ? facts : item._tag === "MissingDuty" ? duties : parameters, name, writer)
}

const answerLines = <A>(
  answer: Decision.Answer,
  explanation: Explain.Explanation<A>,
  writer: Writer
): ReadonlyArray<string> => {
  switch (answer._tag) {
    case "Eligible":
      return [say(words.eligible, writer)]
    case "Ineligible":
      return [
        say(words.ineligible, writer),
        ...answer.reasons.flatMap((reason) => {
          const citation = writer.document.rules.find(({ name }) => name === reason)?.citation
          return [
            `  • ${say(Document.refusalOf(writer.document, reason), writer)}${basisOf(citation, writer)}`,
            ...concernedLines(
              explanation.rules.find(({ name }) => name === reason),
              writer
            )
          ]
        })
      ]
    case "Undetermined":
      return [say(words.undetermined, writer), ...answer.missing.map((item) => `  • ${itemText(item, writer)}`)]
    case "Invalid":
      return [
        say(words.invalid, writer),
        ...answer.paths.map((path) => `  • ${named(writer.texts.facts, path, writer)}`)
      ]
    case "Assessed":
      return [
        say(words.assessed, writer),
        ...Object.entries(answer.values).map(
          ([name, outcome]) => `  • ${outputText(name, writer)}: ${outcomeText(name, outcome, explanation, writer)}`
        )
      ]
  }
}

/** The facts that a refusal rests on, so that whoever is refused can see whether they are right. */
const concernedLines = (rule: Explain.RuleSteps | undefined, writer: Writer): ReadonlyArray<string> => {
  // An officer and an auditor read them under the rule.
  if (rule === undefined || writer.options.audience !== "participant") return []
  const facts = rule.steps.flatMap(factsOf).map((step) => `${stepName(step, writer)}: ${findingText(step, writer)}`)
  return facts.length === 0 ? [] : [`    ${say(words.concerned, writer)}: ${[...new Set(facts)].join("; ")}`]
}

/** The facts of the case that a step read; those of single elements of a list would be too many. */
const factsOf = (step: Explain.Step): ReadonlyArray<Explain.Step> => [
  ...(step.node === "fact" && step.element === undefined ? [step] : []),
  ...step.inputs.flatMap(factsOf)
]

const outputText = (name: string, writer: Writer): string => {
  const { answers } = writer.document
  const output = answers.kind === "outputs" ? answers.outputs.find((candidate) => candidate.name === name) : undefined
  return output?.value.kind === "rule" ? ruleLabel(output.value.name, writer) : name
}

const outcomeText = <A>(
  output: string,
  outcome: Decision.Outcome<unknown>,
  { rules }: Explain.Explanation<A>,
  writer: Writer
): string => {
  if (outcome._tag === "Undetermined") return missingText(outcome.missing, writer)
  const { answers } = writer.document
  if (Array.isArray(outcome.value)) {
    const yes = outcome.value.filter((each) => each._tag === "Determined" && each.value === true).length
    return say(words.each, writer).replace("{yes}", String(yes)).replace("{all}", String(outcome.value.length))
  }
  const node = answers.kind === "outputs" ? answers.outputs.find(({ name }) => name === output)?.value : undefined
  const isOutput = node?.kind !== "rule"
  const source = rules.find(
    ({ kind, name }) => (kind === "output") === isOutput && name === (isOutput ? output : node.name)
  )
  return valueText(outcome.value as never, source?.steps[0]?.currency, undefined, writer)
}

const missingText = (missing: ReadonlyArray<Decision.Item>, writer: Writer): string =>
  `${say(words.unknown, writer)} (${missing.map((item) => itemText(item, writer)).join("; ")})`

const group = (value: number, writer: Writer): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, writer.options.language === "id" ? "." : ",")

const valueText = (
  value: Extract<Explain.Finding, { readonly kind: "value" }>["value"],
  currency: string | undefined,
  fact: string | undefined,
  writer: Writer
): string => {
  const { date, money } = writer.options
  if (typeof value === "boolean") return say(value ? words.yes : words.no, writer)
  if (typeof value === "object") return `${value.numerator}/${value.denominator}`
  if (typeof value === "string") {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date === undefined ? value : date(value)
    return named(writer.texts.literals, `${fact}=${value}`, writer).replace(`${fact}=`, "")
  }
  if (currency === undefined) return group(value, writer)
  return money === undefined ? `${currency} ${group(value, writer)}` : money(value, currency)
}

const findingText = (step: Explain.Step, writer: Writer): string => {
  const { finding } = step
  switch (finding.kind) {
    case "value":
      return valueText(finding.value, step.currency, step.node === "fact" ? step.name : undefined, writer)
    case "absent":
      return say(words.absent, writer)
    case "missing":
      return missingText(finding.missing, writer)
    case "reference":
      return say(words.sealed, writer)
    case "withheld":
      return say(words.withheld, writer)
  }
}

const stepName = (step: Explain.Step, writer: Writer): string => {
  const { duties, facts, parameters } = writer.texts
  switch (step.node) {
    case "fact":
      return named(facts, step.name!, writer)
    case "rule":
      return `${say(kinds.rule, writer)} ${step.name}`
    case "parameter":
    case "band":
    case "scale":
      return named(parameters, step.name!, writer)
    case "duty":
      return named(duties, step.name!, writer)
    default: {
      const what = say(kinds[step.node], writer)
      const how = step.how === undefined ? "" : ` (${say(hows[step.how], writer)})`
      return `${what}${how}${step.name === undefined ? "" : ` ${named(facts, step.name, writer)}`}`
    }
  }
}

const datedText = (step: Explain.Step, writer: Writer): string =>
  step.dated === undefined
    ? ""
    : ` [${say(words.since, writer)} ${step.dated.from}${
        step.dated.citation === undefined ? "" : `, ${Citation.short(step.dated.citation)}`
      }]`

const mark = (rule: Explain.RuleSteps): string => {
  const [first] = rule.steps
  if (rule.kind === "each" || first === undefined) return "·"
  if (first.finding.kind === "missing") return "?"
  return first.finding.kind === "value" && typeof first.finding.value === "boolean"
    ? first.finding.value
      ? "✓"
      : "✗"
    : "="
}

const headline = (rule: Explain.RuleSteps, writer: Writer): string => {
  const [first] = rule.steps
  if (rule.kind === "output") return `= ${rule.name}${first === undefined ? "" : `: ${findingText(first, writer)}`}`
  const valued = rule.kind !== "requires" && rule.kind !== "each" && first !== undefined
  const text = valued
    ? `${ruleLabel(rule.name, writer)}: ${findingText(first, writer)}`
    : isUnmet(rule)
      ? say(Document.refusalOf(writer.document, rule.name), writer)
      : ruleText(rule.name, writer)
  return `${mark(rule)} ${rule.name} — ${text}${basisOf(rule.citation, writer)}${exceptionText(rule, writer)}`
}

/** Which exception of a general rule decided, if one did. */
const exceptionText = ({ name, steps: [first] }: Explain.RuleSteps, writer: Writer): string => {
  const decided = first?.inputs.find(
    ({ finding, name: exception, node }) =>
      node === "rule" && Exceptions.isOf(name, exception!) && finding.kind === "value" && finding.value === true
  )
  return decided === undefined ? "" : ` [${say(words.exception, writer)}: ${ruleLabel(decided.name!, writer)}]`
}

/** A requirement that is not met is spoken of as a refusal, wherever it stands. */
const isUnmet = (rule: Explain.RuleSteps): boolean => rule.kind === "requires" && mark(rule) === "✗"

/** The facts and figures that a step rests on, each once. */
const groundsOf = (step: Explain.Step): ReadonlyArray<Explain.Step> => {
  const own = ["fact", "rule", "age"].includes(step.node) || step.dated !== undefined ? [step] : []
  return [...own, ...step.inputs.flatMap(groundsOf)]
}

const groundLine = (step: Explain.Step, writer: Writer): string =>
  `${stepName(step, writer)}: ${findingText(step, writer)}${datedText(step, writer)}`

const officerLines = (rule: Explain.RuleSteps, writer: Writer): ReadonlyArray<string> => {
  if (rule.kind === "each") {
    return [
      headline(rule, writer),
      ...rule.steps.map((step, index) => {
        const grounds = [...new Set(groundsOf(step).map((ground) => groundLine(ground, writer)))]
        return `    ${index + 1}. ${findingText(step, writer)} — ${grounds.join("; ")}`
      })
    ]
  }
  const grounds = rule.steps.flatMap(groundsOf).filter(({ element }) => element === undefined)
  return [headline(rule, writer), ...new Set(grounds.map((ground) => `    ${groundLine(ground, writer)}`))]
}

const auditorLines = (rule: Explain.RuleSteps, writer: Writer): ReadonlyArray<string> => [
  headline(rule, writer),
  // Beside the refusal, the words of the requirement that it rests on.
  ...(isUnmet(rule) && Object.hasOwn(writer.texts.rules, rule.name)
    ? [`  ${say(words.requirement, writer)}: ${ruleText(rule.name, writer)}`]
    : []),
  ...rule.steps.flatMap((step) => treeLines(step, 1, writer))
]

const treeLines = (step: Explain.Step, depth: number, writer: Writer): ReadonlyArray<string> => {
  const row = step.element === undefined ? "" : `${say(words.element, writer)} ${step.element + 1}: `
  return [
    `${"  ".repeat(depth)}${row}${stepName(step, writer)} = ${findingText(step, writer)}${datedText(step, writer)}`,
    ...step.inputs.flatMap((input) => treeLines(input, depth + 1, writer))
  ]
}
