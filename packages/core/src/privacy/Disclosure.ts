/**
 * What of a case may stand in clear. A fact is about a person unless every policy that declares it says that it is open,
 * and an open fact that is not what it claims to be may be anything, a name in the wrong column included; so both are
 * sealed. Nothing here holds a key: this only says which is which, and puts both together again.
 */
import { CivilDate, type Document, Policy } from "@bina/policy"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "../words/Spelling.ts"

// ---- Models

/** Facts as far as they are known, by name; a fact that may be absent is an `Option`. */
export type Facts = Readonly<Record<string, unknown>>

/** Plain data by name. */
export type Plain = Readonly<Record<string, Schema.Json>>

/** Facts in two parts: what stands in clear, and what has to be sealed. */
export interface Split {
  readonly open: Plain
  readonly closed: Plain
}

type AnyPolicy = Policy.Policy<never, unknown>

// ---- Errors

/**
 * Facts that no policy of the programme declares: nobody asked for them, so nobody may keep them. The first of them by
 * their names, as far as these can be told: see `Spelling.shownName`.
 */
export class UndeclaredFacts extends Schema.TaggedError<UndeclaredFacts>()("UndeclaredFacts", {
  names: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `no policy of this programme declares ${this.names.join(", ")}: check the spelling, or leave them out`
  }
}

/** Facts of the programme itself that the policy would seal: what is about nobody has to be declared open. */
export class NotOpen extends Schema.TaggedError<NotOpen>()("NotOpen", { names: Schema.NonEmptyArray(Schema.String) }) {
  override get message(): string {
    return `${this.names.join(", ")} of the cohort cannot stand in clear: declare them open in the policy, and give what it declares`
  }
}

// ---- Rules

/**
 * A value as plain data, for digests, for sealing and for events. What is no data (a fraction, `undefined`, a date of the
 * runtime) becomes a mark that no policy accepts, so that it is reported as invalid rather than guessed at.
 */
export const plain = (value: unknown): Schema.Json => plainAt(value, 0)

/** What lies deeper than this no policy reads. */
const deepest = 32

const plainAt = (value: unknown, depth: number): Schema.Json => {
  if (depth > deepest) return { "#not-plain": "too deep" }
  const inner = (one: unknown) => plainAt(one, depth + 1)
  if (value === null || typeof value === "boolean") return value
  if (typeof value === "string") return value.toWellFormed()
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : { "#not-plain": String(value) }
  if (Redacted.isRedacted(value)) return inner(Redacted.value(value))
  if (Option.isOption(value)) {
    return Option.isSome(value) ? { _tag: "Some", value: inner(value.value) } : { _tag: "None" }
  }
  if (Array.isArray(value) || value instanceof Map) return Array.from(value, inner)
  if (typeof value !== "object") return { "#not-plain": typeof value }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === "function" ? [] : [[name.toWellFormed(), inner(one)]]
    )
  )
}

/** The value of which {@link plain} made data, as far as policies read it. */
const lively = (value: Schema.Json): unknown => {
  if (Array.isArray(value)) return value.map(lively)
  if (typeof value !== "object" || value === null) return value
  const { _tag } = value as { readonly _tag?: unknown }
  if (_tag === "None") return Option.none()
  if (_tag === "Some") return Option.some(lively((value as { readonly value: Schema.Json }).value))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, lively(one as Schema.Json)]))
}

/** So many names are told of: whoever sends a thousand has sent something else than facts. */
const atMost = 20

/** Parts facts into open and closed ones; fails with {@link UndeclaredFacts} when no policy asks for one of them. */
export const split = (policies: ReadonlyArray<AnyPolicy>, facts: Facts): Result.Result<Split, UndeclaredFacts> => {
  const declared = policies.flatMap(({ document }) => document.facts)
  const [name, ...names] = Object.keys(facts).filter((key) => !declared.some((fact) => fact.name === key))
  if (name !== undefined) {
    const shown = [name, ...names.slice(0, atMost - 1)].map(Spelling.shownName)
    return Result.fail(new UndeclaredFacts({ names: [shown[0]!, ...shown.slice(1)] }))
  }
  const open: Record<string, Schema.Json> = {}
  const closed: Record<string, Schema.Json> = {}
  for (const [key, value] of Object.entries(plain(facts) as Plain)) {
    const declarations = declared.filter((fact) => fact.name === key)
    const lists = declarations.flatMap((fact) => (fact.kind === "list" ? [fact] : []))
    if (lists.length === 0) {
      if (declarations.every((fact) => isOpen(fact as Document.Leaf, value))) open[key] = value
      else closed[key] = value
      continue
    }
    // Of a list of which nothing is open not even the length is: how many children somebody has is said by it.
    const isParted =
      lists.length === declarations.length && lists.every(({ elements }) => elements.some(({ open }) => open))
    const parted = isParted ? partElements(lists, value) : undefined
    if (parted === undefined) closed[key] = value
    else {
      open[key] = parted.open
      if (parted.hasClosed) closed[key] = parted.closed
    }
  }
  return Result.succeed({ open, closed })
}

/** The facts of a programme as far as a policy reads them: all of them in clear. */
export const programmeFacts = (policy: AnyPolicy, facts: Facts): Result.Result<Plain, UndeclaredFacts | NotOpen> =>
  Result.flatMap(split([policy], facts), ({ closed, open }) => {
    const [name, ...names] = Object.keys(closed)
    return name === undefined
      ? Result.succeed(only(open, readsOf(policy)))
      : Result.fail(new NotOpen({ names: [name, ...names] }))
  })

/** Puts both parts together, as the policy reads them; elements of a list are joined in their order. */
export const join = ({ closed, open }: Split): Facts =>
  Object.fromEntries(
    [...new Set([...Object.keys(open), ...Object.keys(closed)])].map((name) => {
      const [clear, sealed] = [open[name], closed[name]]
      if (!Array.isArray(clear) || !Array.isArray(sealed)) return [name, lively(sealed ?? clear!)]
      return [name, clear.map((element, index) => lively({ ...(element as Plain), ...(sealed[index] as Plain) }))]
    })
  )

/** The names of the facts that some rule of a policy reads. */
export const readsOf = (policy: AnyPolicy): ReadonlySet<string> => {
  const { leaves, lists } = Policy.readsOf(policy)
  return new Set([...leaves.map(({ name }) => name), ...lists.map(({ list }) => list.name)])
}

/** The part of a record with these names. */
export const only = <A>(values: Readonly<Record<string, A>>, names: ReadonlySet<string>): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))

const partElements = (lists: ReadonlyArray<Document.List>, value: Schema.Json) => {
  if (!Array.isArray(value) || !value.every(isRecord)) return undefined
  let hasClosed = false
  const parts = (value as ReadonlyArray<Plain>).map((element) => {
    const open: Array<readonly [string, Schema.Json]> = []
    const closed: typeof open = []
    for (const [name, one] of Object.entries(element)) {
      const leaves = lists.map(({ elements }) => elements.find((leaf) => leaf.name === name))
      if (leaves.every((leaf) => leaf !== undefined && isOpen(leaf, one))) open.push([name, one])
      else {
        closed.push([name, one])
        hasClosed = true
      }
    }
    // Names are foreign text: made so, `__proto__` is a name like any other.
    return { open: Object.fromEntries(open), closed: Object.fromEntries(closed) }
  })
  return { hasClosed, open: parts.map(({ open }) => open), closed: parts.map(({ closed }) => closed) }
}

const isRecord = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isOpen = (leaf: Document.Leaf, value: Schema.Json): boolean => {
  if (!leaf.open) return false
  if (!leaf.optional) return looksLike(leaf, value)
  const { _tag, value: held } = (isRecord(value) ? value : {}) as {
    readonly _tag?: unknown
    readonly value?: Schema.Json
  }
  // Whatever stands beside the two is not declared, so nobody said that it may be read.
  const names = isRecord(value) ? Object.keys(value).length : 0
  return (
    (_tag === "None" && names === 1) || (_tag === "Some" && names === 2 && held !== undefined && looksLike(leaf, held))
  )
}

const looksLike = (leaf: Document.Leaf, value: Schema.Json): boolean => {
  switch (leaf.kind) {
    case "boolean":
      return typeof value === "boolean"
    case "integer":
    case "money":
      return typeof value === "number" && leaf.least <= value && value <= leaf.most
    case "date":
      return CivilDate.isCivilDate(value) && leaf.earliest <= value && value <= leaf.latest
    case "text":
      return typeof value === "string" && leaf.literals.includes(value)
    case "code":
    case "token":
      return typeof value === "string" && value.length >= 1 && value.length <= leaf.maxLength
  }
}
