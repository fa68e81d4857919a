/** Filling a cohort: order, quota, duplicates, limits, and everything that is not known. */
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Admission, Application, type Seat } from "../../src/index.ts"
import {
  candidate,
  cohortId,
  citation,
  eligible,
  limit,
  missingFact,
  oneOf,
  person,
  undetermined,
  whole
} from "../Given.ts"

const onePerSeason = limit({ reason: "already-seated", key: "nik", scope: "season" })
const twoPerHousehold = limit({ reason: "household-limit", key: "household", scope: "cohort", atMost: 2 })
const limits = [onePerSeason, twoPerHousehold]

const request = (change: Partial<Parameters<typeof Admission.fill>[0]> = {}): Parameters<typeof Admission.fill>[0] => ({
  cohort: { id: cohortId("baking"), quota: 2 },
  personFact: "nik",
  limits,
  applications: [],
  earlierSeats: [],
  ...change
})

const fill = (change: Partial<Parameters<typeof Admission.fill>[0]>) =>
  Result.getOrThrow(Admission.fill(request(change)))

/** Application ids with their determinations. */
const outcomes = (filled: Admission.Filled) =>
  filled.determinations.map(({ application, determination }) => [application.id as string, determination])

const seatOf = (who: string, household: Application.Key, cohort = "welding"): Seat.Seat => ({
  cohort: cohortId(cohort),
  application: Application.id(`earlier-${who}`),
  person: person(who),
  keys: { household }
})

describe("Admission", () => {
  it("seats in order of registration while the quota lasts, then keeps a waitlist", () => {
    const applications = ["d", "b", "a", "c"].map((id) =>
      candidate(id, "abcd".indexOf(id), { person: id, household: id })
    )
    assert.deepStrictEqual(outcomes(fill({ applications })), [
      ["a", { _tag: "Seated" }],
      ["b", { _tag: "Seated" }],
      ["c", { _tag: "Waitlisted", position: 1 }],
      ["d", { _tag: "Waitlisted", position: 2 }]
    ])
  })

  it("takes the row of the file when two registered at the same moment", () => {
    const [first, second] = [
      candidate("x", 5, { person: "x", household: "x" }),
      candidate("y", 5, { person: "y", household: "y" })
    ]
    const later = { ...first, application: { ...first.application, row: 9 } }
    const filled = fill({ cohort: { id: cohortId("baking"), quota: 1 }, applications: [later, second] })
    assert.deepStrictEqual(
      outcomes(filled).map(([id]) => id),
      ["y", "x"]
    )
  })

  it("sets a second application of the same person aside, whatever became of the first", () => {
    const refused = { _tag: "Ineligible", reasons: ["under-age"] } as const
    const applications = [
      candidate("first", 0, { person: "p", household: "1", decision: refused }),
      candidate("second", 1, { person: "p", household: "1" }),
      candidate("third", 2, { person: "p", household: "1" })
    ]
    assert.deepStrictEqual(outcomes(fill({ applications })), [
      ["first", { _tag: "Refused", reasons: ["under-age"] }],
      ["second", { _tag: "Duplicate", of: Application.id("first") }],
      ["third", { _tag: "Duplicate", of: Application.id("first") }]
    ])
  })

  it("never takes two unknown people for one, and seats nobody whom it cannot name", () => {
    const applications = [candidate("a", 0, { household: "1" }), candidate("b", 1, { household: "1" })]
    const open = { _tag: "Undetermined", missing: [missingFact("nik")], invalid: [] } as const
    assert.deepStrictEqual(outcomes(fill({ applications })), [
      ["a", open],
      ["b", open]
    ])
    assert.deepStrictEqual(outcomes(fill({ applications, limits: [] })), [
      ["a", open],
      ["b", open]
    ])
  })

  it("refuses with every reason, of the policy first, then of limits in their order", () => {
    const decision = { _tag: "Ineligible", reasons: ["not-resident", "under-age"] } as const
    const applications = [
      candidate("a", 0, { person: "a", household: "1" }),
      candidate("b", 1, { person: "b", household: "1" }),
      candidate("c", 2, { person: "c", household: "1", decision })
    ]
    const filled = fill({
      cohort: { id: cohortId("baking"), quota: 9 },
      applications,
      earlierSeats: [seatOf("c", Application.known("7"))]
    })
    assert.deepStrictEqual(outcomes(filled)[2], [
      "c",
      { _tag: "Refused", reasons: ["not-resident", "under-age", "already-seated", "household-limit"] }
    ])
  })

  it("refuses with a reason even if something else is missing, and otherwise asks for everything missing", () => {
    const applications = [
      candidate("refused", 0, { person: "a", decision: { _tag: "Ineligible", reasons: ["over-age"] } }),
      candidate("open", 1, { decision: undetermined("birthDate", "household") })
    ]
    assert.deepStrictEqual(outcomes(fill({ applications })), [
      ["refused", { _tag: "Refused", reasons: ["over-age"] }],
      ["open", { _tag: "Undetermined", missing: ["birthDate", "household", "nik"].map(missingFact), invalid: [] }]
    ])
  })

  it("says of invalid facts neither yes nor no", () => {
    const decision = { _tag: "Invalid", paths: ["annualSales"] } as const
    const applications = [
      candidate("a", 0, { person: "a", decision }),
      candidate("b", 1, { person: "b", household: "1", decision })
    ]
    const filled = fill({ applications, earlierSeats: [seatOf("b", Application.known("1"))] })
    assert.deepStrictEqual(outcomes(filled), [
      ["a", { _tag: "Undetermined", missing: [missingFact("household")], invalid: ["annualSales"] }],
      ["b", { _tag: "Undetermined", missing: [], invalid: ["annualSales"] }]
    ])
  })

  it("counts seats that are held, not applications, and also for those who would only wait", () => {
    const applications = [
      candidate("a", 0, { person: "a", household: "1" }),
      candidate("no", 1, { person: "no", household: "1", decision: { _tag: "Ineligible", reasons: ["over-age"] } }),
      candidate("b", 2, { person: "b", household: "1" }),
      candidate("c", 3, { person: "c", household: "2" }),
      candidate("d", 4, { person: "d", household: "1" })
    ]
    assert.deepStrictEqual(outcomes(fill({ applications })), [
      ["a", { _tag: "Seated" }],
      ["no", { _tag: "Refused", reasons: ["over-age"] }],
      ["b", { _tag: "Seated" }],
      ["c", { _tag: "Waitlisted", position: 1 }],
      ["d", { _tag: "Refused", reasons: ["household-limit"] }]
    ])
  })

  it("carries seats to the next cohort of the season, where only limits of the season count them", () => {
    const first = fill({
      applications: [
        candidate("a", 0, { person: "a", household: "1" }),
        candidate("b", 1, { person: "b", household: "1" })
      ]
    })
    const earlierSeats = Admission.seatsOf(first)
    assert.deepStrictEqual(
      earlierSeats.map((seat) => seat.person),
      [person("a"), person("b")]
    )
    const applications = [
      candidate("a2", 0, { person: "a", household: "1" }),
      candidate("c2", 1, { person: "c", household: "1" })
    ]
    const next = fill({ cohort: { id: cohortId("sewing"), quota: 2 }, applications, earlierSeats })
    assert.deepStrictEqual(outcomes(next), [
      ["a2", { _tag: "Refused", reasons: ["already-seated"] }],
      ["c2", { _tag: "Seated" }]
    ])
  })

  it("cannot be filled when what it must count is not there", () => {
    const a = candidate("a", 0, { person: "a", household: "1" })
    const misspelt = limit({ reason: "household-limit", key: "houshold" })
    const seasonal = limit({ reason: "household-limit", scope: "season" })
    const table: ReadonlyArray<readonly [string, Partial<Parameters<typeof Admission.fill>[0]>]> = [
      ["RepeatedApplication", { applications: [a, candidate("a", 1, { person: "b", household: "2" })] }],
      ["RepeatedLimit", { limits: [onePerSeason, onePerSeason] }],
      ["UndeclaredKey", { applications: [a], limits: [misspelt] }],
      [
        "UndeclaredKey",
        {
          limits: [limit({ reason: "x", key: "constructor", scope: "season" })],
          earlierSeats: [seatOf("a", Application.known("1"))]
        }
      ],
      ["UncountableSeat", { limits: [seasonal], earlierSeats: [seatOf("a", Application.missing)] }],
      ["AlreadyFilled", { earlierSeats: [seatOf("a", Application.known("1"), "baking")] }]
    ]
    for (const [tag, change] of table) {
      const refusal = Result.getOrThrow(Result.flip(Admission.fill(request(change))))
      assert.strictEqual(refusal._tag, tag)
      assert.isAbove(refusal.message.length, 20)
    }
  })

  it("states its limits as JSON without texts, and the texts apart", () => {
    const document = Admission.limitsDocument(limits)
    assert.deepStrictEqual(JSON.parse(JSON.stringify(document)), [
      { reason: "already-seated", key: "nik", scope: "season", atMost: 1, citation },
      { reason: "household-limit", key: "household", scope: "cohort", atMost: 2, citation }
    ])
    assert.deepStrictEqual(Object.keys(Admission.limitsTexts(limits)), ["already-seated", "household-limit"])
    const said = limits.map((limit) => ({
      ...limit,
      refusal: { id: `sudah ${limit.reason}`, en: `has ${limit.reason}` }
    }))
    assert.deepStrictEqual(Admission.limitsDocument(said), document)
    assert.strictEqual(Admission.refusalsOf(said)["already-seated"]?.en, "has already-seated")
    assert.strictEqual(Admission.refusalsOf(limits)["already-seated"]?.en, "Requirement not met: already-seated")
    const decode = Schema.decodeUnknownResult(Admission.Limit)
    assert.isTrue(Result.isSuccess(decode(onePerSeason)))
    assert.isTrue(Result.isFailure(decode({ ...onePerSeason, atMost: 0 })))
  })

  it("fills a cohort of 100,000 applications in one pass", () => {
    const households = Array.from({ length: 100_000 }, (_, index) => String(index % 40_000))
    const applications = households.map((household, index) => {
      const { application, decision } = candidate(String(index), index % 600, {
        person: `p${index % 90_000}`,
        household
      })
      return { decision, application: { ...application, row: index } }
    })
    const started = process.cpuUsage()
    const filled = fill({ cohort: { id: cohortId("baking"), quota: 70_000 }, applications })
    assert.strictEqual(filled.determinations.length, 100_000)
    // Time of this process alone: how busy the machine is otherwise says nothing.
    assert.isBelow(process.cpuUsage(started).user / 1_000, 5_000)
  })
})

// ---- Laws

const given = Arbitrary.array(
  Arbitrary.all({
    person: whole(0, 6),
    household: whole(0, 4),
    decision: oneOf(["yes", "no", "open", "broken"]),
    minute: whole(0, 20)
  }),
  { maxLength: 14 }
)
type Given = typeof given extends Arbitrary.Arbitrary<infer A> ? A : never

const decisions = {
  yes: eligible,
  no: { _tag: "Ineligible", reasons: ["over-age"] },
  open: undetermined("birthDate"),
  broken: { _tag: "Invalid", paths: ["annualSales"] }
} as const

/** 0 stands for a key that is missing. */
const candidates = (rows: Given) =>
  rows.map(({ decision, household, minute, person: who }, index) => {
    const made = candidate(`a${index}`, minute, {
      ...(who === 0 ? {} : { person: `p${who}` }),
      ...(household === 0 ? {} : { household: `h${household}` }),
      decision: decisions[decision]
    })
    return { ...made, application: { ...made.application, row: index } }
  })

const earlierSeats = [seatOf("p1", Application.known("h1"))]
const oneHousehold = limit({ reason: "household-limit", scope: "cohort" })

describe("Admission of a cohort that was filled before", () => {
  const [a, b, c] = ["a", "b", "c"].map((id, index) => candidate(id, index, { person: id, household: "one" }))

  it("gives what is left, and counts what is held", () => {
    const standing = { seated: [b!.application], settled: [] }
    const cohort = { id: cohortId("baking"), quota: 3 }
    assert.deepStrictEqual(outcomes(fill({ cohort, applications: [a!, c!], standing })), [
      ["a", { _tag: "Seated" }],
      ["c", { _tag: "Refused", reasons: ["household-limit"] }]
    ])
  })

  it("finds nothing twice in an application that waits and is looked at again", () => {
    const standing = { seated: [b!.application], settled: [a!.application] }
    assert.deepStrictEqual(outcomes(fill({ applications: [a!], standing })), [["a", { _tag: "Seated" }]])
    const again = { ...c!, application: { ...c!.application, person: a!.application.person } }
    assert.deepStrictEqual(outcomes(fill({ applications: [again], standing })), [
      ["c", { _tag: "Duplicate", of: Application.id("a") }]
    ])
  })

  it("admits by hand against rule and limit, within the quota, and nobody whom it cannot name or count", () => {
    const byHand = (each: Admission.Candidate): Admission.Candidate => ({
      ...each,
      decision: { _tag: "Ineligible", reasons: ["under-age"] },
      isAdmittedByHand: true
    })
    const cohort = { id: cohortId("baking"), quota: 3 }
    const nameless = candidate("n", 3, { household: "n" })
    const homeless = candidate("h", 4, { person: "h" })
    const late = candidate("l", 5, { person: "l", household: "one" })
    const applications = [a!, b!, byHand(c!), byHand(nameless), byHand(homeless), byHand(late)]
    assert.deepStrictEqual(outcomes(fill({ cohort, applications })), [
      ["a", { _tag: "Seated" }],
      ["b", { _tag: "Seated" }],
      ["c", { _tag: "Seated" }],
      ["n", { _tag: "Undetermined", missing: [missingFact("nik")], invalid: [] }],
      ["h", { _tag: "Undetermined", missing: [missingFact("household")], invalid: [] }],
      ["l", { _tag: "Waitlisted", position: 1 }]
    ])
  })
})

describe("Laws of admission", () => {
  it.prop(
    "every application has exactly one determination, and no more seats are given than there are",
    { rows: given, quota: whole(0, 5) },
    ({ quota, rows }) => {
      const filled = fill({ cohort: { id: cohortId("baking"), quota }, applications: candidates(rows), earlierSeats })
      const tags = filled.determinations.map(({ determination }) => determination._tag)
      assert.deepStrictEqual(
        filled.determinations.map(({ application }) => application.id).toSorted(),
        candidates(rows)
          .map(({ application }) => application.id)
          .toSorted()
      )
      assert.isAtMost(tags.filter((tag) => tag === "Seated").length, quota)
      assert.strictEqual(Admission.seatsOf(filled).length, tags.filter((tag) => tag === "Seated").length)
      const positions = filled.determinations.flatMap(({ determination }) =>
        determination._tag === "Waitlisted" ? [determination.position] : []
      )
      assert.deepStrictEqual(
        positions,
        positions.map((_, index) => index + 1)
      )
      if (positions.length > 0) assert.strictEqual(tags.filter((tag) => tag === "Seated").length, quota)
    }
  )

  it.prop(
    "the order in which applications are handed over does not matter",
    { rows: given, turn: whole(0, 13) },
    ({ rows, turn }) => {
      const applications = candidates(rows)
      const turned = [...applications.slice(turn), ...applications.slice(0, turn)].toReversed()
      assert.deepStrictEqual(
        outcomes(fill({ applications, earlierSeats })),
        outcomes(fill({ applications: turned, earlierSeats }))
      )
    }
  )

  it.prop(
    "filling in two parts is filling once, where the first part registered first",
    { rows: given, first: whole(0, 14) },
    ({ first, rows }) => {
      const cohort = { id: cohortId("baking"), quota: 3 }
      const applications = candidates(rows).toSorted((a, b) => Application.compare(a.application, b.application))
      const options = { cohort, limits: [onePerSeason, oneHousehold], earlierSeats }
      const before = fill({ ...options, applications: applications.slice(0, first) })
      const which = (...tags: ReadonlyArray<string>) =>
        before.determinations
          .filter(({ determination }) => tags.includes(determination._tag))
          .map(({ application }) => application)
      const standing = { seated: which("Seated"), settled: which("Waitlisted", "Refused", "Undetermined") }
      const after = fill({ ...options, applications: applications.slice(first), standing })
      const waiting = which("Waitlisted").length
      assert.deepStrictEqual(
        [
          ...before.determinations,
          ...after.determinations.map(({ application, determination }) => ({
            application,
            determination:
              determination._tag === "Waitlisted"
                ? { ...determination, position: determination.position + waiting }
                : determination
          }))
        ],
        [...fill({ ...options, applications }).determinations]
      )
    }
  )

  it.prop(
    "L15 every refusal has a reason, and each limit it names is used up by seats held before",
    { rows: given },
    ({ rows }) => {
      const filled = fill({
        cohort: { id: cohortId("baking"), quota: 3 },
        limits: [onePerSeason, oneHousehold],
        applications: candidates(rows),
        earlierSeats
      })
      const held: Array<Admission.Determined> = []
      for (const each of filled.determinations) {
        const { application, determination } = each
        if (determination._tag === "Refused") {
          assert.isAbove(determination.reasons.length, 0)
          const sameHousehold = held.filter(
            (other) =>
              other.application.keys["household"]!._tag === "Known" &&
              JSON.stringify(other.application.keys) === JSON.stringify(application.keys)
          )
          assert.strictEqual(determination.reasons.includes("household-limit"), sameHousehold.length >= 1)
          assert.strictEqual(
            determination.reasons.includes("already-seated"),
            application.person._tag === "Known" && application.person.value === "p1"
          )
        }
        if (determination._tag === "Seated") held.push(each)
      }
    }
  )

  it.prop(
    "L14 a key that becomes known settles an open case or leaves it open, and turns no refusal around",
    { rows: given, which: whole(0, 13) },
    ({ rows, which }) => {
      const applications = candidates(rows)
      const before = fill({ limits: [onePerSeason, oneHousehold], applications, earlierSeats }).determinations
      const at = before[which]
      if (at === undefined) return
      const completed = applications.map((each) => {
        if (each.application.id !== at.application.id) return each
        const household =
          each.application.keys["household"]!._tag === "Missing"
            ? Application.known("h3")
            : each.application.keys["household"]!
        return { ...each, application: { ...each.application, keys: { household } } }
      })
      const after = fill({ limits: [onePerSeason, oneHousehold], applications: completed, earlierSeats })
        .determinations[which]!
      if (at.determination._tag === "Refused" && after.determination._tag === "Refused") {
        assert.includeMembers([...after.determination.reasons], [...at.determination.reasons])
      } else if (at.determination._tag !== "Undetermined") {
        assert.deepStrictEqual(after.determination, at.determination)
      }
    }
  )
})
