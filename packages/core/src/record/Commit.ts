/**
 * What one command writes: events to one stream or several, all of them or none, each at the version that the decision
 * rested on. The same for every adapter, so that none of them decides what a commit means.
 */
import { Canonical } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Actor from "../words/Actor.ts"
import * as Chain from "./Chain.ts"
import type * as Command from "../words/Command.ts"
import type * as EventCodec from "./EventCodec.ts"
import type * as KeptCommand from "./KeptCommand.ts"
import type * as Recorded from "./Recorded.ts"
import type * as StreamId from "./StreamId.ts"
import type * as Moment from "../words/Moment.ts"
import type * as Row from "./Row.ts"

// ---- Models

/** An event to be appended. `knownAt` is when its source knew it, where that is another moment than the append. */
export interface Draft extends EventCodec.Encoded {
  readonly knownAt?: Moment.Moment
}

/** Events for a stream that has `expected` events so far; 0 where there is none yet. */
export interface Write {
  readonly stream: StreamId.Id
  readonly expected: number
  readonly events: readonly [Draft, ...Array<Draft>]
}

/** A stream that is only looked at: it must still have `expected` events. */
export interface Check {
  readonly stream: StreamId.Id
  readonly expected: number
}

/** What is remembered of a command: how to know it again, and what it answered. */
export interface Remembered {
  readonly command: Command.Id
  readonly digest: Command.Digest
  readonly result: Schema.Json
}

/**
 * A command with all that it brings about. `children` are the items of a bulk command: each is known by its own id
 * afterwards. `rows` are the changes to the register that follow from the events. `result` is answered again when the
 * command is repeated. Nothing about a person stands in any of it unless it is sealed.
 */
export interface Commit extends Remembered {
  readonly actor: Actor.Id
  readonly writes: ReadonlyArray<Write>
  readonly checks?: ReadonlyArray<Check>
  readonly children?: ReadonlyArray<Remembered>
  readonly rows?: ReadonlyArray<Row.Change>
}

/** Where a stream stands, as an adapter finds it: how many events, and the hash of the last. */
export interface Tip {
  readonly version: number
  readonly hash: Recorded.Hash
}

/** Where a journal stands: its last position and its last command, each with its hash; 0 and the beginning at first. */
export interface JournalTip {
  readonly position: number
  readonly positionHash: Recorded.Hash
  readonly number: number
  readonly commandHash: Recorded.Hash
}

/** All that a commit adds to a journal. */
export interface Added {
  readonly commands: ReadonlyArray<KeptCommand.KeptCommand>
  readonly events: ReadonlyArray<Recorded.Positioned>
}

/** What was appended, or what an earlier commit of the same command had answered. */
export interface Appended {
  readonly _tag: "Appended" | "Repeated"
  readonly result: Schema.Json
  /** The versions of the streams written to; empty when the command is a repeated one. */
  readonly versions: ReadonlyMap<StreamId.Id, number>
}

// ---- Errors

/** Something was appended to the stream since the decision was taken: load it again and decide again. */
export class StaleVersion extends Schema.TaggedError<StaleVersion>()("StaleVersion", {
  stream: Schema.String,
  expected: Schema.Int,
  actual: Schema.Int
}) {
  override get message(): string {
    return `${this.stream} was expected at version ${this.expected} and stands at ${this.actual}: load it again and decide again`
  }
}

/** The command was given before, with another content. */
export class CommandConflict extends Schema.TaggedError<CommandConflict>()("CommandConflict", {
  command: Schema.String
}) {
  override get message(): string {
    return `${this.command} was given before with another content: give a new command a new id`
  }
}

/** An item of a bulk command was recorded by another command meanwhile: leave it out and decide again. */
export class AlreadyRecorded extends Schema.TaggedError<AlreadyRecorded>()("AlreadyRecorded", {
  command: Schema.String
}) {
  override get message(): string {
    return `${this.command} was recorded meanwhile: load its result and leave it out`
  }
}

/** What the decision rested on outside of the journal was changed by somebody meanwhile: look again and decide again. */
export class Overtaken extends Schema.TaggedError<Overtaken>()("Overtaken", {}) {
  override get message(): string {
    return "what this rests on was changed meanwhile: look again and decide again"
  }
}

/** The commit contradicts itself; the fault lies in the program that made it. */
export class NotACommit extends Schema.TaggedError<NotACommit>()("NotACommit", { reason: Schema.String }) {
  override get message(): string {
    return `this commit makes no sense: ${this.reason}`
  }
}

// ---- Rules

/** The text of an answer as {@link check} made it, for {@link added}, which comes soon after. */
const answers = new WeakMap<Remembered, string>()

/**
 * Looks at a commit before anything is written; every adapter begins with it. One that keeps a register names its
 * `tables`, so that no row is lost for want of a table.
 */
export const check = (
  commit: Commit,
  tables?: ReadonlyArray<Pick<Row.Table, "name">>
): Result.Result<Commit, NotACommit> => {
  const refuse = (reason: string) => Result.fail(new NotACommit({ reason }))
  const streams = [...commit.writes, ...(commit.checks ?? [])].map(({ stream }) => stream)
  const twice = repeated(streams)
  if (twice !== undefined) return refuse(`it names the stream ${twice} twice`)
  const again = repeated([commit, ...(commit.children ?? [])].map(({ command }) => command))
  if (again !== undefined) return refuse(`it names the command ${again} twice`)
  for (const { events, expected, stream } of commit.writes) {
    if (events.length === 0) return refuse(`it writes no event to ${stream}`)
    if (!isVersion(expected)) return refuse(`${stream} cannot be at version ${expected}`)
    const wrong = events.find(({ body }) => !isText(body))
    if (wrong !== undefined) return refuse(`the event ${wrong.type} has no text that can be kept`)
  }
  for (const { expected, stream } of commit.checks ?? []) {
    if (!isVersion(expected)) return refuse(`${stream} cannot be at version ${expected}`)
  }
  for (const remembered of [commit, ...(commit.children ?? [])]) {
    const text = Canonical.encode(remembered.result)
    if (Result.isFailure(text)) return refuse(`the result of ${remembered.command} has ${text.failure.message}`)
    answers.set(remembered, text.success)
  }
  const names = new Set(tables?.map(({ name }) => name))
  const astray = tables === undefined ? undefined : (commit.rows ?? []).find(({ table }) => !names.has(table))
  if (astray !== undefined) return refuse(`it changes the table ${astray.table}, which the register does not have`)
  return Result.succeed(commit)
}

/** The streams that a commit writes to or looks at, in the one order in which they are locked. */
export const expectations = ({ checks = [], writes }: Commit): ReadonlyArray<Check> =>
  [...writes, ...checks]
    .map(({ expected, stream }) => ({ expected, stream }))
    .toSorted((a, b) => (a.stream < b.stream ? -1 : 1))

/**
 * What a commit meets when its command, or a child of it, is known already: the answer given before, or why it cannot
 * be given. Nothing, where all are new.
 */
export const recall = (
  commit: Commit,
  known: ReadonlyMap<Command.Id, Omit<Remembered, "command">>
): Result.Result<Appended, CommandConflict | AlreadyRecorded> | undefined => {
  const before = known.get(commit.command)
  if (before !== undefined) {
    return before.digest === commit.digest
      ? Result.succeed({ _tag: "Repeated", result: before.result, versions: new Map() })
      : Result.fail(new CommandConflict({ command: commit.command }))
  }
  for (const { command, digest } of commit.children ?? []) {
    const recorded = known.get(command)
    if (recorded === undefined) continue
    return Result.fail(recorded.digest === digest ? new AlreadyRecorded({ command }) : new CommandConflict({ command }))
  }
  return undefined
}

/** The versions at which the streams of a commit stand once it is kept. */
export const versionsAfter = ({ writes }: Commit): ReadonlyMap<StreamId.Id, number> =>
  new Map(writes.map(({ events, expected, stream }) => [stream, expected + events.length]))

/**
 * All that a commit adds, tied to where the journal and each of its streams stand: the command, its items, and its
 * events in their order. A stream that is not among the `tips` has no event yet.
 */
export const added = (
  commit: Commit,
  journal: JournalTip,
  tips: ReadonlyMap<StreamId.Id, Tip>,
  appendedAt: Moment.Moment,
  sha256?: Chain.Sha256
): Added => {
  const { actor, children = [], command, writes } = commit
  let { commandHash, number, position, positionHash } = journal
  const commands: Array<KeptCommand.KeptCommand> = []
  for (const remembered of [commit, ...children]) {
    number += 1
    const kept = {
      number,
      command: remembered.command,
      digest: remembered.digest,
      actor,
      parent: remembered === commit ? null : command,
      position: journal.position,
      answer: answers.get(remembered) ?? Canonical.encodeUnsafe(remembered.result)
    }
    commandHash = Chain.commandHashOf(commandHash, kept, sha256)
    commands.push({ ...kept, hash: commandHash })
  }
  const events: Array<Recorded.Positioned> = []
  for (const { events: drafts, stream } of writes) {
    let { hash: previous, version } = tips.get(stream) ?? { version: 0, hash: Chain.beginning }
    for (const { body, knownAt = null, type, version: shape } of drafts) {
      version += 1
      position += 1
      const link = { stream, version, command, actor, type, shape, body, knownAt, appendedAt, previous }
      previous = Chain.hashOf(link, sha256)
      positionHash = Chain.positionHashOf(positionHash, { position, event: previous, commit: commandHash }, sha256)
      events.push({ position, positionHash, commit: commandHash, event: { ...link, hash: previous } })
    }
  }
  return { commands, events }
}

/** Text that stays what it is as UTF-8. */
const isText = (body: unknown): boolean => typeof body === "string" && body !== "" && body.isWellFormed()

const isVersion = (version: number): boolean => Number.isSafeInteger(version) && version >= 0

const repeated = (names: ReadonlyArray<string>): string | undefined => {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}
