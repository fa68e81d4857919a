/**
 * Ladders of sanctions as their instruments state them. What an instrument leaves open (whether its list must be climbed
 * in order, how long whoever it meets has to answer) is asked for and never assumed; what was said in a press statement
 * is cited as that.
 */
import { type Calendar, Ladder } from "@bina/core"
import { type Citation, CivilDate, type CivilInterval, type Text } from "@bina/policy"
import * as Law from "../citation/SupervisionLaw.ts"

// ---- Models

/** What the instruments leave open and a department decides for itself, in writing. */
export interface Practice {
  /** Whether each sanction follows on the one before. */
  readonly progressive: boolean
  /** How long whoever is sanctioned has to answer. */
  readonly response: Calendar.Window
}

// ---- Rules

const day = CivilDate.makeUnsafe

type Step = readonly [step: string, id: string, en: string, effect?: Ladder.Effects]

const steps = (
  authority: string,
  response: Calendar.Window,
  [first, ...others]: readonly [Step, ...ReadonlyArray<Step>]
): Ladder.Ladder["steps"] => {
  const make = ([step, id, en, effect = "none"]: Step): Ladder.Step => ({
    step: Ladder.StepId.make(step),
    text: { id, en } satisfies Text.Text,
    effect,
    response,
    imposedBy: [authority]
  })
  return [make(first), ...others.map(make)]
}

const ladder = (
  id: string,
  authority: string,
  citation: Citation.Citation,
  inForce: CivilInterval.CivilInterval,
  { progressive, response }: Practice,
  list: readonly [Step, ...ReadonlyArray<Step>]
): Ladder.Ladder =>
  Ladder.makeUnsafe({ id, authority, citation, progressive, inForce, steps: steps(authority, response, list) })

const city = "Pemerintah Kota Medan"

/**
 * Perwal Medan 27/2020, article 30: six sanctions on persons and businesses and no fine, for violations from 2020-07-01
 * through 2022-12-30, as long as the health protocol was a duty. Perwal 38/2020 amended them on a day and in a way that
 * were not found: who knows that text writes its own ladder.
 *
 * ```ts
 * import { Ladders } from "@bina/indonesia"
 *
 * const week = { _tag: "CalendarDays", days: 7, first: "counts" } as const
 * Ladders.perwalMedan27of2020({ progressive: true, response: week }).steps.length // => 6
 * ```
 */
export const perwalMedan27of2020 = (practice: Practice): Ladder.Ladder =>
  ladder(
    "perwal-medan-27-2020",
    city,
    Law.perwalMedan27of2020Article30,
    { from: day("2020-07-01"), to: day("2022-12-31") },
    practice,
    [
      ["oral-reprimand", "teguran lisan", "oral reprimand"],
      ["written-reprimand", "teguran tertulis", "written reprimand"],
      ["identity-card-held", "penahanan sementara kartu identitas", "identity card held for a time", "held"],
      ["dispersal", "pembubaran kerumunan", "dispersal of the gathering"],
      ["temporary-closure", "penutupan sementara tempat usaha", "temporary closure", "closed"],
      ["licence-revocation", "pencabutan izin usaha", "revocation of the licence", "revoked"]
    ]
  )

/** Inpres 6/2020: four kinds that heads of regions may regulate; the day on which it ended was not found. */
export const inpres6of2020 = (practice: Practice): Ladder.Ladder =>
  ladder("inpres-6-2020", "kepala daerah", Law.inpres6of2020, { from: day("2020-08-04") }, practice, [
    ["reprimand", "teguran lisan atau tertulis", "oral or written reprimand"],
    ["community-work", "kerja sosial", "community work"],
    ["administrative-fine", "denda administratif", "administrative fine"],
    ["temporary-closure", "penghentian atau penutupan sementara", "halt or temporary closure", "closed"]
  ])

/**
 * Pergub Sumut 34/2020, in stages. From when and until when it held was not found, so both are asked for; the amount of a
 * fine is left to cities.
 */
export const pergubSumut34of2020 = ({
  inForce,
  response
}: Pick<Practice, "response"> & { readonly inForce: CivilInterval.CivilInterval }): Ladder.Ladder =>
  ladder(
    "pergub-sumut-34-2020",
    "Pemerintah Provinsi Sumatera Utara",
    Law.pergubSumut34of2020,
    inForce,
    { progressive: true, response },
    [
      ["oral-reprimand", "teguran lisan", "oral reprimand"],
      ["written-reprimand", "teguran tertulis", "written reprimand"],
      ["community-work", "kerja sosial", "community work"],
      ["administrative-fine", "denda administratif", "administrative fine"],
      ["temporary-closure", "penutupan sementara", "temporary closure", "closed"]
    ]
  )

/** What the task force of the province said on 2020-10-15: two reprimands, the third time closed at once. */
export const taskForce = ({ response }: Pick<Practice, "response">): Ladder.Ladder =>
  ladder(
    "satgas-mebidang-2020",
    "Satgas Mebidang",
    Law.taskForceStatement,
    { from: day("2020-10-15") },
    { progressive: true, response },
    [
      ["first-reprimand", "teguran pertama", "first reprimand"],
      ["second-reprimand", "teguran kedua", "second reprimand"],
      ["temporary-closure", "penutupan sementara", "temporary closure", "closed"]
    ]
  )

/**
 * Peraturan BKPM 6/2020, article 50: three written warnings one after the other, 15 days each from the day on which it was
 * sent. Whether these are working days was not found, nor the days between which it held: both are asked for.
 */
export const bkpm6of2020 = ({
  counted,
  inForce
}: {
  readonly counted: Calendar.Window["_tag"]
  readonly inForce: CivilInterval.CivilInterval
}): Ladder.Ladder =>
  ladder(
    "bkpm-6-2020",
    "BKPM",
    Law.bkpm6of2020,
    inForce,
    { progressive: true, response: { _tag: counted, days: 15, first: "next-day" } },
    [
      ["first-warning", "peringatan tertulis pertama", "first written warning"],
      ["second-warning", "peringatan tertulis kedua", "second written warning"],
      ["third-warning", "peringatan tertulis ketiga", "third written warning"]
    ]
  )

/**
 * PP 28/2025 on industry. Its own time limits are of another sector and must not be borrowed, and the day from which it is
 * in force was not looked up: both are asked for, until the rule of the minister is known.
 */
export const pp28of2025 = ({
  inForce,
  ...practice
}: Practice & { readonly inForce: CivilInterval.CivilInterval }): Ladder.Ladder =>
  ladder("pp-28-2025", "Menteri, OSS, gubernur atau wali kota", Law.pp28of2025, inForce, practice, [
    ["written-warning", "peringatan tertulis", "written warning"],
    ["temporary-halt", "penghentian sementara", "temporary halt", "closed"],
    ["administrative-fine", "denda administratif", "administrative fine"],
    ["police-force", "daya paksa polisional", "coercion by the police", "closed"],
    ["licence-revocation", "pencabutan", "revocation", "revoked"]
  ])

/**
 * What the city does about an IOMKI: it warns, seals, and recommends to the Minister to revoke. It does not revoke, so the
 * last step takes no licence away. The wording was read in translation only.
 */
export const iomki = ({
  inForce,
  response
}: Pick<Practice, "response"> & { readonly inForce: CivilInterval.CivilInterval }): Ladder.Ladder =>
  ladder("iomki-2020", city, Law.circular363of2020, inForce, { progressive: true, response }, [
    ["warning", "peringatan", "warning"],
    ["temporary-seal", "penyegelan sementara", "temporary seal", "closed"],
    ["recommendation-to-revoke", "rekomendasi pencabutan kepada Menteri", "recommendation to the Minister to revoke"]
  ])
