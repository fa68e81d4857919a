/**
 * Instruments about the prices that a public payer may use.
 */
import { Citation } from "@bina/policy"

/** The city sets its own unit prices. */
export const pp12of2019 = Citation.make({
  instrument: "PP 12/2019",
  article: "51(5)",
  title: "Pengelolaan Keuangan Daerah",
  confidence: "sourced"
})

/** The first regional price standard, applied from the fiscal year 2021 on. */
export const perpres33of2020 = Citation.make({
  instrument: "Perpres 33/2020",
  title: "Standar Harga Satuan Regional",
  signedOn: "2020-02-20",
  confidence: "sourced"
})

/** Its amendment. */
export const perpres53of2023 = Citation.make({
  instrument: "Perpres 53/2023",
  title: "Perubahan atas Perpres 33/2020 tentang Standar Harga Satuan Regional",
  confidence: "well-known"
})

/** Replaces both. */
export const perpres72of2025 = Citation.make({
  instrument: "Perpres 72/2025",
  title: "Standar Harga Satuan Regional",
  confidence: "sourced"
})

const standard = (year: number, instrument: string, confidence: Citation.Confidence) =>
  Citation.make({ instrument, title: `Standar Biaya Masukan Tahun Anggaran ${year}`, confidence })

/** The ministry's standard of the fiscal year 2020. */
export const sbm2020 = standard(2020, "PMK 78/PMK.02/2019", "well-known")

/** The ministry's standard of the fiscal year 2021. */
export const sbm2021 = standard(2021, "PMK 119/PMK.02/2020", "well-known")

/** The ministry's standard of the fiscal year 2022. */
export const sbm2022 = standard(2022, "PMK 60/PMK.02/2021", "well-known")

/** The ministry's standard of the fiscal year 2023. */
export const sbm2023 = standard(2023, "PMK 83/PMK.02/2022", "well-known")

/** The ministry's standard of the fiscal year 2026. */
export const sbm2026 = Citation.make({
  instrument: "PMK 32/2025",
  title: "Standar Biaya Masukan Tahun Anggaran 2026",
  signedOn: "2025-05-14",
  inForceFrom: "2025-05-20",
  confidence: "sourced"
})
