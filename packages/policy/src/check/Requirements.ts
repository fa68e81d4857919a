/**
 * Requirements that contradict each other, that nobody or everybody meets, and that others already imply.
 */
import * as Diagnostic from "../tree/Diagnostic.ts"
import * as Node from "../tree/Node.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as Effort from "../search/Effort.ts"
import * as Solver from "../search/Solver.ts"
import * as PathCondition from "../search/PathCondition.ts"

// ---- Functions

const { rule } = Node
const all = (operands: ReadonlyArray<Node.Node>): Node.Node => ({ kind: "and", operands })
const quoted = (names: ReadonlyArray<string>): string => names.map((name) => `"${name}"`).join(", ")

/** What is wrong with the requirements of a policy. */
export const flaws = (inquiry: Solver.Inquiry): ReadonlyArray<Diagnostic.Diagnostic> => {
  const { answers, rules } = inquiry.document
  const names = rules.flatMap(({ kind, name }) => (kind === "requires" ? [name] : []))
  const asked = names.map((name) => alone(inquiry, name))
  const plain = new Set(names.filter((_, index) => asked[index]!.length === 0))
  return [
    ...asked.flat(),
    ...(answers.kind === "requirements"
      ? together(
          inquiry,
          answers.rules.filter((name) => plain.has(name))
        )
      : [])
  ]
}

/** Whether anybody meets a requirement, and whether anybody does not. */
const alone = (inquiry: Solver.Inquiry, name: string): ReadonlyArray<Diagnostic.Diagnostic> => {
  const [met, unmet] = [inquiry.ask(() => rule(name)), inquiry.askUnmet(() => PathCondition.yes, rule(name))]
  if (met === "none") {
    return [
      Diagnostic.error(
        "never-holds",
        name,
        { id: "tidak ada keadaan yang memenuhinya", en: "no case satisfies it" },
        { id: "perbaiki syaratnya", en: "mend its condition" },
        inquiry.show(() => PathCondition.not(rule(name)))
      )
    ]
  }
  if (unmet === "none") {
    return [
      Diagnostic.warning(
        "always-holds",
        name,
        { id: "selalu terpenuhi; tidak menolak siapa pun", en: "it always holds; nobody is refused by it" },
        { id: "hapus, atau perbaiki syaratnya", en: "remove it, or mend its condition" },
        inquiry.show(() => rule(name))
      )
    ]
  }
  const open: ReadonlyArray<readonly [Solver.Verdict, Text.Text]> = [
    [met, { id: "apakah syarat ini dapat dipenuhi", en: "whether it can be satisfied" }],
    [unmet, { id: "apakah syarat ini pernah tidak dipenuhi", en: "whether it ever fails" }]
  ]
  return open.flatMap(([verdict, what]) => (verdict === "not-decided" ? [Solver.undecided(name, what)] : []))
}

const together = (inquiry: Solver.Inquiry, names: ReadonlyArray<string>): ReadonlyArray<Diagnostic.Diagnostic> => {
  if (names.length < 2) return []
  const verdict = inquiry.ask(() => all(names.map(rule)))
  if (verdict === "not-decided") {
    return [
      Solver.undecided(names[0]!, {
        id: "apakah semua syarat dapat dipenuhi bersama",
        en: "whether all requirements can be satisfied together"
      })
    ]
  }
  return verdict === "none" ? [contradiction(inquiry, names)] : implied(inquiry, names)
}

/** As few requirements as already contradict each other. */
const contradiction = (inquiry: Solver.Inquiry, names: ReadonlyArray<string>): Diagnostic.Diagnostic => {
  let core = names
  for (const name of names) {
    if (Effort.isSpent(inquiry.shared.effort)) break
    const rest = core.filter((other) => other !== name)
    if (rest.length > 0 && inquiry.ask(() => all(rest.map(rule))) === "none") core = rest
  }
  const [first, ...rest] = core as readonly [string, ...Array<string>]
  return Diagnostic.error(
    "requirements-contradict",
    first,
    {
      id: `tidak ada keadaan yang memenuhi ${quoted(core)} sekaligus; tidak ada yang berhak`,
      en: `no case satisfies ${quoted(core)} together; nobody is eligible`
    },
    { id: "perbaiki salah satu syarat itu", en: "mend one of these requirements" },
    inquiry.show(() => all([rule(first), ...rest.map((name) => PathCondition.not(rule(name)))])) ??
      inquiry.show(() => all([...core.slice(0, -1).map(rule), PathCondition.not(rule(core.at(-1)!))]))
  )
}

/** Requirements that everybody meets who meets the others, later ones first. */
const implied = (inquiry: Solver.Inquiry, names: ReadonlyArray<string>): ReadonlyArray<Diagnostic.Diagnostic> => {
  const found: Array<Diagnostic.Diagnostic> = []
  let kept = names
  for (const name of names.toReversed()) {
    const others = kept.filter((other) => other !== name)
    if (others.length === 0) break
    const without = (those: ReadonlyArray<string>) => inquiry.askUnmet(() => all(those.map(rule)), rule(name))
    const verdict = without(others)
    if (verdict === "not-decided") {
      found.unshift(
        Solver.undecided(name, {
          id: "apakah syarat ini menolak seseorang yang belum ditolak syarat lain",
          en: "whether it refuses anybody whom the others do not refuse"
        })
      )
    }
    if (verdict !== "none") continue
    kept = others
    const single = others.find((other) => without([other]) === "none")
    const by = single === undefined ? others : [single]
    found.unshift(
      Diagnostic.warning(
        "requirement-implied",
        name,
        {
          id: `selalu terpenuhi bila ${quoted(by)} terpenuhi; tanpa syarat ini yang berhak tetap sama`,
          en: `it holds whenever ${quoted(by)} does; without it the same people are eligible`
        },
        { id: "hapus, atau perbaiki batasnya", en: "remove it, or mend its bounds" },
        inquiry.show(() => PathCondition.not(rule(name)))
      )
    )
  }
  return found
}
