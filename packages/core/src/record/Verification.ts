/**
 * Whether a journal is whole. Every event is read twice, by stream and by position, and every command once; all three
 * chains are followed from their beginning; memory does not grow with the journal. What is found is the first place that
 * does not fit.
 */
import { Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Journal from "./Journal.ts"
import * as Chain from "./Chain.ts"
import * as Head from "./Head.ts"
import type * as KeptCommand from "./KeptCommand.ts"
import type * as Recorded from "./Recorded.ts"

// ---- Models

/**
 * What does not fit. `lost` is only found against a head that was exported earlier. `unguarded` says that the store has
 * lost what it has of its own against changes: nothing was found to be changed, and nothing holds off the next change.
 */
export const Flaw = Schema.Literals([
  "changed",
  "not-after-its-predecessor",
  "version-missing",
  "position-missing",
  "position-changed",
  "streams-and-positions-differ",
  "command-changed",
  "commands-and-events-differ",
  "unguarded",
  "lost"
])
export type Flaw = typeof Flaw.Type

/** The answer: whole, with the head that was found, or broken, with the first place where it is. */
export const Verification = Schema.TaggedUnion({
  Whole: { events: Schema.Int, head: Head.Head },
  Broken: { flaw: Flaw, stream: Schema.String, version: Schema.Int, position: Schema.Int }
})
export type Verification = typeof Verification.Type

type Broken = Extract<Verification, { readonly _tag: "Broken" }>

/** How far the commands were read; `ties` adds up what ties commits to where they begin, as {@link Positions} do. */
interface Commands {
  readonly number: number
  readonly hash: Recorded.Hash
  /** The command whose items are being read. */
  readonly commit: KeptCommand.KeptCommand | undefined
  readonly ties: bigint
  readonly broken: Broken | undefined
}

/** How far a pass has come; `sum` adds up the hashes of its events, in whatever order they come. */
interface Pass {
  readonly events: number
  readonly sum: bigint
  readonly broken: Broken | undefined
}

// ---- Rules

/**
 * Looks at the whole journal; with an exported head, also whether everything that it covers is still there.
 *
 * ```ts
 * import { Journal } from "@bina/core/adapter"
 * import { Verification } from "@bina/core/journal"
 * import { MemoryStore } from "@bina/core/office"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal))
 * Effect.runPromise(Effect.provide(program, MemoryStore.layerJournal())) // Whole, no events
 * ```
 */
export const of = (
  journal: Journal.Journal["Service"],
  exported?: Head.Head
): Effect.Effect<Verification, Journal.JournalUnavailable> =>
  Effect.gen(function* () {
    const began = yield* journal.head
    const streams = yield* byStream(journal)
    if (streams.broken !== undefined) return streams.broken
    const { broken: found, covered, events, head, ties } = yield* byPosition(journal, streams, exported, began)
    if (found !== undefined) return found
    const commands = yield* byCommand(journal, began)
    if (commands.broken !== undefined) return commands.broken
    if (commands.ties !== ties) return broken("commands-and-events-differ", undefined, 0)
    if (events < streams.events) return broken("streams-and-positions-differ", undefined, events)
    // Only what is appended meanwhile may have a position and not yet be found by stream.
    if (streams.events < began.position) return broken("streams-and-positions-differ", undefined, streams.events + 1)
    if (exported !== undefined && exported.position > head.position) return broken("lost", undefined, head.position + 1)
    if ((yield* journal.unguarded).length > 0) return broken("unguarded", undefined, 0)
    return { _tag: "Whole", events: streams.events, head: covered }
  })

const broken = (flaw: Flaw, event: Recorded.Recorded | undefined, position: number): Broken => ({
  _tag: "Broken",
  flaw,
  stream: event?.stream ?? "",
  version: event?.version ?? 0,
  position
})

const none: Pass = { events: 0, sum: 0n, broken: undefined }

const add = (pass: Pass, { hash }: Recorded.Recorded): Pass => ({
  events: pass.events + 1,
  sum: BigInt.asUintN(256, pass.sum + BigInt(`0x${hash}`)),
  broken: undefined
})

const isWhole = ({ broken: found }: Pass): boolean => found === undefined

/** Each event says what its hash says, follows its predecessor, and none is left out before it. */
const byStream = (journal: Journal.Journal["Service"]) => {
  let last: Recorded.Recorded | undefined
  return foldWhile(journal.all, none, isWhole, (pass, event) => {
    const before = last?.stream === event.stream ? last : undefined
    last = event
    if (hashOf(event) !== event.hash) return { ...pass, broken: broken("changed", event, 0) }
    if (event.version !== (before?.version ?? 0) + 1) return { ...pass, broken: broken("version-missing", event, 0) }
    if (event.previous !== (before?.hash ?? Chain.beginning)) {
      return { ...pass, broken: broken("not-after-its-predecessor", event, 0) }
    }
    return add(pass, event)
  })
}

/** That a commit begins at a position, as a number to be added up. */
const tieOf = (position: number, command: string, commit: Recorded.Hash): bigint =>
  BigInt(`0x${Digest.ofText(`${position} ${command} ${commit}`)}`)

/** What passes over positions find besides: up to which one, and the sum of the ties of commits up to the head at first. */
interface Positions extends Pass {
  readonly head: Head.Head
  readonly covered: Head.Head
  readonly last: Recorded.Positioned | undefined
  readonly ties: bigint
}

/**
 * Positions are dense, each is tied to the one before it, and the exported head is one of them. The first of them, as
 * many as were found by stream, are the same events; what comes after them was appended meanwhile.
 */
const byPosition = (
  journal: Journal.Journal["Service"],
  streams: Pass,
  exported: Head.Head | undefined,
  began: Head.Head
) => {
  const first: Head.Head = { position: 0, hash: Chain.beginning }
  const beginning: Positions = { ...none, head: first, covered: first, last: undefined, ties: 0n }
  return foldWhile(journal.follow(0), beginning, isWhole, (pass, positioned) => {
    const { commit, event, position, positionHash } = positioned
    const next = pass.head.position + 1
    if (position !== next) return { ...pass, broken: broken("position-missing", event, next) }
    if (hashOf(event) !== event.hash) return { ...pass, broken: broken("changed", event, position) }
    if (positionHash !== Chain.positionHashOf(pass.head.hash, { position, event: event.hash, commit })) {
      return { ...pass, broken: broken("position-changed", event, position) }
    }
    if (exported?.position === position && exported.hash !== positionHash) {
      return { ...pass, broken: broken("lost", event, position) }
    }
    const goesOn = pass.last?.commit === commit
    if (goesOn && pass.last.event.command !== event.command) {
      return { ...pass, broken: broken("commands-and-events-differ", event, position) }
    }
    const added = add(pass, event)
    if (added.events === streams.events && added.sum !== streams.sum) {
      return { ...pass, broken: broken("streams-and-positions-differ", undefined, position) }
    }
    const head = { position, hash: positionHash }
    return {
      ...added,
      head,
      covered: added.events > streams.events ? pass.covered : head,
      last: positioned,
      ties: goesOn || position > began.position ? pass.ties : pass.ties + tieOf(position, event.command, commit)
    }
  })
}

/**
 * Commands are dense, each is tied to the one before it, and those that appended something are the ones that the events
 * name, at the positions where these begin.
 */
const byCommand = (journal: Journal.Journal["Service"], began: Head.Head) =>
  Effect.map(
    foldWhile(
      journal.commands,
      { number: 0, hash: Chain.beginning, commit: undefined, ties: 0n, broken: undefined } as Commands,
      ({ broken: found }) => found === undefined,
      (pass, kept) => {
        const { hash, ...said } = kept
        const isNext = kept.number === pass.number + 1 && hash === Chain.commandHashOf(pass.hash, said)
        const isItem = kept.parent !== null && kept.parent === pass.commit?.command
        if (!isNext || !(isItem || kept.parent === null)) {
          return { ...pass, broken: broken("command-changed", undefined, kept.position) }
        }
        if (isItem) return { ...pass, number: kept.number, hash }
        return { ...pass, number: kept.number, hash, commit: kept, ties: tiesWith(pass, kept.position, began) }
      }
    ),
    (pass) => ({ ...pass, ties: tiesWith(pass, began.position, began) })
  )

/** With the commit that ends here, where it appended something before the journal was looked at. */
const tiesWith = ({ commit, hash, ties }: Commands, upTo: number, began: Head.Head): bigint =>
  commit !== undefined && commit.position < Math.min(upTo, began.position)
    ? ties + tieOf(commit.position + 1, commit.command, hash)
    : ties

/** An event may have been damaged into something that has no hash at all. */
const hashOf = (event: Recorded.Recorded): string => {
  const { hash: _hash, ...link } = event
  try {
    return Chain.hashOf(link)
  } catch {
    return ""
  }
}

const foldWhile = <A, E, S>(
  stream: Stream.Stream<A, E>,
  initial: S,
  goesOn: (state: S) => boolean,
  step: (state: S, value: A) => S
): Effect.Effect<S, E> =>
  Effect.suspend(() => {
    let state = initial
    return Effect.as(
      Stream.runForEachWhile(stream, (value) =>
        Effect.sync(() => {
          state = step(state, value)
          return goesOn(state)
        })
      ),
      undefined
    ).pipe(Effect.map(() => state))
  })
