/**
 * What a policy declares, by path, read from its document alone.
 */
import type { Document, Policy } from "@bina/policy"

/** Facts, lists and the facts of their elements, in the order in which they are declared. */
export const facts = ({ document }: Policy.Foreign): ReadonlyMap<string, Document.Fact> =>
  new Map(
    document.facts.flatMap((fact): ReadonlyArray<readonly [string, Document.Fact]> => [
      [fact.name, fact],
      ...(fact.kind === "list"
        ? fact.elements.map((leaf): readonly [string, Document.Fact] => [`${fact.name}.${leaf.name}`, leaf])
        : [])
    ])
  )

/** The paths of what a policy reads: facts, lists, and the facts of their elements. */
export const pathsRead = ({ leaves, lists }: Policy.Reads): ReadonlyArray<string> => [
  ...leaves.map(({ name }) => name),
  ...lists.flatMap(({ leaves, list }) => [list.name, ...leaves.map(({ name }) => `${list.name}.${name}`)])
]
