/**
 * Rupiah as people write them: `Rp 250.000.000`, `Rp250.000.000,-`, `750 juta`, `1,2 miliar`. A dot groups thousands and
 * a comma marks decimals; what could mean two amounts is refused rather than guessed, for a factor of a thousand
 * decides whether a business is small. All arithmetic is on whole numbers.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Money, type Text } from "@bina/policy"

// ---- Errors

/**
 * Why a text is not an amount. `ambiguous`: a dot that does not group thousands (`1.5`), one beside a word for a
 * power of ten (`1.025 miliar` is a thousand times more or less for different writers), or three decimals beside `ribu`
 * or `juta`. `grouping`: commas that group (`1,234,567`), or groups that are not of three. `fraction`: less than a rupiah is left over. `too-large`: beyond what
 * stays exact.
 */
export const Reason = Schema.Literals([
  "empty",
  "negative",
  "spreadsheet",
  "ambiguous",
  "grouping",
  "fraction",
  "too-large",
  "form"
])
export type Reason = typeof Reason.Type

/** The text is not an amount of rupiah. The message never repeats it: what somebody earns is personal. */
export class UnreadableAmount extends Schema.TaggedError<UnreadableAmount>()("UnreadableAmount", { reason: Reason }) {
  override get message(): string {
    const what = {
      empty: "the amount is empty",
      negative: "the amount is negative",
      spreadsheet: "a spreadsheet has rounded the amount",
      ambiguous: "the dot or comma in the amount could group thousands or mark decimals",
      grouping: "the amount is not grouped in threes by dots",
      fraction: "the amount is not a whole number of rupiah",
      "too-large": "the amount is too large to be exact",
      form: "this is not an amount of rupiah"
    }
    return `${what[this.reason]}: write all its digits, for example Rp 1.250.000, or a word with a decimal comma, for example 1,2 miliar`
  }
}

// ---- Rules

/** Zeros that a word stands for. `m` is miliar: in Indonesian it never stands for a million. */
const zerosOf: ReadonlyMap<string, number> = new Map([
  ["ribu", 3],
  ["rb", 3],
  ["juta", 6],
  ["jt", 6],
  ["miliar", 9],
  ["milyar", 9],
  ["mlr", 9],
  ["m", 9],
  ["triliun", 12],
  ["trilyun", 12],
  ["t", 12]
])

const refuse = (reason: Reason): Result.Result<never, UnreadableAmount> => Result.fail(new UnreadableAmount({ reason }))

/**
 * Reads an amount of whole rupiah, at least 0. `Rp`, `Rp.` or `IDR` before it, `,-` or `,00` or `rupiah` after it, a
 * leading apostrophe and spaces do not matter.
 *
 * ```ts
 * import { Rupiah } from "@bina/indonesia"
 *
 * Rupiah.parse("1,2 miliar") // 1_200_000_000
 * Rupiah.parse("1.5") // refused: UnreadableAmount, "ambiguous"
 * ```
 */
export const parse = (text: string): Result.Result<Money.MinorUnits, UnreadableAmount> => {
  const written = text
    .trim()
    .replace(/^['’‘`]+/, "")
    .toLowerCase()
  if (written === "") return refuse("empty")
  const unnamed = written.endsWith("rupiah") ? written.slice(0, -6).trimEnd() : written
  const amount = unnamed.replace(/^(rp\.?|idr)\s*/, "").replace(/[,.]-$/, "")
  if (/^[-−(]\s*(rp\.?\s*)?\d/.test(amount) || /^[-−(]\s*rp/.test(written)) return refuse("negative")
  if (/^\d([.,]\d+)?e\+?\d+$/.test(amount)) return refuse("spreadsheet")
  const match = /^(\d[\d.,]*)\s*([a-z]*)\.?$/.exec(amount)
  if (match === null) return refuse("form")
  const [number, word] = [match[1]!, match[2]!]
  if (word === "") return plain(number)
  const zeros = zerosOf.get(word)
  return zeros === undefined ? refuse("form") : scaled(number, zeros)
}

const plain = (number: string): Result.Result<Money.MinorUnits, UnreadableAmount> => {
  const match = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/.exec(number)
  if (match === null) return refuse(/^\d+\.\d+$/.test(number) ? "ambiguous" : "grouping")
  const sen = match[2]
  if (sen === undefined || sen === "00") return whole(match[1]!.replaceAll(".", ""))
  // `250,000` is a group of an English writer; read as a decimal it would lose a factor of a thousand.
  return refuse(sen.length === 3 ? "grouping" : "fraction")
}

const scaled = (number: string, zeros: number): Result.Result<Money.MinorUnits, UnreadableAmount> => {
  if (number.includes(".")) return refuse("ambiguous")
  const match = /^(\d+)(?:,(\d+))?$/.exec(number)
  if (match === null) return refuse("grouping")
  // Beside ribu and juta, three decimals may be a group: both readings are amounts that businesses have. Beside miliar
  // the other reading would be a trillion.
  if (match[2]?.length === 3 && zeros < 9) return refuse("ambiguous")
  const decimals = (match[2] ?? "").replace(/0+$/, "")
  return decimals.length > zeros ? refuse("fraction") : whole(`${match[1]!}${decimals.padEnd(zeros, "0")}`)
}

const whole = (digits: string): Result.Result<Money.MinorUnits, UnreadableAmount> => {
  const significant = digits.replace(/^0+(?=\d)/, "")
  // Sixteen digits and fewer convert exactly enough to be compared with the limit; more are beyond it.
  const amount = Number(significant)
  return significant.length <= 16 && Number.isSafeInteger(amount)
    ? Result.succeed(Money.minorUnits(amount))
    : refuse("too-large")
}

/**
 * Writes an amount for people: `Rp 1.250.000` in Indonesian, `IDR 1,250,000` in English, a minus before a negative one.
 * {@link parse} reads the Indonesian form of what is not negative.
 */
export const format = (amount: Money.MinorUnits, language: Text.Language): string => {
  const digits = String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, language === "id" ? "." : ",")
  return `${amount < 0 ? "-" : ""}${language === "id" ? "Rp" : "IDR"} ${digits}`
}
