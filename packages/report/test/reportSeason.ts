/**
 * An invented season of seven cohorts, as the report sees it: figures of the size that a city's season has.
 */
import { CivilDate } from "@bina/policy"
import type { CohortReport, SeasonReport, SessionReport } from "../src/html/SeasonReport.ts"

/** Date; present, excused, absent, unrecorded, qualifying; mask, distance, hand washing, temperature, all. */
type Day = readonly [CivilDate.CivilDateText, ...Array<number>]

const session = ([date, ...figures]: Day): SessionReport => {
  const [present = 0, excused = 0, absent = 0, unrecorded = 0, qualifying = 0] = figures
  const [mask = 0, distance = 0, handWashing = 0, temperature = 0, all = 0] = figures.slice(5)
  return {
    date: CivilDate.makeUnsafe(date),
    present,
    partial: 0,
    excused,
    absent,
    unrecorded,
    qualifying,
    protocol: { came: present, kept: [mask, distance, handWashing, temperature], all }
  }
}

const counts = (entries: Readonly<Record<string, number>>): CohortReport["refusals"] =>
  Object.entries(entries).map(([code, count]) => ({ code, count }))

const none = { people: 0, gross: 0, tax: 0, net: 0 }

/** Seven cohorts; one list above its budget, corrections in three cohorts. */
export const cohorts: ReadonlyArray<CohortReport> = [
  {
    id: "kue-modern",
    course: "Kue modern",
    venue: "Ruang praktik Uni Bis",
    payer: "APBD",
    startsOn: CivilDate.makeUnsafe("2020-10-05"),
    endsOn: CivilDate.makeUnsafe("2020-10-09"),
    quota: 25,
    applications: { received: 52, seated: 25, waitlisted: 14, refused: 8, undetermined: 3, duplicates: 2 },
    refusals: counts({ "household-limit": 2, "business-too-large": 2, "public-employee": 1, "over-age": 3 }),
    missing: counts({ nik: 2, birthDate: 1 }),
    sessions: (
      [
        ["2020-10-05", 23, 1, 1, 0, 15, 21, 20, 23, 22, 17],
        ["2020-10-06", 24, 1, 0, 0, 22, 24, 24, 24, 24, 24],
        ["2020-10-07", 24, 0, 1, 0, 21, 24, 22, 24, 24, 22],
        ["2020-10-08", 25, 0, 0, 0, 23, 25, 24, 25, 25, 24],
        ["2020-10-09", 24, 1, 0, 0, 20, 24, 24, 24, 24, 24]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 22, notCompleted: 3, undetermined: 0 },
    payment: {
      qualifyingDays: 101,
      gross: 12120000,
      tax: 681600,
      net: 11438400,
      payees: 25,
      undetermined: 0,
      budget: { account: "5.2.2.03", line: 15000000, withinBudget: true, shortage: 0, choices: [] }
    },
    adjustments: { overpaid: { people: 3, gross: -480000, tax: -27600, net: -452400 }, underpaid: none, unchanged: 0 }
  },
  {
    id: "kue-tradisional",
    course: "Kue tradisional",
    venue: "Ruang praktik Uni Bis",
    payer: "APBD",
    startsOn: CivilDate.makeUnsafe("2020-10-12"),
    endsOn: CivilDate.makeUnsafe("2020-10-16"),
    quota: 25,
    applications: { received: 47, seated: 25, waitlisted: 6, refused: 12, undetermined: 2, duplicates: 2 },
    refusals: counts({
      "already-seated": 2,
      "over-age": 3,
      "public-employee": 4,
      "in-formal-education": 3,
      "not-resident": 2,
      "business-too-large": 1,
      "under-age": 1
    }),
    missing: counts({ nik: 2 }),
    sessions: (
      [
        ["2020-10-12", 24, 1, 0, 0, 22, 23, 23, 24, 24, 22],
        ["2020-10-13", 25, 0, 0, 0, 19, 23, 21, 25, 25, 19],
        ["2020-10-14", 24, 1, 0, 0, 21, 24, 22, 23, 23, 21],
        ["2020-10-15", 24, 0, 1, 0, 20, 24, 23, 23, 24, 22],
        ["2020-10-16", 23, 1, 1, 0, 20, 23, 20, 23, 23, 20]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 23, notCompleted: 2, undetermined: 0 },
    payment: {
      qualifyingDays: 102,
      gross: 12240000,
      tax: 680400,
      net: 11559600,
      payees: 25,
      undetermined: 0,
      budget: { account: "5.2.2.03", line: 15000000, withinBudget: true, shortage: 0, choices: [] }
    },
    adjustments: { overpaid: none, underpaid: none, unchanged: 0 }
  },
  {
    id: "bordir",
    course: "Bordir pakaian jadi",
    venue: "Balai kelurahan",
    payer: "APBD",
    startsOn: CivilDate.makeUnsafe("2020-10-12"),
    endsOn: CivilDate.makeUnsafe("2020-10-21"),
    quota: 20,
    applications: { received: 33, seated: 20, waitlisted: 1, refused: 10, undetermined: 2, duplicates: 0 },
    refusals: counts({
      "under-age": 3,
      "in-formal-education": 1,
      "public-employee": 2,
      "business-too-large": 2,
      "already-seated": 1,
      "not-resident": 1
    }),
    missing: counts({ annualSales: 2 }),
    sessions: (
      [
        ["2020-10-12", 17, 2, 1, 0, 14, 17, 15, 16, 17, 14],
        ["2020-10-13", 18, 2, 0, 0, 15, 17, 18, 18, 17, 16],
        ["2020-10-14", 19, 1, 0, 0, 18, 19, 19, 18, 19, 18],
        ["2020-10-15", 18, 0, 2, 0, 16, 18, 17, 18, 18, 17],
        ["2020-10-16", 17, 3, 0, 0, 14, 17, 14, 17, 17, 14],
        ["2020-10-19", 20, 0, 0, 0, 17, 19, 20, 18, 20, 17],
        ["2020-10-20", 19, 1, 0, 0, 16, 19, 19, 19, 18, 18],
        ["2020-10-21", 17, 3, 0, 0, 14, 16, 17, 17, 17, 16]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 15, notCompleted: 5, undetermined: 0 },
    payment: {
      qualifyingDays: 124,
      gross: 14576820,
      tax: 824053,
      net: 13752767,
      payees: 20,
      undetermined: 0,
      budget: { account: "5.2.2.03", line: 19200000, withinBudget: true, shortage: 0, choices: [] }
    },
    adjustments: { overpaid: none, underpaid: none, unchanged: 0 }
  },
  {
    id: "sablon",
    course: "Sablon kain",
    venue: "Aula dinas",
    payer: "APBD",
    startsOn: CivilDate.makeUnsafe("2020-10-19"),
    endsOn: CivilDate.makeUnsafe("2020-10-26"),
    quota: 30,
    applications: { received: 41, seated: 22, waitlisted: 0, refused: 16, undetermined: 2, duplicates: 1 },
    refusals: counts({
      "under-age": 1,
      "public-employee": 2,
      "already-seated": 4,
      "over-age": 4,
      "in-formal-education": 4,
      "not-resident": 4,
      "business-too-large": 1
    }),
    missing: counts({ nik: 1, birthDate: 1 }),
    sessions: (
      [
        ["2020-10-19", 20, 0, 2, 0, 18, 20, 20, 19, 20, 19],
        ["2020-10-20", 19, 3, 0, 0, 18, 19, 18, 19, 19, 18],
        ["2020-10-21", 21, 0, 1, 0, 18, 21, 21, 21, 19, 19],
        ["2020-10-22", 22, 0, 0, 0, 19, 21, 20, 22, 22, 19],
        ["2020-10-23", 21, 0, 1, 0, 19, 20, 21, 21, 21, 20],
        ["2020-10-26", 22, 0, 0, 0, 22, 22, 22, 22, 22, 22]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 19, notCompleted: 3, undetermined: 0 },
    payment: {
      qualifyingDays: 114,
      gross: 13680000,
      tax: 744000,
      net: 12936000,
      payees: 22,
      undetermined: 0,
      budget: { account: "5.2.2.03", line: 21600000, withinBudget: true, shortage: 0, choices: [] }
    },
    adjustments: {
      overpaid: { people: 5, gross: -600000, tax: -32400, net: -567600 },
      underpaid: { people: 1, gross: 120000, tax: 7200, net: 112800 },
      unchanged: 0
    }
  },
  {
    id: "las",
    course: "Pengelasan",
    venue: "Bengkel mitra",
    payer: "APBD",
    startsOn: CivilDate.makeUnsafe("2020-10-19"),
    endsOn: CivilDate.makeUnsafe("2020-11-04"),
    quota: 20,
    applications: { received: 38, seated: 20, waitlisted: 6, refused: 9, undetermined: 1, duplicates: 2 },
    refusals: counts({
      "public-employee": 2,
      "under-age": 5,
      "in-formal-education": 1,
      "not-resident": 2,
      "over-age": 1,
      "business-too-large": 1
    }),
    missing: counts({ annualSales: 1 }),
    sessions: (
      [
        ["2020-10-19", 17, 1, 2, 0, 17, 17, 17, 17, 17, 17],
        ["2020-10-20", 18, 0, 2, 0, 15, 18, 17, 18, 17, 16],
        ["2020-10-21", 17, 3, 0, 0, 14, 17, 16, 15, 17, 14],
        ["2020-10-22", 16, 4, 0, 0, 13, 15, 16, 15, 15, 14],
        ["2020-10-23", 19, 0, 1, 0, 14, 19, 18, 19, 19, 18],
        ["2020-10-26", 15, 4, 1, 0, 12, 14, 15, 14, 14, 12],
        ["2020-10-27", 19, 0, 1, 0, 18, 19, 19, 18, 19, 18],
        ["2020-11-02", 19, 1, 0, 0, 17, 19, 18, 19, 19, 18],
        ["2020-11-03", 18, 2, 0, 0, 14, 18, 17, 17, 17, 15],
        ["2020-11-04", 17, 2, 1, 0, 15, 17, 15, 17, 17, 15]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 16, notCompleted: 4, undetermined: 0 },
    payment: {
      qualifyingDays: 149,
      gross: 17280000,
      tax: 945600,
      net: 16334400,
      payees: 20,
      undetermined: 0,
      budget: {
        account: "5.2.2.03",
        line: 15000000,
        withinBudget: false,
        shortage: 2280000,
        choices: [
          { kind: "registration-order", paid: 17, unpaid: 3, total: 14760000, residue: 240000 },
          { kind: "per-day", paid: 20, perDay: 103448, total: 14999960, residue: 40 },
          { kind: "whole-days", paid: 20, days: 6, total: 14400000, residue: 600000 },
          { kind: "postponed", paid: 0, total: 0, residue: 15000000, shortage: 2280000 }
        ]
      }
    },
    adjustments: { overpaid: none, underpaid: none, unchanged: 0 }
  },
  {
    id: "kemasan-minuman",
    course: "Pengemasan minuman",
    venue: "Aula dinas",
    payer: "APBD",
    startsOn: CivilDate.makeUnsafe("2020-11-02"),
    endsOn: CivilDate.makeUnsafe("2020-11-05"),
    quota: 30,
    applications: { received: 58, seated: 30, waitlisted: 6, refused: 16, undetermined: 3, duplicates: 3 },
    refusals: counts({
      "under-age": 6,
      "not-resident": 3,
      "already-seated": 3,
      "public-employee": 3,
      "in-formal-education": 1
    }),
    missing: counts({ nik: 1, annualSales: 2 }),
    sessions: (
      [
        ["2020-11-02", 27, 2, 1, 0, 25, 26, 26, 27, 27, 25],
        ["2020-11-03", 26, 3, 1, 0, 24, 26, 26, 26, 25, 25],
        ["2020-11-04", 29, 1, 0, 0, 23, 28, 28, 28, 27, 25],
        ["2020-11-05", 27, 2, 1, 0, 23, 27, 25, 26, 27, 24]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 20, notCompleted: 10, undetermined: 0 },
    payment: {
      qualifyingDays: 95,
      gross: 11400000,
      tax: 624000,
      net: 10776000,
      payees: 30,
      undetermined: 0,
      budget: { account: "5.2.2.03", line: 14400000, withinBudget: true, shortage: 0, choices: [] }
    },
    adjustments: { overpaid: none, underpaid: none, unchanged: 0 }
  },
  {
    id: "kopi",
    course: "Pengolahan kopi",
    venue: "Hotel Madani",
    payer: "APBN",
    startsOn: CivilDate.makeUnsafe("2020-10-12"),
    endsOn: CivilDate.makeUnsafe("2020-10-19"),
    quota: 35,
    applications: { received: 64, seated: 35, waitlisted: 12, refused: 13, undetermined: 4, duplicates: 0 },
    refusals: counts({
      "already-seated": 3,
      "business-too-large": 3,
      "in-formal-education": 2,
      "not-resident": 2,
      "public-employee": 3
    }),
    missing: counts({ annualSales: 4 }),
    sessions: (
      [
        ["2020-10-12", 32, 3, 0, 0, 29, 29, 32, 32, 32, 29],
        ["2020-10-13", 31, 3, 1, 0, 29, 31, 31, 30, 31, 30],
        ["2020-10-14", 31, 2, 2, 0, 30, 31, 31, 31, 31, 31],
        ["2020-10-15", 32, 1, 2, 0, 25, 32, 31, 30, 31, 28],
        ["2020-10-16", 30, 3, 2, 0, 27, 30, 28, 30, 30, 28],
        ["2020-10-19", 32, 2, 1, 0, 31, 32, 32, 32, 32, 32]
      ] satisfies ReadonlyArray<Day>
    ).map(session),
    completion: { completed: 27, notCompleted: 8, undetermined: 0 },
    payment: {
      qualifyingDays: 171,
      gross: 25650000,
      tax: 1413000,
      net: 24237000,
      payees: 35,
      undetermined: 0,
      budget: { account: "524113", line: 31500000, withinBudget: true, shortage: 0, choices: [] }
    },
    adjustments: {
      overpaid: { people: 5, gross: -900000, tax: -46500, net: -853500 },
      underpaid: { people: 1, gross: 150000, tax: 7500, net: 142500 },
      unchanged: 0
    }
  }
]

/** The season, with a few problems in its files. */
export const season: SeasonReport = {
  season: "kota-2020",
  measures: [
    { id: "Masker", en: "Mask" },
    { id: "Jaga jarak", en: "Distance" },
    { id: "Cuci tangan", en: "Hand washing" },
    { id: "Suhu tubuh", en: "Temperature" }
  ],
  title: "Pelatihan pemulihan ekonomi IKM dan UMKM, Kota Medan 2020",
  department: "Dinas Perindustrian Kota Medan",
  city: { name: "Kota Rekaan", code: "Kemendagri 12.71" },
  fiscalYear: 2020,
  period: { from: CivilDate.makeUnsafe("2020-10-05"), through: CivilDate.makeUnsafe("2020-11-05") },
  preparedOn: CivilDate.makeUnsafe("2020-11-30"),
  cohorts,
  reasons: [
    { code: "under-age", text: { id: "Belum berusia 18 tahun", en: "Younger than 18" } },
    { code: "over-age", text: { id: "Berusia lebih dari 55 tahun", en: "Older than 55" } },
    { code: "not-resident", text: { id: "Tidak beralamat di kota ini", en: "Does not live in the city" } },
    { code: "public-employee", text: { id: "Pegawai negeri, TNI, Polri atau BUMN", en: "Public employee" } },
    { code: "in-formal-education", text: { id: "Masih menempuh pendidikan formal", en: "In formal education" } },
    {
      code: "business-too-large",
      text: { id: "Omzet melebihi batas usaha kecil", en: "Sales above the ceiling of a small business" },
      citation: "UU 20/2008 Pasal 6"
    },
    { code: "already-seated", text: { id: "Sudah diterima di angkatan lain", en: "Holds a seat in another cohort" } },
    {
      code: "household-limit",
      text: { id: "Dua anggota keluarga sudah diterima", en: "Two of the household hold seats" }
    }
  ],
  facts: [
    {
      code: "nik",
      name: { id: "NIK yang utuh", en: "A well-formed identity number" },
      remedy: { id: "Salin ulang dari KTP", en: "Copy it again from the identity card" }
    },
    {
      code: "birthDate",
      name: { id: "Tanggal lahir", en: "Date of birth" },
      remedy: { id: "Minta salinan KTP atau akta", en: "Ask for the identity card or birth certificate" }
    },
    { code: "annualSales", name: { id: "Omzet per tahun", en: "Annual sales" } }
  ],
  problems: [
    {
      kind: "malformed-nik",
      text: { id: "NIK rusak oleh lembar sebar", en: "Identity number ruined by a spreadsheet" },
      effect: "warning",
      files: [
        { file: "cohorts/kue-modern/roster.csv", count: 2 },
        { file: "cohorts/sablon/roster.csv", count: 1 }
      ]
    },
    {
      kind: "attendance-without-seat",
      text: { id: "Kehadiran seseorang yang tidak memiliki kursi", en: "Attendance of somebody who holds no seat" },
      effect: "not-counted",
      files: [{ file: "cohorts/las/attendance.csv", count: 3 }]
    }
  ],
  policies: [
    { name: "kota-2020/eligibility", fingerprint: "3f1c0a7be29d54c86a10f7e3b95d2c4418aa60f2d7c9135be8046fd1a2b7c9e0" },
    { name: "kota-2020/allowance", fingerprint: "b84e6d10c3a95f7220e1d8c4f6ab390517cd82e4960fba31d5727c08e9f46a1b" }
  ]
}
