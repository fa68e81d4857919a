/** A season filled and paid twice: what changes when limits, rules or prices do. */
import { Citation, Fact, Policy, Rule } from "@bina/policy"
import * as Compare from "@bina/policy/Compare"
import * as Prose from "@bina/policy/Prose"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Admission, LimitProse, SeasonComparison } from "../../src/index.ts"
import { candidate, citation, cohortId, limit, units, whole } from "../Given.ts"

const Applicant = Schema.Struct({ age: Fact.integer({ most: 120, text: { id: "umur", en: "age" } }) })
const eligibility = Policy.make("invented/eligibility", Applicant, (f) =>
  Policy.allOf(
    Rule.requires("under-age", f.age.isAtLeast(18), {
      citation,
      text: { id: "Cukup umur.", en: "Of age." },
      refusal: { id: "Belum cukup umur.", en: "Under age." }
    })
  )
)
const Claim = Schema.Struct({
  price: Fact.money("IDR", { open: true, most: 1_000_000, text: { id: "harga", en: "price" } }),
  days: Fact.integer({ open: true, most: 31, text: { id: "hari", en: "days" } })
})
const allowance = Policy.make("invented/claim", Claim, (f) => ({
  gross: Rule.amount("gross", f.price.times(f.days), { citation, text: { id: "Bruto.", en: "Gross." } })
}))

const onePerSeason = limit({ reason: "already-seated", key: "nik", scope: "season" })
const onePerHousehold = limit({ reason: "household-limit", key: "household", scope: "cohort", atMost: 1 })
const both = [onePerSeason, onePerHousehold]

type Applied = SeasonComparison.Applicant<Policy.FactsOf<typeof eligibility>, Policy.FactsOf<typeof allowance>>
type Season = SeasonComparison.Season<Policy.FactsOf<typeof eligibility>, Policy.FactsOf<typeof allowance>>

/** Somebody who registered; without `days` nobody recorded theirs. */
const applicant = (who: string, minute: number, household: string, age = 30, days?: number): Applied => ({
  application: candidate(`${who}-${minute}`, minute, { person: who, household }).application,
  facts: { age },
  claim: { price: units(100), ...(days === undefined ? {} : { days }) }
})

const season: Season = {
  personFact: "nik",
  amount: "gross",
  cohorts: [
    {
      cohort: { id: cohortId("baking"), quota: 2 },
      applicants: [
        applicant("a", 1, "h", 30, 3),
        applicant("b", 2, "h", 30),
        applicant("c", 3, "i", 30, 2),
        applicant("d", 4, "j", 17)
      ]
    },
    {
      cohort: { id: cohortId("welding"), quota: 9 },
      applicants: [applicant("b", 1, "h", 30, 4), applicant("c", 2, "i", 30, 5)]
    }
  ]
}

const scenario = (
  limits: ReadonlyArray<Admission.Limit>,
  price?: number
): SeasonComparison.Scenario<Policy.FactsOf<typeof eligibility>, Policy.FactsOf<typeof allowance>, unknown> => ({
  eligibility: { policy: eligibility, limits },
  allowance: { policy: allowance, ...(price === undefined ? {} : { overrides: { price: units(price) } }) }
})

const compared = (after: ReturnType<typeof scenario>, of = season) =>
  Result.getOrThrow(SeasonComparison.compare(scenario(both), after, of))

describe("SeasonComparison", () => {
  it("gives seats anew: a limit that goes gives one a seat, another loses theirs, and later cohorts feel it", () => {
    const { comparison, differences } = compared(scenario([onePerSeason]))
    const moves = differences.map(({ after, before, groups, id }) => [groups["cohort"], id, before, after])
    assert.deepStrictEqual(moves, [
      ["baking", "a-1", "seated", "seated"],
      ["baking", "b-2", "refused", "seated"],
      ["baking", "c-3", "seated", "waitlisted"],
      ["baking", "d-4", "refused", "refused"],
      ["welding", "b-1", "seated", "refused"],
      ["welding", "c-2", "refused", "seated"]
    ])
    assert.deepStrictEqual(comparison.reasons, [
      { name: "already-seated", gained: 1, lost: 1 },
      { name: "household-limit", gained: 0, lost: 1 }
    ])
  })

  it("leaves open what nobody recorded, and counts nothing for it", () => {
    const { comparison, differences } = compared(scenario([onePerSeason]))
    assert.deepStrictEqual(differences[1]!.amount, { before: 0, after: undefined, difference: undefined })
    assert.deepStrictEqual(comparison.sums, {
      before: 300n + 200n + 400n,
      after: 300n + 500n,
      difference: 0n - 200n - 400n + 500n,
      winners: { cases: 1, sum: 500n },
      losers: { cases: 2, sum: -600n },
      unchanged: 2,
      open: 1
    })
  })

  it("pays another price to whoever was seated, and to nobody else", () => {
    const { comparison } = compared(scenario(both, 150))
    assert.deepStrictEqual(comparison.sums!.winners, { cases: 3, sum: 150n + 100n + 200n })
    assert.strictEqual(comparison.sums!.losers.cases, 0)
    assert.isTrue(comparison.transitions.every(({ after, before }) => before === after))
    const [baking, welding] = comparison.groups[SeasonComparison.dimension]!
    assert.deepStrictEqual([baking!.sums!.difference, welding!.sums!.difference], [250n, 200n])
  })

  it("names each side by policy and limits, and reasons by their authors' words", () => {
    const { comparison } = compared(scenario([onePerSeason]))
    assert.strictEqual(comparison.before.fingerprint, Policy.fingerprint(eligibility, both))
    assert.strictEqual(comparison.after.fingerprint, Policy.fingerprint(eligibility, [onePerSeason]))
    assert.strictEqual(comparison.texts["household-limit"]?.en, "Requirement not met: household-limit")
    assert.strictEqual(comparison.texts["under-age"]?.en, "Under age.")
    const said = both.map((limit) => ({ ...limit, refusal: { id: "penuh", en: "full" } }))
    const again = compared(scenario(said)).comparison
    assert.strictEqual(again.texts["household-limit"]?.en, "full")
    assert.strictEqual(again.after.fingerprint, comparison.before.fingerprint)
  })

  it("fails where a cohort cannot be filled, and where the amount is none", () => {
    const twice = SeasonComparison.compare(scenario(both), scenario([onePerSeason, onePerSeason]), season)
    assert.strictEqual(Result.isFailure(twice) && twice.failure._tag, "RepeatedLimit")
    const unknown = SeasonComparison.compare(scenario(both), scenario(both), { ...season, amount: "nett" })
    assert.strictEqual(Result.isFailure(unknown) && unknown.failure._tag, "NotAnAmount")
  })

  const drawn = Arbitrary.map(
    Arbitrary.array(
      Arbitrary.all({ who: whole(0, 5), household: whole(0, 2), age: whole(16, 19), days: whole(0, 6) }),
      {
        minLength: 2,
        maxLength: 14
      }
    ),
    (people): Season => {
      const applicants = people.map(({ age, days, household, who }, minute) =>
        applicant(`p${who}`, minute, `h${household}`, age, days === 6 ? undefined : days)
      )
      const half = Math.ceil(applicants.length / 2)
      return {
        ...season,
        cohorts: [
          { cohort: { id: cohortId("baking"), quota: 2 }, applicants: applicants.slice(0, half) },
          { cohort: { id: cohortId("welding"), quota: 3 }, applicants: applicants.slice(half) }
        ]
      }
    }
  )

  it.prop("a season compared with itself changes nothing", { drawn }, ({ drawn }) => {
    const { comparison } = compared(scenario(both), drawn)
    assert.strictEqual(comparison.changed, 0)
    assert.strictEqual(comparison.sums!.difference, 0n)
  })

  it.prop("swapping the sides turns it round, and cohorts add up to the season", { drawn }, ({ drawn }) => {
    const [before, after] = [scenario(both), scenario([onePerSeason], 150)]
    const there = Result.getOrThrow(SeasonComparison.compare(before, after, drawn)).comparison
    const back = Result.getOrThrow(SeasonComparison.compare(after, before, drawn)).comparison
    assert.strictEqual(back.sums!.difference, -there.sums!.difference)
    assert.deepStrictEqual(back.sums!.winners, { cases: there.sums!.losers.cases, sum: -there.sums!.losers.sum })
    const groups = there.groups[SeasonComparison.dimension]!
    for (const of of ["before", "after", "difference"] as const) {
      assert.strictEqual(
        groups.reduce((sum, group) => sum + group.sums![of], 0n),
        there.sums![of]
      )
    }
  })

  it.prop("says of each side what filling that season says", { drawn }, ({ drawn }) => {
    const { differences } = compared(scenario([onePerSeason], 150), drawn)
    const was = Result.getOrThrow(SeasonComparison.outcomesOf(scenario(both), drawn))
    const [first] = drawn.cohorts
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a cohort is filled, no array
    const filled = Admission.fill({
      cohort: first!.cohort,
      personFact: "nik",
      limits: both,
      earlierSeats: [],
      applications: first!.applicants.map(({ application, facts }) => ({
        application,
        decision: Policy.decide(eligibility, facts)
      }))
    })
    assert.deepStrictEqual(
      was.slice(0, first!.applicants.length).map(({ standing }) => standing.state),
      Result.getOrThrow(filled).determinations.map(({ determination }) => SeasonComparison.states[determination._tag])
    )
    assert.deepStrictEqual(
      differences.map(({ before, id }) => [id, before]),
      was.map(({ application, standing }) => [application as string, standing.state])
    )
    for (const { standing } of was) if (standing.state !== "seated") assert.strictEqual(standing.amount, 0)
  })
})

describe("LimitProse", () => {
  const law = Citation.article(citation, "3")
  const limits = [
    { ...onePerSeason, citation: law, text: { id: "Satu kursi.", en: "One seat." } },
    { ...onePerHousehold, citation: law, atMost: 2, text: { id: "Dua kursi.", en: "Two seats." } }
  ]

  it("says what is counted, over what, how many, and on which basis", () => {
    const keys = { nik: { id: "orang", en: "person" } }
    const { sections } = LimitProse.section(limits, { language: "en", keys, firstArticle: 7 })
    assert.deepStrictEqual(
      sections.map(({ heading }) => heading),
      ["Article 7 [already-seated]", "Article 8 [household-limit]"]
    )
    assert.deepStrictEqual(sections[0]!.blocks[0], Prose.paragraph("lead", "One seat."))
    const texts = sections.map(({ blocks }) => blocks.map((block) => (block.kind === "paragraph" ? block.text : "")))
    assert.include(texts[0]![1], "Within one season, at most one seat is given for each person.")
    assert.include(texts[1]![1], "Within one cohort, at most 2 seats are given for each household.")
    assert.include(texts[1]![2], "household is not known")
    assert.strictEqual(texts[0]![3], "Basis: Invented 1/2020, 3.")
  })

  it("has the same paragraphs in both languages", () => {
    const [id, en] = (["id", "en"] as const).map((language) => LimitProse.section(limits, { language }))
    const shape = ({ sections }: Prose.Section) => sections.map(({ blocks }) => blocks.map(({ kind }) => kind))
    assert.deepStrictEqual(shape(id!), shape(en!))
    assert.notMatch(JSON.stringify([id, en]), /\{\w+\}|undefined/)
  })

  it("states are words of a report, not of the code", () => {
    assert.notMatch(
      Compare.toMarkdown(compared(scenario([onePerSeason])).comparison, { language: "id" }),
      /undefined|\[object/
    )
  })
})
