/**
 * The lists of a cohort, as an office keeps them: who is seated, waits, was refused or stays open, who is paid what, and
 * what the corrections change. These are the places where names, numbers and accounts belong; they go nowhere else.
 */
import * as Option from "effect/Option"
import type { Text } from "@bina/policy"
import type * as Problem from "../reading/Problem.ts"
import type * as Roster from "../reading/Roster.ts"
import type * as SeasonResult from "../season/SeasonResult.ts"
import * as Headings from "./Headings.ts"
import * as Table from "./Table.ts"

// ---- Models

/** The words for codes that the policies use: reasons of refusal and facts, in both languages. */
export interface Words {
  readonly reason: (code: string) => Text.Text
  readonly fact: (name: string) => Text.Text
}

/** A file of a list and what stands in it. */
export interface List {
  readonly file: (typeof files)[number]
  readonly text: string
}

// ---- Rules

/** The names of the lists of a cohort. */
export const files = [
  "seats.csv",
  "waitlist.csv",
  "refused.csv",
  "undetermined.csv",
  "payable.csv",
  "adjustments.csv"
] as const

/** Every list of a cohort, empty ones included: an empty list says that nobody is on it. */
export const ofCohort = (
  result: SeasonResult.CohortResult,
  words: Words,
  language: Text.Language
): ReadonlyArray<List> => [
  { file: "seats.csv", text: seats(result, language) },
  { file: "waitlist.csv", text: waitlist(result, language) },
  { file: "refused.csv", text: refused(result, words, language) },
  { file: "undetermined.csv", text: undetermined(result, words, language) },
  { file: "payable.csv", text: payable(result, language) },
  { file: "adjustments.csv", text: adjustments(result, language) }
]

const table = (
  columns: ReadonlyArray<keyof typeof Headings.columns>,
  language: Text.Language,
  rows: ReadonlyArray<ReadonlyArray<Table.Cell>>
): string =>
  Table.write(
    columns.map((column) => Headings.columns[column][language]),
    rows
  )

const person = ({ name, nik }: Roster.Applicant): ReadonlyArray<Table.Cell> => [name, nik.written]

const contact = ({ registeredAt, district, phone }: Roster.Applicant): ReadonlyArray<Table.Cell> => [
  registeredAt.local,
  district,
  phone
]

const determined = <Tag extends SeasonResult.Determination["_tag"]>(
  { applications }: SeasonResult.CohortResult,
  tag: Tag
) =>
  applications.flatMap(({ applicant, determination }) =>
    determination._tag === tag
      ? [{ applicant, determination: determination as Extract<SeasonResult.Determination, { readonly _tag: Tag }> }]
      : []
  )

const seats = (result: SeasonResult.CohortResult, language: Text.Language): string =>
  table(
    ["number", "name", "nik", "registered", "district", "phone"],
    language,
    result.participants.map(({ applicant }, index) => [index + 1, ...person(applicant), ...contact(applicant)])
  )

const waitlist = (result: SeasonResult.CohortResult, language: Text.Language): string =>
  table(
    ["number", "name", "nik", "registered", "district", "phone"],
    language,
    determined(result, "Waitlisted").map(({ applicant }, index) => [
      index + 1,
      ...person(applicant),
      ...contact(applicant)
    ])
  )

/** Refusals with their reasons, and the second applications that were set aside. */
const refused = (result: SeasonResult.CohortResult, words: Words, language: Text.Language): string => {
  const people = result.applications.flatMap(({ applicant, determination }) => {
    if (determination._tag === "Duplicate")
      return [{ applicant, codes: "duplicate", texts: Headings.duplicate[language] }]
    if (determination._tag !== "Refused") return []
    const texts = determination.reasons.map((code) => words.reason(code)[language]).join("; ")
    return [{ applicant, codes: determination.reasons.join(", "), texts }]
  })
  return table(
    ["number", "name", "nik", "registered", "codes", "reasons"],
    language,
    people.map(({ applicant, codes, texts }, index) => [
      index + 1,
      ...person(applicant),
      applicant.registeredAt.local,
      codes,
      texts
    ])
  )
}

/** Both kinds of open cases: applications that lack a fact, and seats whose days or money cannot be determined yet. */
const undetermined = (result: SeasonResult.CohortResult, words: Words, language: Text.Language): string => {
  const row = (stage: Text.Text, applicant: Roster.Applicant, missing: ReadonlyArray<string>, days: string) => [
    ...person(applicant),
    stage[language],
    missing.join(", "),
    missing.map((name) => words.fact(name)[language]).join("; "),
    days
  ]
  const rows = [
    ...determined(result, "Undetermined").map(({ applicant, determination: { missing } }) =>
      row(Headings.application, applicant, missing, "")
    ),
    ...result.participants.flatMap(({ applicant, sessions, entitled }) =>
      entitled._tag === "Determined"
        ? []
        : [
            row(
              Headings.payment,
              applicant,
              entitled.missing.map((item) => (item._tag === "MissingFact" ? item.path : item.name)),
              sessions
                .filter(({ qualifies }) => qualifies._tag === "Undetermined")
                .map(({ day }) => day.date)
                .join(", ")
            )
          ]
    )
  ]
  return table(
    ["number", "name", "nik", "stage", "codes", "missing", "days"],
    language,
    rows.map((cells, index) => [index + 1, ...cells])
  )
}

/** The recipients list. What must be known before it is signed stands below the last recipient. */
const payable = (result: SeasonResult.CohortResult, language: Text.Language): string => {
  const { dailyTransport } = result.cohort
  return table(
    ["number", "name", "nik", "bank", "account", "qualifyingDays", "price", "gross", "tax", "net", "signature"],
    language,
    [
      ...result.payable.map(({ applicant, qualifyingDays, gross, tax, net }, index) => [
        index + 1,
        ...person(applicant),
        applicant.bank,
        applicant.account,
        qualifyingDays,
        dailyTransport,
        gross,
        tax,
        net,
        ""
      ]),
      ...Headings.notes(result).map((note) => ["", note[language], ...Array.from({ length: 9 }, () => "")])
    ]
  )
}

const adjustments = (result: SeasonResult.CohortResult, language: Text.Language): string =>
  table(
    ["number", "name", "nik", "bank", "account", "kind", "gross", "tax", "net"],
    language,
    result.adjustments.map(({ applicant, kind, gross, tax, net }, index) => [
      index + 1,
      ...person(applicant),
      applicant.bank,
      applicant.account,
      Headings.kinds[kind][language],
      gross,
      tax,
      net
    ])
  )

/** What was wrong in the files; values are masked already. */
export const problems = (found: ReadonlyArray<Problem.Problem>, language: Text.Language): string =>
  table(
    ["file", "row", "column", "value", "severity", "reason", "mend"],
    language,
    found.map(({ file, row, column, value, severity, reason, mend }) => [
      file,
      Option.getOrElse(row, () => ""),
      column,
      value,
      Headings.severities[severity][language],
      reason[language],
      mend[language]
    ])
  )
