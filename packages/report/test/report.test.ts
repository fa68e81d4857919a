/** The report as a file: complete in both languages, safe whatever the files call things, and alone in the world. */
import { assert, describe, it } from "@effect/vitest"
import { CivilDate } from "@bina/policy"
import { parseHTML } from "linkedom"
import * as Edition from "../src/html/Edition.ts"
import { render } from "../src/html/Report.ts"
import type { CohortReport, SeasonReport } from "../src/html/SeasonReport.ts"
import * as Palette from "../src/html/Palette.ts"
import { season } from "./reportSeason.ts"

/** What the tests use of a parsed element. */
interface Parsed {
  readonly tagName: string
  readonly textContent: string
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
  getAttribute(name: string): string | null
  querySelector(selector: string): Parsed | null
  querySelectorAll(selector: string): Iterable<Parsed>
}

const parse = (page: string): Parsed => parseHTML(page).document as unknown as Parsed
const all = (page: Parsed, selector: string): ReadonlyArray<Parsed> => [...page.querySelectorAll(selector)]
const edition = (page: string, language: "id" | "en"): string =>
  (parse(page).querySelector(`#edition-${language}`)?.textContent ?? "").replace(/\s+/g, " ")

const page = render(season, { language: "id" })
const first = season.cohorts[0] as CohortReport
const empty: SeasonReport = { ...season, cohorts: [], reasons: [], facts: [], problems: [], policies: [] }

const nobody: CohortReport = {
  ...first,
  quota: 0,
  applications: { received: 0, seated: 0, waitlisted: 0, refused: 0, undetermined: 0, duplicates: 0 },
  refusals: [],
  missing: [],
  sessions: [],
  completion: { completed: 0, notCompleted: 0, undetermined: 0 },
  payment: {
    qualifyingDays: 0,
    gross: 0,
    tax: 0,
    net: 0,
    payees: 0,
    undetermined: 0,
    budget: { account: "-", line: 0, withinBudget: true, shortage: 0, choices: [] }
  },
  adjustments: {
    overpaid: { people: 0, gross: 0, tax: 0, net: 0 },
    underpaid: { people: 0, gross: 0, tax: 0, net: 0 },
    unchanged: 0
  }
}

describe("what the report says", () => {
  it("has every figure of the season, written as Indonesians and as the English write it", () => {
    const [indonesian, english] = [edition(page, "id"), edition(page, "en")]
    for (const figure of ["333", "177", "Rp 101.034.167", "Rp 106.946.820", "68,1%", "−Rp 1.618.200", "115,2%"]) {
      assert.include(indonesian, figure)
    }
    for (const figure of [
      "Rp 101,034,167",
      "68.1%",
      "−Rp 1,618,200",
      "5 October – 5 November 2020",
      "12–21 October 2020"
    ])
      assert.include(english, figure)
    assert.include(indonesian, "5 Oktober – 5 November 2020")
    assert.include(indonesian, "Pengelasan: daftar penerima melebihi pagu sebesar Rp 2.280.000.")
    assert.include(english, "Pengelasan: the payable list exceeds its budget line by Rp 2,280,000.")
  })

  it("leaves a list above its budget out of what is absorbed", () => {
    const doubled = { ...season, cohorts: season.cohorts.filter(({ id }) => id === "las" || id === "kopi") }
    assert.include(edition(render(doubled, { language: "en" }), "en"), "Budget absorbed55.2%")
  })

  it("says which lists are incomplete and how many cases wait", () => {
    const incomplete = { ...first, payment: { ...first.payment, undetermined: 2 } }
    const text = edition(render({ ...season, cohorts: [incomplete] }, { language: "en" }), "en")
    assert.include(text, "Kue modern: the payable list is incomplete, 2 people have days without a record.")
    assert.include(text, "Incomplete payable lists")
    assert.include(text, "3 applications could not be decided")
  })

  it("shows a reason or a fact that has no words by its code, so that counts add up", () => {
    const text = edition(render({ ...season, reasons: [], facts: [] }, { language: "en" }), "en")
    assert.include(text, "household-limit")
    assert.include(text, "annualSales")
  })

  it("shows marks and measures only where they occur", () => {
    assert.notInclude(edition(page, "en"), "No record")
    const session = { date: CivilDate.makeUnsafe("2024-03-01"), present: 1, partial: 0, excused: 0, absent: 0 }
    const later = { ...first, sessions: [{ ...session, unrecorded: 1, qualifying: 1 }] }
    const text = edition(render({ ...season, cohorts: [later] }, { language: "en" }), "en")
    assert.include(text, "No record")
    assert.include(text, "No health protocol was in force on any session day.")
  })

  it.each([
    ["no cohorts", empty],
    ["a cohort without anybody", { ...empty, cohorts: [nobody] }],
    ["forty cohorts", { ...season, cohorts: Array.from({ length: 40 }, () => first) }]
  ] as const)("renders %s", (_, report) => {
    const text = parse(render(report, { language: "en" })).querySelector("body")?.textContent ?? ""
    assert.include(text, season.title)
    assert.notMatch(text, /NaN|undefined|null|Infinity|\[object/)
  })
})

describe("both languages", () => {
  it("have words for everything, different words where the languages differ", () => {
    const phrases = (words: object): ReadonlyArray<readonly [string, string]> =>
      Object.entries(words).flatMap(([key, value]): ReadonlyArray<readonly [string, string]> =>
        typeof value === "string"
          ? [[key, value]]
          : typeof value === "function"
            ? [[key, String(value("1", "2", "3", "4"))]]
            : phrases(value as object).map(([inner, text]) => [`${key}.${inner}`, text] as const)
      )
    const indonesian = new Map(phrases(Edition.wordings.id))
    const english = new Map(phrases(Edition.wordings.en))
    assert.deepStrictEqual([...indonesian.keys()], [...english.keys()])
    for (const [key, text] of indonesian) {
      assert.notStrictEqual(text.trim(), "", key)
      assert.notStrictEqual(text, english.get(key), key)
      assert.notMatch(text + english.get(key), /undefined/, key)
    }
  })

  it.each(["id", "en"] as const)("stand in one page, %s shown first", (language) => {
    const document = parse(render(season, { language }))
    assert.strictEqual(document.querySelector("html")?.getAttribute("lang"), language)
    assert.deepStrictEqual(
      all(document, "main").map((main) => main.getAttribute("lang")),
      ["id", "en"]
    )
    assert.deepStrictEqual(
      all(document, "input[checked]").map((input) => input.getAttribute("id")),
      [`show-${language}`]
    )
  })

  it("is the same text for the same report", () => {
    assert.strictEqual(render(season, { language: "id" }), page)
  })
})

describe("safety", () => {
  const hostile = `</style></title><script>alert(1)</script><img src=x onerror="alert(2)">'"&amp;\u202E`
  const shown = `</style></title><script>alert(1)</script><img src=x onerror="alert(2)">'"&amp;`
  const attacked: SeasonReport = {
    season: hostile,
    title: hostile,
    department: hostile,
    measures: season.measures.map(() => ({ id: hostile, en: hostile })),
    city: { name: hostile, code: hostile },
    fiscalYear: 2020,
    cohorts: season.cohorts.map((cohort) => ({
      ...cohort,
      id: hostile,
      course: hostile,
      venue: hostile,
      payer: hostile,
      refusals: [{ code: hostile, count: 1 }],
      missing: [{ code: hostile, count: 1 }],
      payment: {
        ...cohort.payment,
        undetermined: 1,
        budget: { ...cohort.payment.budget, account: hostile }
      }
    })),
    reasons: [{ code: hostile, text: { id: hostile, en: hostile }, citation: hostile }],
    facts: [{ code: hostile, name: { id: hostile, en: hostile }, remedy: { id: hostile, en: hostile } }],
    problems: [
      { kind: hostile, text: { id: hostile, en: hostile }, effect: "warning", files: [{ file: hostile, count: 1 }] }
    ],
    policies: [{ name: hostile, fingerprint: hostile }]
  }
  const document = parse(render(attacked, { language: "id" }))

  it("whatever a file calls things comes out as text", () => {
    assert.strictEqual(all(document, "script, img").length, 0)
    const handlers = all(document, "*").flatMap((element) =>
      [...element.attributes].filter(({ name }) => name.startsWith("on"))
    )
    assert.deepStrictEqual(handlers, [])
    assert.strictEqual(document.querySelector("h1")?.textContent.trim(), shown)
    assert.isAtLeast(all(document, "bdi").filter(({ textContent }) => textContent.trim() === shown).length, 14)
  })

  it("has the elements and attributes of the calm report and no other", () => {
    const inventory = (page: Parsed): ReadonlyArray<string> =>
      [
        ...new Set(
          all(page, "*").flatMap((element) =>
            [...element.attributes, { name: "" }].map(({ name }) => `${element.tagName.toLowerCase()} ${name}`)
          )
        )
      ].toSorted()
    const incomplete = season.cohorts.map((cohort) => ({ ...cohort, payment: { ...cohort.payment, undetermined: 1 } }))
    const calm = parse(render({ ...season, cohorts: incomplete }, { language: "id" }))
    assert.deepStrictEqual(
      inventory(document).filter((entry) => !inventory(calm).includes(entry)),
      []
    )
  })

  it("holds no direction marks or control characters", () => {
    assert.notMatch(render(attacked, { language: "en" }), /[^\n\P{Cc}]|\p{Bidi_Control}/u)
  })

  it("names no address and may load none", () => {
    assert.notMatch(page, /https?:|\/\/|url\(|@import|@font-face|src=|<link|<script|<iframe|data:/i)
    const links = all(parse(page), "[href]").map((element) => element.getAttribute("href") ?? "")
    assert.isTrue(links.every((link) => link.startsWith("#")))
    const policy = parse(page).querySelector("meta[http-equiv]")?.getAttribute("content") ?? ""
    assert.match(policy, /^default-src 'none'; style-src 'unsafe-inline';/)
  })

  it("has no row of sixteen digits in it, as an identity number is", () => {
    // Coordinates of drawings have long fractions, fingerprints any digits.
    assert.notMatch(page.replace(/[0-9a-f]{64}/g, ""), /(?<![\d.])\d{12,}/)
  })
})

describe("accessibility", () => {
  /** Contrast as WCAG 2 defines it. */
  const contrast = (left: string, right: string): number => {
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5]
        .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const [dark = 0, light = 0] = [luminance(left), luminance(right)].toSorted((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }

  const { aside, bad, excused, good, ink, muted, open, paper, waiting } = Palette

  it.each(Object.entries({ good, waiting, bad, excused, open, aside }))("%s can be seen on paper", (_, colour) => {
    assert.isAtLeast(contrast(colour, paper), 3)
  })

  it.each(Object.entries({ ink, muted, good, bad, open }))("%s can be read on paper", (_, colour) => {
    assert.isAtLeast(contrast(colour, paper), 4.5)
  })

  const document = parse(page)

  it("every id is one element's, every link and label leads to one", () => {
    const ids = all(document, "[id]").map((element) => element.getAttribute("id") ?? "")
    assert.strictEqual(new Set(ids).size, ids.length)
    const targets = [
      ...all(document, "a[href]").map((element) => (element.getAttribute("href") ?? "").slice(1)),
      ...all(document, "[aria-labelledby]").map((element) => element.getAttribute("aria-labelledby") ?? ""),
      ...all(document, "label[for]").map((element) => element.getAttribute("for") ?? "")
    ]
    assert.isAbove(targets.length, 40)
    assert.deepStrictEqual(
      targets.filter((target) => !ids.includes(target)),
      []
    )
  })

  it("every drawing has a text and a caption, and a table stands beside it", () => {
    const figures = all(document, "figure")
    assert.isAbove(figures.length, 20)
    for (const figure of figures) {
      assert.notStrictEqual(figure.querySelector("figcaption")?.textContent.trim() ?? "", "")
      const drawing = figure.querySelector("svg")
      assert.strictEqual(drawing?.getAttribute("role"), "img")
      assert.notStrictEqual(drawing?.getAttribute("aria-label") ?? "", "")
    }
    for (const section of all(document, "section").filter((section) => section.querySelector("svg") !== null)) {
      assert.isNotNull(section.querySelector("table"))
    }
  })

  it("every table has a caption and as many cells in each row as headings", () => {
    for (const table of all(document, "table")) {
      assert.notStrictEqual(table.querySelector("caption")?.textContent.trim() ?? "", "")
      const columns = all(table, "thead th").length
      for (const heading of all(table, "[colspan]")) {
        assert.strictEqual(heading.getAttribute("colspan"), String(columns))
      }
      for (const row of all(table, "tbody tr, tfoot tr").filter((row) => row.getAttribute("class") !== "group")) {
        assert.strictEqual(all(row, "th, td").length, columns)
      }
    }
  })
})
