/**
 * What the office knows of a kind of stream: how its events are read and written, what state they lead to, and which
 * rows of the register tell of it.
 */
import * as Result from "effect/Result"
import type * as Decider from "../../record/Decider.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Recorded from "../../record/Recorded.ts"
import * as Sealed from "../../privacy/Sealed.ts"
import * as StreamId from "../../record/StreamId.ts"
import type * as Row from "../../record/Row.ts"

// ---- Models

/**
 * One kind; `name` is the first word of its streams. `rows` follow from the state alone; `touched` finds those that
 * events change without looking at the others, and where nothing is said all are compared.
 */
export interface StreamKind<State, Event> {
  readonly name: string
  readonly codec: EventCodec.EventCodec<Event>
  readonly initial: State
  readonly evolve: Decider.Decider<State, never, Event, never>["evolve"]
  readonly rows: (stream: StreamId.Id, state: State) => ReadonlyArray<Row.Row>
  readonly touched?: Row.Touched<State, Event>
}

/** A kind whose state and events do not matter to whoever holds it. */
export interface AnyKind {
  readonly name: string
  readonly rowsOf: Row.Projection["rowsOf"]
}

// ---- Rules

/** The events of a stream as the rules know them; fails on the first that cannot be read. */
export const read = <State, Event>(
  { codec }: StreamKind<State, Event>,
  events: ReadonlyArray<Recorded.Recorded>
): Result.Result<ReadonlyArray<Event>, EventCodec.NotReadable> => {
  const known: Array<Event> = []
  for (const event of events) {
    const found = codec.read(Recorded.written(event))
    if (Result.isFailure(found)) return Result.fail(found.failure)
    const { body, command, shape: version, type } = event
    // An envelope stands in the event of the command that sealed it; most events hold none.
    if (body.includes('"Sealed"') && Sealed.within(found.success).some((sealed) => sealed.command !== command)) {
      return Result.fail(new EventCodec.EventDamaged({ type, version, path: "the command of an envelope" }))
    }
    known.push(found.success)
  }
  return Result.succeed(known)
}

/** A kind as one of many, for a projection. */
export const any = <State, Event>(kind: StreamKind<State, Event>): AnyKind => ({
  name: kind.name,
  rowsOf: (stream, events) =>
    Result.map(read(kind, events), (known) => kind.rows(stream, known.reduce(kind.evolve, kind.initial)))
})

/** The projection of kinds onto tables. A stream of a kind that is not among them has no rows. */
export const projection = (
  version: number,
  tables: ReadonlyArray<Row.Table>,
  kinds: ReadonlyArray<AnyKind>
): Row.Projection => {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  return {
    version,
    tables,
    rowsOf: (stream, events) => byName.get(StreamId.kindOf(stream))?.rowsOf(stream, events) ?? Result.succeed([])
  }
}
