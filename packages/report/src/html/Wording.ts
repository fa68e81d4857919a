/**
 * Every phrase of the report, once in each language. A language that lacks one does not compile; phrases with a number
 * are functions, because English has plurals and Indonesian has none.
 *
 * Arguments are text as it will be read: figures already written, names as the files give them.
 */

/** A heading with the sentence that says how to read what follows. */
export interface Heading {
  readonly title: string
  readonly lead: string
}

/** The phrases of one language. */
export interface Wording {
  /** The name of the language, in itself. */
  readonly language: string
  readonly report: string
  readonly fiscalYear: string
  readonly season: string
  readonly period: string
  readonly city: string
  readonly prepared: string
  readonly contents: string
  readonly noPersonalData: string
  readonly course: string
  readonly total: string
  readonly number: string
  readonly share: string
  readonly where: string
  readonly nothing: string
  readonly noCohorts: string
  readonly otherCohorts: (count: string) => string
  readonly key: {
    readonly title: string
    readonly applications: string
    readonly applicationsNote: (cohorts: number, count: string) => string
    readonly seated: string
    readonly seatedNote: (quota: string) => string
    readonly completed: string
    readonly completedNote: (share: string) => string
    readonly days: string
    readonly daysNote: (share: string) => string
    readonly net: string
    readonly netNote: (gross: string, tax: string) => string
    readonly absorption: string
    readonly absorptionNote: (gross: string, line: string) => string
    readonly within: string
    readonly withinValue: (within: string, all: string) => string
    readonly withinNote: (shortage: string) => string
    readonly withinAll: string
    readonly adjustment: string
    readonly adjustmentNote: (people: number, count: string) => string
  }
  readonly attention: {
    readonly title: string
    readonly none: string
    readonly overBudget: (course: string, shortage: string) => string
    readonly incomplete: (course: string, people: number, count: string) => string
    readonly undetermined: (cases: number, count: string) => string
    readonly overpaid: (people: number, count: string, net: string) => string
    readonly underpaid: (people: number, count: string, net: string) => string
    readonly notCounted: (rows: number, count: string) => string
  }
  readonly cohorts: Heading & {
    readonly table: string
    readonly venue: string
    readonly dates: string
    readonly days: string
  }
  readonly budget: Heading & {
    readonly plot: string
    readonly table: string
    readonly payer: string
    readonly line: string
    readonly gross: string
    readonly tax: string
    readonly net: string
    readonly absorption: string
    readonly left: string
    readonly list: string
    readonly within: string
    readonly over: string
    readonly incomplete: (count: string) => string
    readonly ofPayer: (payer: string) => string
    readonly ofAll: string
    readonly millions: string
    readonly grossBar: string
    readonly overBar: string
    readonly lineMark: string
    readonly finding: (high: string, highShare: string, low: string, lowShare: string) => string
    readonly totalNote: string
    readonly choices: (course: string) => string
    readonly choice: string
    readonly paid: string
    readonly total: string
    readonly residue: string
    readonly registrationOrder: (unpaid: string) => string
    readonly perDay: (price: string) => string
    readonly wholeDays: (days: string) => string
    readonly postponed: (shortage: string) => string
    readonly choicesNote: string
  }
  readonly applications: Heading & {
    readonly plot: string
    readonly table: string
    readonly received: string
    readonly quota: string
    readonly seated: string
    readonly waitlisted: string
    readonly refused: string
    readonly undetermined: string
    readonly duplicates: string
    readonly finding: (seats: string, quota: string, share: string) => string
  }
  readonly reasons: Heading & {
    readonly plot: string
    readonly table: string
    readonly reason: string
    readonly basis: string
    readonly times: string
    readonly shareOfRefused: string
    readonly none: string
    readonly finding: (reason: string, count: string, share: string) => string
  }
  readonly attendance: Heading & {
    readonly plot: (course: string) => string
    readonly table: string
    readonly date: string
    readonly present: string
    readonly partial: string
    readonly excused: string
    readonly absent: string
    readonly unrecorded: string
    readonly qualifying: string
    readonly presentShare: string
    readonly summary: (share: string, days: number) => string
    readonly none: string
  }
  readonly protocol: Heading & {
    readonly plot: string
    readonly table: string
    readonly came: string
    readonly all: string
    readonly none: string
    readonly finding: (measure: string, share: string) => string
    readonly legend: string
  }
  readonly completion: Heading & {
    readonly plot: string
    readonly table: string
    readonly completed: string
    readonly notCompleted: string
    readonly undetermined: string
    readonly finding: (completed: string, seated: string, share: string) => string
  }
  readonly adjustments: Heading & {
    readonly plot: string
    readonly table: string
    readonly kind: string
    readonly people: string
    readonly overpaid: string
    readonly underpaid: string
    readonly unchanged: string
    readonly none: string
    readonly finding: (overpaid: string, underpaid: string) => string
  }
  readonly unresolved: Heading & {
    readonly casesTable: string
    readonly fact: string
    readonly remedy: string
    readonly listsTable: string
    readonly missingDays: string
    readonly payees: string
    readonly noCases: string
    readonly allComplete: string
  }
  readonly problems: Heading & {
    readonly table: string
    readonly kind: string
    readonly effect: string
    readonly files: string
    readonly notCounted: string
    readonly warning: string
    readonly none: string
  }
  readonly basis: Heading & {
    readonly table: string
    readonly policy: string
    readonly fingerprint: string
  }
}
