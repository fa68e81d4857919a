/**
 * How many people an office in Medan might hold, day by day, as far as published instructions were found: a share of its
 * capacity, nobody, or not known. The days are those of {@link ActivityLevel.medan}, with its gaps.
 */
import { Regime } from "@bina/core"
import { Ratio } from "@bina/policy"
import * as ActivityLevel from "../health/ActivityLevel.ts"

// ---- Models

/** The colour of the zone in which a place lies, where an instruction asks for it. */
export type Zone = "green" | "yellow" | "orange" | "red"

// ---- Rules

const share = (percent: number): Regime.Capacity => ({ _tag: "Share", of: Ratio.ratio(percent, 100) })
const unknown = (because: string): Regime.Capacity => ({ _tag: "Unknown", because })

const office = (level: ActivityLevel.ActivityLevel, zone: Zone | undefined): Regime.Capacity => {
  switch (level) {
    case "micro-tightened":
    case "level-4":
      return share(25)
    case "emergency":
      return unknown("offices were closed but for essential and critical ones: say which this is")
    case "level-3":
      return share(50)
    case "level-2":
      return zone === undefined
        ? unknown("half in a green or yellow zone, a quarter in an orange or red one: say which")
        : share(zone === "green" || zone === "yellow" ? 50 : 25)
    case "level-1":
      return unknown("no share for offices was found")
    case "none":
      return { _tag: "Share", of: Ratio.ratio(1, 1) }
  }
}

const regime = (
  id: string,
  of: (level: ActivityLevel.ActivityLevel) => Regime.Capacity
): Regime.Regime<Regime.Capacity> =>
  Regime.makeUnsafe(
    id,
    ActivityLevel.medan.map((stretch) => {
      if ("unknown" in stretch) return stretch
      const { citation, from, level, to } = stretch
      return { from, ...(to === undefined ? {} : { to }), rule: of(level), citation }
    })
  )

/** Offices, by the zone in which they lie where it is known. */
export const offices = (zone?: Zone): Regime.Regime<Regime.Capacity> =>
  regime("office capacity in Medan", (level) => office(level, zone))

/** Meetings and seminars in presence: stopped in July 2021; at other times no number was found. */
export const meetings: Regime.Regime<Regime.Capacity> = regime("meetings in Medan", (level) =>
  level === "micro-tightened" ? { _tag: "Suspended" } : unknown("no rule about meetings was found for this level")
)
