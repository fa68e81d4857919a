/**
 * The abstract values of an abstract interpretation (intervals, sets of words, Kleene's three values), with their
 * join and meet. What a value could be in any of many cases at once: always everything that it can be, sometimes
 * more, never less. That is why "this cannot happen" may be believed, and "this may happen" has to be shown by a
 * case.
 */

// ---- Models

/** From one number to another, both included. Days are counted from 1970-01-01. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The values themselves: which of yes and no, which numbers, words or ratios. */
export type Values =
  | { readonly kind: "boolean"; readonly yes: boolean; readonly no: boolean }
  | ({ readonly kind: "number" } & Interval)
  | { readonly kind: "words"; readonly among: ReadonlySet<string> }
  | { readonly kind: "ratio"; readonly numerator: Interval; readonly denominator: Interval }

/** Values, known absence, and being undetermined, as far as each is possible. */
export interface Possible {
  readonly values: Values | undefined
  readonly absent: boolean
  readonly lacks: boolean
}

// ---- Functions

/** Some of the values, always known. */
export const known = (values: Values): Possible => ({ values, absent: false, lacks: false })

/** Known to be absent. */
export const absent: Possible = { values: undefined, absent: true, lacks: false }

/** Undetermined in every case. */
export const lacking: Possible = { values: undefined, absent: false, lacks: true }

/** In no case at all. */
export const nothing: Possible = { values: undefined, absent: false, lacks: false }

export const boolean = (yes: boolean, no: boolean): Values | undefined =>
  yes || no ? { kind: "boolean", yes, no } : undefined

export const number = (low: number, high: number): Values | undefined =>
  low <= high ? { kind: "number", low, high } : undefined

export const words = (among: ReadonlySet<string>): Values | undefined =>
  among.size > 0 ? { kind: "words", among } : undefined

/** The interval of a number; everything that counts as one has been typed so before. */
export const interval = ({ values }: Possible): Interval | undefined => (values?.kind === "number" ? values : undefined)

export const canBeYes = ({ values }: Possible): boolean => values?.kind === "boolean" && values.yes
export const canBeNo = ({ values }: Possible): boolean => values?.kind === "boolean" && values.no

/** Yes in every case. */
export const isYes = (possible: Possible): boolean =>
  canBeYes(possible) && !canBeNo(possible) && !possible.lacks && !possible.absent

/** No in every case. */
export const isNo = (possible: Possible): boolean =>
  canBeNo(possible) && !canBeYes(possible) && !possible.lacks && !possible.absent

/** Whether no case is left. */
export const isNothing = ({ absent: none, lacks, values }: Possible): boolean => values === undefined && !none && !lacks

/** Whether only one value is left, or only absence, or only being undetermined. */
export const isSettled = ({ absent: none, lacks, values }: Possible): boolean => {
  if (values === undefined) return !(none && lacks)
  return !none && !lacks && isSingle(values)
}

const isSingle = (values: Values): boolean => {
  switch (values.kind) {
    case "boolean":
      return values.yes !== values.no
    case "number":
      return values.low === values.high
    case "words":
      return values.among.size === 1
    case "ratio":
      return isPoint(values.numerator) && isPoint(values.denominator)
  }
}

const isPoint = ({ high, low }: Interval): boolean => low === high

/** What is possible in one of two sets of cases. */
export const join = (a: Possible, b: Possible): Possible => ({
  values: a.values === undefined ? b.values : b.values === undefined ? a.values : joinValues(a.values, b.values),
  absent: a.absent || b.absent,
  lacks: a.lacks || b.lacks
})

const hull = (a: Interval, b: Interval): Interval => ({ low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) })

const joinValues = (a: Values, b: Values): Values => {
  if (a.kind === "boolean" && b.kind === "boolean") return { kind: "boolean", yes: a.yes || b.yes, no: a.no || b.no }
  if (a.kind === "number" && b.kind === "number") return { kind: "number", ...hull(a, b) }
  if (a.kind === "words" && b.kind === "words") return { kind: "words", among: new Set([...a.among, ...b.among]) }
  if (a.kind === "ratio" && b.kind === "ratio") {
    return {
      kind: "ratio",
      numerator: hull(a.numerator, b.numerator),
      denominator: hull(a.denominator, b.denominator)
    }
  }
  throw new TypeError("values of two units in one place")
}

/** What is possible in both of two sets of cases. */
export const meet = (a: Possible, b: Possible): Possible => ({
  values: a.values === undefined || b.values === undefined ? undefined : meetValues(a.values, b.values),
  absent: a.absent && b.absent,
  lacks: a.lacks && b.lacks
})

const meetValues = (a: Values, b: Values): Values | undefined => {
  if (a.kind === "boolean" && b.kind === "boolean") return boolean(a.yes && b.yes, a.no && b.no)
  if (a.kind === "number" && b.kind === "number") return number(Math.max(a.low, b.low), Math.min(a.high, b.high))
  if (a.kind === "words" && b.kind === "words") {
    // Both stand in the order of the declaration, so the shorter one may lead.
    const [shorter, longer] = a.among.size <= b.among.size ? [a.among, b.among] : [b.among, a.among]
    return words(new Set([...shorter].filter((word) => longer.has(word))))
  }
  // Ratios are never restricted: what is compared is the difference of their cross-products, a number.
  return a
}

/** Whether everything that is possible in the first is so in the second. */
export const isWithin = (a: Possible, b: Possible): boolean =>
  (!a.absent || b.absent) && (!a.lacks || b.lacks) && (a.values === undefined || isAmong(a.values, b.values))

const isAmong = (a: Values, b: Values | undefined): boolean => {
  if (b === undefined) return false
  if (a.kind === "boolean" && b.kind === "boolean") return (!a.yes || b.yes) && (!a.no || b.no)
  if (a.kind === "number" && b.kind === "number") return b.low <= a.low && a.high <= b.high
  if (a.kind === "words" && b.kind === "words") return [...a.among].every((word) => b.among.has(word))
  return true
}
