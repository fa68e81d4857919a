/**
 * Instruments about the size and the trade of businesses.
 */
import { Citation } from "@bina/policy"

/** Micro, small and medium businesses by net worth or annual sales, until 1 February 2021. */
export const uu20of2008 = Citation.make({
  instrument: "UU 20/2008",
  article: "6",
  title: "Usaha Mikro, Kecil, dan Menengah",
  inForceFrom: "2008-07-04",
  confidence: "well-known"
})

/**
 * The same figures while UU 11/2020 had already moved them to a regulation that did not exist yet: practice kept the
 * figures of 2008.
 */
export const uu20of2008Transitional = Citation.make({
  instrument: "UU 20/2008",
  article: "6",
  title: "Usaha Mikro, Kecil, dan Menengah (masa peralihan setelah UU 11/2020)",
  inForceFrom: "2008-07-04",
  confidence: "well-known"
})

/** Micro, small and medium businesses by capital or annual sales, by purpose. */
export const pp7of2021 = Citation.make({
  instrument: "PP 7/2021",
  article: "35",
  title: "Kemudahan, Pelindungan, dan Pemberdayaan Koperasi dan Usaha Mikro, Kecil, dan Menengah",
  inForceFrom: "2021-02-02",
  confidence: "sourced"
})

/** Small, medium and large industry. */
export const permenperin64of2016 = Citation.make({
  instrument: "Permenperin 64/M-IND/PER/7/2016",
  title: "Besaran Jumlah Tenaga Kerja dan Nilai Investasi untuk Klasifikasi Usaha Industri",
  confidence: "sourced"
})

/** KBLI 2020. */
export const bps2of2020 = Citation.make({
  instrument: "Peraturan BPS 2/2020",
  title: "Klasifikasi Baku Lapangan Usaha Indonesia",
  confidence: "sourced"
})

/** KBLI 2025, which replaces KBLI 2020; the day from which it is used was not found. */
export const bps7of2025 = Citation.make({
  instrument: "Peraturan BPS 7/2025",
  title: "Klasifikasi Baku Lapangan Usaha Indonesia",
  confidence: "sourced"
})
