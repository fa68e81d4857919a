/**
 * Packs every public package and uses the tarballs as an outside user would: installed in an empty project away from
 * the workspace, type-checked, imported by Node, and judged by publint and are-the-types-wrong.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Outcome, pnpm, root, run } from "./Command.ts"
import * as Report from "./Report.ts"

// ---- Models

/** What we read of a package's own `package.json`. */
interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>> }
}

/** A public package, its tarball, and every specifier that a user may import from it. */
interface Packed {
  readonly name: string
  readonly tarball: string
  readonly specifiers: ReadonlyArray<string>
  readonly peers: ReadonlyArray<string>
}

// ---- Rules

const line = (name: string, outcome: Outcome): Report.Line => ({
  name,
  complaint: outcome.ok ? undefined : outcome.output || "failed and said nothing"
})

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest

/** The version that the workspace itself uses. */
const versionOf = (name: string): string => manifestOf(join(root, "node_modules", name)).version

/** An entry, or every module that one with a star stands for. */
const namedBy = (folder: string, entry: string): ReadonlyArray<string> =>
  entry.includes("*")
    ? readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => entry.replace("*", file.slice(0, -".ts".length).replaceAll("\\", "/")))
    : [entry]

/** Packs one package; `prepack` builds it first. */
const pack = async (folder: string, destination: string): Promise<readonly [Report.Line, Packed]> => {
  const { name, peerDependencies, publishConfig, version } = manifestOf(folder)
  const outcome = await pnpm(["pack", "--pack-destination", destination], { cwd: folder })
  const entries = Object.keys(publishConfig?.exports ?? {}).filter((entry) => !entry.endsWith(".json"))
  return [
    line(`packed: ${name}`, outcome),
    {
      name,
      tarball: join(destination, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`),
      specifiers: entries.flatMap((entry) => namedBy(folder, entry)).map((entry) => name + entry.slice(1)),
      peers: Object.keys(peerDependencies ?? {}).filter((peer) => !peer.startsWith("@bina/"))
    }
  ]
}

/** A library over ours that publishes declarations: every type that it infers must have a name that it can write. */
const library = `import { Fact, Parameter, Policy, Rule } from "@bina/policy"
import * as Schema from "effect/Schema"

const text = { id: "teks", en: "text" }
export const Facts = Schema.Struct({ price: Fact.money("IDR", { text }), on: Fact.date({ text }) })
export const ceiling = Parameter.money("ceiling", "IDR", {
  text,
  values: [{ from: "2020-01-01", value: 1 }],
  after: "extends"
})
export const policy = Policy.make("a/policy", Facts, (f) => ({
  capped: Rule.amount("capped", f.price.atMost(ceiling.on(f.on)), { text })
}))
`

/** Writes a project that depends on the tarballs alone, and one file that imports everything they offer. */
const writeConsumer = (folder: string, packages: ReadonlyArray<Packed>): void => {
  mkdirSync(folder)
  const tarballs = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const peers = [...new Set(packages.flatMap((each) => each.peers)), "effect", "typescript"]
  const dependencies = { ...Object.fromEntries(peers.map((peer) => [peer, versionOf(peer)])), ...tarballs }
  const json = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value, null, 2))
  json("package.json", { name: "consumer", private: true, type: "module", dependencies })
  // Packages that depend on each other must get the tarballs too: the registry may hold older ones, or none.
  json("pnpm-workspace.yaml", { packages: [], overrides: tarballs })
  json("tsconfig.json", {
    compilerOptions: {
      target: "es2024",
      lib: ["es2024", "dom"],
      module: "nodenext",
      types: [],
      strict: true,
      declaration: true,
      noEmit: true
    },
    files: ["consumer.ts", "library.ts"]
  })
  writeFileSync(join(folder, "library.ts"), library)
  const specifiers = packages.flatMap((each) => each.specifiers)
  writeFileSync(
    join(folder, "consumer.ts"),
    [
      ...specifiers.map((specifier, index) => `import * as Package${index} from "${specifier}"`),
      "",
      // A module below `modules/` may hold types alone.
      `const packages: ReadonlyArray<object> = [${specifiers.flatMap((each, index) => (each.includes("/modules/") ? [] : [`Package${index}`])).join(", ")}]`,
      "for (const each of packages) {",
      '  if (Object.keys(each).length === 0) throw new Error("a package exports nothing")',
      "}",
      ""
    ].join("\n")
  )
}

/**
 * What the compiler says of us: the consumer and our declarations. Declarations of others are read too, but what is
 * wrong in them is theirs.
 */
const complaintsOfUs = ({ ok, output }: Outcome): string | undefined => {
  if (ok) return undefined
  const errors = output.split("\n").filter((each) => each.includes("error TS"))
  const ours = errors.filter((each) => !each.includes("node_modules/") || each.includes("/@bina/"))
  if (errors.length > 0 && ours.length === 0) return undefined
  return ours.join("\n") || output
}

/** Installs the tarballs, then asks the compiler and Node, and the compiler again about a name that is not there. */
const consume = async (folder: string, packages: ReadonlyArray<Packed>): Promise<ReadonlyArray<Report.Line>> => {
  writeConsumer(folder, packages)
  const install = await pnpm(["install", "--no-frozen-lockfile", "--ignore-scripts", "--prefer-offline"], {
    cwd: folder
  })
  if (!install.ok) return [line("installed outside the workspace", install)]
  const compile = (): Promise<Outcome> =>
    run(join(folder, "node_modules", ".bin", "tsc"), ["-p", ".", "--pretty", "false"], { cwd: folder })
  const types = await compile()
  const imported = await run("node", ["consumer.ts"], { cwd: folder })
  const wrong: Array<Report.Line> = []
  for (const { name } of packages) {
    writeFileSync(join(folder, "consumer.ts"), `import { Planted } from "${name}"\n\nconsole.log(Planted)\n`)
    const { output } = await compile()
    const found = /consumer\.ts\(1,\d+\): error TS2305/.test(output)
    wrong.push({ name: `found: planted misuse of ${name}`, complaint: found ? undefined : `let through\n${output}` })
  }
  return [
    line("installed outside the workspace", install),
    { name: "types seen by a user", complaint: complaintsOfUs(types) },
    line("imported by Node", imported),
    ...wrong
  ]
}

const judge = async ({ name, tarball }: Packed): Promise<ReadonlyArray<Report.Line>> => [
  line(`publint: ${name}`, await run("publint", ["run", tarball, "--strict"])),
  line(`are the types wrong: ${name}`, await run("attw", [tarball, "--profile", "esm-only", "--no-definitely-typed"]))
]

// ---- The check

const folder = mkdtempSync(join(tmpdir(), "bina-packed-"))
try {
  const packages = join(root, "packages")
  const lines: Array<Report.Line> = []
  const packed: Array<Packed> = []
  for (const name of readdirSync(packages).toSorted()) {
    if (manifestOf(join(packages, name)).private === true) continue
    const [said, each] = await pack(join(packages, name), folder)
    lines.push(said)
    if (said.complaint === undefined) packed.push(each)
  }
  lines.push(...(await Promise.all(packed.map(judge))).flat())
  // A missing tarball would send the installation to the registry for it.
  if (lines.every((each) => each.complaint === undefined))
    lines.push(...(await consume(join(folder, "consumer"), packed)))
  Report.print(lines)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
