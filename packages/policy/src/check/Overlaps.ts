/**
 * Exceptions to one general rule that can hold at once though nobody said which goes first.
 */
import * as Diagnostic from "../tree/Diagnostic.ts"
import * as Exceptions from "../tree/Exceptions.ts"
import type * as Node from "../tree/Node.ts"
import * as Solver from "../search/Solver.ts"

// ---- Functions

/** Every pair of exceptions that some case meets together, with the smallest such case. */
export const flaws = (inquiry: Solver.Inquiry): ReadonlyArray<Diagnostic.Diagnostic> =>
  inquiry.document.rules.flatMap(({ body, name }) => {
    const exceptions = Exceptions.of(name, body) ?? []
    return exceptions.flatMap((first, at) =>
      exceptions.slice(at + 1).flatMap((second) => pair(inquiry, name, first.rule, second.rule))
    )
  })

const pair = (
  inquiry: Solver.Inquiry,
  where: string,
  first: string,
  second: string
): ReadonlyArray<Diagnostic.Diagnostic> => {
  const both = (): Node.Node => ({
    kind: "and",
    operands: [
      { kind: "rule", name: first },
      { kind: "rule", name: second }
    ]
  })
  const verdict = inquiry.ask(both)
  if (verdict === "none") return []
  if (verdict === "not-decided") {
    return [
      Solver.undecided(where, {
        id: `apakah pengecualian "${first}" dan "${second}" dapat berlaku bersamaan`,
        en: `whether the exceptions "${first}" and "${second}" can hold at once`
      })
    ]
  }
  return [
    Diagnostic.warning(
      "exceptions-overlap",
      where,
      {
        id: `pengecualian "${first}" dan "${second}" dapat berlaku bersamaan, dan tidak ada yang didahulukan`,
        en: `the exceptions "${first}" and "${second}" can hold at once, and neither goes first`
      },
      {
        id: "tulis mana yang mengalah (`yieldsTo`), atau persempit salah satunya",
        en: "say which of them gives way (`yieldsTo`), or narrow one"
      },
      inquiry.show(both)
    )
  ]
}
