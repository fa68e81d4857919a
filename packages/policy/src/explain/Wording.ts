/**
 * The library's own words in renderings, in both languages. The authors' texts of rules and facts lead; these only
 * join them.
 */
import type * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"
import type * as Explain from "./Explain.ts"

const text = (id: string, en: string): Text.Text => ({ id, en })

/** Sentences and headings. */
export const words = {
  eligible: text("Memenuhi syarat.", "Eligible."),
  ineligible: text("Tidak memenuhi syarat, karena:", "Not eligible, because:"),
  undetermined: text("Belum dapat diputuskan. Yang belum diketahui:", "Undetermined. Not yet known:"),
  invalid: text("Tidak dapat diputuskan. Data yang tidak sah:", "Cannot be decided. Facts that are not valid:"),
  assessed: text("Hasil perhitungan:", "Assessed:"),
  exception: text("pengecualian", "exception"),
  concerned: text("data yang dipakai", "facts used"),
  requirement: text("syarat", "requirement"),
  basis: text("dasar", "basis"),
  since: text("sejak", "since"),
  policy: text("Kebijakan", "Policy"),
  fingerprint: text("Sidik", "Fingerprint"),
  element: text("baris", "row"),
  each: text("{yes} dari {all} baris terpenuhi", "{yes} of {all} rows satisfied"),
  yes: text("ya", "yes"),
  no: text("tidak", "no"),
  absent: text("tidak ada", "none"),
  unknown: text("belum diketahui", "not known"),
  withheld: text("disembunyikan", "withheld"),
  sealed: text("tersimpan terpisah", "kept apart")
} as const

/** What each kind of node does. */
export const kinds: { readonly [K in Node.Kind]: Text.Text } = {
  fact: text("fakta", "fact"),
  literal: text("tetapan", "constant"),
  rule: text("aturan", "rule"),
  not: text("bukan", "not"),
  and: text("semua terpenuhi", "all of"),
  or: text("salah satu terpenuhi", "any of"),
  "at-least-of": text("sekurang-kurangnya sejumlah syarat", "at least so many of"),
  compare: text("perbandingan", "comparison"),
  member: text("termasuk dalam", "is among"),
  choose: text("jika … maka", "if … then"),
  cases: text("tabel keputusan", "decision table"),
  "if-set": text("jika ditetapkan", "if set"),
  set: text("nilai yang ditetapkan", "the value set"),
  plus: text("ditambah", "plus"),
  minus: text("dikurangi", "minus"),
  times: text("dikali", "times"),
  "at-most": text("paling banyak", "at most"),
  "at-least": text("paling sedikit", "at least"),
  ratio: text("perbandingan bagian", "fraction"),
  share: text("bagian dari", "share"),
  age: text("umur dalam tahun", "age in years"),
  "days-between": text("selisih hari", "days between"),
  "plus-days": text("hari sesudahnya", "days later"),
  parameter: text("nilai menurut peraturan", "figure of law"),
  duty: text("kewajiban berlaku", "duty in force"),
  band: text("golongan", "band"),
  scale: text("tarif berlapis", "marginal scale"),
  count: text("banyaknya", "count"),
  some: text("ada yang memenuhi", "some"),
  every: text("semua memenuhi", "every"),
  sum: text("jumlah", "sum"),
  least: text("terkecil", "least"),
  greatest: text("terbesar", "greatest")
}

/** How values are compared and rounded. */
export const hows: { readonly [K in NonNullable<Explain.Step["how"]>]: Text.Text } = {
  equal: text("sama dengan", "equal to"),
  "not-equal": text("tidak sama dengan", "not equal to"),
  less: text("kurang dari", "less than"),
  "at-most": text("paling banyak", "at most"),
  more: text("lebih dari", "more than"),
  "at-least": text("paling sedikit", "at least"),
  down: text("dibulatkan ke bawah", "rounded down"),
  up: text("dibulatkan ke atas", "rounded up"),
  "half-up": text("dibulatkan ke terdekat", "rounded to the nearest, halves up"),
  "half-even": text("dibulatkan ke terdekat, tengah ke genap", "rounded to the nearest, halves to even")
}
