/**
 * Many differences in one picture: how many decisions changed and how, who gains and who loses, sums by group, reasons
 * that came and went. It is a fold, so that a nation streams through it; it holds one row for each transition, reason
 * and group, never a case.
 *
 * Sums are `bigint`: money over a population leaves what a number holds exactly.
 */
import type * as Text from "../vocabulary/Text.ts"
import type { Difference } from "./Difference.ts"
import type { Identity } from "./Scenario.ts"

// ---- Models

/** The sums of the chosen output. Cases with an open side are counted apart and add to neither difference nor movement. */
export interface Sums {
  /** Over the cases determined before, and over those determined after. */
  readonly before: bigint
  readonly after: bigint
  /** After less before, over the cases determined on both sides. */
  readonly difference: bigint
  readonly winners: Movement
  readonly losers: Movement
  readonly unchanged: number
  /** Undetermined before, after or both: nobody knows what they gain. */
  readonly open: number
}

/** Cases that move in one direction and by how much together; losers have a negative sum. */
export interface Movement {
  readonly cases: number
  readonly sum: bigint
}

/** Cases that went from one state to another, or stayed. */
export interface Transition {
  readonly before: string
  readonly after: string
  readonly cases: number
}

/** A reason or a missing fact: how many cases it came to and from how many it went. */
export interface Mention {
  readonly name: string
  readonly gained: number
  readonly lost: number
}

/** One group of a dimension. `sums` is there where an output was chosen. */
export interface Group {
  readonly key: string
  readonly cases: number
  readonly changed: number
  readonly sums?: Sums
}

/** What the output is counted in; money names its currency. */
export interface Measure {
  readonly output: string
  readonly currency?: string
}

/** What is being compared: the two scenarios, the chosen output, and the authors' names for reasons and facts. */
export interface Subject {
  readonly before: Identity
  readonly after: Identity
  readonly measure?: Measure
  readonly texts: Readonly<Record<string, Text.Text>>
}

/** The whole picture. Groups stand by dimension in the order in which they were first seen. */
export interface Comparison extends Subject {
  readonly cases: number
  readonly changed: number
  readonly transitions: ReadonlyArray<Transition>
  readonly reasons: ReadonlyArray<Mention>
  readonly missing: ReadonlyArray<Mention>
  readonly sums?: Sums
  readonly groups: Readonly<Record<string, ReadonlyArray<Group>>>
}

// ---- Functions

const nobody: Sums = {
  before: 0n,
  after: 0n,
  difference: 0n,
  winners: { cases: 0, sum: 0n },
  losers: { cases: 0, sum: 0n },
  unchanged: 0,
  open: 0
}

const added = (sums: Sums, { amount }: Difference): Sums => {
  const { after, before, difference } = amount ?? { before: undefined, after: undefined, difference: undefined }
  const next = {
    ...sums,
    before: sums.before + BigInt(before ?? 0),
    after: sums.after + BigInt(after ?? 0)
  }
  if (difference === undefined) return { ...next, open: sums.open + 1 }
  if (difference === 0) return { ...next, unchanged: sums.unchanged + 1 }
  const by = BigInt(difference)
  const moved = ({ cases, sum }: Movement): Movement => ({ cases: cases + 1, sum: sum + by })
  const side = difference > 0 ? { winners: moved(sums.winners) } : { losers: moved(sums.losers) }
  return { ...next, difference: sums.difference + by, ...side }
}

/** A fold in progress. It changes while cases are added and never leaves {@link of} but as a {@link Comparison}. */
export class Tally {
  private readonly subject: Subject
  private cases = 0
  private changed = 0
  private sums = nobody
  private readonly transitions = new Map<string, Transition>()
  private readonly reasons = new Map<string, Mention>()
  private readonly missing = new Map<string, Mention>()
  private readonly groups = new Map<string, Map<string, Group>>()

  constructor(subject: Subject) {
    this.subject = subject
  }

  /** Adds a case. */
  add(difference: Difference): void {
    const { after, before, changed, groups } = difference
    this.cases += 1
    this.changed += changed ? 1 : 0
    this.sums = added(this.sums, difference)
    const key = JSON.stringify([before, after])
    this.transitions.set(key, { before, after, cases: (this.transitions.get(key)?.cases ?? 0) + 1 })
    mention(this.reasons, difference.reasonsGained, difference.reasonsLost)
    mention(this.missing, difference.missingGained, difference.missingLost)
    for (const [dimension, name] of Object.entries(groups)) this.grouped(dimension, name, difference)
  }

  private grouped(dimension: string, key: string, difference: Difference): void {
    const known = this.groups.get(dimension) ?? new Map<string, Group>()
    const group = known.get(key) ?? { key, cases: 0, changed: 0, sums: nobody }
    this.groups.set(dimension, known)
    known.set(key, {
      key,
      cases: group.cases + 1,
      changed: group.changed + (difference.changed ? 1 : 0),
      sums: added(group.sums!, difference)
    })
  }

  /** What was added so far. */
  comparison(): Comparison {
    const { measure } = this.subject
    return {
      ...this.subject,
      cases: this.cases,
      changed: this.changed,
      transitions: [...this.transitions.values()].toSorted((a, b) => b.cases - a.cases || order(named(a), named(b))),
      reasons: mostFirst(this.reasons),
      missing: mostFirst(this.missing),
      ...(measure === undefined ? {} : { sums: this.sums }),
      groups: Object.fromEntries(
        [...this.groups].map(([dimension, groups]) => [
          dimension,
          [...groups.values()].map(({ sums, ...group }) => (measure === undefined ? group : { ...group, sums: sums! }))
        ])
      )
    }
  }
}

/** The picture of differences; they are read once, one after the other. */
export const of = (subject: Subject, differences: Iterable<Difference>): Comparison => {
  const tally = new Tally(subject)
  for (const difference of differences) tally.add(difference)
  return tally.comparison()
}

const mention = (mentions: Map<string, Mention>, gained: ReadonlyArray<string>, lost: ReadonlyArray<string>): void => {
  const change = (name: string, by: Pick<Mention, "gained" | "lost">) => {
    const known = mentions.get(name) ?? { name, gained: 0, lost: 0 }
    mentions.set(name, { name, gained: known.gained + by.gained, lost: known.lost + by.lost })
  }
  for (const name of gained) change(name, { gained: 1, lost: 0 })
  for (const name of lost) change(name, { gained: 0, lost: 1 })
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const named = ({ after, before }: Transition): string => `${before} ${after}`

const mostFirst = (mentions: ReadonlyMap<string, Mention>): ReadonlyArray<Mention> =>
  [...mentions.values()].toSorted((a, b) => b.gained + b.lost - (a.gained + a.lost) || order(a.name, b.name))
