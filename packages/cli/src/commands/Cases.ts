/**
 * Tables of cases, tried against the season's policies: what an officer expects of made-up cases, and where a policy
 * decides otherwise, with the explanation. Exit status 1 where a case is decided otherwise, 2 where a table cannot be
 * used as a whole; the cases that can be read are tried and told all the same.
 */
import { basename } from "node:path"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Policy, Text } from "@bina/policy"
import * as Cases from "@bina/policy/Cases"
import { Csv, Pack, ReadingError, SeasonFolder } from "@bina/season"
import { Program } from "../Program.ts"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request {
  readonly season: string
  readonly language: Text.Language
  readonly file: Option.Option<string>
}

// ---- Errors

/** A table is not named after a policy, so nobody knows whose cases it holds. */
export class WhosePolicy extends Schema.TaggedError<WhosePolicy>()("WhosePolicy", {
  file: Schema.String,
  known: Schema.Array(Schema.String)
}) {
  get text(): Text.Text {
    const known = this.known.map((name) => `${name}.csv`).join(", ")
    return {
      id: `${this.file} tidak bernama menurut kebijakannya: beri nama ${known}`,
      en: `${this.file} is not named after its policy: call it ${known}`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

/** Some rows or columns cannot be used; each was told. */
export class UnusableTable extends Schema.TaggedError<UnusableTable>()("UnusableTable", { faults: Schema.Int }) {
  get text(): Text.Text {
    return {
      id: `${this.faults} kesalahan pada tabel kasus`,
      en: `the tables of cases have ${this.faults} faults`
    }
  }
  override get message(): string {
    return this.text.en
  }
}

/** Cases that are decided otherwise than expected; the command ends with status 1. */
export class DecidedOtherwise extends Schema.TaggedError<DecidedOtherwise>()("DecidedOtherwise", {
  cases: Schema.Int
}) {
  override get message(): string {
    return `cases decided otherwise than expected: ${this.cases}`
  }
}

// ---- Functions

/** Prints each case of each table; fails where one is decided otherwise, or a table cannot be used as a whole. */
export const run = Effect.fn("Cases.run")(function* ({ file, language, season }: Request) {
  const pack = yield* Pack.Pack
  const { cases: shipped } = yield* Program
  const { admission, allowance } = pack.policies(yield* SeasonFolder.programme(season))
  const policies: ReadonlyMap<string, Policy.Policy<never, unknown>> = new Map<string, Policy.Policy<never, unknown>>([
    ["eligibility", admission.policy],
    ["allowance", allowance.policy]
  ])
  let faults = 0
  let otherwise = 0
  for (const path of Option.match(file, { onNone: () => shipped, onSome: (path) => [path] })) {
    const policy = policies.get(basename(path).split(".")[0]!)
    if (policy === undefined) {
      return yield* new WhosePolicy({ file: basename(path), known: [...policies.keys()] })
    }
    const { cases, faults: found } = Cases.read(policy, Cases.fromCsv(Csv.decode(yield* bytesOf(path))))
    const tried = cases.map((each) => Cases.tried(policy, each))
    faults += found.length
    otherwise += tried.filter(({ agrees }) => !agrees).length
    const money = (amount: number) => pack.money(amount, language)
    const lines = [
      ...found.map((fault) => Cases.toldFault(fault, language)),
      ...tried.flatMap((each) => Cases.told(policy, each, { language, money }))
    ]
    yield* Console.log([policy.document.id, ...lines.map((line) => `  ${line}`)].join("\n"))
  }
  if (faults > 0) return yield* new UnusableTable({ faults })
  if (otherwise > 0) return yield* new DecidedOtherwise({ cases: otherwise })
})

const bytesOf = (path: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFile(path)).pipe(
    Effect.mapError(({ reason }) => new ReadingError.MissingFile({ file: basename(path), detail: reason._tag }))
  )
