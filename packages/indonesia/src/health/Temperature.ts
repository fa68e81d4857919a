/**
 * Body temperature at the door, in tenths of a degree Celsius, and the limit of 2020 above which entry was refused.
 *
 * A reading is health data about a person: decide with it, store whether it passed.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type CivilDate, type History, Parameter, type Expression } from "@bina/policy"
import { kmk382of2020 } from "../citation/HealthLaw.ts"

// ---- Models

/** Tenths of a degree: 369 is 36.9 °C. Between 30.0 and 45.0; anything else was not a person or not Celsius. */
export const TenthsCelsius = Schema.Int.check(Schema.isBetween({ minimum: 300, maximum: 450 })).pipe(
  Schema.brand("TenthsCelsius")
)
export type TenthsCelsius = typeof TenthsCelsius.Type

/** What one or two readings at the door mean. */
export type Entry = "admitted" | "measure-again" | "refused"

// ---- Errors

/** Why a text is not a reading. `precision`: more than one decimal. `implausible`: outside 30 to 45 °C. */
export const Reason = Schema.Literals(["empty", "form", "precision", "implausible"])
export type Reason = typeof Reason.Type

/** The text is not a temperature. The message never repeats it. */
export class UnreadableTemperature extends Schema.TaggedError<UnreadableTemperature>()("UnreadableTemperature", {
  reason: Reason
}) {
  override get message(): string {
    const what = {
      empty: "no temperature was recorded",
      form: "this is not a temperature",
      precision: "the temperature has more than one decimal",
      implausible: "the temperature is not that of a person in degrees Celsius"
    }
    return `${what[this.reason]}: write it with one decimal, for example 36,9`
  }
}

// ---- Rules

const isTenths = Schema.is(TenthsCelsius)

/** Reads `36,9`, `36.9`, `37`, with or without `°C` and a leading apostrophe. */
export const parse = (text: string): Result.Result<TenthsCelsius, UnreadableTemperature> => {
  const refuse = (reason: Reason) => Result.fail(new UnreadableTemperature({ reason }))
  const written = text.trim().replace(/^['’‘`]+/, "")
  if (written === "") return refuse("empty")
  const number = written.replace(/°?c$/i, "").trimEnd()
  const match = /^(\d{1,3})(?:[.,](\d+))?$/.exec(number)
  if (match === null) return refuse("form")
  const decimals = (match[2] ?? "").replace(/0+$/, "")
  if (decimals.length > 1) return refuse("precision")
  const tenths = Number(match[1]) * 10 + Number(decimals)
  return isTenths(tenths) ? Result.succeed(tenths) : refuse("implausible")
}

/** The highest temperature with which a person may enter, in tenths of a degree; 37.3 °C itself passes. */
export const limit: Parameter.Parameter<number, Expression.IntegerExpression> = Parameter.integer(
  "health.entry-temperature.tenths-celsius",
  {
    text: { id: "batas suhu tubuh untuk masuk (persepuluh °C)", en: "highest temperature for entry (tenths of °C)" },
    values: [{ from: "2020-06-19", value: 373, citation: kmk382of2020 }],
    after: "extends"
  }
)

/**
 * What one or two readings, five minutes apart, mean on a day: entry is refused only when both are above the limit, so
 * one reading above it asks for a second. (That a second is due is well known, not read in the decree.) Days before the
 * limit existed are an error.
 */
export const entry = (
  readings: readonly [TenthsCelsius] | readonly [TenthsCelsius, TenthsCelsius],
  on: CivilDate.CivilDate
): Result.Result<Entry, History.NoValueOn> =>
  Result.map(Parameter.valueOn(limit, on), ({ value }) => {
    if (readings.some((reading) => reading <= value)) return "admitted"
    return readings.length === 1 ? "measure-again" : "refused"
  })
