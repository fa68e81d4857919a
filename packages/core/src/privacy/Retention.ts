/**
 * Whether what is known of a person may be erased. Laws ask for it to be kept for years after the last payment or the
 * last day in a cohort, and a court or an auditor may hold it; until then erasure is refused with the day and the law.
 * Rules and holds are always given: nothing here knows a period of its own.
 */
import { Citation, CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** What a rule keeps: what concerns taking part, or what concerns money. */
export const Subject = Schema.Literals(["participation", "payment"])
export type Subject = typeof Subject.Type

/** Kept for so many whole years after the last thing that happened; a day that is not in that year is the day after. */
export const Rule = Schema.Struct({
  subject: Subject,
  years: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 200 })),
  basis: Citation.Citation
})
export type Rule = typeof Rule.Type

/** Kept until a day, whatever the rules say; on that day it may go. */
export const Hold = Schema.Struct({ until: CivilDate.CivilDate, basis: Citation.Citation })
export type Hold = typeof Hold.Type

/** Everything that speaks for keeping. */
export const Terms = Schema.Struct({ rules: Schema.Array(Rule), holds: Schema.Array(Hold) })
export type Terms = typeof Terms.Type

/** The days on which something last happened; a subject that is not there never concerned the person. */
export type LastDays = { readonly [S in Subject]?: CivilDate.CivilDate }

// ---- Errors

/** It has to be kept until a day, by this law or order: the one that keeps it longest. */
export class RetainedUntil extends Schema.TaggedError<RetainedUntil>()("RetainedUntil", {
  date: CivilDate.CivilDate,
  basis: Citation.Citation
}) {
  override get message(): string {
    return `what is known of this person has to be kept until ${this.date} (${Citation.short(this.basis)}): erase it then, or have the hold lifted`
  }
}

/** No rule says how long something of this kind is kept: not knowing the law is no permission to destroy. */
export class NoRule extends Schema.TaggedError<NoRule>()("NoRule", { subject: Subject }) {
  override get message(): string {
    return `no rule of retention was given for ${this.subject}: give one, with zero years where nothing has to be kept`
  }
}

// ---- Rules

/** Whether it may be erased on a day; fails with what keeps it longest. */
export const check = (
  { holds, rules }: Terms,
  last: LastDays,
  on: CivilDate.CivilDate
): Result.Result<void, RetainedUntil | NoRule | CivilDate.NotACivilDate> =>
  Result.gen(function* () {
    const kept: Array<Hold> = [...holds]
    for (const subject of Subject.literals) {
      const day = last[subject]
      if (day === undefined) continue
      const applying = rules.filter((rule) => rule.subject === subject)
      if (applying.length === 0) return yield* Result.fail(new NoRule({ subject }))
      for (const { basis, years } of applying) kept.push({ until: yield* yearsAfter(day, years), basis })
    }
    const longest = kept.reduce<Hold | undefined>(
      (most, hold) => (most === undefined || hold.until > most.until ? hold : most),
      undefined
    )
    if (longest !== undefined && on < longest.until) {
      return yield* Result.fail(new RetainedUntil({ date: longest.until, basis: longest.basis }))
    }
  })

/** The same day so many years later; 29 February becomes 1 March where there is none. */
const yearsAfter = (
  day: CivilDate.CivilDate,
  years: number
): Result.Result<CivilDate.CivilDate, CivilDate.NotACivilDate> => {
  const [year, month] = [CivilDate.year(day) + years, CivilDate.month(day)]
  const same = CivilDate.fromParts(year, month, Number(day.slice(8, 10)))
  return Result.isSuccess(same) || !(month === 2 && day.endsWith("29")) ? same : CivilDate.fromParts(year, 3, 1)
}
