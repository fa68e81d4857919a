/**
 * What a visit looks at, as versioned data: each item with the text that asks for it and where the law says so. A
 * checklist is never changed; the next version is another one, so that a finding of years ago still says what was asked.
 */
import type { Citation, Text } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** By what an item is known. */
export const ItemId = Spelling.Name.pipe(Schema.brand("ChecklistItem"))
export type ItemId = typeof ItemId.Type

/** How much a breach weighs, the lightest first. No checklist says it: the officer who found it does. */
export const Severity = Schema.Literals(["minor", "major", "critical"])
export type Severity = typeof Severity.Type

/** One thing that is looked at. */
export interface Item {
  readonly item: ItemId
  readonly text: Text.Text
  readonly citation: Citation.Citation
}

/** One version of a checklist. */
export interface Checklist {
  readonly id: string
  readonly version: number
  readonly items: readonly [Item, ...Array<Item>]
}

// ---- Errors

/** An item stands twice, or the version is no number from 1. */
export class NotAChecklist extends Schema.TaggedError<NotAChecklist>()("NotAChecklist", {
  checklist: Schema.String,
  flaw: Schema.String
}) {
  override get message(): string {
    return `${this.checklist} is no checklist: ${this.flaw}`
  }
}

/** The checklist has no such item. */
export class UnknownItem extends Schema.TaggedError<UnknownItem>()("UnknownItem", {
  checklist: Schema.String,
  version: Schema.Int,
  item: Schema.String
}) {
  override get message(): string {
    return `version ${this.version} of ${this.checklist} has no item ${this.item}`
  }
}

// ---- Rules

/** A checklist; fails where an item stands twice. */
export const make = (checklist: Checklist): Result.Result<Checklist, NotAChecklist> => {
  const { id, items, version } = checklist
  const refuse = (flaw: string) => Result.fail(new NotAChecklist({ checklist: id, flaw }))
  if (!Number.isSafeInteger(version) || version < 1) return refuse("its version is no whole number from 1")
  const twice = items.find(({ item }, at) => items.findIndex((other) => other.item === item) !== at)
  return twice === undefined ? Result.succeed(checklist) : refuse(`${twice.item} stands twice`)
}

/** As {@link make}, for checklists written in source code. @throws {NotAChecklist} */
export const makeUnsafe = (checklist: Checklist): Checklist => Result.getOrThrow(make(checklist))

/** An item by its name. */
export const itemOf = (checklist: Checklist, item: string): Result.Result<Item, UnknownItem> => {
  const found = checklist.items.find((one) => one.item === item)
  return found === undefined
    ? Result.fail(new UnknownItem({ checklist: checklist.id, version: checklist.version, item }))
    : Result.succeed(found)
}

/** The weightier of two severities. */
export const weightier = (one: Severity, other: Severity): Severity =>
  Severity.literals.indexOf(one) >= Severity.literals.indexOf(other) ? one : other
