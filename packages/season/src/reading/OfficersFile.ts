/**
 * `officers.json`: who may do what in this season, by which decree. A season without one is a season on paper, whose
 * lists are prepared and nothing more.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Actor, Authority } from "@bina/core"
import { type CivilDate, CivilInterval, Money } from "@bina/policy"
import * as Plan from "../office/Plan.ts"
import * as JsonFile from "./JsonFile.ts"
import type * as ProgrammeFile from "./ProgrammeFile.ts"
import type * as ReadingError from "./ReadingError.ts"

// ---- Models

/** What an officer is called in the journal. Who stands behind it, the department knows; a name is not needed here. */
const Officer = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/))

/** A duty on a list, to record what the bank answered, to close a cohort, to erase a person. */
export const Task = Schema.Literals([...Authority.Task.literals, "close", "erase"])
export type Task = typeof Task.Type

const scopeOf = <S extends Schema.Codec<string, string>>(of: S) =>
  Schema.Union([Schema.Literal("all"), Schema.NonEmptyArray(of)])

/**
 * One appointment. `lines` are cohorts, whose budget lines bear their names; `during` is half-open, and without `to` it
 * has no end; `ceiling` is the greatest gross of a list, in whole units of the season's currency. What has no limit must say so.
 */
const appointmentOf = <Payer extends Schema.Codec<string, string>>(payer: Payer) =>
  Schema.Struct({
    officer: Officer,
    task: Task,
    lines: scopeOf(Schema.NonEmptyString),
    payers: scopeOf(payer),
    during: CivilInterval.CivilInterval,
    ceiling: Schema.Union([
      Schema.Literal("none"),
      Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000_000_000 }))
    ]),
    appointment: Schema.NonEmptyString
  })

const officersOf = (payer: Schema.Codec<string, string>) =>
  Schema.Struct({ appointments: Schema.NonEmptyArray(appointmentOf(payer)) })

/** What the file holds. */
export type Officers = ReturnType<typeof officersOf>["Type"]

// ---- Rules

/** The name of the file in the folder of a season. */
export const file = "officers.json"

/** Names under which the program itself acts; no officer has them. */
export const reserved: ReadonlySet<string> = new Set(["season-files", "command-line"])

/** Reads the text of `officers.json`; fails with {@link ReadingError.BrokenFile}. */
export const read = (
  text: string,
  { cohorts }: Pick<ProgrammeFile.Programme, "cohorts">,
  { payer }: Pick<ProgrammeFile.Form, "payer">
): Result.Result<Officers, ReadingError.BrokenFile> =>
  Result.flatMap(JsonFile.read(file, officersOf(payer), text), (officers) => {
    const alike = Actor.lookAlikes([
      ...officers.appointments.map(({ officer }) => Actor.id(officer)),
      ...[...reserved].map(Actor.id)
    ])
    if (alike !== undefined) {
      const [one, other] = alike
      return Result.fail(
        JsonFile.broken(
          file,
          `appointments: ${one} dan ${other} terbaca sebagai satu nama; satu petugas punya satu nama, dua petugas punya nama yang jelas berbeda`,
          `appointments: ${one} and ${other} are read as one id; one officer has one id, two officers have ids that are clearly different`
        )
      )
    }
    for (const [index, { lines, officer, task }] of officers.appointments.entries()) {
      const where = `appointments[${index}]`
      const broken = (id: string, en: string) => Result.fail(JsonFile.broken(file, id, en))
      if (reserved.has(officer)) {
        return broken(
          `${where}.officer: ${officer} adalah nama program ini sendiri; pakai nama lain`,
          `${where}.officer: ${officer} is the program itself; use another name`
        )
      }
      const unknown = lines === "all" ? undefined : lines.find((line) => !cohorts.some(({ id }) => id === line))
      if (unknown !== undefined) {
        return broken(
          `${where}.lines: tidak ada angkatan ${unknown} dalam musim ini`,
          `${where}.lines: this season has no cohort ${unknown}`
        )
      }
      if (task === "erase" && lines !== "all") {
        return broken(
          `${where}.lines: menghapus data menyangkut semua angkatan; tulis "all"`,
          `${where}.lines: erasing concerns every cohort; write "all"`
        )
      }
    }
    return Result.succeed(officers)
  })

/** The table by which the office decides who may do what with a list. */
export const tableOf = (season: string, { appointments }: Officers, currency: Money.Currency): Authority.Table =>
  appointments.flatMap(({ appointment, ceiling, during, lines, officer, payers, task }): Authority.Table => {
    if (task === "close" || task === "erase") return []
    const [first, ...others] = lines === "all" ? [] : lines
    return [
      {
        actor: Actor.id(officer),
        task,
        lines:
          first === undefined
            ? "all"
            : [Plan.cohortId(season, first), ...others.map((line) => Plan.cohortId(season, line))],
        payers,
        during,
        ceiling: ceiling === "none" ? "none" : Money.make(currency, Money.minorUnits(ceiling)),
        appointment
      }
    ]
  })

/** Everybody who is appointed for a task on a day, on a cohort where one is named, in the order of the file. */
export const appointedFor = (
  { appointments }: Officers,
  task: Task,
  on: CivilDate.CivilDate,
  cohort?: string
): ReadonlyArray<string> => [
  ...new Set(
    appointments
      .filter(
        (one) =>
          one.task === task &&
          CivilInterval.contains(one.during, on) &&
          (cohort === undefined || one.lines === "all" || one.lines.includes(cohort))
      )
      .map(({ officer }) => officer)
  )
]
