/** The parts of the proof: which tests show it, and what of their report stands on the page. */
import type { Counts, Dispatchers, Kills, Races, Recorded, Saboteurs, Suite } from "./Recorded.ts"
import * as Tests from "./Tests.ts"

// ---- Models

/** What is recorded but for the machine and the times. */
type Shown = Omit<Recorded, "counts" | "machine" | "seconds">

/** What one part shows, and how many seconds it took. */
interface Result<Key extends keyof Shown> {
  readonly shown: Pick<Shown, Key>
  readonly seconds: number
}

// ---- Rules

const store = "packages/store-sqlite/test"
const suites = "packages/testkit/test/conformance"

/** Sixteen processes race, and writers are killed. */
export const processes = async ({ kills, rounds }: Counts): Promise<Result<"races" | "kills">> => {
  const outcome = await Tests.run({
    files: [`${store}/processes.test.ts`],
    environment: { BINA_PROOF_ROUNDS: String(rounds), BINA_PROOF_KILLS: String(kills) }
  })
  return {
    shown: {
      races: Tests.recordedOnce<Races>(outcome, "races"),
      kills: Tests.recordedOnce<Kills>(outcome, "kills")
    },
    seconds: outcome.seconds
  }
}

/** Workers that send notices are killed between the attempt, the call and the record of it. */
export const dispatchers = async ({ dispatchers }: Counts): Promise<Result<"dispatchers">> => {
  const outcome = await Tests.run({
    files: [`${store}/dispatching.test.ts`],
    environment: { BINA_PROOF_DISPATCHERS: String(dispatchers) }
  })
  return {
    shown: { dispatchers: Tests.recordedOnce<Dispatchers>(outcome, "dispatchers") },
    seconds: outcome.seconds
  }
}

/** The file is changed behind the store's back. */
export const tampering = async (): Promise<Result<"tampering">> => {
  const { passed, seconds } = await Tests.run({
    files: ["tampering", "tampered-register"].map((name) => `${store}/${name}.test.ts`)
  })
  const names = passed.map(({ name }) => name)
  const clean = names.filter((name) => name.startsWith("not where"))
  return { shown: { tampering: { found: names.filter((name) => !clean.includes(name)), clean } }, seconds }
}

/** What stands in the file, in spans, logs and errors of a season; in all that an office makes; and in what Medan's leaves. */
export const disclosure = async (): Promise<Result<"disclosure">> => {
  const scan = await Tests.run({ files: [`${store}/disclosure.test.ts`] })
  const planted = scan.passed.flatMap(({ name }) => /^and (.+) is seen$/.exec(name)?.[1] ?? [])
  // The one that finds nothing is what the others are planted for.
  if (planted.length !== scan.passed.length - 1) throw new Error("the scan has one test without a planted leak")
  const silent = await Tests.run({
    files: ["packages/core/test/office/silence.test.ts", "examples/medan/test/Shipped.test.ts"]
  })
  const elsewhere = silent.passed.flatMap(({ name }) => /^L43 (.+)$/.exec(name)?.[1] ?? [])
  if (elsewhere.length === 0) throw new Error("neither the office nor the season of Medan is searched")
  return { shown: { disclosure: { planted, elsewhere } }, seconds: scan.seconds + silent.seconds }
}

/** Every law of the ports on the file. */
export const conformance = async (): Promise<Result<"suites">> => {
  const outcome = await Tests.run({ files: [`${store}/conformance.test.ts`] })
  const suites = Tests.recorded<Suite>(outcome, "suite")
  if (suites.length !== 4) throw new Error("there are four suites: journal, register, vault and outbox")
  return { shown: { suites }, seconds: outcome.seconds }
}

/** Every broken store is found by the law that it breaks. */
export const saboteurs = async (): Promise<Result<"saboteurs">> => {
  const { passed, seconds } = await Tests.run({
    files: ["journal", "register", "vault", "outbox"].map((port) => `${suites}/${port}.test.ts`)
  })
  return { shown: { saboteurs: saboteursOf(passed) }, seconds }
}

/** Counts, by port, the tests in which a law finds a saboteur, and the laws that do. */
export const saboteursOf = (passed: ReadonlyArray<Tests.Passed>): ReadonlyArray<Saboteurs> => {
  const found = passed.flatMap(({ name, within }) => {
    const law = /^([A-Z]-\d+) finds the one that: /.exec(name)?.[1]
    const port = /^the suite of the (\w+)$/.exec(within[0] ?? "")?.[1]
    return law === undefined || port === undefined ? [] : [{ law, port }]
  })
  return [...Map.groupBy(found, ({ port }) => port)].map(([port, all]) => ({
    port,
    laws: new Set(all.map(({ law }) => law)).size,
    saboteurs: all.length
  }))
}

/** The properties over random sequences of commands, each time with other ones. */
export const sequences = async ({ times }: Counts): Promise<Result<"sequences">> => {
  let [tests, tried, seconds] = [0, 0, 0]
  for (let time = 0; time < times; time += 1) {
    const outcome = await Tests.run({ files: sequenceFiles, config: "proof/sequences.config.ts" })
    tests = outcome.passed.length
    tried += Tests.recorded<{ tried: number }>(outcome, "sequences").reduce((sum, each) => sum + each.tried, 0)
    seconds += outcome.seconds
  }
  return { shown: { sequences: { tests, times, sequences: tried } }, seconds }
}

/** The tests that walk through lives of programmes, cohorts, people, entitlements, budget lines and lists. */
const sequenceFiles = [
  "programme-decider",
  "cohort-laws",
  "participation-decider",
  "season-seats",
  "entitlement-life",
  "budget-ledger",
  "disbursement-laws",
  "posting"
].map((name) => `packages/core/test/streams/${name}.test.ts`)
