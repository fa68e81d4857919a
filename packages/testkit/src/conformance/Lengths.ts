/**
 * Whether lengths tell what encryption hides. An encrypted value is as long as the value was; so in all events of one
 * kind every envelope has to be of one length, stand at the same places, and have nothing beside it that another has
 * not. Needs no key, as whoever copies a journal has none.
 */
import type { Recorded } from "@bina/core/journal"

// ---- Models

/** Events that can be told apart although they are sealed: which, where within them, and by what. */
export interface Told {
  readonly type: string
  readonly place: string
  readonly how: string
}

type Data = Readonly<Record<string, unknown>>

// ---- Rules

/** What can be told of sealed values by their lengths; nothing where nothing can. */
export const told = (events: Iterable<Pick<Recorded.Recorded, "type" | "body">>): ReadonlyArray<Told> => {
  const counts = new Map<string, number>()
  const seen = new Map<string, { readonly type: string; readonly place: string; readonly looks: Map<string, number> }>()
  for (const { body, type } of events) {
    counts.set(type, (counts.get(type) ?? 0) + 1)
    const places = new Set<string>()
    for (const { look, place } of envelopesIn(JSON.parse(body), "")) {
      const name = `${type} ${place}`
      const known = seen.get(name) ?? { type, place, looks: new Map() }
      seen.set(name, known)
      known.looks.set(look, (known.looks.get(look) ?? 0) + 1)
      places.add(name)
    }
    for (const name of places) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...seen].flatMap(([name, { looks, place, type }]): ReadonlyArray<Told> => {
    const rest = counts.get(type)! - counts.get(name)!
    const found = [...looks].map(([look, count]) => `${count} of ${look}`).toSorted()
    return [
      ...(looks.size > 1 ? [{ type, place, how: found.join(", ") }] : []),
      ...(rest > 0 ? [{ type, place, how: `none in ${rest} of ${counts.get(type)!}` }] : [])
    ]
  })
}

/** Every envelope within plain data, by its place; elements of a list stand at one place. */
const envelopesIn = (
  data: unknown,
  place: string
): ReadonlyArray<{ readonly place: string; readonly look: string }> => {
  if (typeof data !== "object" || data === null) return []
  if (Array.isArray(data)) return data.flatMap((one) => envelopesIn(one, `${place}[]`))
  if ((data as Data)["_tag"] === "Sealed") return [{ place, look: lookOf(data as Data) }]
  return Object.entries(data).flatMap(([name, value]) => envelopesIn(value, place === "" ? name : `${place}.${name}`))
}

/** What an envelope looks like to whoever has no key: everything but whose it is and under which command. */
const lookOf = ({ _tag, command: _command, person: _person, ...rest }: Data): string =>
  Object.entries(rest)
    .map(([name, value]) => `${name} ${JSON.stringify(value).length - 2}`)
    .toSorted()
    .join(" ")
