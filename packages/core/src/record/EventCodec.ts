/**
 * Between events as the rules know them and events as a journal keeps them: a type, the version of its shape, and plain
 * data. Shapes change over the years and events do not, so each older version is brought up to the newest one when it
 * is read. A type or version that nobody declared is an error, never skipped: skipping an event would change a state.
 */
import { Canonical } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** An event as it is read: `data` is plain JSON without its type. */
export interface Written {
  readonly type: string
  readonly version: number
  readonly data: Schema.Json
}

/** An event as it is kept: `body` is the canonical text of its data, made once and hashed as it stands. */
export interface Encoded {
  readonly type: string
  readonly version: number
  readonly body: string
}

/** Brings the data of one version to the next. */
export type Upcaster = (data: Schema.Json) => Schema.Json

/**
 * The fields of an event in their newest shape, and what brings older ones there: the first upcaster turns version 1
 * into 2, and so on. The newest version is therefore one more than there are upcasters.
 */
export interface Definition<Fields extends Schema.Struct.Fields = Schema.Struct.Fields> {
  readonly fields: Fields
  readonly upcasters?: ReadonlyArray<Upcaster>
}

/** Writes and reads the events of one kind of stream. */
export interface EventCodec<Event> {
  readonly write: (event: Event) => Result.Result<Encoded, NotWritable>
  readonly read: (written: Written) => Result.Result<Event, NotReadable>
}

/** The events that definitions describe: tagged with the name under which each stands. */
export type EventOf<Definitions extends Readonly<Record<string, Definition>>> = {
  readonly [Type in keyof Definitions & string]: { readonly _tag: Type } & Schema.Struct.Type<
    Definitions[Type]["fields"]
  >
}[keyof Definitions & string]

// ---- Errors

/** The event has no plain form; the fault lies in the program that made it. */
export class NotWritable extends Schema.TaggedError<NotWritable>()("NotWritable", {
  type: Schema.String,
  reason: Schema.String
}) {
  override get message(): string {
    return `the event ${this.type} cannot be written: ${this.reason}`
  }
}

/** Nobody declared this type of event, or this version of it: the journal is newer than the program that reads it. */
export class UnknownEvent extends Schema.TaggedError<UnknownEvent>()("UnknownEvent", {
  type: Schema.String,
  version: Schema.Int
}) {
  override get message(): string {
    return `no event ${this.type} in version ${this.version} is known: read this journal with a newer release`
  }
}

/** The data are not what the declared version promises. Says where, never what stands there. */
export class EventDamaged extends Schema.TaggedError<EventDamaged>()("EventDamaged", {
  type: Schema.String,
  version: Schema.Int,
  path: Schema.String
}) {
  override get message(): string {
    const place = this.path === "" ? "as a whole" : `at ${this.path}`
    return `the event ${this.type} in version ${this.version} is damaged ${place}`
  }
}

/** Why an event cannot be read. */
export type NotReadable = UnknownEvent | EventDamaged

// ---- Rules

/**
 * The codec of these events.
 *
 * ```ts
 * import { EventCodec } from "@bina/core/journal"
 * import * as Schema from "effect/Schema"
 *
 * const codec = EventCodec.make({
 *   SessionMoved: {
 *     fields: { from: Schema.String, to: Schema.String },
 *     // Version 1 called the days `old` and `new`.
 *     upcasters: [(data) => ({ from: (data as { old: string }).old, to: (data as { new: string }).new })]
 *   }
 * })
 * codec.write({ _tag: "SessionMoved", from: "2020-10-05", to: "2020-10-07" }) // version 2
 * ```
 */
export const make = <const Definitions extends Readonly<Record<string, Definition>>>(
  definitions: Definitions
): EventCodec<EventOf<Definitions>> => {
  const codecs = new Map(Object.entries(definitions).map(([type, definition]) => [type, codecOf(type, definition)]))
  return {
    write: (event) => {
      const { _tag: type } = event
      const codec = codecs.get(type)
      return codec === undefined
        ? Result.fail(new NotWritable({ type, reason: "its type was not declared" }))
        : codec.write(event)
    },
    read: (written) => {
      const codec = codecs.get(written.type)
      return codec === undefined
        ? Result.fail(new UnknownEvent({ type: written.type, version: written.version }))
        : (codec.read(written) as Result.Result<EventOf<Definitions>, NotReadable>)
    }
  }
}

const codecOf = (type: string, { fields, upcasters = [] }: Definition) => {
  const schema = Schema.TaggedStruct(type, fields) as unknown as Schema.Codec<
    unknown,
    Readonly<Record<string, unknown>>
  >
  const encode = Schema.encodeUnknownResult(schema)
  const decode = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })
  const newest = upcasters.length + 1

  const write = (event: unknown): Result.Result<Encoded, NotWritable> => {
    const encoded = encode(event)
    if (Result.isFailure(encoded)) {
      return Result.fail(new NotWritable({ type, reason: `it has not its declared shape ${placeOf(encoded.failure)}` }))
    }
    const { _tag: _type, ...data } = encoded.success
    const text = Canonical.encode(data)
    return Result.isFailure(text)
      ? Result.fail(new NotWritable({ type, reason: text.failure.message }))
      : Result.succeed({ type, version: newest, body: text.success })
  }

  const read = ({ data, version }: Written): Result.Result<unknown, NotReadable> => {
    if (!(Number.isSafeInteger(version) && version >= 1 && version <= newest)) {
      return Result.fail(new UnknownEvent({ type, version }))
    }
    const damaged = (path: string) => Result.fail(new EventDamaged({ type, version, path }))
    let current = data
    try {
      for (const upcast of upcasters.slice(version - 1)) current = upcast(current)
    } catch {
      return damaged("")
    }
    if (typeof current !== "object" || current === null || Array.isArray(current)) return damaged("")
    return Result.mapError(
      decode({ ...current, _tag: type }),
      (error) => new EventDamaged({ type, version, path: placeOf(error) })
    )
  }
  return { write, read }
}

/** Where a schema found something wrong. The value itself may be about a person and stays unsaid. */
const placeOf = ({ issue }: Schema.SchemaError): string => pathsOf(issue).join("/")

const pathsOf = (issue: unknown): ReadonlyArray<string> => {
  const {
    _tag,
    issue: inner,
    issues,
    path
  } = issue as {
    readonly _tag: string
    readonly issue?: unknown
    readonly issues?: ReadonlyArray<unknown>
    readonly path?: ReadonlyArray<PropertyKey>
  }
  if (_tag === "Pointer" && path !== undefined) return [...path.map(String), ...pathsOf(inner)]
  if (inner !== undefined) return pathsOf(inner)
  return issues?.[0] === undefined ? [] : pathsOf(issues[0])
}
