/**
 * Asks a policy whether there is a case in which a condition holds, and for the smallest one.
 */
import type * as Analysis from "../tree/Analysis.ts"
import * as Diagnostic from "../tree/Diagnostic.ts"
import type * as Document from "../tree/Document.ts"
import type * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Domain from "./Domain.ts"
import * as Effort from "./Effort.ts"
import * as Search from "./Search.ts"
import * as SmallestCase from "./SmallestCase.ts"
import * as SharedTree from "./SharedTree.ts"

// ---- Models

/** Whether there is such a case. */
export type Verdict = "some" | "none" | "not-decided"

/** A policy that is being asked. */
export interface Inquiry {
  readonly document: Document.Document
  readonly analysis: Analysis.Analysis
  readonly shared: SharedTree.SharedTree
  readonly domain: ReturnType<typeof Domain.open>
  /** Conditions are written only while there is something left to look at them with: they can be as long as the policy. */
  readonly ask: (condition: () => Node.Node) => Verdict
  /** Whether there is a case that meets what is `given` and not the condition, which fails or is left open by the law. */
  readonly askUnmet: (given: () => Node.Node, condition: Node.Node) => Verdict
  /** The smallest case in which the condition holds, if one was found. */
  readonly show: (condition: () => Node.Node) => Diagnostic.Shown | undefined
}

/** What may be spent: boxes of cases for each question, steps for the whole. */
export interface Budgets {
  /** How many boxes of cases are looked at for one question before it counts as not decided; 4,000 unless said. */
  readonly cases?: number
  /** How many steps the whole may take, whatever the size of the policy; 5 million unless said, a few seconds. */
  readonly steps?: number
}

// ---- Functions

/** How many boxes of cases are looked at for one question unless somebody says otherwise. */
export const defaultCases = 4_000

/** Begins to ask; each question has a budget of `cases` boxes of its own, all of them together one of steps. */
export const begin = (
  analysis: Analysis.Analysis,
  { cases = defaultCases, steps = Effort.defaultSteps }: Budgets
): Inquiry => {
  const domain = Domain.open(analysis)
  const effort = Effort.of(steps)
  const shared = new SharedTree.SharedTree(analysis, effort)
  const asked = <A>(spent: A, ask: () => A): A => (Effort.isSpent(effort) ? spent : Effort.forOne(effort, ask))
  const verdict = (question: () => Search.Question) =>
    asked<Verdict>("not-decided", () => {
      const { _tag } = Search.search(question(), { left: cases })
      return _tag === "Found" ? "some" : _tag === "None" ? "none" : "not-decided"
    })
  return {
    document: analysis.document,
    analysis,
    shared,
    domain,
    ask: (condition) => verdict(() => Search.truth(shared, condition(), domain)),
    askUnmet: (given, condition) => verdict(() => Search.unmet(shared, given(), condition, domain)),
    show: (condition) =>
      asked<Diagnostic.Shown | undefined>(undefined, () => {
        const question = Search.truth(shared, condition(), domain)
        const found = Search.search(question, { left: cases })
        if (found._tag !== "Found") return undefined
        const { facts, smallest } = SmallestCase.of(question, found.assignment, { left: 4 * cases })
        return { facts, smallest }
      })
  }
}

/** What could not be decided within the budget, where the budget of the whole ended before so many questions. */
export const undecidedOf = (where: string, questions: number): Diagnostic.Diagnostic =>
  undecided(where, {
    id: `${questions} pertanyaan tentangnya, karena batas pemeriksaan seluruh kebijakan habis`,
    en: `${questions} questions about it, since the budget of the whole policy ended`
  })

/** What could not be decided within the budget. */
export const undecided = (where: string, what: Text.Text): Diagnostic.Diagnostic =>
  Diagnostic.warning(
    "not-decided",
    where,
    { id: `belum dapat dipastikan: ${what.id}`, en: `not decided: ${what.en}` },
    {
      id: "naikkan batas pemeriksaan, atau persempit batas fakta yang dibaca",
      en: "raise the budget of cases, or narrow the bounds of the facts that it reads"
    }
  )
