/** Notices as files: whole, each once, and nothing in them that does more than be read. */
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert, describe, it } from "@effect/vitest"
import { Cohort } from "@bina/core"
import { type Notice, type Notifier } from "@bina/core/notices"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { parseHTML } from "linkedom"
import * as NoticeFolder from "../src/folder/NoticeFolder.ts"

const empty = (): string => mkdtempSync(join(tmpdir(), "bina-notices-"))

const message = (to: string, more: Partial<Notifier.Message> = {}): Notifier.Message => ({
  key: "a".repeat(64) as Notice.Key,
  kind: "seat-offered",
  cohort: Cohort.id("weaving"),
  to: Redacted.make(to),
  language: "id",
  subject: Redacted.make("Kursi\r\nBcc: somebody@example.invalid"),
  text: Redacted.make("Dinas: Ani – kursi untuk Anda. ".repeat(20)),
  template: { name: "seat-offered", version: 1, parameters: Redacted.make([]) },
  ...more
})

const sent = (folder: string, one: Notifier.Message) =>
  Effect.gen(function* () {
    const { send } = yield* NoticeFolder.notifier(folder)
    return yield* send(one)
  }).pipe(Effect.provide(NodeServices.layer))

describe("a folder of notices", () => {
  it.effect("holds each message once, for its owner alone to read", () =>
    Effect.gen(function* () {
      const folder = empty()
      assert.isFalse((yield* sent(folder, message("+62812"))).isDuplicate)
      assert.isTrue((yield* sent(folder, message("+62812"))).isDuplicate)
      const place = join(folder, "weaving")
      assert.deepStrictEqual(readdirSync(place), [`${"a".repeat(64)}.txt`])
      assert.match(readFileSync(join(place, `${"a".repeat(64)}.txt`), "utf8"), /^\+62812\nKursi/)
      assert.strictEqual(statSync(join(place, `${"a".repeat(64)}.txt`)).mode & 0o77, 0)
    })
  )

  it.effect("holds a draft of each mail, in which no value begins another header", () =>
    Effect.gen(function* () {
      const folder = empty()
      yield* sent(folder, message("ani@example.invalid>\r\nBcc: <x@example.invalid"))
      const mail = readFileSync(join(folder, "weaving", `${"a".repeat(64)}.eml`), "utf8")
      const [head, body] = mail.split("\r\n\r\n")
      assert.deepStrictEqual(
        head!.split("\r\n").map((line) => line.slice(0, line.indexOf(":"))),
        ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
      )
      assert.isTrue(body!.split("\r\n").every((line) => line.length <= 78))
      assert.include(Buffer.from(body!, "base64").toString("utf8"), "Ani – kursi")
    })
  )

  it.effect("cannot be led elsewhere by the name of a cohort", () =>
    Effect.gen(function* () {
      const folder = join(empty(), "in")
      for (const name of ["..", "../out", "a/b"]) {
        const cohort = name as Cohort.Id
        yield* sent(folder, message("+62812", { cohort }))
      }
      assert.deepStrictEqual(readdirSync(join(folder, "..")), ["in"])
      assert.lengthOf(readdirSync(folder), 3)
    })
  )

  it.effect("that cannot be written is a channel that is away, without a word of the message", () =>
    Effect.gen(function* () {
      const folder = join(empty(), "taken")
      writeFileSync(folder, "")
      const error = yield* Effect.flip(sent(folder, message("+62812")))
      assert.strictEqual(error._tag, "ChannelUnavailable")
      assert.notMatch(error.message, /62812|Ani|Kursi/)
    })
  )
})

describe("the page of a cohort", () => {
  const page = NoticeFolder.render(
    Cohort.id("weaving"),
    [
      { subject: "Moved", text: "All: moved", to: undefined },
      { subject: "<b>x</b>", text: '"><script>alert(1)</script>', to: { name: "Ani <i>", phone: "+62 812-00\"'" } },
      { subject: "y", text: "y", to: { name: "Budi", phone: undefined } }
    ],
    "en"
  )
  const { document } = parseHTML(page)

  it("shows what people wrote as text, and links to chats only", () => {
    assert.strictEqual(document.querySelectorAll("script, i, b").length, 0)
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"))
    assert.lengthOf(links, 1)
    assert.strictEqual(links[0], `https://wa.me/6281200?text=${encodeURIComponent('"><script>alert(1)</script>')}`)
  })

  it("has what is for everybody apart, and says who cannot be reached", () => {
    const said = (document as unknown as { readonly documentElement: { readonly textContent: string } }).documentElement
      .textContent
    assert.include(said, "For everybody")
    assert.include(said, "No number is known")
  })
})
