/**
 * Reads the dated values of a document: what holds on a day, and what keeps a history from being used at all.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as CivilInterval from "../vocabulary/CivilInterval.ts"
import * as Dated from "../vocabulary/Dated.ts"
import type * as Document from "./Document.ts"

// ---- Models

/** Whether a duty holds on a day. */
export type Standing = "in-force" | "not-in-force" | "unknown"

/** What holds from a day until the next stretch begins; the last goes on. A history is cut here and nowhere else. */
export interface Stretch<A, E extends Dated.Entry = Dated.Entry> {
  readonly from: CivilDate.CivilDate
  /** `from`, counted from 1970-01-01. */
  readonly day: number
  /** `undefined` where nothing is known. */
  readonly value: A | undefined
  /** What the document says of it, if it says anything. */
  readonly entry?: E
}

// ---- Errors

/** Nothing is known of the parameter on that day. */
export class NoValueOn extends Schema.TaggedError<NoValueOn>()("NoValueOn", {
  parameter: Schema.String,
  on: CivilDate.CivilDate,
  because: Schema.String
}) {
  override get message(): string {
    return `${this.parameter} has no known value on ${this.on}: ${this.because}`
  }
}

// ---- Functions

/**
 * What keeps a history from being used; empty when nothing does. `check` reports the same of foreign policies.
 */
export const parameterFlaws = (parameter: Document.Parameter): ReadonlyArray<string> => {
  const last = parameter.entries.at(-1)
  const { after } = parameter
  return [
    ...emptyFlaws(parameter.entries),
    ...Dated.flaws(parameter.entries).map(({ kind, from, to }) =>
      kind === "gap" ? `nothing is said of ${from} to ${to} (to excluded)` : `two values claim ${from} to ${to}`
    ),
    ...(last?.to === undefined ? [] : ["the last value has an end: say `refusesFrom` instead"]),
    ...(after !== "extends" && last !== undefined && after.refusesFrom <= last.from
      ? [`it refuses from ${after.refusesFrom}, before its last value begins`]
      : []),
    ...parameter.entries.flatMap((entry) =>
      "unknown" in entry ? [] : valueFlaws(parameter.unit, entry.value).map((flaw) => `from ${entry.from}: ${flaw}`)
    )
  ]
}

const valueFlaws = (unit: Document.ParameterUnit, value: Document.ParameterValue): ReadonlyArray<string> => {
  switch (unit.kind) {
    case "integer":
    case "money":
      return typeof value === "number" ? [] : ["the value is not a whole number"]
    case "ratio":
      return typeof value === "object" && "numerator" in value ? [] : ["the value is not a ratio"]
    case "bands":
      return typeof value === "object" && "bands" in value
        ? [
            ...boundFlaws(value.bands),
            ...(value.bands.every((band) => (typeof band.value === "string") === (unit.gives.kind === "text"))
              ? []
              : ["a band gives a value of another unit"])
          ]
        : ["the value is not a table of bands"]
    case "layers":
      return typeof value === "object" && "layers" in value
        ? [
            ...boundFlaws(value.layers),
            ...(value.layers.every(({ rate }) => rate.numerator >= 0) ? [] : ["a rate is negative"])
          ]
        : ["the value is not a scale"]
  }
}

const boundFlaws = (rows: ReadonlyArray<{ readonly upTo?: number }>): ReadonlyArray<string> =>
  rows.every(({ upTo }, index) =>
    index === rows.length - 1
      ? upTo === undefined
      : upTo !== undefined && (index === 0 || upTo > (rows[index - 1]!.upTo ?? Infinity))
  )
    ? []
    : ["the bounds of a table must rise, and only the last row has none"]

/** A stretch that ends before it begins holds no day; what it was meant to say is lost. */
const emptyFlaws = (stretches: ReadonlyArray<Dated.Entry>): ReadonlyArray<string> =>
  stretches.flatMap(({ from, to }) =>
    to !== undefined && to <= from ? [`the stretch from ${from} to ${to} holds no day`] : []
  )

/** What keeps a duty from being used: empty stretches, and two that share a day. Between them it is not in force. */
export const dutyFlaws = (duty: Document.Duty): ReadonlyArray<string> => {
  const entries = inOrder(duty)
  return [
    ...emptyFlaws(entries),
    ...entries.slice(1).flatMap((entry, index) => {
      const before = entries[index]!
      return CivilInterval.overlaps(before, entry) ? [`two stretches claim ${entry.from}`] : []
    })
  ]
}

/** The value that is known of a day, if there is one. Nothing is allocated: a sum over a list asks for each element. */
export const knownOn = (
  { after, entries }: Document.Parameter,
  on: CivilDate.CivilDate
): Document.Known | undefined => {
  if (after !== "extends" && after.refusesFrom <= on) return undefined
  const entry = Dated.entryOn(entries, on)
  return entry === undefined || "unknown" in entry ? undefined : entry
}

const stretch = <A, E extends Dated.Entry>(
  from: CivilDate.CivilDate,
  value: A | undefined,
  entry?: E
): Stretch<A, E> => ({ from, day: CivilDate.toEpochDay(from), value, ...(entry === undefined ? {} : { entry }) })

const firstDay = CivilDate.makeUnsafe("0001-01-01")

/** The stretches of a parameter from the first day of the calendar on: nothing is known before its first entry. */
export const stretches = ({
  after,
  entries
}: Document.Parameter): ReadonlyArray<Stretch<Document.ParameterValue, Document.Known | Document.Unknown>> => [
  stretch<never, never>(firstDay, undefined),
  ...entries.map((entry) => stretch(entry.from, "unknown" in entry ? undefined : entry.value, entry)),
  ...(after === "extends" ? [] : [stretch<never, never>(after.refusesFrom, undefined)])
]

type DutyEntry = Document.Duty["periods"][number] | Document.Unknown

const inOrder = ({ periods, unknown }: Document.Duty): ReadonlyArray<DutyEntry> =>
  [...periods, ...unknown].toSorted((a, b) => (a.from < b.from ? -1 : 1))

/** The stretches of a duty from the first day of the calendar on: whether it is in force. */
export const standings = (duty: Document.Duty): ReadonlyArray<Stretch<boolean, DutyEntry>> => {
  const all = inOrder(duty)
  return [
    ...(all[0]?.from === firstDay ? [] : [stretch<boolean, never>(firstDay, false)]),
    ...all.flatMap((entry, index) => [
      stretch(entry.from, "unknown" in entry ? undefined : true, entry),
      // Where the next begins on the same day, nothing lies between.
      ...(entry.to === undefined || entry.to === all[index + 1]?.from ? [] : [stretch<boolean, never>(entry.to, false)])
    ])
  ]
}

/** The entry of a history on a day, or why there is none. */
export const entryOn = (
  parameter: Document.Parameter,
  on: CivilDate.CivilDate
): Result.Result<Document.Known, NoValueOn> => {
  const missing = (because: string) => Result.fail(new NoValueOn({ parameter: parameter.name, on, because }))
  const { after } = parameter
  if (after !== "extends" && after.refusesFrom <= on) return missing(`nothing is known from ${after.refusesFrom} on`)
  const entry = Dated.entryOn(parameter.entries, on)
  if (entry === undefined) return missing(`its first value begins on ${parameter.entries[0]!.from}`)
  return "unknown" in entry ? missing(entry.unknown) : Result.succeed(entry)
}

/** Whether the duty holds on a day, as data. */
export const standingOn = (duty: Document.Duty, date: CivilDate.CivilDate): Standing => {
  for (const period of duty.periods) if (CivilInterval.contains(period, date)) return "in-force"
  for (const stretch of duty.unknown) if (CivilInterval.contains(stretch, date)) return "unknown"
  return "not-in-force"
}
