/**
 * The pieces of the work in ordinary object code, shared by the contenders that decide ordinary objects.
 */
import * as Figures from "./Figures.ts"
import type { Person, Programme } from "./Person.ts"

interface From {
  readonly from: Date
}

const at = (day: number): Date => new Date(day * 86_400_000)
const always = at(Figures.day(1900, 1, 1))

const rates: ReadonlyArray<From & { readonly amount: number }> = [
  { from: at(Figures.thirdRateFrom), amount: Figures.rates[2] },
  { from: at(Figures.secondRateFrom), amount: Figures.rates[1] },
  { from: always, amount: Figures.rates[0] }
]

const ceilings: ReadonlyArray<From & { readonly micro: number; readonly small: number }> = [
  { from: at(Figures.newScale), micro: Figures.microAfter, small: Figures.smallAfter },
  { from: always, micro: Figures.microBefore, small: Figures.smallBefore }
]

const protocol = { from: at(Figures.protocolFrom), through: at(Figures.protocolThrough) }

const inForceOn = <E extends From>(table: ReadonlyArray<E>, date: Date): E =>
  table.find(({ from }) => from <= date) ?? table.at(-1)!

/** Completed years on a day. */
export const ageOn = (birth: Date, date: Date): number => {
  const years = date.getUTCFullYear() - birth.getUTCFullYear()
  const months = date.getUTCMonth() - birth.getUTCMonth()
  return months < 0 || (months === 0 && date.getUTCDate() < birth.getUTCDate()) ? years - 1 : years
}

/** 1 micro, 2 small, 0 larger. */
export const scaleOf = (turnover: number, date: Date): number => {
  const { micro, small } = inForceOn(ceilings, date)
  return turnover <= micro ? 1 : turnover <= small ? 2 : 0
}

/** Which sessions count, and what they are worth before the cap. */
export const attendanceOf = (person: Person, programme: Programme): { counted: number; amount: number } => {
  let counted = 0
  let amount = 0
  person.sessions.forEach((session, index) => {
    if (!session.attended) return
    const date = programme.sessionDates[index]!
    const isDuty = date >= protocol.from && date <= protocol.through
    if (isDuty && !(session.masked && session.distanced && session.washed)) return
    counted++
    amount += inForceOn(rates, date).amount
  })
  return { counted, amount }
}

/** The tax on an allowance. */
export const taxOn = (gross: number, hasTaxId: boolean): number =>
  gross > Figures.taxedAbove
    ? Math.floor((gross * (hasTaxId ? Figures.percentWithTaxId : Figures.percentWithout)) / 100)
    : 0
