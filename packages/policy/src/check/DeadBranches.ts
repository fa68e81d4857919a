/**
 * Branches and rows that no case takes.
 */
import * as Analysis from "../tree/Analysis.ts"
import * as Diagnostic from "../tree/Diagnostic.ts"
import type * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Solver from "../search/Solver.ts"
import * as PathCondition from "../search/PathCondition.ts"

// ---- Models

/** A branch: the condition of being taken, what shows that another one is, and the operand of its node. */
interface Branch {
  readonly taken: () => Node.Node
  readonly instead: () => Node.Node
  readonly operand: number
  readonly name: Text.Text
}

// ---- Functions

/** What a condition looks at, to tell one branch from another. */
const about = (condition: Node.Node): string => {
  const names = Analysis.nodesOf(condition).flatMap((node) =>
    node.kind === "fact" ? [node.path] : node.kind === "rule" ? [node.name] : "list" in node ? [node.list] : []
  )
  return names.length === 0 ? "" : ` (${[...new Set(names)].join(", ")})`
}

const branchesOf = (node: Node.Node): ReadonlyArray<Branch> => {
  switch (node.kind) {
    case "choose": {
      const on = about(node.when)
      return [
        branch(node, "yes", 1, {
          id: `cabang saat syarat terpenuhi${on}`,
          en: `the branch where the condition holds${on}`
        }),
        branch(node, "no", 2, {
          id: `cabang saat syarat tidak terpenuhi${on}`,
          en: `the branch where the condition does not hold${on}`
        })
      ]
    }
    case "if-set": {
      const on = about(node.operand)
      return [
        branch(node, "yes", 1, {
          id: `cabang saat nilai ditetapkan${on}`,
          en: `the branch where the value is set${on}`
        }),
        branch(node, "no", 2, {
          id: `cabang saat nilai tidak ada${on}`,
          en: `the branch where the value is absent${on}`
        })
      ]
    }
    case "cases":
      return node.rows.map((row, index) => ({
        taken: () => PathCondition.rowTaken(node, index),
        // Its own condition holds, and a row above it is taken.
        instead: () => ({
          kind: "and",
          operands: [
            row.when,
            { kind: "or", operands: [PathCondition.no, ...node.rows.slice(0, index).map(({ when }) => when)] }
          ]
        }),
        operand: 2 * index + 1,
        name: {
          id: `baris ${index + 1} tabel${about(row.when)}`,
          en: `row ${index + 1} of the table${about(row.when)}`
        }
      }))
    default:
      return []
  }
}

const branch = (node: Node.Of<"choose" | "if-set">, side: "yes" | "no", operand: number, name: Text.Text): Branch => ({
  taken: () => PathCondition.taken(node, side),
  instead: () => PathCondition.taken(node, side === "yes" ? "no" : "yes"),
  operand,
  name
})

/** The branches that no case takes; what lies inside them is not looked at again. */
export const flaws = (inquiry: Solver.Inquiry, places: ReadonlyArray<PathCondition.Place>): Findings => {
  const found: Array<Diagnostic.Diagnostic> = []
  const dead = new Set<string>()
  const isDead = ({ path, where }: PathCondition.Place) =>
    [...path.matchAll(/\./g)].some(({ index }) => dead.has(`${where} ${path.slice(0, index + 1)}`))
  for (const place of places) {
    if (isDead(place)) continue
    const { node, path, where } = place
    const lost = branchesOf(node).filter((each) => {
      const verdict = inquiry.ask(() => place.when(each.taken()))
      if (verdict === "not-decided") found.push(undecided(where, each.name))
      return verdict === "none"
    })
    for (const { operand } of lost) dead.add(`${where} ${path}${operand}.`)
    if (node.kind === "cases") found.push(...tableFlaws(inquiry, place, node, lost.length, dead))
    if (node.kind === "cases" && lost.length === node.rows.length) continue
    for (const { instead, name } of lost) {
      found.push(
        Diagnostic.warning(
          "branch-unreachable",
          where,
          { id: `${name.id} tidak pernah diambil`, en: `${name.en} is never taken` },
          { id: "hapus cabang itu, atau perbaiki syaratnya", en: "remove the branch, or mend its condition" },
          inquiry.show(() => place.when(instead()))
        )
      )
    }
  }
  return { found, isDead }
}

/** What was found, and which places no case reaches. */
export interface Findings {
  readonly found: ReadonlyArray<Diagnostic.Diagnostic>
  readonly isDead: (place: PathCondition.Place) => boolean
}

const undecided = (where: string, { en, id }: Text.Text) =>
  Solver.undecided(where, { id: `apakah ${id} pernah diambil`, en: `whether ${en} is ever taken` })

const otherwiseName: Text.Text = { id: "baris selain itu", en: "the last resort" }

const tableFlaws = (
  inquiry: Solver.Inquiry,
  place: PathCondition.Place,
  node: Node.Of<"cases">,
  lost: number,
  dead: Set<string>
): ReadonlyArray<Diagnostic.Diagnostic> => {
  const { path, when, where } = place
  const otherwise = inquiry.ask(() => when(PathCondition.rowTaken(node, node.rows.length)))
  if (otherwise === "not-decided") return [undecided(where, otherwiseName)]
  if (otherwise === "none") {
    dead.add(`${where} ${path}${2 * node.rows.length}.`)
    return [
      Diagnostic.note(
        "otherwise-unreachable",
        where,
        {
          id: "baris tabel mencakup semua keadaan; nilai selain itu tidak pernah dipakai",
          en: "the rows of the table cover every case; its last resort is never used"
        },
        { id: "tidak perlu diubah bila memang demikian", en: "leave it, if that is what is meant" }
      )
    ]
  }
  return lost < node.rows.length
    ? []
    : [
        Diagnostic.warning(
          "only-otherwise",
          where,
          {
            id: "tidak satu pun baris tabel pernah diambil; selalu nilai selain itu",
            en: "no row of the table is ever taken, always its last resort"
          },
          { id: "perbaiki syarat baris-barisnya", en: "mend the conditions of its rows" },
          inquiry.show(() => when(PathCondition.rowTaken(node, node.rows.length)))
        )
      ]
}
