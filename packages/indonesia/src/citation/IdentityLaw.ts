/**
 * Instruments about identity numbers, regions, tax numbers and personal data.
 */
import { Citation } from "@bina/policy"

/** One identity number for every resident, for life. */
export const uu23of2006 = Citation.make({
  instrument: "UU 23/2006",
  article: "13",
  title: "Administrasi Kependudukan",
  confidence: "sourced"
})

/** The structure of the identity number: region, day of birth, serial. */
export const pp37of2007 = Citation.make({
  instrument: "PP 37/2007",
  article: "37",
  title: "Pelaksanaan UU 23/2006 tentang Administrasi Kependudukan",
  confidence: "sourced"
})

/** The number does not change and does not follow a move. */
export const pp40of2019 = Citation.make({
  instrument: "PP 40/2019",
  article: "30(2)",
  title: "Pelaksanaan UU 23/2006 sebagaimana diubah dengan UU 24/2013",
  confidence: "sourced"
})

/** Codes and names of the regions of government. */
export const kepmendagri2138of2025 = Citation.make({
  instrument: "Kepmendagri 300.2.2-2138/2025",
  title: "Kode dan Data Wilayah Administrasi Pemerintahan",
  confidence: "sourced"
})

/** A resident's identity number is the tax number. */
export const pmk112of2022 = Citation.make({
  instrument: "PMK 112/PMK.03/2022",
  article: "2(1)",
  title: "Nomor Pokok Wajib Pajak bagi Orang Pribadi, Badan, dan Instansi Pemerintah",
  inForceFrom: "2022-07-14",
  confidence: "sourced"
})

/** Extends the use of tax numbers of 15 digits to the middle of 2024. */
export const pmk136of2023 = Citation.make({
  instrument: "PMK 136/2023",
  title: "Perubahan atas PMK 112/PMK.03/2022",
  confidence: "well-known"
})

/** Protection of personal data. */
export const uu27of2022 = Citation.make({
  instrument: "UU 27/2022",
  title: "Pelindungan Data Pribadi",
  inForceFrom: "2022-10-17",
  confidence: "sourced"
})
