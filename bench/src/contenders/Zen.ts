/**
 * The work with `@gorules/zen-engine`: a decision graph of tables and expressions, evaluated for 256 enrolments at a
 * time, which is faster than one by one. Days and birth dates are passed as numbers, in its favour; household and budget
 * are left to the host, since it has no memory from one record to the next.
 */
import { ZenDecisionContent, ZenEngine } from "@gorules/zen-engine"
import type * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"
import * as Order from "../work/Order.ts"
import * as Outcome from "../work/Outcome.ts"
import * as Person from "../work/Person.ts"
import type { Contender } from "./Contender.ts"

// ---- The graph

const single = { executionMode: "single", inputField: null, outputPath: null, passThrough: true }

const at = (x: number) => ({ x: x * 100, y: 0 })

const expressions = (id: string, values: Readonly<Record<string, string>>, passThrough = true) => ({
  id,
  type: "expressionNode",
  name: id,
  position: at(0),
  content: {
    ...single,
    passThrough,
    expressions: Object.entries(values).map(([key, value]) => ({ id: `${id}-${key}`, key, value }))
  }
})

const table = (
  id: string,
  inputs: ReadonlyArray<string>,
  output: string,
  rows: ReadonlyArray<readonly [...ReadonlyArray<string>, string]>
) => ({
  id,
  type: "decisionTableNode",
  name: id,
  position: at(0),
  content: {
    ...single,
    hitPolicy: "first",
    inputs: inputs.map((field, index) => ({ id: `i${index}`, name: field, field })),
    outputs: [{ id: "o", name: output, field: output }],
    rules: rows.map((cells, row) => ({
      _id: `${id}-${row}`,
      ...Object.fromEntries(inputs.map((_, index) => [`i${index}`, cells[index]])),
      o: cells.at(-1)
    }))
  }
})

const counts =
  `#.attended and (#.day < ${Figures.protocolFrom} or #.day > ${Figures.protocolThrough}` +
  " or (#.masked and #.distanced and #.washed))"

const rate =
  `#.day >= ${Figures.thirdRateFrom} ? ${Figures.rates[2]}` +
  ` : #.day >= ${Figures.secondRateFrom} ? ${Figures.rates[1]} : ${Figures.rates[0]}`

const nodes = [
  { id: "in", type: "inputNode", name: "in", position: at(0), content: {} },
  table("scale", ["start", "turnover"], "scale", [
    [`< ${Figures.newScale}`, `<= ${Figures.microBefore}`, "1"],
    [`< ${Figures.newScale}`, `<= ${Figures.smallBefore}`, "2"],
    [`>= ${Figures.newScale}`, `<= ${Figures.microAfter}`, "1"],
    [`>= ${Figures.newScale}`, `<= ${Figures.smallAfter}`, "2"],
    ["", "", "0"]
  ]),
  expressions("age", { age: "floor((startNumber - birthNumber) / 10000)" }),
  table("status", ["age", "district", "civilServant", "scale", "prior"], "status", [
    [`< ${Figures.adult}`, "", "", "", "", "2"],
    [`>= ${Figures.tooOld}`, "", "", "", "", "2"],
    ["", "< 1", "", "", "", "3"],
    ["", `> ${Figures.lastDistrict}`, "", "", "", "3"],
    ["", "", "true", "", "", "4"],
    ["", "", "", "0", "", "5"],
    ["", "", "", "", `> ${Figures.mostEarlier}`, "6"],
    ["", "", "", "", "", "0"]
  ]),
  expressions("gross", {
    counted: `status == 0 ? filter(sessions, ${counts}) : []`,
    gross: `status == 0 and len($.counted) > 0 ? min([sum(map($.counted, ${rate})), ${Figures.cap}]) : 0`
  }),
  table("percent", ["gross", "hasTaxId"], "percent", [
    [`> ${Figures.taxedAbove}`, "true", String(Figures.percentWithTaxId)],
    [`> ${Figures.taxedAbove}`, "false", String(Figures.percentWithout)],
    ["", "", "0"]
  ]),
  expressions(
    "result",
    {
      status: "status == 0 and len(counted) * 5 < len(sessions) * 4 ? 1 : status",
      scale: "scale",
      gross: "gross",
      tax: "floor(gross * percent / 100)"
    },
    false
  ),
  { id: "out", type: "outputNode", name: "out", position: at(0), content: {} }
]

const edges = nodes.slice(1).map(({ id }, index) => ({
  id: `to-${id}`,
  type: "edge",
  sourceId: nodes[index]!.id,
  targetId: id
}))

// ---- The contender

const inFlight = 256

interface Answer {
  readonly status: number
  readonly scale: number
  readonly gross: number
  readonly tax: number
}

/** A day as the number yyyymmdd. */
const numberOf = (day: number): number => {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}

const contextOf = (from: Enrolments.Enrolments, index: number) => {
  const programme = from.programme[index]!
  const days = Person.sessionDays(from, programme)
  return {
    birthNumber: numberOf(from.birth[index]!),
    startNumber: numberOf(from.start[programme]!),
    start: from.start[programme]!,
    district: from.district[index]!,
    civilServant: from.civil[index] === 1,
    turnover: from.turnover[index]!,
    prior: from.prior[index]!,
    hasTaxId: from.taxId[index] === 1,
    sessions: Person.sessionsOf(from, index).map((session, at) => ({ ...session, day: days[at]! }))
  }
}

const settle = (from: Enrolments.Enrolments, answers: ReadonlyArray<Answer>): ReadonlyArray<Outcome.Row> => {
  const host = Order.host(from)
  return answers.map(({ gross, scale, status, tax }, index) => {
    const standing = status < 2 ? host(from.programme[index]!, from.household[index]!, gross) : "refused"
    if (standing === "paid") return { status, scale, gross, tax, net: gross - tax }
    const refused = standing === "household" ? 7 : standing === "budget" ? 8 : status
    return { status: refused, scale, gross: 0, tax: 0, net: 0 }
  })
}

export const zen: Contender = {
  title: "@gorules/zen-engine",
  remark: "a decision graph, 256 evaluations in flight; household and budget by the host",
  prepare: (enrolments) => {
    const contexts = Array.from({ length: enrolments.count }, (_, index) => contextOf(enrolments, index))
    const decision = new ZenEngine().createDecision(new ZenDecisionContent({ nodes, edges }))
    let rows: ReadonlyArray<Outcome.Row> = []
    const run = async (): Promise<void> => {
      const answers: Array<Answer> = []
      for (let begin = 0; begin < contexts.length; begin += inFlight) {
        const asked = contexts.slice(begin, begin + inFlight).map((context) => decision.evaluate(context))
        for (const { result } of await Promise.all(asked)) answers.push(result as Answer)
      }
      rows = settle(enrolments, answers)
    }
    return Promise.resolve({ run, outcome: () => Outcome.ofRows(rows) })
  }
}
