/**
 * Sends what is due without end until it is killed. The provider is a file to which every call appends a line when it
 * begins and one when it ends. Hours pass in seconds, so that a lease ends soon after whoever held it.
 */
import { appendFileSync, existsSync, writeFileSync, writeSync } from "node:fs"
import { flushCompileCache } from "node:module"
import { join } from "node:path"
import { Delivery, Dispatching, Notifier } from "@bina/core/notices"
import { SqliteStore } from "@bina/store-sqlite"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Sending from "../Sending.ts"

const [, , file = "", worker = "", place = "", keyed = "", begun = ""] = process.argv

const provider: Notifier.Notifier = {
  isKeyed: keyed === "keyed",
  send: ({ key }) =>
    Effect.promise(async () => {
      appendFileSync(join(place, "calls"), `begins ${worker} ${key} ${Date.now()}\n`)
      await new Promise((done) => setTimeout(done, Math.random() * 4))
      // A provider that takes keys sends one message for a key, whoever asks however often.
      const sent = join(place, `sent-${keyed === "keyed" ? key : `${key}-${worker}-${Math.random()}`}`)
      const isDuplicate = existsSync(sent)
      if (!isDuplicate) writeFileSync(sent, "")
      appendFileSync(join(place, "calls"), `ends ${worker} ${key} ${Date.now()}\n`)
      return { reference: Delivery.Reference.make(`${key}-${worker}`), isDuplicate }
    })
}

const render: Dispatching.Render<never, never> = ({ key, kind, subject }) =>
  Effect.succeed({
    _tag: "Message",
    message: {
      key,
      kind,
      cohort: subject.cohort,
      to: Redacted.make("somewhere"),
      language: "id",
      subject: Redacted.make("subject"),
      text: Redacted.make("text"),
      template: { name: kind, version: 1, parameters: Redacted.make([]) }
    }
  })

await Effect.runPromise(
  Effect.gen(function* () {
    // Whoever is killed would leave nothing compiled for those that start after it.
    flushCompileCache()
    writeSync(1, "ready\n")
    for (;;) {
      const { ended, failed, sent } = yield* Dispatching.turn(render, {
        worker,
        atOnce: 5,
        callFor: Duration.hours(1),
        trying: Sending.trying
      })
      if (sent + failed + ended === 0) yield* Effect.promise(() => new Promise((done) => setTimeout(done, 5)))
    }
  }).pipe(
    Effect.provideService(Notifier.Notifiers, new Map([[Sending.channel, provider]])),
    Effect.provide(SqliteStore.layerOutbox({ file, patience: "4 hours" })),
    Effect.provideService(Clock.Clock, Sending.clock(Number(begun)))
  )
)
