/** The shipped policies, checked: no errors, nothing undecided, and no finding that nobody has looked at. */
import { CivilDate } from "@bina/policy"
import * as Check from "@bina/policy/Check"
import { assert, describe, it } from "@effect/vitest"
import { policiesIn } from "../src/pack.ts"
import * as Medan from "./Medan.ts"

/**
 * Findings that were looked at. The tax law's layer above 5 billion rupiah stays in its table although no training pays
 * that much.
 */
const settled = new Set([
  "band-unreachable income-tax.article-17",
  "band-unreachable income-tax.article-17.without-tax-id"
])

const city = (digits: string) => ({ scheme: "kemendagri", level: "regency", digits }) as const

describe("the shipped policies", () => {
  for (const digits of ["1271", "1275"]) {
    it(`have no finding over all cases that is not settled, in the city ${digits}`, () => {
      const { admission, allowance } = policiesIn(city(digits))
      const open = [admission.policy.document, allowance.policy.document].flatMap((document) =>
        Check.check(document, { on: CivilDate.makeUnsafe("2020-09-14") })
          .filter(
            ({ code, number, severity, where }) =>
              (severity === "error" || number >= "B1") && !settled.has(`${code} ${where}`)
          )
          .map(({ message, number, where }) => `${document.id} ${number} ${where}: ${message.en}`)
      )
      assert.deepStrictEqual(open, [])
    })
  }
})

describe("medan check", { timeout: 120_000 }, () => {
  it("prints the findings with a case, and succeeds where none must be settled", async () => {
    const answer = await Medan.run("check", "--lang", "en", "--on", "2020-09-14")
    assert.strictEqual(answer.status, 0, answer.stderr)
    assert.include(answer.stdout, "medan-2020/eligibility")
    assert.match(
      answer.stdout,
      /B112 note · income-tax\.article-17: row 5\/5 .*\n.*to mend.*\n.*smallest case: \{"hasTaxId"/
    )
  })

  it("refuses a day that does not exist", async () => {
    const answer = await Medan.run("check", "--on", "2020-02-30")
    assert.strictEqual(answer.status, 2)
    assert.include(answer.stderr, "2020-02-30")
  })
})
