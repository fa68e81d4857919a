/**
 * A small season of people who do not exist, kept as an office keeps one, and everything that it leaves behind: files,
 * spans, logs and errors. What nobody may see of these people is told apart, to be looked for.
 */
import { existsSync, readFileSync } from "node:fs"
import { inspect } from "node:util"
import { Actor, Command } from "@bina/core"
import { Journal, Register, Vault } from "@bina/core/adapter"
import { AttendanceEvent, CohortEvent, EventCodec, SignedHead, type StreamKind, Verification } from "@bina/core/journal"
import { Handling } from "@bina/core/office"
import type { Disclosure } from "@bina/testkit"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Tracer from "effect/Tracer"
import * as Given from "./Given.ts"

// ---- Models

/** Whatever a season leaves behind, by where it stands. */
export interface Left {
  readonly files: ReadonlyArray<Uint8Array>
  readonly spans: ReadonlyArray<string>
  readonly logs: ReadonlyArray<string>
  readonly errors: ReadonlyArray<string>
}

/**
 * Somebody invented; the numbers begin with a region that no country has given out. A temperature has more digits than
 * a thermometer, for four of them stand in some hash by chance, and five in a moment.
 */
type Invented = Readonly<Record<"name" | "nik" | "kk" | "phone" | "account" | "born" | "temperature", string>>

// ---- Rules

export const people: readonly [Invented, ...Array<Invented>] = [
  {
    name: "Rahmawati Nasution-Sembiring",
    nik: "9912345678900003",
    kk: "9912340102030405",
    phone: "+62 800-1234-0007",
    account: "0001060012345",
    born: "1985-07-01",
    temperature: "38.651234"
  },
  {
    name: "Zulkarnain Contohpanjang",
    nik: "9987651212790001",
    kk: "9987650102030405",
    phone: "0800 9876 5432",
    account: "0007770098765",
    born: "1979-12-12",
    temperature: "34.958761"
  }
]

/** Everything about these people that may stand nowhere. */
export const secrets: ReadonlyArray<Disclosure.Secret> = people.flatMap((person) =>
  Object.entries(person).map(([what, text]) => ({ what, text }))
)

const actor = Actor.id("officer-7")
const stream = Given.stream("kue-modern")
const acted = { at: "2020-09-14T08:00:00", actor }

type Event = CohortEvent.Event | AttendanceEvent.Event
const codec = EventCodec.make({ ...CohortEvent.definitions, ...AttendanceEvent.definitions })

const cohort: StreamKind.StreamKind<number, Event> = {
  name: "cohort",
  codec,
  initial: 0,
  evolve: (events) => events + 1,
  rows: (stream, events) => (events === 0 ? [] : [Given.rowOf(stream, events)])
}

/** An event from plain data. */
const event = (type: Event["_tag"], data: Schema.Json) => Effect.fromResult(codec.read({ type, version: 1, data }))

/** Seals values of a person under a command, with a keyed digest over them. */
const sealed = (person: Vault.Opened["person"], command: Command.Id, values: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const [sealed] = yield* vault.seal([{ person, command, values, room: 256 }])
    return {
      sealed: sealed!,
      digest: Buffer.from(yield* vault.digest(JSON.stringify(values)), "base64url").toString("hex")
    }
  })

/** Appends one event to the cohort. The order says everything in clear, as a desk does. */
const order = (command: Command.Id, content: Schema.Json, happening: Effect.Effect<Event, unknown>) =>
  Handling.handle(
    { command, actor, content },
    Schema.Int,
    Effect.gen(function* () {
      const loaded = yield* Handling.load(cohort, stream)
      const changes = yield* Effect.fromResult(Handling.change(loaded, [yield* happening]))
      return { changes, answer: loaded.version + 1 }
    })
  )

const nikOf = ({ nik }: Invented): Vault.Identity => ({ kind: "nik", number: Redacted.make(nik) })

/** Somebody applies, comes, is measured, and somebody at the desk looks at it. */
const joins = (invented: Invented, row: number) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const { kk, temperature, ...applied } = invented
    const person = yield* vault.personOf(nikOf(invented))
    const household = yield* vault.householdOf({ kind: "kk", number: Redacted.make(kk) })
    const command = Command.id(`applications/kue-modern/${row}`)
    const facts = yield* sealed(person, command, { ...applied, kk })
    const application = {
      id: `application-${row}`,
      registeredAt: acted.at,
      row,
      person: { _tag: "Known", value: person },
      keys: { household: { _tag: "Known", value: household } }
    }
    const received = event("ApplicationReceived", {
      application,
      facts: { open: { domicile: "Medan" }, sealed: facts.sealed, digest: facts.digest },
      ...acted
    } as unknown as Schema.Json)
    yield* order(command, invented, received)

    const measured = Command.id(`attendance/kue-modern/${row}`)
    const closed = yield* sealed(person, measured, { temperature })
    const record = {
      person,
      mark: "present",
      signatures: { given: 2, required: 2 },
      observations: {},
      sealed: closed.sealed,
      digest: closed.digest,
      knownAt: acted.at,
      row
    }
    const sheet = { date: "2020-09-21", source: "list-1", records: [record] }
    yield* order(
      measured,
      { ...invented, date: sheet.date },
      event("AttendanceRecorded", { ...sheet, ...acted } as unknown as Schema.Json)
    )
    const values = [{ sealed: facts.sealed }]
    yield* vault.unseal(values, { actor, purpose: "deciding an application" })
    return { person, command, values }
  })

/** What refuses, with the secret of somebody in hand each time. */
const refusals = (invented: Invented, { command, values }: Effect.Success<ReturnType<typeof joins>>) =>
  Effect.gen(function* () {
    const [journal, vault] = [yield* Journal.Journal, yield* Vault.Vault]
    const { kk, name, nik } = invented
    const nobody = yield* vault.newPerson
    const moved = values.map(({ sealed }) => ({ sealed: { ...sealed, command: Command.id("elsewhere") } }))
    const withRow = { ...Given.commit("row", "row", 0), rows: [{ _tag: "Upsert", ...Given.rowOf(stream, 1) } as const] }
    const wrong = { ...withRow, rows: withRow.rows.map((row) => ({ ...row, values: { ...row.values, events: nik } })) }
    const misplaced = { _tag: "CohortStarted", at: name, actor } as unknown as CohortEvent.Event
    const loaded = { kind: cohort, stream, version: 0, state: 0 }
    return yield* Effect.forEach(
      [
        order(command, { ...invented, kk: `${kk} ` }, event("CohortStarted", acted)),
        order(Command.id("refused"), invented, Effect.fail(new Given.Refused({ reason: "too late" }))),
        vault.identify(nobody, nikOf(invented)),
        vault.unseal(moved, { actor, purpose: "trying" }),
        event("CohortStarted", { at: name, actor }),
        Effect.fromResult(Handling.change(loaded, [misplaced])),
        Effect.fromResult(Result.map(CohortEvent.codec.read({ type: "Unheard", version: 1, data: nik }), String)),
        journal.append(wrong),
        journal.append({ ...Given.commit("stale", "kue-modern", 0), result: null })
      ] as ReadonlyArray<Effect.Effect<unknown, unknown, Journal.Journal | Vault.Vault>>,
      Effect.flip
    )
  })

/** A value with everything in it, and no text broken into lines. */
const shown = (value: unknown): string =>
  inspect(value, { depth: 12, maxStringLength: null, maxArrayLength: null, breakLength: Number.POSITIVE_INFINITY })

/** Every word of an error that could be shown, logged or sent on. */
const wordsOf = (error: unknown): string =>
  [error, Cause.pretty(Cause.fail(error)), (error as Error).stack, JSON.stringify(error)]
    .map((each) => (typeof each === "string" ? each : shown(each)))
    .join("\n")

/**
 * Keeps a season in a file, and gives whatever it left. `also` happens in the same surroundings, as a part of the
 * program that is careless would.
 */
export const left = (
  file: string,
  also: Effect.Effect<void, unknown, Journal.Journal | Vault.Vault | Register.Register> = Effect.void
): Effect.Effect<Left, never, Scope.Scope> =>
  Effect.gen(function* () {
    const [spans, logs, errors]: [Array<Tracer.NativeSpan>, Array<string>, Array<unknown>] = [[], [], []]
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const logger = Logger.map(Logger.formatJson, (line) => logs.push(line))
    const files = (): ReadonlyArray<Uint8Array> =>
      ["", "-wal", "-shm"]
        .map((end) => `${file}${end}`)
        .flatMap((path) => (existsSync(path) ? [readFileSync(path)] : []))

    const whileOpen = yield* Effect.gen(function* () {
      const [journal, register, vault] = [yield* Journal.Journal, yield* Register.Register, yield* Vault.Vault]
      yield* Effect.log("the season begins")
      const joined = yield* Effect.forEach(people, joins)
      errors.push(...(yield* refusals(people[0], joined[0]!)))
      yield* vault.erase(joined[1]!.person)
      errors.push(yield* Effect.flip(vault.unseal(joined[1]!.values, { actor, purpose: "too late" })))
      yield* register.rebuild
      yield* SignedHead.make(journal, vault)
      yield* Verification.of(journal)
      const careless = yield* Effect.result(also)
      if (Result.isFailure(careless)) errors.push(careless.failure)
      const kept = files()
      // The journal is gone from under a command.
      Given.raw(file, (db) => db.exec("DROP TABLE commands"))
      errors.push(yield* Effect.flip(order(Command.id("late"), people[0], Effect.orDie(event("CohortStarted", acted)))))
      return kept
    }).pipe(
      Effect.withSpan("season"),
      Effect.provide(Layer.mergeAll(Layer.fresh(Given.store(file)), Logger.layer([logger]))),
      Effect.provideService(References.MinimumLogLevel, "All"),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.orDie
    )
    const masterKey = Redacted.make(new Uint8Array(32).fill(8))
    errors.push(yield* Layer.build(Layer.fresh(Given.store(file, { masterKey }))).pipe(Effect.flip, Effect.orDie))
    return {
      files: [...whileOpen, ...files()],
      spans: spans.map(({ attributes, events, name, status }) =>
        [
          name,
          shown([...attributes, ...events]),
          status._tag === "Ended" && Exit.isFailure(status.exit) ? wordsOf(status.exit.cause) : ""
        ].join("\n")
      ),
      logs,
      errors: errors.map(wordsOf)
    }
  })
