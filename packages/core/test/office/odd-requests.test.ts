import { assert, describe, it } from "@effect/vitest"
import { Office, Requests } from "@bina/core/office"
import * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Schema from "effect/Schema"
import * as fc from "fast-check"
import * as Everything from "./Everything.ts"
import * as Season from "./Season.ts"

/** What no form sends, and everybody can. */
const odd: ReadonlyArray<Schema.Json> = [
  null,
  true,
  "",
  " ",
  "\ud800",
  "a\u0000b",
  "x".repeat(120),
  "x".repeat(5_000),
  "é".repeat(100),
  "__proto__",
  "constructor",
  "../..",
  "#",
  0,
  -1,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  { _tag: "Some" },
  { _tag: "None" },
  { _tag: "Sealed", person: "p", command: "c", box: "AAAA" },
  JSON.parse('{"__proto__": 1, "constructor": 2}') as Schema.Json,
  JSON.parse("[".repeat(200) + "]".repeat(200)) as Schema.Json,
  JSON.parse(`${'{"a":'.repeat(1_000)}1${"}".repeat(1_000)}`) as Schema.Json,
  { "\ud800": 1 },
  { ["k".repeat(5_000)]: 1 }
]

type Place = ReadonlyArray<string | number>

/** Every place in plain data, the whole itself left out. */
const placesOf = (data: Schema.Json, place: Place = []): ReadonlyArray<Place> =>
  typeof data !== "object" || data === null
    ? []
    : Object.entries(data).flatMap(([key, value]) => {
        const here = [...place, Array.isArray(data) ? Number(key) : key]
        return [here, ...placesOf(value as Schema.Json, here)]
      })

const withAt = (data: Schema.Json, [key, ...rest]: Place, value: Schema.Json): Schema.Json => {
  if (key === undefined) return value
  const copy = structuredClone(data) as Record<string | number, Schema.Json>
  copy[key] = withAt(copy[key]!, rest, value)
  return copy as unknown as Schema.Json
}

/** One request among those of a season, and what stands where in it. */
interface Change {
  readonly turn: number
  readonly place: number
  readonly value: Schema.Json
}

/** So many requests are given in it. */
const turnsOfASeason = 51

/** What became of the request that was changed; the season ends with it. */
class Tried extends Data.TaggedError("Tried")<{ readonly what: string; readonly exit: Exit.Exit<unknown, unknown> }> {}

/** Runs a season up to a request, and gives that one with one value replaced. */
const tried = ({ place, turn, value }: Change) =>
  Effect.gen(function* () {
    let turns = 0
    const office = yield* Office.Office
    const changing = Object.fromEntries(
      Object.entries(office).map(([method, call]) => [
        method,
        (request: object) =>
          Effect.suspend(() => {
            const given = (call as (request: object) => Effect.Effect<unknown, unknown>)(request)
            if (!Object.hasOwn(Requests.byMethod, method) || turns++ !== turn) return given
            const json = Requests.encode({ ...request, method } as unknown as Requests.Request)
            const places = placesOf(json)
            const where = places[place % places.length]!
            const what = `${method} ${where.join(".")} = ${JSON.stringify(value).slice(0, 60)}`
            return Requests.decode(withAt(json, where, value)).pipe(
              Effect.flatMap((decoded) => office.perform(decoded)),
              Effect.exit,
              Effect.flatMap((exit) => new Tried({ what, exit }))
            )
          })
      ])
    ) as unknown as Office.Office["Service"]
    const season = Effect.exit(Effect.provideService(Everything.run(changing), Office.Office, changing))
    const exit: Exit.Exit<unknown, unknown> = yield* season
    const outcome = Exit.isFailure(exit) ? Cause.squash(exit.cause) : `there are only ${turns} requests`
    return outcome instanceof Tried ? outcome : yield* Effect.die(outcome)
  }).pipe(Effect.provide(Season.layer))

const changes = fc.record({ turn: fc.nat(turnsOfASeason - 1), place: fc.nat(), value: fc.constantFrom(...odd) })

describe("An odd request", () => {
  it.effect(
    "is answered, refused, or no request, and never the end of the program",
    () =>
      Effect.gen(function* () {
        const found: Array<string> = []
        const sample = { numRuns: Number(process.env["BINA_ODD"] ?? 60), seed: 2030 }
        for (const change of fc.sample(changes, sample)) {
          const { exit, what } = yield* tried(change)
          if (Exit.isFailure(exit) && exit.cause.reasons.some(({ _tag }) => _tag !== "Fail")) {
            found.push(`${what}: ${Cause.pretty(exit.cause).slice(0, 300)}`)
          }
        }
        assert.deepStrictEqual(found, [])
      }),
    120_000
  )
})
