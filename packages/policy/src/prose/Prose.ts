/**
 * A policy as a regulation in words: definitions, one article for each rule in policy order, what is decided, dated
 * schedules of figures and duties, and the sources of law.
 *
 * The authors' own texts lead; the library writes only what follows from the tree: how each rule is computed, tables,
 * days and citations. What it says is all that the tree says, so the two can be read side by side.
 *
 * ```ts
 * import { Citation, Fact, Policy, Rule } from "@bina/policy"
 * import * as Prose from "@bina/policy/Prose"
 * import * as Schema from "effect/Schema"
 *
 * const Applicant = Schema.Struct({
 *   birthDate: Fact.date({ text: { id: "tanggal lahir", en: "date of birth" } }),
 *   startsOn: Fact.date({ open: true, text: { id: "hari pertama", en: "first day" } })
 * })
 * const policy = Policy.make("example/eligibility", Applicant, (f) =>
 *   Policy.allOf(
 *     Rule.requires("under-age", f.birthDate.ageOn(f.startsOn).isAtLeast(18), {
 *       citation: Citation.make({ instrument: "Announcement 1/2020", title: "Trainings", confidence: "sourced" }),
 *       text: { id: "Berumur paling sedikit 18 tahun.", en: "At least 18 years old." },
 *       refusal: { id: "Belum berumur 18 tahun.", en: "Younger than 18." }
 *     })
 *   )
 * )
 *
 * const words = Prose.toMarkdown(Prose.toProse(policy, { language: "en" }))
 * words.includes("This requirement is met if the age on the first day by the date of birth is at least 18 years") // => true
 * ```
 */
import { analysisOf, type Policy } from "../tree/Policy.ts"
import type * as Document from "../tree/Document.ts"
import * as Citation from "../vocabulary/Citation.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Fingerprint from "../tree/Fingerprint.ts"
import * as Definitions from "./Definitions.ts"
import * as Article from "./Article.ts"
import { english } from "./English.ts"
import type { Grammar } from "./Grammar.ts"
import { indonesian } from "./Indonesian.ts"
import * as Names from "./Names.ts"
import * as Regulation from "./Regulation.ts"
import * as Schedules from "./Schedules.ts"
import * as Sources from "./Sources.ts"
import * as Style from "../text/Style.ts"

export {
  type Block,
  type Item,
  paragraph,
  type Paragraph,
  type Regulation,
  type Section,
  type Table
} from "./Regulation.ts"
export { type HtmlOptions, toHtml } from "./HtmlWriter.ts"
export { toMarkdown } from "./MarkdownWriter.ts"
export { type Options as StyleOptions } from "../text/Style.ts"

// ---- Models

/**
 * The language; a title (default: the policy's id); the number of the first article, where several policies make one
 * regulation (default 1); limits that count across people, as plain data, for the fingerprint; how a country writes
 * money and days.
 */
export interface Options extends Style.Options {
  readonly language: Text.Language
  readonly title?: string
  readonly firstArticle?: number
  readonly limits?: ReadonlyArray<unknown>
}

// ---- Functions

const grammars: Readonly<Record<Text.Language, Grammar>> = { id: indonesian, en: english }

/** The regulation that a policy states, in one language. The same policy always gives the same words. */
export const toProse = <F, A>(policy: Policy<F, A>, options: Options): Regulation.Regulation => {
  const { document } = policy
  const analysis = analysisOf(policy)
  const grammar = grammars[options.language]
  const voice: Article.Voice = {
    grammar,
    analysis,
    names: Names.of(analysis, options.language, options.firstArticle),
    style: Style.of(options.language, options)
  }
  return {
    language: options.language,
    title: options.title ?? document.id,
    policy: document.id,
    fingerprint: Fingerprint.of(policy, options.limits),
    sections: [
      Definitions.section(document, voice),
      { heading: grammar.parts.rules, blocks: [], sections: document.rules.map((rule) => article(rule, voice)) },
      answers(document, voice),
      ...Schedules.sections(document, voice),
      ...Sources.sections(Sources.citationsOf(document), voice)
    ]
  }
}

/** `Basis: UU 20/2008, 6.`, in a language: for sections that an application adds. */
export const basis = (citation: Citation.Citation, language: Text.Language): Regulation.Paragraph =>
  Regulation.paragraph("note", grammars[language].parts.basis(Citation.short(citation)))

/** What is said to somebody who does not meet a requirement, in a language: for sections that an application adds. */
export const refusal = (text: Text.Text, language: Text.Language): Regulation.Paragraph =>
  refusalNote(text[language], grammars[language])

const refusalNote = (text: string, { parts }: Grammar): Regulation.Paragraph =>
  Regulation.paragraph("note", parts.refusal(Names.tidy(text)))

const article = (rule: Document.Rule, voice: Article.Voice): Regulation.Section => {
  const { grammar, names } = voice
  const named = names.article(rule.name)
  return {
    heading: grammar.parts.articleHeading(named, rule.name),
    blocks: [
      // A short text is the heading itself.
      ...(named.text === undefined || Names.tidy(named.text) === named.title
        ? []
        : [Regulation.paragraph("lead", named.text)]),
      ...Article.ofRule(rule, voice),
      ...(named.refusal === undefined ? [] : [refusalNote(named.refusal, grammar)]),
      Regulation.paragraph(
        "note",
        rule.citation === undefined ? grammar.parts.withoutBasis : grammar.parts.basis(Citation.short(rule.citation))
      )
    ],
    sections: []
  }
}

const answers = ({ answers: given }: Document.Document, voice: Article.Voice): Regulation.Section => {
  const { grammar, names } = voice
  const { parts, tables } = grammar
  if (given.kind === "requirements") {
    return {
      heading: parts.answers,
      blocks: [
        Regulation.paragraph("text", parts.requirements(given.rules.map((name) => names.article(name).number)), 1),
        Regulation.paragraph("text", parts.reasons, 2),
        Regulation.paragraph("text", parts.open, 3)
      ],
      sections: []
    }
  }
  const computed = given.outputs.filter(({ value }) => value.kind !== "rule")
  return {
    heading: parts.answers,
    blocks: [
      {
        kind: "table",
        caption: parts.outputs,
        columns: [tables.output, tables.gives],
        rows: given.outputs.map(({ name, value }) => [
          name,
          value.kind === "rule" ? parts.articleShort(names.article(value.name).number) : parts.below
        ])
      },
      Regulation.paragraph("text", parts.open)
    ],
    sections: computed.map(({ name, value }) => ({
      heading: parts.outputHeading(name),
      blocks: Article.ofValue(value, voice),
      sections: []
    }))
  }
}
