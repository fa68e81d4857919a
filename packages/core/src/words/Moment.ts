/**
 * When something was registered or became known, as text that sorts. Only the order of moments matters to the rules
 * (who came first, which record is the later one), so a moment has exactly one spelling and two of them compare with
 * `<`. All moments of one programme are written in one zone, which the application chooses once; UTC where clocks
 * change in summer. Turning a moment into a day of the programme happens at the edge.
 */
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/**
 * `YYYY-MM-DDTHH:MM:SS`, with milliseconds where there are any (`.250`; never `.000`, so that equal moments are equal
 * texts). It carries no zone.
 */
export const Moment = Schema.String.check(
  Schema.isPattern(
    /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{3})?$/
  ),
  Schema.makeFilter(
    (text: string) => CivilDate.isCivilDate(text.slice(0, 10)) || `${text} is not a day of the calendar`
  ),
  Schema.makeFilter((text: string) => !text.endsWith(".000") || `${text} is written without its zero milliseconds`)
).pipe(Schema.brand("Moment"))
export type Moment = typeof Moment.Type

// ---- Errors

/** The text is no moment in the one form that sorts. */
export class NotAMoment extends Schema.TaggedError<NotAMoment>()("NotAMoment", { text: Schema.String }) {
  override get message(): string {
    return `"${this.text}" is not a moment: write it as YYYY-MM-DDTHH:MM:SS, for example 2020-09-14T09:32:04`
  }
}

// ---- Rules

const isMoment = Schema.is(Moment)

/** Reads `YYYY-MM-DDTHH:MM:SS` with optional milliseconds; fails with {@link NotAMoment} on anything else. */
export const make = (text: string): Result.Result<Moment, NotAMoment> =>
  isMoment(text) ? Result.succeed(text) : Result.fail(new NotAMoment({ text }))

/**
 * As {@link make}, for moments written in source code.
 *
 * @throws {NotAMoment}
 */
export const makeUnsafe = (text: string): Moment => Result.getOrThrow(make(text))

const zoned = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/

/**
 * Reads a moment with an offset (`2020-11-28T09:00:00+07:00`, or `Z`) and writes it in UTC, so that moments of
 * different offsets sort; fails with {@link NotAMoment} when the offset is not written or is more than 18 hours.
 *
 * ```ts
 * import { Moment } from "@bina/core"
 *
 * Moment.fromOffset("2020-11-28T01:00:00+07:00") // succeeds with 2020-11-27T18:00:00
 * ```
 */
export const fromOffset = (text: string): Result.Result<Moment, NotAMoment> => {
  const refused = Result.fail(new NotAMoment({ text }))
  const match = zoned.exec(text)
  if (match === null || !CivilDate.isCivilDate(match[1])) return refused
  const [hours, minutes] = [Number(match[2]), Number(match[3])]
  const [offsetHours, offsetMinutes] = [Number(match[7] ?? 0), Number(match[8] ?? 0)]
  if (hours > 23 || minutes > 59 || offsetMinutes > 59 || offsetHours * 60 + offsetMinutes > 18 * 60) return refused

  const offset = (offsetHours * 60 + offsetMinutes) * (match[6] === "-" ? -1 : 1)
  const minute = hours * 60 + minutes - offset
  const dayShift = Math.floor(minute / 1_440)
  const inDay = minute - dayShift * 1_440
  const millis = (match[5] ?? "").padEnd(3, "0")
  const two = (value: number) => String(value).padStart(2, "0")
  const clock = `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}:${match[4]}${millis === "000" ? "" : `.${millis}`}`
  return Result.flatMap(
    Result.mapError(CivilDate.addDays(match[1], dayShift), () => new NotAMoment({ text })),
    (day) => Result.mapError(make(`${day}T${clock}`), () => new NotAMoment({ text }))
  )
}
