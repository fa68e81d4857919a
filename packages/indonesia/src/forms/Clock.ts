/** Times as forms write them: the moment in UTC that a cell names on a clock of the programme's zone, and how it reads. */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Moment } from "@bina/core"
import { CivilDate } from "@bina/policy"
import type { Timestamp } from "@bina/season"
import * as IndonesianDate from "../writing/IndonesianDate.ts"

// ---- Rules

/** The time that a cell names, if it can be read. */
export const read = (cell: string, zone: string): Option.Option<Timestamp.Timestamp> =>
  Option.getSuccess(
    Result.gen(function* () {
      const written = yield* IndonesianDate.parseTimestamp(cell)
      const offset = yield* IndonesianDate.zoneOffset(zone)
      const moment = yield* momentOf(IndonesianDate.orderKey(written, offset))
      return { moment, local: `${written.date} ${written.time}` }
    })
  )

const momentOf = (millis: number) => {
  const seconds = Math.floor(millis / 1_000)
  const day = Math.floor(seconds / 86_400)
  const inDay = seconds - day * 86_400
  const clock = [Math.floor(inDay / 3_600), Math.floor(inDay / 60) % 60, inDay % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":")
  const rest = millis - seconds * 1_000
  return Result.flatMap(CivilDate.fromEpochDay(day), (date) =>
    Moment.make(`${date}T${clock}${rest === 0 ? "" : `.${String(rest).padStart(3, "0")}`}`)
  )
}
