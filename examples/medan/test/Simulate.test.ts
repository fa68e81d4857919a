/** `medan simulate`: the recorded season as it was on one side, and what another term changes on the other. */
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Compare from "@bina/policy/Compare"
import { SimulationText } from "@bina/report"
import { SeasonFolder, Simulation } from "@bina/season"
import { pack } from "../src/pack.ts"
import * as Computed from "./Computed.ts"
import * as Folder from "./Folder.ts"
import * as Medan from "./Medan.ts"
import expected from "./expected.json" with { type: "json" }

const simulated = (change: Simulation.Change) =>
  Effect.gen(function* () {
    const programme = yield* SeasonFolder.programme(Folder.shipped)
    const files = yield* SeasonFolder.files(Folder.shipped, programme)
    return Result.getOrThrow(Simulation.of(files, change, pack))
  }).pipe(Computed.here)

const nothing: Simulation.Change = { transport: Option.none(), household: Option.none() }

const cohortSums = ({ groups }: Compare.Comparison) => groups["cohort"]!.map(({ key, sums }) => [key, sums!.before])

const moved = ({ transitions }: Compare.Comparison, before: string, after: string): number =>
  transitions.find((transition) => transition.before === before && transition.after === after)?.cases ?? 0

describe("the simulation of the recorded season", { timeout: 120_000 }, () => {
  it.effect("starts from what the season came to, cohort by cohort", () =>
    Effect.gen(function* () {
      const { gross, net } = yield* simulated(nothing)
      assert.strictEqual(net.changed, 0)
      assert.deepStrictEqual(
        cohortSums(net),
        expected.cohorts.map(({ id, totals }) => [id, BigInt(totals.net)])
      )
      assert.deepStrictEqual(
        cohortSums(gross),
        expected.cohorts.map(({ id, totals }) => [id, BigInt(totals.gross)])
      )
      for (const state of ["seated", "waitlisted", "refused", "undetermined"] as const) {
        assert.strictEqual(
          moved(net, state, state),
          expected.cohorts.reduce((sum, cohort) => sum + cohort[state], 0)
        )
      }
    })
  )

  it.effect("a higher price makes nobody poorer and moves no seat", () =>
    Effect.gen(function* () {
      const { gross, net } = yield* simulated({ ...nothing, transport: Option.some(150_000) })
      assert.isTrue(net.transitions.every(({ after, before }) => before === after))
      assert.strictEqual(net.sums!.losers.cases, 0)
      assert.isAbove(net.sums!.winners.cases, 0)
      for (const [index, { totals, payable }] of expected.cohorts.entries()) {
        // Whoever is paid by the day is paid for as many days as before, up to the cap of their cohort.
        const after = gross.groups["cohort"]![index]!.sums!.after
        const most = payable.reduce((sum, { qualifyingDays }) => sum + qualifyingDays * 150_000, 0)
        assert.isTrue(after <= BigInt(most) && after >= BigInt(totals.gross), expected.cohorts[index]!.id)
      }
    })
  )

  it.effect("without a limit for households their reason is gone, and whoever gains a seat is owed an open sum", () =>
    Effect.gen(function* () {
      const { net } = yield* simulated({ ...nothing, household: Option.some("none") })
      const refused = expected.cohorts
        .flatMap(({ refusals }) => refusals)
        .filter(({ reasons }) => reasons.includes(pack.scenarios.household!))
      const { gained, lost } = net.reasons.find(({ name }) => name === pack.scenarios.household!)!
      assert.deepStrictEqual([gained, lost], [0, refused.length])
      assert.strictEqual(net.sums!.open, moved(net, "refused", "seated"))
      assert.isAbove(net.sums!.open, 0)
    })
  )

  it.effect("the limit as it is changes nothing, a stricter one only refuses more", () =>
    Effect.gen(function* () {
      const same = yield* simulated({ ...nothing, household: Option.some(2) })
      assert.strictEqual(same.net.changed, 0)
      const strict = yield* simulated({ ...nothing, household: Option.some(1) })
      const reason = strict.net.reasons.find(({ name }) => name === pack.scenarios.household!)!
      assert.isAbove(reason.gained, reason.lost)
    })
  )

  it.effect("tells budgets by cohort, as the lists of the season do", () =>
    Effect.gen(function* () {
      const budgets = SimulationText.budgets(yield* simulated(nothing))
      assert.deepStrictEqual(
        budgets.map(({ before, line }) => Math.max(0, before - line)),
        expected.cohorts.map(({ budget }) => budget.shortage)
      )
    })
  )
})

describe("medan simulate", { timeout: 120_000 }, () => {
  it("prints the comparison and writes it with a page that loads nothing", async () => {
    const out = join(Folder.empty(), "what", "if")
    const answer = await Medan.run(
      "simulate",
      "--transport",
      "150000",
      "--household-limit",
      "none",
      "--lang",
      "en",
      "--out",
      out
    )
    assert.strictEqual(answer.status, 0, answer.stderr)
    assert.include(answer.stdout, "Daily transport money becomes IDR 150,000 in all cohorts")
    assert.include(answer.stdout, "The limit for a household in a cohort is removed")
    assert.deepStrictEqual(readdirSync(out).toSorted(), ["comparison.html", "comparison.md"])
    assert.strictEqual(Folder.get(out, "comparison.md").trim(), answer.stdout.trim())
    const page = Folder.get(out, "comparison.html")
    assert.include(page, "<svg")
    assert.notMatch(page, /<script|https?:|undefined|NaN/)
    for (const text of [answer.stdout, page]) assert.notMatch(text.replace(/sha256:\w+/g, ""), /\d{16}/)
  })

  it("writes the same twice, and replaces only its own files", async () => {
    const out = Folder.empty()
    Folder.put(out, "notes.txt", "mine")
    const words = ["simulate", "--transport", "0", "--out", out]
    assert.strictEqual(Medan.spawn(...words).status, 0)
    const first = Folder.get(out, "comparison.html")
    assert.strictEqual((await Medan.run(...words)).status, 0)
    assert.strictEqual(Folder.get(out, "comparison.html"), first)
    assert.strictEqual(Folder.get(out, "notes.txt"), "mine")
  })

  it("exits 2 with one message where no scenario is asked for, or one that cannot be", async () => {
    const season = Folder.copy()
    const bad: ReadonlyArray<ReadonlyArray<string>> = [
      [],
      ["--transport", "-1"],
      ["--transport", "10000001"],
      ["--transport", "dear"],
      ["--household-limit", "0"],
      ["--household-limit", "some"],
      ["--transport", "1", "--season", join(Folder.empty(), "nowhere")],
      ["--transport", "1", "--out", season]
    ]
    for (const words of bad) {
      const answer = await Medan.run("simulate", ...words)
      assert.strictEqual(answer.status, 2, words.join(" "))
      assert.strictEqual(answer.stdout, "", words.join(" "))
      assert.match(answer.stderr, /^medan: .+/)
    }
    assert.deepStrictEqual(readdirSync(season).toSorted(), ["cohorts", "officers.json", "programme.json"])
  })
})

describe("medan regulation", { timeout: 120_000 }, () => {
  it("writes the season's policies and limits, articles numbered through", async () => {
    const { status, stdout } = await Medan.run("regulation")
    assert.strictEqual(status, 0)
    const articles = [...stdout.matchAll(/^### Pasal (\d+)\b.*\\\[([\w-]+)\\\]$/gm)]
    assert.deepStrictEqual(
      articles.map(([, number]) => Number(number)),
      articles.map((_, index) => index + 1)
    )
    const codes = articles.map(([, , code]) => code)
    assert.includeMembers(codes, ["under-age", "already-seated", "household-limit", "qualifying-day", "net"])
    assert.include(stdout, "Rp 2.500.000.000")
    assert.match(stdout, /Perwal Medan 27\/2020/)
  })

  it("writes one page of HTML to a file, in the language asked for", async () => {
    const file = join(Folder.empty(), "rules", "season.html")
    const answer = await Medan.run("regulation", "--lang", "en", "--format", "html", "--out", file)
    assert.strictEqual(answer.status, 0, answer.stderr)
    assert.strictEqual(answer.stdout, "")
    const page = Folder.get(join(file, ".."), "season.html")
    assert.match(page, /^<!doctype html>\n<html lang="en">/)
    assert.include(page, "Article 8 [household-limit]")
    assert.notMatch(page, /<script|https?:|undefined/)
  })

  it("exits 2 where the format is unknown or the file cannot be written", async () => {
    const season = Folder.copy()
    Folder.put(season, "file", "")
    for (const words of [
      ["--format", "pdf"],
      ["--out", join(season, "file", "rules.md")],
      ["--out", join(season, "programme.json")]
    ]) {
      assert.strictEqual((await Medan.run("regulation", ...words)).status, 2, words.join(" "))
    }
    assert.strictEqual(Folder.get(season, "programme.json"), Folder.get(Folder.shipped, "programme.json"))
  })
})
