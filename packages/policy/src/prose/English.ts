/**
 * The English of regulations, as close to the Indonesian as two languages can be: articles, numbered paragraphs and
 * schedules stand under the same numbers.
 */
import type * as Rounding from "../vocabulary/Rounding.ts"
import type { Clauses, Grammar, Lists, Nouns, Openings, Parts, Tables } from "./Grammar.ts"
import * as Names from "./Names.ts"

// ---- Joining

const joined = (parts: ReadonlyArray<string>, word: string): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`

const article = ({ number, title }: Names.Article): string =>
  title === undefined ? `article ${number}` : `article ${number} (${title})`

/** Labels are written without an article, like the headings of a form. */
const the = (label: string): string => (/^(the|an?|no|any|each|every|all)\s/i.test(label) ? label : `the ${label}`)

const figure = ({ label, number }: Names.Schedule): string => `${the(label)} (schedule ${number})`

const roundings: Readonly<Record<Rounding.Rounding, string>> = {
  down: "rounded down",
  up: "rounded up",
  "half-up": "rounded to the nearest whole number, halves up",
  "half-even": "rounded to the nearest whole number, halves to the even one"
}

const where = (list: string, clause: string | undefined): string =>
  clause === undefined ? the(list) : `those of ${the(list)} ${clause}`

// ---- Words

const nouns: Nouns = {
  the,
  quoted: (word) => `“${word}”`,
  ofElement: (label, list) => `${label} of that one of the ${list}`,
  yesNo: (yes) => (yes ? "“yes”" : "“no”"),
  articleValue: (rule) => `the result of ${article(rule)}`,
  paragraphValue: (number) => `the value in paragraph (${number})`,
  plus: (parts) => parts.join(" plus "),
  minus: (left, right) => `${left} less ${right}`,
  times: (left, right) => `${left} times ${right}`,
  atMost: (operand, bound) => `${operand}, but at most ${bound}`,
  atLeast: (operand, bound) => `${operand}, but at least ${bound}`,
  atMostIfSet: (operand, bound) => `${operand}, and where ${bound} is set, at most that much`,
  atLeastIfSet: (operand, bound) => `${operand}, and where ${bound} is set, at least that much`,
  ratio: (numerator, denominator) => `the fraction of ${numerator} in ${denominator}`,
  share: (ratio, operand, rounding) => `${ratio} of ${operand}, ${roundings[rounding]}`,
  age: (birth, on) => `the age on ${on} by ${birth}`,
  years: (number) => `${number} years`,
  days: (number) => `${number} days`,
  daysBetween: (from, to) => `the number of days from ${from} to ${to}`,
  daysAfter: (date, days) => `the day that lies ${days} days after ${date}`,
  daysBefore: (date, days) => `the day that lies ${days} days before ${date}`,
  parameter: (parameter, on) => `${figure(parameter)} in force on ${on}`,
  band: (table, operand, on) =>
    `the value for ${operand} by the table “${table.label}” (schedule ${table.number}) in force on ${on}`,
  scale: (table, operand, on, rounding) =>
    `${figure(table)} in force on ${on}, applied to ${operand}, ${roundings[rounding]}`,
  count: (list, clause) => `the number of ${where(list, clause)}`,
  sum: (of, list, clause) => `the sum of ${of} over ${where(list, clause)}`,
  least: (of, list, clause) => `the smallest of ${of} among ${where(list, clause)}`,
  greatest: (of, list, clause) => `the greatest of ${of} among ${where(list, clause)}`,
  whether: (clause) => `the answer whether ${clause}`
}

const numbers = {
  equal: "equal to",
  "not-equal": "other than",
  less: "less than",
  "at-most": "at most",
  more: "more than",
  "at-least": "at least"
} as const

const days = {
  equal: "falls on",
  "not-equal": "does not fall on",
  less: "falls before",
  "at-most": "falls on or before",
  more: "falls after",
  "at-least": "falls on or after"
} as const

const clauses: Clauses = {
  holds: (label, yes) => `“${label}” ${yes ? "applies" : "does not apply"}`,
  constant: (yes) => (yes ? "nothing is required" : "this cannot be met"),
  articleMet: (rule, yes) => `${article(rule)} is ${yes ? "met" : "not met"}`,
  elementMeets: (list, rule, yes) => `that one of the ${list} ${yes ? "meets" : "does not meet"} ${article(rule)}`,
  paragraphMet: (number, yes) => `the condition in paragraph (${number}) is ${yes ? "met" : "not met"}`,
  duty: ({ label, number }, on, yes) =>
    `the “${label}” (schedule ${number}) is ${yes ? "in force" : "not in force"} on ${on}`,
  compare: (compared, operator, left, right) =>
    compared === "word"
      ? `${left} is ${operator === "equal" ? "" : "not "}${right}`
      : compared === "day"
        ? `${left} ${days[operator]} ${right}`
        : `${counted(left)} is ${numbers[operator]} ${right}`,
  among: (operand, words, yes) => `${operand} is ${yes ? "one" : "none"} of ${joined(words, "or")}`,
  forWhich: (clause) => `for which ${clause}`,
  thatMeet: (rule) => `that meet ${article(rule)}`,
  some: (list, clause, yes) =>
    `there is ${yes ? "at least one" : "none"} of ${the(list)}${clause === undefined ? "" : ` ${clause}`}`,
  every: (list, clause, yes) => `for ${yes ? "each" : "not each"} of the ${list}, ${clause}`,
  isSet: (noun, yes) => `${noun} is ${yes ? "set" : "known to be absent"}`,
  and: (parts) => joined(parts, "and"),
  or: (parts) => joined(parts, "or"),
  ifThen: (condition, consequence) => `if ${condition}, ${consequence}`,
  orElse: (denied, consequence) => `${denied}, or else ${consequence}`,
  otherwise: (consequence) => `otherwise ${consequence}`
}

/** Labels are often plurals (`annual sales`), which would not go with "is". */
const counted = (noun: string): string =>
  /^the (?!(age|number|sum|result|value|fraction|smallest|greatest|answer|day) )/.test(noun) &&
  !noun.includes(" in force on ")
    ? `the value of ${noun}`
    : noun

const lists: Lists = {
  allOf: "all of the following hold:",
  anyOf: "at least one of the following holds:",
  notAllOf: "at least one of the following does not hold:",
  noneOf: "none of the following holds:",
  atLeastOf: (least, of, yes) => `${yes ? "at least" : "fewer than"} ${least} of the following ${of} hold:`,
  firstOf: "the first of the following that fits:",
  firstHolds: "the first of the following that fits holds:",
  and: "and",
  or: "or"
}

const ofEach = (list: string | undefined): string => (list === undefined ? "" : `For each of the ${list}: `)

const openings: Openings = {
  requires: (rest) => `This requirement is met if ${rest}`,
  requiresOnly: (condition, rest) =>
    `This requirement is met of itself unless ${condition}; in that case it is met if ${rest}`,
  amount: (rest) => `The amount is ${rest}`,
  quantity: (rest) => `The value is ${rest}`,
  yesNo: (rest) => `The answer is “yes” if ${rest}`,
  each: (list, rest) => `Each of the ${list} is looked at by itself, and meets this article if ${rest}`,
  condition: (rest, list) => `${ofEach(list)}This condition is met if ${rest}`,
  value: (rest, list) => `${ofEach(list)}This value is ${rest}`,
  general: (value) => `In general ${value}, except where:`,
  exception: ({ number, title }, value) =>
    `article ${number}${title === undefined ? "" : ` (${title})`} applies: ${value}`,
  byTable: (list) => `${ofEach(list)}This is settled by the first row that fits in the table below this paragraph.`
}

const tables: Tables = {
  cases: (number) => `Table for paragraph (${number})`,
  byTime: "By time in force",
  cited: "Instruments cited",
  row: "Row",
  when: "If",
  outcome: "Then",
  otherwise: "otherwise",
  term: "Term",
  name: "Name in the data",
  content: "Content",
  limits: "Bounds",
  handling: "Kept",
  from: "In force from",
  through: "Through",
  value: "Value",
  rate: "Rate",
  above: "Above",
  upTo: "Up to and including",
  standing: "Standing",
  basis: "Basis",
  confidence: "Confidence in the basis",
  open: "in clear",
  sealed: "sealed (about a person)",
  optional: (content) => `${content}; may be known to be absent`,
  list: (most) => `list of at most ${most} rows`,
  kinds: { boolean: "yes or no", integer: "whole number", date: "day", code: "code", token: "random mark" },
  money: (currency) => `money (${currency})`,
  oneOf: (words) => `one of ${joined(words, "or")}`,
  between: (least, most) => `${least} to ${most}`,
  characters: (most) => `at most ${most} characters`,
  onwards: "onwards",
  inForce: "in force",
  unknown: (because) => `not known: ${because}`,
  confidences: { sourced: "sourced", "well-known": "well known", uncertain: "uncertain, to be confirmed" },
  noBasis: "no basis named",
  instrument: "Instrument",
  article: "Part",
  title: "About",
  signedOn: "Signed",
  inForceFrom: "In force from",
  output: "Result",
  gives: "Settled by"
}

const parts: Parts = {
  definitions: "Definitions",
  definitionsLead:
    "The articles below use these data. Sealed data are about a person and kept apart; the others may be written in clear. All bounds include their ends.",
  facts: "Data used",
  rules: "Provisions",
  articleHeading: ({ number, title }, code) => `Article ${number}${title === undefined ? "" : `. ${title}`} [${code}]`,
  articleShort: (number) => `article ${number}`,
  answers: "Decision",
  requirements: (rules) =>
    `The decision is “eligible” if ${
      rules.length === 1
        ? `article ${rules[0]} is`
        : rules.length > 2 && Names.isRun(rules)
          ? `articles ${rules[0]} to ${rules.at(-1)} are all`
          : `articles ${joined(rules.map(String), "and")} are`
    } met.`,
  refusal: (text) => `Where this is not met, the reason given is: “${text}”.`,
  reasons: "Each article that is not met is given as a reason, in the order of the articles.",
  open: "What is not known never counts as yes or as no: as long as a decision depends on it, the decision is left open and what is missing is named.",
  outputs: "Results given",
  below: "the paragraphs below",
  outputHeading: (name) => `Result [${name}]`,
  schedules: "Schedules",
  scheduleHeading: ({ label, number }) => `Schedule ${number}. ${label}`,
  before: (first) => `Before ${first} the value is not known.`,
  extends: "The last value stays in force until it is changed.",
  refuses: (from) => `From ${from} on the value is not known and may not be used.`,
  reviewBy: (day) => `To be reviewed by ${day}.`,
  bands: "The first row whose upper bound is not below the figure gives the result.",
  layers: "Each rate applies only to the part that lies in its layer; all parts are added exactly and rounded once.",
  outside: "Outside these stretches of time it is not in force.",
  never: "It is never in force.",
  sources: "Sources of law",
  basis: (citation) => `Basis: ${citation}.`,
  withoutBasis: "No basis is named."
}

/** English. */
export const english: Grammar = { nouns, clauses, lists, openings, tables, parts }
