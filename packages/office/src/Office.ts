/**
 * An office that is awaited. Each officer gives requests in the order of the flow, as plain objects: moments and days as
 * text, money as a whole number of minor units with its currency, what is not known as `null`.
 *
 * ```ts
 * import { Office } from "@bina/office"
 *
 * await using office = await Office.open({ memory: true, pack: [], officers: [] })
 * const taken = await office.as("ani").acceptSeat({ command: "accept/1", cohort: "weaving", application: "form-1" })
 * taken.status // => "refused"
 * ```
 */
import { dirname, join } from "node:path"
import { Actor, Application, Authority, Cohort } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { type Explain, Office as Core, Requests } from "@bina/core/office"
import { Canonical } from "@bina/policy"
import { MasterKey, SqliteStore } from "@bina/store-sqlite"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Schema from "effect/Schema"
import * as Answer from "./Answer.ts"
import type * as Pack from "./Pack.ts"
import * as Plain from "./Plain.ts"

// ---- Models

/** The table of who may do what, by which appointment; an empty one allows nothing that needs one. */
export type Officers = (typeof Authority.Table)["Encoded"]

/**
 * `file` is kept on a local disk and made where it is not there. `key` is the file of the master key, also made where it
 * is not there; without it `BINA_MASTER_KEY` and `BINA_KEY_FILE` are asked, then `key/master.key` beside the file is taken.
 * `memory` keeps everything as long as the program runs.
 */
export type Options = (
  | { readonly file: string; readonly key?: string; readonly memory?: never }
  | { readonly memory: true; readonly file?: never; readonly key?: never }
) & { readonly pack: Pack.Pack; readonly officers: Officers }

/** Given beside any request: an office that is told to stop throws the reason of the signal. */
export interface Calling {
  readonly signal?: AbortSignal
}

/**
 * The methods whose command may be left out: then it is made from what the request says. In all others the same words may
 * be meant again later (a second admission, a seat that was offered twice), which only a new command can say.
 */
export type Derived = "openProgramme" | "scheduleCohort" | "receiveApplications" | "recordAttendance" | "recordAnswers"

type Shown<T> = { readonly [K in keyof T]: T[K] }

/** What a method is asked, as plain data. */
export type Asked<M extends Requests.Method> = Shown<
  Omit<(typeof Requests.byMethod)[M]["Encoded"], "actor" | "command"> &
    (M extends Derived ? { readonly command?: string } : { readonly command: string })
>

type AnswerIn<T> = T extends { readonly isRepeated: boolean; readonly answer: infer A } ? A : never

/** What becomes of a request to a method. */
export type Answered<M extends Requests.Method> = Answer.Answer<
  Plain.Of<AnswerIn<Core.AnswerOf<M>>>,
  Answer.RefusalOf<Core.FailureOf<M>>
>

/** Whose account, why it is asked for (which is recorded), and for whom in which language it is told. */
export interface Explaining {
  readonly cohort: string
  readonly application: string
  readonly purpose: string
  readonly reader: Explain.Reader
}

/** What an officer may ask of the office; whether they may have it done, their appointments say. */
export type Officer = {
  readonly [M in keyof Pick<Core.Methods, Requests.Method>]: (
    request: Asked<M>,
    calling?: Calling
  ) => Promise<Answered<M>>
} & {
  /** Why an application stands as it does and pays what it pays, line by line. Who asked and why is recorded. */
  readonly explain: (
    asked: Explaining,
    calling?: Calling
  ) => Promise<Answer.Answer<ReadonlyArray<string>, Answer.RefusalOf<Failing<Core.Methods["explain"]>>>>
}

type Failing<M> = M extends (...args: never) => { readonly "~effect/Effect": { readonly _E: (_: never) => infer E } }
  ? E
  : never

/** An office that is open until it is closed; `await using` closes it. */
export interface Office extends AsyncDisposable {
  /** The office as one officer asks it. Who stands behind the id is known to the caller, and taken on trust. */
  readonly as: (officer: string) => Officer
  readonly close: () => Promise<void>
}

// ---- Rules

const derived: Readonly<Record<Derived, true>> = {
  openProgramme: true,
  scheduleCohort: true,
  receiveApplications: true,
  recordAttendance: true,
  recordAnswers: true
}

type Failed = { readonly _tag: string; readonly message: string }

type Any = Answer.Answer<unknown, unknown>

type Asks = Effect.Effect<Any, Failed, Core.Office | Core.Store>

/** What is wrong with something that is no request, as the office says it. */
const invalid = ({ flaws }: Requests.NotARequest): Any => ({ status: "invalid", flaws })

/** A name for what a request says, by the vault's own key: what is said of people cannot be found by it. */
const named = Effect.fn("Office.named")(function* (request: Requests.Request) {
  const { command: _unnamed, ...said } = Requests.encode(request) as Readonly<Record<string, Schema.Json>>
  const vault = yield* Vault.Vault
  return `${request.method}/${yield* vault.digest(Canonical.encodeUnsafe(said))}`
})

const perform = (method: Requests.Method, actor: string, asked: object): Asks =>
  Effect.gen(function* () {
    const foreign = ["actor", "method"].filter((name) => Object.hasOwn(asked, name))
    if (foreign.length > 0) {
      const flaw = "is not asked for: the officer is named by `as`, the method by its name"
      return { status: "invalid", flaws: foreign.map((path) => ({ path, flaw })) }
    }
    const isUnnamed = Object.hasOwn(derived, method) && !("command" in asked)
    const said = { ...asked, ...(isUnnamed ? { command: "unnamed" } : {}), method, actor }
    const read = yield* Effect.result(Requests.decode(said))
    if (read._tag === "Failure") return invalid(read.failure)
    const request = isUnnamed ? yield* Requests.decode({ ...said, command: yield* named(read.success) }) : read.success
    const office = yield* Core.Office
    const handled: { readonly answer: unknown; readonly isRepeated: boolean } = yield* office.perform(request)
    return { status: "done", isRepeated: handled.isRepeated, answer: Plain.of(handled.answer) }
  })

const Explaining = Schema.Struct({
  cohort: Cohort.Id,
  application: Application.Id,
  purpose: Schema.NonEmptyString,
  actor: Actor.Id
})

const explain = (actor: string, { reader, ...asked }: Explaining): Asks =>
  Effect.gen(function* () {
    const read = Schema.decodeUnknownResult(Explaining, { onExcessProperty: "error" })({ ...asked, actor })
    if (read._tag === "Failure") {
      return { status: "invalid", flaws: [{ path: "explain", flaw: "names a cohort, an application and a purpose" }] }
    }
    const { application, ...given } = read.success
    const office = yield* Core.Office
    const [explained] = yield* office.explain({ ...given, about: { application } })
    return { status: "done", isRepeated: false, answer: explained.lines(reader) }
  })

/** What the failure of a request is told as: an answer where a rule says so, an outage where the office failed. */
const answered = (failure: Failed): Effect.Effect<Any, Answer.Outage> => {
  if (Answer.isFault(failure._tag)) return Effect.fail(new Answer.Outage(failure._tag, failure.message, failure))
  if (failure._tag === "CommandConflict") {
    return Effect.succeed({ status: "conflict", command: String((failure as Failed & { command: unknown }).command) })
  }
  return Effect.succeed({ status: "refused", refusal: Plain.of(failure) })
}

/** Waits for an effect; throws its outage, the reason of a signal, or what is a fault of the program, as it is. */
const awaited = async <A>(run: () => Promise<Exit.Exit<A, unknown>>, signal?: AbortSignal): Promise<A> => {
  signal?.throwIfAborted()
  const exit = await run()
  if (Exit.isSuccess(exit)) return exit.value
  if (Cause.hasInterruptsOnly(exit.cause)) signal?.throwIfAborted()
  throw outageOf(Cause.squash(exit.cause))
}

const outageOf = (failure: unknown): unknown =>
  failure instanceof Error && "_tag" in failure && typeof failure._tag === "string"
    ? new Answer.Outage(failure._tag, failure.message, failure)
    : failure

const storeOf = (options: Options) =>
  options.memory === true
    ? Core.inMemory
    : Layer.unwrap(
        Effect.map(
          MasterKey.find({
            byDefault: join(dirname(options.file), "key", "master.key"),
            ...(options.key === undefined ? {} : { file: options.key })
          }),
          ({ key }) => SqliteStore.layer({ file: options.file, masterKey: key })
        )
      )

/**
 * Opens an office. Throws an {@link Answer.Outage} where its file or key cannot be used, or the table of officers is
 * none.
 */
export const open = async (options: Options): Promise<Office> => {
  const read = Schema.decodeUnknownResult(Authority.Table, { onExcessProperty: "error" })(options.officers)
  if (read._tag === "Failure")
    throw new Answer.Outage("OfficersUnreadable", `the table of officers is none: ${read.failure.message}`)
  const runtime = ManagedRuntime.make(
    Core.over({ store: storeOf(options), policies: options.pack, appointments: read.success })
  )
  await awaited(() => runtime.runPromiseExit(Effect.void)).catch(async (error: unknown) => {
    await runtime.dispose()
    throw error
  })
  let isClosed = false
  const ask = async (asked: Asks, { signal }: Calling = {}): Promise<Any> => {
    if (isClosed) throw new Answer.Outage("Closed", "this office was closed: open it again")
    return awaited(
      () => runtime.runPromiseExit(asked.pipe(Effect.catch(answered)), signal === undefined ? {} : { signal }),
      signal
    )
  }
  const as = (officer: string): Officer =>
    ({
      ...Object.fromEntries(
        Object.keys(Requests.byMethod).map((method) => [
          method,
          (asked: object, calling?: Calling) => ask(perform(method as Requests.Method, officer, asked), calling)
        ])
      ),
      explain: (asked: Explaining, calling?: Calling) => ask(explain(officer, asked), calling)
      // What each method takes and answers is what its name says: `Requests.byMethod` and `Core.Methods` know no other.
    }) as unknown as Officer
  const close = (): Promise<void> => {
    isClosed = true
    return runtime.dispose()
  }
  return { as, close, [Symbol.asyncDispose]: close }
}
