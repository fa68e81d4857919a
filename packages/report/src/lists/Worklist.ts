/**
 * What an officer of supervision has to look at, by day: rows to mend before anything else, windows that end and what
 * silence brings, closures that only an act of its own lifts, and reports by whose neglect something may be revoked, under
 * which reading of the law.
 */
import { Ladder, type PeriodicReport } from "@bina/core"
import type { Text } from "@bina/policy"
import type { SupervisionResult } from "@bina/season"
import * as Table from "./Table.ts"

// ---- Models

/** One thing to do. Without a day it waits for nobody's window. */
export interface Item {
  readonly district: string
  readonly number: string
  readonly name: string
  readonly kind: keyof typeof kinds
  readonly on: string
  readonly about: Text.Text
}

// ---- Words

const kinds = {
  mend: { id: "lengkapi data", en: "mend the data" },
  window: { id: "masa tanggapan", en: "time to answer" },
  closed: { id: "penutupan", en: "closure" },
  ended: { id: "langkah terakhir", en: "last step" },
  revocable: { id: "laporan tidak masuk", en: "reports not sent" },
  reports: { id: "laporan belum pasti", en: "reports undetermined" }
} as const

const columns: ReadonlyArray<Text.Text> = [
  { id: "Hari", en: "Day" },
  { id: "Urusan", en: "Matter" },
  { id: "Kecamatan", en: "District" }
]
const columnsAfter: ReadonlyArray<Text.Text> = [
  { id: "Nama", en: "Name" },
  { id: "Keterangan", en: "Remark" }
]

// ---- Rules

/** Everything to do, what has no day first, then by day. */
export const of = ({ establishments, ladder }: SupervisionResult.SupervisionResult): ReadonlyArray<Item> =>
  establishments
    .flatMap((outcome) => [...opened(outcome), ...sanctioned(outcome, ladder), ...reported(outcome)])
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

/** The list as a file; `number` is what the number of an establishment is called. */
export const write = (items: ReadonlyArray<Item>, number: string, language: Text.Language): string =>
  Table.write(
    [...columns.map((column) => column[language]), number, ...columnsAfter.map((column) => column[language])],
    items.map((item) => [
      item.on,
      kinds[item.kind][language],
      item.district,
      item.number,
      item.name,
      item.about[language]
    ])
  )

const who = ({ establishment: { district, name, number } }: SupervisionResult.Outcome) => ({ district, number, name })

const opened = (outcome: SupervisionResult.Outcome): ReadonlyArray<Item> =>
  outcome.open === 0
    ? []
    : [
        {
          ...who(outcome),
          kind: "mend",
          on: "",
          about: {
            id: `${outcome.open} baris kunjungan harus diperbaiki dahulu (problems.csv); jangan mengambil langkah berikutnya`,
            en: `${outcome.open} rows of visits have to be mended first (problems.csv); take no next step`
          }
        }
      ]

const sanctioned = (outcome: SupervisionResult.Outcome, ladder: Ladder.Ladder): ReadonlyArray<Item> => {
  const { current } = outcome
  if (current === undefined) return []
  const at = Ladder.placeOf(ladder, current.step)
  const step = ladder.steps[at]!
  const next = ladder.steps[at + 1]
  const items: Array<Item> = []
  if (step.effect === "closed") {
    items.push({
      ...who(outcome),
      kind: "closed",
      on: current.notified,
      about: {
        id: `${step.text.id} sejak ${current.notified}; dibuka hanya dengan berita acara pembukaan`,
        en: `${step.text.en} since ${current.notified}; lifted only by an act of its own`
      }
    })
  }
  items.push(
    next === undefined
      ? {
          ...who(outcome),
          kind: "ended",
          on: current.respondBefore,
          about: {
            id: `${step.text.id} pada ${current.notified}; tidak ada langkah lain`,
            en: `${step.text.en} on ${current.notified}; there is no further step`
          }
        }
      : {
          ...who(outcome),
          kind: "window",
          on: current.respondBefore,
          about: {
            id: `${step.text.id} pada ${current.notified}: tanpa kunjungan baru tidak ada yang berubah; pelanggaran sejak ${current.respondBefore} dapat diikuti ${next.text.id}`,
            en: `${step.text.en} on ${current.notified}: without a new visit nothing changes; a violation from ${current.respondBefore} on may be followed by ${next.text.en}`
          }
        }
  )
  return items
}

const reported = (outcome: SupervisionResult.Outcome): ReadonlyArray<Item> => {
  const { reports } = outcome
  if (reports._tag === "NotOwed") return []
  const item = (kind: Item["kind"], on: string, id: string, en: string) => [
    { ...who(outcome), kind, on, about: { id, en } }
  ]
  if (reports._tag === "NotKnown") {
    return item(
      "reports",
      "",
      "belum diketahui apakah, atau pada hari apa, usaha ini wajib melapor",
      "it is not known whether, or on which days, reports were owed"
    )
  }
  return remark(item, reports.outcome, reports.standing)
}

const remark = (
  item: (kind: Item["kind"], on: string, id: string, en: string) => ReadonlyArray<Item>,
  outcome: PeriodicReport.Outcome,
  { consecutive, cumulative, missed }: PeriodicReport.Standing
): ReadonlyArray<Item> => {
  const [all, row] = [cumulative ?? "-", consecutive ?? "-"]
  const id = `${missed} periode tidak dilaporkan; pencabutan dimungkinkan bila dihitung seluruhnya: ${all}, bila berturut-turut: ${row}`
  const en = `${missed} periods without a report; revocable if counted in all: ${all}, if in a row: ${row}`
  switch (outcome._tag) {
    case "InGoodStanding":
      return []
    case "Neglected":
      return item("revocable", outcome.on, id, en)
    case "Ambiguous":
      return item(
        "revocable",
        cumulative ?? consecutive ?? "",
        `${id}; tanyakan bacaan mana yang berlaku sebelum bertindak`,
        `${en}; ask which reading holds before acting`
      )
    case "Undetermined":
      return item(
        "reports",
        "",
        `laporan periode ${outcome.unreadable.join(", ")} tidak terbaca dan menentukan; perbaiki dahulu`,
        `the reports of ${outcome.unreadable.join(", ")} cannot be read and decide; mend them first`
      )
  }
}
