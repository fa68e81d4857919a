/**
 * Asks a policy whether there is a case in which a condition holds, and for the smallest one.
 */
import type { Policy } from "../tree/Policy.ts"
import type * as Analysis from "../tree/Analysis.ts"
import * as Diagnostic from "../tree/Diagnostic.ts"
import type * as Document from "../tree/Document.ts"
import type * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Domain from "./Domain.ts"
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
  readonly terms: SharedTree.Terms
  readonly domain: ReturnType<typeof Domain.open>
  readonly ask: (condition: Node.Node) => Verdict
  /** The smallest case in which the condition holds, if one was found. */
  readonly show: (condition: Node.Node) => Diagnostic.Shown | undefined
}

// ---- Rules

/** How many boxes of cases are looked at for one question unless somebody says otherwise. */
export const defaultCases = 4_000

/** Begins to ask; each question has a budget of `cases` of its own. */
export const begin = (policy: Pick<Policy<never, unknown>, "document" | "analysis">, cases: number): Inquiry => {
  const { analysis, document } = policy
  const domain = Domain.open(document, analysis)
  const terms = new SharedTree.Terms(analysis)
  return {
    document,
    analysis,
    terms,
    domain,
    ask: (condition) => {
      const { _tag } = Search.search(Search.truth(terms, condition, domain), { left: cases })
      return _tag === "Found" ? "some" : _tag === "None" ? "none" : "not-decided"
    },
    show: (condition) => {
      const question = Search.truth(terms, condition, domain)
      const found = Search.search(question, { left: cases })
      if (found._tag !== "Found") return undefined
      const { facts, smallest } = SmallestCase.of(question, found.assignment, { left: 4 * cases })
      return { facts, smallest }
    }
  }
}

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
