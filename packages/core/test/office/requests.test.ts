import { assert, describe, it } from "@effect/vitest"
import { Journal } from "@bina/core/adapter"
import { Office, Requests } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Everything from "./Everything.ts"
import * as Season from "./Season.ts"

/** An office at the other end of a wire: every request goes there as text. */
const distant = (office: Office.Office["Service"], sent: Set<string>): Office.Office["Service"] => {
  const send = (method: Requests.Method) => (request: object) => {
    sent.add(method)
    const text = JSON.stringify(Requests.encode({ method, ...request } as Requests.Request))
    return Effect.flatMap(Requests.decode(JSON.parse(text)), office.perform)
  }
  const methods = Object.keys(Requests.byMethod) as ReadonlyArray<Requests.Method>
  return { ...office, ...Object.fromEntries(methods.map((method) => [method, send(method)])) }
}

const flawsOf = (input: unknown) => Effect.map(Effect.flip(Requests.decode(input)), ({ message }) => message)

const accept = {
  method: "acceptSeat",
  command: "accept/1",
  actor: "ani",
  cohort: "weaving",
  application: "form-1"
}

const received = {
  command: "apply/1",
  application: "form-1",
  registeredAt: "2030-02-01T09:00:00",
  row: 1,
  identity: { kind: "nik", number: "9971054103910011" },
  keys: { household: null },
  facts: { birthDate: "1991-03-17", cap: { _tag: "None" } }
}

describe("Requests", () => {
  it.effect("a season goes the same way when every request comes as JSON", () => {
    const sent = new Set<string>()
    const wired = Layer.effect(
      Office.Office,
      Effect.map(Office.Office, (office) => distant(office, sent))
    ).pipe(Layer.provideMerge(Season.layer))
    const run = Effect.gen(function* () {
      yield* Everything.run(yield* Office.Office)
      const journal = yield* Journal.Journal
      const events = yield* Season.dump
      return { position: (yield* journal.head).position, types: events.map(({ event }) => event.type) }
    })
    return Effect.gen(function* () {
      const near = yield* Effect.provide(run, Season.layer)
      const far = yield* Effect.provide(run, wired)
      assert.deepStrictEqual(far, near)
      assert.deepStrictEqual([...sent].toSorted(), Object.keys(Requests.byMethod).toSorted())
    })
  })

  it.effect("L26 a request by its method and the same through `perform` are one command", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.seated
      const request = { ...Season.desk("accept/ani"), cohort: Season.weaving, application: Season.app("a-ani") }
      const again = yield* office.perform({ method: "acceptSeat", ...request })
      assert.isTrue(again.isRepeated)
      assert.deepStrictEqual(again, yield* office.acceptSeat(request))
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("numbers are redacted as soon as they are read, and written in clear only where a request is encoded", () =>
    Effect.gen(function* () {
      const input = { ...accept, method: "receiveApplications", applications: [received] }
      const { application: _application, ...asked } = input
      const request = yield* Requests.decode(asked)
      assert.isFalse(JSON.stringify(request).includes(received.identity.number))
      assert.isFalse(String(request).includes(received.identity.number))
      assert.deepStrictEqual(Requests.encode(request), asked)
    })
  )

  it.effect("what is no request is refused with the place and what is allowed there, never with what was found", () =>
    Effect.gen(function* () {
      const list = { ...accept, method: "receiveApplications", applications: [] }
      const { application: _application, ...receiving } = list
      const secret = "Rahmawati 9971054103910011"
      const cases: ReadonlyArray<readonly [unknown, RegExp]> = [
        [undefined, /method is one of openProgramme, /],
        [{ ...accept, [secret]: 1 }, /\(another name\) is not asked for/],
        [{ ...receiving, applications: [{ ...received, keys: { [secret]: 1 } }] }, /keys/],
        [{ ...accept, method: secret }, /method is one of openProgramme, /],
        [{ ...accept, method: "toString" }, /method is one of openProgramme, /],
        [{ ...accept, aplication: secret }, /aplication is not asked for: check the spelling/],
        [{ ...accept, application: undefined }, /application has to be string/],
        [{ method: "acceptSeat", command: "c", actor: "a", cohort: "c" }, /application is missing/],
        [{ ...accept, command: secret }, /command has to be /],
        [{ ...accept, method: "admit", answerBy: secret }, /answerBy/],
        [
          { ...receiving, applications: [{ ...received, row: secret, registeredAt: secret }] },
          /applications\.0\.row .*applications\.0\.registeredAt|applications\.0\.registeredAt .*applications\.0\.row/
        ],
        [
          { ...receiving, applications: [{ ...received, identity: { kind: "nik", nmber: secret } }] },
          /identity\.nmber/
        ],
        [{ ...receiving, applications: [{ ...received, identity: undefined }] }, /applications\.0\.identity/],
        [{ ...receiving, applications: [{ ...received, facts: secret }] }, /applications\.0\.facts/]
      ]
      for (const [input, expected] of cases) {
        const message = yield* flawsOf(input)
        assert.match(message, expected)
        assert.isFalse(message.includes("Rahmawati") || message.includes("99710"), message)
      }
    })
  )
})
