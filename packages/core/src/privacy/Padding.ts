/**
 * How long an envelope is. Encryption keeps the length of what it hides, so that `true` and `false`, and a fact that is
 * missing, could be told apart without any key; everything is therefore filled up to a length that depends on nothing
 * that is in it.
 */
import { Canonical, Digest, type Document, type Policy } from "@bina/policy"
import type * as Schema from "effect/Schema"

// ---- Models

/** Bytes that the values of an envelope may need; whatever needs no more is as long as any other. */
export type Room = number

// ---- Rules

/** Every envelope is a multiple of this long, in bytes. */
export const step = 256

/** For what was observed of a day: a few short values. */
export const ofObservations: Room = step

/** For what somebody writes freely, such as the grounds of an objection: up to some six hundred words. */
export const ofText: Room = 16 * step

/** No single fact counts for more than this, in bytes: a list of a thousand things fills no envelope of somebody else. */
const mostOfFact = 4 * step

/**
 * The length of an envelope for a text of so many bytes. What needs more room than was foreseen (a long list, a long
 * text) goes into one of double the length, or double that: of such a value only the order of magnitude shows.
 */
export const lengthOf = (bytes: number, room: Room): number => {
  let length = Math.max(1, Math.ceil(room / step)) * step
  while (length < bytes) length *= 2
  return length
}

/** Values as canonical JSON, filled up with blanks, which JSON does not count. */
export const fill = (values: Readonly<Record<string, Schema.Json>>, room: Room): Uint8Array => {
  const bytes = Digest.bytesOf(Canonical.encodeUnsafe(values))
  const filled = new Uint8Array(lengthOf(bytes.length, room)).fill(0x20)
  filled.set(bytes)
  return filled
}

/**
 * The room that the facts which these policies keep sealed may need, by what they declare. Where the number of `elements`
 * of lists is given (the sessions of a cohort, which everybody knows) all of them have room; otherwise a list counts as
 * one long fact.
 */
export const ofFacts = (policies: ReadonlyArray<Policy.Policy<never, unknown>>, elements?: number): Room => {
  const needs = new Map<string, number>()
  for (const { document } of policies) {
    for (const fact of document.facts) {
      if (isOpen(fact)) continue
      const need = entry(fact.name, needOf(fact, elements))
      needs.set(fact.name, Math.max(needs.get(fact.name) ?? 0, need))
    }
  }
  return sum(needs.values()) + braces
}

const braces = 2

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}

/** A name with its quotation marks, a colon, a value and a comma. */
const entry = (name: string, value: number): number => name.length + 4 + value

const isOpen = (fact: Document.Fact): boolean =>
  fact.kind === "list" ? fact.elements.every(({ open }) => open) : fact.open

const needOf = (fact: Document.Fact, elements: number | undefined): number => {
  if (fact.kind !== "list") return Math.min(mostOfFact, needOfLeaf(fact))
  const closed = fact.elements.filter(({ open }) => !open)
  const element = braces + 1 + sum(closed.map((leaf) => entry(leaf.name, needOfLeaf(leaf))))
  return elements === undefined
    ? Math.min(mostOfFact, braces + element * fact.maxLength)
    : braces + element * Math.min(elements, fact.maxLength)
}

const needOfLeaf = (leaf: Document.Leaf): number =>
  leaf.optional ? needOfValue(leaf) + '{"_tag":"Some","value":}'.length : needOfValue(leaf)

const needOfValue = (leaf: Document.Leaf): number => {
  switch (leaf.kind) {
    case "boolean":
      return "false".length
    case "integer":
    case "money":
      return Math.max(String(leaf.least).length, String(leaf.most).length)
    case "date":
      return '"2020-09-14"'.length
    case "text":
      return Math.max(...leaf.literals.map((literal) => Digest.bytesOf(JSON.stringify(literal)).length))
    case "code":
    case "token":
      // A character of JSON takes six bytes at most, where it is written as an escape.
      return braces + 6 * leaf.maxLength
  }
}
