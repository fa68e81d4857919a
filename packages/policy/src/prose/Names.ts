/**
 * The names under which a regulation speaks of facts, rules, figures and duties: the authors' texts in one language,
 * the numbers of articles and schedules, and the data's own name where nobody wrote a text.
 */
import type * as Analysis from "../tree/Analysis.ts"
import * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** A rule as other rules refer to it. `title` is there where the author's text begins with a short one. */
export interface Article {
  readonly number: number
  readonly title?: string
  readonly text?: string
  /** What is said where it is not met, if somebody wrote it. */
  readonly refusal?: string
  readonly each?: string
}

/** A dated table as rules refer to it. */
export interface Schedule {
  readonly number: number
  readonly label: string
}

/** Names in one language. */
export interface Names {
  readonly fact: (path: string) => string
  /** Whether an element's fact bears the name of a fact of the case, so that it must say which it is. */
  readonly isShared: (path: string) => boolean
  readonly article: (rule: string) => Article
  readonly parameter: (name: string) => Schedule
  readonly duty: (name: string) => Schedule
  /** The label of a word, as the fact at `path` has it; without one, the word itself. */
  readonly word: (word: string, path?: string) => string
}

// ---- Functions

/** One line, without the full stop at its end. */
export const tidy = (text: string): string => text.replace(/\s+/g, " ").trim().replace(/\.$/, "")

const longestTitle = 64

/** The short part of a text: what stands before a colon, or the whole where it is short. */
export const titleOf = (text: string): string | undefined => {
  const line = tidy(text)
  const colon = line.indexOf(":")
  const head = colon > 0 ? line.slice(0, colon) : line
  return head.length <= longestTitle ? head : undefined
}

/** Whether numbers follow one another without a gap. */
export const isRun = (numbers: ReadonlyArray<number>): boolean =>
  numbers.every((number, index) => index === 0 || number === numbers[index - 1]! + 1)

const entry = (texts: Readonly<Record<string, Text.Text>>, name: string, language: Text.Language): string | undefined =>
  Object.hasOwn(texts, name) ? texts[name]![language] : undefined

/** The names of a document. Articles count from `first`; schedules from 1, parameters before duties. */
export const of = (analysis: Analysis.Analysis, language: Text.Language, first = 1): Names => {
  const { document } = analysis
  const { texts } = document
  const own = (path: string) => Node.pathOf(path).name
  const bare = (path: string) => tidy(entry(texts.facts, path, language) ?? own(path))
  // Two facts of one level that bear one name are told apart by their names in the data.
  const levelOf = (path: string) => Node.pathOf(path).list ?? ""
  const key = (level: string, label: string) => `${level} ${label}`
  const uses = new Map<string, number>()
  for (const path of analysis.facts.keys()) {
    const at = key(levelOf(path), bare(path))
    uses.set(at, (uses.get(at) ?? 0) + 1)
  }
  const schedule = (
    named: Readonly<Record<string, Text.Text>>,
    name: string,
    among: ReadonlyArray<{ readonly name: string }>,
    before: number
  ): Schedule => ({
    number: before + among.findIndex((one) => one.name === name) + 1,
    label: tidy(entry(named, name, language) ?? name)
  })
  return {
    fact: (path) => (uses.get(key(levelOf(path), bare(path)))! > 1 ? `${bare(path)} (${own(path)})` : bare(path)),
    isShared: (path) => levelOf(path) !== "" && uses.has(key("", bare(path))),
    article: (name) => {
      const rule = analysis.rules.get(name)!
      const text = entry(texts.rules, name, language)
      const title = text === undefined ? undefined : titleOf(text)
      const refusal = entry(texts.refusals ?? {}, name, language)
      return {
        number: document.rules.indexOf(rule) + first,
        ...(title === undefined ? {} : { title }),
        ...(text === undefined ? {} : { text }),
        ...(refusal === undefined ? {} : { refusal }),
        ...(rule.kind === "each" ? { each: rule.list } : {})
      }
    },
    parameter: (name) => schedule(texts.parameters, name, document.parameters, 0),
    duty: (name) => schedule(texts.duties, name, document.duties, document.parameters.length),
    word: (word, path) => {
      if (path !== undefined) return tidy(entry(texts.literals, `${path}=${word}`, language) ?? word)
      const known = Object.keys(texts.literals).find((literal) => literal.slice(literal.indexOf("=") + 1) === word)
      return tidy(known === undefined ? word : entry(texts.literals, known, language)!)
    }
  }
}
