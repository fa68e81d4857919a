/**
 * Instruments of the health protocol of 2020 to 2022.
 */
import { Citation } from "@bina/policy"

/** The health protocol of Medan; amended by Perwal 38/2020, whose day and fines were not found. */
export const perwalMedan27of2020 = Citation.make({
  instrument: "Perwal Medan 27/2020",
  title: "Adaptasi Kebiasaan Baru pada Kondisi Pandemi Covid-19 di Kota Medan",
  inForceFrom: "2020-07-01",
  confidence: "sourced"
})

/** Public places and events: no entry above 37.3 °C. */
export const kmk382of2020 = Citation.make({
  instrument: "KMK HK.01.07/MENKES/382/2020",
  title: "Protokol Kesehatan bagi Masyarakat di Tempat dan Fasilitas Umum",
  inForceFrom: "2020-06-19",
  confidence: "sourced"
})

const instruction = (number: string, title: string) =>
  Citation.make({ instrument: `Inmendagri ${number}`, title, confidence: "sourced" })

/** Level 4 outside Java and Bali, summer of 2021. */
export const inmendagri31of2021 = instruction("31/2021", "PPKM Level 4 di luar Jawa dan Bali")

/** Level 2 for Medan, October 2021. */
export const inmendagri48of2021 = instruction("48/2021", "PPKM di luar Jawa dan Bali")

/** Level 3 for Medan, February 2022. */
export const inmendagri11of2022 = instruction("11/2022", "PPKM di luar Jawa dan Bali")

/** Level 1 for Medan, April 2022. */
export const inmendagri21of2022 = instruction("21/2022", "PPKM di luar Jawa dan Bali")

/** Activity restrictions stopped. */
export const inmendagri53of2022 = Citation.make({
  instrument: "Inmendagri 53/2022",
  title: "Pencegahan dan Pengendalian Covid-19 pada Masa Transisi Menuju Endemi",
  signedOn: "2022-12-30",
  inForceFrom: "2022-12-30",
  confidence: "sourced"
})
