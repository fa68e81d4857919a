/** Where the master key comes from, and what is not taken for one. */
import { spawn } from "node:child_process"
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { MasterKey } from "@bina/store-sqlite"
import { assert, describe, it } from "@effect/vitest"
import type * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Given from "./Given.ts"

const find = (options: MasterKey.Options, env: Record<string, string> = {}) =>
  MasterKey.find(options).pipe(Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnvRecord(env)))

const text = (fill: number, length = 32): string => Base64Url.encode(new Uint8Array(length).fill(fill))

const keyFile = (path: string, content = text(5), mode = 0o600): string => {
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

const modeOf = (path: string): number => statSync(path).mode & 0o777

const first = ({ key }: MasterKey.Found): number | undefined => Redacted.value(key)[0]

const refused = (effect: Effect.Effect<unknown, MasterKey.NoMasterKey | Config.ConfigError>) =>
  Effect.map(Effect.flip(effect), (error) => {
    assert.instanceOf(error, MasterKey.NoMasterKey)
    return error.message
  })

describe("the master key", () => {
  it.live("is made on the first run in a folder of its own, which git ignores, and found on the next", () =>
    Effect.gen(function* () {
      const folder = join(yield* Given.folder, ".bina")
      const byDefault = join(folder, "master.key")
      const made = yield* find({ byDefault })
      assert.deepStrictEqual(made.source, { _tag: "File", file: byDefault, made: true })
      assert.strictEqual(Redacted.value(made.key).length, 32)
      assert.strictEqual(modeOf(byDefault), 0o600)
      assert.strictEqual(modeOf(folder), 0o700)
      assert.deepStrictEqual(readdirSync(folder).toSorted(), [".gitignore", "master.key"])
      assert.strictEqual(readFileSync(join(folder, ".gitignore"), "utf8"), "*\n")
      assert.notInclude(JSON.stringify(made), readFileSync(byDefault, "utf8").trim())

      const found = yield* find({ byDefault })
      assert.deepStrictEqual(found.source, { _tag: "File", file: byDefault, made: false })
      assert.deepStrictEqual(Redacted.value(found.key), Redacted.value(made.key))
    })
  )

  it.live("of two first runs is another one", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      const [a, b] = [yield* find({ byDefault: join(folder, "a") }), yield* find({ byDefault: join(folder, "b") })]
      assert.notDeepEqual(Redacted.value(a.key), Redacted.value(b.key))
    })
  )

  it.live("is looked for in the option, the environment, the file that the environment names, and the default", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      const byDefault = keyFile(join(folder, "default"), text(1))
      const named = keyFile(join(folder, "named"), `  ${text(2)}\n`)
      const file = keyFile(join(folder, "option"), text(4))
      const env = { BINA_KEY_FILE: named, BINA_MASTER_KEY: text(3) }
      assert.strictEqual(first(yield* find({ byDefault })), 1)
      assert.strictEqual(first(yield* find({ byDefault }, { BINA_KEY_FILE: named })), 2)
      const set = yield* find({ byDefault }, env)
      assert.strictEqual(first(set), 3)
      assert.deepStrictEqual(set.source, { _tag: "Environment" })
      assert.strictEqual(first(yield* find({ byDefault, file }, env)), 4)
    })
  )

  it.live("in the environment that is no key is refused, and nothing is made in its place", () =>
    Effect.gen(function* () {
      const byDefault = join(yield* Given.folder, "master.key")
      const secret = "not+base64url/="
      for (const [value, reason] of [
        ["  ", "it is empty"],
        [secret, "it is not base64url"],
        [text(1, 31), "it has 31 bytes"],
        [text(1, 33), "it has 33 bytes"]
      ] as const) {
        const message = yield* refused(find({ byDefault }, { BINA_MASTER_KEY: value }))
        assert.include(message, `no master key from BINA_MASTER_KEY: ${reason}`)
        assert.include(message, "32 bytes in base64url")
        if (value.trim() !== "") assert.notInclude(message, value)
      }
      assert.isFalse(existsSync(byDefault))
    })
  )

  it.live("in a file that others may read, is no file or holds no key is refused", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      mkdirSync(join(folder, "folder"))
      keyFile(join(folder, "target"))
      symlinkSync(join(folder, "target"), join(folder, "link"))
      const files: ReadonlyArray<readonly [string, string]> = [
        [keyFile(join(folder, "group"), text(1), 0o640), "others may read it; run `chmod 600"],
        [keyFile(join(folder, "world"), text(1), 0o604), "others may read it"],
        [keyFile(join(folder, "empty"), ""), "it is empty"],
        [keyFile(join(folder, "short"), text(1, 16)), "it has 16 bytes"],
        [keyFile(join(folder, "hex"), "zz zz"), "it is not base64url"],
        [join(folder, "folder"), "it is not an ordinary file"],
        [join(folder, "link"), "it is not an ordinary file"]
      ]
      for (const [file, reason] of files) {
        const message = yield* refused(find({ byDefault: "", file }))
        assert.include(message, file)
        assert.include(message, reason)
      }
    })
  )

  it.live("in a folder whose content is passed on is refused, by whatever path", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      const out = join(folder, "out")
      mkdirSync(out)
      symlinkSync(out, join(folder, "elsewhere"))
      for (const file of [
        join(out, "master.key"),
        join(out, "deep", "master.key"),
        join(folder, "elsewhere", "master.key"),
        join(folder, "x", "..", "out", "master.key")
      ]) {
        const message = yield* refused(find({ byDefault: file, outputs: [join(folder, "other"), out] }))
        assert.include(message, "is passed on")
        assert.isFalse(existsSync(file))
      }
      keyFile(join(out, "there.key"))
      yield* refused(find({ byDefault: join(out, "there.key"), outputs: [out] }))
      // Beside it is no part of it, also where its name begins alike.
      yield* find({ byDefault: join(folder, "out.key"), outputs: [out] })
      yield* find({ byDefault: join(folder, "..out", "master.key"), outputs: [out] })
    })
  )

  it.live("is not made for a store that is there already", () =>
    Effect.gen(function* () {
      const byDefault = join(yield* Given.folder, "master.key")
      const message = yield* refused(find({ byDefault, mayMake: false }))
      assert.include(message, "a new key would not open what is there already")
      assert.isFalse(existsSync(byDefault))
    })
  )

  it.live("where no file can be made is an error that says what to do", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      writeFileSync(join(folder, "file"), "")
      const message = yield* refused(find({ byDefault: join(folder, "file", "master.key") }))
      assert.include(message, "it cannot be")
    })
  )

  it.live(
    "of four processes that come first at once is one, and one of them made it",
    () =>
      Effect.gen(function* () {
        const file = join(yield* Given.folder, ".bina", "master.key")
        const program = fileURLToPath(new URL("./processes/find-key.ts", import.meta.url))
        const one = Effect.promise(
          () =>
            new Promise<string>((resolve) => {
              const child = spawn(process.execPath, [program, file])
              let said = ""
              child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
              child.on("close", () => resolve(said))
            })
        )
        const said = yield* Effect.all(
          Array.from({ length: 4 }, () => one),
          { concurrency: "unbounded" }
        )
        assert.strictEqual(new Set(said.map((each) => each.split(" ")[0])).size, 1, said.join())
        assert.lengthOf(
          said.filter((each) => each.endsWith("made")),
          1
        )
      }),
    120_000
  )
})
