/**
 * A season from its files to its lists, as a pure function: cohorts are filled in the order in which the programme
 * lists them, since a seat in an earlier one counts in the later ones; what each is owed and adjusted follows.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Adjustment, type Admission, type PayableList, type Person, type Schedule, type Seat } from "@bina/core"
import { TransportPrice } from "@bina/indonesia"
import { Money } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Payment from "./Payment.ts"
import * as People from "./People.ts"
import * as Presence from "./Presence.ts"
import * as Seating from "./Seating.ts"
import type * as SeasonResult from "./SeasonResult.ts"

// ---- Errors

/** Why a season cannot be computed: its policies or limits contradict themselves. A person's papers never are a cause. */
export type NotComputable =
  | Admission.NotFillable
  | Payment.NotPayable
  | Schedule.NotASchedule
  | Adjustment.NotOnList
  | Adjustment.DifferentCohorts
  | Money.CurrencyMismatch
  | Money.AmountTooLarge

// ---- Rules

/** Everything that a season comes to. */
export const of = ({
  cohorts,
  programme
}: SeasonFolder.SeasonFiles): Result.Result<SeasonResult.SeasonResult, NotComputable> =>
  Result.gen(function* () {
    const people = People.make()
    const allowance = Policies.allowanceIn(ProgrammeFile.cityOf(programme))
    const results: Array<SeasonResult.CohortResult> = []
    const problems: Array<Problem.Problem> = [...aboutProgramme(programme)]
    const seats: Array<Seat.Seat> = []
    for (const files of cohorts) {
      const filled = yield* cohortOf(files, { allowance, people, earlier: seats })
      // One by one: a spread of a hundred thousand would exhaust the stack.
      for (const seat of filled.seats) seats.push(seat)
      for (const problem of filled.problems) problems.push(problem)
      results.push(filled.result)
    }
    return { programme, allowance, cohorts: results, problems }
  })

/** What a cohort needs of the season: its policy, who is who, and the seats of the cohorts filled before. */
interface SoFar {
  readonly allowance: SeasonResult.Allowance
  readonly people: People.People
  readonly earlier: ReadonlyArray<Seat.Seat>
}

const cohortOf = (files: SeasonFolder.CohortFiles, { allowance, earlier, people }: SoFar) =>
  Result.gen(function* () {
    const { cohort } = files
    const { applications, seats } = yield* Seating.fill(cohort, files.roster.entries, people, earlier)
    const holders = applications.flatMap(({ applicant, determination }) =>
      determination._tag === "Seated" ? [{ applicant, person: people.of(Option.getOrThrow(applicant.nik.digits)) }] : []
    )
    const presence = yield* Presence.of(
      files,
      holders.map(({ person }) => person),
      people
    )
    const paid = yield* Payment.of(allowance, cohort, withDays(holders, presence.asPaid))
    const owed = yield* Payment.of(allowance, cohort, withDays(holders, presence.asCorrected))
    const byPerson = new Map(holders.map(({ applicant, person }) => [person, applicant]))
    const { problems, result } = yield* concluded(files, {
      applications,
      byPerson,
      paid,
      owed: owed.list,
      adjusted: namedIn(files, (nik) => Option.some(people.of(nik))).filter((person) => byPerson.has(person)),
      problems: presence.problems
    })
    return { result, seats, problems }
  })

/** What a cohort came to: its applications, what was paid and what is owed now, and whom to compare both for. */
export interface Outcome {
  readonly applications: ReadonlyArray<SeasonResult.ApplicationResult>
  readonly byPerson: ReadonlyMap<Person.Id, Roster.Applicant>
  readonly paid: Payment.Payment
  readonly owed: PayableList.PayableList
  readonly adjusted: ReadonlyArray<Person.Id>
  readonly problems: ReadonlyArray<Problem.Problem>
}

/** The result of a cohort from what it came to, and everything that was wrong in its files. */
export const concluded = (
  files: SeasonFolder.CohortFiles,
  { adjusted: compared, applications, byPerson, owed, paid, problems }: Outcome
) =>
  Result.gen(function* () {
    const { cohort } = files
    const adjusted = yield* Adjustment.ofLists({ paid: paid.list, owed, people: compared })
    const payable = paid.participants.flatMap(({ applicant, entitled }) =>
      entitled._tag === "Determined" ? [{ applicant, ...entitled.value }] : []
    )
    const result: SeasonResult.CohortResult = {
      cohort,
      applications,
      participants: paid.participants,
      payable,
      totals: {
        ...paid.list.totals,
        completed: payable.filter(({ completed }) => completed).length,
        open: paid.participants.length - payable.length
      },
      budget: yield* Payment.budgetOf(cohort, paid.list),
      adjustments: adjusted.adjustments.map(({ person, kind, gross, tax, net }) => ({
        applicant: byPerson.get(person)!,
        kind,
        gross,
        tax,
        net
      }))
    }
    const all = [
      ...files.roster.problems,
      ...files.attendance.problems,
      ...files.corrections.problems,
      ...problems,
      ...openAdjustments(cohort, adjusted)
    ]
    return { result, problems: inOrder(cohort.id, all) }
  })

const withDays = (
  holders: ReadonlyArray<Pick<Payment.Seated, "applicant" | "person">>,
  days: Presence.Presence["asPaid"]
): ReadonlyArray<Payment.Seated> => holders.map((holder) => ({ ...holder, days: days.get(holder.person)! }))

/** Whoever the corrections name, in the order in which they first do. */
export const namedIn = (
  { corrections }: SeasonFolder.CohortFiles,
  personOf: (nik: string) => Option.Option<Person.Id>
): ReadonlyArray<Person.Id> =>
  corrections.entries.flatMap(({ record }) => Option.toArray(Option.flatMap(record.nik, personOf)))

const openAdjustments = ({ id }: ProgrammeFile.Cohort, adjusted: Adjustment.Adjusted) => {
  const count = adjusted.undetermined.length + adjusted.invalid.length
  const place = { file: SeasonFolder.fileOf(id, "corrections"), column: "Tanggal", value: String(count) }
  return count === 0 ? [] : [Problem.make(Faults.openAdjustment, place)]
}

/** By file as the flow reads them, then row; a problem of a whole file comes after those of its rows. */
const inOrder = (id: string, problems: ReadonlyArray<Problem.Problem>): ReadonlyArray<Problem.Problem> => {
  const files = (["roster", "attendance", "corrections"] as const).map((kind) => SeasonFolder.fileOf(id, kind))
  const row = (problem: Problem.Problem) => Option.getOrElse(problem.row, () => Number.MAX_SAFE_INTEGER)
  return problems.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || row(a) - row(b))
}

/** What an officer should look at in the programme itself: prices above the standard that binds a payer, full rooms. */
export const aboutProgramme = (programme: ProgrammeFile.Programme): ReadonlyArray<Problem.Problem> =>
  programme.cohorts.flatMap((cohort) => {
    const { dailyTransport, id, quota, venue } = cohort
    const price = TransportPrice.compareWithStandard(Money.minorUnits(dailyTransport), ProgrammeFile.endsOn(cohort))
    const tell = (fault: Problem.Fault, column: string, value: number) =>
      Problem.make(fault, { file: ProgrammeFile.file, column, value: `${id}: ${value}` })
    return [
      ...(price._tag === "AboveStandard" ? [tell(Faults.aboveStandard, "dailyTransport", dailyTransport)] : []),
      ...(quota > venue.capacity ? [tell(Faults.aboveCapacity, "quota", quota)] : [])
    ]
  })
