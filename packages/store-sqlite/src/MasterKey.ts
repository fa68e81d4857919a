/**
 * The one secret that opens a vault: 32 random bytes, from the configuration of the machine or from a key file that the
 * first run makes. There is no built-in key. Where it came from is part of the answer, so that the application says it.
 */
import { randomBytes } from "node:crypto"
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  unlinkSync,
  writeFileSync
} from "node:fs"
import { basename, dirname, join, relative, resolve, sep } from "node:path"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Base64Url from "effect/encoding/Base64Url"

// ---- Models

/** Where a key came from. `made` is true on the one run that made the file: then the application says where it lies. */
export type Source =
  | { readonly _tag: "Environment" }
  | { readonly _tag: "File"; readonly file: string; readonly made: boolean }

/** A key and where it came from. */
export interface Found {
  readonly key: Redacted.Redacted<Uint8Array>
  readonly source: Source
}

/**
 * `file` names the key file and goes before the environment; `byDefault` is where it lies when neither says anything.
 * A key file may not lie in any of the `outputs`, whose content is passed on. `mayMake: false` is for a store that
 * exists already: a new key would not open its vault.
 */
export interface Options {
  readonly file?: string
  readonly byDefault: string
  readonly outputs?: ReadonlyArray<string>
  readonly mayMake?: boolean
}

// ---- Errors

/** There is no usable master key. Says where it was looked for, never what was found there. */
export class NoMasterKey extends Schema.TaggedError<NoMasterKey>()("NoMasterKey", {
  where: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `no master key from ${this.where}: ${this.reason}`
  }
}

// ---- Rules

const keyBytes = 32

const howToMake = "32 bytes in base64url, for example from `openssl rand -base64 32 | tr '+/' '-_' | tr -d '='`"

/** Reads a key from text; white space around it does no harm. */
const parse = (where: string, text: string): Result.Result<Redacted.Redacted<Uint8Array>, NoMasterKey> => {
  const refuse = (reason: string) => Result.fail(new NoMasterKey({ where, reason }))
  const trimmed = text.trim()
  if (trimmed === "") return refuse(`it is empty; a key is ${howToMake}`)
  const bytes = Base64Url.decode(trimmed)
  if (Result.isFailure(bytes)) return refuse(`it is not base64url; a key is ${howToMake}`)
  if (bytes.success.length !== keyBytes) return refuse(`it has ${bytes.success.length} bytes; a key is ${howToMake}`)
  return Result.succeed(Redacted.make(bytes.success))
}

/** The path with every link resolved, as far as it exists. */
const real = (path: string): string => {
  const whole = resolve(path)
  try {
    return realpathSync(whole)
  } catch {
    return dirname(whole) === whole ? whole : join(real(dirname(whole)), basename(whole))
  }
}

const isWithin = (folder: string, file: string): boolean => {
  const path = relative(real(folder), real(file))
  return path !== ".." && !path.startsWith(`..${sep}`)
}

const codeOf = (cause: unknown): string => String((cause as { readonly code?: unknown } | null)?.code)

/** Reads a key file; nothing where there is none. */
const readKeyFile = (file: string): Result.Result<Option.Option<Redacted.Redacted<Uint8Array>>, NoMasterKey> => {
  const refuse = (reason: string) => Result.fail(new NoMasterKey({ where: file, reason }))
  try {
    const status = lstatSync(file)
    if (!status.isFile()) return refuse("it is not an ordinary file")
    const isOpen = process.platform !== "win32" && (status.mode & 0o077) !== 0
    if (isOpen) return refuse(`others may read it; run \`chmod 600 ${file}\`, and if they did, rotate the key`)
    return Result.map(parse(file, readFileSync(file, "utf8")), Option.some)
  } catch (cause) {
    return codeOf(cause) === "ENOENT" ? Result.succeed(Option.none()) : refuse(`it cannot be read (${codeOf(cause)})`)
  }
}

/** Makes a key file; false where somebody else made it first. It never exists with less than its whole content. */
const makeKeyFile = (file: string): Result.Result<boolean, NoMasterKey> => {
  const folder = dirname(file)
  const draft = join(folder, `.${basename(file)}.${randomBytes(8).toString("hex")}`)
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) {
      writeFileSync(join(folder, ".gitignore"), "*\n")
    }
    const handle = openSync(draft, "wx", 0o600)
    try {
      writeFileSync(handle, `${Base64Url.encode(randomBytes(keyBytes))}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    try {
      linkSync(draft, file)
      return Result.succeed(true)
    } catch (cause) {
      if (codeOf(cause) === "EEXIST") return Result.succeed(false)
      throw cause
    } finally {
      unlinkSync(draft)
    }
  } catch (cause) {
    return Result.fail(
      new NoMasterKey({
        where: file,
        reason: `it cannot be made (${codeOf(cause)}); name another file, or set BINA_MASTER_KEY`
      })
    )
  }
}

const fromFile = (file: string, { mayMake = true, outputs = [] }: Options): Result.Result<Found, NoMasterKey> =>
  Result.gen(function* () {
    const refuse = (reason: string) => Result.fail(new NoMasterKey({ where: file, reason }))
    const output = outputs.find((folder) => isWithin(folder, file))
    if (output !== undefined) return yield* refuse(`it lies in ${output}, and what lies there is passed on`)
    const found = yield* readKeyFile(file)
    if (Option.isSome(found)) return { key: found.value, source: { _tag: "File", file, made: false } }
    if (!mayMake) return yield* refuse("there is no such file, and a new key would not open what is there already")
    const made = yield* makeKeyFile(file)
    const key = yield* readKeyFile(file)
    if (Option.isNone(key)) return yield* refuse("it was there and is gone")
    return { key: key.value, source: { _tag: "File", file, made } }
  })

/** The key that `BINA_MASTER_KEY` holds, where it is set. */
export const config: Config.Config<Option.Option<Redacted.Redacted<string>>> = Config.option(
  Config.Redacted("BINA_MASTER_KEY")
)

/**
 * The master key: of the file that `file` names; else of `BINA_MASTER_KEY`; else of the file that `BINA_KEY_FILE`
 * names; else of the default file. A file that is not there is made. Fails with {@link NoMasterKey}, where a key is set
 * and not usable too: nothing is taken in its place.
 */
export const find = (options: Options): Effect.Effect<Found, NoMasterKey | Config.ConfigError> =>
  Effect.gen(function* () {
    if (options.file !== undefined) return yield* Effect.fromResult(fromFile(resolve(options.file), options))
    const set = yield* config
    if (Option.isSome(set)) {
      const key = yield* Effect.fromResult(parse("BINA_MASTER_KEY", Redacted.value(set.value)))
      return { key, source: { _tag: "Environment" } }
    }
    const file = yield* Config.option(Config.NonEmptyString("BINA_KEY_FILE"))
    return yield* Effect.fromResult(fromFile(resolve(Option.getOrElse(file, () => options.byDefault)), options))
  })
