/**
 * The work in ordinary code over ordinary objects: nested records, `Date` values, tables searched by date. This is what
 * most programs do today.
 */
import * as Figures from "../work/Figures.ts"
import * as Ordinary from "../work/Ordinary.ts"
import * as Outcome from "../work/Outcome.ts"
import * as Person from "../work/Person.ts"
import type { Contender } from "./Contender.ts"

const refusalOf = (person: Person.Person, age: number, scale: number): number => {
  if (age < Figures.adult || age >= Figures.tooOld) return 2
  if (person.district < 1 || person.district > Figures.lastDistrict) return 3
  if (person.isCivilServant) return 4
  if (scale === 0) return 5
  return person.priorProgrammes > Figures.mostEarlier ? 6 : 0
}

const decide = ({ list, programmes }: Person.People): ReadonlyArray<Outcome.Row> => {
  const seats = new Map<string, number>()
  const left = new Map([...programmes.values()].map(({ budget, id }) => [id, budget]))
  const nothing = (status: number, scale: number): Outcome.Row => ({ status, scale, gross: 0, tax: 0, net: 0 })

  return list.map((person) => {
    const programme = programmes.get(person.programmeId)!
    const scale = Ordinary.scaleOf(person.turnover, programme.startsOn)
    const refusal = refusalOf(person, Ordinary.ageOn(person.birthDate, programme.startsOn), scale)
    if (refusal !== 0) return nothing(refusal, scale)

    const key = `${person.householdId}|${person.programmeId}`
    const seated = seats.get(key) ?? 0
    if (seated >= Figures.mostOfHousehold) return nothing(7, scale)
    seats.set(key, seated + 1)

    const { amount, counted } = Ordinary.attendanceOf(person, programme)
    const gross = Math.min(amount, Figures.cap)
    const rest = left.get(person.programmeId)!
    if (gross > rest) {
      left.set(person.programmeId, 0)
      return nothing(8, scale)
    }
    left.set(person.programmeId, rest - gross)
    const tax = Ordinary.taxOn(gross, person.hasTaxId)
    const status = counted * 5 >= programme.sessionDates.length * 4 ? 0 : 1
    return { status, scale, gross, tax, net: gross - tax }
  })
}

export const ordinaryObjects: Contender = {
  title: "ordinary objects",
  remark: "nested objects with Date values, results as objects",
  prepare: (enrolments) => {
    const people = Person.people(enrolments)
    let rows: ReadonlyArray<Outcome.Row> = []
    return Promise.resolve({
      run: () => {
        rows = decide(people)
      },
      outcome: () => Outcome.ofRows(rows)
    })
  }
}
