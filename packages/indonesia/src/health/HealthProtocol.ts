/**
 * The duty to observe the health protocol (mask, distance, washing hands, temperature) at gatherings. A city has it
 * from its own regulation: this package knows that of Medan, and a policy pack makes the duty of another city with
 * `Duty.make`. Until it does, that city has none.
 */
import { Duty } from "@bina/policy"
import { perwalMedan27of2020 } from "../citation/HealthLaw.ts"
import type * as RegionCode from "../region/RegionCode.ts"

// ---- Rules

const text = { id: "wajib protokol kesehatan", en: "duty to observe the health protocol" }

/**
 * The duty in Medan, 2020-07-01 through 2022-12-30. It has no gaps: only the activity levels of that time have
 * (`ActivityLevel`). An earlier regulation of Medan on health quarantine (May and June 2020) asked for masks too; it is
 * another duty and no part of this one, so before 2020-07-01 this duty is not in force.
 */
export const medan: Duty.Duty = Duty.make("health-protocol.1271", {
  text,
  periods: [{ from: "2020-07-01", to: "2022-12-31", citation: perwalMedan27of2020 }]
})

/**
 * The duty in a city; without periods, so never in force, where this package knows none. Take it once for a policy:
 * rules that read the same duty should share the value.
 */
export const of = (city: RegionCode.Kemendagri): Duty.Duty =>
  city.digits === "1271" ? medan : Duty.make(`health-protocol.${city.digits}`, { text, periods: [] })
