/** Generators that the tests of this package share. */
import { CivilDate } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** A whole number, both bounds included. */
export const between = (minimum: number, maximum: number) =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))

/** A text of so many digits. */
export const digits = (least: number, most: number) =>
  Arbitrary.map(Arbitrary.array(between(0, 9), { minLength: least, maxLength: most }), (parts) => parts.join(""))

/** A day, both bounds included. */
export const days = (from: CivilDate.CivilDateText, through: CivilDate.CivilDateText) =>
  Arbitrary.map(
    between(CivilDate.toEpochDay(CivilDate.makeUnsafe(from)), CivilDate.toEpochDay(CivilDate.makeUnsafe(through))),
    (day) => Result.getOrThrow(CivilDate.fromEpochDay(day))
  )
