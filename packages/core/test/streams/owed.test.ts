/** From the answers of a policy of allowance to what stands in the journal. */
import { type Decision, Money } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { Owed } from "../../src/journal.ts"
import { determined, idr, missingFact, person, schedule, undetermined, units } from "../Given.ts"

const terms: Owed.Terms = {
  dates: schedule(3),
  dailyPrice: Money.make(idr, units(100)),
  rule: "day",
  outputs: { days: "days", gross: "gross", tax: "tax" }
}

const owed = (assessment: Decision.Assessment<unknown>) => Result.getOrThrow(Owed.of(person("ana"), terms, assessment))

describe("Owed", () => {
  it("keeps what the policy could say of each day while the amount is open", () => {
    const open = owed({
      _tag: "Assessed",
      values: {
        days: determined([determined(true), undetermined("sessions.present"), determined(false)]),
        gross: undetermined("sessions.present"),
        tax: undetermined("sessions.present", "hasTaxId")
      }
    } as never)
    assert.deepStrictEqual(open, {
      _tag: "Undetermined",
      missing: [missingFact("sessions.present"), missingFact("hasTaxId")],
      invalid: [],
      days: [
        { _tag: "Qualifying", date: schedule(3)[0]! },
        { _tag: "Undetermined", date: schedule(3)[1]!, missing: [missingFact("sessions.present")] },
        { _tag: "NotQualifying", date: schedule(3)[2]! }
      ]
    })
  })

  it("tells no day apart where facts cannot be what they claim to be", () => {
    assert.deepStrictEqual(owed({ _tag: "Invalid", paths: ["birthDate"] } as never), {
      _tag: "Undetermined",
      missing: [],
      invalid: ["birthDate"],
      days: []
    })
  })
})
