/**
 * What a cohort came to, concluded from what its journal says: whom the list pays, how it stands beside its budget line,
 * what the corrections change, and everything that was wrong in its files.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Adjustment, Budget, type PayableList, type Person } from "@bina/core"
import { Money } from "@bina/policy"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as SeasonResult from "./SeasonResult.ts"

// ---- Models

/** What a cohort came to: its applications, what was listed and what is owed now, and whom to compare both for. */
export interface Outcome {
  readonly applications: ReadonlyArray<SeasonResult.ApplicationResult>
  readonly byPerson: ReadonlyMap<Person.Id, Roster.Applicant>
  readonly participants: ReadonlyArray<SeasonResult.Participant>
  readonly paid: PayableList.PayableList
  readonly owed: PayableList.PayableList
  readonly adjusted: ReadonlyArray<Person.Id>
  readonly problems: ReadonlyArray<Problem.Problem>
}

// ---- Rules

/** The result of a cohort, and everything that was wrong in its files. */
export const of = (
  files: SeasonFolder.CohortFiles,
  { adjusted: compared, applications, byPerson, owed, paid, participants, problems }: Outcome
) =>
  Result.gen(function* () {
    const { cohort } = files
    const adjusted = yield* Adjustment.ofLists({ paid, owed, people: compared })
    const payable = participants.flatMap(({ applicant, entitled }) =>
      entitled._tag === "Determined" ? [{ applicant, ...entitled.value }] : []
    )
    const result: SeasonResult.CohortResult = {
      cohort,
      applications,
      participants,
      payable,
      totals: {
        ...paid.totals,
        completed: payable.filter(({ completed }) => completed).length,
        open: participants.length - payable.length
      },
      budget: yield* budgetOf(cohort, paid),
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
      ...openAdjustments(files, adjusted)
    ]
    return { result, problems: inOrder(cohort.id, all) }
  })

/** The list against its budget line: paid whole or refused whole, with the choices where it is refused. */
const budgetOf = (
  { budgetLine, id }: ProgrammeFile.Cohort,
  list: PayableList.PayableList
): Result.Result<SeasonResult.BudgetResult, Money.CurrencyMismatch | Money.AmountTooLarge> =>
  Result.gen(function* () {
    const amount = Money.make(list.currency, Money.minorUnits(budgetLine.amount))
    const line = { id, account: budgetLine.account, amount }
    const check = yield* Budget.check(line, list)
    return check._tag === "WithinBudget"
      ? { line: budgetLine.amount, withinBudget: true, shortage: 0, choices: [] }
      : {
          line: budgetLine.amount,
          withinBudget: false,
          shortage: check.shortage.amount,
          choices: yield* Budget.variants(line, list)
        }
  })

/** Whoever the corrections name, in the order in which they first do. */
export const namedIn = (
  { corrections }: SeasonFolder.CohortFiles,
  personOf: (number: string) => Option.Option<Person.Id>
): ReadonlyArray<Person.Id> =>
  corrections.entries.flatMap(({ record }) => Option.toArray(Option.flatMap(record.number, personOf)))

const openAdjustments = ({ cohort: { id }, names }: SeasonFolder.CohortFiles, adjusted: Adjustment.Adjusted) => {
  const count = adjusted.undetermined.length + adjusted.invalid.length
  const file = SeasonFolder.fileOf(id, "corrections")
  return count === 0
    ? []
    : [Problem.make(Faults.openAdjustment, { file, column: names.day, value: String(count), shown: "time" })]
}

/** By file as the flow reads them, then row; a problem of a whole file comes after those of its rows. */
const inOrder = (id: string, problems: ReadonlyArray<Problem.Problem>): ReadonlyArray<Problem.Problem> => {
  const files = (["roster", "attendance", "corrections"] as const).map((kind) => SeasonFolder.fileOf(id, kind))
  const row = (problem: Problem.Problem) => Option.getOrElse(problem.row, () => Number.MAX_SAFE_INTEGER)
  return problems.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || row(a) - row(b))
}
