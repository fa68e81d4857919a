/**
 * Holidays and days of collective leave of 2020 to 2023 with their decrees, as last amended, for offices that work from
 * Monday to Friday. Another year is not guessed: who needs it adds it with its decree.
 */
import { Calendar } from "@bina/core"
import { type Citation, CivilDate } from "@bina/policy"
import * as Law from "../citation/CalendarLaw.ts"

// ---- Rules

const newYear = ["Tahun Baru", "New Year"] as const
const chineseNewYear = ["Tahun Baru Imlek", "Chinese New Year"] as const
const ascentOfMuhammad = ["Isra Mikraj", "Isra and Mi'raj"] as const
const nyepi = ["Nyepi", "Nyepi"] as const
const goodFriday = ["Wafat Isa Almasih", "Good Friday"] as const
const labour = ["Hari Buruh", "Labour Day"] as const
const waisak = ["Waisak", "Vesak"] as const
const ascension = ["Kenaikan Isa Almasih", "Ascension Day"] as const
const eid = ["Idul Fitri", "Eid al-Fitr"] as const
const pancasila = ["Hari Lahir Pancasila", "Pancasila Day"] as const
const sacrifice = ["Idul Adha", "Eid al-Adha"] as const
const independence = ["Hari Kemerdekaan", "Independence Day"] as const
const islamicNewYear = ["Tahun Baru Islam", "Islamic New Year"] as const
const birthOfMuhammad = ["Maulid Nabi", "Birthday of the Prophet"] as const
const christmas = ["Natal", "Christmas"] as const
const leave = ["Cuti bersama", "Collective leave"] as const

type Entry = readonly [day: `${number}-${number}`, name: readonly [string, string], citation?: Citation.Citation]

const year = (number: number, citation: Citation.Citation, entries: ReadonlyArray<Entry>): Calendar.Year => ({
  year: number,
  weekend: [6, 7],
  holidays: entries.map(([day, [id, en], own]) => ({
    on: CivilDate.makeUnsafe(`${number}-${day}` as CivilDate.CivilDateText),
    name: { id, en },
    citation: own ?? citation
  }))
})

/** The years, for a department that adds closures of its own. */
export const years: ReadonlyArray<Calendar.Year> = [
  year(2020, Law.skb744of2020, [
    ["01-01", newYear],
    ["01-25", chineseNewYear],
    ["03-22", ascentOfMuhammad],
    ["03-25", nyepi],
    ["04-10", goodFriday],
    ["05-01", labour],
    ["05-07", waisak],
    ["05-21", ascension],
    ["05-24", eid],
    ["05-25", eid],
    ["06-01", pancasila],
    ["07-31", sacrifice],
    ["08-17", independence],
    ["08-20", islamicNewYear],
    ["08-21", leave],
    ["10-28", leave],
    ["10-29", birthOfMuhammad],
    ["10-30", leave],
    ["12-09", ["Hari pemungutan suara", "Election day"], Law.keppres22of2020],
    ["12-24", leave],
    ["12-25", christmas],
    ["12-31", leave]
  ]),
  year(2021, Law.skb712of2021, [
    ["01-01", newYear],
    ["02-12", chineseNewYear],
    ["03-11", ascentOfMuhammad],
    ["03-14", nyepi],
    ["04-02", goodFriday],
    ["05-01", labour],
    ["05-12", leave],
    // Ascension Day fell on the same day.
    ["05-13", eid],
    ["05-14", eid],
    ["05-26", waisak],
    ["06-01", pancasila],
    ["07-20", sacrifice],
    ["08-11", islamicNewYear],
    ["08-17", independence],
    ["10-20", birthOfMuhammad],
    ["12-25", christmas]
  ]),
  year(2022, Law.skb375of2022, [
    ["01-01", newYear],
    ["02-01", chineseNewYear],
    ["02-28", ascentOfMuhammad],
    ["03-03", nyepi],
    ["04-15", goodFriday],
    ["04-29", leave],
    ["05-01", labour],
    ["05-02", eid],
    ["05-03", eid],
    ["05-04", leave],
    ["05-05", leave],
    ["05-06", leave],
    ["05-16", waisak],
    ["05-26", ascension],
    ["06-01", pancasila],
    ["07-09", sacrifice],
    ["07-30", islamicNewYear],
    ["08-17", independence],
    ["10-08", birthOfMuhammad],
    ["12-25", christmas]
  ]),
  year(2023, Law.skb624of2023, [
    ["01-01", newYear],
    ["01-22", chineseNewYear],
    ["01-23", leave],
    ["02-18", ascentOfMuhammad],
    ["03-22", nyepi],
    ["03-23", leave],
    ["04-07", goodFriday],
    ["04-19", leave],
    ["04-20", leave],
    ["04-21", leave],
    ["04-22", eid],
    ["04-23", eid],
    ["04-24", leave],
    ["04-25", leave],
    ["05-01", labour],
    ["05-18", ascension],
    ["06-01", pancasila],
    ["06-02", leave],
    ["06-04", waisak],
    ["06-28", leave],
    ["06-29", sacrifice],
    ["06-30", leave],
    ["07-19", islamicNewYear],
    ["08-17", independence],
    ["09-28", birthOfMuhammad],
    ["12-25", christmas],
    ["12-26", leave]
  ])
]

/** The calendar of 2020 to 2023. */
export const calendar: Calendar.Calendar = Calendar.makeUnsafe(years)
