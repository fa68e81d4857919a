/**
 * What the bank answered to a list that was released: recorded from its file, whole or not at all, then settled by an
 * officer who says that nothing more is expected.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { DisbursementCommand, DisbursementState } from "@bina/core/journal"
import { Office, type Requests } from "@bina/core/office"
import type { Text } from "@bina/policy"
import { type BankAnswers, Duties, Faults, Pack, Problem, SeasonFolder } from "@bina/season"
import type * as Desk from "./Desk.ts"
import * as Lists from "./Lists.ts"
import * as Refused from "./Refused.ts"

// ---- Models

/** Which list, by its cohort or its own name, which file, and who records it. */
export interface Record extends Desk.Request {
  readonly list: string
  readonly officer: string
  readonly file: string
}

/** Which list, and who says that nothing more is expected. */
export type Settle = Omit<Record, "file">

// ---- Rules

/** Records every answer of a file. One that is recorded already does nothing, so a longer file may follow. */
export const record = Effect.fn("BankFile.record")((request: Record) =>
  Lists.step(request, (desk, step, state) =>
    Effect.gen(function* () {
      if (!answered.has(state.stage)) {
        return yield* new DisbursementCommand.NotAtThisStage({
          command: "RecordPaid",
          stage: state.stage,
          from: ["Released"]
        })
      }
      const { file } = request
      const { entries, problems } = yield* SeasonFolder.answers(file, desk.programme)
      const { answers, unjoined } = yield* joined(file, entries, state)
      const wrong = [...problems, ...unjoined].toSorted((a, b) => rowOf(a) - rowOf(b))
      if (wrong.length > 0) return yield* refusal(file, wrong)
      return yield* Duties.recordAnswers(step, answers, state)
    })
  )
)

/** Ends a list of which every payment is answered. */
export const settle = Effect.fn("BankFile.settle")((request: Settle) =>
  Lists.step(request, (_, step, state) => Duties.settle(step, state))
)

// ---- What a row is about

const answered: ReadonlySet<DisbursementState.Stage> = new Set(["Released", "Settled"])

const rowOf = ({ row }: Problem.Problem): number => Option.getOrElse(row, () => 0)

/** Finds for each row the payment of its person on the list, by their number alone. */
const joined = (file: string, rows: ReadonlyArray<BankAnswers.Row>, list: DisbursementState.Listed) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    const { identities, texts } = yield* Pack.Pack
    const byPerson = new Map(
      list.order.flatMap((obligation) => {
        const known = DisbursementState.instructed(list, obligation)
        return known === undefined ? [] : [[known.instruction.person, { obligation, ...known }] as const]
      })
    )
    const answers: Array<Requests.BankAnswer> = []
    const unjoined: Array<Problem.Problem> = []
    const seen = new Set<string>()
    for (const row of rows) {
      const wrong = (fault: Problem.Fault, column: string) =>
        void unjoined.push(Problem.make(fault, { file, row: row.line, column }))
      const person = yield* office.find({ kind: identities.person, number: Redacted.make(row.number) })
      const known = Option.isNone(person) ? undefined : byPerson.get(person.value)
      if (seen.has(row.number)) wrong(Faults.answeredTwice(texts.number), texts.number)
      else if (known === undefined) wrong(Faults.answeredElsewhere(texts.number), texts.number)
      else if (contradicts(known.answer, row)) wrong(Faults.answeredOtherwise, "Referensi")
      else {
        const { reference } = row
        answers.push(
          row._tag === "Paid"
            ? { _tag: row._tag, obligation: known.obligation, reference }
            : { _tag: row._tag, obligation: known.obligation, reference, reason: row.reason }
        )
      }
      seen.add(row.number)
    }
    return { answers, unjoined }
  })

/** What was paid may still come back; all else stands as it was recorded. */
const contradicts = (known: DisbursementState.Answer, { _tag, reference }: BankAnswers.Row): boolean => {
  switch (known._tag) {
    case "Awaited":
      return false
    case "Paid":
      return _tag === "Paid" && known.reference !== reference
    case "Returned":
      return _tag === "Paid" ? known.paid !== reference : known.reference !== reference
  }
}

/** Where the file is wrong, and what to do there. No cell is repeated. */
const refusal = (file: string, wrong: ReadonlyArray<Problem.Problem>): Refused.Refused => {
  const lines = (language: Text.Language, row: string, column: string) =>
    wrong.map((one) => {
      const at = [`${row} ${rowOf(one)}`, ...(one.column === "" ? [] : [`${column} ${one.column}`])].join(", ")
      return `  ${at}: ${one.reason[language]}; ${one.mend[language]}`
    })
  return Refused.refuse(
    [`tidak ada yang dicatat dari ${file}:`, ...lines("id", "baris", "kolom")].join("\n"),
    [`nothing of ${file} was recorded:`, ...lines("en", "row", "column")].join("\n")
  )
}
