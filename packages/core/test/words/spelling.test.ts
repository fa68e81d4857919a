import { assert, describe, it } from "@effect/vitest"
import { Actor, Application, Cohort, Command, Moment, Obligation, Person, Spelling, Voucher } from "@bina/core"
import { DisbursementEvent } from "@bina/core/journal"
import * as Result from "effect/Result"

/** What a maker says of a text that is none of its kind. */
const said = (make: (text: string) => unknown, text: string): string => {
  try {
    make(text)
  } catch (error) {
    assert.instanceOf(error, Error)
    return error.message
  }
  return "nothing"
}

describe("Spelling", () => {
  it.each([
    ["command id", Command.id, "other desk", '"other desk" is no command id: write 1 to 200 letters'],
    ["command id", Command.id, "", '"" is no command id'],
    ["actor id", Actor.id, "", '"" is no actor id: write 1 to 100 characters'],
    ["actor id", Actor.id, " budi", '" budi" is no actor id'],
    ["actor id", Actor.id, "bu\u0000di", '"bu\\u0000di" is no actor id'],
    ["cohort id", Cohort.id, "\ud800", '"\\ud800" is no cohort id'],
    ["application id", Application.id, "x".repeat(101), '"xxx'],
    ["cohort id", Cohort.id, "", '"" is no cohort id'],
    ["application id", Application.id, "", '"" is no application id'],
    ["list id", DisbursementEvent.id, "list#2", '"list#2" is no list id: write 1 to 100 characters'],
    ["voucher", Voucher.makeUnsafe, "", '"" is no voucher'],
    ["moment", Moment.makeUnsafe, "2020-02-30T00:00:00", '"2020-02-30T00:00:00" is not a moment'],
    ["person id", Person.id, "", "what was given is no person id"],
    ["obligation id", Obligation.id, "", "what was given is no obligation id"]
  ])("a text that is no %s is refused with what is allowed", (_kind, make, text, expected) => {
    assert.isTrue(said(make, text).startsWith(expected), said(make, text))
  })

  it("what is no text is refused in the same words", () => {
    assert.match(said(Command.id, undefined as never), /^what was given is no command id/)
  })

  it("a voucher of text that somebody wrote is a result", () => {
    const refused = Voucher.make("")
    assert.isTrue(Result.isFailure(refused) && refused.failure instanceof Spelling.Misspelt)
  })
})
