/**
 * The lists of a cohort, as an office keeps them: who is seated, waits, was refused or stays open, who is paid what, and
 * what the corrections change. These are the places where names, numbers and accounts belong; they go nowhere else.
 */
import * as Option from "effect/Option"
import type { Text } from "@bina/policy"
import type { Pack, Problem, Roster, SeasonResult, Words } from "@bina/season"
import * as Headings from "./Headings.ts"
import * as Table from "./Table.ts"

// ---- Models

/** In which words lists are written: those of the policies, of the city, and which language. */
export interface Speech {
  readonly words: Words.Words
  readonly city: Pick<Pack.Shape, "texts" | "money">
  readonly language: Text.Language
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
export const ofCohort = (result: SeasonResult.CohortResult, speech: Speech): ReadonlyArray<List> => [
  { file: "seats.csv", text: seats(result, speech) },
  { file: "waitlist.csv", text: waitlist(result, speech) },
  { file: "refused.csv", text: refused(result, speech) },
  { file: "undetermined.csv", text: undetermined(result, speech) },
  { file: "payable.csv", text: payable(result, speech) },
  { file: "adjustments.csv", text: adjustments(result, speech) }
]

const table = (
  columns: ReadonlyArray<Headings.Column | "contact">,
  { city: { texts }, language }: Pick<Speech, "city" | "language">,
  rows: ReadonlyArray<ReadonlyArray<Table.Cell>>
): string => {
  const names = Headings.columnsOf(texts)
  return Table.write(
    columns.flatMap((column) => (column === "contact" ? texts.contact : [names[column]])).map((name) => name[language]),
    rows
  )
}

const person = ({ name, number }: Roster.Applicant): ReadonlyArray<Table.Cell> => [name, number.written]

const contact = ({ contact, registeredAt }: Roster.Applicant): ReadonlyArray<Table.Cell> => [
  registeredAt.local,
  ...contact
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

const seats = (result: SeasonResult.CohortResult, speech: Speech): string =>
  table(
    ["number", "name", "identity", "registered", "contact"],
    speech,
    result.participants.map(({ applicant }, index) => [index + 1, ...person(applicant), ...contact(applicant)])
  )

const waitlist = (result: SeasonResult.CohortResult, speech: Speech): string =>
  table(
    ["number", "name", "identity", "registered", "contact"],
    speech,
    determined(result, "Waitlisted").map(({ applicant }, index) => [
      index + 1,
      ...person(applicant),
      ...contact(applicant)
    ])
  )

/** Refusals with their reasons, and the second applications that were set aside. */
const refused = (result: SeasonResult.CohortResult, speech: Speech): string => {
  const { city, language, words } = speech
  const people = result.applications.flatMap(({ applicant, determination }) => {
    if (determination._tag === "Duplicate")
      return [{ applicant, codes: "duplicate", texts: Headings.duplicate(city.texts)[language] }]
    if (determination._tag !== "Refused") return []
    const texts = determination.reasons.map((code) => words.reason(code)[language]).join("; ")
    return [{ applicant, codes: determination.reasons.join(", "), texts }]
  })
  return table(
    ["number", "name", "identity", "registered", "codes", "reasons"],
    speech,
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
const undetermined = (result: SeasonResult.CohortResult, speech: Speech): string => {
  const { language, words } = speech
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
    ["number", "name", "identity", "stage", "codes", "missing", "days"],
    speech,
    rows.map((cells, index) => [index + 1, ...cells])
  )
}

/** The recipients list. What must be known before it is signed stands below the last recipient. */
const payable = (result: SeasonResult.CohortResult, speech: Speech): string => {
  const { dailyTransport } = result.cohort
  return table(
    ["number", "name", "identity", "bank", "account", "qualifyingDays", "price", "gross", "tax", "net", "signature"],
    speech,
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
      ...Headings.notes(result, speech.city).map((note) => [
        "",
        note[speech.language],
        ...Array.from({ length: 9 }, () => "")
      ])
    ]
  )
}

const adjustments = (result: SeasonResult.CohortResult, speech: Speech): string =>
  table(
    ["number", "name", "identity", "bank", "account", "kind", "gross", "tax", "net"],
    speech,
    result.adjustments.map(({ applicant, kind, gross, tax, net }, index) => [
      index + 1,
      ...person(applicant),
      applicant.bank,
      applicant.account,
      Headings.kinds[kind][speech.language],
      gross,
      tax,
      net
    ])
  )

/** What was wrong in the files; values are masked already. */
export const problems = (found: ReadonlyArray<Problem.Problem>, speech: Pick<Speech, "city" | "language">): string =>
  table(
    ["file", "row", "column", "value", "severity", "reason", "mend"],
    speech,
    found.map(({ file, row, column, value, severity, reason, mend }) => [
      file,
      Option.getOrElse(row, () => ""),
      column,
      value,
      Headings.severities[severity][speech.language],
      reason[speech.language],
      mend[speech.language]
    ])
  )
