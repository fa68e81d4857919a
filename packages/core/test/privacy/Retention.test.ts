import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { Retention } from "../../src/index.ts"
import { citation, day } from "../Given.ts"

const rule = (subject: Retention.Subject, years: number): Retention.Rule => ({ subject, years, basis: citation })

const until = (
  terms: Partial<Retention.Terms>,
  last: Partial<Record<Retention.Subject, string>>,
  on: string
): string => {
  const days = Object.fromEntries(Object.entries(last).map(([subject, text]) => [subject, day(text)]))
  return Result.match(Retention.check({ rules: [], holds: [], ...terms }, days, day(on)), {
    onSuccess: () => "may go",
    onFailure: (failure) => (failure._tag === "RetainedUntil" ? failure.date : failure._tag)
  })
}

describe("Retention", () => {
  const rules = [rule("participation", 5), rule("payment", 10)]
  it.each([
    ["somebody whom nothing concerns", {}, {}, "2030-01-01", "may go"],
    ["the day before a period ends", { rules }, { participation: "2020-10-05" }, "2025-10-04", "2025-10-05"],
    ["the day on which it ends", { rules }, { participation: "2020-10-05" }, "2025-10-05", "may go"],
    [
      "the longer of two periods",
      { rules },
      { participation: "2029-01-01", payment: "2020-10-05" },
      "2028-01-01",
      "2034-01-01"
    ],
    [
      "a payment that outlasts",
      { rules },
      { participation: "2020-10-05", payment: "2020-10-06" },
      "2026-01-01",
      "2030-10-06"
    ],
    ["a leap day", { rules }, { participation: "2020-02-29" }, "2025-02-28", "2025-03-01"],
    ["no years at all", { rules: [rule("payment", 0)] }, { payment: "2020-10-05" }, "2020-10-05", "may go"],
    [
      "a subject without a rule",
      { rules: [rule("payment", 0)] },
      { participation: "1990-01-01" },
      "2030-01-01",
      "NoRule"
    ],
    ["a hold", { holds: [{ until: day("2031-01-01"), basis: citation }] }, {}, "2030-12-31", "2031-01-01"],
    ["a hold that ended", { holds: [{ until: day("2031-01-01"), basis: citation }] }, {}, "2031-01-01", "may go"],
    [
      "a period beyond the calendar",
      { rules: [rule("payment", 200)] },
      { payment: "9990-01-01" },
      "9999-01-01",
      "NotACivilDate"
    ]
  ] as const)("%s", (_name, terms, last, on, expected) => {
    assert.strictEqual(until(terms, last, on), expected)
  })
})
