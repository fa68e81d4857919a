/**
 * The words of the lists: column names, remarks and notes, as an office writes them.
 */
import type { Text } from "@bina/policy"
import type { Pack, SeasonResult } from "@bina/season"

// ---- Rules

const words = (id: string, en: string): Text.Text => ({ id, en })

/** Column names that are the same everywhere. */
const common = {
  number: words("No.", "No."),
  name: words("Nama", "Name"),
  registered: words("Waktu Pendaftaran", "Registered"),
  codes: words("Kode", "Code"),
  reasons: words("Alasan", "Reasons"),
  stage: words("Tahap", "Stage"),
  missing: words("Yang Belum Diketahui", "What is missing"),
  days: words("Hari", "Days"),
  bank: words("Bank", "Bank"),
  account: words("No. Rekening", "Account"),
  qualifyingDays: words("Jumlah Hari", "Days"),
  signature: words("Tanda Tangan", "Signature"),
  kind: words("Jenis", "Kind"),
  file: words("Berkas", "File"),
  row: words("Baris", "Row"),
  column: words("Kolom", "Column"),
  value: words("Nilai", "Value"),
  severity: words("Tingkat", "Severity"),
  reason: words("Sebab", "Reason"),
  mend: words("Cara Memperbaiki", "How to mend it")
} as const

/** A column of a list. */
export type Column = keyof typeof common | "identity" | "price" | "gross" | "tax" | "net"

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What is withheld, as the name of a column. */
export const columnOfTax = ({ tax }: Pack.Texts): Text.Text => words(capital(tax.id), capital(tax.en))

/** Column names of a city. */
export const columnsOf = (texts: Pack.Texts): Readonly<Record<Column, Text.Text>> => {
  const { currency, number } = texts
  const tax = columnOfTax(texts)
  const money = (id: string, en: string) => words(`${id} (${currency.id})`, `${en} (${currency.en})`)
  return {
    ...common,
    identity: words(number, number),
    price: money("Uang Transport per Hari", "Daily transport"),
    gross: money("Bruto", "Gross"),
    tax: money(tax.id, tax.en),
    net: money("Diterima", "Net")
  }
}

/** What an adjustment means for the participant. */
export const kinds = {
  underpaid: words("kurang bayar", "underpaid"),
  overpaid: words("lebih bayar", "overpaid"),
  none: words("tidak berubah", "none")
} as const

/** How a problem was treated. */
export const severities = {
  error: words("galat", "error"),
  warning: words("peringatan", "warning")
} as const

/** The stage at which a case is open. */
export const application = words("pendaftaran", "application")
export const payment = words("pembayaran", "payment")

/** Why a second application is set aside. */
export const duplicate = ({ number }: Pack.Texts): Text.Text =>
  words(`${number} yang sama sudah mendaftar pada angkatan ini`, `the same ${number} applied before`)

/** What must be known before a list is signed; nothing where it is complete and covered. */
export const notes = (
  { budget, cohort, totals }: SeasonResult.CohortResult,
  { money }: Pick<Pack.Shape, "money">
): ReadonlyArray<Text.Text> => [
  ...(totals.open > 0 ? [incomplete(totals.open)] : []),
  ...(budget.withinBudget
    ? []
    : [beyondBudget(cohort.budgetLine.account, words(money(budget.shortage, "id"), money(budget.shortage, "en")))])
]

/** Below a list from which people are left out because a day is undetermined. */
const incomplete = (people: number): Text.Text =>
  words(
    `DAFTAR BELUM LENGKAP: ${people} peserta belum dapat ditentukan, lihat undetermined.csv`,
    `THIS LIST IS INCOMPLETE: seats of which something is undetermined: ${people}, see undetermined.csv`
  )

/** Below a list that the budget line does not cover: it is refused whole. */
const beyondBudget = (account: string, shortage: Text.Text): Text.Text =>
  words(
    `DAFTAR DITOLAK: melebihi pagu rekening ${account} sebesar ${shortage.id}`,
    `THIS LIST IS REFUSED: it exceeds the budget line ${account} by ${shortage.en}`
  )
