/**
 * Every example of the documents and of the comments compiles as it stands, gives what it says, and every link between
 * documents leads somewhere. Two planted documents show that broken ones are found.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { root } from "./Command.ts"
import * as Example from "./Example.ts"
import * as Fence from "./Fence.ts"
import * as Report from "./Report.ts"

// ---- Documents

const ignored = (path: string): boolean => path.includes("node_modules") || path.includes("dist")

const find = (...patterns: ReadonlyArray<string>): ReadonlyArray<string> =>
  globSync([...patterns], { cwd: root, exclude: ignored }).toSorted()

const read = (document: string): string => readFileSync(join(root, document), "utf8")

const pages = find("*.md", "docs/**/*.md", "packages/*/README.md", "examples/*/README.md")

const sources = find("packages/*/src/**/*.ts")

// ---- Rules

/** Languages that a block may be in without being compiled. TypeScript has one name here, so that none slips by. */
const plain = new Set(["sh", "text", "json", "jsonc", "yaml", "csv", "sql", "html", "mermaid", "diff", "console"])

const unknownInfo = ({ info }: Fence.Fence): string | undefined =>
  info === "ts" || plain.has(info)
    ? undefined
    : `\`\`\`${info}: blocks are ts (and compile) or ${[...plain].join(", ")}`

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-")

const hasHeading = (text: string, anchor: string): boolean =>
  text.split("\n").some((line) => line.startsWith("#") && slug(line.replace(/^#+/, "")) === anchor)

/** Links of a page that lead nowhere: to a file that is not there, or to a heading that its page does not have. */
const deadLinks = (document: string, text: string): ReadonlyArray<string> =>
  Fence.proseOf(text)
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(/\]\((?<to>[^)\s]+)[^)]*\)|^\[[^\]]+\]:\s*(?<reference>\S+)/g)].flatMap(({ groups }) => {
        const to = groups?.["to"] ?? groups?.["reference"] ?? ""
        if (/^[a-z]+:/.test(to)) return []
        const [path = "", anchor] = to.split("#")
        const target = path === "" ? join(root, document) : join(root, dirname(document), path)
        const where = `${document}:${index + 1} ${to}`
        if (relative(root, target).startsWith("..")) return [`${where} leads out of the repository`]
        if (path !== "" && !existsSync(target)) return [`${where} is not there`]
        const unread = anchor === undefined || !target.endsWith(".md")
        return unread || hasHeading(path === "" ? text : readFileSync(target, "utf8"), anchor)
          ? []
          : [`${where} names no heading`]
      })
    )

// ---- The check

/** Documents that are wrong on purpose; each has to be complained about, at the line named. */
const planted: ReadonlyArray<readonly [name: string, document: string, text: string, at: number]> = [
  ["a type error", "planted-1.md", "Text.\n\n```ts\nconst one = 1\nconst two: string = one\n```\n", 5],
  ["a name that no package has", "planted-2.md", '```ts\nimport { Planted } from "@bina/policy"\n```\n', 2],
  ["a package that is not there", "planted-3.md", 'x\n\n```ts\nimport * as P from "@bina/planted"\n```\n', 4],
  [
    "a type error in a comment",
    "planted-4.ts",
    "/**\n * Text.\n *\n * ```ts\n * const one: string = 1\n * ```\n */\n",
    5
  ],
  ["a promise that is not kept", "planted-5.md", "```ts\nconst one = 1\none + 1 // => 3\n```\n", 3]
]

const kept = "```ts\nconst pair = { one: 1, two: [2] } // => { one: 1, two: [2] }\npair.two.length // => 1\n```\n"

const fencesOf = (document: string, text: string): ReadonlyArray<Fence.Fence> =>
  Fence.fencesOf(document, document.endsWith(".ts") ? Fence.commentsOf(text) : text)

const fences = [...pages, ...sources].flatMap((document) => fencesOf(document, read(document)))
const plants = planted.flatMap(([, document, text]) => fencesOf(document, text))
const examples = fences.filter(({ info }) => info === "ts")
const complaints = await Example.complaintsOf([...examples, ...plants, ...fencesOf("planted-kept.md", kept)])

const about = (document: string, line: number): string | undefined =>
  complaints
    .filter(({ fence }) => fence.document === document && fence.line === line)
    .map(({ text }) => text)
    .join("\n") || undefined

const missing = "Text with [a link](docs/planted.md), and [another](#planted).\n\n## Here\n\n[Good](#here).\n"

Report.print([
  ...examples.map(({ document, line }) => ({ name: `${document}:${line}`, complaint: about(document, line) })),
  ...fences
    .map((fence) => ({ name: `${fence.document}:${fence.line - 1} language`, complaint: unknownInfo(fence) }))
    .filter(({ complaint }) => complaint !== undefined),
  ...pages.map((page) => ({
    name: `links of ${page}`,
    complaint: deadLinks(page, read(page)).join("\n") || undefined
  })),
  ...planted.map(([name, document, , at]) => ({
    name: `found: ${name}`,
    complaint: complaints.some(({ text }) => text.startsWith(`${document}:${at} `)) ? undefined : `not at line ${at}`
  })),
  {
    name: "found: links that lead nowhere",
    complaint: deadLinks("planted.md", missing).length === 2 ? undefined : "not both, or one too many"
  },
  {
    name: "found: a block that asks not to be checked",
    complaint: fencesOf("planted.md", "```ts no-check\n```\n").some((fence) => unknownInfo(fence) !== undefined)
      ? undefined
      : "let through"
  },
  { name: "let through: promises that are kept", complaint: about("planted-kept.md", 2) }
])
