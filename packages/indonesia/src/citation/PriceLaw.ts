/**
 * The ministry's standards of prices, one instrument for each fiscal year.
 */
import { Citation } from "@bina/policy"

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
