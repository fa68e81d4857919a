/**
 * Instruments about identity numbers and tax numbers.
 */
import { Citation } from "@bina/policy"

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

/** A resident's identity number is the tax number. */
export const pmk112of2022 = Citation.make({
  instrument: "PMK 112/PMK.03/2022",
  article: "2(1)",
  title: "Nomor Pokok Wajib Pajak bagi Orang Pribadi, Badan, dan Instansi Pemerintah",
  inForceFrom: "2022-07-14",
  confidence: "sourced"
})
