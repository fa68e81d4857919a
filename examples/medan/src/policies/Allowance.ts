/**
 * What a participant is owed: which days are paid, the transport allowance, the tax withheld, and whether the training
 * was completed.
 *
 * Two things that the law leaves open are decided here, by the department: the tax is rounded down to the rupiah, and
 * only a written NPWP counts as a tax id (the fact `hasTaxId`).
 */
import * as Schema from "effect/Schema"
import { HealthProtocol, IncomeTaxLayers, type Region, Temperature } from "@bina/indonesia"
import { Expression, Fact, Policy, Rule } from "@bina/policy"
import * as Terms from "./Terms.ts"

/** Each signature, morning and afternoon, stands for half a session. */
const signaturesPerSession = 2

/** What was recorded of each session. */
export const SessionFacts = Schema.Struct({
  date: Fact.date({ open: true, text: { id: "tanggal", en: "date" } }),
  attended: Fact.boolean({ open: true, text: { id: "hadir", en: "attended" } }),
  signatures: Fact.integer({
    open: true,
    most: signaturesPerSession,
    text: { id: "jumlah paraf", en: "signatures" }
  }),
  masked: Fact.boolean({ open: true, text: { id: "memakai masker", en: "wore a mask" } }),
  distanced: Fact.boolean({ open: true, text: { id: "menjaga jarak", en: "kept distance" } }),
  handsWashed: Fact.boolean({ open: true, text: { id: "mencuci tangan", en: "washed hands" } }),
  temperature: Fact.optional(
    Fact.integer({
      least: 300,
      most: 450,
      text: { id: "suhu tubuh (persepuluh °C)", en: "body temperature (tenths of °C)" }
    })
  )
})

/** The terms of the cohort, one fact about the person, and what was recorded of each session. */
export const ClaimFacts = Schema.Struct({
  dailyTransport: Fact.money("IDR", {
    open: true,
    most: 10_000_000,
    text: { id: "uang transport sehari", en: "daily transport money" }
  }),
  cap: Fact.optional(Fact.money("IDR", { open: true, text: { id: "batas per orang", en: "cap per person" } })),
  hasTaxId: Fact.boolean({ text: { id: "mempunyai NPWP", en: "has a tax id" } }),
  paidOn: Fact.date({ open: true, text: { id: "hari terakhir pelatihan", en: "last day of the training" } }),
  minimumNumerator: Fact.integer({
    open: true,
    most: 1_000,
    text: { id: "kehadiran minimum (pembilang)", en: "minimum attendance (numerator)" }
  }),
  minimumDenominator: Fact.integer({
    open: true,
    least: 1,
    most: 1_000,
    text: { id: "kehadiran minimum (penyebut)", en: "minimum attendance (denominator)" }
  }),
  lessonHoursPerSession: Fact.integer({
    open: true,
    least: 1,
    most: 24,
    text: { id: "jam pelajaran per sesi", en: "lesson hours per session" }
  }),
  sessions: Fact.list(SessionFacts.fields, { text: { id: "sesi", en: "sessions" } })
})

const { hasTaxId, ...ofCohort } = ClaimFacts.fields

/** The part of it that the person says, and the part that the cohort and its sheets say. */
export const TaxFacts = Schema.Struct({ hasTaxId })
export const TermsFacts = Schema.Struct(ofCohort)

/** The allowance of a cohort in a city; where the city has no health protocol, none is asked for. */
export const allowanceIn = (city: Region.Kemendagri) => {
  const protocol = HealthProtocol.of(city)
  return Policy.make(`medan-2020/allowance/${city.digits}`, ClaimFacts, (f) => {
    const qualifyingDay = Rule.each(
      "qualifying-day",
      f.sessions,
      (s) => {
        const temperatureInOrder = s.temperature.ifSet(
          (reading) => reading.isAtMost(Temperature.limit.on(s.date)),
          Expression.boolean(false)
        )
        return s.attended.and(
          s.signatures.is(signaturesPerSession),
          protocol.inForceOn(s.date).implies(s.masked.and(s.distanced, s.handsWashed, temperatureInOrder))
        )
      },
      {
        citation: Terms.allowance,
        text: {
          id: "Hari dibayar: hadir dengan paraf pagi dan sore, dan memenuhi protokol kesehatan selama diwajibkan.",
          en: "A paid day: attended with both signatures, and with the health protocol observed while it is a duty."
        }
      }
    )
    const qualifyingDays = Rule.quantity("qualifying-days", qualifyingDay.count(), {
      citation: Terms.allowance,
      text: { id: "Jumlah hari yang dibayar.", en: "Number of paid days." }
    })
    const gross = Rule.amount("gross", f.dailyTransport.times(qualifyingDays).atMostIfSet(f.cap), {
      citation: Terms.allowance,
      text: {
        id: "Uang transport: hari yang dibayar dikali uang transport sehari, paling banyak batas per orang.",
        en: "Transport money: paid days times the daily amount, at most the cap per person."
      }
    })
    const tax = Rule.amount(
      "tax",
      f.hasTaxId.choose(
        IncomeTaxLayers.layers.on(f.paidOn)(gross, "down"),
        IncomeTaxLayers.layersWithoutTaxId.on(f.paidOn)(gross, "down")
      ),
      {
        citation: Terms.allowance,
        text: {
          id: "PPh Pasal 21 atas seluruh pembayaran (5 % dengan NPWP, 6 % tanpa NPWP pada lapisan pertama), dibulatkan ke bawah.",
          en: "Income tax on the whole payment (5 % with a tax id, 6 % without in the first layer), rounded down."
        }
      }
    )
    const net = Rule.amount("net", gross.minus(tax), {
      citation: Terms.allowance,
      text: { id: "Diterima: uang transport dikurangi pajak.", en: "Received: transport money less tax." }
    })
    const attendedHours = f.sessions.sum((s) => s.signatures).times(f.lessonHoursPerSession)
    const plannedHours = f.sessions.count().times(signaturesPerSession).times(f.lessonHoursPerSession)
    const completed = Rule.quantity(
      "completed",
      attendedHours.times(f.minimumDenominator).isAtLeast(plannedHours.times(f.minimumNumerator)),
      {
        citation: Terms.completion,
        text: {
          id: "Lulus: jam pelajaran yang diikuti mencapai kehadiran minimum dari seluruh jam yang direncanakan.",
          en: "Completed: lesson hours attended reach the minimum share of all planned hours."
        }
      }
    )
    return { qualifyingDay, qualifyingDays, gross, tax, net, completed }
  })
}
