/**
 * Bounds that do nothing, bounds that decide alone, and a floor that lies above its cap: there one of them raises or
 * lowers what the other was to keep.
 */
import type * as Analysis from "../tree/Analysis.ts"
import * as Diagnostic from "../tree/Diagnostic.ts"
import type * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Solver from "../search/Solver.ts"
import type * as PathCondition from "../search/PathCondition.ts"

// ---- Models

type Clamp = Node.Of<"at-most" | "at-least">

// ---- Functions

const compare = (operator: Node.Operator, left: Node.Node, right: Node.Node): Node.Node => ({
  kind: "compare",
  operator,
  left,
  right
})

const names: { readonly [K in Clamp["kind"]]: Text.Text } = {
  "at-most": { id: "batas atas", en: "the cap" },
  "at-least": { id: "batas bawah", en: "the floor" }
}

/** What is wrong with a bound that some case reaches. */
export const flaws = (inquiry: Solver.Inquiry, place: PathCondition.Place): ReadonlyArray<Diagnostic.Diagnostic> => {
  const { node } = place
  if (node.kind !== "at-most" && node.kind !== "at-least") return []
  const crossing = crossed(inquiry, place, node)
  return [...effect(inquiry, place, node), ...crossing]
}

const effect = (
  inquiry: Solver.Inquiry,
  { when, where }: PathCondition.Place,
  node: Clamp
): ReadonlyArray<Diagnostic.Diagnostic> => {
  const name = names[node.kind]
  const [binding, passing] = node.kind === "at-most" ? (["more", "less"] as const) : (["less", "more"] as const)
  const binds = () => when(compare(binding, node.operand, node.bound))
  const passes = () => when(compare(passing, node.operand, node.bound))
  const verdict = inquiry.ask(binds)
  if (verdict === "not-decided") {
    return [Solver.undecided(where, { id: `apakah ${name.id} pernah mengikat`, en: `whether ${name.en} ever binds` })]
  }
  if (verdict === "none") {
    return [
      Diagnostic.warning(
        "bound-never-binds",
        where,
        { id: `${name.id} tidak pernah mengikat`, en: `${name.en} never binds` },
        { id: "hapus, atau perbaiki nilainya", en: "remove it, or mend its value" },
        inquiry.show(passes)
      )
    ]
  }
  const through = inquiry.ask(passes)
  if (through === "some") return []
  if (through === "not-decided") {
    return [
      Solver.undecided(where, {
        id: `apakah nilai di dalam ${name.id} pernah dipakai`,
        en: `whether a value within ${name.en} is ever left as it is`
      })
    ]
  }
  return [
    Diagnostic.warning(
      "bound-always-binds",
      where,
      {
        id: `nilainya selalu ${name.id} itu sendiri, berapa pun yang dibatasi`,
        en: `the value is always ${name.en} itself, whatever is bounded`
      },
      { id: "periksa apakah batas atas dan bawah tertukar", en: "see whether cap and floor were exchanged" },
      inquiry.show(binds)
    )
  ]
}

/** The clamp directly inside, also behind the name of a rule. */
const innerOf = ({ rules }: Pick<Analysis.Analysis, "rules">, node: Node.Node): Clamp | undefined => {
  if (node.kind === "at-most" || node.kind === "at-least") return node
  if (node.kind !== "rule") return undefined
  const rule = rules.get(node.name)!
  return rule.kind === "each" ? undefined : innerOf({ rules }, rule.body)
}

const crossed = (
  inquiry: Solver.Inquiry,
  { when, where }: PathCondition.Place,
  node: Clamp
): ReadonlyArray<Diagnostic.Diagnostic> => {
  const inner = innerOf(inquiry.analysis, node.operand)
  if (inner === undefined || inner.kind === node.kind) return []
  const [cap, floor] = node.kind === "at-most" ? [node.bound, inner.bound] : [inner.bound, node.bound]
  // Less than the cap, and yet not left as it is: it is raised, to the cap or beyond it.
  const condition = () =>
    when({
      kind: "and",
      operands: [compare("more", floor, cap), compare("less", inner.operand, cap)]
    })
  const verdict = inquiry.ask(condition)
  if (verdict === "none") return []
  if (verdict === "not-decided") {
    return [
      Solver.undecided(where, {
        id: "apakah batas bawah dapat melampaui batas atas",
        en: "whether the floor can lie above the cap"
      })
    ]
  }
  return [
    Diagnostic.warning(
      "cap-raises",
      where,
      node.kind === "at-most"
        ? {
            id: "batas bawah dapat melampaui batas atas; nilai yang lebih kecil lalu dinaikkan menjadi batas atas",
            en: "the floor can lie above the cap; a smaller value is then raised to the cap"
          }
        : {
            id: "batas bawah dapat melampaui batas atas; nilainya lalu melampaui batas atas",
            en: "the floor can lie above the cap; the value then exceeds the cap"
          },
      {
        id: "jaga agar batas bawah tidak di atas batas atas, atau tulis mana yang didahulukan",
        en: "keep the floor below the cap, or state which of them goes first"
      },
      inquiry.show(condition)
    )
  ]
}
