/**
 * A season in which beside each request others are given that cannot be done: of the same kind, with somebody or something
 * in them that is not there. None of them may leave a trace, whatever was opened, sealed or named on the way.
 */
import { Office, Requests } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Everything from "./Everything.ts"
import * as Season from "./Season.ts"

type Asked = Readonly<Record<string, unknown>>

/** What is not there, by the field in which it is looked for. */
const nowhere: Asked = {
  cohort: "nowhere",
  application: "a-nowhere",
  list: "list-nowhere",
  programme: "nowhere",
  person: "p-nowhere",
  kept: "p-nowhere",
  merged: "p-nowhere",
  obligation: "nowhere/nobody/1",
  content: "0".repeat(64),
  policy: "0".repeat(64)
}

/** Methods that need no list to be there: they make it. */
const making = new Set(["prepareList"])

/** Requests like this one that are refused, whether it was given before or not. */
const impossible = (method: string, request: Asked): ReadonlyArray<Asked> => {
  const missing = Object.entries(nowhere).flatMap(([field, value]) =>
    Object.hasOwn(request, field) && !(field === "list" && making.has(method)) ? [{ ...request, [field]: value }] : []
  )
  switch (method) {
    case "openProgramme":
      return [...missing, { ...request, outline: { ...(request["outline"] as object), timeZone: "Nowhere/Town" } }]
    case "allocateBudget":
      return [...missing, { ...request, amount: { amount: 1, currency: "USD" }, voucher: "dpa-usd" }]
    case "receiveApplications": {
      const all = request["applications"] as ReadonlyArray<Asked>
      const last = { ...all.at(-1), command: "apply/refused", application: "a-refused", facts: { shoeSize: 40 } }
      // Everybody before the last one is named and sealed by then.
      return [...missing, { ...request, applications: [...all, last] }]
    }
    case "admit":
    case "promoteWaitlist":
    case "promoteWaitlists":
      return [...missing, { ...request, answerBy: "2029-01-01T00:00:00" }]
    case "supplyFacts":
      // What is known is opened, and somebody new looked up, before it is seen that this is something else.
      return [
        ...missing,
        { ...request, identity: Option.some(Season.nik("9971050101010101")), facts: { resident: false } }
      ]
    case "receiveObjection":
      return [...missing, { ...request, application: "a-ani" }]
    case "assess":
    case "adjust":
      return [...missing, { ...request, knownAt: "2049-01-01T00:00:00" }]
    default:
      return missing
  }
}

/** What was refused in a season, by method; `kept` tells everything that is kept, and is the same after each of them. */
export const season = <R>(kept: Effect.Effect<string, never, R>, differs: (what: string) => void) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    const refused = new Map<string, number>()
    let count = 0
    const refuse = (method: string, call: (request: Asked) => Effect.Effect<unknown, unknown>, request: Asked) =>
      Effect.gen(function* () {
        for (const asked of impossible(method, request)) {
          const before = yield* kept
          const exit = yield* Effect.exit(call({ ...asked, command: `refused/${(count += 1)}` }))
          if (Exit.isSuccess(exit) || exit.cause.reasons.some(({ _tag }) => _tag !== "Fail")) {
            return yield* Effect.die(
              `${method} was not refused: ${JSON.stringify(asked).slice(0, 200)} ${String(exit)}`
            )
          }
          refused.set(method, (refused.get(method) ?? 0) + 1)
          if ((yield* kept) !== before) differs(`${method} ${JSON.stringify(exit)}`)
        }
      })
    const disguised = Object.fromEntries(
      Object.entries(office).map(([method, call]) => {
        const given = call as (request: Asked) => Effect.Effect<unknown, unknown>
        return [
          method,
          (request: Asked) =>
            Object.hasOwn(Requests.byMethod, method)
              ? Effect.tap(given(request), () => refuse(method, given, request))
              : given(request)
        ]
      })
    ) as unknown as Office.Office["Service"]
    yield* Effect.provideService(Everything.run(disguised), Office.Office, disguised)
    return refused
  })
