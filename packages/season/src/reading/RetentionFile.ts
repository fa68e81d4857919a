/**
 * `retention.json`: for how long the law keeps what is known of a person, and who holds it longer. No period is built in:
 * how long something has to be kept is for the department and its archivist to say, each with its source.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Retention } from "@bina/core"
import { Citation, CivilDate } from "@bina/policy"
import * as JsonFile from "./JsonFile.ts"
import type * as ProgrammeFile from "./ProgrammeFile.ts"
import type * as ReadingError from "./ReadingError.ts"

// ---- Models

/** Kept until a day by an order: of a court, an auditor. `all`, or whoever applied to one of these cohorts. */
export const Hold = Schema.Struct({
  until: CivilDate.CivilDate,
  cohorts: Schema.Union([Schema.Literal("all"), Schema.NonEmptyArray(Schema.NonEmptyString)]),
  basis: Citation.Citation
})
export type Hold = typeof Hold.Type

/**
 * `basis` is by what law people are erased at all. Each rule keeps for whole years after the last event of its subject in
 * the journal: `participation` is what concerns cohorts, `payment` what concerns money.
 */
export const Terms = Schema.Struct({
  basis: Citation.Citation,
  rules: Schema.NonEmptyArray(Retention.Rule),
  holds: Schema.Array(Hold)
})
export type Terms = typeof Terms.Type

// ---- Rules

/** The name of the file in the folder of a season, unless another is named. */
export const file = "retention.json"

/** Reads the text of a file of retention; fails with {@link ReadingError.BrokenFile}. */
export const read = (
  name: string,
  text: string,
  { cohorts }: Pick<ProgrammeFile.Programme, "cohorts">
): Result.Result<Terms, ReadingError.BrokenFile> =>
  Result.flatMap(JsonFile.read(name, Terms, text), (terms) => {
    const broken = (id: string, en: string) => Result.fail(JsonFile.broken(name, id, en))
    const uncertain = terms.rules.findIndex(({ basis }) => basis.confidence === "uncertain")
    if (uncertain >= 0) {
      return broken(
        `rules[${uncertain}].basis: masa simpan ini ditandai "uncertain"; pastikan dahulu dengan arsiparis`,
        `rules[${uncertain}].basis: this period is marked "uncertain"; have it confirmed by the archivist first`
      )
    }
    const missing = Retention.Subject.literals.find((subject) => !terms.rules.some((rule) => rule.subject === subject))
    if (missing !== undefined) {
      return broken(
        `rules: tidak ada aturan untuk ${missing}; tulis 0 tahun bila tidak ada yang harus disimpan`,
        `rules: there is none for ${missing}; write 0 years where nothing has to be kept`
      )
    }
    for (const [index, hold] of terms.holds.entries()) {
      const unknown =
        hold.cohorts === "all" ? undefined : hold.cohorts.find((cohort) => !cohorts.some(({ id }) => id === cohort))
      if (unknown === undefined) continue
      return broken(
        `holds[${index}].cohorts: tidak ada angkatan ${unknown} dalam musim ini`,
        `holds[${index}].cohorts: this season has no cohort ${unknown}`
      )
    }
    return Result.succeed(terms)
  })
