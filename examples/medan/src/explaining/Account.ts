/**
 * Why somebody was seated, refused or paid as they were: the answer of each policy with its steps, and what the limits
 * that count across people added. Printed only for the one number that was asked for, with name and number masked.
 */
import { Rupiah } from "@bina/indonesia"
import { Citation, Money, Policy, type Text } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import * as Cell from "../reading/Cell.ts"
import * as Facts from "../season/Facts.ts"
import type * as SeasonResult from "../season/SeasonResult.ts"
import type * as Lists from "../writing/Lists.ts"

// ---- Models

/** For whom, in which language, and in which cohort if not in all. */
export interface Question {
  readonly nik: string
  readonly cohort?: string
  readonly audience: Policy.Audience
  readonly language: Text.Language
}

// ---- Rules

const outcomes: Readonly<Record<SeasonResult.Determination["_tag"], Text.Text>> = {
  Seated: { id: "mendapat kursi", en: "seated" },
  Waitlisted: { id: "dalam daftar tunggu", en: "waitlisted" },
  Refused: { id: "ditolak", en: "refused" },
  Undetermined: { id: "belum dapat ditentukan", en: "undetermined" },
  Duplicate: { id: "pendaftaran kedua, dikesampingkan", en: "a second application, set aside" }
}

const kinds = {
  underpaid: { id: "kurang bayar", en: "underpaid" },
  overpaid: { id: "lebih bayar", en: "overpaid" },
  none: { id: "tidak ada penyesuaian", en: "no adjustment" }
} as const

const headings = {
  eligibility: { id: "Aturan tentang orangnya sendiri", en: "The rules about the person alone" },
  allowance: { id: "Uang transport", en: "Allowance" },
  adjustment: { id: "Setelah koreksi", en: "After corrections" }
} as const

/** The policies name their basis themselves; the limits stand outside them. */
const basisOf = (code: string): string => {
  const limit = Policies.limits.find(({ reason }) => reason === code)
  return limit === undefined ? "" : ` (${Citation.short(limit.citation)})`
}

/** The accounts of every application with that number, a block of lines each; none when nobody applied with it. */
export const of = (
  { allowance, cohorts }: SeasonResult.SeasonResult,
  question: Question,
  words: Lists.Words
): ReadonlyArray<string> =>
  cohorts
    .filter(({ cohort }) => question.cohort === undefined || cohort.id === question.cohort)
    .flatMap((result) =>
      result.applications
        .filter(({ applicant }) => applicant.nik.written === question.nik)
        .map((application) => block({ allowance, result }, application, question, words).join("\n"))
    )

interface Place {
  readonly allowance: SeasonResult.Allowance
  readonly result: SeasonResult.CohortResult
}

const block = (
  { allowance, result }: Place,
  { applicant, determination }: SeasonResult.ApplicationResult,
  { audience, language }: Question,
  words: Lists.Words
): ReadonlyArray<string> => {
  const say = (text: Text.Text) => text[language]
  const { cohort } = result
  return [
    `${cohort.course} (${cohort.id}) · ${Cell.maskName(applicant.name)} · ${Cell.maskNumber(applicant.nik.written)}`,
    `${applicant.registeredAt.local}: ${say(outcomes[determination._tag])}`,
    ...(determination._tag === "Refused"
      ? determination.reasons.map((code) => `  - ${code}: ${say(words.reason(code))}${basisOf(code)}`)
      : []),
    ...(determination._tag === "Undetermined"
      ? determination.missing.map((name) => `  - ${name}: ${say(words.fact(name))}`)
      : []),
    "",
    `${say(headings.eligibility)}:`,
    ...indent(rendered(Policies.eligibility, Facts.ofApplicant(applicant, cohort), { audience, language })),
    ...(determination._tag === "Seated" ? paid({ allowance, result }, applicant, { audience, language }) : [])
  ]
}

type Reader = Pick<Question, "audience" | "language">

const rendered = <F, A>(policy: Policy.Policy<F, A>, facts: F, { audience, language }: Reader): ReadonlyArray<string> =>
  Policy.render(policy, Policy.explain(policy, facts), {
    audience,
    language,
    money: (amount) => Rupiah.format(Money.minorUnits(amount), language)
  })

const indent = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => `  ${line}`)

const paid = (
  { allowance, result: { adjustments, cohort, participants } }: Place,
  applicant: SeasonResult.ApplicationResult["applicant"],
  reader: Reader
): ReadonlyArray<string> => {
  const { language } = reader
  const seat = participants.find((participant) => participant.applicant === applicant)
  const adjusted = adjustments.find((adjustment) => adjustment.applicant === applicant)
  const money = (amount: number) => Rupiah.format(Money.minorUnits(amount), language)
  return [
    ...(seat === undefined
      ? []
      : [
          "",
          `${headings.allowance[language]}:`,
          ...indent(rendered(allowance, Facts.ofParticipant(applicant, cohort, daysOf(seat)), reader))
        ]),
    ...(adjusted === undefined
      ? []
      : ["", `${headings.adjustment[language]}: ${kinds[adjusted.kind][language]} ${money(adjusted.net)}`])
  ]
}

const daysOf = ({ sessions }: SeasonResult.Participant) => {
  const [first, ...others] = sessions.map(({ day }) => day)
  return [first!, ...others] as const
}
