/**
 * What several undetermined answers lack together. An officer is asked for a thing once, however many rules wait for
 * it, in the order in which the rules first asked.
 */
import { Decision } from "@bina/policy"

// ---- Models

/** Something is missing. */
export type Items = readonly [Decision.Item, ...Array<Decision.Item>]

// ---- Rules

/** The items, each once, in the order in which they first stand. */
export const once = (items: Iterable<Decision.Item>): ReadonlyArray<Decision.Item> => {
  const known = new Map<string, Decision.Item>()
  for (const item of items) {
    const name = `${item._tag} ${Decision.nameOf(item)}`
    if (!known.has(name)) known.set(name, item)
  }
  return [...known.values()]
}

/** What the answers lack, if any of them is undetermined; then there is at least one item. */
export const over = (outcomes: Iterable<Decision.Outcome<unknown>>): Items | undefined => {
  const [item, ...others] = once(
    [...outcomes].flatMap((outcome) => (outcome._tag === "Undetermined" ? outcome.missing : []))
  )
  return item === undefined ? undefined : [item, ...others]
}
