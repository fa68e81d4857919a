/**
 * The figures of the work's rules, as a programmer would write them into code: whole rupiah, and days counted from
 * 1970-01-01. Everything here is invented for the measurement.
 *
 * The rules, in the order in which an enrolment fails them, with the status that it then gets:
 *
 * - R1 (2): from 18 to 59 completed years on the first day of the programme.
 * - R2 (3): lives in one of the districts 1 to 21.
 * - R3 (4): no civil servant.
 * - R4 (5): a micro or small business by turnover, under the law of the programme's first day.
 * - R5 (6): at most 2 earlier programmes.
 * - R6 (7): at most 2 of a household in a programme, among those who pass R1 to R6, in order of arrival.
 * - R7: a session counts when attended and, while the protocol is a duty, with mask, distance and clean hands.
 * - R8: the sum of the day's rate over counted sessions, at most the cap.
 * - R9 (8): the programme's budget in strict order of arrival; who does not fit ends it for all later ones.
 * - R10: tax on an allowance above the threshold, 5 % with a tax id, else 6 %, rounded down.
 * - R11 (0 or 1): at least 80 % of the sessions counted, or not.
 */

/** A calendar day as days since 1970-01-01. */
export const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / 86_400_000

export const adult = 18
export const tooOld = 60
export const lastDistrict = 21
export const mostEarlier = 2
export const mostOfHousehold = 2

/** From this day the wider ceilings of business scale hold. */
export const newScale = day(2021, 2, 2)
export const microBefore = 300_000_000
export const smallBefore = 2_500_000_000
export const microAfter = 2_000_000_000
export const smallAfter = 15_000_000_000

/** The protocol is a duty from the first to the second day, both included. */
export const protocolFrom = day(2020, 3, 15)
export const protocolThrough = day(2022, 12, 30)

export const secondRateFrom = day(2020, 1, 1)
export const thirdRateFrom = day(2024, 1, 1)
export const rates = [110_000, 150_000, 170_000] as const
export const cap = 1_500_000

export const taxedAbove = 450_000
export const percentWithTaxId = 5
export const percentWithout = 6

/** The day, `years` earlier, with the same month and date: who was born by then has completed them. */
export const yearsEarlier = (date: number, years: number): number => {
  const at = new Date(date * 86_400_000)
  return day(at.getUTCFullYear() - years, at.getUTCMonth() + 1, at.getUTCDate())
}
