/**
 * Small, medium or large industry, by workers and investment (Permenperin 64/2016). It is another question than the
 * scale of a business (`MsmeScale`): a firm that has invested exactly one billion rupiah is medium industry and, since
 * 2021, a micro business. Ask both and keep both.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Citation, CivilDate, type History, Money, Parameter, type Unit, type Expression } from "@bina/policy"
import { permenperin64of2016 } from "../citation/BusinessLaw.ts"

// ---- Models

/** The class of an industry: kecil, menengah, besar. */
export const Scale = Schema.Literals(["small", "medium", "large"])
export type Scale = typeof Scale.Type

/** Workers, and investment in rupiah without land and building (they usually coincide with the owner's home). */
export interface Firm {
  readonly workers: number
  readonly investment: Money.MinorUnits
}

/** The class and where it stands. */
export interface Classified {
  readonly scale: Scale
  readonly citation: Citation.Citation
}

/** A dated table of classes over an amount of rupiah. */
export type Table = Parameter.Parameter<
  ReadonlyArray<Parameter.BandRow<Scale>>,
  (operand: Parameter.TableInput) => Expression.TextExpression<Scale>
>

// ---- Errors

/**
 * Since UU 11/2020 it is not certain that the classes still hold: whoever uses them must say on what authority.
 */
export class NeedsBasis extends Schema.TaggedError<NeedsBasis>()("NeedsBasis", { on: CivilDate.CivilDate }) {
  override get message(): string {
    return `whether the classes of Permenperin 64/2016 still held on ${this.on} is not certain: name the authority on which they are used`
  }
}

/** The number of workers is not a whole number from 0 up, or the investment is negative. */
export class NotAFirm extends Schema.TaggedError<NotAFirm>()("NotAFirm", {}) {
  override get message(): string {
    return "workers must be a whole number from 0 up, and investment must not be negative"
  }
}

// ---- Rules

const rupiah: Unit.NumberUnit = { kind: "money", currency: Money.currency("IDR") }

const table = (name: string, words: string, bands: ReadonlyArray<Parameter.BandRow<Scale>>): Table =>
  Parameter.classes<Scale>(`industry.scale.${name}`, rupiah, {
    text: { id: `skala industri, ${words}`, en: `scale of industry, ${name}` },
    // The month is known, the day is not: the table begins when it certainly held.
    values: [{ from: "2016-08-01", value: bands as never, citation: permenperin64of2016 }],
    after: "extends"
  })

/** Workers up to which a firm is read in {@link fewWorkers}, included. */
export const fewWorkersAtMost = 19

/** With at most 19 workers: small below one billion ("kurang dari": strictly), medium from there on, however much. */
export const fewWorkers: Table = table("at-most-19-workers", "paling banyak 19 tenaga kerja", [
  { upTo: 999_999_999, value: "small" },
  { value: "medium" }
])

/** With 20 workers and more: medium through fifteen billion, large above. */
export const manyWorkers: Table = table("at-least-20-workers", "paling sedikit 20 tenaga kerja", [
  { upTo: 15_000_000_000, value: "medium" },
  { value: "large" }
])

/** The day from which the use of the classes needs a basis of its own. */
export const uncertainFrom: CivilDate.CivilDate = CivilDate.makeUnsafe("2020-11-02")

/** The class of a firm on a day; from 2020-11-02 on `basis` names the authority on which the classes are still used. */
export const classify = (
  firm: Firm,
  { basis, on }: { readonly on: CivilDate.CivilDate; readonly basis?: Citation.Citation }
): Result.Result<Classified, NotAFirm | NeedsBasis | History.NoValueOn> => {
  const { investment, workers } = firm
  if (!Number.isSafeInteger(workers) || workers < 0 || investment < 0) return Result.fail(new NotAFirm())
  if (on >= uncertainFrom && basis === undefined) return Result.fail(new NeedsBasis({ on }))
  return Result.map(Parameter.valueOn(workers <= fewWorkersAtMost ? fewWorkers : manyWorkers, on), (found) => ({
    scale: found.value.find(({ upTo }) => upTo === undefined || investment <= upTo)!.value,
    citation: on >= uncertainFrom ? basis! : found.citation!
  }))
}
