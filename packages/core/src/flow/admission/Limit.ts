/**
 * Rules that count across people: one seat per season, two per household. A policy looks at one applicant and cannot
 * count; a limit is a value beside it, with reason, citation and texts like any rule, and is hashed with it.
 */
import { Citation, Refusal, Text } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Cohort from "../programme/Cohort.ts"
import * as Application from "./Application.ts"
import type * as Seat from "./Seat.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/**
 * At most `atMost` seats for one value of the key fact, within this `cohort` or within the `season` (this cohort and
 * those filled before it). `reason` is the code given to whoever would be one too many, `text` what is asked, `refusal`
 * what is said to them; a limit written before there were refusals has none, see {@link refusalsOf}.
 */
export const Limit = Schema.Struct({
  reason: Spelling.Name,
  key: Spelling.Name,
  scope: Schema.Literals(["season", "cohort"]),
  atMost: Schema.Int.check(Schema.isGreaterThan(0)),
  citation: Citation.Citation,
  text: Text.Text,
  refusal: Schema.optionalKey(Text.Text)
})
export type Limit = typeof Limit.Type

/** What of a limit is hashed with the policy: all but its texts. */
export type LimitDocument = Omit<Limit, "text" | "refusal">

/** Seats held by value of a key, for one limit. It changes while a cohort is filled and never leaves the filling. */
export type Counter = Map<string, number>

// ---- Errors

/** Two limits give the same reason. */
export class RepeatedLimit extends Schema.TaggedError<RepeatedLimit>()("RepeatedLimit", { reason: Schema.String }) {
  override get message(): string {
    return `two limits give the reason ${this.reason}: a reason must name one rule`
  }
}

/**
 * A limit counts a key that an application or an earlier seat does not declare. A key that was looked for and not
 * found is `Missing`, which is no error; a name that nobody knows is one.
 */
export class UndeclaredKey extends Schema.TaggedError<UndeclaredKey>()("UndeclaredKey", {
  reason: Schema.String,
  key: Schema.String,
  application: Application.Id
}) {
  override get message(): string {
    return `the limit ${this.reason} counts ${this.key}, which ${this.application} does not declare: check the spelling`
  }
}

/** An earlier seat whose key is missing: a limit of the season could not see it and would let one too many through. */
export class UncountableSeat extends Schema.TaggedError<UncountableSeat>()("UncountableSeat", {
  reason: Schema.String,
  key: Schema.String,
  cohort: Cohort.Id,
  application: Application.Id
}) {
  override get message(): string {
    return `the limit ${this.reason} cannot count the seat of ${this.application} in ${this.cohort}: its ${this.key} is missing`
  }
}

// ---- Rules

/** The limits as plain JSON in their order, to be hashed with the policy; texts stand apart, see {@link limitsTexts}. */
export const limitsDocument = (limits: ReadonlyArray<Limit>): ReadonlyArray<LimitDocument> =>
  limits.map(({ refusal: _refusal, text: _text, ...rest }) => rest)

/** The texts of limits by reason: what people read, hashed apart from the rules. */
export const limitsTexts = (limits: ReadonlyArray<Limit>): Readonly<Record<string, Text.Text>> =>
  Object.fromEntries(limits.map(({ reason, text }) => [reason, text]))

/** What is said to whoever would be one too many, by reason. */
export const refusalsOf = (limits: ReadonlyArray<Limit>): Readonly<Record<string, Text.Text>> =>
  Object.fromEntries(limits.map((limit) => [limit.reason, Refusal.of(limit)]))

/** One more seat for a key. */
export const count = (counter: Counter, key: Application.Key): void => {
  if (key._tag === "Known") counter.set(key.value, (counter.get(key.value) ?? 0) + 1)
}

/** One counter per limit, which already knows the earlier seats where the limit is one of the season. */
export const countersOf = (
  limits: ReadonlyArray<Limit>,
  earlierSeats: ReadonlyArray<Seat.Seat>,
  personFact: string
): Result.Result<ReadonlyArray<Counter>, RepeatedLimit | UndeclaredKey | UncountableSeat> => {
  const reasons = new Set<string>()
  const counters: Array<Counter> = []
  for (const { reason, key: name, scope } of limits) {
    if (reasons.has(reason)) return Result.fail(new RepeatedLimit({ reason }))
    reasons.add(reason)
    const counter: Counter = new Map()
    for (const { application, cohort, keys, person } of scope === "season" ? earlierSeats : []) {
      const key = keyOf(keys, Application.known(person), name, personFact)
      if (key === undefined) return Result.fail(new UndeclaredKey({ reason, key: name, application }))
      if (key._tag === "Missing") return Result.fail(new UncountableSeat({ reason, key: name, cohort, application }))
      count(counter, key)
    }
    counters.push(counter)
  }
  return Result.succeed(counters)
}

/** The key of an application for each limit, in the order of limits. */
export const keysOf = (
  application: Application.Application,
  limits: ReadonlyArray<Limit>,
  personFact: string
): Result.Result<ReadonlyArray<Application.Key>, UndeclaredKey> => {
  const keys: Array<Application.Key> = []
  for (const { reason, key: name } of limits) {
    const key = keyOf(application.keys, application.person, name, personFact)
    if (key === undefined) return Result.fail(new UndeclaredKey({ reason, key: name, application: application.id }))
    keys.push(key)
  }
  return Result.succeed(keys)
}

const keyOf = (
  keys: Readonly<Record<string, Application.Key>>,
  person: Application.Key,
  name: string,
  personFact: string
): Application.Key | undefined => (name === personFact ? person : Object.hasOwn(keys, name) ? keys[name] : undefined)
