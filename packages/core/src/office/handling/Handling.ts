/**
 * How the office handles any command: know it again if it was given before, load what it touches, decide, append all of
 * it at once, and begin again with fresh state when somebody else was faster. What a command decides stands elsewhere;
 * that it happens exactly once stands here.
 */
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Actor from "../../words/Actor.ts"
import type * as Command from "../../words/Command.ts"
import type * as EventCodec from "../../record/EventCodec.ts"
import type * as StreamId from "../../record/StreamId.ts"
import * as Answer from "../../record/Answer.ts"
import * as Commit from "../../record/Commit.ts"
import * as Journal from "../../record/Journal.ts"
import * as Row from "../../record/Row.ts"
import * as Vault from "../../privacy/Vault.ts"
import type * as Moment from "../../words/Moment.ts"
import * as Folding from "./Folding.ts"
import * as StreamKind from "./StreamKind.ts"

// ---- Models

/**
 * Who wants what. `content` is everything that the command says, as plain data; a keyed digest of it tells the same
 * command from another one under its id.
 */
export interface Order {
  readonly command: Command.Id
  readonly actor: Actor.Id
  readonly content: Schema.Json
}

/** A stream as it stands. */
export interface Loaded<State, Event> {
  readonly kind: StreamKind.StreamKind<State, Event>
  readonly stream: StreamId.Id
  readonly version: number
  readonly state: State
}

/** What a decision does to one stream; `keep` remembers what it leads to, once it was appended under a command. */
export interface Change {
  readonly write: Commit.Write
  readonly rows: ReadonlyArray<Row.Change>
  readonly keep: (journal: Journal.Journal["Service"], command: Command.Id) => void
}

/**
 * What was decided: changes, streams that must not have moved, and what to answer. `within` is all that is written
 * elsewhere, as keys of new people and records of access: it is done in the transaction of the append, one after the
 * other, or not at all. Where it fails with `Overtaken` the order is decided again.
 */
export interface Plan<Answer, E = never> {
  readonly changes: ReadonlyArray<Change>
  readonly checks?: ReadonlyArray<Commit.Check>
  readonly children?: ReadonlyArray<Commit.Remembered>
  readonly within?: ReadonlyArray<Effect.Effect<void, E>>
  readonly answer: Answer
}

/** Whether something happened now, or had happened the first time. */
export interface Handled<Answer> {
  readonly isRepeated: boolean
  readonly answer: Answer
}

// ---- Errors

/** Others kept changing what this command touches, for as often as it was tried. Nothing of it was done. */
export class TooBusy extends Schema.TaggedError<TooBusy>()("TooBusy", { attempts: Schema.Int }) {
  override get message(): string {
    return `others changed the same things ${this.attempts} times meanwhile: give the command again`
  }
}

/** What may go wrong with any command besides its own refusals. */
export type Failure =
  | TooBusy
  | Commit.CommandConflict
  | Commit.NotACommit
  | EventCodec.NotReadable
  | EventCodec.NotWritable
  | Journal.JournalUnavailable
  | Journal.RegisterIsOlder
  | Journal.StoreIsNewer
  | Vault.MasterKeyChanged
  | Vault.VaultUnavailable

// ---- Rules

/** A decision is taken at most this often before the office gives up. */
const attempts = 20

/** A stream with the state that its events lead to. */
export const load = <State, Event>(
  kind: StreamKind.StreamKind<State, Event>,
  stream: StreamId.Id
): Effect.Effect<Loaded<State, Event>, EventCodec.NotReadable | Journal.JournalUnavailable, Journal.Journal> =>
  Effect.map(loadMany(kind, [stream]), (loaded) => loaded.get(stream)!)

/** Many streams of a kind at once, each with the state that its events lead to; one that is not there is empty. */
export const loadMany = <State, Event>(
  kind: StreamKind.StreamKind<State, Event>,
  streams: ReadonlyArray<StreamId.Id>
): Effect.Effect<
  ReadonlyMap<StreamId.Id, Loaded<State, Event>>,
  EventCodec.NotReadable | Journal.JournalUnavailable,
  Journal.Journal
> =>
  Effect.map(
    Folding.ofMany(streams, foldingOf(kind)),
    (folded) =>
      new Map([...folded].map(([stream, { value: state, version }]) => [stream, { kind, stream, version, state }]))
  )

const foldings = new WeakMap<object, Folding.Folding<unknown, EventCodec.NotReadable>>()

/** The one folding of a kind. */
const foldingOf = <State, Event>(
  kind: StreamKind.StreamKind<State, Event>
): Folding.Folding<State, EventCodec.NotReadable> => {
  type Own = Folding.Folding<State, EventCodec.NotReadable>
  const known = foldings.get(kind)
  if (known !== undefined) return known as unknown as Own
  const folding: Own = {
    initial: kind.initial,
    step: (state, recorded) =>
      Result.map(StreamKind.read(kind, recorded), (events) => events.reduce(kind.evolve, state))
  }
  foldings.set(kind, folding as unknown as Folding.Folding<unknown, EventCodec.NotReadable>)
  return folding
}

/** What events do to a stream; nothing where there are none. `knownAt` is when their source knew them. */
export const change = <State, Event>(
  { kind, state, stream, version }: Loaded<State, Event>,
  events: ReadonlyArray<NoInfer<Event>>,
  knownAt?: Moment.Moment
): Result.Result<ReadonlyArray<Change>, EventCodec.NotWritable> => {
  const drafts: Array<Commit.Draft> = []
  let length = 0
  for (const event of events) {
    const written = kind.codec.write(event)
    if (Result.isFailure(written)) return Result.fail(written.failure)
    drafts.push(knownAt === undefined ? written.success : { ...written.success, knownAt })
    length += written.success.body.length
  }
  const [first, ...others] = drafts
  if (first === undefined) return Result.succeed([])
  const value = events.reduce(kind.evolve, state)
  return Result.succeed([
    {
      write: { stream, expected: version, events: [first, ...others] },
      rows:
        kind.touched?.(stream, state, value, events) ?? Row.changes(kind.rows(stream, state), kind.rows(stream, value)),
      keep: (journal, command) =>
        Folding.append(journal, stream, foldingOf(kind), {
          last: { command, body: drafts.at(-1)!.body },
          length,
          value,
          version: version + drafts.length
        })
    }
  ])
}

/** That a stream stands as it was loaded, without changing it. */
export const unchanged = ({ stream, version }: Pick<Loaded<never, never>, "stream" | "version">): Commit.Check => ({
  stream,
  expected: version
})

/** Somebody was faster: the attempt is decided again, on what they left. */
const isOvertaken = (error: unknown, { command }: Order): boolean =>
  error instanceof Commit.StaleVersion ||
  error instanceof Commit.AlreadyRecorded ||
  error instanceof Commit.Overtaken ||
  // An item of the list, not the list: sorted again, it is told as a conflict and holds up nobody else.
  (error instanceof Commit.CommandConflict && error.command !== command)

/**
 * Handles an order. `decide` loads what it needs and says what happens; it is run again whenever somebody else appended
 * meanwhile, so it must do nothing but read, or give commands that are known again. The answer is kept with the command
 * and given again when it is repeated.
 */
export const handle = Effect.fn("Office.handle")(function* <Answer, E, R, W extends { readonly _tag: string } = never>(
  order: Order,
  answers: Answer.Of<Answer>,
  decide: Effect.Effect<Plan<Answer, W>, E, R>
) {
  const journal = yield* Journal.Journal
  const vault = yield* Vault.Vault
  const { actor, command } = order
  const digest = yield* vault.digest(Canonical.encodeUnsafe(order.content))
  const answered = (isRepeated: boolean, result: Schema.Json) =>
    Effect.map(Effect.fromResult(Answer.read(answers, result)), (answer): Handled<Answer> => ({
      isRepeated,
      answer
    }))

  const before = (yield* journal.recorded([command])).get(command)
  if (before !== undefined) {
    return before.digest === digest
      ? yield* answered(true, before.result)
      : yield* new Commit.CommandConflict({ command })
  }

  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { answer, changes, checks = [], children = [], within = [] } = yield* decide
    const commit: Commit.Commit = {
      command,
      digest,
      actor,
      children,
      checks,
      result: Answer.write(answers, answer),
      writes: changes.map(({ write }) => write),
      rows: changes.flatMap(({ rows }) => rows)
    }
    const appended = yield* Effect.result(
      within.length === 0 ? journal.append<W>(commit) : journal.append(commit, Effect.all(within, { discard: true }))
    )
    if (Result.isSuccess(appended)) {
      const isRepeated = appended.success._tag === "Repeated"
      if (!isRepeated) for (const { keep } of changes) keep(journal, command)
      return yield* answered(isRepeated, appended.success.result)
    }
    const { failure } = appended
    if (!isOvertaken(failure, order)) {
      return yield* Effect.fail(
        failure as Exclude<typeof failure, Commit.StaleVersion | Commit.AlreadyRecorded | Commit.Overtaken>
      )
    }
    if (failure instanceof Commit.StaleVersion && failure.actual < failure.expected) {
      Folding.forget(journal, failure.stream as StreamId.Id)
    }
    // Whoever was faster has a head start now: the longer it goes on, the longer this one waits.
    yield* Effect.sleep(Math.min(attempt * attempt, 100))
  }
  return yield* new TooBusy({ attempts })
})
