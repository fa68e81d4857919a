/** Other seasons: other cities, years and cohorts, and what the shipped season does not contain. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Computed from "./Computed.ts"
import * as Written from "./Written.ts"

const days = ["2020-10-05", "2020-10-06"] as const

const bothDays = (serial: number, row: Parameters<typeof Written.present>[2] = {}) =>
  days.map((day) => Written.present(serial, day, row))

const kinds = ({ problems }: { readonly problems: ReadonlyArray<{ readonly kind: string }> }) =>
  problems.map(({ kind }) => kind)

describe("another city and year", () => {
  const sessions = ["2021-02-01", "2021-02-02"]
  const unprotected = { Masker: "", "Jaga Jarak": "T", "Cuci Tangan": "", Suhu: "39,0" }
  const owner = (serial: number, district: string, sales: string) =>
    Written.applicant(serial, { Kecamatan: district, Pekerjaan: "Pelaku usaha", "Omzet per Tahun (Rp)": sales })

  for (const [code, home, elsewhere] of [
    ["12.75", "Binjai Kota", "Medan Kota"],
    ["3374", "Semarang Tengah", "Binjai Kota"]
  ] as const) {
    it.effect(`${code}: its own districts, the law of the day, no protocol`, () =>
      Effect.gen(function* () {
        const cohort = (id: string, startsOn: string, sessions: ReadonlyArray<string>) => ({
          settings: { id, startsOn, sessions, dailyTransport: 117_555, maxPerPerson: 200_000 },
          roster: [owner(1, home, "Rp 2.500.000.001"), owner(2, home, "2,5 miliar"), owner(3, elsewhere, "1 juta")],
          attendance: [1, 2].flatMap((serial) =>
            sessions.map((day) => Written.present(serial, day, { ...unprotected, NIK: Written.nik(serial) }))
          )
        })
        const outcome = yield* Computed.outcome(
          Written.season({ city: { name: "Kota", kemendagriCode: code }, fiscalYear: 2021 }, [
            cohort("lama", sessions[0]!, sessions),
            cohort("baru", sessions[1]!, sessions.slice(1))
          ])
        )
        const [old, young] = outcome.cohorts
        assert.deepStrictEqual(old!.refusals, [
          { nik: Written.nik(1), reasons: ["business-too-large"] },
          { nik: Written.nik(3), reasons: ["not-resident"] }
        ])
        assert.deepStrictEqual(old!.payable, [
          { nik: Written.nik(2), qualifyingDays: 2, gross: 200_000, tax: 12_000, net: 188_000, completed: true }
        ])
        // From 2 February 2021 a small business sells for up to 15,000,000,000; the second has its seat already.
        assert.deepStrictEqual(young!.seats, [Written.nik(1)])
        assert.deepStrictEqual(young!.refusals, [
          { nik: Written.nik(2), reasons: ["already-seated"] },
          { nik: Written.nik(3), reasons: ["not-resident"] }
        ])
        assert.deepStrictEqual(young!.totals, {
          qualifyingDays: 1,
          gross: 117_555,
          tax: 7_053,
          net: 110_502,
          completed: 1
        })
        // The refused signed all the same: two rows of one, one of the other.
        assert.deepStrictEqual(kinds(outcome), ["not-seated", "not-seated", "not-seated"])
      })
    )
  }

  it.effect("the protocol of Medan is asked for while it is a duty and on no day after", () =>
    Effect.gen(function* () {
      const sessions = ["2022-12-30", "2022-12-31"]
      const { cohorts } = yield* Computed.outcome(
        Written.season({ city: { name: "Kota Medan", kemendagriCode: "12.71" }, fiscalYear: 2022 }, [
          {
            settings: { startsOn: sessions[0], sessions },
            roster: [Written.applicant(1)],
            attendance: sessions.map((day) => Written.present(1, day, unprotected))
          }
        ])
      )
      assert.strictEqual(cohorts[0]!.totals.qualifyingDays, 1)
    })
  )
})

describe("attendance that is not as it should be", () => {
  const of = (cohort: Partial<Written.Cohort>) =>
    Effect.map(
      Computed.outcome(
        Written.season({}, [
          { settings: {}, roster: [Written.applicant(1), Written.applicant(2)], attendance: [], ...cohort }
        ])
      ),
      (outcome) => ({ cohort: outcome.cohorts[0]!, kinds: kinds(outcome), problems: outcome.problems })
    )
  const paid = ({ cohort }: Effect.Success<ReturnType<typeof of>>) => cohort.payable.map(({ nik }) => nik)

  it.effect("a missing row leaves the person off the list and the list incomplete, never with a day less", () =>
    Effect.gen(function* () {
      const folder = Written.season({}, [
        {
          settings: {},
          roster: [Written.applicant(1), Written.applicant(2)],
          attendance: [...bothDays(1), Written.present(2, days[0])]
        }
      ])
      const result = yield* Computed.season(folder)
      const [cohort] = result.cohorts
      assert.deepStrictEqual(
        cohort!.payable.map(({ applicant }) => applicant.number.written),
        [Written.nik(1)]
      )
      assert.strictEqual(cohort!.totals.open, 1)
      assert.deepStrictEqual(
        cohort!.participants[1]!.sessions.map(({ qualifies }) => qualifies._tag),
        ["Determined", "Undetermined"]
      )
      assert.deepStrictEqual(
        result.problems.map(({ kind, row, value }) => [kind, row, value]),
        [["no-attendance", Option.none(), "2020-10-06: 1"]]
      )
    })
  )

  it.effect("the same row twice counts once, in whatever words; two that differ leave the day open", () =>
    Effect.gen(function* () {
      const same = yield* of({
        attendance: [
          ...bothDays(1),
          ...bothDays(2),
          Written.present(1, "5 Oktober 2020", { NIK: `'${Written.nik(1)}`, Masker: "v" })
        ]
      })
      assert.deepStrictEqual(paid(same), [Written.nik(1), Written.nik(2)])
      assert.deepStrictEqual(same.kinds, [])
      const differing = yield* of({
        attendance: [
          ...bothDays(1),
          ...bothDays(2),
          Written.present(1, days[0], { Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" })
        ]
      })
      assert.deepStrictEqual(paid(differing), [Written.nik(2)])
      assert.deepStrictEqual(
        differing.problems.map(({ kind, row }) => [kind, Option.getOrNull(row)]),
        [
          ["differing", 2],
          ["differing", 6]
        ]
      )
    })
  )

  it.effect("rows for nobody seated and for days that are no session are told and not counted", () =>
    Effect.gen(function* () {
      const result = yield* of({
        attendance: [
          ...bothDays(1),
          ...bothDays(2),
          Written.present(9, days[0]),
          Written.present(1, "2020-10-04"),
          Written.present(1, days[1], { NIK: "1,27101E+15" })
        ]
      })
      assert.deepStrictEqual(paid(result), [Written.nik(1), Written.nik(2)])
      assert.deepStrictEqual(result.kinds, ["not-seated", "not-a-session", "not-seated"])
    })
  )

  it.effect("what cannot be read about a day that counts on it leaves the day open; otherwise it does not matter", () =>
    Effect.gen(function* () {
      const open = yield* of({ attendance: [...bothDays(1, { Suhu: "panas" }), ...bothDays(2, { Masker: "?" })] })
      assert.deepStrictEqual(paid(open), [])
      const absent = yield* of({
        attendance: [
          ...bothDays(1, { Kehadiran: "Sakit", Suhu: "panas" }),
          ...bothDays(2, { "Paraf Sore": "-", Masker: "?" })
        ]
      })
      assert.deepStrictEqual(
        absent.cohort.payable.map(({ gross, nik }) => [nik, gross]),
        [
          [Written.nik(1), 0],
          [Written.nik(2), 0]
        ]
      )
    })
  )

  it.effect("an unreadable tax number leaves the tax open, and the person off the list", () =>
    Effect.gen(function* () {
      const result = yield* of({
        roster: [
          Written.applicant(1, { NPWP: "sedang diurus" }),
          Written.applicant(2, { NPWP: "12.345.678.9-012.000" })
        ],
        attendance: [...bothDays(1), ...bothDays(2)]
      })
      assert.deepStrictEqual(
        result.cohort.payable.map(({ nik, tax }) => [nik, tax]),
        [[Written.nik(2), 10_000]]
      )
    })
  )

  it.effect("corrections: the later one wins, only people named are adjusted, nothing changed is none", () =>
    Effect.gen(function* () {
      const absent = { Kehadiran: "Alpa", "Paraf Pagi": "", "Paraf Sore": "" }
      const correction = (serial: number, day: string, row: object, at: string) => ({
        ...Written.present(serial, day, row),
        "Dicatat Pada": at,
        "Dicatat Oleh": "Inspektorat",
        Alasan: "pemeriksaan"
      })
      const three = [1, 2, 3, 4]
      const result = yield* of({
        roster: three.map((serial) => Written.applicant(serial)),
        attendance: [...bothDays(1), ...bothDays(2), ...bothDays(3), Written.present(4, days[0])],
        corrections: [
          correction(2, days[0], {}, "2020-11-02T00:00:00+07:00"),
          correction(2, days[0], absent, "2020-11-01T23:00:00+07:00"),
          correction(1, days[1], absent, "2020-11-01T00:00:00+07:00"),
          correction(4, days[1], {}, "2020-11-01T00:00:00+07:00"),
          correction(8, days[1], absent, "2020-11-01T00:00:00+07:00")
        ]
      })
      assert.deepStrictEqual(result.cohort.adjustments, [
        { nik: Written.nik(2), kind: "none", gross: 0, tax: 0, net: 0 },
        { nik: Written.nik(1), kind: "overpaid", gross: -100_000, tax: -6_000, net: -94_000 },
        // Left off the list for want of a row: paid nothing, owed everything now.
        { nik: Written.nik(4), kind: "underpaid", gross: 200_000, tax: 12_000, net: 188_000 }
      ])
      assert.deepStrictEqual(result.kinds, ["no-attendance", "not-seated"])
    })
  )

  it.effect("somebody still undetermined after the corrections is told, not adjusted", () =>
    Effect.gen(function* () {
      const result = yield* of({
        roster: [Written.applicant(1)],
        attendance: [],
        corrections: [{ ...Written.present(1, days[0]), "Dicatat Pada": "2020-11-01T00:00:00+07:00" }]
      })
      assert.deepStrictEqual(result.cohort.adjustments, [])
      assert.include(result.kinds, "open-adjustment")
    })
  )
})

describe("applications that the shipped season does not contain", () => {
  const of = (...roster: ReadonlyArray<Parameters<typeof Written.applicant>[1]>) =>
    Effect.map(
      Computed.outcome(
        Written.season({}, [
          {
            settings: { quota: 2 },
            roster: roster.map((row, index) => Written.applicant(index + 1, row)),
            attendance: []
          }
        ])
      ),
      ({ cohorts }) => cohorts[0]!
    )

  it.effect("an unknown household, district or occupation is a gap, unless a reason stands anyway", () =>
    Effect.gen(function* () {
      const cohort = yield* of(
        { "No. KK": "" },
        { Kecamatan: "Medan Jhr", Pekerjaan: "" },
        { "No. KK": "", "Status Kepegawaian": "TNI", "Tanggal Lahir": "" }
      )
      assert.deepStrictEqual(cohort.undeterminedCases, [
        { nik: Written.nik(1), missing: ["household"] },
        { nik: Written.nik(2), missing: ["annualSales", "occupation", "residesInCity"] }
      ])
      assert.deepStrictEqual(cohort.refusals, [{ nik: Written.nik(3), reasons: ["public-employee"] }])
    })
  )

  it.effect("two equal ruined numbers are two people; a second application with a sound one is set aside", () =>
    Effect.gen(function* () {
      const cohort = yield* of({ NIK: "1,27101E+15" }, { NIK: "1,27101E+15" }, {}, { NIK: Written.nik(3) })
      assert.strictEqual(cohort.undetermined, 2)
      assert.deepStrictEqual(cohort.seats, [Written.nik(3)])
      assert.deepStrictEqual(cohort["duplicateNiks"], [Written.nik(3)])
    })
  )

  it.effect("time of registration decides, then the row", () =>
    Effect.gen(function* () {
      const at = "2020-09-12 10:00:00"
      const cohort = yield* of({ Timestamp: at }, { Timestamp: at }, { Timestamp: "12/09/2020 09:59:59" })
      assert.deepStrictEqual(cohort.seats, [Written.nik(3), Written.nik(1)])
      assert.deepStrictEqual(cohort.waitlist, [Written.nik(2)])
    })
  )

  it.effect("ages are exact on the first day", () =>
    Effect.gen(function* () {
      const cohort = yield* of(
        { "Tanggal Lahir": "05/10/2002" },
        { "Tanggal Lahir": "06/10/2002" },
        { "Tanggal Lahir": "06/10/1964" },
        { "Tanggal Lahir": "05/10/1964" }
      )
      assert.deepStrictEqual(cohort.seats, [Written.nik(1), Written.nik(3)])
      assert.deepStrictEqual(cohort.refusals, [
        { nik: Written.nik(2), reasons: ["under-age"] },
        { nik: Written.nik(4), reasons: ["over-age"] }
      ])
    })
  )

  it.effect("prices above the ministry's standard and quotas above the room are told and stand", () =>
    Effect.gen(function* () {
      const outcome = yield* Computed.outcome(
        Written.season({}, [
          {
            settings: { dailyTransport: 150_001, quota: 41 },
            roster: [Written.applicant(1)],
            attendance: bothDays(1)
          }
        ])
      )
      assert.deepStrictEqual(kinds(outcome), ["above-standard", "above-capacity"])
      assert.strictEqual(outcome.cohorts[0]!.totals.gross, 300_002)
    })
  )
})
