/**
 * What one city says of its seasons, and nothing that two cities share: by which policies it decides, what its files look
 * like, what a number of a person is, and in which words it speaks. Everything else is the same everywhere.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { Cohort } from "@bina/core"
import type { Content } from "@bina/core/notices"
import type { PolicyBook } from "@bina/core/office"
import type { CivilDate, Money, Text } from "@bina/policy"
import type * as AttendanceSheet from "./reading/AttendanceSheet.ts"
import type * as BankAnswers from "./reading/BankAnswers.ts"
import type * as Corrections from "./reading/Corrections.ts"
import type * as Form from "./reading/Form.ts"
import type * as Problem from "./reading/Problem.ts"
import type * as ProgrammeFile from "./reading/ProgrammeFile.ts"
import type * as ReadingError from "./reading/ReadingError.ts"
import type * as Roster from "./reading/Roster.ts"

// ---- Models

/** Who may join and what is owed, as an office pins both. */
export interface Policies {
  readonly admission: PolicyBook.AdmissionPolicy
  readonly allowance: PolicyBook.AllowancePolicy
}

/** How each kind of sheet is read. */
export interface Forms {
  readonly roster: Form.Form<Roster.Applicant>
  readonly attendance: AttendanceSheet.Form
  readonly corrections: Form.Form<Corrections.Correction>
}

/** Words that only the city, or its country, knows. */
export interface Texts {
  /** What a person's number is called in lists and messages: `NIK`. */
  readonly number: string
  /** What is withheld from a payment, as within a sentence. */
  readonly tax: Text.Text
  /** The currency, as it stands behind the name of a column. */
  readonly currency: Text.Text
  /** Columns of lists by which people are reached, for the cells of {@link Roster.Applicant.contact}. */
  readonly contact: ReadonlyArray<Text.Text>
  /** Facts that no policy declares: the person, and what limits count by. */
  readonly facts: Readonly<Record<string, Text.Text>>
  /** The titles of the regulation's two parts, and what its limits count. */
  readonly regulation: {
    readonly admission: Text.Text
    readonly allowance: Text.Text
    readonly keys: Readonly<Record<string, Text.Text>>
  }
}

/** What may be asked to be otherwise, besides what nobody asks; a city without such a fact or limit has no such question. */
export interface Scenarios {
  /** The fact of the allowance that holds the price of a day, and the most that it may be. */
  readonly transport?: { readonly fact: string; readonly most: number }
  /** The reason of the limit that a household meets. */
  readonly household?: string
}

/** What sheets show besides marks and signatures, for the report: how many of those who came kept to each measure. */
export interface Observances {
  readonly measures: ReadonlyArray<{
    readonly name: Text.Text
    readonly isKept: (seen: AttendanceSheet.Seen, on: CivilDate.CivilDate) => boolean
  }>
  readonly isDutyOn: (on: CivilDate.CivilDate) => boolean
}

/** How a city tells people what was decided. */
export interface Notices {
  /** Where people come with what is missing, and how they object; as within a sentence. */
  readonly letterhead: Content.Letterhead
  /** The ways by which people are reached, the preferred one first, with the address for each that a row of the roster gives. */
  readonly channels: Readonly<Record<string, (applicant: Roster.Applicant) => Option.Option<string>>>
  /** In which language whoever wrote nothing else is written to. */
  readonly language: Text.Language
}

/**
 * A city. Its methods are given programmes that its own `programme` read, so `P` may hold more than every programme does.
 */
export interface Shape<P extends ProgrammeFile.Programme = ProgrammeFile.Programme> {
  readonly currency: Money.Currency
  /** A sum of that currency, in whole units. */
  readonly money: (amount: number, language: Text.Language) => string
  /** The kinds of number by which the vault knows people, and by which it knows what limits count. */
  readonly identities: { readonly person: string; readonly keys: Readonly<Record<string, string>> }
  readonly programme: ProgrammeFile.Form<P>
  policies(programme: P): Policies
  forms(programme: P): Effect.Effect<Forms, ReadingError.BrokenFile>
  /** How the answers of a bank are read. */
  answers(programme: P): Form.Form<BankAnswers.Row>
  /** A person's number as somebody typed it, in the form in which it is known. */
  number(written: string, programme: P): Option.Option<string>
  /** In what a cohort trains, by a scheme of trades. */
  trade(cohort: P["cohorts"][number]): NonNullable<Cohort.Cohort["trade"]>
  /** What an officer should look at in a cohort of the programme, besides what is asked everywhere. */
  about(cohort: P["cohorts"][number]): ReadonlyArray<Problem.Problem>
  /** The city as the report names it. */
  place(programme: P): { readonly name: string; readonly code: string }
  observances?(programme: P): Observances
  /** A city that tells nobody has none. */
  notices?(programme: P): Notices
  readonly scenarios: Scenarios
  readonly texts: Texts
}

// ---- Service

/** The city for which a season is run. */
export class Pack extends Context.Service<Pack, Shape>()("@bina/season/Pack") {}

/** A city, checked against what is asked of one. */
export const make = <P extends ProgrammeFile.Programme>(pack: Shape<P>): Shape => pack as Shape
