/**
 * What a policy of forty rules costs before it decides anything: making it, which checks units, ranges and names, and
 * compiling it to a loop over columns.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Citation, type Columns, Expression, Fact, Parameter, Policy, Rule } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import * as Time from "../measure/Time.ts"

/** Milliseconds, for the first policy of a process, and for later ones the fastest. */
export interface FortyRules {
  readonly first: number
  readonly later: number
  readonly firstCompiled: number
  readonly laterCompiled: number
}

const named = (en: string) => ({ id: en, en })
const citation = Citation.make({
  instrument: "Ordinance 1/2019",
  title: "Forty rules (invented)",
  confidence: "sourced"
})

const Facts = Schema.Struct({
  on: Fact.date({ open: true, text: named("day") }),
  birth: Fact.date({ text: named("date of birth") }),
  sales: Fact.money("IDR", { text: named("sales") }),
  registered: Fact.boolean({ text: named("registered") }),
  days: Fact.list(
    {
      date: Fact.date({ open: true, text: named("date") }),
      attended: Fact.boolean({ open: true, text: named("attended") })
    },
    { text: named("days"), maxLength: 31 }
  )
})

/** Each group of four rules reads a figure of its own: ages, ceilings, alternatives, sums over a list. */
const groups = 10

/** Makes the policy; nothing is shared between two of them. */
export const make = () =>
  Policy.make("bench/forty-rules", Facts, (f) => {
    const rules = Array.from({ length: groups }, (_, index) => {
      const ceiling = Parameter.money(`ceiling-${index}`, "IDR", {
        text: named("ceiling"),
        values: [
          { from: "1900-01-01", value: 1_000_000 * (index + 1), citation },
          { from: "2021-02-02", value: 5_000_000 * (index + 1), citation }
        ],
        after: "extends"
      })
      const requires = (name: string, body: Expression.BooleanExpression) =>
        Rule.requires(`${name}-${index}`, body, { citation, text: named(name), refusal: named(`not ${name}`) })
      const age = requires("age", f.birth.ageOn(f.on).isAtLeast(17 + index))
      const sales = requires("sales", f.sales.isAtMost(ceiling.on(f.on)))
      const either = requires("either", age.or(sales, f.registered))
      const days = requires(
        "days",
        f.days
          .sum(
            (day) => ceiling.on(day.date),
            (day) => day.attended
          )
          .isAtLeast(Expression.money("IDR", index))
      )
      return [age, sales, either, days] as const
    }).flat()
    return Policy.allOf(rules[0]!, ...rules.slice(1))
  })

const columns: Columns.Columns = {
  rows: 1,
  words: [],
  leaves: {
    on: { values: Int32Array.of(18_000) },
    birth: { values: Int32Array.of(5_000) },
    sales: { values: Float64Array.of(1) },
    registered: { values: Uint8Array.of(1) }
  },
  lists: {
    days: {
      offsets: Int32Array.of(0, 1),
      leaves: { date: { values: Int32Array.of(18_000) }, attended: { values: Int32Array.of(1) } }
    }
  }
}

const compile = (policy: ReturnType<typeof make>) => Result.getOrThrow(Many.compileMany(policy).bind(columns))

const patience: Time.Patience = { warmUp: 20, leastRuns: 20, mostRuns: 200, milliseconds: 2_000 }

/** Measures it; must be called once in a fresh process. */
export const measure = async (): Promise<FortyRules> => {
  const began = performance.now()
  const policy = make()
  const first = performance.now() - began
  if (policy.document.rules.length !== groups * 4) throw new Error("the policy does not have forty rules")
  const compiling = performance.now()
  if (compile(policy).run().status.length !== 1) throw new Error("the policy was not compiled")
  const firstCompiled = performance.now() - compiling
  return {
    first,
    firstCompiled,
    later: Math.min(...(await Time.times(make, patience))),
    laterCompiled: Math.min(...(await Time.times(() => compile(policy), patience)))
  }
}
