/**
 * The work's rules as a policy: R1 to R5, R7, R8, R10 and R11. R6 and R9 look from one enrolment to the next and stand
 * beside it, as limits and budgets do. The ordinances cited are invented, like the figures.
 */
import * as Schema from "effect/Schema"
import {
  Citation,
  Duty,
  Expression,
  Fact,
  type ListExpression,
  Money,
  Parameter,
  Policy,
  Ratio,
  Rule
} from "@bina/policy"
import * as Figures from "../work/Figures.ts"

// ---- Where the rules come from

const regulation = Citation.make({
  instrument: "Ordinance 12/2019",
  title: "Recovery trainings (invented)",
  inForceFrom: "2019-01-01",
  confidence: "sourced"
})
const article = (name: string) => Citation.article(regulation, name)
const business = Citation.make({ instrument: "Act 20/2008", title: "Business scale (invented)", confidence: "sourced" })
const wider = Citation.make({ instrument: "Decree 7/2021", title: "Business scale (invented)", confidence: "sourced" })

const named = (en: string) => ({ id: en, en })

// ---- Facts

/** The facts of one enrolment. */
export const Facts = Schema.Struct({
  startsOn: Fact.date({ open: true, text: named("first day of the programme") }),
  birthDate: Fact.date({ text: named("date of birth") }),
  district: Fact.integer({ most: 99, text: named("district") }),
  civilServant: Fact.boolean({ text: named("civil servant") }),
  turnover: Fact.money("IDR", { most: 100_000_000_000, text: named("turnover") }),
  priorProgrammes: Fact.integer({ most: 100, text: named("earlier programmes") }),
  hasTaxId: Fact.boolean({ text: named("has a tax id") }),
  sessions: Fact.list(
    {
      date: Fact.date({ open: true, text: named("date") }),
      attended: Fact.boolean({ open: true, text: named("attended") }),
      masked: Fact.boolean({ open: true, text: named("wore a mask") }),
      distanced: Fact.boolean({ open: true, text: named("kept distance") }),
      washed: Fact.boolean({ open: true, text: named("washed hands") })
    },
    { maxLength: 31, text: named("sessions") }
  )
})
export type Facts = typeof Facts.Type

/** Facts as far as they are known. */
export type Known = Fact.Partial<Facts>

// ---- Figures

const from = "1900-01-01"
const once = <V>(name: string, value: V, citation: Citation.Citation) => ({
  text: named(name),
  values: [{ from, value, citation }] as const,
  after: "extends" as const
})

const scales = Parameter.classes(
  "business.scale",
  { kind: "money", currency: Money.currency("IDR") },
  {
    text: named("business scale"),
    values: [
      {
        from,
        value: [
          { upTo: Figures.microBefore, value: "micro" },
          { upTo: Figures.smallBefore, value: "small" },
          { value: "larger" }
        ],
        citation: business
      },
      {
        from: "2021-02-02",
        value: [
          { upTo: Figures.microAfter, value: "micro" },
          { upTo: Figures.smallAfter, value: "small" },
          { value: "larger" }
        ],
        citation: wider
      }
    ],
    after: "extends"
  }
)

const protocol = Duty.make("protocol", {
  text: named("the health protocol is a duty"),
  periods: [{ from: "2020-03-15", to: "2022-12-31", citation: article("9") }]
})

const rate = Parameter.money("rate", "IDR", {
  text: named("allowance a day"),
  values: [
    { from, value: Figures.rates[0], citation: article("10") },
    { from: "2020-01-01", value: Figures.rates[1], citation: article("10") },
    { from: "2024-01-01", value: Figures.rates[2], citation: article("10") }
  ],
  after: "extends"
})
const cap = Parameter.money("cap", "IDR", once("most of a programme", Figures.cap, article("10")))
const taxedAbove = Parameter.money("taxed-above", "IDR", once("free of tax", Figures.taxedAbove, article("11")))
const withTaxId = Parameter.ratio("with-tax-id", once("tax", Ratio.ratio(Figures.percentWithTaxId, 100), article("11")))
const withoutTaxId = Parameter.ratio(
  "without-tax-id",
  once("tax without a tax id", Ratio.ratio(Figures.percentWithout, 100), article("11"))
)

// ---- Rules

type Expressions = ListExpression.OfFields<(typeof Facts)["fields"]>

const requirements = (f: Expressions) => {
  const age = f.birthDate.ageOn(f.startsOn)
  const R1 = Rule.requires("age", age.isAtLeast(Figures.adult).and(age.isLessThan(Figures.tooOld)), {
    citation: article("4(1)a"),
    text: named("From 18 to 59 years old on the first day."),
    refusal: named("Younger than 18 or older than 59 on the first day.")
  })
  const R2 = Rule.requires("domicile", f.district.isAtLeast(1).and(f.district.isAtMost(Figures.lastDistrict)), {
    citation: article("4(1)b"),
    text: named("Lives in one of the districts of the city."),
    refusal: named("Lives in no district of the city.")
  })
  const R3 = Rule.requires("civil-servant", f.civilServant.not(), {
    citation: article("4(1)c"),
    text: named("Is no civil servant."),
    refusal: named("Is a civil servant.")
  })
  const scale = Rule.quantity("scale", scales.on(f.startsOn)(f.turnover), { citation: business, text: named("Scale.") })
  const R4 = Rule.requires("larger-business", scale.isAmong("micro", "small"), {
    citation: article("4(1)d"),
    text: named("Has a micro or small business."),
    refusal: named("Has a business larger than a small one.")
  })
  const R5 = Rule.requires("prior-programmes", f.priorProgrammes.isAtMost(Figures.mostEarlier), {
    citation: article("4(2)"),
    text: named("Has been in at most two programmes."),
    refusal: named("Has been in more than two programmes.")
  })
  return { R1, R2, R3, R4, R5, scale }
}

const refusalOf = ({ R1, R2, R3, R4, R5 }: ReturnType<typeof requirements>) => {
  const status = Expression.integer
  return Rule.quantity(
    "refusal",
    Expression.cases(
      [
        [R1.not(), status(2)],
        [R2.not(), status(3)],
        [R3.not(), status(4)],
        [R4.not(), status(5)],
        [R5.not(), status(6)]
      ],
      status(0)
    ),
    { citation: article("5"), text: named("The first rule that refuses.") }
  )
}

/** What is owed: to everybody, or with `to` only to those of whom it holds. */
const amounts = (f: Expressions, to?: Expression.BooleanExpression) => {
  const nothing = Expression.money("IDR", 0)
  const counted = Rule.each(
    "counted",
    f.sessions,
    (s) => s.attended.and(protocol.inForceOn(s.date).implies(s.masked.and(s.distanced, s.washed))),
    { citation: article("9"), text: named("A session that counts.") }
  )
  const owed = counted.sum((s) => rate.on(s.date)).atMost(cap.on(f.startsOn))
  const gross = Rule.amount("gross", to === undefined ? owed : to.choose(owed, nothing), {
    citation: article("10"),
    text: named("Allowance: the rate of each counted session, at most the cap.")
  })
  const taxed = gross.share(f.hasTaxId.choose(withTaxId.on(f.startsOn), withoutTaxId.on(f.startsOn)), "down")
  const tax = Rule.amount("tax", gross.isMoreThan(taxedAbove.on(f.startsOn)).choose(taxed, nothing), {
    citation: article("11"),
    text: named("Tax on an allowance above the threshold, rounded down.")
  })
  const net = Rule.amount("net", gross.minus(tax), { text: named("Allowance less tax.") })
  const completed = Rule.quantity("completed", counted.count().times(5).isAtLeast(f.sessions.count().times(4)), {
    citation: article("12"),
    text: named("At least 80 % of the sessions counted.")
  })
  return { gross, tax, net, completed }
}

/** R1 to R5, in the order in which an enrolment fails them: the requirements alone. */
export const eligibility = Policy.make("bench/eligibility", Facts, (f) => {
  const { R1, R2, R3, R4, R5 } = requirements(f)
  return Policy.allOf(R1, R2, R3, R4, R5)
})

/** R1 to R5: `refusal` is 0 or the status of the first rule that refuses. */
export const standing = Policy.make("bench/standing", Facts, (f) => {
  const rules = requirements(f)
  return { refusal: refusalOf(rules), scale: rules.scale }
})

/** The scale alone. */
export const scale = Policy.make("bench/scale", Facts, (f) => ({ scale: requirements(f).scale }))

/** R7, R8, R10 and R11: what somebody is owed whom nothing keeps from a seat. */
export const allowance = Policy.make("bench/allowance", Facts, (f) => amounts(f))

/**
 * The whole work as far as it looks at one enrolment, in one policy; nothing is owed to whom a rule refuses. Household
 * and budget come after it.
 */
export const enrolment = Policy.make("bench/enrolment", Facts, (f) => {
  const rules = requirements(f)
  const refusal = refusalOf(rules)
  return { refusal, scale: rules.scale, ...amounts(f, refusal.is(0)) }
})
