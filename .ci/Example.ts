/**
 * Examples of the documents as modules of their own, in a folder that sees the packages as a user's project does:
 * compiled together, and run where a line says what it gives (`expression // => value`).
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { root, run } from "./Command.ts"
import type { Fence } from "./Fence.ts"

// ---- Models

/** What is wrong with a block, at a line of its document. */
export interface Complaint {
  readonly fence: Fence
  readonly text: string
}

// ---- Rules

/** Made anew for every look, removed afterwards, and ignored by git. */
const folder = join(root, ".docs-check")

const promise =
  /^(?<indent>\s*)(?:(?:export )?const (?<name>\w+)(?:: [^=]+)? = )?(?<expression>.+?);?\s*\/\/ => (?<value>.+)$/

/** Whether a block says what some line gives. */
const promises = ({ text }: Fence): boolean => text.split("\n").some((line) => promise.test(line))

/** The block with each promised value compared; lines stay where they are. */
const asserted = ({ text }: Fence): string =>
  `${text
    .split("\n")
    .map((line, index) => {
      const found = promise.exec(line)?.groups
      if (found === undefined) return line
      const { expression = "", name, value = "" } = found
      const given = name === undefined ? expression : name
      const before = name === undefined ? "" : `const ${name} = ${expression}; `
      return `${before}__promised(${index}, (${given}), (${value}))`
    })
    .join("\n")}
// Compared as JSON text: an example shows a value as people write it, not its class.
function __promised(index: number, given: unknown, value: unknown): void {
  const [is, said] = [JSON.stringify(given), JSON.stringify(value)]
  if (is !== said) throw new Error(\`line \${index}: gives \${is}, the document says \${said}\`)
}
`

const place = ({ document, line }: Fence, offset: number): string => `${document}:${line + offset}`

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Links every package of the workspace by its name, as an installation would; `effect` is found above the folder. */
const linkPackages = (): void => {
  for (const directory of readdirSync(join(root, "packages"))) {
    const target = join(root, "packages", directory)
    const { name } = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as { readonly name: string }
    const link = join(folder, "node_modules", name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(target, link)
  }
}

const moduleOf = (index: number): string => `example-${index}.ts`

/** Everything that the compiler says, each at the document's own line. */
const compile = async (fences: ReadonlyArray<Fence>): Promise<ReadonlyArray<Complaint>> => {
  const outcome = await run("tsc", ["-p", folder, "--pretty", "false"])
  const complaints: Array<Complaint> = []
  const elsewhere: Array<string> = []
  for (const said of outcome.stdout.split(/\n(?!\s)/).filter((each) => each.trim() !== "")) {
    const found = /example-(?<index>\d+)\.ts\((?<line>\d+),\d+\): (?<message>error [^]*)$/.exec(said)?.groups
    const fence = fences[Number(found?.["index"])]
    if (fence === undefined || found === undefined) elsewhere.push(said)
    else complaints.push({ fence, text: `${place(fence, Number(found["line"]) - 1)} ${found["message"]}` })
  }
  // Errors in the packages themselves are `check`'s affair, and there the examples cannot be judged.
  if (!outcome.ok && complaints.length === 0) throw new Error(`the examples could not be compiled:\n${outcome.output}`)
  return complaints
}

/** Runs one block that makes promises. */
const keep = async (fence: Fence, index: number): Promise<ReadonlyArray<Complaint>> => {
  const file = join(folder, "run", moduleOf(index))
  write(file, asserted(fence))
  const outcome = await run("node", [file])
  if (outcome.ok) return []
  const broken = /Error: line (?<index>\d+): (?<message>gives .*)/.exec(outcome.output)?.groups
  const text =
    broken === undefined
      ? `${place(fence, 0)} does not run (a line that ends in \`// => value\` is a whole statement)\n${outcome.output}`
      : `${place(fence, Number(broken["index"]))} ${broken["message"]}`
  return [{ fence, text }]
}

/** What is wrong with the blocks: what does not compile, and which promised values are not given. */
export const complaintsOf = async (fences: ReadonlyArray<Fence>): Promise<ReadonlyArray<Complaint>> => {
  rmSync(folder, { recursive: true, force: true })
  try {
    linkPackages()
    write(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }))
    write(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../tsconfig.base.json",
        // An example may name a value and go on without it.
        compilerOptions: { types: ["node"], noUnusedLocals: false, noUnusedParameters: false },
        include: ["example-*.ts"]
      })
    )
    for (const [index, { text }] of fences.entries()) write(join(folder, moduleOf(index)), text)
    const compiled = await compile(fences)
    const bad = new Set(compiled.map(({ fence }) => fence))
    const run: Array<Complaint> = []
    for (const [index, fence] of fences.entries()) {
      if (promises(fence) && !bad.has(fence)) run.push(...(await keep(fence, index)))
    }
    return [...compiled, ...run]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
