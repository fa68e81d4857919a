/** The season as an office keeps it, over a durable file. */
import { Command, Moment, type Person } from "@bina/core"
import { Office } from "@bina/core/office"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { CivilDate } from "@bina/policy"
import * as Season from "./Season.ts"

// ---- Rules

export const order = (...names: ReadonlyArray<string | number>) => ({
  command: Command.id(names.join("/")),
  actor: Season.actor
})

/** An office over a file that is made. */
export const over = (file: string) =>
  Office.over({
    store: SqliteStore.layer({ file, masterKey: Redacted.make(new Uint8Array(32).fill(7)) }),
    policies: [Season.admission, Season.allowance],
    appointments: Season.appointments
  }).pipe(Layer.fresh)

/** Opens the programme and announces its cohorts. */
export const open = Effect.fn("open")(function* (size: Season.Size) {
  const office = yield* Office.Office
  const cohorts = Array.from({ length: size.cohorts }, (_, number) => Season.cohortOf(size, number))
  const [first, ...others] = cohorts.map(({ id }) => id)
  yield* office.openProgramme({
    ...order("open"),
    outline: {
      id: "keeping",
      title: "Keeping",
      organiser: "City",
      kind: "training",
      fiscalYear: 2024,
      timeZone: "Asia/Jakarta"
    },
    policies: { admission: Season.admission.fingerprint, allowance: Season.allowance.fingerprint },
    cohorts: [first!, ...others]
  })
  for (const cohort of cohorts)
    yield* office.scheduleCohort({ ...order("schedule", cohort.id), programme: "keeping", cohort })
})

/** Receives the applications of a cohort and gives its seats, and says who has one. Those of `early` are accepted. */
export const seat = Effect.fn("seat")(function* (size: Season.Size, number: number, early = size.seats) {
  const office = yield* Office.Office
  const { id: cohort } = Season.cohortOf(size, number)
  const applications = Array.from({ length: size.applications }, (_, row) => Season.applicationOf(number, row))
  const { answer } = yield* office.receiveApplications({ ...order("forms", number), cohort, applications })
  const { offered } = (yield* office.admit({ ...order("admit", number), cohort, answerBy: Season.answerBy })).answer
  yield* office.acceptSeats({ ...order("accept", number), cohort, applications: offered.slice(0, early) })
  yield* office.startCohort({ ...order("start", number), cohort })
  const people = new Map(answer.done.map(({ application, person }) => [application, person]))
  return { cohort, offered, seated: offered.slice(0, early).map((application) => people.get(application)!) }
})

/** One record. */
export const recordOf = (person: Person.Id, date: CivilDate.CivilDate, row: number) => ({
  person,
  date,
  mark: Season.mark,
  signatures: Season.signatures,
  observations: Season.observations,
  knownAt: Moment.makeUnsafe(`${date}T10:00:00`),
  source: `sheet-${date}.csv`,
  row
})

/** Records who came to each session, a sheet at a time. */
export const attend = Effect.fn("attend")(function* (
  size: Season.Size,
  { cohort, seated }: Effect.Success<ReturnType<typeof seat>>,
  dates = Season.dates(size)
) {
  const office = yield* Office.Office
  for (const date of dates) {
    const records = seated.map((person, row) => recordOf(person, date, row))
    yield* office.recordAttendance({ ...order("sheet", cohort, date), cohort, records })
  }
})

/** The whole season. Answers how many were assessed. */
export const season = Effect.fn("season")(function* (size: Season.Size) {
  const office = yield* Office.Office
  yield* open(size)
  let seated = 0
  for (let number = 0; number < size.cohorts; number++) {
    const filled = yield* seat(size, number)
    yield* attend(size, filled)
    yield* office.assess({ ...order("assess", number), cohort: filled.cohort })
    seated += filled.seated.length
  }
  return seated
})
