/**
 * Notices as files, for an office that sends them by hand: what a department without an account at any provider uses on
 * its first day. Each message is a file of its own, and each cohort has a page from which texts are copied, with a link
 * that opens a chat with whoever it is for. These files hold names, numbers and texts: they are kept and deleted as lists
 * of people are.
 */
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Redacted from "effect/Redacted"
import type { Cohort } from "@bina/core"
import { Delivery, Notifier } from "@bina/core/notices"
import type { Text } from "@bina/policy"
import * as Html from "../html/Html.ts"
import * as Page from "../html/Page.ts"

// ---- Models

/** A text for everybody in a cohort, or for one of them with their number where there is one. */
export interface Line {
  readonly subject: string
  readonly text: string
  readonly to: { readonly name: string; readonly phone: string | undefined } | undefined
}

// ---- Functions

/** A cohort's folder below that of the notices; its name holds nothing that leads elsewhere. */
export const nameOf = (cohort: Cohort.Id): string =>
  encodeURIComponent(cohort).replace(/^\.+/, (dots) => "%2E".repeat(dots.length))

/** Writes each message into a file of its cohort. The same message again is there already. */
export const notifier = Effect.fn("NoticeFolder.notifier")(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const carrier: Notifier.Notifier = {
    isKeyed: true,
    send: (message) =>
      Effect.gen(function* () {
        const place = path.join(folder, nameOf(message.cohort))
        const to = Redacted.value(message.to)
        const { extension, text } = to.includes("@") ? asMail(message) : asText(message)
        const file = path.join(place, `${message.key}.${extension}`)
        const accepted = { reference: Delivery.Reference.make(message.key), isDuplicate: yield* fs.exists(file) }
        if (accepted.isDuplicate) return accepted
        yield* fs.makeDirectory(place, { recursive: true, mode: 0o700 })
        // Written beside its place and moved, so that a file that is there is whole.
        yield* fs.writeFileString(`${file}.new`, text, { mode: 0o600 })
        yield* fs.rename(`${file}.new`, file)
        return accepted
      }).pipe(
        Effect.catchTag("PlatformError", ({ reason }) =>
          Effect.fail(new Notifier.ChannelUnavailable({ code: `the folder cannot be written: ${reason._tag}` }))
        )
      )
  }
  return carrier
})

const asText = ({ subject, text, to }: Notifier.Message) => ({
  extension: "txt",
  text: `${Redacted.value(to)}\n${Redacted.value(subject)}\n\n${Redacted.value(text)}\n`
})

/** A draft that mail programs open. Both headers are encoded, so that nothing in them begins another one. */
const asMail = ({ subject, text, to }: Notifier.Message) => ({
  extension: "eml",
  text: [
    `To: <${Redacted.value(to).replace(/[^\x21-\x7e]|[<>]/g, "")}>`,
    `Subject: =?utf-8?B?${Base64.encode(Redacted.value(subject))}?=`,
    "X-Unsent: 1",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    Base64.encode(Redacted.value(text)).replace(/.{76}/g, "$&\r\n"),
    ""
  ].join("\r\n")
})

/** Writes the page of a cohort anew. */
export const page = Effect.fn("NoticeFolder.page")(function* (
  folder: string,
  cohort: Cohort.Id,
  lines: ReadonlyArray<Line>,
  language: Text.Language
) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const place = path.join(folder, nameOf(cohort))
  yield* fs.makeDirectory(place, { recursive: true, mode: 0o700 })
  const file = path.join(place, "index.html")
  yield* fs.writeFileString(`${file}.new`, render(cohort, lines, language), { mode: 0o600 })
  yield* fs.rename(`${file}.new`, file)
})

/** The page: what everybody is told first, then person by person. */
export const render = (cohort: Cohort.Id, lines: ReadonlyArray<Line>, language: Text.Language): string => {
  const groups = lines.filter(({ to }) => to === undefined)
  const people = lines.filter(({ to }) => to !== undefined)
  const content = Html.html`<h1>${words.title[language]}: ${cohort}</h1>
${groups.length === 0 ? Html.empty : Html.html`<h2>${words.group[language]}</h2>${groups.map((line) => entry(line, language))}`}
<h2>${words.people[language]}</h2>${people.map((line) => entry(line, language))}`
  return Page.render(`${words.title[language]}: ${cohort}`, [{ language, name: language, content }])
}

const entry = ({ subject, text, to }: Line, language: Text.Language): Html.Html =>
  Html.html`<section><h3>${to === undefined ? subject : `${to.name}: ${subject}`}</h3><p>${text}</p>${
    to === undefined
      ? Html.empty
      : to.phone === undefined
        ? Html.html`<p>${words.unreachable[language]}</p>`
        : Html.html`<p><a href="${chat(to.phone, text)}">${words.open[language]} ${to.phone}</a></p>`
  }</section>
`

/** Opens a chat with the text in it; it is sent by hand. */
const chat = (phone: string, text: string): string =>
  `https://wa.me/${phone.replace(/\D/g, "")}?text=${encodeURIComponent(text)}`

// ---- Words

const words = {
  title: { id: "Pemberitahuan", en: "Notices" },
  group: { id: "Untuk semua, disalin ke grup", en: "For everybody, to be copied into a group" },
  people: { id: "Untuk masing-masing", en: "For each person" },
  open: { id: "Buka WhatsApp untuk", en: "Open WhatsApp for" },
  unreachable: { id: "Nomor tidak diketahui: sampaikan langsung.", en: "No number is known: tell them in person." }
} as const satisfies Readonly<Record<string, Text.Text>>
