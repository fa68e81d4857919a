/**
 * Instruments of supervision: sanctions, reports of industry and of investment, what is looked at on a visit.
 */
import { Citation } from "@bina/policy"

/** Article 30 lists six sanctions and no fine; whether they must follow one another is not certain. */
export const perwalMedan27of2020Article30 = Citation.make({
  instrument: "Perwal Medan 27/2020",
  article: "30",
  title: "Adaptasi Kebiasaan Baru pada Kondisi Pandemi Covid-19 di Kota Medan",
  inForceFrom: "2020-07-01",
  confidence: "sourced"
})

/** Heads of regions are told to regulate, and four kinds of sanction are named. */
export const inpres6of2020 = Citation.make({
  instrument: "Inpres 6/2020",
  title: "Peningkatan Disiplin dan Penegakan Hukum Protokol Kesehatan",
  signedOn: "2020-08-04",
  confidence: "sourced"
})

/** Sanctions in stages; amounts of fines are left to cities and regencies. Its day was not found. */
export const pergubSumut34of2020 = Citation.make({
  instrument: "Pergub Sumut 34/2020",
  title: "Peningkatan Disiplin dan Penegakan Hukum Protokol Kesehatan di Provinsi Sumatera Utara",
  confidence: "sourced"
})

/** As the task force spoke on 2020-10-15: two reprimands, and the third time closed at once. A statement, no text. */
export const taskForceStatement = Citation.make({
  instrument: "Satgas Mebidang (keterangan lisan 2020-10-15)",
  title: "Dua kali teguran, ketiga kali langsung ditutup",
  confidence: "sourced"
})

/** Three written warnings of 15 days each from sending; an answer found right makes one lapse. */
export const bkpm6of2020 = Citation.make({
  instrument: "Peraturan BKPM 6/2020",
  article: "50",
  title: "Pedoman dan Tata Cara Pengendalian Pelaksanaan Penanaman Modal",
  confidence: "sourced"
})

/** Reports of investment: micro exempt, small every six months, medium and large every three. */
export const bkpm5of2021 = Citation.make({
  instrument: "Peraturan BKPM 5/2021",
  article: "32",
  title: "Pedoman dan Tata Cara Pengawasan Perizinan Berusaha Berbasis Risiko",
  confidence: "sourced"
})

/** Sanctions on industry; how long each lasts is for the rule of the minister. */
export const pp28of2025 = Citation.make({
  instrument: "PP 28/2025",
  title: "Penyelenggaraan Perizinan Berusaha Berbasis Risiko",
  confidence: "sourced"
})

/** The head of a region supervises holders of an IOMKI, and recommends to the Minister to revoke one. */
export const circular363of2020 = Citation.make({
  instrument: "Surat S/363/M-IND/IND/IV/2020",
  title: "Pengawasan Izin Operasional dan Mobilitas Kegiatan Industri",
  confidence: "uncertain"
})

const circular = (number: string, title: string) =>
  Citation.make({ instrument: `SE Menperin ${number}`, title, confidence: "sourced" })

/** A report at the end of every week; three periods without one cost the IOMKI. */
export const seMenperin8of2020: Citation.Citation = circular(
  "8/2020",
  "Kewajiban Pelaporan Pelaksanaan Kegiatan Industri"
)

/** A report on Tuesday and Friday until 23:59; what is kept to beside the three: six in all. */
export const seMenperin3of2021: Citation.Citation = circular("3/2021", "Operasional dan Mobilitas Kegiatan Industri")

/** A report every Friday. */
export const seMenperin5of2021: Citation.Citation = circular("5/2021", "Operasional dan Mobilitas Kegiatan Industri")

/** Reports of industry in SIINas; half-yearly, later quarterly, from days that were not found. */
export const permenperin2of2019 = Citation.make({
  instrument: "Permenperin 2/2019",
  title: "Tata Cara Penyampaian Data Industri melalui Sistem Informasi Industri Nasional",
  confidence: "sourced"
})

/** Workplaces: distance, masks, cleaning, washing of hands. */
export const kmk328of2020 = Citation.make({
  instrument: "KMK HK.01.07/MENKES/328/2020",
  title: "Panduan Pencegahan dan Pengendalian Covid-19 di Tempat Kerja Perkantoran dan Industri",
  inForceFrom: "2020-05-20",
  confidence: "sourced"
})
