/**
 * The words that join the authors' own, in one language. A grammar is total: whatever a tree can say, it can say.
 *
 * Nouns name values, clauses say that something holds or does not, openings begin a numbered paragraph. Phrases that
 * lead into a list end with a colon.
 */
import type * as Node from "../tree/Node.ts"
import type * as Rounding from "../vocabulary/Rounding.ts"
import type * as Names from "./Names.ts"

/** What two values of a comparison are: only numbers have more and less, only days before and after. */
export type Compared = "number" | "day" | "word"

/** Values named in a sentence. */
export interface Nouns {
  /** A fact by its label, as a noun. */
  readonly the: (label: string) => string
  readonly quoted: (word: string) => string
  /** A fact of the element at hand, where a fact of the case bears the same name. */
  readonly ofElement: (label: string, list: string) => string
  readonly yesNo: (yes: boolean) => string
  readonly articleValue: (article: Names.Article) => string
  readonly paragraphValue: (number: number) => string
  readonly plus: (parts: ReadonlyArray<string>) => string
  readonly minus: (left: string, right: string) => string
  readonly times: (left: string, right: string) => string
  readonly atMost: (operand: string, bound: string) => string
  readonly atLeast: (operand: string, bound: string) => string
  /** A bound that only counts where it is set. */
  readonly atMostIfSet: (operand: string, bound: string) => string
  readonly atLeastIfSet: (operand: string, bound: string) => string
  readonly ratio: (numerator: string, denominator: string) => string
  readonly share: (ratio: string, operand: string, rounding: Rounding.Rounding) => string
  readonly age: (birth: string, on: string) => string
  readonly years: (number: string) => string
  readonly days: (number: string) => string
  readonly daysBetween: (from: string, to: string) => string
  readonly daysAfter: (date: string, days: string) => string
  readonly daysBefore: (date: string, days: string) => string
  readonly parameter: (figure: Names.Schedule, on: string) => string
  readonly band: (table: Names.Schedule, operand: string, on: string) => string
  readonly scale: (table: Names.Schedule, operand: string, on: string, rounding: Rounding.Rounding) => string
  readonly count: (list: string, where?: string) => string
  readonly sum: (of: string, list: string, where?: string) => string
  readonly least: (of: string, list: string, where?: string) => string
  readonly greatest: (of: string, list: string, where?: string) => string
  /** A yes or no where a value stands. */
  readonly whether: (clause: string) => string
}

/** What holds or does not (`yes` is false where it is denied). */
export interface Clauses {
  readonly holds: (label: string, yes: boolean) => string
  readonly constant: (yes: boolean) => string
  readonly articleMet: (article: Names.Article, yes: boolean) => string
  readonly elementMeets: (list: string, article: Names.Article, yes: boolean) => string
  readonly paragraphMet: (number: number, yes: boolean) => string
  readonly duty: (duty: Names.Schedule, on: string, yes: boolean) => string
  readonly compare: (compared: Compared, operator: Node.Operator, left: string, right: string) => string
  readonly among: (operand: string, words: ReadonlyArray<string>, yes: boolean) => string
  /** Which elements are meant: those for which a clause holds, those that meet an article. */
  readonly forWhich: (clause: string) => string
  readonly thatMeet: (article: Names.Article) => string
  readonly some: (list: string, where: string | undefined, yes: boolean) => string
  readonly every: (list: string, where: string, yes: boolean) => string
  readonly isSet: (noun: string, yes: boolean) => string
  readonly and: (parts: ReadonlyArray<string>) => string
  readonly or: (parts: ReadonlyArray<string>) => string
  readonly ifThen: (condition: string, consequence: string) => string
  /** The same where a sentence has already said "if": the condition is denied, or the consequence holds. */
  readonly orElse: (denied: string, consequence: string) => string
  readonly otherwise: (consequence: string) => string
}

/** What leads into a list of conditions or of values. */
export interface Lists {
  readonly allOf: string
  readonly anyOf: string
  readonly notAllOf: string
  readonly noneOf: string
  readonly atLeastOf: (least: string, of: string, yes: boolean) => string
  /** The entries are tried in order; the first whose condition holds decides. */
  readonly firstOf: string
  /** As {@link firstOf}, of conditions. */
  readonly firstHolds: string
  /** The words between the last two entries. */
  readonly and: string
  readonly or: string
}

/** How a paragraph begins. What follows is a clause or a noun. */
export interface Openings {
  readonly requires: (rest: string) => string
  /** Nothing is asked unless the condition holds; then the rest is. */
  readonly requiresOnly: (condition: string, rest: string) => string
  readonly amount: (rest: string) => string
  readonly quantity: (rest: string) => string
  readonly yesNo: (rest: string) => string
  readonly each: (list: string, rest: string) => string
  readonly condition: (rest: string, list?: string) => string
  readonly value: (rest: string, list?: string) => string
  /** A value or condition that a table gives; the table follows. */
  readonly byTable: (list?: string) => string
  /** What holds in general, before the list of exceptions. */
  readonly general: (value: string) => string
  readonly exception: (article: Names.Article, value: string) => string
}

/** Everything that the library itself says in a regulation. */
export interface Grammar {
  readonly nouns: Nouns
  readonly clauses: Clauses
  readonly lists: Lists
  readonly openings: Openings
  readonly tables: Tables
  readonly parts: Parts
}

/** Headings and cells of tables. */
export interface Tables {
  readonly cases: (number: number) => string
  readonly byTime: string
  readonly cited: string
  readonly row: string
  readonly when: string
  readonly outcome: string
  readonly otherwise: string
  readonly term: string
  readonly name: string
  readonly content: string
  readonly limits: string
  readonly handling: string
  readonly from: string
  readonly through: string
  readonly value: string
  readonly rate: string
  readonly above: string
  readonly upTo: string
  readonly standing: string
  readonly basis: string
  readonly confidence: string
  readonly open: string
  readonly sealed: string
  readonly optional: (content: string) => string
  readonly list: (most: string) => string
  readonly kinds: Readonly<Record<"boolean" | "integer" | "date" | "code" | "token", string>>
  readonly money: (currency: string) => string
  readonly oneOf: (words: ReadonlyArray<string>) => string
  readonly between: (least: string, most: string) => string
  readonly characters: (most: string) => string
  readonly onwards: string
  readonly inForce: string
  readonly unknown: (because: string) => string
  readonly confidences: Readonly<Record<"sourced" | "well-known" | "uncertain", string>>
  readonly noBasis: string
  readonly instrument: string
  readonly article: string
  readonly title: string
  readonly signedOn: string
  readonly inForceFrom: string
  readonly output: string
  readonly gives: string
}

/** Headings of sections, and the sentences that stand in all regulations. */
export interface Parts {
  readonly definitions: string
  readonly definitionsLead: string
  readonly facts: string
  readonly rules: string
  readonly articleHeading: (article: Names.Article, code: string) => string
  readonly articleShort: (number: number) => string
  readonly answers: string
  readonly requirements: (rules: ReadonlyArray<number>) => string
  readonly refusal: (text: string) => string
  readonly reasons: string
  readonly open: string
  readonly outputs: string
  readonly below: string
  readonly outputHeading: (name: string) => string
  readonly schedules: string
  readonly scheduleHeading: (schedule: Names.Schedule) => string
  readonly before: (first: string) => string
  readonly extends: string
  readonly refuses: (from: string) => string
  readonly reviewBy: (day: string) => string
  readonly bands: string
  readonly layers: string
  readonly outside: string
  readonly never: string
  readonly sources: string
  readonly basis: (citation: string) => string
  readonly withoutBasis: string
}
