/**
 * Reads objects of one kind, one after the other: the values of the names that matter, and whether there are others.
 *
 * Where code may be generated, each name is asked for at a place of its own in the code, which is several times as fast.
 * The names are constants beside the text and never stand in it.
 */

// ---- Models

/** Puts the values into `out`, in the order of the names, and says how many names the object has. */
type Getter = (object: Facts, out: Array<unknown>) => number

type Facts = Readonly<Record<string, unknown>>

/** Reads the names that matter, and sees to it that an object has no name that nobody declared. */
export class ObjectReader {
  readonly values: Array<unknown>
  private readonly names: ReadonlyArray<string>
  private readonly get: Getter
  private readonly declared: ReadonlySet<string>
  private readonly isShadowed: boolean

  constructor(names: ReadonlyArray<string>, declared: ReadonlySet<string>, codegen: boolean) {
    this.names = names
    this.values = names.map(() => undefined)
    this.get = getterOf(names, codegen)
    this.declared = declared
    this.isShadowed = names.some((name) => name in Object.prototype)
  }

  /** Reads an object into `values`; says whether it is one that facts may be, apart from the values. */
  read(object: unknown): boolean {
    if (typeof object !== "object" || object === null || Array.isArray(object)) return false
    const count = this.get(object as Facts, this.values)
    let present = 0
    for (let place = 0; place < this.values.length; place += 1) if (this.values[place] !== undefined) present += 1
    const prototype: unknown = Object.getPrototypeOf(object)
    const isPlain = (prototype === Object.prototype || prototype === null) && !this.isShadowed
    return isPlain && count === present ? true : this.isDeclared(object as Facts)
  }

  /** Looks at each name: those that are not there must not be inherited or `undefined`, and all others be declared. */
  private isDeclared(object: Facts): boolean {
    for (let place = 0; place < this.names.length; place += 1) {
      if (Object.hasOwn(object, this.names[place]!) !== (this.values[place] !== undefined)) return false
    }
    for (const name in object) if (!this.declared.has(name)) return false
    return true
  }
}

// ---- Rules

const getterOf = (names: ReadonlyArray<string>, codegen: boolean): Getter => (codegen ? generated(names) : plain(names))

const plain =
  (names: ReadonlyArray<string>): Getter =>
  (object, out) => {
    for (let place = 0; place < names.length; place += 1) out[place] = object[names[place]!]
    let count = 0
    for (const _ in object) count += 1
    return count
  }

const generated = (names: ReadonlyArray<string>): Getter => {
  const text = [
    '"use strict"',
    ...names.map((_, place) => `const n${place} = N[${place}]`),
    "return (object, out) => {",
    ...names.map((_, place) => `out[${place}] = object[n${place}]`),
    "let count = 0",
    "for (const _ in object) count++",
    "return count",
    "}"
  ].join("\n")
  return new Function("N", text)(names) as Getter
}
