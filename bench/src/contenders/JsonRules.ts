/**
 * The work with `json-rules-engine`: one engine, conditions as JSON, one run an enrolment. It has no arithmetic, so what
 * is computed (age, scale, allowance) are fact functions, as its documentation shows; it has no memory from one record
 * to the next, so household and budget are left to the host.
 */
import { type Almanac, Engine, type TopLevelCondition } from "json-rules-engine"
import * as Figures from "../work/Figures.ts"
import * as Order from "../work/Order.ts"
import * as Ordinary from "../work/Ordinary.ts"
import * as Outcome from "../work/Outcome.ts"
import * as Person from "../work/Person.ts"
import type { Contender } from "./Contender.ts"

interface Attendance {
  /** Negative when fewer than four fifths of the sessions count. */
  readonly enough: number
  readonly gross: number
}

const personOf = (almanac: Almanac): Promise<Person.Person> => almanac.factValue<Person.Person>("person")

const engineFor = ({ programmes }: Person.People): Engine => {
  const engine = new Engine([], { allowUndefinedFacts: false })
  engine.addFact("programme", async (_, almanac) => programmes.get((await personOf(almanac)).programmeId))
  const programmeOf = (almanac: Almanac) => almanac.factValue<Person.Programme>("programme")
  engine.addFact("age", async (_, almanac) =>
    Ordinary.ageOn((await personOf(almanac)).birthDate, (await programmeOf(almanac)).startsOn)
  )
  engine.addFact("scale", async (_, almanac) =>
    Ordinary.scaleOf((await personOf(almanac)).turnover, (await programmeOf(almanac)).startsOn)
  )
  engine.addFact("attendance", async (_, almanac): Promise<Attendance> => {
    const programme = await programmeOf(almanac)
    const { amount, counted } = Ordinary.attendanceOf(await personOf(almanac), programme)
    return { enough: counted * 5 - programme.sessionDates.length * 4, gross: Math.min(amount, Figures.cap) }
  })

  const refuse = (name: string, priority: number, status: number, conditions: TopLevelCondition): void => {
    engine.addRule({
      name,
      priority,
      conditions,
      event: { type: "refuse", params: { status } },
      // The first reason decides; the engine need not look at the others.
      onSuccess: () => {
        engine.stop()
      }
    })
  }
  const ofPerson = (path: string, operator: string, value: unknown) => ({ fact: "person", path, operator, value })
  refuse("age", 100, 2, {
    any: [
      { fact: "age", operator: "lessThan", value: Figures.adult },
      { fact: "age", operator: "greaterThanInclusive", value: Figures.tooOld }
    ]
  })
  refuse("domicile", 90, 3, {
    any: [ofPerson("$.district", "lessThan", 1), ofPerson("$.district", "greaterThan", Figures.lastDistrict)]
  })
  refuse("civil-servant", 80, 4, { all: [ofPerson("$.isCivilServant", "equal", true)] })
  refuse("scale", 70, 5, { all: [{ fact: "scale", operator: "equal", value: 0 }] })
  refuse("prior", 60, 6, { all: [ofPerson("$.priorProgrammes", "greaterThan", Figures.mostEarlier)] })

  const taxed = (hasTaxId: boolean, percent: number): void => {
    engine.addRule({
      priority: 40,
      conditions: {
        all: [
          { fact: "attendance", path: "$.gross", operator: "greaterThan", value: Figures.taxedAbove },
          ofPerson("$.hasTaxId", "equal", hasTaxId)
        ]
      },
      event: { type: "tax", params: { percent } }
    })
  }
  taxed(true, Figures.percentWithTaxId)
  taxed(false, Figures.percentWithout)
  engine.addRule({
    priority: 30,
    conditions: { all: [{ fact: "attendance", path: "$.enough", operator: "lessThan", value: 0 }] },
    event: { type: "incomplete" }
  })
  return engine
}

/** What the engine says of one enrolment; `status` is 0 or 1 where the host goes on. */
const ask = async (engine: Engine, person: Person.Person) => {
  const { almanac, events } = await engine.run({ person })
  const scale = await almanac.factValue<number>("scale")
  let status = 0
  let percent = 0
  for (const { params, type } of events) {
    if (type === "refuse" && status < 2) status = params!["status"] as number
    else if (type === "tax") percent = params!["percent"] as number
    else if (type === "incomplete" && status === 0) status = 1
  }
  const gross = status < 2 ? (await almanac.factValue<Attendance>("attendance")).gross : 0
  return { status, scale, gross, percent }
}

export const jsonRules: Contender = {
  title: "json-rules-engine",
  remark: "one run an enrolment; arithmetic as fact functions, household and budget by the host",
  prepare: (enrolments) => {
    const people = Person.people(enrolments)
    const engine = engineFor(people)
    let rows: ReadonlyArray<Outcome.Row> = []
    const run = async (): Promise<void> => {
      const host = Order.host(enrolments)
      const made: Array<Outcome.Row> = []
      for (const [index, person] of people.list.entries()) {
        const { gross, percent, scale, status } = await ask(engine, person)
        const standing =
          status < 2 ? host(enrolments.programme[index]!, enrolments.household[index]!, gross) : "refused"
        if (standing === "paid") {
          const tax = Math.floor((gross * percent) / 100)
          made.push({ status, scale, gross, tax, net: gross - tax })
        } else {
          const refused = standing === "household" ? 7 : standing === "budget" ? 8 : status
          made.push({ status: refused, scale, gross: 0, tax: 0, net: 0 })
        }
      }
      rows = made
    }
    return Promise.resolve({ run, outcome: () => Outcome.ofRows(rows) })
  }
}
