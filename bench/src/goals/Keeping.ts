/**
 * What it takes to keep a season in a durable file: ten thousand applications and twenty thousand rows of attendance, by
 * an office and by hand, each in a process of its own, and one command at a time in a cohort of two thousand.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Office } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as ByHand from "../keeping/ByHand.ts"
import * as InOffice from "../keeping/InOffice.ts"
import * as Season from "../keeping/Season.ts"
import * as Time from "../measure/Time.ts"

// ---- Models

/** Seconds of processor time and of wall time, and the most memory that the process held. */
export interface Keeping {
  readonly processor: number
  readonly wall: number
  readonly megabytes: number
}

/** Milliseconds of one command: of processor time, the mean of many, and of wall time, their median. */
export interface One {
  readonly acceptSeat: number
  readonly acceptSeatWall: number
  readonly record: number
  readonly recordWall: number
}

// ---- Rules

const inFolder = async <A>(run: (file: string) => Promise<A>): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), "bina-keeping-"))
  try {
    return await run(join(folder, "season.sqlite"))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const processorSince = (before: NodeJS.CpuUsage): number => {
  const { system, user } = process.cpuUsage(before)
  return (system + user) / 1_000_000
}

const taken = async (run: () => Promise<number>): Promise<Keeping> => {
  const [before, began] = [process.cpuUsage(), performance.now()]
  const assessed = await run()
  const { cohorts, seats } = Season.whole
  if (assessed !== cohorts * seats) throw new Error(`${assessed} people were assessed`)
  return {
    processor: processorSince(before),
    wall: (performance.now() - began) / 1_000,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024)
  }
}

/** The whole season. @throws when not everybody was assessed. */
export const measure = (how: "office" | "by-hand"): Promise<Keeping> =>
  inFolder((file) =>
    taken(async () =>
      how === "by-hand"
        ? ByHand.season(Season.whole, file)
        : Effect.runPromise(Effect.provide(InOffice.season(Season.whole), InOffice.over(file)))
    )
  )

const single = { ...Season.whole, cohorts: 1, seats: 2_000 }
const early = 1_500
const warmUp = 100
const times = 300

/** One command after another, each for somebody else: after a warm-up. */
const each = <E, R>(run: (index: number) => Effect.Effect<unknown, E, R>) =>
  Effect.gen(function* () {
    for (let index = 0; index < warmUp; index++) yield* run(index)
    const wall: Array<number> = []
    const before = process.cpuUsage()
    for (let index = warmUp; index < warmUp + times; index++) {
      const began = performance.now()
      yield* run(index)
      wall.push(performance.now() - began)
    }
    return { processor: (processorSince(before) * 1_000) / times, wall: Time.median(wall) }
  })

/** One command at a time. */
export const one = (): Promise<One> =>
  inFolder((file) =>
    Effect.gen(function* () {
      const office = yield* Office.Office
      yield* InOffice.open(single)
      const filled = yield* InOffice.seat(single, 0, early)
      const [first, second] = Season.dates(single)
      yield* InOffice.attend(single, filled, [first!])
      const record = yield* each((index) =>
        office.recordAttendance({
          ...InOffice.order("door", index),
          cohort: filled.cohort,
          records: [InOffice.recordOf(filled.seated[index]!, second!, index)]
        })
      )
      const accepted = yield* each((index) =>
        office.acceptSeat({
          ...InOffice.order("accept", 0, index),
          cohort: filled.cohort,
          application: filled.offered[early + index]!
        })
      )
      return {
        acceptSeat: accepted.processor,
        acceptSeatWall: accepted.wall,
        record: record.processor,
        recordWall: record.wall
      }
    }).pipe(Effect.provide(InOffice.over(file)), Effect.runPromise)
  )
