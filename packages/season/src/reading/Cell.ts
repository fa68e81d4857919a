/**
 * What a cell of an exported spreadsheet says before anybody asks what it means: empty, one of the words that people
 * write for "none", or something. Also the masks under which a personal value may be shown outside its own list.
 */
import * as Option from "effect/Option"

// ---- Rules

const noWords = new Set(["-", "tidak", "belum ada"])

/** A cell without the blanks around it (also the no-break space of web forms) and with single blanks inside. */
export const tidy = (cell: string): string => cell.replace(/[\s\u00a0\u200b\ufeff]+/g, " ").trim()

/** A cell as its words are compared: tidy and in small letters. */
export const fold = (cell: string): string => tidy(cell).toLowerCase()

/** Whether nobody wrote anything. */
export const isEmpty = (cell: string): boolean => tidy(cell) === ""

/** Whether somebody wrote a "no": `-`, `Tidak`, `Belum ada`, in any case. An empty cell says nothing. */
export const saysNo = (cell: string): boolean => noWords.has(fold(cell))

/** Whether there is no value in a cell, left empty or said to be none. Only for cells that are no answer by it. */
export const isNone = (cell: string): boolean => isEmpty(cell) || saysNo(cell)

/** What the form says of a cell that is left empty: that it is a "no", or nothing at all. */
export interface Form {
  readonly empty: "no" | "unknown"
}

/**
 * What a cell answers where a word is a "yes" and a word for none a "no". Silence is a "no" only in a column of which
 * the form says so ("Isi bila ada"); nothing else may decide about a person.
 */
export const answer = (cell: string, { empty }: Form): Option.Option<boolean> =>
  isEmpty(cell) ? (empty === "no" ? Option.some(false) : Option.none()) : Option.some(!saysNo(cell))

/** The form of a value without the value: `1,27107E+15` becomes `•,•••••x+••`, so that the mistake stays visible. */
export const maskForm = (value: string): string => value.replace(/\p{N}/gu, "•").replace(/\p{L}/gu, "x")

/** A name as it may stand on a screen: `Wulan Pane` becomes `W•••• P•••`. */
export const maskName = (name: string): string =>
  tidy(name)
    .split(" ")
    .map((word) => word.slice(0, 1) + "•".repeat(Math.max(0, [...word].length - 1)))
    .join(" ")

/** The last four characters of a number, behind dots: enough to recognise it, not enough to use it. */
export const maskNumber = (value: string): string => {
  const tidied = tidy(value)
  return tidied.length < 8 ? maskForm(tidied) : "•".repeat(tidied.length - 4) + tidied.slice(-4)
}
