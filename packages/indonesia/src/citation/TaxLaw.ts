/**
 * Instruments about income tax on payments to participants and civil servants.
 */
import { Citation } from "@bina/policy"

/** The layers of article 17 for the tax years 2009 to 2021. */
export const uu36of2008 = Citation.make({
  instrument: "UU 36/2008",
  article: "17(1)a",
  title: "Perubahan Keempat atas UU 7/1983 tentang Pajak Penghasilan",
  inForceFrom: "2009-01-01",
  confidence: "well-known"
})

/** The same layers, every rate 20 % higher for those without a tax number. */
export const uu36of2008Surcharge = Citation.article(uu36of2008, "17(1)a dan 21(5a)")

/** The layers of article 17 from the tax year 2022 on. */
export const uu7of2021 = Citation.make({
  instrument: "UU 7/2021",
  article: "17(1)a UU PPh",
  title: "Harmonisasi Peraturan Perpajakan",
  inForceFrom: "2022-01-01",
  confidence: "sourced"
})

/** The same layers, every rate 20 % higher for those without a tax number; the surcharge is well known. */
export const uu7of2021Surcharge = Citation.make({
  ...uu7of2021,
  article: "17(1)a dan 21(5a) UU PPh",
  confidence: "well-known"
})

/**
 * How tax on participants of activities was withheld until 2023. That the instrument exists, and since when, is sourced;
 * the method is well known.
 */
export const per16of2016 = Citation.make({
  instrument: "PER-16/PJ/2016",
  title: "Pedoman Teknis Pemotongan, Penyetoran, dan Pelaporan PPh Pasal 21 dan/atau Pasal 26",
  inForceFrom: "2016-09-29",
  confidence: "well-known"
})

/** How tax on participants of activities is withheld from 2024 on. */
export const pmk168of2023 = Citation.make({
  instrument: "PMK 168/2023",
  article: "12(6)",
  title: "Pemotongan Pajak atas Penghasilan sehubungan dengan Pekerjaan, Jasa, atau Kegiatan Orang Pribadi",
  inForceFrom: "2024-01-01",
  confidence: "sourced"
})

/** Final tax on what a civil servant receives from a public budget besides the salary. */
export const pp80of2010 = Citation.make({
  instrument: "PP 80/2010",
  article: "4",
  title: "Tarif Pemotongan dan Pengenaan PPh Pasal 21 atas Penghasilan yang Menjadi Beban APBN atau APBD",
  inForceFrom: "2011-01-01",
  confidence: "sourced"
})
