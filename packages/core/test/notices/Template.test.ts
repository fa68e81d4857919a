import { assert, describe, it } from "@effect/vitest"
import { Notice, Segments, Template, Texts } from "@bina/core/notices"
import { CivilDate, Money } from "@bina/policy"
import * as Result from "effect/Result"

const offer = Template.make({
  name: "offer",
  version: 3,
  parameters: { name: "text", days: "count", begins: "day", sum: "money" },
  texts: {
    id: { subject: "{begins}", text: "{name}: {days|# hari}, {sum}" },
    en: { subject: "{begins}", text: "{name}: {days|# day|# days}, {sum}" }
  }
})

const values = {
  name: "Ani",
  days: 1,
  begins: Result.getOrThrow(CivilDate.make("2030-03-12")),
  sum: Money.make(Money.currency("IDR"), Money.minorUnits(1_250_000))
}

describe("Templates", () => {
  it("write days, numbers, plurals and money as the language does", () => {
    assert.deepStrictEqual(Template.write(offer, "en", values), {
      language: "en",
      isFallback: false,
      subject: "Tuesday, 12 March 2030",
      text: "Ani: 1 day, IDR 1,250,000",
      values: ["Ani", "1", "Tuesday, 12 March 2030", "IDR 1,250,000"]
    })
    assert.strictEqual(Template.write(offer, "en", { ...values, days: 1_200 }).text, "Ani: 1,200 days, IDR 1,250,000")
    const { subject, text } = Template.write(offer, "id", values)
    assert.deepStrictEqual([subject, text], ["Selasa, 12 Maret 2030", "Ani: 1 hari, IDR 1.250.000"])
  })

  it("write money as a country does, where it says how", () => {
    const rupiah: Template.WriteMoney = (amount, currency, language) => `${language} ${currency} ${amount}!`
    assert.strictEqual(Template.write(offer, "id", values, rupiah).values.at(-1), "id IDR 1250000!")
  })

  it("say that they fell back on a language that they have", () => {
    const { isFallback, language } = Template.write(offer, "bbc", values)
    assert.deepStrictEqual([isFallback, language], [true, "id"])
  })

  it("take a value for a value, whatever stands in it", () => {
    const { text } = Template.write(offer, "en", { ...values, name: "{days|# boo} $& #" })
    assert.strictEqual(text, "{days|# boo} $& #: 1 day, IDR 1,250,000")
  })

  it("do not compile with a place that has no value, nor without a value", () => {
    Template.make({
      name: "wrong",
      version: 1,
      parameters: { name: "text" },
      texts: {
        id: { subject: "", text: "{name}" },
        // @ts-expect-error {nmae} was not declared
        en: { subject: "", text: "{nmae}" }
      }
    })
    // @ts-expect-error a value is missing
    const without = () => Template.write(offer, "en", { name: "Ani", days: 1, begins: values.begins })
    assert.throws(without)
  })

  it("are there for every kind of notice, and cost few short messages", () => {
    assert.deepStrictEqual(Object.keys(Texts.templates).toSorted(), [...Notice.personal, ...Notice.official].toSorted())
    for (const [kind, template] of Object.entries<Template.Template>(Texts.templates)) {
      assert.strictEqual(template.name, kind)
      for (const language of Template.languages) {
        const { alphabet, messages } = Segments.of(template.texts[language].text)
        assert.deepStrictEqual([kind, language, alphabet, messages <= 2], [kind, language, "GSM-7", true])
        // Whoever writes is named first, and nobody is written to in words for programmers.
        if ("office" in template.parameters) assert.match(template.texts[language].text, /^\{office\}: /)
      }
    }
  })
})
