/**
 * Whatever policy the generators make can be said, in both languages alike, and what is said names everything that the
 * tree reads.
 */
import { Node } from "@bina/policy"
import * as Prose from "@bina/policy/Prose"
import { PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"

const languages = ["id", "en"] as const

const textsOf = (section: Prose.Section): ReadonlyArray<string> => [
  section.heading,
  ...section.blocks.flatMap((block) =>
    block.kind === "table" ? [block.caption, ...block.columns, ...block.rows.flat()] : itemTexts(block)
  ),
  ...section.sections.flatMap(textsOf)
]

const itemTexts = ({ items, text }: Prose.Item): ReadonlyArray<string> => [text, ...items.flatMap(itemTexts)]

const blocksOf = ({ blocks, sections }: Prose.Section): ReadonlyArray<Prose.Block> => [
  ...blocks,
  ...sections.flatMap(blocksOf)
]

/** Everything but the words. */
const shapeOf = ({ blocks, sections }: Prose.Section): unknown => ({
  blocks: blocks.map((block) =>
    block.kind === "table"
      ? [block.columns.length, ...block.rows.map((row) => row.length)]
      : { style: block.style, number: block.number, items: itemShape(block) }
  ),
  sections: sections.map(shapeOf)
})

const itemShape = ({ items }: Prose.Item): unknown => items.map(itemShape)

const nodesOf = (node: Node.Node): ReadonlyArray<Node.Node> => [node, ...Node.operands(node).flatMap(nodesOf)]

/** The words of the format, which no reader should meet: those with a hyphen are no words of a language. */
const kindNames = /\b(at-least-of|if-set|at-most|at-least|days-between|plus-days|not-equal|half-up|half-even)\b/

const escaped = (markdown: string): string => markdown.replaceAll(/\\./g, "")

describe("prose", () => {
  it.prop("says every policy, without a gap and always alike", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    for (const language of languages) {
      const regulation = Prose.toProse(sample.policy, { language })
      const texts = regulation.sections.flatMap(textsOf)
      for (const text of texts) {
        assert.notMatch(text, /undefined|\[object|NaN|null|\{|\}/)
        assert.notMatch(text, kindNames)
        assert.notMatch(text, / {2}|^\s|\s$|\.\.|,,|::/)
        assert.isAbove(text.length, 0)
        assert.notMatch(text, /jika jika|if if|dan dan|atau atau/)
      }
      assert.deepStrictEqual(Prose.toProse(sample.policy, { language }), regulation)
      assert.strictEqual(Prose.toMarkdown(regulation), Prose.toMarkdown(Prose.toProse(sample.policy, { language })))
    }
  })

  it.prop(
    "says the same in both languages, paragraph by paragraph",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const [id, en] = languages.map((language) => Prose.toProse(sample.policy, { language }).sections)
      assert.deepStrictEqual(id!.map(shapeOf), en!.map(shapeOf))
    }
  )

  it.prop("lets no paragraph refer to itself", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    for (const language of languages) {
      for (const block of Prose.toProse(sample.policy, { language }).sections.flatMap(blocksOf)) {
        if (block.kind === "table" || block.number === undefined) continue
        for (const text of itemTexts(block)) {
          assert.notInclude(text, language === "id" ? `ayat (${block.number})` : `paragraph (${block.number})`)
        }
      }
    }
  })

  it.prop(
    "has an article for each rule, in order, and refers to none that is not there",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const { rules } = sample.policy.document
      const articles = Prose.toProse(sample.policy, { language: "id" }).sections[1]!.sections
      assert.deepStrictEqual(
        articles.map(({ heading }) => heading),
        rules.map(({ name }, index) => `Pasal ${index + 1} [${name}]`)
      )
      articles.forEach((article, index) => {
        const text = textsOf(article).join("\n")
        const numbered = article.blocks.flatMap((block) =>
          block.kind === "paragraph" && block.style === "text" ? [block.number ?? 1] : []
        )
        assert.deepStrictEqual(
          numbered,
          numbered.map((_, at) => at + 1)
        )
        const inside = [...text.matchAll(/ayat \((\d+)\)/g)].map(([, number]) => Number(number))
        for (const number of inside) assert.isAtMost(number, numbered.length)
        // What a paragraph states is referred to by another, or nobody would know what it is for.
        for (const number of numbered.slice(1))
          assert.isTrue(inside.includes(number), `paragraph ${number} of ${article.heading}`)
        for (const [, number] of text.matchAll(/Pasal (\d+)/g)) assert.isAtMost(Number(number), index + 1)
      })
    }
  )

  it.prop("names every fact, figure and number that a rule reads", { sample: PolicyArbitrary.sample }, ({ sample }) => {
    const { document } = sample.policy
    for (const language of languages) {
      const articles = Prose.toProse(sample.policy, { language }).sections[1]!.sections
      document.rules.forEach((rule, index) => {
        const text = textsOf(articles[index]!).join("\n")
        for (const node of nodesOf(rule.body)) {
          if (node.kind === "fact") assert.include(text, node.path.split(".").at(-1)!)
          if ("table" in node) assert.include(text, node.table)
          if (node.kind === "parameter" || node.kind === "duty") assert.include(text, node.name)
          if ("list" in node) assert.include(text, node.list)
          if (node.kind === "literal" && node.unit === "integer" && Math.abs(node.value) < 1000) {
            assert.include(text, String(Math.abs(node.value)))
          }
        }
      })
    }
  })

  it.prop(
    "writes HTML of known elements and Markdown of whole tables",
    { sample: PolicyArbitrary.sample },
    ({ sample }) => {
      const regulation = Prose.toProse(sample.policy, { language: "en" })
      const html = Prose.toHtml(regulation)
      const open: Array<string> = []
      for (const [, slash, element] of html.matchAll(/<(\/?)([a-z0-9]+)[^<>]*>/g)) {
        if (slash === "") open.push(element!)
        else assert.strictEqual(open.pop(), element)
      }
      assert.deepStrictEqual(open, [])
      const rows = Prose.toMarkdown(regulation)
        .split("\n\n")
        .filter((block) => block.startsWith("| "))
      for (const table of rows) {
        const widths = new Set(
          table
            .trim()
            .split("\n")
            .map((row) => escaped(row).split("|").length)
        )
        assert.strictEqual(widths.size, 1, table)
      }
    }
  )

  it.effect("reaches tables of cases, lists in lists and paragraphs that refer to others", () =>
    Effect.gen(function* () {
      const samples = yield* Arbitrary.sampleEffect(PolicyArbitrary.sample, { count: 200, seed: 1 })
      const blocks = samples.flatMap(({ policy }) =>
        Prose.toProse(policy, { language: "id" }).sections[1]!.sections.flatMap((article) => article.blocks)
      )
      assert.isTrue(blocks.some(({ kind }) => kind === "table"))
      assert.isTrue(blocks.some((block) => block.kind === "paragraph" && block.number === 3))
      assert.isTrue(
        blocks.some((block) => block.kind === "paragraph" && block.items.some(({ items }) => items.length > 0))
      )
    })
  )
})
