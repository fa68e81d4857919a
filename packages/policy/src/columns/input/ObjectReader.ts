/**
 * Reads objects of one kind, one after the other: the values of the names that matter, and whether there are others.
 *
 * Where code may be generated, each name is asked for at a place of its own in the code, which is several times as fast.
 * The names are constants beside the text and never stand in it.
 */

// ---- Models

/**
 * Puts the values into `out` from `at`, in the order of the names. Says how many other names the object has, or
 * −1 where it is no plain one and names may be inherited.
 */
type Getter = (object: Facts, out: Array<unknown>, at: number) => number

type Facts = Readonly<Record<string, unknown>>

/** The names that matter, how they are got, and all names that may be there. */
export interface Names {
  readonly names: ReadonlyArray<string>
  readonly get: Getter
  readonly declared: ReadonlySet<string>
}

/** Reads the names that matter, and sees to it that an object has no name that nobody declared. */
export class ObjectReader {
  readonly values: Array<unknown>
  private readonly names: ReadonlyArray<string>
  private readonly get: Getter
  private readonly declared: ReadonlySet<string>
  private readonly isShadowed: boolean

  constructor({ declared, get, names }: Names) {
    this.names = names
    this.values = names.map(() => undefined)
    this.get = get
    this.declared = declared
    this.isShadowed = names.some((name) => name in Object.prototype)
  }

  /** Reads an object into `values` from `at`; says whether it is one that facts may be, apart from the values. */
  read(object: unknown, at: number): boolean {
    if (typeof object !== "object" || object === null || Array.isArray(object)) return false
    const others = this.get(object as Facts, this.values, at)
    return others === 0 && !this.isShadowed ? true : this.isDeclared(object as Facts, at)
  }

  /** Looks at each name: those that are not there must not be inherited or `undefined`, and all others be declared. */
  private isDeclared(object: Facts, at: number): boolean {
    for (let place = 0; place < this.names.length; place += 1) {
      if (Object.hasOwn(object, this.names[place]!) !== (this.values[at + place] !== undefined)) return false
    }
    for (const name in object) if (!this.declared.has(name)) return false
    return true
  }
}

// ---- Functions

/** Prepares names once for all readers: code that were generated again for each of them would never become fast. */
export const namesOf = (names: ReadonlyArray<string>, declared: ReadonlySet<string>, codegen: boolean): Names => ({
  names,
  get: codegen ? generated(names) : plain(names),
  declared
})

const plain =
  (names: ReadonlyArray<string>): Getter =>
  (object, out, at) => {
    const prototype: unknown = Object.getPrototypeOf(object)
    let others = 0
    for (let place = 0; place < names.length; place += 1) {
      const value = object[names[place]!]
      if (value !== undefined) others -= 1
      out[at + place] = value
    }
    for (const _ in object) others += 1
    return prototype === Object.prototype || prototype === null ? others : -1
  }

// The prototype is asked for after a value was read, when the engine knows what kind of object it is and need not look.
const generated = (names: ReadonlyArray<string>): Getter => {
  const text = [
    '"use strict"',
    "const { getPrototypeOf, prototype: plain } = Object",
    ...names.map((_, place) => `const n${place} = N[${place}]`),
    "return (object, out, at) => {",
    ...names.map((_, place) => `const v${place} = object[n${place}]`),
    "const prototype = getPrototypeOf(object)",
    "let others = 0",
    ...names.map((_, place) => `if (v${place} !== undefined) others--`),
    "for (const _ in object) others++",
    ...names.map((_, place) => `out[at + ${place}] = v${place}`),
    "return prototype === plain || prototype === null ? others : -1",
    "}"
  ].join("\n")
  return new Function("N", text)(names) as Getter
}
