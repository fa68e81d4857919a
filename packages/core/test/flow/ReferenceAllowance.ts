/** A policy of an allowance as a season may write it: days that are signed twice, a price, a cap, a tax rounded down. */
import { Citation, Expression, Fact, Policy, Ratio, Rule } from "@bina/policy"
import * as Schema from "effect/Schema"

const text = { id: "karangan", en: "invented" }
const citation = Citation.make({ instrument: "Invented 2/2020", title: "Invented allowance", confidence: "sourced" })

export const Facts = Schema.Struct({
  sessions: Fact.list({ present: Fact.boolean({ text }), signatures: Fact.integer({ text, most: 2 }) }, { text }),
  dailyPrice: Fact.money("IDR", { text, most: 10_000_000 }),
  cap: Fact.optional(Fact.money("IDR", { text })),
  hasTaxId: Fact.boolean({ text })
})

export const policy = Policy.make("invented/allowance", Facts, (f) => {
  const qualifying = Rule.each("qualifying-day", f.sessions, (s) => s.present.and(s.signatures.isAtLeast(2)), {
    citation,
    text
  })
  const gross = Rule.amount("gross", f.dailyPrice.times(qualifying.count()).atMostIfSet(f.cap), { citation, text })
  const tax = Rule.amount(
    "tax",
    gross.share(
      f.hasTaxId.choose(Expression.ratio(Ratio.ratio(5, 100)), Expression.ratio(Ratio.ratio(6, 100))),
      "down"
    ),
    { citation, text }
  )
  return { qualifying, gross, tax, net: gross.minus(tax) }
})
