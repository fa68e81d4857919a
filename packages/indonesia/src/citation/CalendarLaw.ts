/**
 * Joint decrees of three ministers (Agama, Ketenagakerjaan, PANRB) on holidays and collective leave, each as last amended:
 * an earlier decree of the same year set other days.
 */
import { Citation } from "@bina/policy"

const decree = (
  year: number,
  numbers: string,
  signedOn: Citation.CitationText["signedOn"],
  confidence: Citation.Confidence
) =>
  Citation.make({
    instrument: `SKB 3 Menteri ${numbers}`,
    title: `Hari Libur Nasional dan Cuti Bersama Tahun ${year}`,
    ...(signedOn === undefined ? {} : { signedOn }),
    confidence
  })

/** 2020, fourth amendment of 728/2019: three days of leave in December went. */
export const skb744of2020: Citation.Citation = decree(2020, "744/2020, 05/2020, 06/2020", "2020-12-01", "sourced")

/** Election day of 9 December 2020. */
export const keppres22of2020: Citation.Citation = Citation.make({
  instrument: "Keppres 22/2020",
  title: "Hari Pemungutan Suara Pemilihan Gubernur, Bupati, dan Wali Kota Tahun 2020 sebagai Hari Libur Nasional",
  confidence: "well-known"
})

/** 2021, second amendment of 642/2020: two holidays moved by a day, and the leave of Christmas went. */
export const skb712of2021: Citation.Citation = decree(2021, "712/2021, 1/2021, 3/2021", undefined, "sourced")

/** 2022, amendment of 963/2021: four days of leave were added. */
export const skb375of2022: Citation.Citation = decree(2022, "375/2022, 1/2022, 1/2022", "2022-04-07", "sourced")

/** 2023, second amendment of 1066/2022. Its leave in June was looked up; the other days are commonly held. */
export const skb624of2023: Citation.Citation = decree(2023, "624/2023, 2/2023, 2/2023", undefined, "well-known")
