/**
 * Compares two scenarios over recorded cases: whose decision changes, by how much, and why. Cases are read one at a
 * time and forgotten, each is decided twice by the very function that decides, and the differences are there one by one
 * for whoever wants a list of people.
 *
 * ```ts
 * import { Citation, Expression, Fact, Money, Policy, Rule } from "@bina/policy"
 * import * as Compare from "@bina/policy/Compare"
 * import * as Result from "effect/Result"
 * import * as Schema from "effect/Schema"
 *
 * const Claim = Schema.Struct({
 *   price: Fact.money("IDR", { open: true, most: 1_000_000, text: { id: "harga sehari", en: "daily price" } }),
 *   days: Fact.integer({ open: true, most: 31, text: { id: "hari hadir", en: "days attended" } })
 * })
 * const citation = Citation.make({ instrument: "Announcement 1/2020", title: "Trainings", confidence: "sourced" })
 * const allowance = Policy.make("example/allowance", Claim, (f) => ({
 *   gross: Rule.amount("gross", f.price.times(f.days), { citation, text: { id: "Uang transport.", en: "Transport." } })
 * }))
 *
 * const rise = Compare.compare(
 *   { policy: allowance },
 *   { policy: allowance, overrides: { price: Money.minorUnits(150_000) } },
 *   [{ id: "1", groups: { cohort: "kopi" }, facts: { price: Money.minorUnits(120_000), days: 5 } }],
 *   { amount: "gross" }
 * )
 * String(Result.getOrThrow(rise).sums?.difference) // => "150000"
 * ```
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Document from "../tree/Document.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Analysis from "../tree/Analysis.ts"
import * as Comparison from "./Comparison.ts"
import * as Difference from "./Difference.ts"
import * as Scenario from "./Scenario.ts"

export {
  type Comparison,
  type Group,
  type Measure,
  type Mention,
  type Movement,
  of,
  type Subject,
  type Sums,
  Tally,
  type Transition
} from "./Comparison.ts"
export { type Amount, between, type Difference } from "./Difference.ts"
export { type Options as StyleOptions } from "../text/Style.ts"
export { type FurtherTable, toMarkdown, type Words } from "./ComparisonMarkdown.ts"
export { decide, type Identity, identityOf, type Scenario, type Standing, standingOf } from "./Scenario.ts"

// ---- Models

/** A recorded case. `id` and `groups` are the caller's; see {@link Difference.Difference}. */
export interface Case<F> {
  readonly id: string
  readonly groups?: Readonly<Record<string, string>>
  readonly facts: F
}

/** Which output is added up, by name; none for policies of requirements. */
export interface Options {
  readonly amount?: string
}

// ---- Errors

/** The chosen output is not one that both policies give as a number or an amount of the same currency. */
export class NotAnAmount extends Schema.TaggedError<NotAnAmount>()("NotAnAmount", {
  policy: Schema.String,
  output: Schema.String,
  because: Schema.Literals(["unknown", "not-a-number", "another-unit"])
}) {
  override get message(): string {
    const what = {
      unknown: `${this.policy} has no output ${this.output}`,
      "not-a-number": `the output ${this.output} of ${this.policy} is neither a whole number nor money`,
      "another-unit": `the output ${this.output} of ${this.policy} is counted in another unit than before`
    }
    return `${what[this.because]}: choose an output that both policies add up alike`
  }
}

// ---- Functions

/** The picture of all cases. Fails before the first case is read. */
export const compare = <F, A>(
  before: Scenario.Scenario<F, A>,
  after: Scenario.Scenario<F, A>,
  cases: Iterable<Case<F>>,
  options: Options = {}
): Result.Result<Comparison.Comparison, NotAnAmount> =>
  Result.map(subjectOf(before, after, options), (subject) =>
    Comparison.of(subject, differences(before, after, cases, options))
  )

/** The difference of each case, computed as it is asked for. Nothing is kept. */
export function* differences<F, A>(
  before: Scenario.Scenario<F, A>,
  after: Scenario.Scenario<F, A>,
  cases: Iterable<Case<F>>,
  { amount }: Options = {}
): Generator<Difference.Difference, void, undefined> {
  for (const { facts, groups = {}, id } of cases) {
    yield Difference.between(
      { id, groups },
      Scenario.standingOf(before, facts, amount),
      Scenario.standingOf(after, facts, amount)
    )
  }
}

/** What a comparison is about; fails when the chosen output cannot be added up. */
export const subjectOf = <F, A, G, B>(
  before: Scenario.Scenario<F, A>,
  after: Scenario.Scenario<G, B>,
  { amount }: Options = {}
): Result.Result<Comparison.Subject, NotAnAmount> =>
  Result.gen(function* () {
    const head = {
      before: Scenario.identityOf(before),
      after: Scenario.identityOf(after),
      texts: { ...textsOf(before.policy), ...textsOf(after.policy) }
    }
    if (amount === undefined) return head
    const [measure, later] = [yield* measureOf(before.policy, amount), yield* measureOf(after.policy, amount)]
    return measure.currency === later.currency
      ? { ...head, measure }
      : yield* Result.fail(
          new NotAnAmount({ policy: after.policy.document.id, output: amount, because: "another-unit" })
        )
  })

/** Of a requirement the refusal: a comparison mentions its name only as the reason of one. */
const textsOf = <F, A>({ document }: Policy<F, A>): Readonly<Record<string, Text.Text>> => ({
  ...document.texts.facts,
  ...document.texts.parameters,
  ...document.texts.duties,
  ...document.texts.rules,
  ...Document.refusalsOf(document)
})

const measureOf = <F, A>(policy: Policy<F, A>, output: string): Result.Result<Comparison.Measure, NotAnAmount> => {
  const { document } = policy
  const refuse = (because: NotAnAmount["because"]) =>
    Result.fail(new NotAnAmount({ policy: document.id, output, because }))
  const declared = document.answers.kind === "outputs" ? document.answers.outputs : []
  const value = declared.find(({ name }) => name === output)?.value
  if (value === undefined) return refuse("unknown")
  const { unit } = Analysis.typeOf(value, analysisOf(policy))
  if (unit.kind === "money") return Result.succeed({ output, currency: unit.currency })
  return unit.kind === "integer" ? Result.succeed({ output }) : refuse("not-a-number")
}
