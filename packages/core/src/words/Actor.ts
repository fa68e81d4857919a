/**
 * Who gave a command: an officer, a participant at a desk of their own, or the program itself. An actor is an opaque
 * id, as a person is; who stands behind it is known to whoever runs the office, which takes it on trust.
 *
 * That distinct people acted is decided by ids, so ids that people read alike are taken for one person. Likeness takes
 * power away and never gives it: whoever writes `Budi` is not a second person beside `budi`, and holds no appointment
 * of theirs either.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as LookAlike from "./LookAlike.ts"
import * as Spelling from "./Spelling.ts"

// ---- Models

/** The same officer has the same id in everything they do: that distinct people acted is decided by it. */
export const Id = Spelling.Name.pipe(Schema.brand("ActorId"))
export type Id = typeof Id.Type

// ---- Rules

const read = Spelling.reader(Id, { kind: "actor id", allowed: Spelling.allowed(100) })

/**
 * An actor id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))

/**
 * Whether two ids are read as one: equal but for case, spaces, marks over letters, characters that cannot be seen, forms
 * of one character (full-width, ligatures), or letters and digits that look alike.
 *
 * ```ts
 * import { Actor } from "@bina/core"
 *
 * Actor.isSame(Actor.id("Budi Santoso"), Actor.id("budi\u200bsantoso")) // => true
 * Actor.isSame(Actor.id("budi"), Actor.id("bud\u0456")) // => true
 * Actor.isSame(Actor.id("officer-1"), Actor.id("officer-l")) // => true
 * Actor.isSame(Actor.id("ali"), Actor.id("all")) // => false
 * ```
 */
export const isSame = (a: Id, b: Id): boolean =>
  a === b || readingsOf(a).some((reading, index) => reading === readingsOf(b)[index])

/** How an id is read: without regard to case, and by its look as it is written. Ids that share one are one. */
export const readingsOf = (id: Id): readonly [string, string] => [
  `case ${lower(folded(id))}`,
  `look ${lookOf(folded(id))}`
]

/** Two different ids that are read as one, the first such pair in their order; nothing where all can be told apart. */
export const lookAlikes = (ids: Iterable<Id>): readonly [Id, Id] | undefined => {
  const byReading = new Map<string, Id>()
  for (const id of new Set(ids)) {
    for (const reading of readingsOf(id)) {
      const other = byReading.get(reading)
      if (other !== undefined && other !== id) return [other, id]
      byReading.set(reading, id)
    }
  }
  return undefined
}

/** What remains of an id when forms, marks, spaces and what cannot be seen are gone. */
const folded = (id: Id): string =>
  LookAlike.latin(
    id
      .normalize("NFKD")
      .replaceAll(/[\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\s]/gu, "")
      .normalize("NFKC")
  )

/** By way of capitals: some letters share only that, and some look alike only there. */
const lower = (text: string): string => LookAlike.latin(text.toUpperCase()).toLowerCase()

/** Capital I, the digit and the bar are read as l, zero as o; done before case is lost, so that `ali` stays apart from `all`. */
const lookOf = (text: string): string => text.replaceAll(/[I1|]/g, "l").replaceAll("0", "o").toLowerCase()
