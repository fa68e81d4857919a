/**
 * The declarations that are published, read as text: what each door exports, and which names of other modules its types
 * need.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"

/** A name of a module, as `tree/Policy#Policy`. */
type Name = `${string}#${string}`

interface Module {
  /** Exported declarations by name, with their text. */
  readonly own: ReadonlyMap<string, string>
  /** Names that are exported from elsewhere. */
  readonly passed: ReadonlyArray<readonly [module: string, name: string]>
  /** Names of other modules in the text of a declaration. */
  readonly used: (text: string) => ReadonlyArray<Name>
}

const root = join(import.meta.dirname, "..")

/** What the doors export, and what their types need that no door exports. */
export const leaks = (): ReadonlyArray<string> => {
  const folder = mkdtempSync(join(tmpdir(), "bina-declarations-"))
  try {
    const tsc = join(root, "..", "..", "node_modules", ".bin", "tsc")
    const { status, stdout } = spawnSync(
      tsc,
      ["-p", "tsconfig.build.json", "--outDir", folder, "--declarationMap", "false"],
      {
        cwd: root,
        encoding: "utf8"
      }
    )
    if (status !== 0) throw new Error(stdout)
    return leaksOf(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Names that some door passes on as types alone. */
const asTypes = new Set<Name>()

const leaksOf = (folder: string): ReadonlyArray<string> => {
  const modules = new Map<string, Module>()
  const moduleAt = (path: string): Module => {
    const known = modules.get(path) ?? read(folder, path)
    modules.set(path, known)
    return known
  }
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string>>
  }
  const open = new Set<Name>()
  const doors = Object.values(exports).map((path) => path.replace("./src/", "").replace(/\.ts$/, ""))
  const show = (path: string, name: string): void => {
    const { own, passed } = moduleAt(path)
    const names = name === "*" ? [...own.keys()] : [name]
    for (const each of names) if (own.has(each)) open.add(`${path}#${each}`)
    for (const [from, its] of passed) if (name === "*" || its === name) show(from, its)
  }
  for (const door of doors) show(door, "*")
  return [...open].flatMap((name) => {
    const [path, own] = name.split("#") as [string, string]
    const { own: texts, used } = moduleAt(path)
    const text = texts.get(own)!
    return used(asTypes.has(name) ? text.replace(/^ +constructor\(.*$/m, "") : text)
      .filter((other) => !open.has(other))
      .map((other) => `${name} needs ${other}`)
  })
}

const read = (folder: string, path: string): Module => {
  const file = join(folder, `${path}.d.ts`)
  if (!existsSync(file)) throw new Error(`no declarations of ${path}`)
  const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
  const at = (specifier: string): string => relative(folder, join(dirname(file), specifier)).replace(/\.(ts|js)$/, "")
  const spaces = new Map<string, string>()
  const named = new Map<string, Name>()
  const namesIn = (list: string) =>
    list.split(",").flatMap((part) => {
      const [name, as = name] = part
        .replace(/\btype\b/, "")
        .trim()
        .split(/\s+as\s+/)
      return name === "" || name === undefined ? [] : [[name, as!] as const]
    })
  for (const [, space, from] of text.matchAll(/^import (?:type )?\* as (\w+) from "(\.[^"]+)"/gm))
    spaces.set(space!, at(from!))
  for (const [, list, from] of text.matchAll(/^import (?:type )?\{([^}]*)\} from "(\.[^"]+)"/gm)) {
    for (const [name, as] of namesIn(list!)) named.set(as, `${at(from!)}#${name}`)
  }
  const passed: Array<readonly [string, string]> = []
  for (const [, from] of text.matchAll(/^export \* (?:as \w+ )?from "(\.[^"]+)"/gm)) passed.push([at(from!), "*"])
  for (const [, list, from] of text.matchAll(/^export (?:type )?\{([^}]*)\} from "(\.[^"]+)"/gm)) {
    for (const [name] of namesIn(list!)) passed.push([at(from!), name])
    // Of a class that is passed on as a type nobody can reach the constructor.
    for (const [, name] of list!.matchAll(/\btype (\w+)/g)) asTypes.add(`${at(from!)}#${name!}`)
  }
  const own = new Map<string, string>()
  for (const part of text.split(/^(?=export |declare |import |interface |type )/m)) {
    const name = /^export (?:declare )?(?:abstract )?(?:const|function\*?|class|interface|type|let|enum) (\w+)/.exec(
      part
    )?.[1]
    if (name !== undefined) own.set(name, `${own.get(name) ?? ""}${part}`)
  }
  const used = (declared: string): ReadonlyArray<Name> => [
    ...[...declared.matchAll(/\b(\w+)\.(\w+)\b/g)].flatMap(([, space, name]) =>
      spaces.has(space!) ? [`${spaces.get(space!)!}#${name!}` as const] : []
    ),
    ...[...declared.matchAll(/import\("(\.[^"]+)"\)\.(\w+)/g)].map(
      ([, from, name]) => `${at(from!)}#${name!}` as const
    ),
    ...[...named].flatMap(([as, name]) => (new RegExp(`\\b${as}\\b`).test(declared) ? [name] : []))
  ]
  return { own, passed, used }
}
