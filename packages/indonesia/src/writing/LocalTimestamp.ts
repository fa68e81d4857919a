/**
 * Times of registration and of corrections, as forms and systems export them: `14/09/2020 09:32:04`,
 * `2020-09-16 09:32:04`, `2020-11-28T09:00:00+07:00`. A text without an offset is a clock on a wall: it means something
 * only together with the zone of the programme, which the caller names when two of them are compared.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate } from "@bina/policy"
import * as WrittenDate from "./WrittenDate.ts"

// ---- Models

/**
 * A day and a time of day as written, to the millisecond. `offsetMinutes` is how far the clock was ahead of UTC
 * (420 for `+07:00`) and stands only where the text said so.
 */
export const LocalTimestamp = Schema.Struct({
  date: CivilDate.CivilDate,
  time: Schema.String.check(Schema.isPattern(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)),
  millis: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 999 })),
  offsetMinutes: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: -1_080, maximum: 1_080 })))
})
export type LocalTimestamp = typeof LocalTimestamp.Type

// ---- Errors

/** The text is not a day and a time. */
export class UnreadableTimestamp extends Schema.TaggedError<UnreadableTimestamp>()("UnreadableTimestamp", {
  reason: Schema.Literals(["empty", "form", "date", "time", "offset"])
}) {
  override get message(): string {
    const what = {
      empty: "the time is empty",
      form: "this is not a day and a time",
      date: "the day of the time cannot be read",
      time: "the clock has no such time",
      offset: "the offset from UTC cannot be read"
    }
    return `${what[this.reason]}: write it as 14/09/2020 09:32:04 or 2020-09-14T09:32:04+07:00`
  }
}

/** The name is not that of a time zone of the country. */
export class UnknownZone extends Schema.TaggedError<UnknownZone>()("UnknownZone", { zone: Schema.String }) {
  override get message(): string {
    return `"${this.zone}" is not a time zone of Indonesia: use Asia/Jakarta, Asia/Pontianak, Asia/Makassar or Asia/Jayapura`
  }
}

// ---- Rules

const form =
  /^(\S+?|\d{1,2}\s+[a-z]+\.?\s+\d{2,4})(?:[T\s]\s*)(\d{1,2})([:.])(\d{2})(?:\3(\d{2})(?:[.,](\d{1,3}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads a timestamp. Its date is read as `IndonesianDate.parse` does; seconds may be missing (then `00`), and hours and
 * minutes may be joined by a dot, as Indonesian clocks are often written.
 */
export const parseTimestamp = (text: string): Result.Result<LocalTimestamp, UnreadableTimestamp> => {
  const refuse = (reason: UnreadableTimestamp["reason"]) => Result.fail(new UnreadableTimestamp({ reason }))
  const written = text.trim().replace(/^['’‘`]+/, "")
  if (written === "") return refuse("empty")
  const match = form.exec(written)
  if (match === null) return refuse("form")
  const date = WrittenDate.parse(match[1]!)
  if (Result.isFailure(date)) return refuse("date")
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[4]), Number(match[5] ?? "0")]
  if (hours > 23 || minutes > 59 || seconds > 59) return refuse("time")
  const offset = match[7] === undefined ? undefined : offsetOf(match[7])
  if (Number.isNaN(offset)) return refuse("offset")
  return Result.succeed({
    date: date.success,
    time: [hours, minutes, seconds].map((part) => String(part).padStart(2, "0")).join(":"),
    millis: Number((match[6] ?? "").padEnd(3, "0")),
    ...(offset === undefined ? {} : { offsetMinutes: offset })
  })
}

/** Minutes ahead of UTC, or `NaN` for an offset that no clock has. */
const offsetOf = (text: string): number => {
  if (text.toUpperCase() === "Z") return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))]
  return hours > 18 || minutes > 59 || hours * 60 + minutes > 1_080
    ? Number.NaN
    : (text[0] === "-" ? -1 : 1) * (hours * 60 + minutes)
}

const zones: ReadonlyMap<string, number> = new Map([
  ["Asia/Jakarta", 420],
  ["Asia/Pontianak", 420],
  ["Asia/Makassar", 480],
  ["Asia/Jayapura", 540]
])

/** Minutes ahead of UTC of a zone of the country. They have no summer time and have not moved since 1988. */
export const zoneOffset = (zone: string): Result.Result<number, UnknownZone> => {
  const offset = zones.get(zone)
  return offset === undefined ? Result.fail(new UnknownZone({ zone })) : Result.succeed(offset)
}

/**
 * The key by which timestamps of one programme are ordered: milliseconds since 1970-01-01T00:00 UTC. A timestamp with
 * an offset is the instant that it names; one without is read on a clock of the programme's zone, whose offset is
 * `zoneOffsetMinutes`. Equal keys are equal times: decide by the row in the file, as the order of arrival.
 */
export const orderKey = (timestamp: LocalTimestamp, zoneOffsetMinutes: number): number => {
  const [hours, minutes, seconds] = timestamp.time.split(":").map(Number) as [number, number, number]
  const offset = timestamp.offsetMinutes ?? zoneOffsetMinutes
  return (
    ((CivilDate.toEpochDay(timestamp.date) * 1_440 + hours * 60 + minutes - offset) * 60 + seconds) * 1_000 +
    timestamp.millis
  )
}
