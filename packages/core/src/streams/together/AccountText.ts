/**
 * An account in words, in both languages: a participant reads what became of them and why, an officer also who did it and
 * how the rules came to it, an auditor the place of each step in the journal and the policy by its fingerprint.
 */
import { Citation, type Decision, type Money, Policy, Refusal, type Text } from "@bina/policy"
import type * as Admission from "../../flow/admission/Admission.ts"
import type * as Adjustment from "../../flow/allowance/Adjustment.ts"
import type * as Completion from "../../flow/attendance/Completion.ts"
import type * as Programme from "../../flow/programme/Programme.ts"
import type * as Amounts from "../../words/Amounts.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as CohortEvent from "../cohort/Event.ts"
import * as Account from "./Account.ts"

// ---- Models

/** What codes and names stand for under a policy: the authors' own texts. */
export interface Words {
  readonly reason: (policy: Programme.Fingerprint, code: Decision.Reason) => Reason
  readonly item: (policy: Programme.Fingerprint, name: string) => Text.Text
}

/** Why somebody is refused, and the law that says so. */
export interface Reason {
  readonly text: Text.Text
  readonly citation: Citation.Citation | undefined
}

/** A policy and the limits that are counted beside it, whose texts say what a code stands for. */
export interface Vocabulary {
  readonly policy: Policy.Policy<never, unknown>
  readonly limits: ReadonlyArray<Admission.Limit>
}

/**
 * For whom and in which language; `rules` are the lines of how a policy came to the answer of a step, none where that
 * cannot be told any more; `money` and `moment` are how a country writes them (default: `IDR 750,000`, and in UTC).
 */
export interface Options {
  readonly audience: Policy.Audience
  readonly language: Text.Language
  readonly words: Words
  readonly rules: (step: Account.Step) => ReadonlyArray<string>
  readonly money?: (amount: number, currency: Money.Currency) => string
  readonly moment?: (moment: Moment.Moment) => string
}

// ---- Functions

/** The texts of these policies; a code that nobody has words for stands for itself. */
export const wordsOf = (known: ReadonlyMap<Programme.Fingerprint, Vocabulary>): Words => ({
  reason: (fingerprint, code) => reasonIn(known.get(fingerprint), code),
  item: (fingerprint, name) => itemIn(known.get(fingerprint), name)
})

const reasonIn = (known: Vocabulary | undefined, code: string): Reason => {
  const limit = known?.limits.find(({ reason }) => reason === code)
  if (limit !== undefined) return { text: Refusal.of(limit), citation: limit.citation }
  const rule = known?.policy.document.rules.find(({ name }) => name === code)
  const texts = known === undefined ? {} : Policy.refusalTexts(known.policy)
  return { text: textIn(texts, code) ?? { id: code, en: code }, citation: rule?.citation }
}

const itemIn = (known: Vocabulary | undefined, name: string): Text.Text => {
  const { duties = {}, facts = {}, parameters = {} } = known?.policy.document.texts ?? {}
  return textIn(facts, name) ?? textIn(parameters, name) ?? textIn(duties, name) ?? { id: name, en: name }
}

const textIn = (texts: Readonly<Record<string, Text.Text>>, name: string): Text.Text | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined

/** The lines of an account: one for each step, with what is to be said of it below, indented. */
export const lines = (account: Account.Account, options: Options): ReadonlyArray<string> => {
  const writer = writerOf(account, options)
  return account.steps.flatMap((step) => {
    const said = sentenceOf(step, writer)
    return said === undefined
      ? []
      : [headOf(step, said[0], writer), ...indent([...said.slice(1), ...under(step, writer)])]
  })
}

interface Writer extends Required<Pick<Options, "money" | "moment">>, Omit<Options, "money" | "moment"> {
  readonly currency: Money.Currency | undefined
  readonly say: (text: Text.Text) => string
}

const writerOf = ({ steps }: Account.Account, options: Options): Writer => {
  const assessed = steps.find(({ event }) => event._tag === "EntitlementAssessed")?.event
  const { language } = options
  return {
    money: (amount, currency) => `${currency} ${amount.toLocaleString(language === "id" ? "id-ID" : "en-GB")}`,
    moment: (moment) => `${moment.slice(0, 16).replace("T", " ")} UTC`,
    ...options,
    currency: assessed?._tag === "EntitlementAssessed" ? assessed.currency : undefined,
    say: (text) => text[language]
  }
}

const indent = (said: ReadonlyArray<string>): ReadonlyArray<string> => said.map((line) => `  ${line}`)

/** Who did it concerns whoever answers for it; where it stands, whoever checks it. */
const headOf = (step: Account.Step, said: string, { audience, moment }: Writer): string => {
  const at = moment(step.at)
  if (audience === "participant") return `${at}: ${said}`
  const by = `${at}: ${said} (${step.actor})`
  return audience === "officer" ? by : `${by} [${step.stream} ${step.version}, ${step.event._tag}]`
}

/** How the rules came to it, for whoever has to answer for it. */
const under = (step: Account.Step, { audience, rules, say }: Writer): ReadonlyArray<string> => {
  const policy = Account.policyOf(step)
  if (policy === undefined || audience === "participant") return []
  const by = audience === "auditor" ? [`${say(words.policy)}: ${policy}`] : []
  return [...by, ...rules(step)]
}

/** What happened, and why; nothing of what only prepares something else. */
const sentenceOf = (step: Account.Step, writer: Writer): readonly [string, ...Array<string>] | undefined => {
  const { say, moment } = writer
  const { event } = step
  switch (event._tag) {
    case "ApplicationReceived":
      return [`${say(words.received)} ${moment(event.application.registeredAt)}`]
    case "ApplicationAmended":
      return [say(words.amended)]
    case "FactsSupplied":
      return [say(words.supplied)]
    case "ApplicationWithdrawn":
      return [say(words.withdrawn)]
    case "ApplicationDetermined":
      return determined(event, writer)
    case "DeterminationOverridden":
      return [`${say(words.ordered[event.order])} ${moment(event.until)}: ${event.reason}`]
    case "ObjectionReceived":
      return [say(words.objected)]
    case "ObjectionAnswered":
      return [`${say(words.answered[event.answer])}: ${event.reason}${basisOf(event.basis, writer)}`]
    case "SeatOffered":
      return [`${say(words.offered)} ${moment(event.answerBy)}`]
    case "SeatAccepted":
      return [say(words.accepted)]
    case "SeatDeclined":
      return [say(words.declined)]
    case "SeatLapsed":
      return [say(words.lapsed)]
    case "CompletionRecorded":
      return [`${say(words.completion[event.standing])}: ${event.rate.numerator}/${event.rate.denominator}`]
    case "ParticipantExited":
      return [`${say(words.exited)}: ${say(words.exits[event.reason])}`]
    case "EntitlementAssessed":
      return event.outcome._tag === "Determined"
        ? [
            `${say(words.assessed)}: ${event.outcome.lines.length} ${say(words.days)}, ${amountsOf(event.outcome.amounts, writer)}`
          ]
        : [say(words.open), ...lacks(step, writer)]
    case "EntitlementAdjusted":
      return [`${say(words.adjustment[event.adjustment.kind])}: ${amountsOf(event.adjustment, writer)}`]
    case "ObligationIncurred":
      return [`${say(words.approved)}: ${amountsOf(event.obligation, writer)}`]
    case "ObligationDropped":
      return [say(words.dropped)]
    case "EntitlementRepaid":
      return [`${say(words.repaid)}: ${amountsOf(event.amounts, writer)}`]
    case "EntitlementMerged":
      return [say(words.merged)]
    case "EntitlementClosed":
      return [`${say(words.closed)}: ${event.reason}`]
    case "ListReleased":
      return [say(words.released)]
    case "ListRejected":
      return [`${say(words.rejected)}: ${event.reason}`]
    case "ListCancelled":
      return [`${say(words.cancelled)}: ${event.reason}`]
    case "InstructionPaid":
      return [`${say(words.bankPaid)} ${event.reference}`]
    case "InstructionReturned":
      return [`${say(words.bankReturned)} ${event.reference}: ${event.reason}`]
    default:
      return undefined
  }
}

type Determined = Extract<CohortEvent.Event, { readonly _tag: "ApplicationDetermined" }>

const determined = (event: Determined, writer: Writer): readonly [string, ...Array<string>] => {
  const { say } = writer
  const { determination, policy } = event
  switch (determination._tag) {
    case "Seated":
      return [say(words.seated)]
    case "Waitlisted":
      return [`${say(words.waitlisted)} ${determination.position}`]
    case "Refused":
      return [
        say(words.refused),
        ...determination.reasons.map((code) => {
          const { citation, text } = writer.words.reason(policy, code)
          // The code is how an officer finds the rule; to a participant it says nothing.
          return `- ${writer.audience === "participant" ? "" : `${code}: `}${say(text)}${basisOf(citation, writer)}`
        })
      ]
    case "Undetermined":
      return [say(words.undetermined), ...lacksLines(policy, determination, writer)]
    case "Duplicate":
      return [`${say(words.duplicate)} ${determination.of}`]
  }
}

const lacks = (step: Account.Step, writer: Writer): ReadonlyArray<string> => {
  const policy = Account.policyOf(step)
  return policy === undefined ? [] : lacksLines(policy, Account.lacksOf(step), writer)
}

const lacksLines = (
  policy: Programme.Fingerprint,
  { invalid, missing }: ReturnType<typeof Account.lacksOf>,
  { say, words: { item } }: Writer
): ReadonlyArray<string> => [
  ...missing.map(
    (one) => `- ${say(words.missing)}: ${say(item(policy, one._tag === "MissingFact" ? one.path : one.name))}`
  ),
  ...invalid.map((path) => `- ${say(words.invalid)}: ${say(item(policy, path))}`)
]

const basisOf = (citation: Citation.Citation | undefined, { say }: Writer): string =>
  citation === undefined ? "" : ` (${say(words.basis)}: ${Citation.short(citation)})`

const amountsOf = ({ gross, net, tax }: Amounts.Amounts, { currency, money, say }: Writer): string => {
  const write = (amount: number) => (currency === undefined ? String(amount) : money(amount, currency))
  return `${say(words.gross)} ${write(gross)}, ${say(words.tax)} ${write(tax)}, ${say(words.net)} ${write(net)}`
}

// ---- Words

const text = (id: string, en: string): Text.Text => ({ id, en })

const words = {
  received: text("pendaftaran diterima, terdaftar", "application received, registered"),
  amended: text("pendaftaran diperbaiki", "application amended"),
  supplied: text("keterangan yang kurang dilengkapi", "what was missing was supplied"),
  withdrawn: text("pendaftaran ditarik kembali", "application withdrawn"),
  seated: text("memenuhi syarat, mendapat kursi", "eligible, given a seat"),
  waitlisted: text("memenuhi syarat, dalam daftar tunggu nomor", "eligible, waiting for a seat at place"),
  refused: text("ditolak", "refused"),
  undetermined: text("belum dapat ditentukan", "undetermined"),
  duplicate: text("dikesampingkan: pendaftaran kedua, yang pertama", "set aside: a second application, the first is"),
  missing: text("belum diketahui", "not known"),
  invalid: text("tidak mungkin benar", "cannot be true"),
  basis: text("dasar", "basis"),
  policy: text("kebijakan", "policy"),
  ordered: {
    admit: text("petugas memerintahkan: diberi kursi, berlaku sampai", "ordered by hand: admitted, until"),
    refuse: text("petugas memerintahkan: ditolak, berlaku sampai", "ordered by hand: refused, until")
  } satisfies Readonly<Record<CohortEvent.Order, Text.Text>>,
  objected: text("keberatan diterima", "objection received"),
  answered: {
    upheld: text("keberatan dikabulkan", "objection upheld"),
    rejected: text("keberatan ditolak", "objection rejected")
  } satisfies Readonly<Record<CohortEvent.Answer, Text.Text>>,
  offered: text("kursi ditawarkan, jawaban ditunggu sampai", "seat offered, to be answered by"),
  accepted: text("kursi diterima", "seat accepted"),
  declined: text("kursi ditolak oleh peserta", "seat declined"),
  lapsed: text("tawaran kursi gugur karena tidak dijawab", "offer lapsed without an answer"),
  completion: {
    completed: text("dinyatakan lulus, bagian jam yang dihadiri", "completed, share of hours attended"),
    "not-completed": text("tidak lulus, bagian jam yang dihadiri", "not completed, share of hours attended"),
    undetermined: text("kelulusan belum dapat ditentukan", "completion undetermined")
  } satisfies Readonly<Record<Completion.Standing, Text.Text>>,
  exited: text("keluar dari angkatan", "left the cohort"),
  exits: {
    Completed: text("selesai", "completed"),
    Withdrew: text("mengundurkan diri", "withdrew"),
    Ineligible: text("ternyata tidak memenuhi syarat", "found ineligible"),
    Removed: text("dikeluarkan", "removed"),
    Deceased: text("meninggal dunia", "deceased"),
    Duplicate: text("terdaftar dua kali", "registered twice"),
    Moved: text("pindah", "moved away")
  } satisfies Readonly<Record<CohortEvent.ExitReason, Text.Text>>,
  assessed: text("hak dihitung", "entitlement assessed"),
  open: text("hak belum dapat dihitung", "entitlement undetermined"),
  days: text("hari", "days"),
  gross: text("bruto", "gross"),
  tax: text("pajak", "tax"),
  net: text("neto", "net"),
  adjustment: {
    underpaid: text("kurang bayar", "underpaid"),
    overpaid: text("lebih bayar", "overpaid"),
    none: text("tidak ada penyesuaian", "no adjustment")
  } satisfies Readonly<Record<Adjustment.Kind, Text.Text>>,
  approved: text("masuk daftar pembayaran yang disetujui", "on an approved list"),
  dropped: text("persetujuan daftar dibatalkan, uang dibebaskan", "the list's approval was undone, the money freed"),
  released: text("daftar pembayaran dilepas ke bank", "list released to the bank"),
  rejected: text("daftar pembayaran dikembalikan", "list sent back"),
  cancelled: text("daftar pembayaran dibatalkan", "list cancelled"),
  bankPaid: text("bank membayar, nomor rujukan", "the bank paid, reference"),
  bankReturned: text("bank mengembalikan, nomor rujukan", "the bank returned it, reference"),
  repaid: text("dikembalikan oleh peserta", "given back by the participant"),
  merged: text(
    "ternyata satu orang dengan dua tanda pengenal: hari dan pembayaran keduanya dihitung bersama",
    "found to be one person under two ids: the days and payments of both are counted together"
  ),
  closed: text("perhitungan ditutup", "account closed")
} as const
