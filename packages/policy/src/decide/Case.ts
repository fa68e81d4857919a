/**
 * One case: facts as far as they are known, checked against their declaration before any rule looks at them.
 *
 * Facts are plain data, and only what the policy reads is looked at. A leaf outside its literals or bounds, a `null`, an `undefined` or a key
 * that nobody declared makes the whole answer `Invalid`, in every face.
 */
import * as Option from "effect/Option"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"

// ---- Models

/** Facts by name; the value of a list is an array of such. */
export type Facts = Readonly<Record<string, unknown>>

// ---- Functions

/** The paths at which facts are not what the policy declares, each once: in schema order, then undeclared keys. */
export const invalidPaths = ({ declared, order, reads }: Analysis.Analysis, facts: unknown): ReadonlyArray<string> => {
  if (!isRecord(facts)) return ["facts"]
  const wrong = reads.leaves.filter((leaf) => isWrong(leaf, facts)).map(({ name }) => name)
  let undeclared = undeclaredIn(facts, declared.get("")!, "")
  for (const { leaves, list } of reads.lists) {
    if (!Object.hasOwn(facts, list.name)) continue
    const elements = elementsOf(list, facts[list.name])
    if (elements === undefined) {
      wrong.push(list.name)
      continue
    }
    const paths = leaves.filter((leaf) => elements.some((element) => isWrong(leaf, element)))
    wrong.push(...paths.map(({ name }) => `${list.name}.${name}`))
    const names = declared.get(list.name)!
    undeclared = undeclared.concat(elements.flatMap((element) => undeclaredIn(element, names, `${list.name}.`)))
  }
  if (wrong.length === 0 && undeclared.length === 0) return wrong
  const place = (path: string) => order.get(Analysis.itemOfFact(path))!
  return [...wrong.toSorted((a, b) => place(a) - place(b)), ...new Set(undeclared)]
}

/** The elements of a list, if it is one; a hole in an array is no element. */
const elementsOf = (list: Document.List, value: unknown): ReadonlyArray<Facts> | undefined => {
  if (!Array.isArray(value) || value.length > list.maxLength) return undefined
  const elements: ReadonlyArray<unknown> = Array.from(value)
  return elements.every(isRecord) ? elements : undefined
}

/** Whether a value is an object with names. */
export const isRecord = (value: unknown): value is Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isWrong = (leaf: Document.Leaf, facts: Facts): boolean =>
  Object.hasOwn(facts, leaf.name) && !checkOf(leaf)(facts[leaf.name])

const undeclaredIn = (facts: Facts, names: ReadonlySet<string>, prefix: string): ReadonlyArray<string> => {
  const unknown = Object.keys(facts).filter((key) => !names.has(key))
  return unknown.length === 0 ? unknown : unknown.map((key) => `${prefix}${key}`)
}

/** Says of values whether the leaf declares them; what is known of the leaf is looked up once for all of them. */
export const checkOf = (leaf: Document.Leaf): ((value: unknown) => boolean) => {
  const isPlain = plainCheckOf(leaf)
  return leaf.optional ? (value) => Option.isOption(value) && (Option.isNone(value) || isPlain(value.value)) : isPlain
}

const plainCheckOf = (leaf: Document.Leaf): ((value: unknown) => boolean) => {
  switch (leaf.kind) {
    case "boolean":
      return (value) => typeof value === "boolean"
    case "integer":
    case "money": {
      const { least, most } = leaf
      return (value) => Number.isSafeInteger(value) && least <= (value as number) && (value as number) <= most
    }
    case "date": {
      const [earliest, latest] = [CivilDate.toNumber(leaf.earliest), CivilDate.toNumber(leaf.latest)]
      return (value) => {
        if (typeof value !== "string") return false
        // Not a number where the text is no date, and then in no order with any.
        const day = CivilDate.toNumber(value as CivilDate.CivilDate)
        return earliest <= day && day <= latest
      }
    }
    case "text": {
      const literals = new Set<unknown>(leaf.literals)
      return (value) => literals.has(value)
    }
    case "code":
    case "token": {
      const { maxLength } = leaf
      return (value) => typeof value === "string" && value.length >= 1 && value.length <= maxLength
    }
  }
}
