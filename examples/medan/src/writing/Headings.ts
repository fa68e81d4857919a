/**
 * The words of the lists: column names, remarks and notes, as an office writes them.
 */
import { Rupiah } from "@bina/indonesia"
import { Money, type Text } from "@bina/policy"
import type * as SeasonResult from "../season/SeasonResult.ts"

// ---- Rules

const words = (id: string, en: string): Text.Text => ({ id, en })

/** Column names. */
export const columns = {
  number: words("No.", "No."),
  name: words("Nama", "Name"),
  nik: words("NIK", "NIK"),
  registered: words("Waktu Pendaftaran", "Registered"),
  district: words("Kecamatan", "District"),
  phone: words("No. HP/WA", "Telephone"),
  codes: words("Kode", "Code"),
  reasons: words("Alasan", "Reasons"),
  stage: words("Tahap", "Stage"),
  missing: words("Yang Belum Diketahui", "What is missing"),
  days: words("Hari", "Days"),
  bank: words("Bank", "Bank"),
  account: words("No. Rekening", "Account"),
  qualifyingDays: words("Jumlah Hari", "Days"),
  price: words("Uang Transport per Hari (Rp)", "Daily transport (IDR)"),
  gross: words("Bruto (Rp)", "Gross (IDR)"),
  tax: words("PPh 21 (Rp)", "Tax (IDR)"),
  net: words("Diterima (Rp)", "Net (IDR)"),
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
export const duplicate = words("NIK yang sama sudah mendaftar pada angkatan ini", "the same NIK applied before")

/** What must be known before a list is signed; nothing where it is complete and covered. */
export const notes = ({ budget, cohort, totals }: SeasonResult.CohortResult): ReadonlyArray<Text.Text> => [
  ...(totals.open > 0 ? [incomplete(totals.open)] : []),
  ...(budget.withinBudget ? [] : [beyondBudget(budget.shortage, cohort.budgetLine.account)])
]

/** Below a list from which people are left out because a day is undetermined. */
const incomplete = (people: number): Text.Text =>
  words(
    `DAFTAR BELUM LENGKAP: ${people} peserta belum dapat ditentukan, lihat undetermined.csv`,
    `THIS LIST IS INCOMPLETE: seats of which something is undetermined: ${people}, see undetermined.csv`
  )

const rupiah = (amount: number, language: Text.Language): string => Rupiah.format(Money.minorUnits(amount), language)

/** Below a list that the budget line does not cover: it is refused whole. */
const beyondBudget = (shortage: number, account: string): Text.Text =>
  words(
    `DAFTAR DITOLAK: melebihi pagu rekening ${account} sebesar ${rupiah(shortage, "id")}`,
    `THIS LIST IS REFUSED: it exceeds the budget line ${account} by ${rupiah(shortage, "en")}`
  )
