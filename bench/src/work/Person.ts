/**
 * Enrolments as most programs hold them: nested objects with text ids and `Date` values.
 */
import * as Enrolments from "./Enrolments.ts"

// ---- Models

export interface Session {
  readonly attended: boolean
  readonly masked: boolean
  readonly distanced: boolean
  readonly washed: boolean
}

export interface Programme {
  readonly id: string
  readonly startsOn: Date
  readonly sessionDates: ReadonlyArray<Date>
  readonly budget: number
}

export interface Person {
  readonly id: number
  readonly birthDate: Date
  readonly district: number
  readonly isCivilServant: boolean
  readonly householdId: string
  readonly turnover: number
  readonly capital: number
  readonly priorProgrammes: number
  readonly programmeId: string
  readonly sessions: ReadonlyArray<Session>
  readonly hasTaxId: boolean
}

export interface People {
  readonly programmes: ReadonlyMap<string, Programme>
  readonly list: ReadonlyArray<Person>
}

// ---- Rules

const at = (day: number): Date => new Date(day * 86_400_000)

const idOf = (programme: number): string => `P${String(programme).padStart(2, "0")}`

/** What was recorded of each session of one enrolment. */
export const sessionsOf = (from: Enrolments.Enrolments, index: number): ReadonlyArray<Session> =>
  Array.from({ length: from.sessions[from.programme[index]!]! }, (_, session) => {
    const bit = 1 << session
    return {
      attended: (from.attended[index]! & bit) !== 0,
      masked: (from.masked[index]! & bit) !== 0,
      distanced: (from.distanced[index]! & bit) !== 0,
      washed: (from.washed[index]! & bit) !== 0
    }
  })

/** The day of each session of a programme, as days since 1970-01-01. */
export const sessionDays = (from: Enrolments.Enrolments, programme: number): ReadonlyArray<number> =>
  Array.from(
    { length: from.sessions[programme]! },
    (_, session) => from.start[programme]! + Enrolments.sessionEvery * session
  )

/** Enrolments as objects. */
export const people = (from: Enrolments.Enrolments): People => {
  const programmes = Array.from(from.start, (start, index): Programme => ({
    id: idOf(index),
    startsOn: at(start),
    sessionDates: sessionDays(from, index).map(at),
    budget: from.budget[index]!
  }))
  const list = Array.from({ length: from.count }, (_, index): Person => ({
    id: index,
    birthDate: at(from.birth[index]!),
    district: from.district[index]!,
    isCivilServant: from.civil[index] === 1,
    householdId: `H${from.household[index]!}`,
    turnover: from.turnover[index]!,
    capital: from.capital[index]!,
    priorProgrammes: from.prior[index]!,
    programmeId: programmes[from.programme[index]!]!.id,
    sessions: sessionsOf(from, index),
    hasTaxId: from.taxId[index] === 1
  }))
  return { programmes: new Map(programmes.map((programme) => [programme.id, programme])), list }
}
